"""The way back and forward through screens, as a browser has it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stop:
    """A screen as it was left: its name, what it showed, what it wants to find again."""

    screen: str
    argument: object = None
    kept: object = None


class History:
    """Where the user has been; the same place twice in a row counts once."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._place = -1

    @property
    def has_back(self) -> bool:
        """Whether there is somewhere to go back to."""
        return self._place > 0

    @property
    def here(self) -> Stop | None:
        """Where the user is."""
        return self._stops[self._place] if self._place >= 0 else None

    def go(self, stop: Stop) -> Stop:
        """Add a place; what lay ahead is forgotten."""
        if self._here_is(stop):
            return stop
        self._stops = [*self._stops[: self._place + 1], stop]
        self._place = len(self._stops) - 1
        return stop

    def keep(self, kept: object) -> None:
        """Keep what the present screen wants to find again."""
        if self._place >= 0:
            self._stops[self._place] = replace(self._stops[self._place], kept=kept)

    def back(self) -> Stop | None:
        """Go one back, or None at the beginning."""
        return self._move(-1)

    def forward(self) -> Stop | None:
        """Go one forward, or None at the end."""
        return self._move(1)

    def _here_is(self, stop: Stop) -> bool:
        if self._place < 0:
            return False
        here = self._stops[self._place]
        return (here.screen, here.argument) == (stop.screen, stop.argument)

    def _move(self, step: int) -> Stop | None:
        place = self._place + step
        if not 0 <= place < len(self._stops):
            return None
        self._place = place
        return self._stops[place]
