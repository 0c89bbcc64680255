"""Reading a plan as the citizen will have it: the paper is drawn beside the screen's thread."""

from typing import Final
from uuid import UUID

from coordinator.desk import Desk
from coordinator.i18n import ngettext
from coordinator.reports.pictures import page_count, page_picture
from coordinator.use_cases.papers import ReadyPaper, preview_approval
from ui.problems import describe
from ui.runner import Runner
from ui.screens.review.paper_faces import PaperView
from ui.screens.review.shown import ShownPaper

# A sheet of A4 is so many inches wide, and sharp enough at the most.
_WIDTH: Final = 210 / 25.4
_MOST_DPI: Final = 200


class PaperReading:
    """The paper of the plan that is open; what comes too late is dropped."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk, self._runner = desk, runner
        self._view: PaperView
        self._content = b""

    def read(self, plan: UUID, view: PaperView) -> None:
        """Draw the paper as an approval today would make it; the look is logged."""
        self.stop()
        self._view = view
        self._runner.ask(
            ("review-paper", id(self)),
            lambda: _with_pages(preview_approval(self._desk, plan)),
            self._arrived,
            self._failed,
            lane="paper",
        )

    def draw(self, number: int, width: int) -> None:
        """Draw a page of it, counted from 0, as wide as so many points of the screen."""
        content, dpi = self._content, min(width / _WIDTH, _MOST_DPI)
        if content:
            self._runner.ask(
                ("review-page", id(self)),
                lambda: page_picture(content, number, dpi),
                lambda picture: self._view.show_page(number, picture),
                self._failed,
                lane="paper",
            )

    def stop(self) -> None:
        """Let go of the paper, and of what is on its way."""
        self._content = b""
        for slot in ("review-paper", "review-page"):
            self._runner.void((slot, id(self)))

    def _arrived(self, answer: tuple[ReadyPaper, int]) -> None:
        paper, pages = answer
        self._content = paper.content
        if paper.approved:
            words = ngettext(
                "This is the paper if the plan is approved today: {n} page.",
                "This is the paper if the plan is approved today: {n} pages.",
                pages,
            )
        else:
            words = ngettext(
                "The paper as a draft: {n} page.", "The paper as a draft: {n} pages.", pages
            )
        check = paper.check
        note = words.format(n=pages)
        self._view.show_paper(ShownPaper(pages, note, check.lix_line, check.warnings))

    def _failed(self, error: Exception) -> None:
        self._view.show_problem(describe(error).sentence)


def _with_pages(paper: ReadyPaper) -> tuple[ReadyPaper, int]:
    return paper, page_count(paper.content)
