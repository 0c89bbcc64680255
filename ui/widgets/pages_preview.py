"""The pages of a paper as they will be printed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from coordinator.i18n import _
from coordinator.reports.pictures import PagePicture
from ui.printing import image_of
from ui.theme import scaled
from ui.widgets.buttons import icon_button
from ui.widgets.choices import Segments
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.paper_sheet import PaperSheet
from ui.widgets.speech import say

_AIR = 22


class PagesPreview(QFrame):
    """The page in front, its number, and how large it is; Page Up and Page Down scroll and turn."""

    def __init__(self, turn_to: Callable[[int], None]) -> None:
        super().__init__()
        self.setObjectName("inset")
        self._turn_to = turn_to
        self._page, self._pages = 0, 0
        self._sheet = PaperSheet()
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(_("Preview"))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.installEventFilter(self)
        self._waits = Label(_("The page is being drawn …"), "body", "2")
        self._waits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number = Label("", "small_medium", "2")
        self._back = icon_button("arrow-left", _("Previous page"), self.previous_page)
        self._on = icon_button("arrow-right", _("Next page"), self.next_page)
        sizes: list[tuple[object, str]] = [("page", _("Whole page")), ("width", _("Page width"))]
        self.size_choice = Segments(_("Size"), sizes)
        self.size_choice.picked.connect(self._fit)
        foot = across(
            self._back, self._number, self._on, None, self.size_choice, margins=(14, 6, 14, 10)
        )
        self.setLayout(down((self._area, 1), (self._waits, 1), foot, gap=0))
        self.show_waiting()

    def show_waiting(self) -> None:
        """Show that the paper is on its way; nothing of another paper stays."""
        self._sheet.image = None
        self._pages = 0
        self._area.hide()
        self._waits.show()
        self._show_number()

    def stop_waiting(self) -> None:
        """Say no more that a paper is on its way."""
        self._waits.hide()

    def expect(self, pages: int) -> None:
        """Take how many pages there are; the first follows."""
        self._pages = pages

    def focus_pages(self) -> None:
        """Put the cursor where Page Up and Page Down turn."""
        self._area.setFocus()

    def show_page(self, number: int, picture: PagePicture | QImage) -> None:
        """Show a page, counted from 0."""
        self._page = number
        self._sheet.image = picture if isinstance(picture, QImage) else image_of(picture)
        self._waits.hide()
        self._area.show()
        self._fit()
        self._area.verticalScrollBar().setValue(0)
        self._show_number()
        self._sheet.update()

    def next_page(self) -> None:
        """Turn to the next page."""
        self._turn(1)

    def previous_page(self) -> None:
        """Turn to the page before."""
        self._turn(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn with Page Up and Page Down."""
        if event.key() == Qt.Key.Key_PageDown:
            self.next_page()
        elif event.key() == Qt.Key.Key_PageUp:
            self.previous_page()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn where the page ends; the area itself would only scroll, and keep the key."""
        if watched is self._area and isinstance(event, QKeyEvent) and not event.modifiers():
            bar = self._area.verticalScrollBar()
            down = event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum()
            up = event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum()
            if event.type() == QEvent.Type.KeyPress and (down or up):
                self._turn(1 if down else -1)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page anew; where there is little room, the page number stays whole."""
        super().resizeEvent(event)
        self.size_choice.setVisible(self.width() >= scaled(430))
        self._fit()

    def _turn(self, step: int) -> None:
        if 0 <= self._page + step < self._pages:
            self._turn_to(self._page + step)

    def _show_number(self) -> None:
        words = _("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages)
        self._number.setText(words if self._pages else "")
        self._back.setEnabled(self._page > 0 and self._pages > 0)
        self._on.setEnabled(self._page + 1 < self._pages)
        if self._pages:
            say(self._area, words)

    def _fit(self, _size: object = None) -> None:
        image = self._sheet.image
        if image is None:
            return
        # The area's own size: its viewport's changes when a scroll bar comes or goes.
        room = self._area.size()
        width, height = room.width() - 2 * _AIR, room.height() - 2 * _AIR
        share = width / image.width()
        if self.size_choice.value == "page":
            share = min(share, height / image.height())
        share = max(share, 0.05)
        self._sheet.setFixedSize(round(image.width() * share), round(image.height() * share))
