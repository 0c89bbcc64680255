"""Who wrote a part of the plan and what it said before, as texts to show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastShown:
    """What the inspector and the tip tell: of which part, who wrote it, and a line per value."""

    part: str
    written: str
    heading: str = ""
    lines: tuple[str, ...] = ()
