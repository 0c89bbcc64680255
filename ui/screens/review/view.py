"""The review screen: queue, changes, decision."""

from collections.abc import Mapping
from functools import partial
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QStackedWidget, QWidget

from coordinator.changes import Changes
from coordinator.i18n import _, ngettext
from ui.screens.review.decision import Deciding, DecisionPane
from ui.screens.review.mode_choice import CITIZEN, ModeChoice, modes
from ui.screens.review.paper_faces import PaperGiving
from ui.screens.review.paper_pages import PaperPages
from ui.screens.review.part_card import PartCards, Remarking
from ui.screens.review.queue_list import QueueList
from ui.screens.review.reading import cards_for, changes_in, remarks_without_card
from ui.screens.review.shown import ShownPause, ShownQueue, ShownReview
from ui.theme import THEME, scaled
from ui.widgets.buttons import Button
from ui.widgets.choices import Segments
from ui.widgets.labels import Label, key_caps
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import EmptyState, Scroll

_QUEUE_WIDTH, _PANE_WIDTH, _PLAN_LEAST = 236, 316, 400
_WIDEST_PLAN = 820
# Over a page that was gone to.
_AIR = 12


class ReviewPresenting(Deciding, Protocol):
    """The presenter as the screen sees it."""

    def activate(self, plan: UUID | None) -> None:
        """Come to the screen."""

    def choose(self, plan: UUID) -> None:
        """Open a plan of the queue."""

    def refresh(self) -> None:
        """Read everything again."""

    def changed(self, changes: Changes) -> None:
        """Hear what changed."""

    @property
    def paper(self) -> PaperGiving:
        """Where the citizen's paper comes from."""


class ReviewScreen(QFrame):
    """Three panes; where there is no room for all, one is chosen above them."""

    def __init__(self, presenter: ReviewPresenting) -> None:
        super().__init__()
        self.setObjectName("page")
        self.presenter = presenter
        self.queue = QueueList(presenter.choose)
        self.decision = DecisionPane(presenter)
        self.cards: PartCards | None = None
        self._review: ShownReview | None = None
        self._title = Label("", "display", wrap=True)
        self._subtitle = Label("", "body", "2", wrap=True)
        self.mode = ModeChoice()
        self.paper: PaperPages | None = None
        self._next = Button(
            _("Next change"), self._step_forward, kind="ghost", icon="chevron-down", keys="F8"
        )
        self._cap = key_caps("F8")
        self._notices = down(gap=8)
        self._outside = down(gap=8, margins=(26, 0, 26, 0))
        self._pause = down(gap=8)
        self._content = Scroll(_("The plan"), margins=(26, 18, 26, 24))
        self.pages = QStackedWidget()
        self.panes = Segments(_("Part of the page"), _pane_names(), "plan")
        self._lay_out()
        self._listen()

    def activate(self, argument: object = None) -> None:
        """Come to the screen; ``argument`` is a plan's id as text."""
        self.presenter.activate(UUID(argument) if isinstance(argument, str) else None)

    def primary_action(self) -> None:
        """Approve, or return when there is a remark (Ctrl+Enter); only with a plan open.

        Nobody approves what needs judgement unseen: where there is no room beside the plan, the
        checklist comes in front first.
        """
        if not self._is_open:
            return
        if self.decision.decides and self.decision.unjudged and not self.decision.isVisible():
            self.panes.set_value("decision")
            self._arrange()
            self.decision.show_unjudged()
            return
        self.decision.decide()

    def refresh(self) -> None:
        """Read everything again (F5)."""
        self.presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear what changed in the store."""
        self.presenter.changed(changes)

    def print_page(self) -> None:
        """Go to the paper (Ctrl+P)."""
        self.presenter.print_plan()

    def turn_tab(self, step: int) -> None:
        """Read the plan another way (Ctrl+Tab)."""
        if self._is_open:
            self.mode.turn(step)

    def regions(self) -> list[QWidget]:
        """Queue, plan and decision, for F6."""
        return [self.queue, self._content, self.decision]

    # -- what the presenter shows ------------------------------------------------------------

    def show_queue(self, queue: ShownQueue) -> None:
        """Show what waits."""
        self.queue.show_queue(queue)

    def show_review(self, review: ShownReview, drafts: Mapping[str, str]) -> None:
        """Show a plan; on the same plan, how it was read stays."""
        another = self._review is None or self._review.plan_id != review.plan_id
        takes_focus = not self._is_open and self._has_focus()
        self._review = review
        self._clear_notices()
        if review.returned:
            words = _("Returned with a remark")
            self._notices.addWidget(Banner("warn", words, review.returned, icon="message"))
        if review.hidden:
            words = _("You do not see all of this plan")
            self._notices.addWidget(Banner("info", words, "\n".join(review.hidden), icon="lock"))
        self._title.setText(review.title)
        self._subtitle.setText(review.subtitle)
        self.mode.offer(modes(review), anew=another)
        if another:
            self._content.verticalScrollBar().setValue(0)
        self.decision.show_review(review, drafts)
        self.queue.show_current(review.plan_id)
        self._show_content()
        if not self._is_open:
            self.panes.set_value("plan")
        self.pages.setCurrentWidget(self._content)
        self._arrange()
        if takes_focus:
            self._content.setFocus()
        if another:
            say(self, review.title)

    def show_nothing(self) -> None:
        """Show that no plan waits."""
        self._close_plan(self._empty, None)

    def show_pause(self, pause: ShownPause) -> None:
        """Show which plan comes now; only opening it makes it one that can be decided about."""
        had_focus = self._has_focus()
        news = self.pages.currentWidget() is not self._between
        clear(self._pause)
        opens = Button(
            pause.verb, partial(self.presenter.choose, pause.plan_id), kind="primary", size="large"
        )
        self._pause.addWidget(EmptyState(pause.title, pause.text, [opens], icon="clipboard-check"))
        self._close_plan(self._between, pause.plan_id)
        if had_focus:
            opens.setFocus()
        if news:
            say(self, pause.title)

    def show_notice(self, sentence: str, *, warns: bool) -> None:
        """Say something over the plan, or over what stands in its place."""
        self._clear_notices()
        place = self._notices if self._is_open else self._outside
        place.addWidget(Banner("warn" if warns else "info", sentence, closable=True))
        say(self, sentence)

    def show_news(self, sentence: str) -> None:
        """Say that the plan was changed while it lay open, with the way to what is new."""
        self._clear_notices()
        actions = []
        if self._review is not None and self._review.news:
            actions = [Button(_("See what is new"), self._read_news, size="small")]
        kept = _("You see the newest. What you remarked is kept.")
        self._notices.addWidget(Banner("warn", sentence, kept, actions, closable=True))
        say(self, sentence)

    def show_refusal(self, sentence: str) -> None:
        """Say at the buttons why it was not done."""
        self.decision.show_refusal(sentence)

    def show_busy(self, *, busy: bool, done: int = 0, total: int = 0) -> None:
        """Let nothing be decided twice; the focus stays in the page when its button goes."""
        if total:
            self.decision.show_progress(done, total)
            return
        if busy and isinstance(QApplication.focusWidget(), QAbstractButton) and self._has_focus():
            self._content.setFocus()
        self.decision.show_busy(busy=busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many panes as have room."""
        super().resizeEvent(event)
        self._arrange()

    # -- inside ------------------------------------------------------------------------------

    @property
    def _is_open(self) -> bool:
        return self.pages.currentWidget() is self._content

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return self.isVisible() and focus is not None and self.isAncestorOf(focus)

    def _clear_notices(self) -> None:
        clear(self._notices)
        clear(self._outside)

    def _close_plan(self, page: QWidget, coming: UUID | None) -> None:
        """Show something in the place of a plan; the focus stays in the page."""
        had_focus = self._has_focus()
        self._review = self.cards = self.paper = None
        self.presenter.paper.stop()
        if self.pages.currentWidget() is not page:
            self._clear_notices()
        self.queue.show_current(coming)
        self.pages.setCurrentWidget(page)
        self._arrange()
        if had_focus and not self._has_focus():
            page.setFocus()

    def _lay_out(self) -> None:
        steps = boxed(across(self._next, self._cap, gap=8))
        self._body = down(gap=10)
        self._column = boxed(
            down(
                self._notices,
                down(self._title, across((self._subtitle, 1), steps, gap=12), gap=2),
                self.mode,
                self._body,
                None,
                gap=12,
            )
        )
        sheet = self._content.widget()
        assert sheet is not None, "a scroll has its sheet from the start"
        sheet.setObjectName("document")
        self._content.body.addLayout(across((self._column, 1)))
        empty = EmptyState(
            _("No plans are waiting"),
            _("Plans sent to review appear here, the one that has waited longest on top."),
            figure=True,
        )
        self._empty = boxed(down(None, empty, None))
        self._between = boxed(down(None, self._pause, None))
        for page in (self._empty, self._content, self._between):
            self.pages.addWidget(page)
        self._middle = boxed(down(self._outside, (self.pages, 1), gap=0))
        self._switch = boxed(across(self.panes, None, margins=(14, 10, 14, 8)))
        panes = across(self.queue, (self._middle, 1), self.decision, gap=0)
        self.setLayout(down(self._switch, (panes, 1), gap=0))
        self._arrange()

    def _listen(self) -> None:
        self.panes.picked.connect(self._arrange)
        self.mode.picked.connect(self._mode_picked)
        self._content.verticalScrollBar().valueChanged.connect(self._look)
        THEME.changed.connect(self._arrange)
        for keys, deed in (
            ("F8", self._step_forward),
            ("Shift+F8", self._step_back),
            ("M", self._remark_on_current),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _mode_picked(self, _mode: object) -> None:
        self._show_content()

    def _show_content(self) -> None:
        review, mode = self._review, self.mode.value
        if review is None:
            return
        writing = self._written_on()
        had_focus = self._body_has_focus()
        clear(self._body)
        self.cards = self.paper = None
        self.presenter.paper.stop()
        if mode == CITIZEN:
            self._show_paper(review.plan_id)
        else:
            self._show_cards(review, writing)
        if had_focus and (mode == CITIZEN or not writing):
            self._content.setFocus()

    def _show_paper(self, plan: UUID) -> None:
        self.paper = PaperPages(self.presenter.paper.draw)
        self._body.addWidget(self.paper)
        self._next.show_text(_("Next page"))
        self.presenter.paper.read(plan, self.paper)

    def _show_cards(self, review: ShownReview, writing: frozenset[str]) -> None:
        written = self.decision.remark_written if review.may_decide else None
        remarking = Remarking(self.decision.drafts, written, review.remarks)
        self.cards = cards_for(review, self.mode.value, remarking)
        for line in remarks_without_card(review, self.cards):
            self._body.addWidget(line)
        self._body.addWidget(self.cards)
        if self.mode.value == "changes" and review.unchanged:
            self._body.addWidget(Label(_unchanged(review.unchanged), "small", "2", wrap=True))
        if writing:
            self.cards.build_all()
        for card in self.cards.cards:
            if card.key in writing:
                card.remark()
        whole = changes_in(review, self.mode.value) is None
        self._next.show_text(_("Next part") if whole else _("Next change"))

    def _body_has_focus(self) -> bool:
        shown = self.cards or self.paper
        focus = QApplication.focusWidget()
        return shown is not None and focus is not None and shown.isAncestorOf(focus)

    def _written_on(self) -> frozenset[str]:
        """Name the part whose remark has the focus: reading anew takes nobody's pen away."""
        cards = self.cards.cards if self.cards is not None else ()
        return frozenset(card.key for card in cards if card.slot.is_written_in)

    def _read_news(self) -> None:
        self.mode.set_value("news")
        self._show_content()

    def _step_forward(self) -> None:
        self._step(1)

    def _step_back(self) -> None:
        self._step(-1)

    def _look(self) -> None:
        """Have the pages drawn that came in sight."""
        if self.paper is not None:
            self.paper.look()

    def _step(self, step: int) -> None:
        if self.paper is not None:
            self._step_page(self.paper, step)
            return
        card = self.cards.step(step) if self.cards is not None else None
        if card is not None:
            self._content.ensureWidgetVisible(card, 0, scaled(40))

    def _step_page(self, paper: PaperPages, step: int) -> None:
        """Scroll to where the next page begins; from there Page Down goes on."""
        self._content.setFocus()
        bar, sheet = self._content.verticalScrollBar(), self._content.widget()
        assert sheet is not None, "a scroll has its sheet from the start"
        start = paper.mapTo(sheet, QPoint()).y() - scaled(_AIR)
        place = paper.beside(step, bar.value() - start)
        if place is not None:
            bar.setValue(start + place)

    def _remark_on_current(self) -> None:
        if self._review is None or not self.decision.decides:
            return
        card = self.cards.current() if self.cards is not None else None
        if card is not None and self._middle.isVisible():
            card.remark()
            return
        if not self.decision.isVisible():
            self.panes.set_value("decision")
            self._arrange()
        self.decision.remark_on_whole()

    def _arrange(self) -> None:
        """Share the width: all panes, or the one that was chosen above them."""
        queue, pane = scaled(_QUEUE_WIDTH), scaled(_PANE_WIDTH)
        narrow = self.width() < queue + pane + scaled(_PLAN_LEAST)
        open_plan = self._is_open
        chosen = self.panes.value if narrow and open_plan else ""
        self._switch.setVisible(narrow and open_plan)
        self.queue.setVisible(chosen in {"", "queue"} and (open_plan or bool(self.queue.items)))
        self._middle.setVisible(chosen in {"", "plan"})
        self.decision.setVisible(chosen in {"", "decision"} and open_plan)
        self._column.setMaximumWidth(scaled(_WIDEST_PLAN))
        for part, width in ((self.queue, queue), (self.decision, pane)):
            part.setMinimumWidth(0 if chosen else width)
            part.setMaximumWidth(16_777_215 if chosen else width)


def _pane_names() -> list[tuple[object, str]]:
    return [("queue", _("Queue")), ("plan", _("Plan")), ("decision", _("Decision"))]


def _unchanged(count: int) -> str:
    words = ngettext(
        "Unchanged: {n} part is folded away.", "Unchanged: {n} parts are folded away.", count
    )
    return words.format(n=count)
