"""What a field of a plan held in earlier approved versions, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from plans.content import PlanContent
from plans.flat import Laid, PlanPart, lay_flat
from plans.history import Value, told_values

PartKey = tuple[PlanPart, UUID]


@dataclass(frozen=True, slots=True)
class PlanThen:
    """What a plan held in one approved version, part by part."""

    number: int
    values: Mapping[PartKey, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class FieldThen:
    """What a field held from a version on, until the next one that is told; None for nothing."""

    field: str
    number: int
    value: Value


def plan_then(number: int, plan: PlanContent) -> PlanThen:
    """Lay out what a plan held in a version, so that any field is found at once."""
    return PlanThen(number, {each.key: told_values(each) for each in lay_flat(plan)})


def field_history(versions: Sequence[PlanThen], key: PartKey, field: str) -> tuple[FieldThen, ...]:
    """Tell what a field held, newest first; versions come newest first.

    A value that stood through several versions is told once, with the version it came in. In a
    version that did not have the part the field held nothing that is told.
    """
    found: list[FieldThen] = []
    for version in versions:
        if key not in version.values:
            continue
        now = FieldThen(field, version.number, version.values[key].get(field))
        if found and found[-1].value == now.value:
            found.pop()
        found.append(now)
    return tuple(found)


def part_history(versions: Sequence[PlanThen], now: Laid) -> tuple[FieldThen, ...]:
    """Tell of each field of a part the last value that is another than now."""
    present = told_values(now)
    names = dict.fromkeys(
        name for version in versions for name in (*present, *version.values.get(now.key, {}))
    )
    found: list[FieldThen] = []
    for name in names:
        history = field_history(versions, now.key, name)
        other = next((each for each in history if each.value != present.get(name)), None)
        if other is not None:
            found.append(other)
    return tuple(found)
