"""What happens in the plan editor: writing, adding, removing, undoing, sending."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.journal import NO_JOURNAL
from coordinator.use_cases import opening
from plans.errors import RuleBroken
from plans.plan import JointPlan
from ui.navigation import Crumb, Navigator
from ui.problems import Problem, describe
from ui.runner import Runner
from ui.screen import at_once
from ui.screens.plan import course
from ui.screens.plan.asking import Asking
from ui.screens.plan.autosave import Alarm
from ui.screens.plan.entries import Loose
from ui.screens.plan.heard_pen import HeardPen
from ui.screens.plan.page import NO_ANSWER, Answer, PlanPage, Verb
from ui.screens.plan.parts import Key
from ui.screens.plan.reading import PlanSeen, open_plan
from ui.screens.plan.restored import SafetyFace
from ui.screens.plan.restoring import restore
from ui.screens.plan.safety import Safety, time_words
from ui.screens.plan.session import OpenPlan
from ui.screens.plan.showing import page_of


class EditorFace(Protocol):
    """The view as the presenter sees it."""

    def show_page(self, page: PlanPage) -> None:
        """Show the plan; what the user is writing in stays under the cursor."""

    def show_nothing(self) -> None:
        """Another plan is on its way: let go of the last one."""

    def show_problem(self, sentence: str, *, bug: bool) -> None:
        """Say in the page what went wrong."""

    def clear_problem(self) -> None:
        """Take that away."""

    def ask_reason(self, sentence: str, given: Callable[[str], None]) -> None:
        """Ask why the reader looks at this citizen."""

    @property
    def safety(self) -> SafetyFace:
        """Where it is said how safe the text is."""


class EditorPresenter:
    """Decides what the plan editor shows and keeps; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
        *,
        clock: Callable[[], float],
        make_alarm: Callable[[Callable[[], None]], Alarm],
    ) -> None:
        self._desk, self._runner, self._navigator = desk, runner, navigator
        self._tell_all = publish
        self._clock, self._make_alarm = clock, make_alarm
        self._face: EditorFace | None = None
        self._wanted: UUID | None = None
        # Why it was opened serves every later reading of the same plan.
        self._reason = ""
        self._seen: PlanSeen | None = None
        self._session: OpenPlan | None = None
        # Plans that were left before all of it was in the store.
        self._unsent: dict[UUID, OpenPlan] = {}
        self._publishing = False
        # The texts that fit nowhere any more, as they are shown.
        self._aside: tuple[Loose, ...] = ()
        # From a step of the whole plan until the plan is read again: no second one meanwhile.
        self._stepping = False
        # Whether the last reading came to nothing, which the page says until one is there.
        self._unread = False
        # Hears that a step is done, so that the words asked for it need not be kept any more.
        self.step_done: Callable[[Verb, UUID], None] = lambda _verb, _plan: None
        # Who looks for a reason alone shows first who they are.
        self.prove: Callable[[Callable[[], None]], None] = at_once
        self.slot: Final[Hashable] = ("plan", id(self))
        self.asking: Final = Asking(
            desk, runner, self._under_pen, self._show, clock=clock, make_alarm=make_alarm
        )
        self.pen: Final = HeardPen(desk, navigator, self._under_pen, self._show, asking=self.asking)

    def show_in(self, face: EditorFace) -> None:
        """Take the view that shows the plan."""
        self._face = face

    # -- coming and going --------------------------------------------------------------------

    def activate(self, argument: object) -> None:
        """Open the plan with this id."""
        plan_id = UUID(str(argument))
        if self._seen is not None and self._wanted == plan_id:
            self._crumbs(self._seen)
            self.pen.company.enter(plan_id)
            self.refresh()
            return
        self.leave()
        self._wanted, self._seen, self._session = plan_id, None, None
        self._stepping = self._unread = False
        if self._face is not None:
            self._face.show_nothing()
        self._read(plan_id, "")

    def refresh(self) -> None:
        """Read the plan again; what is being written stays."""
        if self._wanted is not None and self._seen is not None:
            work = partial(opening.read_plan, self._desk, self._wanted, self._reason)
            self._runner.ask(self.slot, work, self._read_again, self._not_read)
        elif self._wanted is not None and self._unread:
            self._read(self._wanted, self._reason)

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store; my own I know."""
        if changes.everything:
            # So it is told when the way to the store is there again.
            for each in (self._session, *self._unsent.values()):
                if each is not None:
                    each.saver.try_again()
        mine = self._publishing or self._wanted is None
        if not mine and self._wanted is not None and changes.touch(self._wanted):
            self.refresh()

    def leave(self) -> None:
        """The screen is left: everything goes to the store now."""
        self.pen.company.leave()
        session = self._session
        if session is not None:
            session.leave()
            if not session.clean:
                self._unsent[session.plan_id] = session

    def finish(self) -> None:
        """The window closes: write everything without waiting for an answer."""
        self.pen.company.leave()
        for session in {
            id(each): each for each in (self._session, *self._unsent.values())
        }.values():
            if session is not None:
                session.finish()
        # It closes once; its view going a moment later has nothing left to write.
        self._unsent.clear()
        self._session = None
        self._face = None
        self._runner.void(self.slot)

    def save_now(self) -> None:
        """Ctrl+S: everything goes to the store now, and the top bar says when."""
        if self._session is not None:
            self._session.save_now()
            if self._session.saver.idle and not self._session.errors:
                self._say_saved()

    # -- the plan as a whole -----------------------------------------------------------------

    def primary(self) -> None:
        """Do the main action, when it is open."""
        page = self._page()
        if page is not None and page.primary.verb is not None and page.primary.enabled:
            self.do(page.primary.verb)

    def do(self, verb: Verb, answer: Answer = NO_ANSWER) -> None:
        """Do another of the things that may be done with the plan."""
        session = self._session
        if verb == "follow_up":
            self._navigator.open("follow_up", str(self._wanted))
        elif session is not None and not self._stepping:
            work = course.step(self._desk, session.draft.plan, verb, answer)
            session.when_kept(partial(self._step, work, verb, session.plan_id))

    def print_page(self) -> None:
        """Go to the paper, once it has all that was written."""
        if self._session is not None:
            argument = ("plan", str(self._session.plan_id))
            self._session.when_kept(partial(self._navigator.open, "print", argument))

    def today(self) -> date:
        """The day on the wall."""
        return self._desk.clock.today()

    # -- what sessions tell ------------------------------------------------------------------

    def publish(self, changes: Changes) -> None:
        """Tell everybody that the store has changed."""
        self._publishing = True
        self.pen.company.wrote()
        try:
            self._tell_all(changes)
        finally:
            self._publishing = False

    def session_changed(self, session: OpenPlan) -> None:
        """Something to show is another."""
        if session.clean:
            self._unsent.pop(session.plan_id, None)
        if session is self._session:
            self._show()

    def session_state(self, session: OpenPlan, safety: Safety) -> None:
        """The text is safer or less safe than before."""
        worse = safety.state in ("offline", "failed")
        if session is self._session and self._face is not None:
            self._face.safety.show_unsaved(safety.sentence)
        elif session is not self._session and not worse and len(self._unsent) > 1:
            return
        self._navigator.set_saved_state(safety.state, safety.detail)

    def session_problem(self, session: OpenPlan, problem: Problem) -> None:
        """Something went wrong that belongs to no field."""
        if session is self._session:
            self._say(problem)

    # -- inside ------------------------------------------------------------------------------

    def _read(self, plan_id: UUID, reason: str) -> None:
        self._reason = reason
        work = partial(open_plan, self._desk, plan_id, reason)
        failed = partial(self._not_opened, plan_id)
        self._runner.ask(self.slot, work, self._opened, failed)

    def _opened(self, seen: PlanSeen) -> None:
        self._seen = seen
        kept = self._unsent.get(seen.plan.id)
        if kept is not None:
            kept.rebase(seen.plan)
        self._session = kept or OpenPlan(
            seen.plan,
            desk=self._desk if seen.lasting else replace(self._desk, drafts=NO_JOURNAL),
            runner=self._runner,
            owner=self,
            clock=self._clock,
            make_alarm=self._make_alarm,
        )
        self._crumbs(seen)
        self.pen.company.enter(seen.plan.id)
        self._navigator.set_saved_state("all_saved")
        self._unread = False
        if self._face is not None:
            self._face.clear_problem()
            self._face.safety.show_unlasting(unlasting=not seen.lasting)
            self._face.safety.show_restored(None)
            self._aside = ()
        self._show()
        if kept is None:
            self._restore(self._session, seen)

    def _restore(self, session: OpenPlan, seen: PlanSeen) -> None:
        """Put back what was written before the program ended; nothing asks first."""
        if not seen.unsent:
            return
        names = {each.id: each.name for each in seen.staff}
        now = self._desk.clock.now()
        restored = restore(session, seen.unsent, self._may_write, names, now)
        if self._face is not None and restored is not None:
            session.aside.extend(restored.loose)
            self._aside = tuple(session.aside)
            self._face.safety.show_restored(restored, session.let_go)
        self._show()

    def _may_write(self) -> Callable[[Key], bool]:
        page = self._page()
        return page.may_write if page is not None else lambda _key: False

    def _read_again(self, plan: JointPlan) -> None:
        self._stepping = False
        if self._unread and self._face is not None:
            self._face.clear_problem()
        self._unread = False
        if self._session is not None and plan.id == self._session.plan_id:
            self._session.rebase(plan)
            self._show()

    def _not_opened(self, plan_id: UUID, error: Exception) -> None:
        problem = describe(error)
        if isinstance(error, RuleBroken) and error.code == "reason-needed" and self._face:
            self._face.ask_reason(
                problem.sentence, lambda why: self.prove(partial(self._read, plan_id, why))
            )
        else:
            self._not_read(error)

    def _not_read(self, error: Exception) -> None:
        self._stepping = False
        self._unread = True
        self._say(describe(error))

    def _crumbs(self, seen: PlanSeen) -> None:
        self._navigator.set_crumbs(
            (
                Crumb(_("Citizens"), "citizens"),
                Crumb(seen.citizen_name, "citizen", str(seen.citizen_id)),
                Crumb(_("Joint plan")),
            )
        )

    def _step(self, work: Callable[[], Changes], verb: Verb, plan_id: UUID) -> None:
        self._stepping = True
        self._runner.do(work, partial(self._stepped, verb, plan_id), self._not_stepped)

    def _stepped(self, verb: Verb, plan_id: UUID, changes: Changes) -> None:
        self.step_done(verb, plan_id)
        self.publish(changes)
        self.refresh()
        found = self._under_pen()
        if found is not None:
            session, seen = found
            self._navigator.toast(course.said(verb, session.draft.plan, seen.staff, seen.absences))

    def _not_stepped(self, error: Exception) -> None:
        self._say(describe(error))
        self.refresh()

    def _say(self, problem: Problem) -> None:
        if self._face is not None:
            self._face.show_problem(problem.sentence, bug=problem.kind == "bug")

    def _say_saved(self) -> None:
        self._navigator.set_saved_state("saved", time_words(self._desk.clock.now()))

    def _under_pen(self) -> tuple[OpenPlan, PlanSeen] | None:
        if self._session is None or self._seen is None:
            return None
        return self._session, self._seen

    def _page(self) -> PlanPage | None:
        if self._session is None or self._seen is None:
            return None
        today = self._desk.clock.today()
        return page_of(self._session, self._seen, self._desk.member, today, self.asking.who_wrote)

    def _show(self) -> None:
        page = self._page()
        if page is not None and self._face is not None:
            self._face.show_page(page)
            self._show_aside()
            self.asking.look()

    def _show_aside(self) -> None:
        """Offer the texts that fit nowhere any more, when there is one more."""
        session, face = self._session, self._face
        if session is None or face is None or tuple(session.aside) == self._aside:
            return
        self._aside = tuple(session.aside)
        if self._aside:
            face.safety.show_loose(self._aside, session.let_go)
            # The notice stands over the document, which may lie far down.
            hides = _("The consent now hides something that you wrote in")
            self._navigator.toast(hides, _("Show the text"), face.safety.open_loose)
