"""What happens on «Henvendelser»: open one, send it, take it, answer it, register a new one."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.enquiries import EnquiryLists, EnquiryPage, NewEnquiry
from coordinator.enquiry_wording import CHANNELS
from coordinator.i18n import _
from coordinator.use_cases import enquiries, worklists
from coordinator.use_cases.code_lists import code_book
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screen import at_once
from ui.screens.enquiries.deeds import Deeds, DeedsFace
from ui.screens.enquiries.shown import ListShown, Offers, PageShown
from ui.screens.enquiries.words import list_shown, page_shown
from ui.whom_line import Whom, whom_words

SCREEN: Final = "enquiries"
_MOST_SUGGESTED: Final = 7
_FEWEST_LETTERS: Final = 2


class EnquiriesFace(DeedsFace, Protocol):
    """The view as the presenter sees it."""

    def show_list(self, shown: ListShown) -> None:
        """Show the enquiries in their groups."""

    def show_page(self, shown: PageShown) -> None:
        """Show the one that is open."""

    def show_nothing(self) -> None:
        """Show that none is open."""

    def show_form(self, offers: Offers, whom: Whom | None) -> None:
        """Show the form of a new one, about somebody if they are known."""

    def suggest(self, people: tuple[Whom, ...]) -> None:
        """Offer citizens in the form."""

    def form_saved(self) -> None:
        """The form is in the store: nothing of it need be kept."""

    def show_refusal(self, sentence: str) -> None:
        """Say at the verbs why it was not done."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what stands there stays."""


class EnquiriesPresenter:
    """Decides what «Henvendelser» shows; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
    ) -> None:
        self._desk, self._runner = desk, runner
        self._publish, self._navigator = publish, navigator
        self._face: EnquiriesFace  # given by ``show_in`` before anything is asked
        self._open: UUID | None = None
        self._writing = False
        # Who is not seen yet shows first who they are, before they open a citizen for a reason.
        self.prove: Callable[[Callable[[], None]], None] = at_once
        self.deeds: Final = Deeds(desk, runner, self._done, self._refused)
        me = id(self)
        self.slots: Final[Sequence[Hashable]] = tuple(
            (SCREEN, what, me) for what in ("list", "page", "form", "whom")
        )

    def show_in(self, face: EnquiriesFace) -> None:
        """Take the view."""
        self._face = face
        self.deeds.show_in(face)

    def activate(self, argument: object) -> None:
        """Show the list, an enquiry by its id, or a new one about somebody or nobody yet."""
        self._open, self._writing = None, False
        if isinstance(argument, tuple):
            _new, citizen_id, name = argument
            self.write_new(Whom(UUID(citizen_id), name, name, seen=True) if citizen_id else None)
        elif argument:
            self._open = UUID(str(argument))
        else:
            self._face.show_nothing()
        self.refresh()

    def refresh(self) -> None:
        """Read again: the list, and what is open."""
        self._runner.ask(self.slots[0], self._read_list, self._got_list, self._failed)
        if self._open is not None:
            reading = partial(self._read_page, self._open)
            self._runner.ask(self.slots[1], reading, self._got_page, self._not_opened)

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store: it may be about any of them."""
        if changes:
            self.refresh()

    def open(self, key: UUID) -> None:
        """Open an enquiry; the look is logged."""
        self._navigator.open(SCREEN, str(key))

    def open_citizen(self, citizen_id: str) -> None:
        """Go to the citizen's page."""
        self._navigator.open("citizen", citizen_id)

    def begin_new(self) -> None:
        """Go to the form of a new one."""
        self._navigator.open(SCREEN, ("new", "", ""))

    # -- a new one ----------------------------------------------------------------------------

    def write_new(self, whom: Whom | None) -> None:
        """Open the form."""
        self._writing = True

        def got(book: CodeBook) -> None:
            self._navigator.set_crumbs((Crumb(_("Enquiries"), SCREEN), Crumb(_("New enquiry"))))
            self._face.show_form(_offers(book), whom)

        self._runner.ask(self.slots[2], lambda: code_book(self._desk), got, self._failed)

    def leave_form(self) -> None:
        """Go back to where one came from."""
        self._writing = False
        self._navigator.back()

    def search(self, text: str) -> None:
        """Find whom the form may mean."""
        typed = " ".join(text.split())
        if len(typed) < _FEWEST_LETTERS:
            return
        desk = self._desk

        def read() -> tuple[Whom, ...]:
            found = worklists.find_citizens(desk, typed, _MOST_SUGGESTED)
            return tuple(
                Whom(each.id, each.name, whom_words(each.name, each.birth_date), each.seen)
                for each in found
            )

        self._runner.ask(self.slots[3], read, self._face.suggest, self._failed)

    def register(self, typed: NewEnquiry, *, seen: bool) -> None:
        """Register what is typed; a citizen who is not seen yet is opened for a reason."""

        def do() -> None:
            self._runner.do(
                lambda: enquiries.register(self._desk, typed), self._registered, self._refused
            )

        (at_once if seen else self.prove)(do)

    def _registered(self, made: tuple[UUID, Changes]) -> None:
        enquiry_id, changes = made
        self._writing = False
        self._face.form_saved()
        self._publish(changes)
        self._navigator.toast(_("The enquiry is registered. You answer for it."))
        self.open(enquiry_id)

    # -- inside -------------------------------------------------------------------------------

    def _done(self, changes: Changes, told: str) -> None:
        self._face.form_saved()
        self._publish(changes)
        self._navigator.toast(told)
        self.refresh()

    def _read_list(self) -> tuple[ListShown, EnquiryLists]:
        lists = enquiries.lists(self._desk)
        return list_shown(lists, code_book(self._desk), self._desk.clock.today()), lists

    def _read_page(self, key: UUID) -> PageShown:
        page: EnquiryPage = enquiries.open_enquiry(self._desk, key)
        return page_shown(page, code_book(self._desk))

    def _got_list(self, read: tuple[ListShown, EnquiryLists]) -> None:
        self._face.show_list(read[0])

    def _got_page(self, shown: PageShown) -> None:
        self._navigator.set_crumbs((Crumb(_("Enquiries"), SCREEN), Crumb(shown.title)))
        self._face.show_page(shown)

    def _not_opened(self, error: Exception) -> None:
        self._open = None
        self._face.show_nothing()
        self._failed(error)

    def _refused(self, error: Exception) -> None:
        self._face.show_refusal(describe(error).sentence)
        if self._open is not None:
            self.refresh()

    def _failed(self, error: Exception) -> None:
        self._face.show_problem(describe(error).sentence)


def _offers(book: CodeBook) -> Offers:
    subjects = book.on(DatedList.ENQUIRY_SUBJECTS)
    return Offers(
        tuple((each.code, each.label) for each in subjects),
        tuple((each.value, _(words)) for each, words in CHANNELS.items()),
    )
