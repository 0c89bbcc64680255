"""What the review screen does: opens a plan, and approves it or returns it with a remark."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal, Protocol
from uuid import UUID

from coordinator.begun import BegunForm
from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.hidden_wording import hidden_lines
from coordinator.i18n import _, ngettext
from coordinator.news import part_titles
from coordinator.ports import Stale
from coordinator.use_cases import reviewing
from coordinator.use_cases.begun_forms import typed_before
from coordinator.use_cases.review_queue import ReviewQueue, review_queue
from coordinator.use_cases.reviewing import ReviewCase
from coordinator.wording import SENTENCES
from plans import access
from plans.plan import JointPlan
from plans.sharing import without_withheld
from plans.states import PlanStatus
from ui.begun import BegunForms
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Failed, Runner, Stopped
from ui.screens.review.approval import Approval
from ui.screens.review.content import Authors, count_unchanged, shown_changes, shown_checks
from ui.screens.review.heads import changed_meanwhile, open_version, returned, shown_queue, subtitle
from ui.screens.review.paper import PaperReading
from ui.screens.review.remarks import Remarks, part_key, remark_key, shown_remarks
from ui.screens.review.shown import ShownPause, ShownQueue, ShownReview
from ui.screens.review.whole_content import shown_plan


class Feed(Protocol):
    """Where a change is told."""

    def publish(self, changes: Changes) -> None:
        """Tell that something is in the store."""


class View(Protocol):
    """The screen as its presenter sees it."""

    def show_queue(self, queue: ShownQueue) -> None:
        """Show what waits."""

    def show_review(self, review: ShownReview, drafts: Mapping[str, str]) -> None:
        """Show a plan and the remarks that were begun on it, by the names of its parts."""

    def show_nothing(self) -> None:
        """Show that no plan waits."""

    def show_pause(self, pause: ShownPause) -> None:
        """Show which plan comes now, without opening it."""

    def show_notice(self, sentence: str, *, warns: bool) -> None:
        """Say something over the plan until the next plan is opened."""

    def show_news(self, sentence: str) -> None:
        """Say over the plan that it was changed while it lay open, with the way to what is new."""

    def show_refusal(self, sentence: str) -> None:
        """Say at the buttons why it was not done; nothing takes it away."""

    def show_busy(self, *, busy: bool, done: int = 0, total: int = 0) -> None:
        """Keep the buttons that decide from being pressed twice.

        While papers are made, tell how many of them are done.
        """


@dataclass(frozen=True, slots=True)
class _Read:
    """An open plan as it was read, and the remarks that were begun on it."""

    case: ReviewCase
    begun: BegunForm | None

    @property
    def states(self) -> tuple[JointPlan, ...]:
        """The states of the plan that are compared, the newest last."""
        found = (self.case.before, self.case.returned, self.case.plan)
        return tuple(each for each in found if each is not None)


class ReviewPresenter:
    """Holds which plan is open and the remarks that are being written."""

    def __init__(
        self, desk: Desk, runner: Runner, feed: Feed, navigator: Navigator, begun: BegunForms
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._feed = feed
        self._navigator = navigator
        self.paper: Final = PaperReading(desk, runner)
        self._view: View
        self._queue = ShownQueue((), "")
        self._read: _Read | None = None
        # The plan that is open or was last asked for; another's answer is never shown.
        self._wanted: UUID | None = None
        self._remarks = Remarks(begun)
        self._busy = False
        self._approval: Approval | None = None
        # After a decision nothing is open until the reader opens it: the second half of a double
        # press finds no plan to decide about.
        self._pause: Literal["", "decided", "changed"] = ""
        self._waiting: tuple[UUID, ...] = ()
        self._next: UUID | None = None

    def attach(self, view: View) -> None:
        """Take the view that shows it."""
        self._view = view

    # -- what is shown -----------------------------------------------------------------------

    def activate(self, plan: UUID | None) -> None:
        """Come to the screen: with a plan, or with the one that has waited longest."""
        self._pause = ""
        # Also the plan that was open: it may have changed while another screen was in front.
        shown = plan or self._wanted
        if shown is not None:
            self._open(shown)
        self._crumbs()
        self._ask_queue()

    def finish(self) -> None:
        """The window goes: an answer that is still on its way finds nobody."""
        for name in ("review", "review-queue"):
            self._runner.void((name, id(self)))
        self.paper.stop()

    def choose(self, plan: UUID) -> None:
        """Open a plan of the queue."""
        if plan != self._wanted:
            self._open(plan)

    def refresh(self) -> None:
        """Read everything again."""
        if self._wanted is not None:
            self._open(self._wanted)
        self._ask_queue()

    def changed(self, changes: Changes) -> None:
        """Read again what a change touched."""
        if self._busy:
            return
        if self._wanted is not None and changes.touch(self._wanted):
            self._open(self._wanted)
        self._ask_queue()

    # -- what is decided ---------------------------------------------------------------------

    def remark_written(self, key: str, text: str) -> None:
        """Keep what is being written on a part, also while another plan is looked at."""
        if self._read is not None:
            self._remarks.write(self._read.case.plan.id, key, text)

    def ticked(self, code: str, *, on: bool) -> None:
        """Keep whether the reader found that a point of the checklist holds."""
        if self._read is not None:
            self._remarks.tick(self._read.case.plan.id, code, on=on)

    def approve(self) -> None:
        """Approve the open plan as it was seen."""
        plan = self._to_decide()
        if plan is not None:
            ticked = self._remarks.ticked(plan.id)
            words = _("Version {number} is approved.").format(number=plan.version + 1)

            def approved(changes: Changes) -> None:
                self._remarks.forget(plan.id)
                self._decided(changes, words)

            self._approval = Approval(self._desk, plan, ticked)
            self._runner.do_long(
                self._approval.run,
                lambda done, total: self._view.show_busy(busy=True, done=done, total=total),
                approved,
                self._begin_deciding(),
                lane="paper",
            )

    def stop_approval(self) -> None:
        """Stop the approval whose papers are being made; nothing of it is kept."""
        if self._approval is not None:
            self._approval.stop()

    def return_with_remarks(self) -> None:
        """Return the open plan with the remarks."""
        plan = self._to_decide()
        if plan is not None:
            drafts, ticked = self._remarks.drafts(plan.id), self._remarks.ticked(plan.id)
            words = ngettext(
                "The plan is returned with {n} remark.",
                "The plan is returned with {n} remarks.",
                len(drafts),
            ).format(n=len(drafts))

            def returned_now(changes: Changes) -> None:
                self._remarks.forget(plan.id)
                self._decided(changes, words)

            self._decide(
                lambda: reviewing.return_with_remarks(self._desk, plan, drafts, ticked),
                returned_now,
            )

    def take_back(self) -> None:
        """Take one's own plan back to write on."""
        plan = self._to_decide()
        if plan is not None:
            words = _("You can write in the plan again.")
            self._decide(
                lambda: reviewing.take_back(self._desk, plan.id),
                lambda done: self._decided(done, words),
            )

    def open_plan(self) -> None:
        """Go to the plan to write on it."""
        if self._read is not None:
            self._navigator.open("plan", str(self._read.case.plan.id))

    def print_plan(self) -> None:
        """Go to the plan on paper."""
        if self._read is not None:
            self._navigator.open("print", ("plan", str(self._read.case.plan.id)))

    # -- inside ------------------------------------------------------------------------------

    def _to_decide(self) -> JointPlan | None:
        """Give the plan that is open to a decision just now."""
        if self._read is None or self._busy or self._pause:
            return None
        return self._read.case.plan

    def _ask_queue(self) -> None:
        self._runner.ask(
            ("review-queue", id(self)),
            lambda: review_queue(self._desk),
            self._queue_arrived,
            self._failed,
        )

    def _queue_arrived(self, queue: ReviewQueue) -> None:
        self._queue = shown_queue(queue, self._desk.clock.today())
        self._waiting = tuple(line.plan_id for line in queue.waiting)
        self._view.show_queue(self._queue)
        if self._wanted is not None or self._pause == "changed":
            return
        if self._pause and self._waiting:
            self._view.show_pause(self._before_next())
        elif self._queue.rows:
            self._open(self._queue.rows[0].plan_id)
        else:
            self._view.show_nothing()

    def _open(self, plan: UUID) -> None:
        self._wanted = plan
        if self._read is None:
            self._crumbs()
        self._runner.ask(
            ("review", id(self)), lambda: self._load(plan), self._arrived, self._not_opened
        )

    def _load(self, plan: UUID) -> _Read:
        """On the worker: read the plan, and what was begun on it."""
        case = reviewing.open_review(self._desk, plan)
        return _Read(case, typed_before(self._desk, remark_key(plan)))

    def _arrived(self, read: _Read) -> None:
        plan = read.case.plan
        last = self._read.case.plan if self._read is not None else None
        if last is not None and (last.id != plan.id or last == plan):
            last = None
        self._read, self._pause = read, ""
        self._crumbs()
        written = self._remarks.take(plan.id, read.begun)
        shown = self._shown(read, last)
        self._view.show_review(shown, self._remarks.of(plan.id))
        if written and shown.may_decide:
            self._view.show_notice(written, warns=False)
        if last is not None:
            self._view.show_news(
                changed_meanwhile(plan, last, read.case.last_write, len(shown.news))
            )

    def _not_opened(self, error: Exception) -> None:
        # What stands on the screen stays, and so does what is decided about.
        self._wanted = self._read.case.plan.id if self._read is not None else None
        self._crumbs()
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._view.show_notice(describe(error).sentence, warns=True)

    def _decide(self, deed: Callable[[], Changes], done: Callable[[Changes], None]) -> None:
        self._runner.do(deed, done, self._begin_deciding())

    def _begin_deciding(self) -> Failed:
        """Keep a second decision away; give what hears that this one was refused."""
        assert self._read is not None
        case = self._read.case
        self._busy = True
        self._view.show_busy(busy=True)
        return partial(self._refused, case.plan.id, case.citizen_name)

    def _decided(self, changes: Changes, words: str) -> None:
        self._idle()
        if self._read is not None and self._wanted == self._read.case.plan.id:
            self._next, self._wanted = self._next_after(self._wanted), None
            self._pause = "decided"
        self._read = None
        self._crumbs()
        if self._wanted is not None:
            self._open(self._wanted)
        self._navigator.toast(words)
        self._feed.publish(changes)
        self._ask_queue()

    def _refused(self, plan: UUID, name: str, error: Exception) -> None:
        self._idle()
        here = self._read.case.plan.id if self._read is not None else None
        if isinstance(error, Stopped):
            self._view.show_notice(_("Stopped. Nothing is approved."), warns=False)
            return
        problem = describe(error)
        if plan not in {here, self._wanted}:
            # The reader has gone on to another plan.
            self._view.show_notice(f"{name}: {problem.sentence}", warns=True)
        elif isinstance(error, Stale) and here is not None and here == self._wanted:
            self._pause_before_change(here)
        elif problem.kind == "rule":
            self._view.show_refusal(problem.sentence)
        else:
            self._view.show_notice(problem.sentence, warns=True)

    def _idle(self) -> None:
        self._busy, self._approval = False, None
        self._view.show_busy(busy=False)

    def _next_after(self, plan: UUID) -> UUID | None:
        """Choose the plan under the one that was decided, else the first that still waits."""
        ids = self._waiting
        place = ids.index(plan) if plan in ids else -1
        others = ids[place + 1 :] + ids[: max(place, 0)]
        return others[0] if others else None

    def _before_next(self) -> ShownPause:
        """Say which plan is the next, as the queue now is."""
        plan = self._next if self._next in self._waiting else self._waiting[0]
        row = next(row for row in self._queue.rows if row.plan_id == plan)
        text = f"{row.subtitle} · {row.pill}"
        title = _("Next: {name}").format(name=row.title)
        return ShownPause(row.plan_id, title, text, _("Open the plan"))

    def _pause_before_change(self, plan: UUID) -> None:
        """Nothing is decided about what was not read: let the reader open the newest."""
        self._pause, self._wanted = "changed", None
        title = _("The plan was changed meanwhile")
        text = _("Nothing is decided yet. What you remarked is kept.")
        self._view.show_pause(ShownPause(plan, title, text, _("Read the newest")))

    def _crumbs(self) -> None:
        """Show the path: the plan that is shown, or the one that is being read."""
        crumbs = [Crumb(_("Review"), "review")]
        if self._read is not None:
            case = self._read.case
            text = _("{name}, version {number}").format(
                name=case.citizen_name, number=open_version(case.plan)
            )
            crumbs.append(Crumb(text, "plan", str(case.plan.id)))
        elif self._wanted is not None:
            crumbs.append(Crumb(_("Joint plan"), "plan", str(self._wanted)))
        self._navigator.set_crumbs(crumbs)

    def _shown(self, read: _Read, last: JointPlan | None) -> ShownReview:
        case, plan = read.case, read.case.plan
        words, today = case.words, self._desk.clock.today()
        authors = Authors(case.written, today)
        last = without_withheld(last, plan) if last is not None else None
        changes, since_return, news = (
            shown_changes(state, plan, words, authors) if state is not None else None
            for state in (case.before, case.returned, last)
        )
        named = part_titles(words, *read.states)
        titles = {part_key(part, part_id): title for (part, part_id), title in named.items()}
        in_review = plan.status is PlanStatus.IN_REVIEW
        return ShownReview(
            plan_id=plan.id,
            title=_("{name} – plan version {number}").format(
                name=case.citizen_name, number=open_version(plan)
            ),
            subtitle=subtitle(plan, None if changes is None else len(changes), today),
            changes=changes,
            plan=shown_plan(plan, words.names, today, words),
            checks=shown_checks(plan, case.gaps, case.book, self._remarks.ticked(plan.id)),
            may_decide=in_review and case.refusal is None,
            sentence=self._sentence(case),
            may_take_back=in_review and access.leads(plan, self._desk.member),
            returned=returned(plan),
            since_return=since_return,
            news=news or (),
            remarks=shown_remarks(case.remarks, plan, titles),
            version=plan.version,
            titles=titles,
            unchanged=0 if changes is None else count_unchanged(plan, changes),
            hidden=hidden_lines(plan.withheld, plan, self._desk.member, case.helpers),
        )

    def _sentence(self, case: ReviewCase) -> str:
        """Say why there are no buttons, empty when there are."""
        if case.plan.status is not PlanStatus.IN_REVIEW:
            return _("The plan is not waiting for review.")
        if case.refusal == "not-a-team-lead":
            return _("A team lead who has not written in the plan approves it or returns it.")
        return _(SENTENCES[case.refusal]) if case.refusal is not None else ""
