"""The load screen: one page that goes from file to report."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from coordinator.i18n import _
from ui.screens.load.columns import ColumnsCard
from ui.screens.load.face import LoadPresenting
from ui.screens.load.figures import DONE, Figures
from ui.screens.load.lines import (
    Choosing,
    ColumnsForm,
    LoadLine,
    MendForm,
    NoticeKind,
    Report,
    Sheet,
)
from ui.screens.load.proposal import ProposalPane
from ui.widgets.buttons import Button, Kind
from ui.widgets.choices import Combo
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear
from ui.widgets.notices import Banner
from ui.widgets.progress import Progress
from ui.widgets.surfaces import Card, EmptyState, Page

_NO_KIND: Final = "guess"


class _DropPage(Page):
    """A page that a file can be dropped on."""

    presenter: LoadPresenting
    _takes_files = True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file of this PC."""
        urls = event.mimeData().urls()
        if self._takes_files and len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        self.presenter.take_file(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()


class _ListPage(_DropPage):
    """A page that may show the rows of a proposal."""

    _proposal: ProposalPane | None = None

    def show_row(self, place: int) -> None:
        """Lead the user to a row of the list."""
        if self._proposal is not None:
            self._proposal.show_row(place)

    def show_lines(self, lines: tuple[LoadLine, ...], found: int) -> None:
        """Show the first page of ``found`` rows."""
        if self._proposal is not None:
            self._proposal.show_lines(lines, found)

    def add_lines(self, lines: tuple[LoadLine, ...]) -> None:
        """Show the next page."""
        if self._proposal is not None:
            self._proposal.rows.append_rows(lines)

    def show_mending(self, form: MendForm | None) -> None:
        """Show the cells of a refused row, or none."""
        if self._proposal is not None:
            self._proposal.show_mending(form)

    def show_mending_state(self, problem: str) -> None:
        """Say what is still wrong with the row."""
        if self._proposal is not None:
            self._proposal.mending.show_state(problem)


class LoadScreen(_ListPage):
    """Each step takes the place of the one before."""

    def __init__(self) -> None:
        other = Button(_("Choose another file"), self._choose_file, icon="file-import")
        super().__init__(_("Load data"), "", (other,))
        self._other = other
        self.setAcceptDrops(True)
        self._notice = Banner("info", "", closable=True)
        self._notice.hide()
        self.notices.addWidget(self._notice)
        self._foot_text = Label("", "small", "2", wrap=True)
        self._leave = Button(_("Cancel"), self._again)
        self._load = Button("", self._load_now, kind="primary", icon="check")
        bar = across((self._foot_text, 1), self._leave, self._load, gap=10, margins=(0, 10, 0, 14))
        self._foot_bar = boxed(bar)
        self.foot.addWidget(self._foot_bar)
        self._progress: Progress | None = None
        self._proposal = None
        self._columns: ColumnsCard | None = None
        self._go_on: Button | None = None
        self._ready = ""

    def activate(self, argument: object) -> None:  # noqa: ARG002 - the window's way to call
        """Begin, or go on."""
        self.presenter.start()

    def primary_action(self) -> None:
        """Do what the primary button of the step does."""
        if self._columns is not None:
            self._columns.use()
        elif self._proposal is not None and self._load.isEnabled():
            self.presenter.load()
        elif self._ready == "choose":
            self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter at the kind of a file that waits goes on with it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and self._go_on is not None and isinstance(self.focusWidget(), Combo):
            self._begin()
            return
        super().keyPressEvent(event)

    def _begin(self) -> None:
        """Go on with the file that waits, or choose one."""
        if self._go_on is None:
            self._choose_file()
        elif self._go_on.isEnabled():
            self.presenter.go_on()

    def _choose_file(self) -> None:
        """Let the user point at a file."""
        dialog = QFileDialog(self, _("Choose the file to load"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Exports (*.csv *.xlsx *.txt)"), _("All files (*)")])
        dialog.fileSelected.connect(self.presenter.take_file)
        _show(dialog)

    def show_choosing(self, choosing: Choosing) -> None:
        """Ask for a file."""
        self._clear("choose", _("Load data"), _("From the services' exports, as CSV or Excel."))
        waits = bool(choosing.waiting)
        kind: Kind = "secondary" if waits else "primary"
        choose = Button(_("Choose file"), self._choose_file, kind=kind, icon="file-import")
        drop = EmptyState(
            _("Choose a file, or drag it here"),
            _("Samplan reads it and shows what would change. Nothing is saved before you say so."),
            (choose,),
            icon="file-import",
        )
        kinds = Combo(choosing.kinds, choosing.kind, name=_("What does the file hold?"))
        example = Button(
            _("Save an example"), partial(self._save_example, kinds), kind="ghost",
            icon="file-download",
        )  # fmt: skip
        example.setEnabled(choosing.kind != _NO_KIND)
        kinds.picked.connect(lambda kind: example.setEnabled(kind != _NO_KIND))
        kinds.picked.connect(self.presenter.choose_kind)
        field = Field(
            _("What does the file hold?"), kinds,
            hint=_("Choose a kind to save an example of how such a file looks."),
        )  # fmt: skip
        if choosing.problem:
            self.show_notice("warn", choosing.problem, choosing.way_out)
        self.body.addWidget(Card(drop))
        beside: list[QWidget] = [example]
        if waits:
            beside.insert(0, self._offer_to_go_on(kinds))
        self.body.addWidget(Card(across((field, 1), *beside, None, gap=14)))
        self.body.addStretch(1)
        (kinds if waits else choose).setFocus()

    def _offer_to_go_on(self, kinds: Combo) -> Button:
        # An arrow key changes what is chosen, so the choice alone does nothing.
        go_on = self._go_on = Button(_("Continue"), self._begin, kind="primary", icon="check")
        go_on.setEnabled(kinds.value != _NO_KIND)
        kinds.picked.connect(lambda kind: go_on.setEnabled(kind != _NO_KIND))
        return go_on

    def show_working(self, text: str, detail: str) -> None:
        """Show a long work with Stop."""
        self._clear("work", self.header.title.text(), detail)
        self._takes_files = False
        self._progress = Progress(text)
        self._progress.stopped.connect(self.presenter.stop)
        self.body.addWidget(self._progress)
        self.body.addStretch(1)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self._progress is not None:
            self._progress.report(done, total)

    def show_columns(self, form: ColumnsForm) -> None:
        """Ask which column is which."""
        self._clear("columns", _("Choose columns"), form.file)
        self._other.show()
        self._columns = ColumnsCard(form, self.presenter)
        self.body.addWidget(self._columns)
        self.body.addStretch(1)

    def show_columns_problem(self, sentence: str) -> None:
        """Say what the columns still lack."""
        if self._columns is not None:
            self._columns.show_problem(sentence)

    def show_sheet(self, sheet: Sheet, group: str) -> None:
        """Show a proposal; a mended one takes its place without moving anything."""
        if self._proposal is None:
            self._clear("sheet", sheet.title, sheet.subtitle)
            pane = self._proposal = ProposalPane(self.presenter, sheet.who)
            pane.rejects_wanted.connect(self._save_rejects)
            self.body.addWidget(pane, 1)
            self._other.show()
            self._foot_bar.show()
            pane.rows.setFocus()
        self.header.title.setText(sheet.title)
        self.header.show_subtitle(sheet.subtitle)
        self._proposal.show_sheet(sheet, group)
        self.show_deed(sheet)

    def show_deed(self, sheet: Sheet) -> None:
        """Show what can be done with the proposal, which stays as it is."""
        self._foot_text.setText(sheet.foot)
        self._load.setVisible(bool(sheet.verb))
        self._load.setEnabled(bool(sheet.verb))
        self._load.show_text(sheet.verb)
        self._leave.show_text(_("Cancel") if sheet.verb or sheet.doubt else _("Close"))

    def show_notice(self, kind: NoticeKind, title: str, text: str) -> None:
        """Say what happened; no title takes it away."""
        self._notice.setVisible(bool(title))
        if title:
            self._notice.show_notice(kind, title, text)

    def show_report(self, report: Report) -> None:
        """Show what a load did."""
        self._clear("report", _("Load data"), self.header.subtitle.text())
        figures = Figures(DONE)
        figures.show_counts(report.counts)
        more = Button(_("Load another file"), self.presenter.again, kind="primary",
                      icon="file-import")  # fmt: skip
        ways = [more]
        if report.counts["rejected"]:
            ways.insert(0, Button(_("Save refused rows"), self._save_rejects,
                                  icon="file-download"))  # fmt: skip
        done = EmptyState(report.title, report.text, ways, icon="circle-check")
        self.body.addWidget(figures)
        self.body.addWidget(Card(done))
        self.body.addStretch(1)
        more.setFocus()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.pane, self._foot_bar] if self._proposal is not None else [self.pane]

    def _clear(self, step: str, title: str, subtitle: str) -> None:
        self._ready = step
        clear(self.body)
        self._progress = self._proposal = self._columns = self._go_on = None
        self._takes_files = True
        self.show_notice("info", "", "")
        self.header.title.setText(title)
        self.header.show_subtitle(subtitle)
        self._other.hide()
        self._foot_bar.hide()

    def _again(self) -> None:
        self.presenter.again()

    def _load_now(self) -> None:
        self.presenter.load()

    def _save_rejects(self) -> None:
        self._ask_where(self.presenter.reject_name(), self.presenter.save_rejects)

    def _save_example(self, kinds: Combo) -> None:
        kind = str(kinds.value)
        name = _("{kind}_example.csv").format(kind=kind)
        self._ask_where(name, lambda path: self.presenter.save_example(path, kind))

    def _ask_where(self, name: str, done: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, _("Save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter(_("CSV for a spreadsheet (*.csv)"))
        dialog.selectFile(name)
        dialog.fileSelected.connect(done)
        _show(dialog)


def _show(dialog: QFileDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
