"""Text whose part became hidden while it was written: out of the plan, and kept to be copied."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final
from uuid import uuid4

import msgspec

from coordinator.code_words import FIELD_LISTS
from coordinator.danish import short_date
from ui.screens.plan.draft import Draft
from ui.screens.plan.entries import Entry, Loose, name_of
from ui.screens.plan.parts import Key, differing

_MARK: Final = "hidden"
_CODED: Final = frozenset(FIELD_LISTS) - {"legal_basis"}


def is_hidden(draft: Draft, key: Key) -> bool:
    """Tell whether a part, or what it stands under, is one that the consent hides by now."""
    hidden = {each.id for each in draft.plan.withheld}
    return not hidden.isdisjoint({key.id, key.under} - {None})


def has_no_place(draft: Draft, key: Key, held: tuple[Key, str] | None) -> bool:
    """Tell whether what was written in a hidden part has no field any more, or none to stay in.

    What stands on the screen with the cursor in it stays until it is left: nobody's field goes
    while they type.
    """
    if not is_hidden(draft, key):
        return False
    root = key.under if key.kind in ("task", "order") else key.id
    shown = any(each.id == root and part is not None for each, part in draft.mine.items())
    return not (shown and held is not None and root in {held[0].id, held[0].under})


def set_apart(entry: Entry) -> tuple[Loose, bytes] | None:
    """Give what was written in a part as texts to copy, and as the journal keeps them.

    Only what differs from what stood there: the rest is hidden. None when there is no text.
    """
    texts = tuple(dict.fromkeys(each for each in _texts(entry) if each.strip()))
    if not texts:
        return None
    name = f"{name_of(entry.key)}|{_MARK}|{uuid4()}"
    return Loose(name, "\n".join(texts), hidden=True), msgspec.json.encode({"wanted": texts})


def tells_of_hidden(name: str) -> bool:
    """Whether an entry of the journal was set apart as that."""
    return _MARK in name.split("|")[3:4]


def _texts(entry: Entry) -> Iterator[str]:
    base, wanted = entry.base, entry.wanted
    changed = differing(base, wanted) - _CODED if wanted is not None else frozenset()
    names = (each.name for each in fields(wanted) if each.name in changed) if wanted else ()
    values: dict[str, object] = {name: getattr(wanted, name) for name in names}
    for value in (values | {**entry.raw, **entry.unread}).values():
        if isinstance(value, date):
            yield short_date(value)
        elif isinstance(value, str | Decimal) and not isinstance(value, Enum):
            yield str(value)
