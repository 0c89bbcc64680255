"""A small encrypted store with invented people, for the tests of «Min dag» and «Borgere»."""

import gettext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from coordinator import i18n
from coordinator.desk import Desk
from coordinator.use_cases import opening, planning, registering
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.engine import open_local
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, Task
from plans.people import Address, Protection, Role, ServiceArea, StaffMember
from tests.houses import UnloggedWork
from tests.kept_stores import local_store

TODAY = date(2026, 11, 17)
KEY = bytes(range(32))


class FixedClock:
    def now(self):
        return datetime.combine(TODAY, time(8, 15), UTC)

    def today(self):
        return TODAY


def in_days(days):
    return TODAY + timedelta(days=days)


METTE = StaffMember(
    uuid4(), "mette", "Mette Prøvegaard", ServiceArea.EMPLOYMENT, "Team Nord", Role.CASEWORKER
)
BIRGER = StaffMember(
    uuid4(), "birger", "Birger Mønsterby", ServiceArea.EMPLOYMENT, "Team Nord", Role.TEAM_LEAD
)


@dataclass
class World:
    engine: object

    def begin(self, member, writes):
        return UnloggedWork(self.engine, member, FixedClock(), writes=writes)

    def desk(self, member=METTE):
        return Desk(member, self.begin, FixedClock())

    def citizen(self, number, given, family, protected=False):
        protection = Protection(address=True, until=in_days(18)) if protected else Protection()
        new = registering.NewCitizen(
            number,
            given,
            family,
            address=Address("Søndergade 12", "8999", "Solbæk"),
            district="Nørrevoldsskolen",
            birth_date=date(1985, 7, 2),
            protection=protection,
        )
        return registering.create_citizen(self.desk(), new)[0]

    def plan(self, citizen_id: UUID, *dues, title="Ring til butikken"):
        """A plan with one goal, one intervention, and a task of Mette's for each deadline."""
        mette = Responsible(METTE.name, METTE.id)
        tasks = tuple(
            Task(uuid4(), f"{title} {number}", mette, due) for number, due in enumerate(dues, 1)
        )
        practice = Intervention(
            uuid4(),
            ServiceArea.EMPLOYMENT,
            "Praktik",
            "LAB § 57",
            "Jens",
            TODAY,
            in_days(90),
            tasks=tasks,
        )
        goal = Goal(
            uuid4(),
            "Arbejde 6 timer om ugen",
            "Timer",
            in_days(200),
            mette,
            interventions=(practice,),
        )
        plan_id = planning.create_plan(self.desk(), citizen_id)[0]
        self.write(plan_id, lambda plan: plan.with_goal(METTE, goal))
        return plan_id

    def write(self, plan_id, change):
        """Write into a plan in one go what Mette has written."""
        with self.begin(METTE, True) as work:
            work.plans.save(change(work.plans.get(plan_id)))
            work.commit()

    def send_to_review(self, plan_id):
        desk = self.desk()
        planning.write_own_words(desk, plan_id, OwnWords(), OwnWords("Jeg vil arbejde.", TODAY))
        given = Consent(uuid4(), TODAY, "Skriftligt", frozenset(ServiceArea), valid_until=None)
        planning.put_consent(desk, plan_id, None, given)
        with self.begin(METTE, True) as work:
            plan = work.plans.get(plan_id)
            work.plans.save(plan.sent_to_review(METTE, FixedClock().now()))
            work.commit()

    def log(self, citizen_id):
        with self.begin(METTE, False) as work:
            lines = work.lists.history(citizen_id, 99)
        return [(line.action, line.subject, line.why) for line in lines]

    def tasks(self, plan_id):
        return opening.read_plan(self.desk(), plan_id).tasks

    def rename_task(self, plan_id, title):
        """What a colleague does while the list stands on the screen."""
        plan = opening.read_plan(self.desk(), plan_id)
        place = next(each for each in plan.interventions if each.tasks)
        old = place.tasks[0]
        planning.put_task(self.desk(), plan_id, place.id, old, replace(old, title=title))


def make_world(folder, build=None):
    path = folder / "lists.db"
    local_store(path, KEY, build or _with_staff)
    return World(open_local(path, KEY))


def _with_staff(engine):
    schema.upgrade(engine)
    hire(engine, METTE, BIRGER)


def hire(engine, *staff):
    """Take people into staff."""
    with World(engine).begin(SYSTEM, True) as work:
        for member in staff:
            work.staff.add(member)
        work.commit()


class FakeNavigator:
    """Keeps what the window was asked for."""

    def __init__(self):
        self.opened, self.places, self.toasts = [], [], []
        self.counts, self.citizens, self.path = {}, [], ()

    def open(self, screen_name, argument=None, at=None):
        self.opened.append((screen_name, argument))
        self.places.append(at)

    def back(self): ...

    def forward(self): ...

    def set_crumbs(self, crumbs):
        self.path = tuple(crumbs)

    def set_saved_state(self, state, detail=""): ...

    def set_counts(self, counts):
        self.counts = dict(counts)

    def set_citizens(self, title, citizens):
        self.citizens = [citizen.name for citizen in citizens]

    def toast(self, text, action_text="", action=None):
        self.toasts.append((text, action))


def speak_english(monkeypatch):
    """The texts' own language, whatever ran before."""
    monkeypatch.setattr(i18n._Current, "catalogue", gettext.NullTranslations())
    monkeypatch.setattr(i18n._Current, "language", "en")
