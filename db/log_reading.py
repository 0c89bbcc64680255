"""Rows and seals of the log as they lie in the store, whatever somebody made of them.

A local file takes any value in any column, so what cannot be read is no reason to stop: it comes as
a row or seal whose hash does not fit.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from plans.log_chain import LogRow, Seal

ROW: Final = (
    "id, at, staff_id, staff_name, role, action, citizen_id, subject, subject_id, why, related,"
    " tx, hash, seal"
)
SEAL: Final = "no, at, n, root, prev, hash"
_NOBODY: Final = UUID(int=0)
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNREADABLE: Final = ""
_NO_SUCH: Final = -1
_GARBAGE: Final = (ValueError, TypeError)


def log_row(raw: Sequence[Any]) -> LogRow:
    """Make a row of what the driver gave."""
    row_id, at, staff_id, name, role, action, citizen, subject, about, why, related, *chain = raw
    tx, found, seal = chain
    seal = seal if seal is None or isinstance(seal, int) else _NO_SUCH
    try:
        return LogRow(
            _uuid(row_id),
            _moment(at),
            _uuid(staff_id),
            _text(name),
            _text(role),
            _text(action),
            None if citizen is None else _uuid(citizen),
            _text(subject),
            None if about is None else _uuid(about),
            _text(why),
            _truth(related),
            None if tx is None else _whole(tx),
            _text(found),
            seal,
        )
    except _GARBAGE:
        named, day = _or(_uuid, row_id, _NOBODY), _or(_moment, at, _NEVER)
        empty = ("",) * 3
        return LogRow(
            named, day, _NOBODY, *empty, None, "", None, "", False, None, _UNREADABLE, seal
        )


def log_seal(raw: Sequence[Any]) -> Seal:
    """Make a seal of what the driver gave."""
    number, at, rows, root, previous, found = raw
    try:
        texts = _text(root), _text(previous), _text(found)
        return Seal(_whole(number), _moment(at), _whole(rows), *texts)
    except _GARBAGE:
        return Seal(_or(_whole, number, _NO_SUCH), _or(_moment, at, _NEVER), 0, "", "", _UNREADABLE)


def _or(read: Any, value: object, otherwise: Any) -> Any:
    try:
        return read(value)
    except _GARBAGE:
        return otherwise


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(_text(value))


def _moment(value: object) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(_text(value))
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(type(value).__name__)
    return value


def _truth(value: object) -> bool:
    if value not in (0, 1):
        raise ValueError("neither yes nor no")
    return bool(value)
