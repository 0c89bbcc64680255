"""The proposal: counts, what is said of them, and the rows."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from coordinator.danish import whole
from coordinator.i18n import N_, _, ngettext
from ui.screens.load.face import LoadPresenting
from ui.screens.load.figures import Figures
from ui.screens.load.lines import ALL, GROUPS, LoadLine, MendForm, Sheet
from ui.screens.load.mending import MendPanel
from ui.screens.load.rows import ProposalRows
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, Segments, TickBox
from ui.widgets.fields import TextLine
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.surfaces import Card, Columns

_WORDS: Final = {
    ALL: N_("All"),
    "created": N_("To be created"),
    "changed": N_("To be updated"),
    "check": N_("To check"),
    "rejected": N_("Refused"),
    "missing": N_("Gone from the file"),
    "unchanged": N_("Unchanged"),
}
# What stands in the card around the groups, the search and the button.
_MARGINS: Final = 60


class ProposalPane(QFrame):
    """Shows one proposal after the other: each mended row gives a new one."""

    rejects_wanted = Signal()

    def __init__(self, presenter: LoadPresenting, who: str) -> None:
        super().__init__()
        self._presenter = presenter
        self.figures = Figures()
        words = _("Look through the proposals. Nothing is written before you load.")
        self._nothing_saved = Banner("info", _("Nothing is saved yet"), words, icon="shield-lock")
        self._doubt, self._whole = Banner("warn", ""), TickBox(_("Yes, it is the whole export"))
        self._whole.toggled.connect(presenter.trust)
        fix = Button(_("Choose columns"), presenter.ask_columns, size="small", icon="table")
        self._unread = Banner("warn", _("Some columns are not read"), "", (fix,))
        self.rows = ProposalRows(who)
        self.rows.setMinimumHeight(scaled(220))
        self.rows.chosen.connect(presenter.choose_line)
        self.rows.end_reached.connect(presenter.next_page)
        self._found = Label("", "small", "2")
        self._empty = Label(_("No row has those words."), "body", "2")
        self._empty.hide()
        self.mending = MendPanel(presenter)
        self.search = self._make_search()
        self._save = Button(
            _("Save refused rows"), self.rejects_wanted.emit, kind="ghost", icon="file-download"
        )
        self._groups = across(gap=0)
        self._chooser: Segments | Combo | None = None
        self._choices: list[tuple[str, str]] = []
        self._abreast = 0
        self._under: QHBoxLayout = across(self._found, None)
        list_side = boxed(down(self._empty, (self.rows, 1), self._under, gap=6))
        self._columns = Columns(list_side, self.mending, width=320)
        self._head: QHBoxLayout = across(self._groups, None, (self.search, 1), self._save, gap=10)
        card = Card(self._head)
        card.body.addWidget(self._columns, 1)
        self.setLayout(
            down(
                self.figures, self._doubt, self._whole, self._nothing_saved, self._unread,
                (card, 1), gap=12,
            )
        )  # fmt: skip

    def _make_search(self) -> TextLine:
        line = TextLine(name=_("Search the rows"))
        line.setPlaceholderText(_("Search the rows"))
        line.setMinimumWidth(scaled(150))
        line.setMaximumWidth(scaled(280))
        line.textChanged.connect(self._presenter.search)
        return line

    def show_sheet(self, sheet: Sheet, group: str) -> None:
        """Show the counts and groups of a proposal."""
        self.figures.show_counts({each: n for each, n in sheet.counts.items() if each != "missing"})
        self._show_doubt(sheet)
        # Where nothing is to be loaded, nothing waits to be saved either.
        self._nothing_saved.setVisible(bool(sheet.verb) and not sheet.doubt)
        self._unread.setVisible(bool(sheet.unread))
        self._unread.show_notice("warn", _("Some columns are not read"), ", ".join(sheet.unread))
        self._save.setVisible(sheet.counts["rejected"] > 0)
        shown = sum(ALL in line.groups for line in sheet.lines)
        # A file that changes nothing has unchanged rows only, which nobody has to look at.
        self._choices = [(ALL, _counted(ALL, shown))] if shown else []
        self._choices += [
            (each, _counted(each, sheet.counts[each])) for each in GROUPS if sheet.counts[each]
        ]
        self._offer_groups(group)

    def _show_doubt(self, sheet: Sheet) -> None:
        self._doubt.setVisible(bool(sheet.doubt))
        self._whole.setVisible(bool(sheet.doubt))
        if sheet.doubt:
            text = _("As long as you do not say so, no case is marked as gone.")
            self._doubt.show_notice("warn", sheet.doubt, text)
        self._whole.blockSignals(True)
        self._whole.setChecked(sheet.whole)
        self._whole.blockSignals(False)

    def show_row(self, place: int) -> None:
        """Put the cursor in the list, at a row or (-1) where the list has it."""
        self.rows.setFocus()
        if place >= 0:
            self.rows.choose(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the groups side by side where there is room for them."""
        super().resizeEvent(event)
        if self._chooser is not None and isinstance(self._chooser, Combo) is not self._narrow:
            self._offer_groups(str(self._chooser.value))

    @property
    def _narrow(self) -> bool:
        save = 0 if self._save.isHidden() else self._save.sizeHint().width()
        return self.width() < self._abreast + self.search.minimumWidth() + save + scaled(_MARGINS)

    def _offer_groups(self, group: str) -> None:
        clear(self._groups)
        name = _("Which rows")
        abreast = Segments(name, self._choices, group)
        self._abreast = abreast.sizeHint().width()
        if self._narrow:
            abreast.deleteLater()
            self._chooser = Combo(self._choices, group, name=name)
        else:
            # The page must not become as wide as they are.
            abreast.setMinimumWidth(1)
            self._chooser = abreast
        (self._under if self._narrow else self._head).addWidget(self._save)
        self._chooser.picked.connect(self._presenter.show_group)
        self._groups.addWidget(self._chooser)

    def show_lines(self, lines: tuple[LoadLine, ...], found: int) -> None:
        """Show the first page of the rows."""
        self.rows.show_rows(lines)
        self._empty.setVisible(not lines)
        self._found.setText(
            ngettext("{n} row", "{n} rows", found).format(n=whole(found)) if found else ""
        )

    def show_mending(self, form: MendForm | None) -> None:
        """Show a refused row, or none."""
        if form is None:
            self.mending.hide()
        else:
            self.mending.show_form(form)


def _counted(group: str, count: int) -> str:
    words = _(_WORDS[group])
    return f"{words} {whole(count)}"
