"""Who gives and who may receive, as one chooses it; no Qt."""

from math import ceil
from uuid import UUID

from coordinator.use_cases.reorganising import Candidate, ReorganisationWish
from plans.errors import RuleBroken
from plans.people import Role
from ui.screens.reorganise.shown import ChoiceShown
from ui.screens.reorganise.words import choice_words, person_line

# So much above the usual load somebody may have where nobody has said a limit.
_AMPLE = 1.2
_MOST = 999


class Choosing:
    """The choice so far; everybody of the unit who is here may receive, until one says else."""

    def __init__(self, people: tuple[Candidate, ...], giver: UUID | None = None) -> None:
        self._people = {each.member.id: each for each in people}
        self._givers: set[UUID] = set()
        self._left_out: frozenset[tuple[UUID, UUID]] = frozenset()
        # None is a limit that nobody has written.
        self._limits: dict[UUID, int | None] = {
            each.member.id: None
            for each in people
            if each.led and not each.away and each.member.id != giver and not _only_leads(each)
        }
        if giver in self._people and self._people[giver].led:
            self._givers.add(giver)

    def limits(self) -> dict[UUID, int]:
        """Say how much each may have: what was written, else what the unit says.

        Where neither says it, it is a little above an even share of all that the units have.
        """
        whole = sum(each.load or 0 for each in self._people.values())
        mine = [each for each in self._limits if self._people[each].led]
        even = ceil(_AMPLE * whole / max(1, len(mine)))
        found = {}
        for staff_id, each in self._people.items():
            if staff_id in self._limits:
                said = self._limits[staff_id]
                usual = each.limit if each.limit is not None else max(even, each.load or 0, 1)
                found[staff_id] = usual if said is None else said
        return found

    def set_person(self, staff_id: UUID, *, gives: bool, receives: bool, limit: str) -> None:
        """Take how somebody shall stand in it.

        Raises:
            RuleBroken: ``caseload-limit-wrong``; all else is kept.
        """
        each = self._people[staff_id]
        (self._givers.add if gives and each.led else self._givers.discard)(staff_id)
        self._left_out = frozenset()
        if not receives:
            self._limits.pop(staff_id, None)
            return
        before = self.limits().get(staff_id)
        self._limits.setdefault(staff_id, None)
        if limit.strip() and limit.strip() != str(before):
            self._limits[staff_id] = _number(limit)

    def leave_out(self, keys: frozenset[tuple[UUID, UUID]]) -> None:
        """Let some citizens stay where they are."""
        self._left_out |= keys

    def wish(self) -> ReorganisationWish:
        """Say what was chosen."""
        limits = tuple(self.limits().items())
        return ReorganisationWish(frozenset(self._givers), limits, self._left_out)

    def shown(self) -> ChoiceShown:
        """Say it for the page."""
        limits = self.limits()
        lines = {
            staff_id: person_line(each, gives=staff_id in self._givers, limit=limits.get(staff_id))
            for staff_id, each in self._people.items()
        }
        mine = tuple(lines[each] for each, who in self._people.items() if who.led)
        others = tuple(lines[each] for each, who in self._people.items() if not who.led)
        summary = choice_words(len(self._givers), len(self._limits))
        return ChoiceShown(mine, others, summary)


def _only_leads(each: Candidate) -> bool:
    return each.member.role is Role.TEAM_LEAD and not each.load


def _number(text: str) -> int:
    told = text.strip()
    if not (told.isascii() and told.isdigit() and len(told) < 4):
        raise RuleBroken("caseload-limit-wrong", highest=_MOST)
    return int(told)
