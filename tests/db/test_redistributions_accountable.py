"""Whatever leads and receivers do with redistributions, each citizen has exactly one owner."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from itertools import count

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from coordinator.ports import NotFound, Stale
from coordinator.server_errors import StoreForbids
from coordinator.use_cases import handing_over, redistributing
from coordinator.use_cases.absences import put_absence
from coordinator.use_cases.handing_over import Offer
from plans.absence import Absence
from plans.errors import RuleBroken
from plans.handovers import HandoverKind, HandoverStatus
from plans.redistributions import MoveState, MoveWish, RedistributionWish
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    EVERYBODY,
    HANNE,
    JENS,
    KARLA,
    METTE,
    NINA,
    TODAY,
    citizen,
    full_citizen,
    goal,
    identity,
    intervention,
    plan,
    task,
)
from tests.db.test_contract import put
from tests.fakes import FakeStore

WHO = (BO, NINA, KARLA)
PLANS = {identity(who): identity(f"plan {who}") for who in WHO}
WORKERS = (METTE, JENS, AMIRA)
# Birger is away and has named Hanne: two leads work with the same citizens.
LEADS = (BIRGER, HANNE)
BY_ID = {each.id: each for each in EVERYBODY}
STEPS: Counter[str] = Counter()
_NUMBERS, _RUNS = count(), count()
lead = strategies.sampled_from(LEADS)
worker = strategies.sampled_from(WORKERS)
some = strategies.integers(0, 99)
REFUSED = (RuleBroken, Stale, NotFound, StoreForbids)


class Sets(RuleBasedStateMachine):
    """A store with several clients, and beside it who should have each citizen."""

    def __init__(self, house) -> None:
        super().__init__()
        self.house, self.run = house, next(_RUNS)
        for each in LEADS:
            for line in redistributing.sets(house.desk(each)):
                if not line.redistribution.is_over:
                    with suppress(*REFUSED):
                        redistributing.undo(house.desk(each), line.redistribution.id)
        self.owner = {citizen_id: self._coordinator(citizen_id) for citizen_id in PLANS}
        self.sets: dict[object, int] = {}
        # What clients have read and not read again: the other side of every race.
        self.stale = []

    # -- who reads and does what --------------------------------------------------------------

    def _coordinator(self, citizen_id):
        with self.house.begin(METTE, False) as work:
            return work.plans.get(PLANS[citizen_id]).coordinator

    def _do(self, what, deed):
        STEPS[what] += 1
        with suppress(*REFUSED):
            deed()
            return True
        return False

    def _has_several_writers(self):
        return isinstance(self.house, FakeStore) or bool(self.house.persons)

    def _set(self, which):
        return list(self.sets)[which % len(self.sets)] if self.sets else None

    def _moves(self, set_id):
        with self.house.begin(BIRGER, False) as work:
            return work.redistributions.get(set_id).moves

    def _handovers(self):
        with self.house.begin(BIRGER, False) as work:
            found = [e for each in PLANS for e in work.handovers.of_citizen(each)]
        return sorted(found, key=lambda each: str(each.id))

    # One rule that draws what is done: of many, a run leaves most out.
    @rule(
        what=strategies.sampled_from(
            ("offer_a_set",) * 4
            + ("answer",) * 8
            + ("read_and_wait", "give_to_another", "leave_out", "the_owner_offers_alone")
            + ("two_leads_at_once", "pause", "resume", "undo", "offer_next")
        ),
        by=lead,
        to=worker,
        which=some,
        place=some,
    )
    def step(self, what, by, to, which, place):
        if what in ("pause", "resume", "undo", "offer_next"):
            self._lead_on(by, which, what)
        else:
            getattr(self, f"_{what}")(by, to, which, place)

    # -- what leads do ------------------------------------------------------------------------

    def _offer_a_set(self, by, to, which, place):
        mask, at_once = which % 7 + 1, (None, 0, 1)[place % 3]
        set_id = identity(f"set {self.run} {next(_NUMBERS)}")
        moves = tuple(
            MoveWish(each, self.owner[each], to.id)
            for place, each in enumerate(PLANS)
            if mask >> place & 1 and self.owner[each] != to.id
        )
        wish = RedistributionWish(set_id, "capacity", moves, at_once=at_once)
        if self._do("offer a set", lambda: redistributing.offer_set(self.house.desk(by), wish)):
            self.sets[set_id] = len(moves)

    def _lead_on(self, by, which, deed):
        if (set_id := self._set(which)) is not None:
            verb = getattr(redistributing, deed)
            self._do(deed, lambda: verb(self.house.desk(by), set_id))

    def _give_to_another(self, by, to, which, place):
        all_of_it = place % 2
        if (set_id := self._set(which)) is None:
            return
        free = [
            e for e in self._moves(set_id) if e.state not in (MoveState.OFFERED, MoveState.ACCEPTED)
        ]
        wanted = {each.id: to.id for each in (free if all_of_it else free[:1])}
        if wanted:
            self._do("give to", lambda: redistributing.give_to(self.house.desk(by), set_id, wanted))

    def _leave_out(self, by, _to, which, place):
        if (set_id := self._set(which)) is not None:
            moves = self._moves(set_id)
            one = moves[place % len(moves)].id
            self._do(
                "leave out", lambda: redistributing.leave_out(self.house.desk(by), set_id, [one])
            )

    def _two_leads_at_once(self, by, _to, which, place):
        """Let one lead press while what the other does is read and not yet written."""
        set_id = self._set(which)
        # A local file has one who writes at a time.
        if set_id is None or not self._has_several_writers():
            return
        other = LEADS[place % 2]
        verb = getattr(redistributing, ("undo", "offer_next", "pause")[place % 3])
        between = lambda: self._do("meanwhile", lambda: verb(self.house.desk(other), set_id))  # noqa: E731
        desk = self.house.desk(by)
        self._do(
            "at once",
            lambda: redistributing.undo(
                replace(desk, begin=_interrupted(desk.begin, between)), set_id
            ),
        )

    # -- what receivers and givers do ---------------------------------------------------------

    def _read_and_wait(self, _by, _to, which, _place):
        if found := [each for each in self._handovers() if each.is_open]:
            self.stale.append(found[which % len(found)])

    def _answer(self, _by, to, which, place):
        verb = ("accept", "accept", "decline", "withdraw")[place % 4]
        old, by = place % 5 == 4, to if place % 7 == 6 else None
        waiting = self.stale if old else [each for each in self._handovers() if each.is_open]
        if not waiting:
            return
        seen = waiting[which % len(waiting)]
        who = by or BY_ID[seen.receiver.id if verb != "withdraw" else seen.by.id]
        desk = self.house.desk(who)
        deed = {
            "accept": lambda: handing_over.accept(desk, seen, ()),
            "decline": lambda: handing_over.decline(desk, seen, "Nej"),
            "withdraw": lambda: handing_over.withdraw(desk, seen),
        }[verb]
        if self._do(verb, deed) and verb == "accept":
            assert who.id == seen.receiver.id
            self.owner[seen.citizen_id] = seen.receiver.id

    def _the_owner_offers_alone(self, _by, to, _which, place):
        citizen_id = list(PLANS)[place % len(PLANS)]
        by = BY_ID[self.owner[citizen_id]]
        wish = Offer(citizen_id, to.id, HandoverKind.LASTING, "organisation", "Ring")
        self._do("offer alone", lambda: handing_over.offer(self.house.desk(by), wish))

    # -- what holds at every step -------------------------------------------------------------

    @invariant()
    def each_citizen_has_exactly_the_owner_that_said_yes_last(self):
        for citizen_id, plan_id in PLANS.items():
            with self.house.begin(METTE, False) as work:
                found = work.plans.get(plan_id)
            assert found.coordinator == self.owner[citizen_id]
            assert [each.assignee.staff_id in BY_ID for each in found.tasks] == [True]

    @invariant()
    def nobody_is_offered_twice_and_nothing_is_lost(self):
        handovers = {each.id: each for each in self._handovers()}
        waiting = Counter((e.citizen_id, e.giver.id) for e in handovers.values() if e.is_open)
        assert max(waiting.values(), default=0) <= 1
        standing = Counter()
        pointed = set()
        for set_id, size in self.sets.items():
            moves = self._moves(set_id)
            assert len(moves) == size
            for move in moves:
                standing[move.citizen_id] += move.closed_at is None
                if move.handover is not None:
                    pointed.add(move.handover.id)
                    assert handovers[move.handover.id] == move.handover
                if move.state is MoveState.ACCEPTED:
                    assert move.closed_at is not None
        assert max(standing.values(), default=0) <= 1
        mine = {e.id for e in handovers.values() if e.redistribution in self.sets}
        open_ones = {each for each in mine if handovers[each].status is HandoverStatus.OFFERED}
        assert open_ones <= pointed


def _interrupted(begin, deed):
    """Begin work in which something else happens just before its first write."""

    def begun(member, writes):
        work = begin(member, writes)
        record, done = work.audit.record, []

        def recorded(entry):
            if not done:
                done.append(True)
                deed()
            return record(entry)

        work.audit.record = recorded
        return work

    return begun


SIZES = {"memory": (40, 50), "local": (5, 40), "shared": (4, 40)}


def test_exactly_one_owner_at_every_step(house, request):
    name = request.node.callspec.params["house"]
    for who in WHO:
        place = intervention(f"Job {who}", tasks=(task(f"Opgave {who}", METTE),))
        whole = plan(
            id=identity(f"plan {who}"), citizen_id=identity(who), deputy=None, participants=(),
            goals=(goal(f"Mål {who}", place),), consents=(), events=(),
        )  # fmt: skip
        put(house, full_citizen() if who == KARLA else citizen(who), whole)
    put_absence(
        house.desk(BIRGER), None, Absence(identity("away"), BIRGER.id, TODAY, None, HANNE.id)
    )
    examples, steps = SIZES[name]
    STEPS.clear()
    run_state_machine_as_test(
        lambda: Sets(house),
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )
    print(f"{name}: {STEPS.total()} steps, {len(STEPS)} kinds, {STEPS['accept']} answered yes")
    assert STEPS.total() > examples * steps // 4
