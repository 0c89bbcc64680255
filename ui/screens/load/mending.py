"""The form in which a refused row is corrected."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QScrollArea

from coordinator.i18n import _
from ui.screens.load.face import LoadPresenting
from ui.screens.load.lines import MendForm
from ui.widgets.buttons import Button, icon_button
from ui.widgets.fields import Field, TextLine
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.surfaces import Inset


class MendPanel(QFrame):
    """The wrong cell first; the others are there when they are needed."""

    def __init__(self, presenter: LoadPresenting) -> None:
        super().__init__()
        self._presenter = presenter
        self._line = 0
        self._lines: dict[int, TextLine] = {}
        self._state = Label("", "small_medium", "danger", wrap=True)
        self._use = Button(_("Use the correction"), self._mend, icon="check")
        self._inset = Inset(self._state, self._use, gap=8, margins=(16, 12, 12, 14))
        self.setLayout(down(self._inset))
        self.hide()

    def show_form(self, form: MendForm) -> None:
        """Show a refused row."""
        clear(self._inset.body)
        self._line = form.line
        self._lines = {}
        title = _("Correct row {line}").format(line=form.line)
        self.setAccessibleName(title)
        self._state = Label(form.reason, "small_medium", "danger", wrap=True)
        self._use = Button(_("Use the correction"), self._mend, icon="check")
        self._use.setEnabled(False)
        wrong, others = down(gap=8), down(gap=8)
        for cell in form.cells:
            line = TextLine(cell.text, longest=10_000)
            self._lines[cell.place] = line
            (wrong if cell.wrong else others).addWidget(Field(cell.heading, line))
            line.textChanged.connect(self._typed)
            line.returnPressed.connect(self._mend_if_right)
        rest = boxed(others)
        only_rest = not any(cell.wrong for cell in form.cells)
        more = Button(_("Show all fields"), kind="ghost", icon="chevron-down", size="small")
        more.clicked.connect(partial(self._show_rest, rest, more))
        (more if only_rest else rest).hide()
        close = icon_button("x", _("Close"), self.hide)
        self._inset.body.addLayout(across((Label(title, "h3"), 1), close))
        self._inset.body.addWidget(self._state)
        self._inset.body.addLayout(wrong)
        self._inset.body.addLayout(across(more, None))
        self._inset.body.addWidget(rest)
        self._inset.body.addLayout(across(self._use, None))
        self._inset.body.addStretch(1)
        self.show()
        # Where there is little room it stands below the list, and perhaps below the page's end.
        QTimer.singleShot(0, self, self._come_into_view)

    def show_state(self, problem: str) -> None:
        """Say what is still wrong, or with "" that the row can be loaded."""
        self._state.setText(problem or _("The row can be loaded."))
        self._state.set_tone("danger" if problem else "ok")
        self._use.setEnabled(not problem)

    def _come_into_view(self) -> None:
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            page.ensureWidgetVisible(self, 0, 0)

    def _texts(self) -> dict[int, str]:
        return {place: line.text() for place, line in self._lines.items()}

    def _typed(self) -> None:
        self._presenter.reread(self._line, self._texts())

    def _mend(self) -> None:
        self._presenter.mend(self._line, self._texts())

    def _mend_if_right(self) -> None:
        if self._use.isEnabled():
            self._mend()

    @staticmethod
    def _show_rest(rest: QFrame, more: Button) -> None:
        rest.show()
        more.hide()
