"""What the print screen shows, as values without rules or widgets."""

from dataclasses import dataclass
from typing import Literal

What = Literal["citizen", "overview", "core_team", "tasks", "test"]


@dataclass(frozen=True, slots=True)
class ShownChoices:
    """What can be chosen: ``versions`` holds key and words, with the draft as key 0.

    ``person`` is whose task list it is, empty for other papers.
    """

    title: str
    versions: tuple[tuple[int, str], ...]
    version: int
    what: What
    large: bool
    person: str
    may_cover: bool
    cover: bool
    protected: bool
    address_reason: str

    @property
    def about_plan(self) -> bool:
        """Whether it is a paper of the plan, and no test page."""
        return self.what != "test"

    @property
    def asks_address(self) -> bool:
        """Whether there is an address that stands on the cover only with a reason."""
        return self.protected and self.cover and self.may_cover


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """The paper as it will be printed: how many pages, what it is, and what to know before.

    ``people`` are those a task list can be printed for, by key, and ``person`` whose this is.
    """

    what: What
    pages: int
    note: str
    locked: bool
    pages_of_plan: str
    people: tuple[tuple[str, str], ...] = ()
    person: str = ""
    reading: str = ""
    warnings: tuple[str, ...] = ()
