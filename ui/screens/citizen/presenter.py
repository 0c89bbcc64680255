"""What the citizen page does: opens a citizen, and never shows another one's answer."""

from functools import partial
from typing import Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.lists import CitizenPage
from coordinator.use_cases import opening, planning, worklists
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.people import Address, Citizen
from ui.comparing import Comparer
from ui.navigation import Crumb
from ui.problems import describe
from ui.screen import ScreenContext
from ui.screens.citizen.given_log import GivenLog
from ui.screens.citizen.moving import Mover
from ui.screens.citizen.showing import show
from ui.screens.citizen.shown import CitizenShown, NewShown
from ui.screens.citizen.ways import GivePaper, Ways
from ui.screens.citizen.writing import CitizenWriter, Forms


class CitizenScreen(Forms, Protocol):
    """The view as the presenter sees it."""

    def show_blank(self) -> None:
        """Show nothing of anybody while a citizen is read."""

    def show_citizen(self, shown: CitizenShown) -> None:
        """Show a citizen; an open form keeps what is typed."""

    def ask_reason(self, sentence: str) -> None:
        """Ask in the page why the citizen is opened; nothing of the citizen stands there."""

    def refuse_reason(self, sentence: str) -> None:
        """Say at the field that a reason is needed."""

    def show_new(self, new: NewShown) -> None:
        """Show the form for a new citizen, begun with what was searched for."""

    def show_failure(self, sentence: str) -> None:
        """Say why there is no citizen to show, with a way on."""

    def show_address(self, line: str) -> None:
        """Show the protected address for a minute."""


class CitizenPresenter:
    """Opens one citizen at a time; every answer belongs to the citizen asked for last."""

    def __init__(self, context: ScreenContext) -> None:
        self._context = context
        self.ways = Ways(context.navigator, context.begun)
        self._slot = ("citizen", id(self))
        self._citizen_id: UUID | None = None
        self._page: CitizenPage | None = None
        self._in_front = False
        self._creating = self.gone = False
        # Whether the last reading came to nothing, which the page says until one is there.
        self._unread = False
        # A reason given in this sitting serves the way back to the same citizen.
        self._reasons: dict[UUID, str] = {}

    def attach(self, screen: CitizenScreen) -> None:
        """Meet the view that holds this presenter."""
        self._screen = screen
        self.writes = CitizenWriter(self._context, screen, self)
        self.moves = Mover(self._context, screen, self)
        self.comparer = Comparer(self._context)
        self.given_log = GivenLog(self._context, self._citizen, self._failed, self.refresh)

    @property
    def page(self) -> CitizenPage | None:
        """The page as last read, None while nobody is on it."""
        return self._page

    def activate(self, argument: object) -> None:
        """Open what the way here names: a citizen, a citizen with a reason, or ("new", text)."""
        self._in_front = True
        match argument:
            case ("new", str(text)):
                self._forget()
                self._crumbs(_("New citizen"))
                self._screen.show_blank()
                self._begin_new(text)
            case (str(identity), str(reason)):
                self._open(UUID(identity), reason)
            case str(identity):
                self._open(UUID(identity), self._reasons.get(UUID(identity), ""))
            case _:
                self._forget()
                self._screen.show_failure(_("Choose a citizen in the list."))

    def leave(self) -> None:
        """Know that another page is in front: what is made meanwhile does not lead away from it."""
        self._in_front = False

    def finish(self) -> None:
        """The window goes: an answer that is still on its way finds nobody."""
        self.gone = True
        self._forget()

    def give_reason(self, text: str) -> None:
        """Open the citizen for a reason in words."""
        if self._citizen_id is None:
            return
        if not text.strip():
            self._screen.refuse_reason(sentence_for(RuleBroken("reason-missing")))
            return
        # Without a relation it is the reason alone that opens: that weighs.
        wanted, reason = self._citizen_id, text.strip()
        self._context.house.locking.prove(partial(self._open, wanted, reason))

    def refresh(self) -> None:
        """Read the page again; after a failure, open the citizen once more."""
        if self._page is not None:
            citizen_id, desk = self._page.citizen.id, self._context.desk
            reason = self._reasons.get(citizen_id, "")
            self._context.runner.ask(
                self._slot,
                lambda: opening.read_again(desk, citizen_id, reason),
                self._show,
                self._not_read,
            )
        elif self._citizen_id is not None:
            self._open(self._citizen_id, self._reasons.get(self._citizen_id, ""))

    def changed(self, changes: Changes) -> None:
        """Read the page again when what it shows was changed."""
        plan_id = self._plan_id()
        if self._page is not None and (
            changes.touch(self._page.citizen.id) or (plan_id and changes.touch(plan_id))
        ):
            self.refresh()
        elif self._unread and changes.everything:
            # So it is told when the way to the store is there again.
            self.refresh()

    def show_address(self, reason: str) -> None:
        """Show the protected address for a reason that is logged."""
        citizen, desk = self._citizen(), self._context.desk
        if citizen is None:
            return

        def done(address: Address) -> None:
            if self._in_front and self._citizen_id == citizen.id:
                self._screen.show_address(address.line or _("Not known"))
                self.refresh()

        def look() -> None:
            self._context.runner.do(
                lambda: opening.unmask_address(desk, citizen.id, reason), done, self._failed
            )

        self._context.house.locking.prove(look)

    def note_copy(self) -> None:
        """Log that the number was copied."""
        citizen, desk = self._citizen(), self._context.desk
        if citizen is not None:
            self._context.runner.do(
                lambda: opening.note_copied_number(desk, citizen.id),
                lambda _none: self.refresh(),
                self._failed,
            )

    def open_plan(self) -> None:
        """Go to the plan, or begin one where there is none."""
        plan_id = self._plan_id()
        if plan_id is not None:
            self._context.navigator.open("plan", str(plan_id))
        else:
            self.create_plan()

    def create_plan(self) -> None:
        """Begin the citizen's joint plan and open it."""
        citizen, desk = self._citizen(), self._context.desk
        if citizen is None or self._creating:
            return
        self._creating = True
        self._context.runner.do(
            lambda: planning.create_plan(desk, citizen.id),
            partial(self._created_plan, citizen.id),
            self._no_plan,
        )

    def print_plan(self) -> None:
        """Go to the print preview of the plan."""
        plan_id = self._plan_id()
        if plan_id is not None:
            self._context.navigator.open("print", ("plan", str(plan_id)))

    def print_notes(self, note_ids: tuple[UUID, ...], give: GivePaper) -> None:
        """Fetch notes as a paper to print; what leaves is logged before it leaves."""
        citizen, desk, runner = self._citizen(), self._context.desk, self._context.runner
        if citizen is None:
            return

        def paper() -> bytes:
            # Drawing is read only when it is needed.
            from coordinator.use_cases.note_papers import print_notes  # noqa: PLC0415

            return print_notes(desk, citizen.id, note_ids)

        runner.do(
            paper,
            lambda content: give(runner, content),
            self._failed,
            lane="paper",
        )

    def created(self, citizen_id: UUID) -> None:
        """Go to the citizen that was just made by hand."""
        self._reasons[citizen_id] = _("Created by hand")
        if self._in_front and self._citizen_id is None:
            self._context.navigator.open("citizen", str(citizen_id))

    def _citizen(self) -> Citizen | None:
        return self._page.citizen if self._page else None

    def _plan_id(self) -> UUID | None:
        return self._page.plan.id if self._page and self._page.plan else None

    def _open(self, citizen_id: UUID, reason: str) -> None:
        desk = self._context.desk
        self._forget()
        self._citizen_id = citizen_id
        if reason:
            self._reasons[citizen_id] = reason
        self._crumbs(_("Citizen"))
        self._screen.show_blank()
        self._context.runner.ask(
            self._slot,
            lambda: opening.open_citizen(desk, citizen_id, reason),
            self._show,
            self._not_opened,
        )

    def _begin_new(self, text: str) -> None:
        """Show the form for a new citizen once the districts are there, or without them."""
        desk, today = self._context.desk, self._context.desk.clock.today()

        def begin(names: tuple[str, ...] = ()) -> None:
            self._screen.show_new(NewShown(text, today, names))

        self._context.runner.ask(
            self._slot, lambda: worklists.districts(desk), begin, lambda _error: begin()
        )

    def _forget(self) -> None:
        self._context.runner.void(self._slot)
        self._citizen_id = self._page = None
        self._unread = False

    def _show(self, page: CitizenPage) -> None:
        self._page = page
        if self._unread:
            self._screen.show_notice("")
        self._unread = False
        self.moves.show(page.plan)
        self._crumbs(page.citizen.name, str(page.citizen.id))
        self._screen.show_citizen(show(page, self._context.desk))

    def _not_opened(self, error: Exception) -> None:
        sentence = describe(error).sentence
        if isinstance(error, RuleBroken) and error.code == "reason-needed":
            self._screen.ask_reason(sentence)
        else:
            self._unread = True
            self._screen.show_failure(sentence)

    def _not_read(self, error: Exception) -> None:
        self._unread = True
        self._failed(error)

    def _created_plan(self, citizen_id: UUID, made: tuple[UUID, Changes]) -> None:
        self._creating = False
        self._context.feed.publish(made[1])
        if self._in_front and self._citizen_id == citizen_id:
            self._context.navigator.open("plan", str(made[0]))

    def _no_plan(self, error: Exception) -> None:
        self._creating = False
        self._failed(error)
        self.refresh()

    def _failed(self, error: Exception) -> None:
        if not self.gone:
            self._screen.show_notice(describe(error).sentence)

    def _crumbs(self, last: str, about: str = "") -> None:
        # With whom it is, keys know the citizen in front.
        here = Crumb(last, "citizen", about) if about else Crumb(last)
        self._context.navigator.set_crumbs((Crumb(_("Citizens"), "citizens"), here))
