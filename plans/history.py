"""The difference between two plans, as a list of changes, and a plan with changes made to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar, cast
from uuid import UUID

from plans.content import PlanContent
from plans.flat import CHILDREN, Laid, Part, PlanPart, area_of, lay_flat, put_together
from plans.parts import Consent, Participant, Responsible, Waiting
from plans.people import ServiceArea
from plans.states import CitizenStance
from plans.weekly import WeeklyTime

Value = (
    str
    | int
    | date
    | Decimal
    | StrEnum
    | UUID
    | Responsible
    | Waiting
    | tuple[str, ...]
    | tuple[UUID, ...]
    | tuple[ServiceArea, ...]
    | tuple[WeeklyTime, ...]
    | None
)
"""What a field holds: words, a date, a figure, a state, a person, or several of a kind."""


class ChangeKind(StrEnum):
    """What happened to a part of a plan."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    ORDERED = "ordered"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a part: what it held and what it holds."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One part that is new, changed or gone, with the fields that tell of it.

    ``title`` is what the part is called now, or was last. ``service_area`` is None for what
    belongs to the whole plan. ``number`` is a goal's place among the goals, from 1, else 0.
    ``under`` is the goal or intervention that the part stands under, and ``whole`` the part as it
    is, or was last. An ``ORDERED`` change tells of the parts of one kind under ``part_id``.
    """

    kind: ChangeKind
    part: PlanPart
    part_id: UUID
    title: str
    fields: tuple[FieldChange, ...]
    service_area: ServiceArea | None = None
    number: int = 0
    under: UUID | None = None
    whole: Part | None = None


# What belongs to the plan as a whole is read after the goals and all that is under them.
_AFTER_GOALS: Final = tuple(PlanPart)[tuple(PlanPart).index(PlanPart.CONTACT) :]
# How a part is called, by the first of these fields that it has.
_TITLES: Final = ("title", "name", "text", "measure")
_LONGEST_TITLE: Final = 60
_SAYS_NOTHING: Final = (None, "", (), CitizenStance.NOT_ASKED)
# The store gives these; nobody writes them.
_UNTOLD: Final = frozenset({"id", "staff_id"})
Orders = Mapping[tuple[PlanPart, UUID | None], tuple[UUID, ...]]


def differences(old: PlanContent, new: PlanContent) -> tuple[Change, ...]:
    """List what differs in content between two states of a plan, in the order it is read.

    A part is the same when its id is; what is gone comes after what is there. Where parts stand in
    another order than adding and removing explains, that is told after them.
    """
    before = {laid.key: laid for laid in lay_flat(old)}
    after = {laid.key: laid for laid in lay_flat(new)}
    numbers = {goal.id: number for number, goal in enumerate(new.goals, start=1)} | {
        goal.id: number
        for number, goal in enumerate(old.goals, start=1)
        if (PlanPart.GOAL, goal.id) not in after
    }
    areas = _areas(before.values()) | _areas(after.values())
    found = [_change(before.get(key), laid) for key, laid in after.items()]
    found += [_change(laid, None) for key, laid in before.items() if key not in after]
    told = [
        replace(each, number=numbers.get(each.part_id, 0), service_area=areas.get(each.part_id))
        for each in found
        if each.fields or each.kind is not ChangeKind.CHANGED
    ]
    return (*sorted(told, key=_place), *_orders(old, new, told))


PlanType = TypeVar("PlanType", bound=PlanContent)


def with_changes(plan: PlanType, changes: Iterable[Change]) -> PlanType:
    """Make changes to a plan: ``with_changes(old, differences(old, new))`` holds what ``new`` does.

    Its state, events and authors stay. What a change tells of and the plan has not is left out.
    """
    laid = {each.key: each for each in lay_flat(plan)}
    orders: dict[tuple[PlanPart, UUID | None], tuple[UUID, ...]] = {}
    for change in changes:
        key = (change.part, change.part_id)
        if change.kind is ChangeKind.ORDERED:
            under = None if change.part_id == plan.id else change.part_id
            orders[change.part, under] = _ids(change.fields[0].new)
        elif change.whole is not None and (key not in laid or change.kind is ChangeKind.NEW):
            if change.kind is ChangeKind.NEW:
                laid[key] = Laid(change.part, change.part_id, change.under, change.whole)
        elif change.kind is ChangeKind.REMOVED:
            laid = _without(laid, change)
        else:
            laid[key] = _with_fields(laid[key], change)
    return put_together(plan, _in_order(laid.values(), orders))


def _without(
    laid: dict[tuple[PlanPart, UUID], Laid], change: Change
) -> dict[tuple[PlanPart, UUID], Laid]:
    """Take a part out; what a plan has once becomes what it is when nothing is written."""
    key = (change.part, change.part_id)
    if change.part in _ONCE:
        blank = type(laid[key].part)()  # type: ignore[call-arg]  # all of these have defaults
        return laid | {key: replace(laid[key], part=blank)}
    return {each: part for each, part in laid.items() if each != key}


_ONCE: Final = frozenset({PlanPart.OWN_WORDS, PlanPart.STANCE, PlanPart.FOLLOW_UP})


def _with_fields(laid: Laid, change: Change) -> Laid:
    """Give one part the new values of a change."""
    values: dict[str, object] = {
        each.field: _blank(each.old) if each.new is None else each.new for each in change.fields
    }
    under = cast("UUID | None", values.pop("under", laid.under))
    if isinstance(laid.part, Consent) and "service_areas" in values:
        values["service_areas"] = frozenset(_service_areas(values["service_areas"]))
    part = replace(laid.part, **values)  # type: ignore[arg-type]  # the names are the part's own
    return replace(laid, under=under, part=part)


def _blank(value: Value) -> Value:
    """Give what a field holds when what it held is taken out."""
    if isinstance(value, CitizenStance):
        return CitizenStance.NOT_ASKED
    if type(value) is str:
        return ""
    return () if isinstance(value, tuple) else None


def _service_areas(value: object) -> tuple[ServiceArea, ...]:
    """Read the service areas that a change of a consent holds."""
    return tuple(each for each in value or () if isinstance(each, ServiceArea))  # type: ignore[attr-defined]  # a tuple or None


def _in_order(laid: Iterable[Laid], orders: Orders) -> list[Laid]:
    """Sort the parts of which an order is told; the others stay where they stand."""
    places = {
        (kind, part_id): place
        for (kind, _under), order in orders.items()
        for place, part_id in enumerate(order)
    }
    return sorted(laid, key=lambda each: places.get(each.key, len(places)))


def _orders(old: PlanContent, new: PlanContent, told: Iterable[Change]) -> list[Change]:
    """Tell of the orders that come out otherwise than adding last and removing explains."""
    wanted = _orders_of(lay_flat(new))
    plain = _orders_of(lay_flat(with_changes(old, told)))
    before = _orders_of(lay_flat(old))
    return [
        Change(
            ChangeKind.ORDERED,
            kind,
            under or new.id,
            "",
            (FieldChange("order", before.get((kind, under), ()), order),),
            under=under,
        )
        for (kind, under), order in wanted.items()
        if plain[kind, under] != order
    ]


def _orders_of(laid: Iterable[Laid]) -> dict[tuple[PlanPart, UUID | None], tuple[UUID, ...]]:
    found: dict[tuple[PlanPart, UUID | None], tuple[UUID, ...]] = {}
    for each in laid:
        key = (each.kind, each.under)
        found[key] = (*found.get(key, ()), each.id)
    return found


def _ids(value: object) -> tuple[UUID, ...]:
    return tuple(each for each in value if isinstance(each, UUID))  # type: ignore[attr-defined]  # a tuple of ids


def _place(change: Change) -> int:
    return 1 + _AFTER_GOALS.index(change.part) if change.part in _AFTER_GOALS else 0


def _change(old: Laid | None, new: Laid | None) -> Change:
    """Compare two states of one part; a change without fields is none."""
    laid = new or old
    assert laid is not None
    before, after = told_values(old), told_values(new)
    names = dict.fromkeys((*after, *before))
    told = tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )
    kind = ChangeKind.CHANGED
    if told and not before:
        kind = ChangeKind.NEW
    elif told and not after:
        kind = ChangeKind.REMOVED
    elif old is None or new is None:
        kind = ChangeKind.NEW if old is None else ChangeKind.REMOVED
    elif old.under != new.under:
        told = (*told, FieldChange("under", old.under, new.under))
    title = _title(laid.part) or (_title(old.part) if old else "")
    return Change(kind, laid.kind, laid.id, title, told, under=laid.under, whole=laid.part)


def _areas(laid: Collection[Laid]) -> dict[UUID, ServiceArea | None]:
    """Say which service area each part belongs to; a task goes with its intervention."""
    found = {each.id: area_of(each.part) for each in laid}
    return found | {
        each.id: found.get(each.under)
        for each in laid
        if each.kind is PlanPart.TASK and each.under is not None
    }


def _title(part: Part) -> str:
    """How a part is called: its first words."""
    if isinstance(part, Consent):
        return ""
    for name in _TITLES:
        lines = str(getattr(part, name, "")).split("\n")
        line = next((each.strip() for each in lines if each.strip()), "")
        if line and (name != "text" or hasattr(part, "id")):
            return line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE].rstrip()}…"
    return ""


def told_values(laid: Laid | None) -> dict[str, Value]:
    """Give the fields of a part that hold something."""
    if laid is None:
        return {}
    skip = _UNTOLD.union(CHILDREN.get(laid.kind, {}))
    if isinstance(laid.part, Participant):
        skip |= {"service_area"}
    found: dict[str, Value] = {}
    for each in fields(laid.part):
        value = getattr(laid.part, each.name)
        if each.name in skip or value in _SAYS_NOTHING:
            continue
        if isinstance(value, frozenset):
            value = tuple(area for area in ServiceArea if area in value)
        found[each.name] = value
    return found
