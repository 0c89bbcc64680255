"""Who gets whom when caseloads move: what must hold, what is wished, and what a plan is worth.

A citizen with several case workers stands here once for each of those who give; each gets exactly
one receiver, who may be the giver still (docs/decisions/018).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from plans.errors import RuleBroken
from plans.people import ServiceArea

# A deadline so near is one that the receiver must meet at once.
SOON_DAYS: Final = 14


class Relation(StrEnum):
    """How a receiver knows a citizen already, closest first."""

    DEPUTY = "deputy"
    CORE_TEAM = "core_team"
    EARLIER = "earlier"


class Misfit(StrEnum):
    """Why a receiver cannot have a citizen, however much room there is."""

    AREA = "area"
    COMPETENCE = "competence"
    DISTRICT = "district"
    AWAY = "away"


class Why(StrEnum):
    """Why a citizen gets the receiver that a plan names."""

    BY_HAND = "by_hand"
    STAYS = "stays"
    ONLY_ONE = "only_one"
    RELATION = "relation"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class HeldCitizen:
    """A citizen that somebody has, and what tells who may have them next.

    ``needs`` are the competences that the case asks for; ``tasks`` are open, and ``soon`` those of
    them whose deadline is near. ``moved`` is whether they changed case worker within a year.
    """

    citizen: UUID
    giver: UUID
    area: ServiceArea | None = None
    needs: frozenset[str] = frozenset()
    district: str = ""
    burden: int = 1
    relations: tuple[tuple[UUID, Relation], ...] = ()
    protected: bool = False
    moved: bool = False
    tasks: int = 0
    soon: int = 0
    by_hand: UUID | None = None

    @property
    def key(self) -> tuple[UUID, UUID]:
        """What no two share: a citizen and who gives them."""
        return self.citizen, self.giver

    def relation_to(self, staff_id: UUID) -> Relation | None:
        """Tell how somebody knows the citizen already; the closest when there are several."""
        ways = {way for who, way in self.relations if who == staff_id}
        return next((way for way in Relation if way in ways), None)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who may have citizens: of what kind, and how much.

    ``elsewhere`` is the burden that they have beside the citizens of the problem; without
    ``districts`` they take citizens from everywhere.
    """

    id: UUID
    unit: str = ""
    area: ServiceArea | None = None
    competences: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    limit: int = 0
    elsewhere: int = 0
    away: bool = False

    @property
    def room(self) -> int:
        """How much of the problem's burden they can have."""
        return max(0, self.limit - self.elsewhere)


def misfit(held: HeldCitizen, receiver: Receiver) -> Misfit | None:
    """Tell why a receiver cannot have a citizen; who has them already may be away."""
    if None not in (held.area, receiver.area) and held.area is not receiver.area:
        return Misfit.AREA
    if not held.needs <= receiver.competences:
        return Misfit.COMPETENCE
    if held.district and receiver.districts and held.district not in receiver.districts:
        return Misfit.DISTRICT
    if receiver.away and receiver.id != held.giver:
        return Misfit.AWAY
    return None


@dataclass(frozen=True, slots=True)
class NobodyFits:
    """A citizen whom no receiver can have, and by what each of them is refused, most first."""

    held: HeldCitizen
    refusals: tuple[tuple[Misfit, int], ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """That those who can have citizens of a kind have too little room.

    ``citizens`` are left over, with a ``burden`` together; so many are ``able`` to have them.
    """

    area: ServiceArea | None
    needs: frozenset[str]
    citizens: int
    burden: int
    able: int


@dataclass(frozen=True, slots=True)
class Impossible:
    """That there is no plan: citizens whom nobody can have, or the limits that bind.

    ``lacks`` is empty when nobody had the time to find out which limits those are.
    """

    nobody: tuple[NobodyFits, ...] = ()
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """What a plan costs, weightiest first: less is better.

    Citizens who change case worker, those of them who get somebody new to them, the burden above
    an even share, and those who change for the second time in a year.
    """

    changes: int
    strangers: int
    uneven: int
    again: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Who is to have a receiver, and who may be one."""

    citizens: tuple[HeldCitizen, ...]
    receivers: tuple[Receiver, ...]
    _fitting: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kinds: dict[object, tuple[int, ...]] = {}
        object.__setattr__(
            self, "_fitting", tuple(self._fits(each, kinds) for each in self.citizens)
        )

    def _fits(self, held: HeldCitizen, kinds: dict[object, tuple[int, ...]]) -> tuple[int, ...]:
        kind = (held.giver, held.area, held.needs, held.district, held.by_hand)
        if kind not in kinds:
            kinds[kind] = tuple(
                place
                for place, receiver in enumerate(self.receivers)
                if misfit(held, receiver) is None and held.by_hand in (None, receiver.id)
            )
        return kinds[kind]

    def fitting(self, place: int) -> tuple[int, ...]:
        """Give the places of those who can have the citizen at a place, limits aside."""
        return self._fitting[place]

    def nobody(self) -> tuple[NobodyFits, ...]:
        """List the citizens whom nobody can have."""
        return tuple(
            NobodyFits(held, self._refusals(held))
            for held, fitting in zip(self.citizens, self._fitting, strict=True)
            if not fitting
        )

    def _refusals(self, held: HeldCitizen) -> tuple[tuple[Misfit, int], ...]:
        asked = [each for each in self.receivers if held.by_hand in (None, each.id)]
        found = Counter(why for each in asked if (why := misfit(held, each)) is not None)
        return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0])))

    def stays(self, place: int, receiver: int) -> bool:
        """Whether a citizen keeps who has them now."""
        return self.receivers[receiver].id == self.citizens[place].giver

    def shares(self) -> tuple[int, ...]:
        """Give each receiver's even share of all the burden there is, by how much they may have."""
        whole = sum(each.burden for each in self.citizens)
        whole += sum(each.elsewhere for each in self.receivers)
        limits = sum(each.limit for each in self.receivers)
        if not limits:
            return tuple(0 for _ in self.receivers)
        return tuple(-(-each.limit * whole // limits) for each in self.receivers)

    def loads(self, choice: Sequence[int]) -> list[int]:
        """Tell how much each receiver has when every citizen goes where a choice says."""
        loads = [each.elsewhere for each in self.receivers]
        for held, receiver in zip(self.citizens, choice, strict=True):
            loads[receiver] += held.burden
        return loads

    def score(self, choice: Sequence[int]) -> Score:
        """Count what a choice costs."""
        changes = strangers = again = 0
        for place, receiver in enumerate(choice):
            if not self.stays(place, receiver):
                held = self.citizens[place]
                changes += 1
                strangers += held.relation_to(self.receivers[receiver].id) is None
                again += held.moved
        loads, shares = self.loads(choice), self.shares()
        uneven = sum(max(0, load - share) for load, share in zip(loads, shares, strict=True))
        return Score(changes, strangers, uneven, again)

    def overfull(self, choice: Sequence[int]) -> tuple[int, ...]:
        """Give the places of receivers who would get more than they may have.

        Who has too much already, and gets nothing, is not one of them.
        """
        got: Counter[int] = Counter()
        for held, receiver in zip(self.citizens, choice, strict=True):
            got[receiver] += held.burden
        return tuple(each for each in sorted(got) if got[each] > self.receivers[each].room)

    def keeps(self, choice: Sequence[int]) -> bool:
        """Whether a choice keeps every hard rule."""
        each_fits = all(
            receiver in fitting for receiver, fitting in zip(choice, self._fitting, strict=True)
        )
        return each_fits and not self.overfull(choice)


@dataclass(frozen=True, slots=True)
class Move:
    """That a citizen goes from one to another, and why just there."""

    citizen: UUID
    giver: UUID
    receiver: UUID
    why: Why
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole plan: the place of the receiver of each citizen, and how good a plan can be at all.

    ``bound`` holds what is proven of the best there is, weightiest first, as far as it was proven:
    with as few changes as here nobody has fewer strangers than the second, and so on.
    """

    problem: Problem
    choice: tuple[int, ...]
    bound: tuple[int, ...] = ()

    @property
    def score(self) -> Score:
        """What it costs."""
        return self.problem.score(self.choice)

    @property
    def fewer_changes(self) -> int | None:
        """How many changes fewer the best plan can have at most; None while nobody knows."""
        return self.score.changes - self.bound[0] if self.bound else None

    @property
    def moves(self) -> tuple[Move, ...]:
        """The citizens who change case worker."""
        return tuple(each for each in self.lines if each.receiver != each.giver)

    @property
    def lines(self) -> tuple[Move, ...]:
        """Every citizen of the problem, also who stays where they are."""
        return tuple(self._line(*each) for each in enumerate(self.choice))

    def line(self, place: int) -> Move:
        """Tell whom the citizen at a place gets."""
        return self._line(place, self.choice[place])

    def _line(self, place: int, receiver: int) -> Move:
        held, to = self.problem.citizens[place], self.problem.receivers[receiver].id
        relation = held.relation_to(to)
        return Move(held.citizen, held.giver, to, self._why(place, receiver), relation)

    def _why(self, place: int, receiver: int) -> Why:
        held = self.problem.citizens[place]
        if held.by_hand is not None:
            return Why.BY_HAND
        if self.problem.stays(place, receiver):
            return Why.STAYS
        if len(self.problem.fitting(place)) == 1:
            return Why.ONLY_ONE
        known = held.relation_to(self.problem.receivers[receiver].id)
        return Why.ROOM if known is None else Why.RELATION

    def with_receiver(self, key: tuple[UUID, UUID], receiver_id: UUID) -> "Proposal":
        """Fix by hand who gets a citizen; what was proven held for another problem.

        Raises:
            RuleBroken: ``caseload-receiver-unfit``.
        """
        place = self._place(key)
        held = replace(self.problem.citizens[place], by_hand=receiver_id)
        problem = self._with(place, held)
        if not problem.fitting(place):
            raise RuleBroken("caseload-receiver-unfit")
        (receiver,) = problem.fitting(place)
        choice = (*self.choice[:place], receiver, *self.choice[place + 1 :])
        return Proposal(problem, choice)

    def without_hand(self, key: tuple[UUID, UUID]) -> "Proposal":
        """Let the next plan decide who gets a citizen; until then it stands as it is."""
        place = self._place(key)
        held = replace(self.problem.citizens[place], by_hand=None)
        return Proposal(self._with(place, held), self.choice)

    def require_kept(self) -> None:
        """Refuse a plan that gives somebody more than they may have.

        Raises:
            RuleBroken: ``caseload-overfull``.
        """
        if not self.problem.keeps(self.choice):
            raise RuleBroken("caseload-overfull")

    def _place(self, key: tuple[UUID, UUID]) -> int:
        return next(n for n, held in enumerate(self.problem.citizens) if held.key == key)

    def _with(self, place: int, held: HeldCitizen) -> Problem:
        before, after = self.problem.citizens[:place], self.problem.citizens[place + 1 :]
        return replace(self.problem, citizens=(*before, held, *after))


def kinds_of(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Put together the places of citizens between whom no rule tells a difference."""
    kinds: dict[object, list[int]] = {}
    for place, held in enumerate(problem.citizens):
        known = frozenset(
            receiver
            for receiver in problem.fitting(place)
            if held.relation_to(problem.receivers[receiver].id) is not None
        )
        kind = (held.giver, problem.fitting(place), held.burden, held.moved, known)
        kinds.setdefault(kind, []).append(place)
    yield from map(tuple, kinds.values())


def in_sets(moves: Sequence[Move]) -> tuple[tuple[Move, ...], ...]:
    """Part moves so that no citizen stands twice in a set: one who has two givers has two moves."""
    sets: list[dict[UUID, Move]] = []
    for move in moves:
        place = next((each for each in sets if move.citizen not in each), None)
        if place is None:
            place = {}
            sets.append(place)
        place[move.citizen] = move
    return tuple(tuple(each.values()) for each in sets)
