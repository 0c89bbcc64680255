"""Name a fault of ours by its place in the code alone: its own text may hold personal data."""

import contextlib
import hashlib
import logging
import os
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final

_LOG: Final = logging.getLogger(__name__)
# Ours say codes and places alone (tests/architecture); a library's message may quote a value.
_OURS: Final = ("coordinator", "db", "ui")
_MOST_BYTES: Final = 200_000
_TIME: Final = "%Y-%m-%dT%H:%M:%SZ"
# A line that tells that somebody typed what does not open the store.
_REFUSED: Final = re.compile(
    r"^(\S{20}) WARNING \S+ not let in: (?:password-wrong|store-key-wrong)$", re.MULTILINE
)


def trail_of(error: BaseException) -> str:
    """Write the kind of a fault and the places it went through, the innermost first."""
    places = [
        f"{frame.filename.rsplit('/', 1)[-1].rsplit(chr(92), 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return " < ".join([type(error).__name__, *reversed(places)])


def reference_of(trail: str) -> str:
    """Give the short number of a fault; the same fault has the same, so that support can count."""
    return hashlib.sha256(trail.encode()).hexdigest()[:4].upper()


def tell_by_place_alone() -> None:
    """From now on, tell what nobody caught by its place in the code, in every thread.

    What Python would write has the fault's own text, and a desktop keeps that in its log.
    """
    sys.excepthook = uncaught
    threading.excepthook = _in_thread
    sys.unraisablehook = _unraisable


class KeptFaults(logging.Handler):
    """Keeps what went wrong in a file of this person alone, and one file before it.

    A line is time, level, module and message; the text of an exception is never among it.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(logging.WARNING)
        self._file = file

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; where that fails, the program goes on without."""
        if record.name.partition(".")[0] not in _OURS:
            return
        said = " ".join(record.getMessage().split())
        line = f"{datetime.now(UTC):{_TIME}} {record.levelname} {record.name} {said}\n"
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._file.exists() and self._file.stat().st_size > _MOST_BYTES:
                self._file.replace(self._file.with_suffix(".before.txt"))
            with os.fdopen(
                os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab"
            ) as file:
                file.write(line.encode())


def keep_faults() -> None:
    """From now on, keep what goes wrong where support finds it; the output tells it as before."""
    root = logging.getLogger()
    root.addHandler(KeptFaults(_file_of_faults()))
    if sys.stderr is not None:
        # With a handler of its own, logging falls silent there.
        output = logging.StreamHandler()
        output.setLevel(logging.WARNING)
        root.addHandler(output)


def refused_since(moment: datetime, file: Path | None = None) -> int:
    """Count how often this PC let somebody not in for what they typed, since a moment."""
    kept = file or _file_of_faults()
    found: list[str] = []
    for each in (kept.with_suffix(".before.txt"), kept):
        with contextlib.suppress(OSError):
            found += _REFUSED.findall(each.read_text(encoding="utf-8", errors="replace"))
    # The same form of time everywhere, so that texts compare as moments do.
    return sum(at >= f"{moment.astimezone(UTC):{_TIME}}" for at in found)


def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what nobody caught; an interruption is told as Python does."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    trail = trail_of(error)
    reference = reference_of(trail)
    _LOG.error("bug %s: %s", reference, trail)


def _file_of_faults() -> Path:
    from platformdirs import user_log_path  # noqa: PLC0415 - the command line keeps nothing

    return user_log_path("Samplan", appauthor=False) / "faults.txt"


def _in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def _unraisable(told: "sys.UnraisableHookArgs") -> None:
    if told.exc_value is not None:
        uncaught(told.exc_type, told.exc_value, told.exc_traceback)
