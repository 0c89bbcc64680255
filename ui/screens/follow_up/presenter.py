"""What happens at a follow-up: reading the plan, keeping what is typed, and saving it."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.changes import Changes
from coordinator.dated_lists import FOLLOW_UP_MONTHS, DatedList
from coordinator.desk import Desk
from coordinator.follow_up_wording import held_words
from coordinator.hidden_wording import hidden_lines
from coordinator.i18n import _, ngettext
from coordinator.ports import Stale
from coordinator.use_cases import follow_up, reviewing
from coordinator.use_cases.follow_up import Followed, FollowUpPage
from coordinator.wording import label, sentence_for
from plans import access
from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.follow_ups import FollowUpHeld, latest_next, running
from plans.people import StaffMember
from plans.states import IN_FORCE, GoalAchievement
from ui.begun import BegunForms
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screens.follow_up.shown import (
    ACHIEVEMENT,
    HELD_ON,
    NEXT_ON,
    NOTE,
    RESULT,
    WORDS,
    FollowUpShown,
    ResultLine,
)

FORM: Final = "follow_up"


class FollowUpFace(Protocol):
    """The view as the presenter sees it."""

    def show_plan(self, shown: FollowUpShown | None) -> None:
        """Show a plan to follow up, or nothing while one is on its way."""

    def put_back(self, values: Mapping[str, str]) -> None:
        """Put back what was typed before and not saved."""

    def show_loose(self, text: str, *, hidden: bool) -> None:
        """Offer words about interventions that are not in the list any more; "" takes it away."""

    def show_missing(self, name: str, sentence: str) -> None:
        """Say at a field what it lacks, and go there."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what is typed stays."""


class FollowUpPresenter:
    """Decides what a follow-up shows and keeps; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
        begun: BegunForms,
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._navigator, self._begun = navigator, begun
        self._face: FollowUpFace  # given by ``show_in`` before anything is asked
        self._plan_id: UUID | None = None
        self._page: FollowUpPage | None = None
        self._was: dict[str, str] = {}
        # Words in rows that are not in the list any more: nothing typed is lost.
        self._loose: dict[str, Typed] = {}
        self._saving = False
        # What went wrong, to be said again over the plan that is read anew.
        self._told = ""
        self.slot: Final[Hashable] = ("follow_up", id(self))

    def show_in(self, face: FollowUpFace) -> None:
        """Take the view."""
        self._face = face

    def activate(self, argument: object) -> None:
        """Open the follow-up of the plan with this id."""
        self._plan_id = UUID(str(argument))
        self._page, self._saving = None, False
        self._loose = {}
        self._crumbs()
        self._face.show_plan(None)
        self.refresh()

    def refresh(self) -> None:
        """Read the plan; what is typed is kept meanwhile and put back."""
        if self._plan_id is not None:
            work = partial(follow_up.read_for_follow_up, self._desk, self._plan_id)
            self._runner.ask(self.slot, work, self._got, self._failed)

    def typed(self, values: Mapping[str, str]) -> None:
        """Keep what differs from how the form was opened."""
        if self._page is not None:
            self._begun.typed(self._key, self._differing(values))

    def open_plan(self) -> None:
        """Go to the plan."""
        self._navigator.open("plan", str(self._plan_id))

    def let_go(self, values: Mapping[str, str]) -> None:
        """Forget the words that have no row any more: they were copied."""
        self._loose = {}
        self.typed(values)
        self._face.show_loose("", hidden=False)

    def leave(self) -> None:
        """Go back; what is typed stays kept."""
        self._navigator.back()

    def save(self, values: Mapping[str, str], held_on: date | None, next_on: date | None) -> None:
        """Keep the follow-up, unless a field lacks something."""
        page = self._page
        if page is None or self._saving:
            return
        for each in running(page.plan):
            if not values.get(f"{RESULT}{each.id}"):
                broken = RuleBroken("follow-up-result-missing", title=each.title)
                self._face.show_missing(f"{RESULT}{each.id}", sentence_for(broken))
                return
        for name, day in ((HELD_ON, held_on), (NEXT_ON, next_on)):
            if day is None:
                self._face.show_missing(name, _("Write the day."))
                return
        assert held_on is not None
        assert next_on is not None
        self._saving = True
        self._runner.do(
            partial(follow_up.hold, self._desk, page.plan, _followed(values, held_on, next_on)),
            self._saved,
            self._failed,
        )

    def later_than_agreed(self, held_on: date | None, next_on: date | None) -> str:
        """Warn of a next day that is further away than the limit; "" when it is not."""
        if held_on is None or next_on is None or self._page is None:
            return ""
        months = self._page.book.limit(FOLLOW_UP_MONTHS)
        if next_on <= latest_next(held_on, months):
            return ""
        words = ngettext(
            "That is more than {count} month away. You can save it all the same.",
            "That is more than {count} months away. You can save it all the same.",
            months,
        )
        return words.format(count=months)

    @property
    def _key(self) -> FormKey:
        return FormKey(FORM, self._plan_id)

    def _differing(self, values: Mapping[str, str]) -> dict[str, Typed]:
        differing = {
            name: Typed(self._was.get(name, ""), text)
            for name, text in values.items()
            if text != self._was.get(name, "")
        }
        return self._loose | differing

    def _got(self, page: FollowUpPage) -> None:
        self._page = page
        shown = _shown(page, self._desk)
        self._was = dict(shown.values)
        self._crumbs()
        self._face.show_plan(shown)
        told, self._told = self._told, ""
        if told:
            self._face.show_problem(told)
        self._begun.find(self._key, partial(self._put_back, page.plan.id))

    def _crumbs(self) -> None:
        """Show the path, also before anything is read of the plan."""
        crumbs = [Crumb(_("Citizens"), "citizens")]
        if self._page is not None:
            citizen = str(self._page.plan.citizen_id)
            crumbs.append(Crumb(self._page.citizen_name, "citizen", citizen))
        crumbs += [Crumb(_("Joint plan"), "plan", str(self._plan_id)), Crumb(_("Follow-up"))]
        self._navigator.set_crumbs(crumbs)

    def _put_back(self, plan_id: UUID, begun: BegunForm) -> None:
        page = self._page
        if plan_id != self._plan_id or page is None:
            return
        rows = {f"{WORDS}{each.id}" for each in running(page.plan)}
        self._loose = {
            name: each
            for name, each in begun.typed.items()
            if name.startswith(WORDS) and name not in rows and each.now.strip()
        }
        there = {name: each.now for name, each in begun.typed.items() if name not in self._loose}
        if there:
            self._face.put_back(there)
        gone = {UUID(name.removeprefix(WORDS)) for name in self._loose}
        hidden = gone <= {each.id for each in page.plan.withheld}
        text = "\n".join(each.now for each in self._loose.values())
        self._face.show_loose(text, hidden=hidden)

    def _saved(self, done: tuple[FollowUpHeld, Changes]) -> None:
        held, changes = done
        self._begun.done(self._key)
        if self._loose:
            self._begun.typed(self._key, self._loose)
        self._page = None
        self._publish(changes)
        self._navigator.back()
        text = _("The follow-up is saved.")
        if held.needs_revision:
            self._navigator.toast(text, _("Revise the plan"), partial(self._revise, held.plan_id))
        else:
            self._navigator.toast(text)

    def _revise(self, plan_id: UUID) -> None:
        def revised(changes: Changes) -> None:
            self._publish(changes)
            self._navigator.open("plan", str(plan_id))

        work = partial(reviewing.start_revision, self._desk, plan_id)
        self._runner.do(work, revised, self._not_revised)

    def _not_revised(self, error: Exception) -> None:
        self._navigator.toast(describe(error).sentence)

    def _failed(self, error: Exception) -> None:
        self._saving = False
        sentence = describe(error).sentence
        self._face.show_problem(sentence)
        if isinstance(error, Stale):
            self._told = sentence
            self.refresh()


def _shown(page: FollowUpPage, desk: Desk) -> FollowUpShown:
    plan, today = page.plan, desk.clock.today()
    goals = {each.id: goal.title for goal in plan.goals for each in goal.interventions}
    lines = tuple(
        ResultLine(str(each.id), each.title, each.service_area.value, goals[each.id])
        for each in running(plan)
    )
    next_on = latest_next(today, page.book.limit(FOLLOW_UP_MONTHS))
    values = {HELD_ON: today.isoformat(), NEXT_ON: next_on.isoformat(), NOTE: ""}
    for goal in plan.goals:
        values[f"{ACHIEVEMENT}{goal.id}"] = goal.achievement.value if goal.achievement else ""
    entries = page.book.on(DatedList.FOLLOW_UP_RESULTS)
    refusal = ""
    if not access.leads(plan, desk.member):
        refusal = _("The coordinating case worker or the deputy does this.")
    elif plan.status not in IN_FORCE:
        refusal = sentence_for(RuleBroken("follow-up-not-in-force"))
    return FollowUpShown(
        plan_id=str(plan.id),
        citizen_name=page.citizen_name,
        choices=tuple((each.code, each.label) for each in entries),
        lines=lines,
        goals=tuple((str(goal.id), goal.title) for goal in plan.goals),
        achievements=tuple((each.value, label(each)) for each in GoalAchievement),
        held_on=today,
        next_on=next_on,
        values=values,
        refusal=refusal,
        earlier=tuple(held_words(each, page.book) for each in page.earlier),
        hidden=_hidden(page, desk.member),
    )


def _hidden(page: FollowUpPage, member: StaffMember) -> tuple[str, ...]:
    """Say which service areas have interventions that are hidden, so that nobody thinks of none."""
    parts = [
        each for each in page.plan.withheld if each.kind is PlanPart.INTERVENTION and not each.over
    ]
    return hidden_lines(parts, page.plan, member, page.helpers)


def _followed(values: Mapping[str, str], held_on: date, next_on: date) -> Followed:
    def under(prefix: str) -> dict[UUID, str]:
        return {
            UUID(name.removeprefix(prefix)): text
            for name, text in values.items()
            if name.startswith(prefix) and text
        }

    return Followed(
        held_on=held_on,
        next_on=next_on,
        codes=under(RESULT),
        words=under(WORDS),
        achievements={
            goal_id: GoalAchievement(code) for goal_id, code in under(ACHIEVEMENT).items()
        },
        note=values.get(NOTE, ""),
    )
