"""Name a fault of ours by its place in the code alone: its own text may hold personal data."""

import hashlib
import traceback


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
