"""A form that somebody began to fill in and has not saved, as it is kept until it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FormKey:
    """Which form it is, and what it is about: a citizen, a plan, or None for somebody new."""

    form: str
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in a field when the form was opened, and what stands in it now."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class BegunForm:
    """What was typed in a form, by the name of the field, and when the last of it was kept."""

    typed: Mapping[str, Typed]
    at: datetime
