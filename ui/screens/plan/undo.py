"""Undo and redo across the fields of a plan, hundreds of steps back."""

from dataclasses import dataclass
from typing import Final

from plans.errors import RuleBroken
from ui.screens.plan.merging import proposal
from ui.screens.plan.parts import Key, Part, differing, with_fields

MOST_STEPS: Final = 500


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

    def clear(self) -> None:
        """Forget everything: what another session did is not taken back here."""
        self._done.clear()
        self._undone.clear()

    def end_visit(self) -> None:
        """Let the next change be a step of its own."""
        if self._done:
            self._done[-1] = (None, self._done[-1][1])

    def undo(self) -> Step:
        """Give the newest step turned round, in the order to put its parts back."""
        if not self._done:
            return ()
        _, step = self._done.pop()
        self._undone.append(step)
        # What was removed comes back from the outside in, as it was listed.
        moves = step if step[0].after is None else tuple(reversed(step))
        return tuple(Move(move.key, move.after, move.before) for move in moves)

    def redo(self) -> Step:
        """Give the step undone last, to be done again."""
        if not self._undone:
            return ()
        step = self._undone.pop()
        self._done.append((None, step))
        return step


def moved(now: Part | None, move: Move) -> Part | None:
    """Give a part after a move, with what a colleague wrote in it meanwhile."""
    before, after = move.before, move.after
    if before is None or after is None or now is None or now == before:
        return after
    values = {name: _moved_field(name, now, before, after) for name in differing(before, after)}
    try:
        return with_fields(now, values)
    except RuleBroken:
        # What it was does not go together with what a colleague wrote.
        return now


def _moved_field(name: str, now: Part, before: Part, after: Part) -> object:
    here, was, shall = (getattr(part, name) for part in (now, before, after))
    if here == was or name == "ids":
        return shall
    both = proposal(name, was, shall, here)
    return here if both is None else both.text
