"""A proposal: what a file would create and change, before anything is written."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from coordinator.imports.findings import Notice, Rejection
from coordinator.imports.kinds import ImportKind
from coordinator.imports.records import Record
from coordinator.imports.writes import MissingCase, Writes

# From one month's export to the next far fewer than a fifth of the cases end, so more than that is
# more likely an export that was cut, filtered or taken from another place.
MOST_GONE: Final = 0.2


class Action(StrEnum):
    """What happens to a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Difference(NamedTuple):
    """A field that changes; None where protection hides the text."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """What happens to one row. ``number`` is masked; a rejected row has no record."""

    line: int
    action: Action
    label: str
    number: str
    differences: tuple[Difference, ...] = ()
    record: Record | None = None
    rejection: Rejection | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file would do: one change a data row, warnings, cases that are gone, writes.

    ``present`` is how many cases of the service area the newest export still had.
    """

    kind: ImportKind
    file: str
    changes: tuple[ProposedChange, ...]
    warnings: tuple[Notice, ...]
    missing: tuple[MissingCase, ...]
    writes: Writes
    present: int = 0

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """The refused rows, in the order of the file."""
        return tuple(each.rejection for each in self.changes if each.rejection is not None)

    @property
    def counts(self) -> dict[Action, int]:
        """How many rows each action has; together they are all data rows."""
        found = Counter(each.action for each in self.changes)
        return {action: found[action] for action in Action}

    @property
    def read(self) -> int:
        """How many data rows the file has."""
        return len(self.changes)

    @property
    def marks_many(self) -> bool:
        """Whether so many cases would be marked as gone that the file may be a part only."""
        return len(self.writes.missing) > MOST_GONE * self.present

    def to_json(self) -> dict[str, object]:
        """The shape that the command line prints (decisions.md, Import)."""
        counts = self.counts
        return {
            "read": self.read,
            "created": counts[Action.CREATED],
            "changed": counts[Action.CHANGED],
            "unchanged": counts[Action.UNCHANGED],
            "rejected": [each.to_json() for each in self.rejections],
            "warnings": [each.to_json() for each in self.warnings],
        }
