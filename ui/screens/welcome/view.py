"""The welcome window: the name on the left, the three strands on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QVBoxLayout, QWidget

from coordinator.i18n import _
from ui.theme import THEME, scaled
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, TextLine
from ui.widgets.figure import Strands
from ui.widgets.icons import Logo
from ui.widgets.labels import Label
from ui.widgets.layouts import Part, across, boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.surfaces import Scroll

if TYPE_CHECKING:
    # Only named here: this is the first window, which waits for as little as it can.
    from collections.abc import Callable, Sequence

    from plans.people import StaffMember

_PICTURE_FROM = 980


@dataclass(frozen=True, slots=True)
class _Choice:
    """What stands on a form that asks for a new secret twice."""

    once: str
    twice: str
    differ: str
    go: str


class WelcomePresenting(Protocol):
    """The presenter as the window sees it."""

    def start(self) -> None:
        """Try to open."""

    def practise(self) -> None:
        """Go to the practice store."""

    def create(self, passphrase: str = "") -> None:
        """Make the store."""

    def take_passphrase(self, passphrase: str) -> None:
        """Take a new passphrase."""

    def unlock(self, passphrase: str) -> None:
        """Open with a passphrase."""

    def unlock_with_recovery(self, code: str) -> None:
        """Open with the recovery code."""

    def ask_recovery(self) -> None:
        """Ask for the recovery code."""

    def sign_in(self, login: str, password: str, *, remember: bool | None) -> None:
        """Sign in at a shared store's server."""

    def choose_password(self, new: str) -> None:
        """Take a password of one's own."""

    def ask_login(self) -> None:
        """Ask who signs in."""

    def restore_newest(self) -> None:
        """Restore the newest backup."""

    def go_on(self) -> None:
        """Go on after the recovery code."""

    def choose(self, member: StaffMember) -> None:
        """Work as somebody."""


class WelcomeWindow(QWidget):
    """Everything before the first screen; tells nothing about a citizen."""

    presenter: WelcomePresenting

    def __init__(self) -> None:
        super().__init__()
        THEME.dress(self)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Samplan")
        self.setMinimumSize(900, 560)
        self.resize(1440, 900)
        self.form: QVBoxLayout = down(gap=10)
        left = down(
            None,
            across(Logo(40), Label("Samplan", "display"), None, gap=12),
            22,
            self.form,
            None,
        )
        # With large text a long cause may be more than a small window holds.
        left_box = Scroll("Samplan", margins=(88, 40, 88, 34))
        left_box.body.addLayout(left, 1)
        left_box.setMaximumWidth(scaled(560))
        self._picture: QFrame = _picture()
        body = across((left_box, 4), (self._picture, 6), gap=0)
        # Else the picture would keep the window so wide that it could never be left out.
        body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the picture where there is little room."""
        super().resizeEvent(event)
        self._picture.setVisible(event.size().width() >= scaled(_PICTURE_FROM))

    def show_opening(self, text: str) -> None:
        """Say what is going on."""
        self._show(
            _("Welcome"),
            _("One joint plan for the citizen – across employment, social and health."),
            Label(text, "body", "2"),
        )

    def show_missing(self, place: str) -> None:
        """Offer to make a store, or to practise."""
        where = Label(place, "small", "2", wrap=True)
        make = Button(_("Create the store"), self.presenter.create, kind="primary",
                      icon="plus", size="large")  # fmt: skip
        practise = Button(_("Use practice data"), self._practise, kind="ghost", icon="school")
        self._show(
            _("Welcome"),
            _(
                "There is no store on this PC yet. "
                "Create one, or try Samplan with invented citizens."
            ),
            Label(_("The store will be kept encrypted here:"), "small_medium", "2"),
            where,
            8,
            _wide(make),
            across(practise, None),
            first=make,
        )

    def show_new_passphrase(self, problem: str) -> None:
        """Ask for the passphrase of a new store, or of one whose key is kept again."""
        self._show_choice(
            _("Choose a passphrase"),
            _(
                "This PC has no keyring that Samplan can trust. "
                "So you type a passphrase each time Samplan starts. "
                "It is the same for everybody who uses this store."
            ),
            _Choice(
                _("Passphrase, at least 12 characters"),
                _("Passphrase again"),
                _("The two differ. Type the passphrase again."),
                _("Use this passphrase"),
            ),
            self.presenter.take_passphrase,
            problem,
        )

    def show_own_password(self, problem: str) -> None:
        """Ask for a password of one's own, in place of one that another made."""
        self._show_choice(
            _("Choose your own password"),
            _(
                "Somebody else made the password that you signed in with. "
                "Choose one that only you know. From now on you sign in with it."
            ),
            _Choice(
                _("New password, at least 12 characters"),
                _("New password again"),
                _("The two differ. Type the password again."),
                _("Save the new password"),
            ),
            self.presenter.choose_password,
            problem,
        )

    def _show_choice(
        self, title: str, text: str, said: _Choice, take: Callable[[str], None], problem: str
    ) -> None:
        """Ask for a secret twice."""
        once, twice = _secret(said.once), _secret(said.twice)
        field, again = _field(said.once, once, problem), _field(said.twice, twice)

        def taken() -> None:
            if once.text() != twice.text():
                again.show_error(said.differ)
                twice.setFocus()
                return
            take(once.text())

        go = Button(said.go, taken, kind="primary", size="large")
        once.returnPressed.connect(twice.setFocus)
        twice.returnPressed.connect(taken)
        self._show(title, text, field, again, 6, _wide(go), first=once)

    def show_recovery_code(self, code: str) -> None:
        """Show the recovery code, this once."""
        shown = Label(code, "h2", wrap=True)
        shown.selectable()
        shown.setAccessibleName(_("Recovery code"))
        go = Button(_("I have written it down"), self.presenter.go_on, kind="primary",
                    size="large")  # fmt: skip
        self._show(
            _("Write the recovery code down"),
            _(
                "It opens the store if this PC loses the key. "
                "It is shown only this once. Keep it in a safe, not on this PC."
            ),
            shown,
            8,
            _wide(go),
            first=go,
        )

    def show_passphrase(self, problem: str) -> None:
        """Ask for the passphrase."""
        secret = _secret(_("Passphrase"))
        field = _field(_("Passphrase"), secret, problem)
        open_it = Button(
            _("Open"), lambda: self.presenter.unlock(secret.text()), kind="primary", size="large"
        )
        secret.returnPressed.connect(lambda: self.presenter.unlock(secret.text()))
        other = Button(_("Use the recovery code"), self.presenter.ask_recovery, kind="ghost")
        self._show(
            _("Welcome back"), _("The store is locked."), field, 4, _wide(open_it),
            across(other, None), first=secret,
        )  # fmt: skip

    def show_recovery(self, problem: str, typed: str = "") -> None:
        """Ask for the recovery code; of one that is wrong nobody types all anew."""
        code = TextLine(typed, name=_("Recovery code"))
        hint = _("Capital and small letters and hyphens do not matter.")
        field = _field(_("Recovery code"), code, problem, hint)

        def take() -> None:
            self.presenter.unlock_with_recovery(code.text())

        code.returnPressed.connect(take)
        open_it = Button(_("Open"), take, kind="primary", size="large")
        back = Button(_("Try again"), self.presenter.start, kind="ghost")
        self._show(
            _("Open with the recovery code"),
            _(
                "The code was shown when the store was created. "
                "Afterwards the key is kept on this PC again."
            ),
            field, 4, _wide(open_it), across(back, None), first=code,
        )  # fmt: skip

    def show_sign_in(self, login: str, problem: str, *, can_keep: bool) -> None:
        """Ask who signs in at a shared store's server, and for the password."""
        from ui.widgets.choices import TickBox  # noqa: PLC0415 - most starts need not ask

        name, secret = TextLine(login, name=_("Login")), _secret(_("Password"))
        who, field = _field(_("Login"), name), _field(_("Password"), secret, problem)
        remember = TickBox(_("Remember on this PC"), ticked=True) if can_keep else None

        def take() -> None:
            for line, asked, sentence in (
                (name, who, _("Type your login.")),
                (secret, field, _("Type your password.")),
            ):
                if not line.text().strip():
                    asked.show_error(sentence)
                    line.setFocus()
                    return
            kept = remember.isChecked() if remember is not None else None
            self.presenter.sign_in(name.text(), secret.text(), remember=kept)

        name.returnPressed.connect(secret.setFocus)
        secret.returnPressed.connect(take)
        go = Button(_("Sign in"), take, kind="primary", icon="arrow-right", size="large")
        practise = Button(_("Use practice data"), self._practise, kind="ghost", icon="school")
        ticks = (across(remember, None),) if remember is not None else ()
        self._show(
            _("Welcome"), _("Sign in to your municipality's shared store."),
            who, field, *ticks, 4, _wide(go), across(practise, None),
            first=secret if login else name,
        )  # fmt: skip

    def show_trouble(
        self,
        cause: str,
        way_out: str,
        *,
        can_restore: bool,
        has_code: bool = False,
        other_login: bool = False,
        can_create: bool = False,
    ) -> None:
        """Tell why the store does not open, with ways on."""
        again = Button(
            _("Try again"), self.presenter.start, kind="primary", icon="refresh",
            size="large",
        )  # fmt: skip
        ways: list[Part] = [_wide(again)]
        if can_restore:
            restore = Button(
                _("Restore the newest backup"), self.presenter.restore_newest,
                icon="history",
            )  # fmt: skip
            ways.append(across(restore, None))
        if has_code:
            code = Button(_("Use the recovery code"), self.presenter.ask_recovery)
            ways.append(across(code, None))
        if other_login:
            other = Button(_("Sign in as somebody else"), self.presenter.ask_login, icon="user")
            ways.append(across(other, None))
        if can_create:
            make = Button(_("Create a new store here"), self.presenter.create, icon="plus")
            ways.append(across(make, None))
        practise = Button(_("Use practice data"), self._practise, kind="ghost", icon="school")
        self._show(
            _("The store does not open"), "", Banner("danger", cause, way_out), 8, *ways,
            across(practise, None), first=again,
        )  # fmt: skip

    def show_who(self, staff: Sequence[StaffMember], problem: str) -> None:
        """Ask who works."""
        people: dict[object, StaffMember] = {member.id: member for member in staff}
        from ui.widgets.choices import Combo  # noqa: PLC0415 - most starts need not ask

        choose = Combo(
            [(member.id, f"{member.name}, {member.team}") for member in staff],
            name=_("Who are you?"),
            searchable=True,
        )
        # A long name must not make the column wider than its half of the window.
        choose.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choose.setMinimumContentsLength(12)
        field = Field(_("Who are you?"), choose)
        if problem:
            field.show_error(problem)

        def take() -> None:
            member = people.get(choose.value)
            if member is None:
                field.show_error(_("Choose yourself in the list."))
                choose.setFocus()
            else:
                self.presenter.choose(member)

        go = Button(_("Continue"), take, kind="primary", icon="arrow-right", size="large")
        self._show(
            _("Welcome"), _("Your login on this PC is not in the staff list. Choose who you are."),
            field, 4, _wide(go), first=choose,
        )  # fmt: skip

    def _practise(self) -> None:
        self.presenter.practise()

    def _show(self, title: str, text: str, *parts: Part, first: QWidget | None = None) -> None:
        clear(self.form)
        self.form.addWidget(Label(title, "display", wrap=True))
        if text:
            self.form.addWidget(Label(text, "body", "2", wrap=True))
        self.form.addLayout(down(6, *parts, gap=8))
        if first is not None:
            first.setFocus()


def _field(label: str, line: TextLine, problem: str = "", hint: str = "") -> Field:
    """Make the field of a line; what was wrong goes when something else is typed."""
    made = Field(label, line, hint=hint)
    if problem:
        made.show_error(problem)
    line.textChanged.connect(made.clear_error)
    return made


def _secret(name: str) -> TextLine:
    line = TextLine(name=name)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def _wide(button: Button) -> Button:
    button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().verticalPolicy())
    return button


def _picture() -> QFrame:
    middle = Qt.AlignmentFlag.AlignHCenter
    said = Label(_("The text is saved while you write."), "h1")
    more = Label(_("You are never thrown out in the middle of a sentence."), "body", "2", wrap=True)
    for label in (said, more):
        label.setAlignment(middle)
    body = down(None, across(None, Strands(), None), 24, said, more, None, margins=(40, 0, 40, 30))
    return boxed(body, "sidebar")
