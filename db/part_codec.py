"""The parts of a plan as columns and back: one rule for each type of field.

A field lies in the column of its name, except where ``RENAMED`` says otherwise; who is responsible
takes three columns and what something waits for takes five. ``id``, what a part stands under, and
the parts under it are not fields here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from db.mapping import Fields
from plans.parts import Responsible, ResponsibleKind, Waiting
from plans.people import ServiceArea
from plans.weekly import WeeklyTime

RENAMED: Final = {
    ("Intervention", "start"): "start_date",
    ("Intervention", "end"): "end_date",
    ("ContactAgreement", "place"): "meeting_place",
    ("Measurement", "on"): "measured_on",
    ("Challenge", "now"): "level_now",
    ("Challenge", "expected"): "level_expected",
    ("Challenge", "own_score"): "level_own",
}
_PLAIN: Final = (str, int, date, Decimal, UUID)
Part = TypeVar("Part")


class HasColumns(Protocol):
    """A row, read by the names of its columns."""

    def __getattribute__(self, name: str, /) -> Any:
        """Give the value of a column."""


@dataclass(frozen=True, slots=True)
class _Codec:
    """One field of a part: to its columns, and back from a row."""

    name: str
    write: Callable[[Any], Fields]
    read: Callable[[HasColumns], Any]


def columns_of(part: Any) -> Fields:
    """Give the columns of a part."""
    found: Fields = {}
    for codec in _codecs(type(part)):
        found.update(codec.write(getattr(part, codec.name)))
    return found


def part_from(kind: type[Part], row: HasColumns, **others: object) -> Part:
    """Make a part from its row; ``others`` are the fields that no column holds."""
    values = {codec.name: codec.read(row) for codec in _codecs(kind)}
    return kind(**values, **others)


_KNOWN: Final[dict[type, tuple[_Codec, ...]]] = {}


def _codecs(kind: type) -> tuple[_Codec, ...]:
    """Give the rule for each field of a part; worked out once for each type."""
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple(_make_codecs(kind))
    return _KNOWN[kind]


def _make_codecs(kind: type) -> Iterator[_Codec]:
    hints = get_type_hints(kind)
    found = (
        _codec(each.name, RENAMED.get((kind.__name__, each.name), each.name), hints[each.name])
        for each in fields(kind)
        if each.name != "id"
    )
    return (codec for codec in found if codec is not None)


def _codec(name: str, column: str, hint: Any) -> _Codec | None:
    """Choose the rule for a field by its type; None for a field that holds parts."""
    types = _types(hint)
    if Responsible in types:
        return _responsible(name)
    if Waiting in types:
        return _Codec(name, _write_waiting, _read_waiting)
    if get_origin(hint) in (tuple, frozenset):
        return _several(name, column, hint)
    kind = types[0]
    if issubclass(kind, StrEnum):
        return _Codec(
            name,
            lambda value: {column: value.value if value is not None else None},
            lambda row: kind(text) if (text := getattr(row, column)) else None,
        )
    assert kind in _PLAIN, hint
    return _Codec(name, lambda value: {column: value}, lambda row: getattr(row, column))


def _types(hint: Any) -> tuple[Any, ...]:
    """Give the types a field may have, without None."""
    if get_origin(hint) not in (Union, UnionType):
        return (hint,)
    return tuple(each for each in get_args(hint) if each is not NoneType)


def _several(name: str, column: str, hint: Any) -> _Codec | None:
    """Keep several codes, areas or times in one column, with commas between."""
    gather, kind = get_origin(hint), get_args(hint)[0]
    to_text: Callable[[Any], str] = str
    to_value: Callable[[str], Any] = kind
    if kind is WeeklyTime:
        to_text, to_value = _time_text, _time_value
    elif kind is not str and not issubclass(kind, ServiceArea):
        return None

    def write(values: Iterable[Any]) -> Fields:
        texts = [to_text(each) for each in values]
        return {column: ",".join(texts if gather is tuple else sorted(texts))}

    return _Codec(
        name,
        write,
        lambda row: gather(to_value(text) for text in getattr(row, column).split(",") if text),
    )


def _time_text(time: WeeklyTime) -> str:
    return f"{time.weekday} {time.start}-{time.end}"


def _time_value(text: str) -> WeeklyTime:
    weekday, _space, minutes = text.partition(" ")
    start, _dash, end = minutes.partition("-")
    return WeeklyTime(int(weekday), int(start), int(end))


def _responsible(name: str) -> _Codec:
    staff, called, kind = f"{name}_id", f"{name}_name", f"{name}_kind"

    def write(person: Responsible | None) -> Fields:
        if person is None:
            return {staff: None, called: "", kind: ""}
        return {staff: person.staff_id, called: person.name, kind: person.kind.value}

    def read(row: HasColumns) -> Responsible | None:
        if not getattr(row, kind):
            return None
        return Responsible(
            getattr(row, called), getattr(row, staff), ResponsibleKind(getattr(row, kind))
        )

    return _Codec(name, write, read)


def _write_waiting(waiting: Waiting | None) -> Fields:
    held = waiting or Waiting()
    return {
        "is_waiting": waiting is not None,
        "waiting_cause": held.cause,
        "waiting_on": held.on_whom,
        "waiting_since": held.since,
        "wake_up_date": held.wake_up_date,
    }


def _read_waiting(row: HasColumns) -> Waiting | None:
    if not row.is_waiting:
        return None
    return Waiting(row.waiting_cause, row.waiting_on, row.waiting_since, row.wake_up_date)
