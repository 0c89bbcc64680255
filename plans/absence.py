"""When somebody in staff is away, and who stands in meanwhile; why is nobody's business here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plans.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Absence:
    """Days that somebody is away, the last one too; without ``last`` it goes on for now."""

    id: UUID
    staff_id: UUID
    first: date
    last: date | None = None
    deputy: UUID | None = None

    def covers(self, day: date) -> bool:
        """Whether they are away on a day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def require_sound(self, others: Iterable["Absence"]) -> None:
        """Refuse what cannot be; ``others`` are all absences of the same person.

        Raises:
            RuleBroken: ``absence-ends-early``, ``absence-own-deputy``, ``absence-overlaps``.
        """
        if self.last is not None and self.last < self.first:
            raise RuleBroken("absence-ends-early", start=self.first, end=self.last)
        if self.deputy == self.staff_id:
            raise RuleBroken("absence-own-deputy")
        for each in others:
            if each.id != self.id and self._meets(each):
                raise RuleBroken("absence-overlaps", start=each.first)

    def _meets(self, other: "Absence") -> bool:
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )


def absent_on(absences: Iterable[Absence], day: date) -> dict[UUID, Absence]:
    """Give the absence of each who is away on a day."""
    return {each.staff_id: each for each in absences if each.covers(day)}


def left_to(deputy: UUID, absent: Mapping[UUID, Absence]) -> tuple[UUID, ...]:
    """Name those of who is away for whom somebody stands in."""
    return tuple(staff_id for staff_id, each in absent.items() if each.deputy == deputy)
