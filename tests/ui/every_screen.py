"""Every screen in every state worth looking at, on the practice store, and what to look for.

``tests/ui/test_every_screen.py`` walks a sample of it; ``tests/screenshots`` paints all of it.
"""

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from coordinator import i18n
from coordinator.demo import cast_of, fill
from coordinator.desk import Desk, SystemClock
from coordinator.i18n import _
from coordinator.stores import Unlocking
from coordinator.use_cases import enquiries, handing_over
from coordinator.use_cases.signing_in import SYSTEM, sign_in
from db.store_house import SqlStores
from plans.people import Role, ServiceArea, StaffMember
from plans.signatures import Signer
from plans.states import PlanStatus
from tests.run_folder import made_once
from tests.ui.fakes_runner import ImmediateRunner
from ui.feed import ChangeFeed
from ui.lock_cover import LockCover
from ui.people import cards_to_offer, user_card
from ui.screen import House, StoreFacts
from ui.screens.plan.builder import Builder
from ui.screens.plan.card import InterventionCard
from ui.screens.settings.absence_card import AbsenceCard
from ui.screens.settings.lists_card import ListsCard
from ui.screens.settings.sign_in_card import SignInCard
from ui.theme import THEME, font, load_fonts, scaled
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.painted import Painted
from ui.widgets.pills import pill_size
from ui.widgets.rows_model import CELL_ROLE, Cell
from ui.widgets.rows_view import RowsView, fitting_pill
from ui.window import Window

TODAY = date(2026, 11, 17)
NAME = "solbaek.db"
SMALLEST_TARGET = 24
_SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
# Nobody in staff yet has a case, a plan or a task: every list of theirs is empty.
_NEW = ("ny", "Nina Ny-Ansat")


@dataclass
class Practice:
    """The practice store, open, and who plays in it."""

    store: object
    clock: SystemClock

    def __post_init__(self):
        self.system = Desk(SYSTEM, self.store.begin, self.clock)
        self.cast = cast_of(self.system)

    def member(self, who):
        """Somebody by their part; «new» has nothing to do yet."""
        if who == "system":
            return SYSTEM
        new = {"new": "ny", "new lead": "nylead", "administrator": "nyadm"}
        if who in new:
            return sign_in(self.store.begin, new[who])
        return getattr(self.cast, who)

    def plan_in(self, status):
        """The first plan in a state: its id and its citizen's."""
        with self.system.taken_by(self.cast.coordinator).start_reading() as work:
            for each in work.lists.my_plans():
                if each.status is status:
                    return each.plan_id, each.citizen_id
        raise LookupError(status)

    def protected(self):
        with self.system.taken_by(self.cast.coordinator).start_reading() as work:
            for each in work.lists.my_plans():
                if each.protected:
                    return each.plan_id, each.citizen_id
        raise LookupError("protected")

    def without_plan(self):
        with self.system.start_reading() as work:
            found = work.lists.find("ol", 200)
        return next(each.id for each in found if each.plan_status is None and not each.protected)


@cache
def _load_look():
    QApplication.setStyle("Fusion")
    load_fonts()
    THEME.use("light", 100)


def take_plain_look():
    """Look as a new installation does, whatever the test before left."""
    _load_look()
    # Restyling is dear, so only after a test that changed the look.
    if (THEME.mode, THEME.text_scale) != ("light", 100):
        THEME.use("light", 100)


@cache
def practice_files():
    """A folder with a filled practice store that nobody has open; made once per run."""
    return made_once("practice", _fill_practice)


def copy_practice(folder):
    """Put a copy of the practice store in a folder; gives its address."""
    for file in practice_files().iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    return str(Path(folder) / NAME)


def make_practice(folder):
    """Open a copy of the practice store."""
    clock = SystemClock(TODAY)
    return Practice(SqlStores(clock).open(copy_practice(folder), Unlocking()), clock)


def _fill_practice(folder):
    clock = SystemClock(TODAY)
    stores = SqlStores(clock)
    address = str(folder / NAME)
    stores.create(address, Unlocking(), demo=True)
    store = stores.open(address, Unlocking())
    fill(store, clock, lambda _text: None)
    with store.begin(SYSTEM, True) as work:
        new = {"ny": Role.CASEWORKER, "nylead": Role.TEAM_LEAD, "nyadm": Role.ADMINISTRATOR}
        for login, role in new.items():
            work.staff.add(_nobody(login, role))
        work.commit()
    store.close()


def _nobody(login, role):
    return StaffMember(uuid4(), login, _NEW[1], ServiceArea.EMPLOYMENT, "Team Ny", role)


@dataclass(frozen=True)
class State:
    """One thing to look at: who looks, at which screen, how it is reached, what is done there."""

    name: str
    who: str
    screen: str
    argument: Callable[[Practice], object] = lambda _practice: None
    then: Callable[[Window], None] = lambda _window: None
    empty: bool = False


def _plan_of(status):
    return lambda practice: str(practice.plan_in(status)[0])


def _citizen_of(status):
    return lambda practice: str(practice.plan_in(status)[1])


def _offered(word):
    """The first hand-over of a kind, or in a state, that the coordinator sees."""

    def key(practice):
        desk = practice.system.taken_by(practice.cast.coordinator)
        found = handing_over.lists(desk)
        lines = [each.handover for each in (*found.to_me, *found.from_me)]
        return str(next(each.id for each in lines if word in (each.kind, each.status)))

    return key


def _tasks_board(window):
    window.current_screen().modes.picked.emit("board")


def _tasks_ticked(window):
    rows = window.current_screen().list
    rows.all_ticked.emit(True)


def _form_of(status):
    return lambda practice: ("new", str(practice.plan_in(status)[1]))


def _new_set(practice):
    """What hangs on the coordinator, to be given to others."""
    return ("new", str(practice.cast.coordinator.id))


def _look_at_set(window):
    """See what comes of it when the first two who are there get it all."""
    page = window.current_screen().choice
    page.cause.set_value("illness_leave")
    page.people.tick([row.key for row in page._shown.people if not row.away][:2])
    page.primary_action()


def _enquiry_in(group):
    """The first enquiry of a group of the list, by its id."""

    def found(practice):
        desk = practice.system.taken_by(practice.cast.coordinator)
        return str(getattr(enquiries.lists(desk), group)[0].enquiry.id)

    return found


def _type(text):
    def deed(window):
        window.current_screen().findChild(QLineEdit).setText(text)
        settle(lambda: False, 0.4)

    return deed


def _tab(number):
    def deed(window):
        for _turn in range(number):
            window.current_screen().turn_tab(1)

    return deed


def _proposed(window):
    """Search with room for all."""
    screen = window.current_screen()
    screen.choose.go.click()
    assert settle(lambda: screen.currentWidget() is screen.plan)
    screen.plan.lines.choose(0)


def _consequences(window):
    _proposed(window)
    window.current_screen().plan.outcome.click()


def _no_plan(window):
    """Search where nobody can have the citizens."""
    screen = window.current_screen()
    screen.choose.others.setChecked(True)
    rows = screen.choose.people.rows
    people = [rows.at(place) for place in range(rows.rowCount())]
    for each in people:
        if getattr(each, "receives", False):
            screen._presenter.set_person(each.key, gives=False, receives=False, limit="")
    other = next(each for each in people if getattr(each, "load", "") == "–")
    screen._presenter.set_person(other.key, gives=False, receives=True, limit="9")
    screen.choose.go.click()
    assert settle(lambda: screen.currentWidget() is screen.none)


def _lock(question, *, over=False):
    def deed(window):
        # Without the watch over the whole program, which would outlive the window.
        name = "Nina Margrethe Alexandra Nytest-Østergaard-Ålestrup"
        cover = LockCover(window, name, question, lambda *_answer: None, over=over)
        cover.take_focus()
        window.centralWidget().hide()

    return deed


def _sign_in_rules(window):
    """Go to how long a sign-in counts."""
    window.current_screen().findChild(SignInCard).minutes._buttons[0][1].setFocus()


def _timeline_table(window):
    window.current_screen().board.pane.overview.timeline._choice._buttons[1][1].click()


def _timeline_chosen(window):
    line = window.current_screen().board.pane.overview.timeline.line
    line.setFocus()
    line.choose(next(bar.key for bar in line.bars if not bar.locked))


def _take(name):
    def deed(window):
        window.current_screen().presenter.take_file(str(_SAMPLE / name))

    return deed


def _form(name):
    """Open a form of the citizen page by the button that a screen reader hears as ``name``."""

    def deed(window):
        named = _(name)

        def found():
            buttons = window.current_screen().findChildren(QPushButton)
            shown = (b for b in buttons if b.isVisible() and b.accessibleName() == named)
            return next(shown, None)

        # Where a header wraps, its buttons come with the second picture.
        assert settle(lambda: found() is not None), named
        found().click()

    return deed


def _sign(window):
    """Open the form of a signature that a representative has written."""
    _tab(4)(window)
    window.current_screen().board._open_form("signature:1")
    window.current_screen().board.pane.form._signer.set_value(Signer.REPRESENTATIVE)


def _show_scan(window):
    """Show the scanned copy of the newest signature."""
    _tab(4)(window)
    begins = f"{_('Show copy')},"
    buttons = window.current_screen().findChildren(QPushButton)
    next(b for b in buttons if b.accessibleName().startswith(begins)).click()


def _write_intervention(window):
    screen = window.current_screen()
    screen.document.words.open()
    # Which draft comes first is chance, and one of them has no intervention yet.
    if settle(lambda: screen.findChild(InterventionCard) is not None, 1.0):
        screen.findChild(InterventionCard).open()


def _write_beside(window):
    """Open one of each kind that stands beside the goals, beginning those that are not there."""
    document = window.current_screen().document
    document.builder.run_all()
    sections = document.sections
    for block in (next(iter(sections.texts.values())), sections.challenges, sections.contacts):
        block.begin()
    sections.measures.begin()
    sections.stance.kind.segments.setFocus()


def _change_a_line(window):
    """Open the form of a line of a list."""
    card = window.current_screen().findChild(ListsCard)
    card.rows.choose(1)
    card.open_form("change")


def _write_absence(window):
    """Open the form of a new absence."""
    window.current_screen().findChild(AbsenceCard).open_form(None)


def _this_week(window):
    """Go to the week in which the practice municipality was filled."""
    window.current_screen().on.click()


def _publish_figures(window):
    """Publish the month that ended last, unless a state before did."""
    page = window.current_screen()
    if not page.offer.isHidden():
        page.offer.click()


def _pick_tile(number):
    return lambda window: window.current_screen()._pick_number(number)


def _wrong_file(window):
    window.current_screen().presenter.take_file(str(_SAMPLE.parent / "tokens.json"))


STATES = (
    State("day", "coordinator", "day"),
    State("day lead", "lead", "day"),
    State("day returned", "coordinator", "day", then=_pick_tile(4)),
    State("day queue", "coordinator", "day", then=_pick_tile(5)),
    State("day empty", "new", "day", empty=True),
    State("citizens", "coordinator", "citizens"),
    State("citizens found", "coordinator", "citizens", then=_type("ol")),
    State("citizens nobody", "coordinator", "citizens", then=_type("qqq"), empty=True),
    State("citizens empty", "new", "citizens", empty=True),
    State("citizen", "coordinator", "citizen", _citizen_of(PlanStatus.DRAFT)),
    State("citizen timeline table", "coordinator", "citizen", _citizen_of(PlanStatus.IN_REVISION), _timeline_table),
    State("citizen timeline chosen", "coordinator", "citizen", _citizen_of(PlanStatus.DRAFT), _timeline_chosen),
    State("citizen in review", "coordinator", "citizen", _citizen_of(PlanStatus.IN_REVIEW)),
    State("citizen at rest", "coordinator", "citizen", _citizen_of(PlanStatus.PAUSED)),
    State("citizen plan", "coordinator", "citizen", _citizen_of(PlanStatus.ACTIVE), _tab(1)),
    State("citizen tasks", "coordinator", "citizen", _citizen_of(PlanStatus.ACTIVE), _tab(2)),
    State("citizen consents", "coordinator", "citizen", _citizen_of(PlanStatus.ACTIVE), _tab(3)),
    State("citizen last tab", "coordinator", "citizen", _citizen_of(PlanStatus.ACTIVE), _tab(4)),
    State("citizen signature", "coordinator", "citizen", _citizen_of(PlanStatus.ACTIVE), _sign),
    State("citizen scan", "coordinator", "citizen", _citizen_of(PlanStatus.ACTIVE), _show_scan),
    State("citizen notes", "coordinator", "citizen", _citizen_of(PlanStatus.IN_REVIEW), _tab(2)),
    State("citizen note", "coordinator", "citizen", _citizen_of(PlanStatus.DRAFT), _form("Journal note")),
    State("citizen protected", "coordinator", "citizen", lambda p: str(p.protected()[1])),
    State("citizen reason", "new", "citizen", _citizen_of(PlanStatus.DRAFT), empty=True),
    State("citizen task", "coordinator", "citizen", _citizen_of(PlanStatus.ACTIVE), _form("New task")),
    State("citizen people", "coordinator", "citizen", _citizen_of(PlanStatus.DRAFT), _form("Edit who works on the plan")),
    State("citizen new", "coordinator", "citizens", then=_form("Create citizen")),
    State("citizen no plan", "lead", "citizen", lambda p: (str(p.without_plan()), "Ringer nu"),
          empty=True),
    State("citizen new", "coordinator", "citizen", lambda _p: ("new", "")),
    State("plan", "coordinator", "plan", _plan_of(PlanStatus.DRAFT)),
    State("plan writing", "coordinator", "plan", _plan_of(PlanStatus.DRAFT), _write_intervention),
    State("plan writing beside", "coordinator", "plan", _plan_of(PlanStatus.DRAFT), _write_beside),
    State("plan active", "coordinator", "plan", _plan_of(PlanStatus.ACTIVE)),
    State("plan in review", "coordinator", "plan", _plan_of(PlanStatus.IN_REVIEW)),
    State("plan read only", "new", "plan", _plan_of(PlanStatus.ACTIVE)),
    State("follow up", "coordinator", "follow_up", _plan_of(PlanStatus.ACTIVE)),
    State("review", "lead", "review", _plan_of(PlanStatus.IN_REVIEW)),
    State("review mine", "coordinator", "review"),
    State("review empty", "new lead", "review", empty=True),
    State("print draft", "coordinator", "print", lambda p: ("plan", str(p.plan_in(PlanStatus.DRAFT)[0]))),
    State("print approved", "coordinator", "print", lambda p: ("plan", str(p.plan_in(PlanStatus.ACTIVE)[0]))),
    State("print protected", "coordinator", "print", lambda p: ("plan", str(p.protected()[0]))),
    State("import", "lead", "import", empty=True),
    State("import same file", "lead", "import", then=_take("sundhed.csv")),
    State("import wrong file", "lead", "import", then=_wrong_file),
    State("review paper", "lead", "review", _plan_of(PlanStatus.IN_REVIEW), _tab(1)),
    State("enquiry mine", "coordinator", "enquiries", _enquiry_in("mine")),
    State("enquiry queued", "coordinator", "enquiries", _enquiry_in("queue")),
    State("enquiry sent", "coordinator", "enquiries", _enquiry_in("sent")),
    State("enquiry answered", "coordinator", "enquiries", _enquiry_in("answered")),
    State("enquiry new", "coordinator", "enquiries", lambda _p: ("new", "", "")),
    State("enquiries", "coordinator", "enquiries"),
    State("enquiries empty", "new", "enquiries", empty=True),
    State("tasks", "coordinator", "tasks"),
    State("tasks board", "coordinator", "tasks", then=_tasks_board),
    State("tasks ticked", "lead", "tasks", then=_tasks_ticked),
    State("tasks empty", "new", "tasks", empty=True),
    State("staff", "administrator", "staff"),
    State("staff nobody", "administrator", "staff", then=_type("qqq"), empty=True),
    State("staff person", "administrator", "staff", lambda p: str(p.cast.coordinator.id)),
    State("staff free", "administrator", "staff", lambda p: str(p.member("new").id)),
    State("staff new", "administrator", "staff", lambda _p: "new"),
    State("team", "lead", "team"),
    State("handovers", "coordinator", "handovers"),
    State("handovers empty", "new", "handovers", empty=True),
    State("handover to me", "coordinator", "handovers", _offered("lasting")),
    State("handover asked for", "coordinator", "handovers", _offered("request")),
    State("handover of mine", "coordinator", "handovers", _offered("declined")),
    State("handover form", "coordinator", "handovers", _form_of(PlanStatus.ACTIVE)),
    State("reorganise", "lead", "reorganise"),
    State("reorganise one", "lead", "reorganise", lambda p: str(p.cast.coordinator.id)),
    State("reorganise plan", "lead", "reorganise", lambda p: str(p.cast.coordinator.id), _proposed),
    State("reorganise outcome", "lead", "reorganise", lambda p: str(p.cast.coordinator.id), _consequences),
    State("reorganise none", "lead", "reorganise", lambda p: str(p.cast.coordinator.id), _no_plan),
    State("team person", "lead", "team", lambda p: str(p.cast.coordinator.id)),
    State("redistribution", "lead", "redistribution", empty=True),
    State("redistribution choose", "lead", "redistribution", _new_set),
    State("redistribution outcome", "lead", "redistribution", _new_set, _look_at_set),
    State("team free", "lead", "team", lambda p: str(p.member("new").id), empty=True),
    State("log control", "lead", "log_control", then=_this_week),
    State("figures", "lead", "figures", then=_publish_figures),
    State("settings", "coordinator", "settings"),
    State("settings lead", "lead", "settings"),
    State("settings list", "lead", "settings", then=_change_a_line),
    State("locked", "coordinator", "day", then=_lock("")),
    State("locked passphrase", "coordinator", "plan", _plan_of(PlanStatus.DRAFT), _lock("passphrase")),
    State("locked over", "coordinator", "day", then=_lock("password", over=True)),
    State("locked ticket", "coordinator", "day", then=_lock("ticket", over=True)),
    State("settings sign in", "lead", "settings", then=_sign_in_rules),
    State("settings absence", "lead", "settings", then=_write_absence),
)  # fmt: skip


def settle(ready, seconds=5.0):
    """Let events come until ``ready()`` or the time is up; other threads get their turn."""
    end = time.monotonic() + seconds
    while True:
        QCoreApplication.processEvents()
        if ready():
            return True
        if time.monotonic() > end:
            return False
        time.sleep(0.005)


class StrayWatch(QObject):
    """Hears of widgets that are shown before they have a place: they flash and take the focus."""

    def __init__(self):
        super().__init__()
        self.strays = []

    def eventFilter(self, watched, event):
        """Note a window that is none of ours."""
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and type(watched).__module__.startswith(("ui.widgets", "ui.screens"))
            and not isinstance(watched, QDialog)
        ):
            self.strays.append(_said(watched))
        return False


def open_window(practice, state, size, *, demo=True, runner=None):
    """Show a state in a window of a size, as its user would see it."""
    member = practice.member(state.who)
    info = practice.store.info
    house = House(facts=lambda: StoreFacts(info(), practice.clock.now(), key_beside=True))
    window = Window(
        desk=Desk(member, practice.store.begin, practice.clock, practice.store.drafts(member)),
        runner=runner or ImmediateRunner(),
        feed=ChangeFeed(),
        demo=demo,
        house=house,
    )
    leads = [practice.cast.lead, practice.cast.deputy]
    window.show_user(user_card(member), cards_to_offer(member, leads))
    window.resize(*size)
    window.show()
    window.open(state.screen, state.argument(practice))
    QCoreApplication.processEvents()
    state.then(window)
    # A long plan is built in slices, between which keys are heard.
    builders = [each for each in window.findChildren(QObject) if isinstance(each, Builder)]
    settle(lambda: not any(each.busy for each in builders))
    for _turn in range(3):
        QCoreApplication.processEvents()
    window.grab()  # labels notice while they are painted that they have no room
    return window


def close_window(window):
    """Let a window and everything in it go."""
    window.close()
    window.deleteLater()
    for _turn in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def shown(window):
    """Every visible widget."""
    return [each for each in window.findChildren(QWidget) if each.isVisible()]


def path_of(widget):
    """Where a widget is, so that one finds it."""
    names = []
    while widget is not None and len(names) < 4:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names)


def _said(widget):
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    return f"«{words or widget.accessibleName()}» {path_of(widget)}"


def nameless(window):
    """Widgets that take focus by Tab and have no name."""
    found = []
    for each in shown(window):
        tabs = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        inner = isinstance(each.parentWidget(), QComboBox | QLineEdit)
        if tabs and each.isEnabled() and not inner and not spoken_name(each):
            found.append(path_of(each))
    return found


def spoken_name(widget):
    """What a screen reader hears: a button's text is a name as well."""
    face = QAccessible.queryAccessibleInterface(widget)
    return "" if face is None else face.text(QAccessible.Text.Name)


def small_targets(window):
    """Controls that are hard to hit."""
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    return [
        f"{_said(each)} {each.width()}×{each.height()}"
        for each in shown(window)
        if isinstance(each, kinds)
        and not isinstance(each.parentWidget(), QComboBox | QLineEdit)
        and min(each.width(), each.height()) < SMALLEST_TARGET
    ]


def primaries(window):
    """The visible primary buttons."""
    return [
        each
        for each in shown(window)
        if isinstance(each, QPushButton) and each.property("kind") == "primary"
    ]


def unbuddied(window):
    """Labels above fields that do not lead to them."""
    return [
        path_of(field)
        for field in shown(window)
        if isinstance(field, Field) and field._label.buddy() is not field.control
    ]


_DATE = re.compile(r"\b\d{1,2}[-.]\s?(\d{1,2}|[a-z]{3,9})[-. ]+\d{4}\b")
_SENTENCE = 35
_NEVER_ELIDED_ROLES = frozenset({"display", "h1"})


def _must_stand_whole(text, role, tone):
    return bool(_DATE.search(text)) or role in _NEVER_ELIDED_ROLES or tone == "danger"


def _wide(widget, text):
    return QFontMetrics(widget.font()).horizontalAdvance(text)


def _clipped_label(label):
    text = label.text()
    if not text:
        return ""
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.textFormat() == Qt.TextFormat.RichText:
            text = re.sub("<[^>]*>", "", text)
        word = max((_wide(label, each) for each in text.split()), default=0)
        if needed > label.height() + 2 or word > room.width() + 2:
            return f"{label.width()}×{label.height()} for {word}×{needed}"
        return ""
    if QFontMetrics(label.font()).height() > label.height() + 2:
        return "too low"
    if _wide(label, text) <= room.width() + 2:
        return ""
    if not isinstance(label, Label) or label.toolTip() != text:
        return "cut"
    if _must_stand_whole(text, label.property("role"), label.property("tone")):
        return "shortened"
    return ""


def _clipped_button(button):
    hint = button.sizeHint()
    if button.hasHeightForWidth():
        # Words that break over lines need less height the wider they stand.
        hint = QSize(button.minimumSizeHint().width(), button.heightForWidth(button.width()))
    if hint.width() > button.width() + 2 or hint.height() > button.height() + 2:
        return f"{button.width()}×{button.height()} for {hint.width()}×{hint.height()}"
    return ""


def clipped(window):
    """Texts that have no room and do not say so, and those that must always stand whole."""
    found = []
    for each in shown(window):
        why = ""
        if each.visibleRegion().isEmpty():
            continue
        if isinstance(each, QLabel):
            why = _clipped_label(each)
        elif isinstance(each, QPushButton | QRadioButton | QCheckBox) or (
            isinstance(each, Painted) and each.accessibleName() and not isinstance(each, QLabel)
        ):
            why = _clipped_button(each)
        elif isinstance(each, QLineEdit) and each.isReadOnly():
            why = "cut" if _wide(each, each.text()) > each.width() else ""
        if why:
            found.append(f"{why}: {_said(each)}")
        if isinstance(each, RowsView):
            found += _clipped_cells(each)
    found += _outside(window)
    return found


def _clipped_cells(table):
    """Names and dates in a list that end in …, and shortened cells without a tooltip."""
    found = []
    head = table.horizontalHeader()
    for column in range(table.model().columnCount()):
        if table.isColumnHidden(column):
            continue
        title = table.model().headerData(column, Qt.Orientation.Horizontal) or ""
        room = table.columnWidth(column) - 20
        if head.isVisible() and QFontMetrics(head.font()).horizontalAdvance(title) > room + 2:
            found.append(f"head: «{title}» {path_of(table)}")
        for row in range(min(table.model().rowCount(), 30)):
            found += _clipped_cell(table, row, column)
    return sorted(set(found))


def _clipped_cell(table, row, column):
    index = table.model().index(row, column)
    cell = index.data(CELL_ROLE)
    # A cell that lies under a wider one is not seen.
    under = column > 0 and table.columnSpan(row, column - 1) > 1
    if not isinstance(cell, Cell) or under:
        return
    span = range(column, column + table.columnSpan(row, column))
    room = sum(table.columnWidth(each) for each in span) - 2 * scaled(10)
    room -= scaled(28) if cell.icon else 0
    room -= len(cell.areas) * scaled(22) + (scaled(3) if cell.areas else 0)
    if cell.pill:
        pill = fitting_pill(cell, room)
        room -= pill_size(pill).width() + (scaled(8) if cell.text else 0)
        if room < -2:
            yield f"pill: «{cell.pill.text}» {path_of(table)}"
    named = table.rows.columns[column].title in (_("Name"), _("Citizen"))
    for text, role in ((cell.text, cell.role), (cell.sub, "small")):
        measure = QFontMetrics(font(role))
        if measure.horizontalAdvance(text) <= room + 2:
            continue
        short = measure.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
        # A sentence with dates in it may end in …; a cell that is a date and a word may not.
        lost = len(text) < _SENTENCE and len(_DATE.findall(text)) != len(_DATE.findall(short))
        if lost or (named and text == cell.text):
            yield f"cell: «{text}» column {column} {path_of(table)}"
        elif text not in str(index.data(Qt.ItemDataRole.ToolTipRole) or ""):
            yield f"no tooltip: «{text}» column {column} {path_of(table)}"


def _outside(window):
    """Screens that are wider than the room they have: something lies outside the window."""
    found = []
    if window.minimumSizeHint().width() > max(window.width(), 900):
        found.append(f"window wants {window.minimumSizeHint().width()}")
    for each in shown(window):
        if type(each).__name__ == "Scroll" and each.widget() is not None:
            spare = each.widget().width() - each.viewport().width()
            if spare > 1:
                found.append(f"sideways {spare}: {each.accessibleName()} {path_of(each)}")
    return found


def foreign(window):
    """Texts in the other language: English where the program speaks Danish."""
    known = getattr(i18n._Current.catalogue, "_catalog", {})
    found = []
    for each in shown(window):
        words = {each.accessibleName(), each.accessibleDescription(), each.toolTip()}
        text = getattr(each, "text", None)
        words.add(text() if callable(text) else "")
        words.add(each.placeholderText() if isinstance(each, QLineEdit) else "")
        found += [
            f"{word} {path_of(each)}" for word in words - {""} if known.get(word, word) != word
        ]
    return found


def faults(window):
    """Everything that is wrong with what a window shows."""
    found = [f"foreign {each}" for each in foreign(window)]
    found += [f"nameless {each}" for each in nameless(window)]
    found += [f"small {each}" for each in small_targets(window)]
    found += [f"no buddy {each}" for each in unbuddied(window)]
    found += [f"clipped {each}" for each in clipped(window)]
    many = primaries(window)
    if len(many) > 1:
        found.append(f"primaries {[each.text() for each in many]}")
    return found
