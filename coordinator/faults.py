"""Name a fault of ours by its place in the code alone: its own text may hold personal data."""

import hashlib
import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Final

_LOG: Final = logging.getLogger(__name__)


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


def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what nobody caught; an interruption is told as Python does."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    trail = trail_of(error)
    reference = reference_of(trail)
    _LOG.error("bug %s: %s", reference, trail)


def _in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def _unraisable(told: "sys.UnraisableHookArgs") -> None:
    if told.exc_value is not None:
        uncaught(told.exc_type, told.exc_value, told.exc_traceback)
