"""Whether somebody waits for the store: what it was asked and has not answered, and since when."""

from collections.abc import Callable
from typing import Final, Literal

Waiting = Literal["", "fetching", "saving", "silent"]
Kind = Literal["fetching", "saving"]

# experience.md § 4: a read is told after 300 ms; § 4.3: a write after a second.
TOLD_AFTER: Final[dict[Kind, float]] = {"fetching": 0.3, "saving": 1.0}
# A store that says nothing for so long may be out of order.
SILENT_AFTER: Final = 10.0


class Waits:
    """What is under way, each thing with its moment; asked and told on the screen's thread."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        # In the order in which they began, so that the first of a kind is its oldest.
        self._since: Final[dict[object, tuple[Kind, float]]] = {}

    def begin(self, kind: Kind) -> object:
        """Note that the store is asked something; gives what ends it."""
        ticket = object()
        self._since[ticket] = kind, self._clock()
        return ticket

    def end(self, ticket: object) -> None:
        """Note that it answered, or that nobody waits any more."""
        self._since.pop(ticket, None)

    def state(self) -> Waiting:
        """What to say of it now: what is not saved counts for more than what is not read."""
        oldest = self._oldest()
        if any(age >= SILENT_AFTER for age in oldest.values()):
            return "silent"
        late: list[Waiting] = [kind for kind, age in oldest.items() if age >= TOLD_AFTER[kind]]
        return "saving" if "saving" in late else late[0] if late else ""

    def due_in(self) -> float | None:
        """In how many seconds ``state`` is another if nothing happens; None when it stays."""
        left = [
            limit - age
            for kind, age in self._oldest().items()
            for limit in (TOLD_AFTER[kind], SILENT_AFTER)
            if age < limit
        ]
        return min(left, default=None)

    def _oldest(self) -> dict[Kind, float]:
        now = self._clock()
        ages: dict[Kind, float] = {}
        for kind, since in self._since.values():
            ages.setdefault(kind, now - since)
        return ages
