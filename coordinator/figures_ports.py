"""What published figures need of a store, as faces that others put on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coordinator.lists import PublishedMonth
    from coordinator.reports.shared_counts import SharedCounts


class Figures(Protocol):
    """Finished figures, with small counts hidden; a month is published once and then stands."""

    def months(self) -> tuple[PublishedMonth, ...]:
        """List the months that are published, newest first."""

    def of(self, month: date) -> tuple[SharedCounts, ...]:
        """Read what is published of a month, in the order in which it was published."""

    def publish(self, month: date, tables: Sequence[SharedCounts]) -> None:
        """Publish a month.

        Raises:
            Stale: at the end of the work, when it is published already.
        """


class FiguresWork(Protocol):
    """The part of a unit of work about published figures."""

    @property
    def figures(self) -> Figures:
        """The published figures."""
