"""What «Henvendelser» shows, as frozen values."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from coordinator.begun import FormKey
from plans.enquiries import Enquiry
from plans.units import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """An enquiry in the list."""

    key: UUID
    title: str
    subject: str
    age: str
    pill: str = ""
    pill_kind: Literal["danger", "warn", "neutral"] = "neutral"
    where: str = ""
    protected: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.title, self.subject, self.age, self.pill, self.where)))


@dataclass(frozen=True, slots=True)
class ListShown:
    """The list in its groups, and how many wait for me."""

    groups: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A unit that can be chosen: why, and by when it answers."""

    unit: Unit
    name: str
    why: str
    promise: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the way, and what was said at it."""

    words: str
    day: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class PageShown:
    """An enquiry that is open.

    ``verb`` is what Ctrl+Enter does: ``send``, ``take``, ``answer``, ``remind`` or nothing.
    """

    enquiry: Enquiry
    title: str
    subtitle: str
    quote: str
    warning: str
    options: tuple[Option, ...]
    units: tuple[tuple[Unit, str], ...]
    steps: tuple[StepLine, ...]
    foot: str
    verb: str
    others: tuple[str, ...]
    tell: str = ""
    citizen: str = ""
    protected: bool = False

    @property
    def key(self) -> UUID:
        """Which enquiry it is."""
        return self.enquiry.id


@dataclass(frozen=True, slots=True)
class Offers:
    """What the form offers: the subjects by code, with the words that find each."""

    subjects: tuple[tuple[str, str], ...] = ()
    channels: tuple[tuple[str, str], ...] = ()


def message_key(enquiry_id: UUID) -> FormKey:
    """Name what the message of an enquiry is kept under until it is sent."""
    return FormKey("enquiry:message", enquiry_id)
