"""The plan as the citizen will have it: the pages of the paper under each other."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from coordinator.i18n import _
from coordinator.reports.pictures import PagePicture
from ui.printing import image_of
from ui.screens.review.shown import ShownPaper
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.paper_check import check_lines
from ui.widgets.paper_sheet import PaperSheet
from ui.widgets.speech import say
from ui.widgets.surfaces import Inset

# Height for width of a sheet that is not drawn yet.
_A4: Final = 297 / 210
# Pages around those in sight keep their pictures: a long plan would fill the memory.
_NEAR: Final = 2


class PaperPages(QFrame):
    """Only what is in sight is drawn.

    ``want(number, width)`` asks for a page, counted from 0, as wide as so many points of the
    screen; ``show_page`` answers.
    """

    def __init__(self, want: Callable[[int, int], None]) -> None:
        super().__init__()
        self._want = want
        self._wanted: int | None = None
        self.sheets: list[PaperSheet] = []
        self._head = down(gap=8)
        self._waits = Label(_("The paper is being drawn …"), "body", "2")
        self._pages = down(gap=14)
        # A moment later everything has its place.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look)
        self.setLayout(down(self._head, self._waits, self._pages, gap=12))

    def show_paper(self, paper: ShownPaper) -> None:
        """Show what the paper is and what to know of it; its pages follow."""
        self._clear()
        self._waits.hide()
        title = Label(paper.note, "small_medium", "2", wrap=True)
        lines = check_lines(paper.reading, paper.warnings)
        if not paper.warnings:
            nothing = Label(_("Nothing is hidden or protected on the paper."), "small", wrap=True)
            lines.append(nothing)
        self._head.addWidget(Inset(across(Icon("eye", "ink2", 20), (down(title, *lines), 1))))
        for number in range(paper.pages):
            sheet = PaperSheet()
            name = _("Page {page} of {pages}").format(page=number + 1, pages=paper.pages)
            sheet.setAccessibleName(name)
            sheet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.sheets.append(sheet)
            self._pages.addWidget(sheet)
        self._fit()
        say(self, paper.note)

    def show_page(self, number: int, picture: PagePicture) -> None:
        """Show a page, counted from 0."""
        self._wanted = None
        if number < len(self.sheets):
            self.sheets[number].image = image_of(picture)
            self.sheets[number].update()
        self._soon.start()

    def show_problem(self, sentence: str) -> None:
        """Say why there is no paper."""
        self._clear()
        self._waits.hide()
        self._head.addWidget(Label(sentence, "body", "warn", wrap=True))
        say(self, sentence, urgent=True)

    def look(self) -> None:
        """Have the first page drawn that is in sight and blank; let go of those far away."""
        seen = [n for n, sheet in enumerate(self.sheets) if not sheet.visibleRegion().isEmpty()]
        if not seen:
            return
        for number, sheet in enumerate(self.sheets):
            if not seen[0] - _NEAR <= number <= seen[-1] + _NEAR:
                sheet.image = None
        blank = next((n for n in seen if self.sheets[n].image is None), None)
        if blank is not None and blank != self._wanted:
            self._wanted = blank
            self._want(blank, round(self.width() * self.devicePixelRatioF()))

    def beside(self, step: int, top: int) -> int | None:
        """Give where the next page begins below a height of this widget, or with -1 above it."""
        tops = [sheet.mapTo(self, QPoint()).y() for sheet in self.sheets]
        if step > 0:
            return next((each for each in tops if each > top), None)
        return next((each for each in reversed(tops) if each < top), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the pages as wide as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _clear(self) -> None:
        self._wanted, self.sheets = None, []
        clear(self._head)
        clear(self._pages)

    def _fit(self) -> None:
        width = max(self.width(), 1)
        for sheet in self.sheets:
            sheet.setFixedHeight(round(width * _A4))
        self._soon.start()
