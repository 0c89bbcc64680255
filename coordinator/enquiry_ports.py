"""What enquiries need of a store, as a face that others put on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from coordinator.enquiries import EnquiryLine
    from plans.enquiries import Enquiry, EnquiryStep


class Enquiries(Protocol):
    """The enquiries and the way each has gone; none is ever taken away."""

    def get(self, enquiry_id: UUID) -> Enquiry:
        """Read an enquiry.

        Raises:
            NotFound: when there is none.
        """

    def lines(self, answered_since: date) -> tuple[EnquiryLine, ...]:
        """List those that are open and those answered on or after a day, by their last day.

        A store with walls leaves out by itself what is not the reader's.
        """

    def of_citizen(self, citizen_id: UUID) -> tuple[EnquiryLine, ...]:
        """List those of a citizen, newest first, as ``lines`` does."""

    def line(self, enquiry_id: UUID) -> EnquiryLine:
        """Read one with the way it has gone.

        Raises:
            NotFound: when there is none.
        """

    def looked(self, enquiry_id: UUID, since: datetime) -> bool:
        """Tell whether who works here opened an enquiry at or after a moment."""

    def steps(self, enquiry_id: UUID) -> tuple[EnquiryStep, ...]:
        """Read the way with what was said, oldest first; the look is logged before."""

    def add(self, enquiry: Enquiry) -> None:
        """Put in a new one."""

    def save(self, enquiry: Enquiry) -> None:
        """Write what differs from the enquiry as this work read it.

        Raises:
            Stale: when it was changed in between.
        """

    def add_step(self, step: EnquiryStep) -> None:
        """Keep a step and what was said at it."""


class EnquiryWork(Protocol):
    """The part of a unit of work about enquiries."""

    @property
    def enquiries(self) -> Enquiries:
        """The enquiries."""
