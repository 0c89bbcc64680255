"""What a piece of work touched: ids, never content."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Changes:
    """The citizens and plans that were touched; ``everything`` when they cannot be named."""

    citizens: frozenset[UUID] = frozenset()
    plans: frozenset[UUID] = frozenset()
    everything: bool = False

    def touch(self, identity: UUID) -> bool:
        """Tell whether the citizen or plan may have changed."""
        return self.everything or identity in self.citizens or identity in self.plans

    def __bool__(self) -> bool:
        return bool(self.everything or self.citizens or self.plans)
