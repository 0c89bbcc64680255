"""A small encrypted store with a plan in it, and the editor's presenter, for the editor's tests."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import uuid4

from coordinator.journal import NO_JOURNAL
from coordinator.use_cases import opening, planning
from db import schema
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, Task
from plans.people import Role, ServiceArea, StaffMember
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.lists_world import (
    BIRGER,
    METTE,
    TODAY,
    FakeNavigator,
    World,
    hire,
    make_world,
)
from ui.screens.plan.parts import Key
from ui.screens.plan.presenter import EditorPresenter

AMIRA = StaffMember(
    uuid4(), "amira", "Amira Skitse", ServiceArea.SOCIAL, "Bostøtte", Role.CASEWORKER
)
RITA = StaffMember(
    uuid4(), "rita", "Rita Ukendt", ServiceArea.HEALTH, "Sundhedscenter", Role.CASEWORKER
)
METTE_ANSWERS = Responsible(METTE.name, METTE.id)


class FakeClock:
    """Seconds that pass when the test says so; it rings the alarms that are due."""

    def __init__(self):
        self.now = 1000.0
        self.alarms = []

    def __call__(self):
        return self.now

    def alarm(self, ring):
        made = FakeAlarm(self, ring)
        self.alarms.append(made)
        return made

    def wait(self, seconds):
        """Let time pass, ringing on the way."""
        end = self.now + seconds
        while True:
            due = [each for each in self.alarms if each.at is not None and each.at <= end]
            if not due:
                break
            first = min(due, key=lambda each: each.at)
            self.now, first.at = max(self.now, first.at), None
            first.ring()
        self.now = end


class FakeAlarm:
    def __init__(self, clock, ring):
        self.clock, self.ring, self.at = clock, ring, None

    def set(self, seconds):
        self.at = self.clock.now + seconds

    def clear(self):
        self.at = None


class SavingNavigator(FakeNavigator):
    """Keeps what the top bar says too."""

    def __init__(self):
        super().__init__()
        self.saved = []
        self.crumbs = []

    def set_saved_state(self, state, detail=""):
        self.saved.append((state, detail))

    def set_crumbs(self, crumbs):
        self.crumbs = [crumb.text for crumb in crumbs]


@dataclass
class Face:
    """The view as a list of what it was shown."""

    pages: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    restored: object = None
    forget: object = None
    loose: tuple = ()
    unsaved: str = ""
    unlasting: bool = False

    def show_page(self, page):
        self.pages.append(page)

    def show_nothing(self):
        self.pages.append(None)

    def show_problem(self, sentence, *, bug):
        self.problems.append(sentence)

    def clear_problem(self):
        self.problems.clear()

    def ask_reason(self, sentence, given):
        self.asked.append((sentence, given))

    def show_restored(self, found, forget=None):
        self.restored, self.forget = found, forget

    def show_loose(self, texts, forget):
        self.loose, self.forget = texts, forget

    def open_loose(self):
        self.opened = self.loose

    def show_unsaved(self, sentence):
        self.unsaved = sentence

    def show_unlasting(self, *, unlasting):
        self.unlasting = unlasting

    @property
    def safety(self):
        return self

    @property
    def page(self):
        return self.pages[-1]


BO = "150277-9995"
_PLANS_OF_BO = []


def plan_world(folder):
    """The store with Mette, Birger, Amira and Rita, and Bo's plan, made once in a run."""
    return make_world(folder, _with_everybody)


def _with_everybody(engine):
    schema.upgrade(engine)
    hire(engine, METTE, BIRGER, AMIRA, RITA)
    _PLANS_OF_BO[:] = [_full_plan(World(engine), BO, "Bo")]


def full_plan(world, number=BO, given="Bo"):
    """A plan that lacks nothing: one goal, Mette's practice with two tasks, Amira's support."""
    return _PLANS_OF_BO[0] if number == BO else _full_plan(world, number, given)


def _full_plan(world, number, given):
    interventions = tuple(
        Intervention(
            uuid4(),
            area,
            title,
            "LAB § 57",
            "Jens",
            TODAY,
            tasks=tuple(
                Task(uuid4(), f"{text} – {title}", METTE_ANSWERS, date(2026, 12, 1))
                for text in ("Find et sted", "Ring til butikken")
            ),
        )
        for area, title in ((ServiceArea.EMPLOYMENT, "Praktik"), (ServiceArea.SOCIAL, "Bostøtte"))
    )
    goal = Goal(
        uuid4(),
        "Arbejde i en butik",
        "Timer",
        date(2027, 3, 1),
        METTE_ANSWERS,
        interventions=interventions,
    )
    words = OwnWords("Jeg vil gerne arbejde.", date(2026, 10, 2))
    consent = Consent(uuid4(), TODAY, "Skriftligt", frozenset(ServiceArea))
    desk = world.desk()
    plan_id = planning.create_plan(desk, world.citizen(number, given, "Testrup"))[0]
    planning.put_participant(desk, plan_id, None, AMIRA.id, "Bostøtte")
    world.write(
        plan_id,
        lambda plan: plan.written_by(METTE, own_words=words, consents=(consent,)).with_goal(
            METTE, goal
        ),
    )
    return plan_id


@dataclass
class Editor:
    """The presenter with all that stands round it."""

    presenter: EditorPresenter
    face: Face
    navigator: SavingNavigator
    runner: HeldRunner
    clock: FakeClock
    published: list
    world: object
    member: StaffMember

    @property
    def pen(self):
        return self.presenter.pen

    @property
    def page(self):
        return self.face.page

    def stored(self, plan_id=None):
        """The plan as the store has it."""
        return opening.read_plan(self.world.desk(), plan_id or self.page.plan.id)

    def goal_key(self, place=0):
        return Key("goal", self.page.plan.goals[place].id)

    def card_key(self, place=0):
        goal = self.page.plan.goals[0]
        return Key("intervention", goal.interventions[place].id, goal.id)

    def task_key(self, place=0, card=0):
        each = self.page.plan.goals[0].interventions[card]
        return Key("task", each.tasks[place].id, each.id)


def open_editor(world, plan_id, member=METTE, runner=None, drafts=NO_JOURNAL):
    """An editor on a plan, with a clock that stands still; ``drafts`` is its journal."""
    runner = runner or ImmediateRunner()
    navigator, face, clock, published = SavingNavigator(), Face(), FakeClock(), []

    def tell(changes):
        # The window tells every screen, the teller too.
        published.append(changes)
        presenter.changed(changes)

    presenter = EditorPresenter(
        replace(world.desk(member), drafts=drafts),
        runner,
        tell,
        navigator,
        clock=clock,
        make_alarm=clock.alarm,
    )
    presenter.show_in(face)
    presenter.activate(str(plan_id))
    return Editor(presenter, face, navigator, runner, clock, published, world, member)
