"""What «Borgere» shows, as frozen values."""

from dataclasses import dataclass

from coordinator.lists import FoundCitizen


@dataclass(frozen=True, slots=True)
class Listed:
    """A citizen in a group of the list; the same citizen may stand in two groups."""

    citizen: FoundCitizen
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Citizens with a heading over them, or without one when they were searched for."""

    title: str
    lines: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what was typed: ``text`` is what was asked, ``note`` how many there are.

    ``empty_title`` and ``empty_text`` stand in the place of the list when there are no groups;
    ``may_load`` offers the way to where a new store gets its citizens from, and ``number`` a look
    for that number where searches do not reach.
    """

    text: str
    groups: tuple[Group, ...]
    note: str = ""
    empty_title: str = ""
    empty_text: str = ""
    may_load: bool = False
    number: str = ""

    @property
    def lines(self) -> tuple[Listed, ...]:
        """All citizens, from the top."""
        return tuple(line for group in self.groups for line in group.lines)
