"""The main window: sidebar, top bar, the stack of screens, keys, and the way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coordinator.i18n import N_, _, current_language
from ui.begun import while_there
from ui.feed import ChangeFeed
from ui.history import History, Stop
from ui.kept_forms import KeptForms
from ui.keys import KEYS
from ui.navigation import Crumb, Place, SavedState, SidebarCitizen, UserCard
from ui.page_navigator import PageNavigator
from ui.regions import next_region
from ui.runner import Runner
from ui.screen import House, ScreenContext, ScreenEntry, offer
from ui.sidebar import Sidebar
from ui.theme import THEME, scaled
from ui.topbar import NoticeStrip, Topbar
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner, Toast
from ui.widgets.pills import PillKind
from ui.widgets.reading_order import go_on

if TYPE_CHECKING:
    # Only named here, so that the first window does not wait for them.
    from coordinator.changes import Changes
    from coordinator.desk import Desk
    from ui.problems import Problem
    from ui.task_about import TaskAbout

_PEOPLE: Final = frozenset({"caseworker", "team_lead"})
# Who sees citizens at all; the command line's own user looks on when a store is new.
_WITH_CITIZENS: Final = _PEOPLE | {"system"}
_LEADS: Final = frozenset({"team_lead"})
_KEEP_STAFF: Final = frozenset({"administrator", "system"})
_LOADERS: Final = frozenset({"team_lead", "administrator", "system"})
_REPORT: Final = frozenset({"caseworker", "team_lead", "administrator", "system"})
_CONTROLLERS: Final = frozenset({"team_lead", "auditor"})


def _day(context: ScreenContext) -> QWidget:
    from ui.screens import day  # noqa: PLC0415 - each screen is read when it is first opened

    return day.build(context)


def _citizens(context: ScreenContext) -> QWidget:
    from ui.screens import citizens  # noqa: PLC0415 - see above

    return citizens.build(context)


def _citizen(context: ScreenContext) -> QWidget:
    from ui.screens import citizen  # noqa: PLC0415 - see above

    return citizen.build(context)


def _plan(context: ScreenContext) -> QWidget:
    from ui.screens import plan  # noqa: PLC0415 - see above

    return plan.build(context)


def _follow_up(context: ScreenContext) -> QWidget:
    from ui.screens import follow_up  # noqa: PLC0415 - see above

    return follow_up.build(context)


def _handovers(context: ScreenContext) -> QWidget:
    from ui.screens import handovers  # noqa: PLC0415 - see above

    return handovers.build(context)


def _review(context: ScreenContext) -> QWidget:
    from ui.screens import review  # noqa: PLC0415 - see above

    return review.build(context)


def _enquiries(context: ScreenContext) -> QWidget:
    from ui.screens import enquiries  # noqa: PLC0415 - see above

    return enquiries.build(context)


def _tasks(context: ScreenContext) -> QWidget:
    from ui.screens import tasks  # noqa: PLC0415 - see above

    return tasks.build(context)


def _print(context: ScreenContext) -> QWidget:
    from ui.screens import print as print_screen  # noqa: PLC0415 - see above

    return print_screen.build(context)


def _import(context: ScreenContext) -> QWidget:
    from ui.screens import load  # noqa: PLC0415 - see above

    return load.build(context)


def _log_control(context: ScreenContext) -> QWidget:
    from ui.screens import log_control  # noqa: PLC0415 - see above

    return log_control.build(context)


def _figures(context: ScreenContext) -> QWidget:
    from ui.screens import figures  # noqa: PLC0415 - see above

    return figures.build(context)


def _reorganise(context: ScreenContext) -> QWidget:
    from ui.screens import reorganise  # noqa: PLC0415 - see above

    return reorganise.build(context)


def _team(context: ScreenContext) -> QWidget:
    from ui.screens import team  # noqa: PLC0415 - see above

    return team.build(context)


def _redistribution(context: ScreenContext) -> QWidget:
    from ui.screens import redistribution  # noqa: PLC0415 - see above

    return redistribution.build(context)


def _staff(context: ScreenContext) -> QWidget:
    from ui.screens import staff  # noqa: PLC0415 - see above

    return staff.build(context)


def _settings(context: ScreenContext) -> QWidget:
    from ui.screens import settings  # noqa: PLC0415 - see above

    return settings.build(context)


def read_screens() -> None:
    """Read the modules of all screens, on any thread, so that none is waited for when it opens."""
    from ui.screens import (  # noqa: F401, PLC0415 - to have read them is all
        citizen,
        citizens,
        day,
        enquiries,
        figures,
        follow_up,
        handovers,
        load,
        log_control,
        plan,
        print,  # noqa: A004 - a screen's name
        redistribution,
        reorganise,
        review,
        settings,
        staff,
        tasks,
        team,
    )


# In the order of the sidebar.
SCREENS: Final[tuple[ScreenEntry, ...]] = (
    ScreenEntry("day", N_("My day"), "home", _day, "Ctrl+1", _PEOPLE, hears_behind=True),
    ScreenEntry("citizens", N_("Citizens"), "users", _citizens, "Ctrl+2", _WITH_CITIZENS),
    ScreenEntry(
        "enquiries", N_("Enquiries"), "inbox", _enquiries, "Ctrl+3", _PEOPLE, three_pane=True
    ),
    ScreenEntry("tasks", N_("Tasks"), "list-check", _tasks, "Ctrl+8", _PEOPLE),
    ScreenEntry(
        "citizen", N_("Citizen"), "user", _citizen, roles=_WITH_CITIZENS, place="hidden",
        under="citizens",
    ),
    ScreenEntry(
        "plan", N_("Joint plan"), "file-text", _plan, roles=_WITH_CITIZENS, place="hidden",
        under="citizens", three_pane=True,
    ),
    ScreenEntry(
        "follow_up", N_("Follow-up"), "calendar-event", _follow_up, roles=_WITH_CITIZENS,
        place="hidden", under="citizens",
    ),
    ScreenEntry(
        "handovers", N_("Hand-overs"), "arrows-right-left", _handovers, "Ctrl+4", _PEOPLE,
    ),
    ScreenEntry(
        "review", N_("Review"), "clipboard-check", _review, "Ctrl+5", _PEOPLE, three_pane=True
    ),
    ScreenEntry(
        "print", N_("Print"), "printer", _print, roles=_WITH_CITIZENS, place="hidden",
        under="citizens",
    ),
    ScreenEntry("team", N_("My team"), "users", _team, roles=_LEADS),
    ScreenEntry(
        "redistribution", N_("Redistribution"), "arrows-right-left", _redistribution, roles=_LEADS,
        place="hidden", under="team",
    ),
    ScreenEntry(
        "reorganise", N_("Reorganisation"), "users", _reorganise, roles=_LEADS, place="hidden",
        under="team",
    ),
    ScreenEntry("staff", N_("Staff"), "users", _staff, roles=_KEEP_STAFF),
    ScreenEntry("figures", N_("Figures"), "chart-bar", _figures, roles=_REPORT, place="foot"),
    ScreenEntry(
        "import", N_("Load data"), "file-import", _import, roles=_LOADERS, place="foot",
        behind_walls=False,
    ),
    ScreenEntry(
        "log_control", N_("Log control"), "shield-lock", _log_control, roles=_CONTROLLERS,
        place="foot",
    ),
    ScreenEntry("settings", N_("Settings"), "settings", _settings, place="foot"),
)  # fmt: skip

# People press these anywhere; where a screen has nothing to do they hear why.
_SAYS_ELSE: Final = {
    "save_now": N_("Everything is saved"),
    "print_page": N_("There is nothing to print here. Open a citizen or a plan."),
    "open_plan": N_("Open a citizen first. Then this key leads to the plan."),
}


def _about(argument: object) -> object:
    """Whom or what a page is about; why it was opened is no part of that."""
    return argument[0] if isinstance(argument, tuple) and argument else argument


SIDEBAR_ALWAYS_FOLDS_BELOW: Final = 1180
THREE_PANES_FOLD_BELOW: Final = 1400


class Window(QMainWindow):
    """One window of the program; it is the ``Navigator`` of the screens in it.

    ``user_chosen`` tells the login of the person that the demo's user menu was used to become;
    ``search_asked`` that Ctrl+K or the search slot was used; ``closing`` that it goes.
    """

    user_chosen = Signal(str)
    search_asked = Signal()
    closing = Signal()
    # While the program is locked, nothing of it is seen.
    covered = False
    # While Shift+Enter follows what is chosen: it leads to a window of its own.
    _follows_beside = False

    def __init__(
        self,
        *,
        desk: "Desk",
        runner: Runner,
        feed: ChangeFeed,
        screens: Sequence[ScreenEntry] = SCREENS,
        demo: bool = False,
        house: House | None = None,
    ) -> None:
        super().__init__()
        THEME.dress(self)
        self._begun: Final = KeptForms(desk, runner, while_there(self, self._forms_told))
        self._context: Final = ScreenContext(
            desk, runner, feed, self, house or House(), self._begun
        )
        there = [entry for entry in screens if entry.behind_walls or not desk.walled]
        self._entries: Final = {entry.name: entry for entry in there}
        self._built: dict[str, QWidget] = {}
        self._history: Final = History()
        self._open_name = self._role = ""
        self._path: tuple[Crumb, ...] = ()
        self._wants_folded: bool | None = None
        self._toast: Toast | None = None
        # What the banner tells of, and what was told of forms that could not be kept.
        self._problem: Problem | None = None
        self._forms_problem: Problem | None = None
        self.sidebar: Final = Sidebar(there)
        self.topbar: Final = self._make_topbar()
        self.notices: Final[QVBoxLayout] = down(gap=6, margins=(16, 8, 16, 8))
        self._notice_box: Final = boxed(self.notices)
        self._notice_box.hide()
        self.stack: Final = QStackedWidget()
        self._lay_out(demo=demo)
        self._listen_to_keys()
        self._listen_to_bars()
        feed.subscribe(self._changed)
        THEME.changed.connect(self._apply_width)

    def show_user(self, user: UserCard, people: Sequence[UserCard] = ()) -> None:
        """Show who is signed in and which screens that opens; ``people`` fills the demo's menu."""
        self._role = user.role
        seen = {name for name, entry in self._entries.items() if entry.seen_by(user.role)}
        self.sidebar.show_user(user, people, seen)
        self.topbar.offer_search(offered="citizens" in seen)

    def open(self, screen_name: str, argument: object = None, at: Place | None = None) -> None:
        """Go to a screen, with what it shall show; the way back is remembered."""
        entry = self._entries[screen_name]
        house = self._context.house
        if not entry.seen_by(self._role):
            return
        if self._follows_beside:
            house.open_beside(screen_name, argument, at)
            return
        if house.shown_elsewhere(self, screen_name, argument, at):
            return
        self._remember()
        self._go(self._history.go(Stop(screen_name, argument)))
        if at is not None:
            offer(self._built[screen_name], "go_to", at)

    def back(self) -> None:
        """Go to where the user came from."""
        self._turn(self._history.back, self._history.forward)

    def forward(self) -> None:
        """Undo ``back``."""
        self._turn(self._history.forward, self._history.back)

    @property
    def keeps_text(self) -> bool:
        """Whether text that the store does not have outlives the program; may ask the keyring."""
        return self._context.desk.drafts.lasting

    def shows(self, screen_name: str, argument: object) -> bool:
        """Whether a page about somebody or something is in front here."""
        here = self._history.here
        if here is None or argument is None or here.screen != screen_name:
            return False
        return _about(here.argument) == _about(argument)

    def come_to_front(self) -> None:
        """Stand over the other windows, with the keyboard."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def move_beside(self) -> None:
        """Let the page in front stand in a window of its own; this one goes back."""
        here = self._history.here
        if here is None:
            return
        self._remember()
        # What was typed in a form here is read there a moment later.
        self._begun.flush()
        first = next(each.name for each in self._entries.values() if each.seen_by(self._role))
        self._go(self._history.back() or self._history.go(Stop(first)))
        self._context.house.open_beside(here.screen, here.argument, None)

    def set_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        """Show the path above the page."""
        self._path = tuple(crumbs)
        self.topbar.show_crumbs(crumbs)

    def set_saved_state(self, state: SavedState, detail: str = "") -> None:
        """Show how safe the text is."""
        self.topbar.show_saved(state, detail)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait, by screen name."""
        self.sidebar.show_counts(counts)

    def set_citizens(self, title: str, citizens: Sequence[SidebarCitizen]) -> None:
        """Show pinned or recent citizens in the sidebar."""
        self.sidebar.show_citizens(title, citizens)

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say something that needs no answer; a newer toast takes the place of the last."""
        if self._toast is not None:
            self._toast.leave()
        toast = self._toast = Toast(text, action_text, action, self)
        toast.gone.connect(partial(self._toast_gone, toast))
        toast.adjustSize()
        self._place_toast()
        toast.setVisible(not self.covered)
        toast.raise_()

    def cover(self) -> None:
        """The program is locked: what was typed in forms goes to the store."""
        self.covered = True
        self._begun.flush()

    def uncover(self) -> None:
        """Somebody is back; what was said meanwhile is shown now."""
        self.covered = False
        if self._toast is not None:
            self._toast.show()

    def show_problem(self, problem: "Problem") -> None:
        """Show a bug, or a store that is down, in a banner over the page; the program goes on."""
        self.clear_problems()
        kind: PillKind = "danger" if problem.kind == "bug" else "warn"
        banner = Banner(kind, problem.sentence, closable=True)
        banner.closed.connect(self.clear_problems)
        self._problem = problem
        self.notices.addWidget(banner)
        self._notice_box.show()

    def clear_problems(self) -> None:
        """Take the banner away, as when the store answers again."""
        while (item := self.notices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._problem = None
        self._notice_box.hide()

    def current_screen(self) -> QWidget | None:
        """The screen in front, or None before the first."""
        return self._built.get(self._open_name)

    def floating(self) -> list[QWidget]:
        """What floats over the page and can be reached with F6."""
        return [self._toast] if self._toast is not None else []

    def show_keys(self, over: QWidget | None = None) -> None:
        """Show what every key does; ``over`` is a dialog that waits meanwhile."""
        from ui.keys_dialog import KeysDialog  # noqa: PLC0415 - a start needs no key overview

        KeysDialog(over or self, self._entries.values()).open()

    def show_help(self, over: QWidget | None = None) -> None:
        """Show what the page in front is for and how it is used; without help, all keys."""
        from coordinator.help_texts import help_for  # noqa: PLC0415 - a start needs no help
        from ui.help_dialog import HelpDialog  # noqa: PLC0415 - see above

        entry = self._entries.get(self._open_name)
        sections = help_for(self._open_name, current_language()) if entry else ()
        if entry is None or not sections:
            self.show_keys(over)
            return
        HelpDialog(over or self, _(entry.title), sections, partial(self.show_keys, over)).open()

    def toggle_sidebar(self) -> None:
        """Fold or unfold the sidebar; a narrow window keeps it folded."""
        self._wants_folded = not self.sidebar.folded
        self._apply_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar and narrow the search slot where there is little room."""
        super().resizeEvent(event)
        self._apply_width()

    def changeEvent(self, event: QEvent) -> None:
        """Move the toast along when the window is maximised or restored."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._place_toast()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go as one reads: sidebar, top bar, page, and what floats over it."""
        return go_on(self, forward=forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never asks: texts are saved already."""
        self._context.feed.unsubscribe(self._changed)
        self.closing.emit()
        self._begun.flush()
        super().closeEvent(event)

    def _make_topbar(self) -> Topbar:
        return Topbar(
            back=self.back,
            search=self._search,
            own_window=self.move_beside,
            help_=self.show_help,
        )

    def _lay_out(self, *, demo: bool) -> None:
        page = QFrame()
        page.setObjectName("page")
        parts: list[QWidget] = []
        if demo:
            words = _("Exercise: invented citizens. The key lies beside the file.")
            parts.append(NoticeStrip(words))
        page.setLayout(
            down(*parts, self.topbar, self._notice_box, (self.stack, 1), gap=0),
        )
        self.setCentralWidget(boxed(across(self.sidebar, (page, 1), gap=0)))
        self.setMinimumSize(900, 560)
        self.resize(1440, 900)
        self.setWindowTitle("Samplan")

    def _listen_to_keys(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "search": self._search,
            "back": self.back,
            "forward": self.forward,
            "beside": self._follow_beside,
            "beside_keypad": self._follow_beside,
            "next_region": partial(next_region, self, 1),
            "previous_region": partial(next_region, self, -1),
            "lock": self._context.house.locking.lock,
            "sidebar": self.toggle_sidebar,
            "keys": self.show_keys,
            "help": self.show_help,
            "note": self._write_note,
            "task": self._give_task,
            "ask_colleague": self._ask_about_here,
            "hand_over": self._hand_over,
            "enquiry": self._new_enquiry,
            "open_plan": self._open_plan,
            "primary": partial(self._offer, "primary_action"),
            "primary_keypad": partial(self._offer, "primary_action"),
            "save": partial(self._offer, "save_now"),
            "print": partial(self._offer, "print_page"),
            "refresh": partial(self._offer, "refresh"),
            "spelling": self._go_to_misspelled,
            "next_tab": partial(self._offer, "turn_tab", 1),
            "previous_tab": partial(self._offer, "turn_tab", -1),
        }
        for key in KEYS:
            self._shortcut(key.keys, deeds[key.deed])
        for entry in self._entries.values():
            if entry.keys:
                self._shortcut(entry.keys, partial(self.open, entry.name))

    def _listen_to_bars(self) -> None:
        self.sidebar.went.connect(self.open)
        self.sidebar.switched.connect(self.user_chosen)
        self.sidebar.lock_asked.connect(self._context.house.locking.lock)
        self.topbar.went.connect(self.open)

    def _shortcut(self, keys: str, deed: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _offer(self, deed: str, *values: object) -> None:
        screen = self.current_screen()
        if screen is not None and not offer(screen, deed, *values) and deed in _SAYS_ELSE:
            self.toast(_(_SAYS_ELSE[deed]))

    def _go_to_misspelled(self) -> None:
        screen = self.current_screen()
        if screen is not None:
            from ui.spelling.walk import next_misspelled  # noqa: PLC0415 - a start needs none

            next_misspelled(screen, self._tell_of_spelling)

    def _tell_of_spelling(self, words: str) -> None:
        """Say why F7 goes nowhere, with the way to a dictionary where there is none."""
        from ui.spelling.speller import SPELLER  # noqa: PLC0415 - a start needs none

        if SPELLER.why_not() and "settings" in self._entries:
            self.toast(words, _("Open settings"), partial(self.open, "settings"))
        else:
            self.toast(words)

    def _write_note(self) -> None:
        """Open the form for a note on the citizen whose page, plan or line is in front."""
        if not self._about_citizen("write_note"):
            self.toast(_("Open a citizen or a plan first. Then you can write a note."))

    def _hand_over(self) -> None:
        """Open the sender's form for the citizen whose page, plan or line is in front."""
        about = self._citizen_in_front()
        if about is None or "handovers" not in self._entries:
            self.toast(_("Open a citizen or a plan first. Then you can hand the citizen over."))
        else:
            self.open("handovers", ("new", str(about)))

    def _give_task(self) -> None:
        """Begin a task in the plan in front, or the form for one in the citizen's plan."""
        begin = getattr(self.current_screen(), "begin_task", None)
        if callable(begin) and begin():
            return
        entry = self._entries.get("citizens")
        if entry is not None and not entry.seen_by(self._role):
            self.toast(_("Your role sees no citizens, and gives no tasks."))
        elif self._about_citizen("give_task"):
            return
        else:
            self.ask_colleague()

    def ask_colleague(self, about: "TaskAbout | None" = None) -> None:
        """Ask a colleague for a task that comes out of something, or of nothing."""
        from ui.task_about import NOTHING  # noqa: PLC0415 - a start needs none
        from ui.task_dialog import open_task_dialog  # noqa: PLC0415 - see above

        open_task_dialog(self, self._context, about or NOTHING)

    def _ask_about_here(self) -> None:
        """Ask a colleague about what the page in front says that one is at, or its citizen."""
        entry = self._entries.get("citizens")
        if entry is not None and not entry.seen_by(self._role):
            self.toast(_("Your role sees no citizens, and gives no tasks."))
            return
        asked = getattr(self.current_screen(), "task_about", None)
        about = asked() if callable(asked) else None
        self.ask_colleague(about or self._path_about())

    def _path_about(self) -> "TaskAbout | None":
        """Say whom the page in front is about."""
        from ui.task_about import TaskAbout  # noqa: PLC0415 - a start needs none

        crumb = next((each for each in self._path if each.screen == "citizen"), None)
        try:
            return TaskAbout(UUID(str(crumb.argument)), crumb.text) if crumb is not None else None
        except ValueError:
            # Somebody new, who is not kept yet.
            return None

    def _new_enquiry(self) -> None:
        """Open the form of a new enquiry, about the citizen whose page or plan is in front."""
        about = next((each for each in self._path if each.screen == "citizen"), None)
        known = about is not None and bool(about.argument)
        whom = (str(about.argument), about.text) if about is not None and known else ("", "")
        self.open("enquiries", ("new", *whom))

    def _open_plan(self) -> None:
        # Its paper, its follow-up and its review name their plan also before they are read.
        plan = next((each.argument for each in self._path if each.screen == "plan"), None)
        if plan is not None:
            self.open("plan", plan)
        elif self._open_name != "plan":
            self._offer("open_plan")

    def _about_citizen(self, deed: str) -> bool:
        """Do something on the page of the citizen whose page, plan or line is in front, if any."""
        if self._open_name == "citizen":
            self._offer(deed)
            return True
        about = self._citizen_in_front()
        if about is None or "citizen" not in self._entries:
            return False
        self.open("citizen", about)
        screen = self.current_screen()
        if screen is not None:
            offer(screen, deed, True)
        return True

    def _citizen_in_front(self) -> object:
        """Name the citizen whose page, plan or line is in front; None where there is none."""
        asked = getattr(self.current_screen(), "note_about", None)
        about: object = asked() if callable(asked) else None
        if about is None:
            # A plan, its paper and its review stand under their citizen.
            about = next((each.argument for each in self._path if each.screen == "citizen"), None)
        return about

    def _follow_beside(self) -> None:
        """Do what Enter does at the cursor; the page it leads to gets a window of its own."""
        # PySide's stubs forget that nothing may have the focus.
        focus: QWidget | None = self.focusWidget()
        self._follows_beside = True
        try:
            if isinstance(focus, QAbstractButton):
                focus.click()
            elif focus is not None:
                enter = QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(focus, QKeyEvent(*enter))
        finally:
            self._follows_beside = False

    def _turn(self, step: Callable[[], Stop | None], undo: Callable[[], Stop | None]) -> None:
        """Go one step through where the user was; a page in another window stays there."""
        self._remember()
        stop = step()
        elsewhere = self._context.house.shown_elsewhere
        if stop is not None and elsewhere(self, stop.screen, stop.argument, None):
            undo()
            return
        self._go(stop)

    def _search(self) -> None:
        entry = self._entries.get("citizens")
        if entry is not None and not entry.seen_by(self._role):
            self.toast(_("Your role sees no citizens, so there is nobody to search for."))
            return
        self.search_asked.emit()
        if entry is not None:
            self.open("citizens")

    def _remember(self) -> None:
        remember = getattr(self.current_screen(), "remember", None)
        if callable(remember):
            self._history.keep(remember())

    def _go(self, stop: Stop | None) -> None:
        if stop is None:
            return
        if self._toast is not None and not self._toast.offers:
            # What was said of the page one leaves would cover something on the next.
            self._toast.leave()
        entry = self._entries[stop.screen]
        self._open_name = stop.screen
        screen = self._built.get(stop.screen)
        if screen is None:
            screen = self._built[stop.screen] = self._build(entry)
            self.stack.addWidget(screen)
        self.setWindowTitle(f"Samplan – {_(entry.title)}")
        self.set_crumbs((Crumb(_(entry.title)),))
        self.topbar.back.setEnabled(self._history.has_back)
        self.topbar.offer_own_window(offered=stop.argument is not None)
        self.sidebar.show_current(entry.under or entry.name, stop.argument)
        self.stack.setCurrentWidget(screen)
        self._apply_width()
        offer(screen, "activate", stop.argument)
        # PySide's stubs forget that nothing may have the focus.
        focus: QWidget | None = self.focusWidget()
        if focus is None or not focus.isVisibleTo(self):
            # A screen that waits for its content still hears its keys.
            screen.setFocus()
        if stop.kept is not None:
            offer(screen, "restore", stop.kept)

    def _build(self, entry: ScreenEntry) -> QWidget:
        page = PageNavigator(self, lambda: self._open_name == entry.name)
        return entry.build(replace(self._context, navigator=page))

    def _changed(self, changes: "Changes") -> None:
        # Who is behind reads anew on coming to the front; reading now would log a look of nobody.
        for name, screen in tuple(self._built.items()):
            if name == self._open_name or self._entries[name].hears_behind:
                offer(screen, "changed", changes)

    def _forms_told(self, error: Exception | None) -> None:
        """Say that half-filled forms cannot be kept just now, or take that away."""
        if error is None:
            if self._problem is not None and self._problem is self._forms_problem:
                self.clear_problems()
            return
        from ui.problems import describe  # noqa: PLC0415 - a good start has none

        self._forms_problem = describe(error)
        self.show_problem(self._forms_problem)

    def _apply_width(self) -> None:
        # Text at 200 % needs twice the room, so it counts as half the window.
        width = self.width() * 100 // THEME.text_scale
        entry = self._entries.get(self._open_name)
        tight = entry is not None and entry.three_pane and width < THREE_PANES_FOLD_BELOW
        folded = tight if self._wants_folded is None else self._wants_folded
        self.sidebar.fold(folded or width < SIDEBAR_ALWAYS_FOLDS_BELOW)
        self.topbar.make_room(self.width())
        self._place_toast()

    def _place_toast(self) -> None:
        if self._toast is not None:
            toast, left = self._toast, self.sidebar.width()
            toast.resize(min(toast.sizeHint().width(), self.width() - left - 32), toast.height())
            room = self.width() - left - toast.width()
            # Over a page's foot and the way from page to page, not on them.
            low = self.height() - toast.height() - scaled(72)
            spots = [QPoint(left + room // 2, low), QPoint(left + room - 16, low)]
            top = self.stack.mapTo(self, QPoint()).y()
            spots += [QPoint(spots[0].x(), y) for y in range(low, top, -16)]
            toast.stand_clear_of(self.stack, spots)

    def _toast_gone(self, toast: Toast) -> None:
        if self._toast is toast:
            self._toast = None
        toast.deleteLater()
