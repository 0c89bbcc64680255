"""What the follow-up shows, as frozen values; names of fields are what is kept of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

HELD_ON: Final = "held_on"
NEXT_ON: Final = "next_on"
NOTE: Final = "note"
RESULT: Final = "result:"
WORDS: Final = "words:"
ACHIEVEMENT: Final = "goal:"


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A running intervention that asks for a result; ``key`` is its id as text."""

    key: str
    title: str
    area: str
    detail: str


@dataclass(frozen=True, slots=True)
class FollowUpShown:
    """A plan to follow up, and how its fields stand when the form opens.

    ``hidden`` are sentences about interventions that are not the reader's to see nor to follow up.
    """

    plan_id: str
    citizen_name: str
    choices: tuple[tuple[str, str], ...]
    lines: tuple[ResultLine, ...]
    goals: tuple[tuple[str, str], ...]
    achievements: tuple[tuple[str, str], ...]
    held_on: date
    next_on: date
    values: Mapping[str, str]
    refusal: str = ""
    earlier: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
