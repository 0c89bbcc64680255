"""The widgets of «Henvendelser»: the list, and beside it an enquiry or the form of a new one."""

from typing import Final, Protocol
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from coordinator.changes import Changes
from coordinator.enquiries import NewEnquiry
from coordinator.i18n import _
from coordinator.reports.pictures import PagePicture
from ui.begun import BegunForms
from ui.runner import Runner
from ui.screens.enquiries.form import NewEnquiryForm
from ui.screens.enquiries.letters import LetterDialog
from ui.screens.enquiries.list_pane import ListPane
from ui.screens.enquiries.page import EnquiryDeeds, EnquiryPane
from ui.screens.enquiries.shown import ListShown, Offers, PageShown
from ui.task_about import TaskAbout
from ui.theme import THEME, scaled
from ui.whom_line import Whom
from ui.widgets.buttons import Button
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import EmptyState, Page

_LIST_WIDTH, _PAGE_LEAST = 250, 420


class EnquiriesTold(Protocol):
    """The presenter as the view sees it."""

    def activate(self, argument: object) -> None:
        """Come to the screen."""

    def refresh(self) -> None:
        """Read again."""

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""

    def open(self, key: UUID) -> None:
        """Open an enquiry."""

    def begin_new(self) -> None:
        """Go to the form."""

    def leave_form(self) -> None:
        """Go back from the form."""

    def search(self, text: str) -> None:
        """Find whom the form may mean."""

    def register(self, typed: NewEnquiry, *, seen: bool) -> None:
        """Register a new one."""

    @property
    def deeds(self) -> "LetterDeeds":
        """What is done with the one that is open."""

    def open_citizen(self, citizen_id: str) -> None:
        """Go to the citizen."""


class LetterDeeds(EnquiryDeeds, Protocol):
    """What is done with an enquiry, and that its letter was printed."""

    def letter_printed(self, seen: PageShown) -> None:
        """Keep that the letter is on its way."""


class EnquiriesScreen(QFrame):
    """List and page side by side; where there is no room for both, the one that is used."""

    def __init__(self, presenter: EnquiriesTold, begun: BegunForms, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("page")
        # What Ctrl+Shift+T asks a colleague about.
        self.task_about: Final = self._task_about
        self._presenter, self._begun, self._runner = presenter, begun, runner
        self.list: Final = ListPane(presenter.open, presenter.begin_new)
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.pages: Final = QStackedWidget()
        self._empty: Final = _empty(presenter)
        self.pages.addWidget(self._empty)
        self.pane: EnquiryPane | None = None
        self.form: NewEnquiryForm | None = None
        right = down(boxed(down(self.problem, margins=(26, 10, 26, 0))), (self.pages, 1), gap=0)
        self._right: Final = boxed(right)
        self.setLayout(across(self.list, (self._right, 1), gap=0))
        THEME.changed.connect(self._arrange)
        self._arrange()

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object = None) -> None:
        """Come to the list, to an enquiry by its id, or to a new one."""
        self.list.show_current(UUID(argument) if isinstance(argument, str) else None)
        self._presenter.activate(argument)

    def refresh(self) -> None:
        """Read again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        self._presenter.changed(changes)

    def primary_action(self) -> None:
        """Do the main verb of what is open (Ctrl+Enter)."""
        if self._shows(self.form) and self.form is not None:
            self.form.submit()
        elif self.pane is not None and self._shows(self.pane):
            self.pane.do_main()

    def print_page(self) -> None:
        """Go to the letter to the citizen (Ctrl+P)."""
        if self.pane is not None and self._shows(self.pane):
            self.pane.print_letter()

    def _task_about(self) -> TaskAbout | None:
        """Say what a task for a colleague comes out of: the enquiry that is open."""
        open_one = self.pane is not None and self._shows(self.pane)
        return self.pane.task_about() if open_one and self.pane is not None else None

    def regions(self) -> list[QWidget]:
        """The list and the page, for F6."""
        return [self.list, self.pages]

    # -- what the presenter shows ------------------------------------------------------------

    def show_list(self, shown: ListShown) -> None:
        """Show the enquiries in their groups."""
        first = not self.list.items
        self.problem.hide()
        self.list.show_list(shown)
        if first and self.pages.currentWidget() is self._empty and self.isVisible():
            self.list.take_focus()

    def show_page(self, shown: PageShown) -> None:
        """Show the one that is open; the same again leaves what is typed there alone."""
        self.list.show_current(shown.key)
        if self.pane is not None and self.pane.shown == shown and self._shows(self.pane):
            return
        another = self.pane is None or self.pane.shown.key != shown.key
        tell = self._presenter
        self.pane = EnquiryPane(shown, tell.deeds, self._begun, tell.open_citizen)
        self._put(self.pane)
        first = self.pane.who.rows[0] if self.pane.who and self.pane.who.rows else None
        (first or self.pane.pane).setFocus()
        if another:
            say(self, shown.title)

    def show_nothing(self) -> None:
        """Show that none is open."""
        self.pane = self.form = None
        self._put(self._empty)
        self.list.show_current(None)
        if self.isVisible():
            self.list.take_focus()

    def show_form(self, offers: Offers, whom: Whom | None) -> None:
        """Show the form of a new one."""
        self.list.show_current(None)
        page = Page(_("New enquiry"), _("You answer for it until somebody else has taken it."))
        tell = self._presenter
        self.form = NewEnquiryForm(
            offers, tell.search, lambda typed, seen: tell.register(typed, seen=seen),
            tell.leave_form,
        )  # fmt: skip
        if whom is not None:
            self.form.show_whom(whom)
        page.body.addWidget(self.form)
        page.body.addStretch(1)
        self._put(page)
        self.form.remember(self._begun)
        self.form.take_focus()

    def suggest(self, people: tuple[Whom, ...]) -> None:
        """Offer citizens in the form."""
        if self.form is not None:
            self.form.whom.offer(people)

    def form_saved(self) -> None:
        """What was typed is in the store."""
        if self._shows(self.form) and self.form is not None:
            self.form.saved()
            self.form = None
        elif self.pane is not None:
            self.pane.saved()

    def show_letter(self, seen: PageShown, content: bytes, picture: PagePicture) -> None:
        """Show the letter to the citizen; printed, it is kept that they were told."""
        dialog = LetterDialog(
            self, self._runner, content, lambda: self._presenter.deeds.letter_printed(seen)
        )
        dialog.show_picture(picture)
        dialog.open()

    def show_refusal(self, sentence: str) -> None:
        """Say at the verbs why it was not done."""
        if self._shows(self.form) and self.form is not None:
            self.form.refuse(sentence)
        elif self.pane is not None:
            self.pane.show_refusal(sentence)

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what stands there stays."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both, or the one that is used."""
        super().resizeEvent(event)
        self._arrange()

    # -- inside ------------------------------------------------------------------------------

    def _shows(self, widget: QWidget | None) -> bool:
        now = self.pages.currentWidget()
        if now is None or widget is None:
            return False
        return now is widget or now.isAncestorOf(widget)

    def _put(self, page: QWidget) -> None:
        """Let a page stand there, and those before it go."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        for place in reversed(range(self.pages.count())):
            old = self.pages.widget(place)
            if old is not None and old not in (page, self._empty):
                self.pages.removeWidget(old)
                old.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        both = self.width() >= scaled(_LIST_WIDTH) + scaled(_PAGE_LEAST)
        empty = self.pages.currentWidget() is self._empty
        self.list.setVisible(both or empty)
        self._right.setVisible(both or not empty)
        self.list.setMinimumWidth(scaled(_LIST_WIDTH) if both else 0)
        self.list.setMaximumWidth(scaled(_LIST_WIDTH) if both else 16_777_215)


def _empty(presenter: EnquiriesTold) -> EmptyState:
    title = _("No enquiry is open")
    text = _("Choose one on the left, or register a new one. To open one is logged.")
    return EmptyState(
        title, text, [Button(_("New enquiry"), presenter.begin_new, icon="plus")], icon="inbox"
    )
