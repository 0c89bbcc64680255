"""The practice store: Solbæk Kommune with invented people, and plans in every state."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from platformdirs import user_data_path

from coordinator.demo_enquiries import tell_enquiries
from coordinator.demo_handovers import hand_over
from coordinator.demo_parts import add_parts, disagree, hear_back, sign, write_on
from coordinator.demo_tasks import ask_colleagues
from coordinator.desk import Desk
from coordinator.imports import ImportKind
from coordinator.lists import FoundCitizen
from coordinator.ports import Clock
from coordinator.reports.paper import Municipality
from coordinator.stores import OpenStore, Stores, Unlocking
from coordinator.use_cases import (
    absences,
    importing,
    notes,
    opening,
    planning,
    registering,
    reviewing,
    worklists,
)
from coordinator.use_cases.paper_settings import write_paper_settings
from coordinator.use_cases.signing_in import SYSTEM
from plans.absence import Absence
from plans.flat import PlanPart
from plans.notes import NoteContent, NoteThread
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, ResponsibleKind, Task
from plans.people import Communication, Protection, Role, ServiceArea, StaffMember
from plans.remarks import RemarkDraft
from plans.states import InterventionStatus, TaskStatus

SAMPLE_DIR: Final = Path(__file__).resolve().parent.parent / "resources" / "sample"
FILES: Final = (
    (ImportKind.STAFF, "medarbejdere.csv"),
    (ImportKind.DISTRICTS, "skoledistrikter.csv"),
    (ImportKind.EMPLOYMENT, "beskaeftigelse.csv"),
    (ImportKind.SOCIAL, "social.xlsx"),
    (ImportKind.HEALTH, "sundhed.csv"),
)
_EMPLOYMENT, _SOCIAL, _HEALTH = ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL, ServiceArea.HEALTH
# Where each plan's story ends. The first lacks one date, so that a walk can mend it and send it;
# the fifth is that of a citizen with a protected address.
_ENDS: Final = (
    "draft", "in review", "in review", "returned", "approved", "active", "disputed", "asked",
    "in revision", "at rest", "begun", "draft",
)  # fmt: skip
_PLANS: Final = len(_ENDS)
_PROTECTED_PLACE: Final = 4
_SLEEP: Final = "Sove 6 timer i sammenhæng"
_REMARK: Final = "Skriv, hvordan målet om søvn måles, så borgeren kan følge med."


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in the practice store: the case worker it opens as, her colleagues, her lead."""

    coordinator: StaffMember
    deputy: StaffMember
    lead: StaffMember
    social: StaffMember
    health: StaffMember


def demo_address(asked: str | None) -> str:
    """Name the practice store: the one asked for, or one of its own beside the usual store."""
    if asked:
        return asked
    return str(user_data_path("Samplan", appauthor=False) / "demo" / "solbaek.db")


def ensure_demo(
    stores: Stores, address: str, clock: Clock, tell: Callable[[str], None] = lambda _text: None
) -> str:
    """Make the practice store at ``address`` if it is missing; give the login it opens as.

    A filling that was cut short is taken up again: each file is a load of its own.
    """
    if not stores.exists(address):
        stores.create(address, Unlocking(), demo=True)
    store = stores.open(address, Unlocking())
    try:
        if not _is_filled(store, clock):
            fill(store, clock, tell)
        return cast_of(Desk(SYSTEM, store.begin, clock)).coordinator.login
    finally:
        store.close()


def fill(store: OpenStore, clock: Clock, tell: Callable[[str], None]) -> None:
    """Load the exports of Solbæk and make a dozen plans, dated from today."""
    system = Desk(SYSTEM, store.begin, clock)
    for kind, name in FILES:
        tell(name)
        data = (SAMPLE_DIR / name).read_bytes()
        importing.apply(system, importing.look_into(system, kind, name, data))
    cast = cast_of(system)
    write_paper_settings(
        system,
        Municipality(
            name="Solbæk Kommune",
            sender_line="Solbæk Kommune, Rådhuspladsen 1, 8999 Solbæk",
            phone="89 99 00 00",
        ),
    )
    _tell_absence(system, cast)
    tell("plans")
    desk = system.taken_by(cast.coordinator)
    with desk.start_reading() as work:
        mine = work.lists.my_citizens(20)
    tell_enquiries(desk, mine, cast.social, cast.health)
    for place, found in _still_to_tell(desk, cast):
        _Story(desk, cast, found).tell_up_to(place, _ENDS[place])
    hand_over(desk, cast.deputy, cast.social)


def cast_of(system: Desk) -> Cast:
    """Choose who plays, always the same for the same staff."""
    staff = worklists.staff(system)

    def pick(area: ServiceArea, role: Role, nth: int = 0, team: str = "") -> StaffMember:
        return [
            member
            for member in staff
            if member.service_area is area and member.role is role and team in ("", member.team)
        ][nth]

    lead = pick(_EMPLOYMENT, Role.TEAM_LEAD)
    return Cast(
        coordinator=pick(_EMPLOYMENT, Role.CASEWORKER, 0, lead.team),
        deputy=pick(_EMPLOYMENT, Role.CASEWORKER, 1, lead.team),
        lead=lead,
        social=pick(_SOCIAL, Role.CASEWORKER),
        health=pick(_HEALTH, Role.CASEWORKER),
    )


def _tell_absence(system: Desk, cast: Cast) -> None:
    """Let the colleague of health be away from yesterday, with somebody of the unit as deputy."""
    away, today = cast.health, system.clock.today()
    if away.id in absences.absent_today(system):
        return
    deputy = next(
        each
        for each in worklists.staff(system)
        if (each.team, each.role) == (away.team, Role.CASEWORKER) and each.id != away.id
    )
    told = Absence(
        uuid4(), away.id, today - timedelta(days=1), today + timedelta(days=3), deputy.id
    )
    absences.put_absence(system.taken_by(away), None, told)


def _is_filled(store: OpenStore, clock: Clock) -> bool:
    with Desk(SYSTEM, store.begin, clock).start_reading() as work:
        return work.lists.counts()["plans"] >= _PLANS


def _still_to_tell(desk: Desk, cast: Cast) -> list[tuple[int, FoundCitizen]]:
    """Choose citizens of the case worker for a dozen stories, those with more services first.

    They are the same on every PC, so that a guide can name them. A filling that was cut short goes
    on with the story after those that were begun.
    """
    with desk.start_reading() as work:
        begun = len(work.lists.my_plans())
        mine = work.lists.find(cast.coordinator.login, 400) + work.lists.my_citizens(400)
    unique = {each.id: each for each in mine}.values()
    free = [each for each in unique if each.plan_status is None]
    ordered = sorted(free, key=_place)
    open_ones = [each for each in ordered if not each.protected]
    hidden = [each for each in ordered if each.protected][: begun <= _PROTECTED_PLACE]
    before = max(0, _PROTECTED_PLACE - begun)
    chosen = [*open_ones[:before], *hidden, *open_ones[before:]]
    return list(enumerate(chosen[: _PLANS - begun], start=begun))


def _place(each: FoundCitizen) -> tuple[int, bool, str]:
    number = each.number.value if each.number is not None else ""
    return -len(each.service_areas), each.protected, number


class _Story:
    """One citizen's plan, told step by step through the same use cases that people use."""

    def __init__(self, desk: Desk, cast: Cast, citizen: FoundCitizen) -> None:
        self._desk = desk
        self._cast = cast
        self._citizen = citizen
        self._today = desk.clock.today()
        self._plan: UUID

    def tell_up_to(self, place: int, end: str) -> None:
        """Make the plan and take it through the steps to where its story ends."""
        self._begin(place, just_begun=end == "begun")
        active = (self._send, self._approve, self._sign, self._activate, self._hear_back)
        steps: dict[str, tuple[Callable[[], object], ...]] = {
            "in review": (self._send,),
            "returned": (self._send, self._return),
            "approved": (self._send, self._approve),
            "active": active,
            "asked": (*active, self._ask_colleagues),
            "disputed": (self._send, self._approve, self._disagree, self._activate),
            "in revision": (self._send, self._approve, self._sign, self._activate, self._revise),
            "at rest": (self._rest,),
        }
        for step in steps.get(end, ()):
            step()

    def _begin(self, place: int, *, just_begun: bool) -> None:
        desk, cast, today = self._desk, self._cast, self._today
        self._plan, _changes = planning.create_plan(desk, self._citizen.id)
        plan = self._plan
        planning.set_deputy(desk, plan, None, cast.deputy.id)
        planning.put_participant(desk, plan, None, cast.social.id, "Bostøtte")
        planning.put_participant(desk, plan, None, cast.health.id, "Sundhedscenter")
        words = _WORDS[place % len(_WORDS)]
        planning.write_own_words(desk, plan, OwnWords(), OwnWords(words, today - timedelta(days=9)))
        if just_begun:
            return
        consent = Consent(
            id=uuid4(),
            given_on=today - timedelta(days=9),
            how="Skriftligt, ved samtale på rådhuset",
            service_areas=frozenset({_EMPLOYMENT, _SOCIAL, _HEALTH}),
            valid_until=today + timedelta(days=356),
        )
        planning.put_consent(desk, plan, None, consent)
        planning.set_follow_up(desk, plan, None, today + timedelta(days=6 + 7 * place))
        self._goals(place)
        add_parts(desk, plan, place, cast.coordinator)
        self._contact(place)

    def _goals(self, place: int) -> None:
        today = self._today
        owner = Responsible(self._cast.coordinator.name, self._cast.coordinator.id)
        work = Goal(
            uuid4(),
            _JOBS[place % len(_JOBS)],
            "Timer om ugen. I dag: 0",
            None if place == 0 else today + timedelta(days=100),
            owner,
        )
        sleep = Goal(
            uuid4(), _SLEEP, "Nætter om ugen med 6 timers søvn",
            today + timedelta(days=130), owner,
        )  # fmt: skip
        for goal in (work, sleep):
            planning.put_goal(self._desk, self._plan, None, goal)
        self._work_placement(work, place)
        self._mornings(work)
        self._sleep_course(sleep)

    def _work_placement(self, goal: Goal, place: int) -> None:
        cast, today = self._cast, self._today
        self._intervention(
            goal,
            Intervention(
                uuid4(), _EMPLOYMENT, "Virksomhedspraktik med få timer", "LAB § 57",
                "Solbæk Byggemarked", today + timedelta(days=7), today + timedelta(days=77),
            ),
            [
                ("Find praktiksted med ro omkring", cast.coordinator, -3, place not in {0, 6}),
                ("Aftal fast kontaktperson på praktikstedet", cast.deputy, 5, False),
                (_NEXT[place % len(_NEXT)], cast.coordinator, place * 3 % 11 - 1, False),
            ],
        )  # fmt: skip

    def _mornings(self, goal: Goal) -> None:
        today = self._today
        self._intervention(
            goal,
            Intervention(
                uuid4(), _SOCIAL, "Bostøtte: faste morgener", "SEL § 85", "Bostøtten",
                today - timedelta(days=40), today + timedelta(days=140),
                InterventionStatus.RUNNING,
            ),
            [("Hæng morgenplanen op i køkkenet sammen", self._cast.social, 0, False)],
        )  # fmt: skip

    def _sleep_course(self, goal: Goal) -> None:
        self._intervention(
            goal,
            Intervention(
                uuid4(), _HEALTH, "Hold om søvn og stress", "SUL § 119", "Sundhedscenter Solbæk",
                self._today + timedelta(days=12), None,
            ),
            [
                ("Bekræft plads på holdet", self._cast.health, 2, False),
                ("Skriv søvndagbog", None, 14, False),
            ],
        )  # fmt: skip

    def _intervention(
        self,
        goal: Goal,
        intervention: Intervention,
        tasks: list[tuple[str, StaffMember | None, int, bool]],
    ) -> None:
        planning.put_intervention(self._desk, self._plan, goal.id, None, intervention)
        for title, who, days, done in tasks:
            assignee = (
                Responsible(who.name, who.id)
                if who
                else Responsible(self._citizen.name, None, ResponsibleKind.CITIZEN)
            )
            task = Task(uuid4(), title, assignee, self._today + timedelta(days=days))
            planning.put_task(self._desk, self._plan, intervention.id, None, task)
            if done:
                planning.move_task(
                    self._desk, self._plan, task, replace(task, status=TaskStatus.COMPLETED)
                )

    def _contact(self, place: int) -> None:
        page = opening.open_citizen(self._desk, self._citizen.id)
        self._notes(place)
        if self._citizen.protected:
            until = self._today + timedelta(days=20)
            registering.set_protection(
                self._desk, page.citizen, Protection(address=True, name=True, until=until)
            )
            return
        registering.set_communication(
            self._desk,
            page.citizen,
            Communication(
                phone=f"89 99 01 {10 + place}",
                language="Ukrainsk" if place % 4 == 1 else "",
                interpreter=place % 4 == 1,
                digital_exempt=place % 3 == 0,
            ),
        )

    def _notes(self, place: int) -> None:
        """Write what the services noted: shared, each service's own, and one with an addition."""
        health = self._desk.taken_by(self._cast.health)
        for desk, days, kind, shared in (
            (self._desk, 8, "conversation", True),
            (health, 5, "observation", False),
            (self._desk, 1, "phone", False),
        ):
            text = _NOTES[kind]
            day = self._today - timedelta(days=days + place)
            notes.write_note(desk, self._citizen.id, NoteContent(day, kind, text, shared))
        first = notes.read_notes(self._desk, self._citizen.id)[-1]
        if isinstance(first, NoteThread):
            addition = NoteContent(self._today, "conversation", _ADDITION)
            notes.add_correction(self._desk, first.note, addition)

    def _send(self) -> None:
        reviewing.send_to_review(self._desk, self._plan)

    def _return(self) -> None:
        lead = self._desk.taken_by(self._cast.lead)
        plan = opening.read_plan(lead, self._plan)
        about = next((goal for goal in plan.goals if goal.title == _SLEEP), plan.goals[-1])
        remark = RemarkDraft(_REMARK, PlanPart.GOAL, about.id)
        reviewing.return_with_remarks(lead, plan, [remark])

    def _activate(self) -> None:
        reviewing.activate(self._desk, self._plan)

    def _sign(self) -> None:
        sign(self._desk, self._plan)

    def _hear_back(self) -> None:
        hear_back(self._desk, self._plan)

    def _ask_colleagues(self) -> None:
        cast = self._cast
        ask_colleagues(self._desk, self._citizen.id, cast.deputy, cast.lead, cast.social)

    def _disagree(self) -> None:
        disagree(self._desk, self._plan)

    def _revise(self) -> None:
        reviewing.start_revision(self._desk, self._plan)
        write_on(self._desk, self._plan)

    def _rest(self) -> None:
        wake_up = self._today + timedelta(days=21)
        reviewing.pause(self._desk, self._plan, "Borgeren er indlagt.", wake_up)

    def _approve(self) -> None:
        lead = self._desk.taken_by(self._cast.lead)
        reviewing.approve(lead, opening.read_plan(lead, self._plan))


_WORDS: Final = (
    (
        "Jeg vil gerne arbejde et sted, hvor der er ro. Først få timer. "
        "Og jeg vil kunne sove igen, så jeg kan være der for min søn."
    ),
    "Jeg vil have en hverdag, der hænger sammen. Jeg kan godt lide at bruge hænderne.",
    "Jeg vil kunne tage bussen alene og komme ud blandt andre igen.",
    "Jeg vil gerne i gang med noget, men ikke det hele på én gang.",
)
_NOTES: Final = {
    "conversation": (
        "Samtale på rådhuset sammen med bostøtten. Vi talte om, hvad et praktiksted skal kunne.\n"
        "Aftalt: Der skal være ro, og dagene må højst vare tre timer."
    ),
    "observation": "Kom til første gang på holdet. Virkede træt og gik før tid efter aftale.",
    "phone": "Ringede og spurgte til søvnen. Det går lidt bedre. Vi tales ved på mandag.",
}
_ADDITION: Final = "Rettelse: Dagene må højst vare to timer i begyndelsen."
_NEXT: Final = (
    "Ring efter første dag",
    "Bestil tid til samtale på rådhuset",
    "Aftal besøg på praktikstedet",
    "Send CV til butikken",
    "Indhent udtalelse fra praktikstedet",
    "Skriv referat fra mødet med bostøtten",
    "Ring og spørg, hvordan det går",
)
_JOBS: Final = (
    "Arbejde 6 timer om ugen i en butik",
    "Arbejde 10 timer om ugen på et lager",
    "Hjælpe i et køkken to formiddage om ugen",
)
