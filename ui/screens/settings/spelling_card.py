"""The card of settings about the Danish dictionary of this PC."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from coordinator.i18n import _
from ui.screens.settings.parts import PartCard
from ui.spelling.speller import SPELLER, Speller
from ui.spelling.words import words_of
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import across


class SpellingCard(PartCard):
    """Which folder the dictionary is in, and whether it can be read; F7 uses it everywhere."""

    def __init__(self, choose: Callable[[str], None], speller: Speller = SPELLER) -> None:
        super().__init__(
            _("Spelling"),
            _("With a Danish dictionary on this PC, words are checked as you write."),
        )
        self._choose, self._speller = choose, speller
        self._found = Label("", "body_medium", wrap=True).selectable()
        self._where = Label(
            _(
                "The folder holds the files da_DK.aff and da_DK.dic. LibreOffice has them in"
                " share/extensions/dict-da, and Samplan finds them there by itself."
            ),
            "small",
            "2",
            wrap=True,
        ).selectable()
        self.pick = Button(_("Choose folder"), self._ask, icon="book-2")
        self.usual = Button(_("Use the usual folder"), self._use_usual, kind="ghost")
        self._chosen = ""
        self.add(self._found, self._where, across(self.pick, self.usual, None))
        speller.changed.connect(self._show)
        self._show()

    def show_folder(self, chosen: str) -> None:
        """Show the folder that was chosen, and whether it has a dictionary."""
        self._chosen = chosen
        self._show()
        # A first word opens the dictionary, and tells whether it can be read.
        self._speller.look_at(words_of("ordbog"))

    def _show(self) -> None:
        self.usual.setVisible(bool(self._chosen))
        self._where.setVisible(self._speller.missing)
        self._found.setText(self._found_words())

    def _found_words(self) -> str:
        if self._speller.missing:
            return _(
                "There is none on this PC, so nothing is checked. Ask your IT support for one."
            )
        if self._speller.state == "broken":
            return _("The dictionary cannot be read, so nothing is checked. Choose another folder.")
        folder = self._speller.folder
        if folder is None:
            return _("Looking for a dictionary …")
        words = _("Danish dictionary in {folder}. F7 goes from error to error.")
        return words.format(folder=folder)

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Choose the folder with da_DK.aff and da_DK.dic"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self._choose(str(Path(folder))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _use_usual(self) -> None:
        self._choose("")
