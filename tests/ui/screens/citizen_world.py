"""A small encrypted store with invented people, and what stands around the citizen page."""

import gettext
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from coordinator import i18n
from coordinator.desk import Desk
from coordinator.use_cases import planning, registering
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.engine import open_local
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, Task
from plans.people import Address, Protection, Role, ServiceArea, StaffMember
from tests.houses import UnloggedWork
from tests.kept_stores import local_store
from ui.feed import ChangeFeed
from ui.screen import ScreenContext

TODAY = date(2026, 11, 17)
EMPLOYMENT, HEALTH = ServiceArea.EMPLOYMENT, ServiceArea.HEALTH


def member(login, name, area, team, role=Role.CASEWORKER):
    return StaffMember(uuid4(), login, name, area, team, role, "12345678", f"{login}@s.example")


METTE = member("mette", "Mette Prøvegaard", EMPLOYMENT, "Team Nord")
JENS = member("jens", "Jens Udkast", EMPLOYMENT, "Team Nord")
LIS = member("lis", "Lis Kladde", HEALTH, "Sundhedscenter")
BIRGER = member("birger", "Birger Mønsterby", EMPLOYMENT, "Team Nord", Role.TEAM_LEAD)


class Clock:
    day = TODAY

    def now(self):
        return datetime.combine(self.day, time(8, 15), UTC)

    def today(self):
        return self.day


class Navigator:
    """Remembers where it was told to go and what it was told to say."""

    def __init__(self):
        self.opened, self.toasts, self.crumbs = [], [], []

    def open(self, screen_name, argument=None, at=None):
        self.opened.append((screen_name, argument))

    def set_crumbs(self, crumbs):
        self.crumbs = [crumb.text for crumb in crumbs]

    def toast(self, text, action_text="", action=None):
        self.toasts.append((text, action))


def _with_staff(engine):
    schema.upgrade(engine)
    with UnloggedWork(engine, SYSTEM, Clock(), writes=True) as work:
        for each in (SYSTEM, METTE, JENS, LIS, BIRGER):
            work.staff.add(each)
        work.commit()


class World:
    def __init__(self, folder):
        path, key = folder / "citizen.db", bytes(range(32))
        local_store(path, key, _with_staff)
        self.engine = open_local(path, key)
        self.clock = Clock()

    def begin(self, who, writes):
        return UnloggedWork(self.engine, who, self.clock, writes=writes)

    def desk(self, who=METTE):
        return Desk(who, self.begin, self.clock)

    def citizen(self, number, given, family, protection=Protection()):
        new = registering.NewCitizen(
            number,
            given,
            family,
            birth_date=date(1985, 7, 2),
            address=Address("Søndergade 12", "8999", "Solbæk"),
            district="Nørrevoldsskolen",
            protection=protection,
        )
        return registering.create_citizen(self.desk(), new)[0]

    def plan(self, citizen_id):
        """A plan of Mette's with a late task, one of today, one without deadline, and one done."""
        mette = Responsible(METTE.name, METTE.id)
        tasks = tuple(
            Task(uuid4(), title, mette, due)
            for title, due in (
                ("Uden frist", None),
                ("I dag", TODAY),
                ("For sent", TODAY - timedelta(4)),
                ("Senere", TODAY + timedelta(7)),
            )
        )
        practice = Intervention(
            uuid4(), EMPLOYMENT, "Praktik", "LAB § 57", "Jens", TODAY, tasks=tasks
        )
        day = TODAY + timedelta(200)
        goal = Goal(uuid4(), "Arbejde 6 timer", "Timer", day, mette, interventions=(practice,))
        words = OwnWords("Jeg vil gerne arbejde.", date(2026, 10, 2))
        given = Consent(
            uuid4(),
            TODAY,
            "Skriftligt",
            frozenset({EMPLOYMENT, HEALTH}),
            valid_until=date(2027, 9, 1),
        )
        desk = self.desk()
        plan_id = planning.create_plan(desk, citizen_id)[0]
        planning.set_deputy(desk, plan_id, None, JENS.id)
        planning.put_participant(desk, plan_id, None, LIS.id, "Sundhedscenter")
        with self.begin(METTE, True) as work:
            plan = work.plans.get(plan_id)
            plan = plan.written_by(METTE, own_words=words, consents=(given,))
            work.plans.save(plan.with_goal(METTE, goal))
            work.commit()
        return plan_id

    def read(self, citizen_id):
        with self.begin(METTE, False) as work:
            return work.citizens.get(citizen_id)

    def read_plan(self, plan_id):
        with self.begin(METTE, False) as work:
            return work.plans.get(plan_id)

    def log(self, citizen_id):
        with self.begin(METTE, False) as work:
            return [
                (line.action, line.subject, line.why) for line in work.lists.history(citizen_id, 50)
            ]

    def context(self, runner, who=METTE):
        return ScreenContext(self.desk(who), runner, ChangeFeed(), Navigator())


def speak_english(monkeypatch):
    """The texts' own language, whatever ran before."""
    monkeypatch.setattr(i18n._Current, "catalogue", gettext.NullTranslations())
    monkeypatch.setattr(i18n._Current, "language", "en")
