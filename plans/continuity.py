"""How often citizens change case worker, and why (domain.md § 1.5, § 10.6): counts alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from plans.handovers import Handover, HandoverKind, HandoverStatus

BENEFIT_CHANGE: Final = "benefit_change"


@dataclass(frozen=True, slots=True)
class Dated:
    """A hand-over with the days, as clocks in Denmark show them, of its offer and its answer."""

    handover: Handover
    sent: date
    answered: date | None


@dataclass(frozen=True, slots=True)
class Continuity:
    """The changes of a unit's citizens in a period.

    ``lasting`` and ``temporary`` are changes by cause; a temporary substitute is no lasting change,
    and going back is none at all. ``per_citizen`` says how many citizens had so many lasting
    changes. ``days`` are the days each offer waited for its answer, up to today for the open ones.
    """

    lasting: Mapping[str, int]
    temporary: Mapping[str, int]
    per_citizen: Mapping[int, int]
    days: tuple[int, ...]

    @property
    def changes(self) -> int:
        """How many lasting changes there were."""
        return sum(self.lasting.values())

    @property
    def by_benefit(self) -> int:
        """How many of them a change of benefit was the cause of."""
        return self.lasting.get(BENEFIT_CHANGE, 0)

    @property
    def citizens(self) -> int:
        """How many citizens changed case worker."""
        return sum(self.per_citizen.values())

    @property
    def often(self) -> int:
        """How many of them changed twice or more."""
        return sum(count for times, count in self.per_citizen.items() if times > 1)


def count(found: Iterable[Dated], first: date, last: date) -> Continuity:
    """Count the hand-overs of a period, both days included; help and what was withdrawn is none."""
    lasting, temporary, days = Counter[str](), Counter[str](), list[int]()
    per_citizen = Counter[UUID]()
    for each in found:
        handover = each.handover
        if not handover.moves or handover.status is HandoverStatus.WITHDRAWN:
            continue
        ended = each.answered or last
        if handover.kind is HandoverKind.RETURN or not first <= ended <= last:
            continue
        days.append(max((ended - each.sent).days, 0))
        if handover.status is not HandoverStatus.ACCEPTED:
            continue
        if handover.goes_back:
            temporary[handover.cause] += 1
        else:
            lasting[handover.cause] += 1
            per_citizen[handover.citizen_id] += 1
    return Continuity(lasting, temporary, Counter(per_citizen.values()), tuple(days))
