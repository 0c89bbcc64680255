"""The news of what changed in the store, as one Qt signal."""

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from coordinator.changes import Changes

Hear = Callable[["Changes"], None]


class ChangeFeed(QObject):
    """Spreads ``coordinator.changes.Changes`` to whoever listens, on the screen's thread.

    ``publish`` may be called from any thread. Listeners are bound methods held weakly, so that a
    presenter that went away with its view is forgotten by itself.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listeners: list[weakref.WeakMethod[Hear]] = []
        self.changed.connect(self._spread)

    def publish(self, changes: "Changes") -> None:
        """Tell that ``changes`` are in the store."""
        self.changed.emit(changes)

    def subscribe(self, hear: Hear) -> None:
        """Call ``hear``, a bound method, for every later change."""
        self._listeners.append(weakref.WeakMethod(hear))

    def unsubscribe(self, hear: Hear) -> None:
        """Stop calling ``hear``; unknown is fine."""
        self._listeners = [known for known in self._listeners if known() not in (hear, None)]

    def _spread(self, changes: "Changes") -> None:
        self._listeners = [known for known in self._listeners if known() is not None]
        for known in tuple(self._listeners):
            hear = known()
            if hear is not None:
                hear(changes)
