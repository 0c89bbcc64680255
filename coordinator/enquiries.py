"""Enquiries as lists and pages show them."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from plans.enquiries import Channel, Climbed, Enquiry, EnquiryStep, Suggestion
from plans.units import Unit

# What the log calls an enquiry.
ENQUIRY: Final = "enquiry"


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """An enquiry in a list: the way it has gone, and no word of what was said.

    ``citizen_name`` is empty for somebody unknown, or whom the reader may not see.
    """

    enquiry: Enquiry
    steps: tuple[EnquiryStep, ...]
    holder_name: str
    citizen_name: str = ""
    protected: bool = False
    climbed: Climbed = Climbed.NOT


@dataclass(frozen=True, slots=True)
class EnquiryLists:
    """What «Henvendelser» lists: with me, in my unit's queue, sent on by me, and answered.

    ``climbed`` are those of others that came to me because nobody takes them.
    """

    mine: tuple[EnquiryLine, ...] = ()
    queue: tuple[EnquiryLine, ...] = ()
    sent: tuple[EnquiryLine, ...] = ()
    climbed: tuple[EnquiryLine, ...] = ()
    answered: tuple[EnquiryLine, ...] = ()

    @property
    def waiting(self) -> tuple[EnquiryLine, ...]:
        """Those that wait for me or my unit."""
        return (*self.mine, *self.climbed, *self.queue)

    @property
    def every(self) -> tuple[EnquiryLine, ...]:
        """All of them, in the order they are shown."""
        return (*self.mine, *self.climbed, *self.queue, *self.sent, *self.answered)


@dataclass(frozen=True, slots=True)
class EnquiryPage:
    """An enquiry that was opened: what was said, what I may do, and where it could go."""

    line: EnquiryLine
    units: tuple[Unit, ...]
    suggested: tuple[Suggestion, ...]
    may_take: bool
    may_return: bool
    is_mine: bool
    sees_citizen: bool

    @property
    def id(self) -> UUID:
        """Which enquiry it is."""
        return self.line.enquiry.id


@dataclass(frozen=True, slots=True)
class NewEnquiry:
    """What is typed to register an enquiry; ``from_whom`` for somebody who is not known."""

    words: str
    subject: str
    channel: Channel = Channel.PHONE
    citizen_id: UUID | None = None
    from_whom: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """Where an enquiry is sent, and what is said with it."""

    unit: Unit
    message: str = ""
