"""Undo and redo across the fields of a plan, a hundred steps back."""

from dataclasses import dataclass
from typing import Final

from ui.screens.plan.parts import Key, Part

MOST_STEPS: Final = 100


@dataclass(frozen=True, slots=True)
class Move:
    """One part before and after; None is «not there»."""

    key: Key
    before: Part | None
    after: Part | None


Step = tuple[Move, ...]


class UndoStack:
    """What the user did in this session, newest last."""

    def __init__(self) -> None:
        self._done: list[tuple[object, Step]] = []
        self._undone: list[Step] = []

    def did(self, step: Step, visit: object = None) -> None:
        """Remember a step; steps of the same ``visit`` to one field are one."""
        self._undone.clear()
        if visit is not None and self._done and self._done[-1][0] == visit:
            _, last = self._done.pop()
            step = (Move(last[0].key, last[0].before, step[0].after),)
        if any(move.before != move.after for move in step):
            self._done.append((visit, step))
        del self._done[:-MOST_STEPS]

    def end_visit(self) -> None:
        """Let the next change be a step of its own."""
        if self._done:
            self._done[-1] = (None, self._done[-1][1])

    def undo(self) -> tuple[tuple[Key, Part | None], ...]:
        """Give what the parts of the newest step were, in the order to put them back."""
        if not self._done:
            return ()
        _, step = self._done.pop()
        self._undone.append(step)
        # What was removed comes back from the outside in, as it was listed.
        moves = step if step[0].after is None else tuple(reversed(step))
        return tuple((move.key, move.before) for move in moves)

    def redo(self) -> tuple[tuple[Key, Part | None], ...]:
        """Give what the parts of the step undone last shall be again."""
        if not self._undone:
            return ()
        step = self._undone.pop()
        self._done.append((None, step))
        return tuple((move.key, move.after) for move in step)
