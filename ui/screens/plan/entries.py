"""Parts of a plan as the draft journal keeps them, readable to a later or an earlier program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, cast, get_args, get_type_hints
from uuid import UUID

import msgspec

from plans.errors import RuleBroken
from ui.screens.plan.draft import WHOLE
from ui.screens.plan.parts import Key, Kind, Part

_TYPES: Final[Mapping[str, type[Part]]] = {each.__name__: each for each in get_args(Part)}
_KINDS: Final = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wants a part to say: over ``base``; None is «not there».

    ``raw`` are values that a rule refused, ``unread`` texts that are no date; both stand in their
    fields. ``began`` is what stood first in fields that a colleague changed too; ``place`` is the
    part's among those that were written.
    """

    key: Key
    base: Part | None = None
    wanted: Part | None = None
    raw: Mapping[str, object] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    began: Mapping[str, object] = field(default_factory=dict)
    place: int = 0


@dataclass(frozen=True, slots=True)
class Loose:
    """An entry that fits nowhere in this plan or this program: its texts, to be copied.

    ``hidden`` says why: the consent hides the part by now.
    """

    name: str
    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry as JSON: its part's class by name, and the values as plain ones."""

    type: str
    base: dict[str, object] | None = None
    wanted: dict[str, object] | None = None
    raw: dict[str, object] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    began: dict[str, object] = field(default_factory=dict)
    place: int = 0


class _Misfit(Exception):
    """What is kept is not what a part of this program can be."""


def name_of(key: Key) -> str:
    """Name a part in the journal."""
    return "|".join((key.kind, str(key.id or ""), str(key.under or "")))


def packed(entry: Entry) -> bytes:
    """Write an entry as JSON."""
    some = entry.wanted if entry.base is None else entry.base
    return msgspec.json.encode(
        _Kept(
            type(some).__name__,
            _plain(entry.base),
            _plain(entry.wanted),
            _plain_values(entry.raw),
            dict(entry.unread),
            _plain_values(entry.began),
            entry.place,
        )
    )


def unpacked(name: str, content: bytes) -> Entry | Loose:
    """Read an entry; one that this program does not understand whole gives its texts."""
    try:
        kept = msgspec.json.decode(content, type=_Kept)
        part = _TYPES[kept.type]
        return Entry(
            _key(name),
            _part(part, kept.base),
            _part(part, kept.wanted),
            _values(part, kept.raw),
            kept.unread,
            _values(part, kept.began),
            kept.place,
        )
    except (msgspec.MsgspecError, RuleBroken, _Misfit, KeyError, ValueError):
        return loose(name, content)


def loose(name: str, content: bytes) -> Loose:
    """Give the texts of an entry that fits nowhere, each on a line of its own."""
    try:
        values = msgspec.json.decode(content)
    except (msgspec.MsgspecError, ValueError):
        return Loose(name, content.decode(errors="replace"))
    if isinstance(values, dict):
        # What was there before is in the plan; what was wanted is what nobody else has.
        values = [values.get(each) for each in ("wanted", "raw", "unread")]
    texts = dict.fromkeys(text for text in _texts(values) if text.strip())
    return Loose(name, "\n".join(texts))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and not _is_id(value):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _plain(part: Part | None) -> dict[str, object] | None:
    if part is None:
        return None
    return cast("dict[str, object]", msgspec.to_builtins(part, order="deterministic"))


def _key(name: str) -> Key:
    kind, own, under = name.split("|")
    if kind not in _KINDS:
        raise _Misfit
    return Key(cast("Kind", kind), UUID(own) if own else None, UUID(under) if under else None)


def _part(part: type[Part], plain: dict[str, object] | None) -> Part | None:
    if plain is None:
        return None
    found: Part = msgspec.convert(plain, part)
    # A field that this program does not have would be dropped without a word.
    if not _holds(_plain(found), plain):
        raise _Misfit
    return found


def _plain_values(values: Mapping[str, object]) -> dict[str, object]:
    return {name: msgspec.to_builtins(value) for name, value in values.items()}


def _values(part: type[Part], plain: Mapping[str, object]) -> dict[str, object]:
    """Read values of fields; the empty name stands for the part as a whole."""
    types = {**get_type_hints(part), WHOLE: object}
    return {name: msgspec.convert(value, types[name]) for name, value in plain.items()}


def _holds(found: object, plain: object) -> bool:
    """Whether everything that is kept was understood; what is new in this program may be more."""
    if isinstance(plain, Mapping) and isinstance(found, Mapping):
        return all(name in found and _holds(found[name], plain[name]) for name in plain)
    if isinstance(plain, list) and isinstance(found, list | tuple):
        pairs = zip(found, plain, strict=False)
        return len(found) == len(plain) and all(_holds(one, other) for one, other in pairs)
    return found == plain
