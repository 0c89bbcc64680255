"""What reading a plan on paper and the pages on the screen know of each other."""

from typing import Protocol
from uuid import UUID

from coordinator.reports.pictures import PagePicture
from ui.screens.review.shown import ShownPaper


class PaperView(Protocol):
    """The pages on the screen."""

    def show_paper(self, paper: ShownPaper) -> None:
        """Show what the paper is; its pages follow as they are asked for."""

    def show_page(self, number: int, picture: PagePicture) -> None:
        """Show a page, counted from 0."""

    def show_problem(self, sentence: str) -> None:
        """Say why there is no paper."""


class PaperGiving(Protocol):
    """Where a paper and its pages come from."""

    def read(self, plan: UUID, view: PaperView) -> None:
        """Show the paper of a plan."""

    def draw(self, number: int, width: int) -> None:
        """Draw a page, counted from 0, as wide as so many points of the screen."""

    def stop(self) -> None:
        """Let go of it."""
