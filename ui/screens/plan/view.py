"""The plan editor: outline, document and inspector, side by side or one after the other."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from coordinator.changes import Changes
from coordinator.danish import long_date
from coordinator.i18n import _
from ui.begun import BegunForms
from ui.compare_dialog import CompareDialog
from ui.compared import Refuse, Show
from ui.keys import PLAN_KEYS
from ui.navigation import PlanPlace
from ui.screens.plan.arrival import Arrival
from ui.screens.plan.card import open_menu
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.document import Document
from ui.screens.plan.field_place import FieldPlace, place_at
from ui.screens.plan.inspector import Inspector, changed_since
from ui.screens.plan.legible_page import PlainWord
from ui.screens.plan.notices import SafetyNotices
from ui.screens.plan.outline import MainAction, Outline, section_menu
from ui.screens.plan.page import NO_ANSWER, Answer, GapLine, PlanPage, Section, Verb
from ui.screens.plan.part_asked import asked_at
from ui.screens.plan.parts import Key
from ui.screens.plan.plan_places import offer_plain_words, plan_places
from ui.screens.plan.rest import Rest
from ui.screens.plan.step_dialogs import ask_first
from ui.screens.plan.step_memory import StepMemory
from ui.screens.plan.together_face import AskingTold, TogetherFace
from ui.screens.plan.told import TellingFrame
from ui.screens.plan.words import part_words
from ui.spelling.speller import SPELLER
from ui.spelling.walk import Place
from ui.task_about import TaskAbout
from ui.theme import THEME, scaled
from ui.widgets.buttons import Button, icon_button
from ui.widgets.layouts import across, boxed, down

# experience.md § 3: the inspector is a drawer below 1180, one column below 960 or at large text.
_INSPECTOR_FROM: Final = 1110
_OUTLINE_FROM: Final = 860
# Of the line over the document: beside it, and between its buttons.
_SIDE: Final = 26
_GAP: Final = 8


Compare = Callable[[UUID, int, int | None, Show, Refuse], None]


class EditorPresenterFace(Protocol):
    """The presenter as the view sees it."""

    @property
    def pen(self) -> PenFace:
        """The writing hand."""

    @property
    def asking(self) -> AskingTold:
        """Who asks about what two people changed."""

    def activate(self, argument: object) -> None:
        """Open a plan."""

    def refresh(self) -> None:
        """Read again."""

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""

    def leave(self) -> None:
        """The screen is left."""

    def finish(self) -> None:
        """The window closes."""

    def save_now(self) -> None:
        """Everything goes to the store now."""

    def primary(self) -> None:
        """Do the main action."""

    def do(self, verb: Verb, answer: Answer = NO_ANSWER) -> None:
        """Do another of the things that may be done with the plan."""

    def print_page(self) -> None:
        """Go to the paper."""


class PlanView(TellingFrame):
    """The joint plan in the main window; it holds its presenter.

    ``page_shown`` tells what is shown, to whoever measures it; ``place_seen`` the part and field
    with the cursor, while the inspector is there to tell of it.
    """

    page_shown = Signal(object)
    place_seen = Signal(object)

    def __init__(self, presenter: EditorPresenterFace) -> None:
        super().__init__(Document(presenter.pen))
        self.setObjectName("page")
        # What Ctrl+Shift+T asks a colleague about.
        self.task_about: Final = self._task_about
        self._presenter: Final = presenter
        self.steps = StepMemory(BegunForms())
        # Who finds out what differs between two versions.
        self.compare: Compare = lambda _plan, _old, _new, _show, _refuse: None
        self._page: PlanPage | None = None
        self._force = False
        self._drawer_open = False
        self._window: QWidget | None = None
        self._here: Section = "about"
        self._gap: GapLine | None = None
        self._part_here: Key | None = None
        self._place_here: FieldPlace | None = None
        self.document.section_seen.connect(self._section_seen)
        self._rest: Final = Rest(self.document.pane)
        self.inspector: Final = Inspector(
            self._go_to_gap, self._go_to_section, presenter.asking.take_up, self._compare
        )
        self.inspector.legible.replace = self._offer_plain_words
        tools = (
            ("printer", _("Print"), "Ctrl+P", self.print_page),
            ("arrow-back-up", _("Undo"), "Ctrl+Z", self.undo),
        )
        self.outline: Final = Outline(self.document.go, self._primary, tools, self._open_more)
        self.bar: Final = self._make_bar()
        panes = (self.outline, self.document, self.inspector)
        self.together: Final = TogetherFace(self, presenter.asking, panes)
        self._arrival: Final = Arrival(self.document, partial(self.show_problem, bug=False))
        self.safety: Final = SafetyNotices(presenter.save_now)
        self.document.notices.addWidget(self.safety)
        self._body = across(self.outline, (self.document, 1), self.inspector, gap=0)
        self.setLayout(down(self.bar, self.together.line, (self._body, 1), gap=0))
        self._listen()
        self._hide_all()

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object) -> None:
        """Open the plan with this id."""
        self._presenter.activate(argument)

    def go_to(self, place: PlanPlace) -> None:
        """Begin at a place in the plan that was just opened."""
        self._arrival.want(place, self._page)

    def begin_task(self) -> bool:
        """Begin a task where the cursor is (Ctrl+T); tells whether one can be written here."""
        page = self._page
        if page is None:
            return True
        goal_id, card_id = self.document.here()
        mine = [each for each in page.plan.interventions if each.service_area in page.allowed.areas]
        here = [each for each in mine if each.id == card_id]
        goal = page.plan.goal(goal_id) if goal_id is not None else None
        near = [each for each in mine if goal is not None and each in goal.interventions]
        for each in (here or near or mine)[:1]:
            self._see_cursor()
            self.document.add_task(each.id)
        return bool(mine)

    def _task_about(self) -> TaskAbout | None:
        """Say what a task for a colleague comes out of: the part with the cursor, or the plan."""
        page = self._page
        if page is None:
            return None
        self._show_audience()
        return asked_at(page, self._part_here)

    def primary_action(self) -> None:
        """Do the main action (Ctrl+Enter)."""
        if not self._rest.holds:
            self._primary()

    def refresh(self) -> None:
        """Read again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        self._presenter.changed(changes)

    def save_now(self) -> None:
        """Everything goes to the store now (Ctrl+S)."""
        self._presenter.save_now()

    def print_page(self) -> None:
        """Go to the paper (Ctrl+P)."""
        self._presenter.print_page()

    def spelled_places(self) -> list[Place]:
        """Every text that F7 goes through, whether its field is open or not."""
        return plan_places(self.document, self._page) if self._page is not None else []

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        parts: tuple[QWidget, ...] = (self.bar, self.outline, self.document, self.inspector)
        return [each for each in parts if each.isVisible()]

    def remember(self) -> object:
        """Keep how far the document was scrolled."""
        return self.document.pane.verticalScrollBar().value()

    def restore(self, kept: object) -> None:
        """Scroll to where the reader was."""
        if isinstance(kept, int):
            self.document.builder.run_all()
            self.document.pane.verticalScrollBar().setValue(kept)

    # -- what the presenter shows ------------------------------------------------------------

    def show_page(self, page: PlanPage) -> None:
        """Show the plan."""
        if self._means_else(page):
            self._rest.begin()
        first = self._page is None
        if first:
            self._here = "about"
        self._page = page
        self.document.show_page(page, force=self._force)
        self.outline.show_outline(page)
        self.outline.show_here(self._here)
        self.action.show_action(page)
        self._name_section()
        self._missing.setVisible(not self.inspector.isVisible())
        self._name_drawer()
        self.inspector.show_page(page)
        self.inspector.legible.name_sections(self._titles())
        self._show_audience()
        if not self.document.isVisible():
            self._arrange()
        SPELLER.know_names((page.citizen_name, *(each.who.name for each in page.people)))
        self.page_shown.emit(page)
        self._arrival.look(page)
        if first and self.hasFocus():
            self.document.begin()

    def show_nothing(self) -> None:
        """Another plan is on its way."""
        self._page = self._place_here = None
        self.document.show_nothing()
        self._hide_all()

    # -- what the user does ------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last step."""
        self._overrule(self._presenter.pen.undo)

    def _redo(self) -> None:
        """Do the step again that was taken back last."""
        self._overrule(partial(self._presenter.pen.undo, again=True))

    def _go_to_gap(self, gap: GapLine) -> None:
        """Put the cursor where something is missing, adding the part where there is none."""
        if gap.key is not None:
            self.document.arrive(gap.key, gap.field)
        elif gap.section == "people":
            self.document.go("people")
            self.document.people.consent.open()
        else:
            self.document.add_goal()
        self._see_cursor()

    def _show_audience(self) -> None:
        """Say who sees the part with the cursor; the last one, once the cursor is elsewhere."""
        page = self._page
        if page is None:
            return
        focus = QApplication.focusWidget()
        if focus is not None and self.document.isAncestorOf(focus):
            place = place_at(focus, self.document)
            self._part_here = place.key if place is not None else None
            self._place_here = place or self._place_here
            self.document.tell_cursor()
        part = part_words(page.plan, self._part_here, page.book)
        self.inspector.audience.show_audience(part, page.seen_by(self._part_here))
        if self.inspector.isVisible():
            self.place_seen.emit(self._place_here)

    def _tell_audience(self) -> None:
        """Go to who sees the part with the cursor (Ctrl+.), in the drawer of a narrow window."""
        self._show_audience()
        if not self.inspector.isVisible():
            self._toggle_inspector()
        self.inspector.tell_audience()

    def _tell_past(self) -> None:
        """Go to who wrote the part with the cursor (Ctrl+Shift+H), in the drawer as well."""
        self._show_audience()
        if not self.inspector.isVisible():
            self._toggle_inspector()
        self.inspector.tell_past()

    def _compare(self) -> None:
        """Show what is new since the last approved version; all that is typed goes first."""
        page = self._page
        if page is None or not page.versions:
            return
        self._presenter.save_now()
        words = _("Version {number}, {date}")
        choices = [
            (each.number, words.format(number=each.number, date=long_date(each.approved_on)))
            for each in page.versions
        ]
        ask = partial(self.compare, page.plan.id)
        CompareDialog(self.window(), choices, ask, has_draft=True).open()

    def _go_to_section(self, section: Section) -> None:
        self._see_cursor()
        self.document.go(section)

    def hideEvent(self, event: QHideEvent) -> None:
        """The screen is left, or only covered: everything goes to the store."""
        super().hideEvent(event)
        if getattr(self.window(), "covered", False):
            self._presenter.save_now()
            return
        self._arrival.forget()
        self._presenter.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Hear when the window closes."""
        super().showEvent(event)
        window = self.window()
        closing = getattr(window, "closing", None)
        if closing is not None and window is not self._window:
            self._window = window
            closing.connect(self._presenter.finish)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many panes as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    # -- inside ------------------------------------------------------------------------------

    def _make_bar(self) -> QFrame:
        """Make the line that stands over the document where there is no outline."""
        self._sections_button = Button("", self._open_sections, icon="list-check")
        self._missing = Button("", self._toggle_inspector, kind="ghost", icon="circle-dashed")
        self.action = MainAction(self._primary)
        self._bar_print = icon_button("printer", _("Print"), self.print_page, keys="Ctrl+P")
        self._bar_more = icon_button("dots", _("More for the plan"))
        self._bar_more.clicked.connect(partial(self._open_more, self._bar_more))
        row = across(
            self._sections_button,
            None,
            self._missing,
            self._bar_print,
            self._bar_more,
            self.action,
            gap=_GAP,
            margins=(_SIDE, 8, _SIDE, 8),
        )
        made = boxed(row, "topbar")
        made.setAccessibleName(_("Sections of the plan"))
        return made

    def _listen(self) -> None:
        THEME.changed.connect(self._arrange)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._show_audience)
        deeds: dict[str, Callable[[], object]] = {
            "undo": self.undo,
            "redo": self._redo,
            "redo_too": self._redo,
            "inspector": self._toggle_inspector,
            "section_before": partial(self._turn_section, -1),
            "section_after": partial(self._turn_section, 1),
            "goal": self.document.add_goal,
            "intervention": self._add_intervention,
            "move_up": partial(self.document.reorder, -1),
            "move_down": partial(self.document.reorder, 1),
            "audience": self._tell_audience,
            "past": self._tell_past,
            "next_gap": partial(self._turn_gap, 1),
            "previous_gap": partial(self._turn_gap, -1),
        }
        for key in PLAN_KEYS:
            if key.deed:
                shortcut = QShortcut(QKeySequence(key.keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(deeds[key.deed])

    def _means_else(self, page: PlanPage) -> bool:
        """Whether the cursor stands here while buttons and fields come to mean something else."""
        old, focus = self._page, QApplication.focusWidget()
        moved = old is not None and old.plan.status is not page.plan.status
        return moved and focus is not None and self.isAncestorOf(focus)

    def _toggle_inspector(self) -> None:
        """Open or close the drawer of what is missing (F9); the cursor goes along and back."""
        # PySide's stubs forget that nothing may have had the cursor.
        written_in: QWidget | None = self.document.focusWidget()
        comes_back = not self.document.isVisible()
        self._drawer_open = not self._drawer_open
        self._arrange()
        if not self.document.isVisible():
            self.inspector.take_focus()
        elif comes_back and written_in is not None and written_in.isVisible():
            written_in.setFocus()

    def _hide_all(self) -> None:
        """Nothing is shown before the first answer."""
        for part in (self.bar, self.outline, self.document, self.inspector):
            part.hide()

    def _arrange(self) -> None:
        if self._page is None:
            return
        large = THEME.text_scale >= 150
        outline = self.width() >= scaled(_OUTLINE_FROM) and not large
        inspector = self.width() >= scaled(_INSPECTOR_FROM) and not large
        drawer = self._drawer_open and not inspector
        self.bar.setVisible(not outline)
        self.outline.setVisible(outline)
        self.document.setVisible(not (drawer and not outline))
        self.inspector.let_fill(all_of_it=drawer and not outline)
        self.inspector.setVisible((inspector and not self._drawer_open) or drawer)
        self._missing.setVisible(not inspector)
        self._name_drawer()
        self._name_section()
        self.together.arrange()

    def _name_drawer(self) -> None:
        """Say what the button of the drawer does: tell what is missing, or lead back."""
        if self._page is not None and self.document.isHidden():
            self._missing.show_text(_("Back to the plan"))
            self._missing.show_icon("arrow-left")
        elif self._page is not None:
            count = len(self._page.gaps)
            self._missing.show_text(_("Missing: {count}").format(count=count))
            self._missing.show_icon("circle-dashed")

    def _overrule(self, deed: Callable[[], None]) -> None:
        """Do something after which fields show the plan's values, the one with the cursor too."""
        self._force = True
        try:
            deed()
        finally:
            self._force = False

    def _section_seen(self, section: str) -> None:
        if section in self._titles():
            self._here = section
            self.outline.show_here(section)
        self._name_section()

    def _name_section(self) -> None:
        """Say which section stands here, as far as there is room beside the other buttons."""
        button = self._sections_button
        words = _("Section: {title}").format(title=self._titles().get(self._here, ""))
        others = (self._missing, self._bar_print, self._bar_more, self.action)
        taken = sum(each.sizeHint().width() + _GAP for each in others if not each.isHidden())
        button.show_text(words)
        room = self.width() - 2 * _SIDE - taken - button.sizeHint().width()
        if room < 0 and self.bar.isVisibleTo(self):
            wide = button.fontMetrics().horizontalAdvance(words) + room
            cut = Qt.TextElideMode.ElideRight
            button.show_text(button.fontMetrics().elidedText(words, cut, max(wide, scaled(60))))
        button.setAccessibleName(words)
        button.setToolTip(words if button.text() != words else "")

    def _titles(self) -> dict[Section, str]:
        page = self._page
        return {line.section: line.title for line in page.outline} if page is not None else {}

    def _turn_section(self, step: int) -> None:
        names = list(self._titles())
        if names:
            here = names.index(self._here) if self._here in names else 0
            self.document.go(names[min(max(here + step, 0), len(names) - 1)])

    def _open_sections(self) -> None:
        if self._page is not None:
            section_menu(self._sections_button, self._page, self.document.go)

    def _open_more(self, button: QWidget) -> None:
        page = self._page
        if page is None:
            return
        deeds: list[tuple[str, Callable[[], object]]]
        deeds = [(text, partial(self._do, verb)) for verb, text in page.more]
        if page.versions:
            deeds.append((changed_since(page.versions[0]), self._compare))
        open_menu(button, deeds)

    def _primary(self) -> None:
        """Do the main action; one that asks is answered first."""
        page = self._page
        if page is not None and page.primary.verb == "activate" and page.primary.enabled:
            self._do("activate")
        else:
            self._presenter.primary()

    def _do(self, verb: Verb) -> None:
        """Do something with the whole plan, once it is answered what it asks."""
        page = self._page
        asks = page is not None and ask_first(
            self.window(), page, verb, self._presenter.do, self.steps
        )
        if not asks:
            self._presenter.do(verb)

    def _turn_gap(self, step: int) -> None:
        """Go to the first remark or gap, and from there to the next or the one before."""
        missing = self._page.gaps if self._page is not None else ()
        gaps = (*self.inspector.remarks.places, *missing)
        if gaps:
            here = gaps.index(self._gap) + step if self._gap in gaps else min(step, 0)
            self._gap = gaps[here % len(gaps)]
            self._go_to_gap(self._gap)

    def _add_intervention(self) -> None:
        goal_id, _card = self.document.here()
        blocks = self.document.goals
        wanted = goal_id or next(reversed(blocks), None)
        if wanted is not None and self._page is not None and self._page.allowed.areas:
            blocks[wanted].add_intervention()

    def _offer_plain_words(self, word: PlainWord) -> None:
        """Go to a municipal word, and offer to put a plain one in its place."""
        self._see_cursor()
        tell = partial(self.show_problem, bug=False)
        offer_plain_words(self.spelled_places(), word.found, word.plain, tell)

    def _see_cursor(self) -> None:
        if self._drawer_open:
            self._toggle_inspector()
