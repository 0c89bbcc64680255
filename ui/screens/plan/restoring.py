"""Putting back what was written before the program ended, over what the store has now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from coordinator.i18n import N_, _
from coordinator.journal import Unsent
from ui.screens.plan import words
from ui.screens.plan.aside import is_hidden, set_apart, tells_of_hidden
from ui.screens.plan.draft import WHOLE, Draft, key_for
from ui.screens.plan.entries import Entry, Loose, loose, name_of, unpacked
from ui.screens.plan.merging import Conflict
from ui.screens.plan.parts import Key, Part, differing
from ui.screens.plan.restored import Restored, RestoredField, RestoredPart
from ui.screens.plan.session import OpenPlan


def restore(
    session: OpenPlan,
    unsent: Iterable[Unsent],
    may_write: Callable[[], Callable[[Key], bool]],
    names: Mapping[UUID, str],
    now: datetime,
) -> Restored | None:
    """Put the texts back into their parts; None when there was nothing that the store lacks.

    ``may_write`` is asked once they stand there, for what may be written hangs on where it stands.
    """
    found = {each.part: each for each in unsent}
    if not found:
        return None
    read = {name: unpacked(name, each.content) for name, each in found.items()}
    entries = sorted(
        (each for each in read.values() if isinstance(each, Entry)), key=lambda each: each.place
    )
    before = {each.key: session.draft.value(each.key) for each in entries}
    hidden = {
        name_of(each.key): set_apart(each) for each in entries if is_hidden(session.draft, each.key)
    }
    mine = _put_back(session.draft, entries, may_write)
    _send(session, mine, max(each.at for each in found.values()))
    parts = tuple(part for each in mine if (part := _shown(session, each, before[each.key], names)))
    placed = {name_of(each.key) for each in mine}
    left = [
        _loose(name, each.content, hidden) for name, each in found.items() if name not in placed
    ]
    session.keeping.let_go(each.name for each in left if not each.text)
    left = [each for each in left if each.text]
    return Restored(now, parts, tuple(left)) if parts or left else None


def _loose(name: str, content: bytes, hidden: Mapping[str, tuple[Loose, bytes] | None]) -> Loose:
    """Give the texts of an entry without a place: of a hidden part only what was written."""
    if name not in hidden:
        return replace(loose(name, content), hidden=tells_of_hidden(name))
    apart = hidden[name]
    return Loose(name, apart[0].text if apart is not None else "", hidden=True)


def _put_back(
    draft: Draft, entries: list[Entry], may_write: Callable[[], Callable[[Key], bool]]
) -> list[Entry]:
    """Let parts be what was written; give the entries that have a place and may be written."""
    placed = [each for each in entries if _has_place(draft, each.key, entries)]
    for each in placed:
        _take_up(draft, each)
    draft.rebase(draft.plan)
    may = may_write()
    mine = [
        each
        for each in placed
        if not is_hidden(draft, each.key) and (may(each.key) or draft.value(each.key) is None)
    ]
    for each in placed:
        if each not in mine:
            draft.discard(each.key)
    return mine


def _take_up(draft: Draft, entry: Entry) -> None:
    """Let a part be what was written; fields that were in conflict are so again."""
    key, theirs = entry.key, draft.stored.get(entry.key)
    draft.bases[key], draft.mine[key] = entry.base, entry.wanted
    asked = [
        Conflict(name, getattr(theirs, name, None), first)
        for name, first in entry.began.items()
        if (name == WHOLE) is (theirs is None) and name in {WHOLE, *differing(theirs, entry.wanted)}
    ]
    if asked and entry.wanted is not None:
        draft.conflicts[key] = asked


def _send(session: OpenPlan, entries: list[Entry], at: datetime) -> None:
    """Put back what is no value too, and send all of it to the store."""
    session.keeping.is_there({each.key for each in entries}, at)
    for each in entries:
        for name, value in each.raw.items():
            session.edit(each.key, name, value)
        for name, text in each.unread.items():
            session.misread(each.key, name, text)
        session.touch(each.key)
    session.undo.clear()
    session.save_now()


def _has_place(draft: Draft, key: Key, entries: list[Entry]) -> bool:
    """Whether there still is what a part stands under, or it is put back too."""
    written = {each.key.id for each in entries if each.wanted is not None}
    return key.under is None or key.under in written or key_for(draft.stored, key.under) is not None


def _shown(
    session: OpenPlan, entry: Entry, old: Part | None, names: Mapping[UUID, str]
) -> RestoredPart | None:
    """Say what was put back in a part; None when the store has all of it."""
    new = session.draft.value(entry.key)
    changed: dict[str, tuple[object, object]] = {
        name: (getattr(old, name, None), getattr(new, name, None))
        for name in _in_order(new or old)
        if name in differing(old, new)
    }
    for name, value in {**entry.raw, **entry.unread}.items():
        if name in session.keeping.raw(entry.key):
            changed[name] = (getattr(old, name, None), value)
    told = tuple(
        RestoredField(_field_label(name), *(_words(each, names) for each in pair))
        for name, pair in changed.items()
        if name not in _UNTOLD and pair[0] != pair[1]
    )
    lines = tuple(each for each in told if each.old != each.new)
    return RestoredPart(_title(entry.key, new or old), lines) if changed else None


def _in_order(part: Part | None) -> tuple[str, ...]:
    return tuple(each.name for each in fields(part)) if part is not None else ()


def _words(value: object, names: Mapping[UUID, str]) -> str:
    """Say a value; nothing where there is none, so that what is new is shown as added."""
    if value is None or value in ("", frozenset(), ()):
        return ""
    if isinstance(value, tuple):
        return ", ".join(_words(each, names) for each in value if not isinstance(each, UUID))
    if isinstance(value, frozenset) and not all(isinstance(each, StrEnum) for each in value):
        return ", ".join(sorted(str(each) for each in value))
    return words.value_words(value, names)


def _title(key: Key, part: Part | None) -> str:
    kind = _(_KINDS.get(key.kind, _ANY_PART))
    name = next((str(getattr(part, each, "") or "") for each in ("title", "name")), "")
    return _("{kind}: {name}").format(kind=kind, name=name) if name else kind


def _field_label(name: str) -> str:
    return _(_FIELDS[name]) if name in _FIELDS else ""


_UNTOLD: Final = frozenset({"id"})
_ANY_PART: Final = N_("Part of the plan")
_KINDS: Final[Mapping[str, str]] = {
    "own_words": N_("What I would like"),
    "goal": N_("Goal"),
    "intervention": N_("Intervention"),
    "task": N_("Task"),
    "order": N_("Order"),
    "participant": N_("Core team"),
    "deputy": N_("Deputy"),
    "consent": N_("Consent"),
    "follow_up": N_("Follow-up"),
}
_FIELDS: Final[Mapping[str, str]] = {
    "measure": N_("Measured by"),
    "owner": N_("Responsible"),
    "assignee": N_("Responsible"),
    "due": N_("Deadline"),
    "status": N_("Status"),
    "service_area": N_("Service area"),
    "legal_basis": N_("Legal basis"),
    "provider": N_("Provider"),
    "start": N_("From"),
    "end": N_("Until"),
    "said_on": N_("Said on"),
    "how": N_("How it was given"),
    "given_on": N_("Given on"),
    "valid_until": N_("Valid until"),
    "service_areas": N_("Covers"),
    "function": N_("Function"),
}
