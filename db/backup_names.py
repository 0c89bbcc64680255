"""The names of backups, and which of them to keep."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(
    r"(?P<stem>.+)-(?P<time>\d{8}T\d{6}Z)-(?P<reason>[a-z]+)(?:-(?P<number>\d+))?\.db"
)
_TIME: Final = "%Y%m%dT%H%M%SZ"
_DAYS: Final = 14
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A backup as its name tells: when it was made (UTC), its number in that second, and why."""

    taken: datetime
    number: int
    reason: str
    path: Path


def stamp(moment: datetime) -> str:
    """Write a moment as it stands in file names: 20261121T104200Z."""
    return moment.astimezone(UTC).strftime(_TIME)


def named(folder: Path, stem: str, taken: datetime, reason: str) -> Backup:
    """Give a backup a name that is free in ``folder``."""
    number = 1
    while True:
        ending = f"-{number}" if number > 1 else ""
        path = folder / f"{stem}-{stamp(taken)}-{reason}{ending}.db"
        if not path.exists():
            return Backup(taken.astimezone(UTC).replace(microsecond=0), number, reason, path)
        number += 1


def parsed(path: Path, stem: str) -> Backup | None:
    """Read a backup's name; None when ``path`` is no backup of a store named ``stem``."""
    found = _NAME.fullmatch(path.name)
    if found is None or found["stem"] != stem:
        return None
    try:
        taken = datetime.strptime(found["time"], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(taken, int(found["number"] or 1), found["reason"], path)


def kept(backups: Iterable[Backup], now: datetime) -> set[Backup]:
    """Choose which backups stay: all of the last hour, one a day for 14 days, one a month for 12.

    The one of a day or a month is its newest. The newest of all stays however old it is, and so
    does what is dated in the future: the clock was wrong, not the backup.
    """
    newest_first = sorted(backups, reverse=True)
    chosen = set(newest_first[:1])
    seen: set[tuple[int, ...]] = set()
    for backup in newest_first:
        if backup.taken > now - timedelta(hours=1):
            chosen.add(backup)
        for span in _spans(backup.taken, now):
            if span not in seen:
                seen.add(span)
                chosen.add(backup)
    return chosen


def _spans(taken: datetime, now: datetime) -> list[tuple[int, ...]]:
    """Name the day and the month that a backup may stand for, while they are recent enough."""
    day, month = taken.date(), (taken.year, taken.month)
    today = now.astimezone(UTC).date()
    spans: list[tuple[int, ...]] = []
    if (today - day).days < _DAYS:
        spans.append((*month, day.day))
    if (today.year - taken.year) * 12 + today.month - taken.month < _MONTHS:
        spans.append(month)
    return spans
