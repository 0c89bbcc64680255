"""What the print screen shows, as values without rules or widgets."""

from dataclasses import dataclass
from typing import Literal

What = Literal["citizen", "others", "test"]


@dataclass(frozen=True, slots=True)
class ShownChoices:
    """What can be chosen: ``versions`` holds key and words, with the draft as key 0."""

    title: str
    versions: tuple[tuple[int, str], ...]
    version: int
    what: What
    cover: bool
    protected: bool
    address_reason: str

    @property
    def may_cover(self) -> bool:
        """Whether a cover sheet can lie in front: of the citizen's own paper only."""
        return self.what == "citizen"

    @property
    def asks_address(self) -> bool:
        """Whether there is an address that stands on the cover only with a reason."""
        return self.protected and self.cover and self.may_cover


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """The paper as it will be printed: how many pages, and what it is."""

    what: What
    pages: int
    note: str
    locked: bool
    pages_of_plan: str
