"""What is missing, what the team lead wrote, and what has happened: the right pane."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QWidget

from coordinator.danish import long_date
from coordinator.i18n import _
from coordinator.lists import VersionLine
from ui.screens.plan.beside_cards import AudienceCard, ClashCard
from ui.screens.plan.legible_card import LegibleCard
from ui.screens.plan.news_block import NewsBlock
from ui.screens.plan.page import EventLine, GapLine, PlanPage, RemarkLine, Section
from ui.screens.plan.past_card import PastCard
from ui.screens.plan.question import NewsLine
from ui.screens.plan.remarks_card import RemarksCard
from ui.screens.plan.stance_note import StanceNote
from ui.screens.plan.words import missing_words
from ui.theme import THEME, scaled
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.surfaces import Inset, Scroll, rule

_MOST_EVENTS: Final = 8
# What stands below must not go out of sight while a plan is begun.
_MOST_GAPS: Final = 8


class GapButton(QPushButton):
    """One thing that is missing; pressed, the cursor goes to where it is written."""

    def __init__(self, gap: GapLine, go: Callable[[GapLine], None]) -> None:
        super().__init__()
        self.gap: Final = gap
        self.setProperty("kind", "ghost")
        self.setAccessibleName(gap.sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = Label(gap.sentence, "small", "link", wrap=True)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(
            across(Icon("circle-dashed", "warn", 16), (words, 1), gap=8, margins=(4, 5, 4, 5))
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: go(gap))

    def hasHeightForWidth(self) -> bool:
        """A long sentence goes over several lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its sentence."""
        layout = self.layout()
        return max(scaled(28), layout.heightForWidth(width) if layout else 0)


class Inspector(QFrame):
    """The right pane; in a narrow window it is a drawer under the document."""

    def __init__(
        self,
        go: Callable[[GapLine], None],
        to_section: Callable[[Section], None],
        take_up: Callable[[NewsLine], None],
        compare: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAccessibleName(_("What is missing and what has happened"))
        self._go, self._compare = go, compare
        self._shown: tuple[object, ...] = ()
        self._fills = False
        self.legible: Final = LegibleCard(to_section)
        self.clashes: Final = ClashCard(go)
        self.clashes.hide()
        self.audience: Final = AudienceCard()
        self.past: Final = PastCard()
        self.gaps = down(gap=2)
        self.news: Final = NewsBlock(take_up)
        self._missing = Label("", "small", "2", wrap=True)
        self.remarks: Final = RemarksCard(go)
        self._stance = StanceNote()
        self._remark = down(gap=6)
        self._course = down(gap=8)
        self._versions = down(gap=4)
        pane = self._pane = Scroll(
            _("What is missing and what has happened"), gap=14, margins=(18, 18, 18, 14)
        )
        self._fill(pane.body)
        self.setLayout(down(pane, gap=0))
        self._measure()
        THEME.changed.connect(self._measure)

    def _fill(self, body: QBoxLayout) -> None:
        """Put everything under each other."""
        missing = down(Label(_("What is missing"), "h2"), self._missing, self.gaps, gap=6)
        body.addWidget(self.news)
        body.addWidget(self.remarks)
        for layout in (self._stance, self._remark, missing):
            body.addLayout(layout)
        for part in (self.clashes, rule(), self.legible, rule(), self.audience, rule(), self.past):
            body.addWidget(part)
        body.addWidget(rule())
        body.addLayout(self._versions)
        body.addLayout(down(Label(_("What has happened"), "h2"), self._course, gap=8))
        body.addStretch(1)

    def show_page(self, page: PlanPage) -> None:
        """Show what is missing and what has happened."""
        self._stance.show_stance(page.plan.stance)
        seen = (page.gaps, page.remark, page.events, page.versions, page.allowed)
        news = (*seen, page.clashes)
        if news == self._shown:
            return
        self._shown = news
        self._show_gaps(page)
        self.clashes.show_clashes(page.clashes)
        clear(self._remark)
        if page.remark is not None and not self.remarks.lines:
            self._remark.addWidget(Label(_("Remark from the review"), "h2"))
            self._remark.addWidget(_event(page.remark))
            self._remark.addWidget(rule())
        clear(self._course)
        for event in page.events[:_MOST_EVENTS]:
            self._course.addWidget(_event(event))
        clear(self._versions)
        if page.versions:
            self._versions.addWidget(Label(_("Approved versions"), "h2"))
            words = changed_since(page.versions[0])
            show = Button(words, self._compare, kind="ghost", size="small", icon="git-compare")
            self._versions.addLayout(across(show, None))
        for each in page.versions[:3]:
            words = _("Version {number}, {date}").format(
                number=each.number, date=long_date(each.approved_on)
            )
            self._versions.addWidget(Label(words, "small", "2", wrap=True))

    def show_remarks(self, lines: tuple[RemarkLine, ...]) -> None:
        """Show the remarks of the review one by one, in place of the words of its event."""
        self.remarks.show_lines(lines)
        if lines:
            clear(self._remark)

    def _show_gaps(self, page: PlanPage) -> None:
        clear(self.gaps)
        count = len(page.gaps)
        nothing = _("Nothing is missing.")
        self._missing.setText(missing_words(count) if count else nothing)
        # One more takes no more room than the line that tells of it.
        shown = count if count <= _MOST_GAPS + 1 else _MOST_GAPS
        for gap in page.gaps[:shown]:
            self.gaps.addWidget(GapButton(gap, self._go))
        if shown < count:
            words = _("And {count} more. F8 goes from one to the next.")
            more = Label(words.format(count=count - shown), "small", "2", wrap=True)
            self.gaps.addWidget(more)

    def take_focus(self) -> None:
        """Put the cursor on the first thing that is missing, or where the keys scroll."""
        first = self.gaps.itemAt(0)
        target = first.widget() if first is not None else None
        (target or self._pane).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell_audience(self) -> None:
        """Put the cursor on who sees the part, and bring it into sight."""
        self.audience.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pane.ensureWidgetVisible(self.audience)

    def tell_past(self) -> None:
        """Put the cursor on who wrote the part, and bring it into sight."""
        self.past.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pane.ensureWidgetVisible(self.past)

    def let_fill(self, *, all_of_it: bool) -> None:
        """Take all the room, as the drawer of a narrow window, or a pane's width."""
        self._fills = all_of_it
        self._measure()

    def _measure(self) -> None:
        self.setMinimumWidth(0 if self._fills else scaled(316))
        self.setMaximumWidth(16_777_215 if self._fills else scaled(316))


def changed_since(version: VersionLine) -> str:
    """Name the way to what is new since a version."""
    return _("Changed since version {number}").format(number=version.number)


def _event(event: EventLine) -> QWidget:
    texts = down(Label(event.title, "small_medium", wrap=True), gap=1)
    texts.addWidget(Label(event.detail, "caption", "3", wrap=True))
    if not event.text:
        made = QFrame()
        made.setLayout(texts)
        return made
    words = Label(event.text, "small", wrap=True).selectable()
    return Inset(texts, words)
