"""What colleagues changed in the same texts, quietly listed; and who else has the plan open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from ui.screens.plan.question import NewsLine, Somebody
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.people import Avatar
from ui.widgets.speech import say

_MOST_LINES = 8


class NewsBlock(QFrame):
    """«Ændret af …»: what went together with one's own text, and the way to look at it again."""

    def __init__(self, take_up: Callable[[NewsLine], None]) -> None:
        super().__init__()
        self._take_up = take_up
        self._lines: tuple[NewsLine, ...] = ()
        self._body = down(gap=8)
        self.setLayout(down(Label(_("Changed by others"), "h2"), self._body, gap=8))
        self.hide()

    def show_news(self, lines: tuple[NewsLine, ...]) -> None:
        """List them, the newest first."""
        if lines == self._lines:
            return
        self._lines = lines
        clear(self._body)
        for line in lines[:_MOST_LINES]:
            words = down(
                Label(line.sentence, "small_medium", wrap=True),
                Label(line.detail, "caption", "2", wrap=True),
                gap=1,
            )
            deed = Button(line.verb, partial(self._take_up, line), kind="ghost", size="small")
            deed.setAccessibleName(f"{line.verb}: {line.detail}")
            self._body.addLayout(across((words, 1), deed))
        self.setVisible(bool(lines))


class CompanyList(QFrame):
    """Who else has the plan open: an avatar and where they write; ``brief``: on one line."""

    def __init__(self, *, brief: bool = False) -> None:
        super().__init__()
        self._brief = brief
        self._people: tuple[Somebody, ...] = ()
        self._body = across(gap=4, margins=(26, 2, 26, 2)) if brief else down(gap=4)
        self.setLayout(self._body)
        self.hide()

    def show_people(self, people: tuple[Somebody, ...]) -> None:
        """Show who is there; who came is told aloud."""
        if people == self._people:
            return
        came = {each.name for each in people} - {each.name for each in self._people}
        self._people = people
        clear(self._body)
        for each in people[:3]:
            face = named_avatar(each, 24)
            if self._brief:
                self._body.addWidget(face)
            else:
                self._body.addLayout(across(face, (Label(each.words, "small", "2", wrap=True), 1)))
        if self._brief:
            words = " · ".join(each.words for each in people)
            self._body.addWidget(Label(words, "small", "2"), 1)
        self.setAccessibleName(", ".join(each.words for each in people))
        self.setVisible(bool(people))
        for each in people:
            if each.name in came and not self._brief:
                say(self, each.words)


def named_avatar(each: Somebody, pixels: int) -> Avatar:
    """Make somebody's avatar that says where they write."""
    made = Avatar(each.name, pixels, each.area)
    made.setToolTip(each.words)
    made.setAccessibleName(each.words)
    return made
