"""Whatever colleagues do with their tasks, each has exactly one person who answers for it."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from itertools import count
from uuid import UUID

from hypothesis import settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from coordinator.ports import NotFound, Stale
from coordinator.server_errors import StoreForbids
from coordinator.use_cases import handing_over, opening
from coordinator.use_cases import staff_tasks as deeds
from coordinator.use_cases.handing_over import Offer
from plans.errors import RuleBroken
from plans.handovers import HandoverKind
from plans.parts import Waiting
from plans.people import StaffMember
from plans.staff_tasks import Wish, accountable
from plans.units import unit_of
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    HANNE,
    JENS,
    LIS,
    METTE,
    TODAY,
    citizen,
    identity,
    plan,
)
from tests.db.test_contract import put
from tests.fakes import FakeStore

PEOPLE = (METTE, JENS, BIRGER, AMIRA, HANNE, LIS)
UNITS = {unit_of(each).team: unit_of(each) for each in PEOPLE}
_RUNS, _NUMBERS = count(), count()
someone = strategies.sampled_from(PEOPLE)
STEPS: Counter[str] = Counter()
VERBS = {
    "accept": lambda desk, seen, _to: deeds.accept(desk, seen),
    "decline": lambda desk, seen, _to: deeds.decline(desk, seen, "Nej"),
    "claim": lambda desk, seen, _to: deeds.claim(desk, seen.id),
    "give back": lambda desk, seen, _to: deeds.give_back(desk, seen),
    "start": lambda desk, seen, _to: deeds.start(desk, seen),
    "wait": lambda desk, seen, _to: deeds.wait(desk, seen, Waiting("x", "", TODAY, TODAY)),
    "complete": lambda desk, seen, _to: deeds.complete(desk, seen, "Ja"),
    "reopen": lambda desk, seen, _to: deeds.reopen(desk, seen.id),
    "pass on": lambda desk, seen, to: deeds.pass_on(desk, seen, to.id, "Kan du?"),
    "take": lambda desk, seen, _to: deeds.take(desk, seen),
    "cancel": lambda desk, seen, _to: deeds.cancel(desk, seen.id),
}


class Tasks(RuleBasedStateMachine):
    """A store, and beside it, as plainly as can be, who should answer for what."""

    def __init__(self, house) -> None:
        super().__init__()
        self.house = house
        self.run = next(_RUNS)
        self.gone: set[UUID] = set()
        with house.begin(METTE, False) as work:
            self.owner = work.plans.of_citizen(identity(BO)).coordinator
        # Task: who asked, who has it, whether they took it on, whether it is open, and whether it
        # is about the citizen.
        self.model: dict[UUID, list] = {}

    def teardown(self) -> None:
        for each in PEOPLE:
            if each.id in self.gone:
                self._set(each, active=True)

    def _set(self, member: StaffMember, *, active: bool) -> None:
        if isinstance(self.house, FakeStore):
            self.house.kept.staff[member.id] = replace(member, active=active)
            return
        with self.house.engine.begin() as connection:
            connection.execute(
                text("UPDATE staff SET active = :active WHERE login = :login"),
                {"active": active, "login": member.login},
            )

    def _do(self, what: str, deed) -> bool:
        """Do something; tell whether a rule, or a wall, let it through."""
        STEPS[what] += 1
        with suppress(RuleBroken, Stale, NotFound, StoreForbids):
            deed()
            return True
        return False

    def _seen(self, task_id):
        with self.house.begin(METTE, False) as work:
            return work.staff_tasks.get(task_id)

    @rule(by=someone, to=someone, about=strategies.booleans())
    def ask(self, by, to, about):
        task_id = identity(f"task {self.run} {next(_NUMBERS)}")
        wish = Wish("Ring", TODAY, citizen_id=identity(BO) if about else None)
        if by.id in self.gone:
            return
        if self._do("ask", lambda: deeds.ask(self.house.desk(by), task_id, wish, to.id)):
            self.model[task_id] = [by.id, to.id, by.id == to.id, True, about]

    @rule(by=someone, team=strategies.sampled_from(sorted(UNITS)))
    def ask_a_unit(self, by, team):
        task_id = identity(f"task {self.run} {next(_NUMBERS)}")
        if by.id in self.gone:
            return
        ask = lambda: deeds.ask(self.house.desk(by), task_id, Wish("Ring", TODAY), UNITS[team])  # noqa: E731
        if self._do("ask a unit", ask):
            self.model[task_id] = [by.id, None, False, True, False]

    # What is drawn depends on no store: that keeps what the runs before this one left in it.
    @rule(which=strategies.integers(0, 99), verb=strategies.sampled_from(sorted(VERBS)), by=someone,
          to=someone)  # fmt: skip
    def answer(self, which, verb, by, to):
        if by.id in self.gone or not self.model:
            return
        task_id = list(self.model)[which % len(self.model)]
        seen, line = self._seen(task_id), self.model[task_id]
        if not self._do(verb, lambda: VERBS[verb](self.house.desk(by), seen, to)):
            return
        # What each deed makes of who has it, whether it is taken on, and whether it is open.
        line[1:4] = {
            "accept": [by.id, True, True],
            "decline": [None, False, True],
            "claim": [by.id, True, True],
            "give back": [None, False, True],
            "start": [by.id, True, True],
            "wait": [by.id, True, True],
            "complete": [by.id, True, False],
            "reopen": [line[1], bool(line[2]), True],
            "pass on": [to.id, to.id == by.id, True],
            "take": [by.id, True, True],
            "cancel": [line[1], False, False],
        }[verb]

    @rule(to=someone, keeps=strategies.booleans())
    def hand_the_citizen_over(self, to, keeps):
        """Let who has the citizen give them; for who has left, the lead of the unit."""
        giver = next(each for each in PEOPLE if each.id == self.owner)
        by = giver if giver.id not in self.gone else {JENS: BIRGER, AMIRA: HANNE}.get(giver)
        if by is None or {by.id, to.id} & self.gone:
            return
        about = [each for each, (*_line, of_citizen) in self.model.items() if of_citizen]
        staying = frozenset(about[:1]) if keeps else frozenset()
        if self._do("hand over", lambda: self._handed(by, giver, to, staying)):
            self.owner = to.id
            for task_id in set(about) - staying:
                self._goes_along(self.model[task_id], giver.id, to.id)

    def _handed(self, by, giver, to, staying):
        kind = HandoverKind.LASTING if by is giver else HandoverKind.REDISTRIBUTION
        wish = Offer(identity(BO), to.id, kind, "organisation", "Ring", giver=giver.id)
        handover_id, _changes = handing_over.offer(self.house.desk(by), wish)
        with self.house.begin(METTE, False) as work:
            offered = work.handovers.get(handover_id)
        opening.open_citizen(self.house.desk(to), identity(BO))
        handing_over.accept(self.house.desk(to), offered, staying)

    @staticmethod
    def _goes_along(line, giver, to):
        asked_by, holder, taken, is_open, _about = line
        if is_open:
            line[0] = to if asked_by == giver else asked_by
            line[1] = to if holder == giver else holder
            # Who asked the receiver has the receiver's own task then.
            line[2] = taken or (line[:2] == [to, to] and giver in (asked_by, holder))

    @rule(who=strategies.sampled_from((JENS, AMIRA, HANNE)))
    def leave_or_come_back(self, who):
        STEPS["leave or come back"] += 1
        self._set(who, active=who.id in self.gone)
        self.gone ^= {who.id}

    @invariant()
    def exactly_one_answers_for_each(self):
        with self.house.begin(METTE, False) as work:
            everybody = work.staff.everybody()
            answering = Counter(
                task.id for each in everybody for task in deeds.accountable_for(work, each.id)
            )
            assert work.plans.of_citizen(identity(BO)).coordinator == self.owner
            for task_id, (asked_by, holder, taken, is_open, _about) in self.model.items():
                task = work.staff_tasks.get(task_id)
                assert answering[task_id] == int(is_open), (task, answering[task_id])
                assert task.is_open == is_open
                expected = holder if taken else asked_by
                if is_open and expected not in self.gone:
                    assert accountable(task, everybody) == expected, (task, expected)
                if is_open and expected in self.gone:
                    found = next(each for each in everybody
                                 if each.id == accountable(task, everybody))  # fmt: skip
                    assert found.active


SIZES = {"memory": (40, 30), "local": (5, 20), "shared": (4, 20)}


def test_exactly_one_person_answers_for_every_open_task(house, request):
    put(house, citizen(), plan(deputy=None))
    name = request.node.callspec.params["house"]
    examples, steps = SIZES[name]
    STEPS.clear()
    run_state_machine_as_test(
        lambda: Tasks(house),
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )
    print(f"{name}: {STEPS.total()} steps, {len(STEPS)} kinds, {STEPS['hand over']} hand-overs")
    assert STEPS.total() > examples * steps // 4
