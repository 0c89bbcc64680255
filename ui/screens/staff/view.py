"""The widgets of «Medarbejdere»: the list with its search, and the page of one person."""

from functools import partial
from typing import Final, Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.changes import Changes
from coordinator.i18n import _
from ui.begun import BegunForms
from ui.screens.staff.form import PersonForm
from ui.screens.staff.list_page import ListPage
from ui.screens.staff.login_card import CloseDialog, LoginCard, PasswordShown
from ui.screens.staff.shown import PeopleShown, PersonShown, TypedPerson
from ui.widgets.layouts import clear, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import Page


class StaffTold(Protocol):
    """The presenter as the view sees it."""

    def activate(self, argument: object) -> None:
        """Show the list, a person, or the form of a new one."""

    def refresh(self) -> None:
        """Read again."""

    def search(self, text: str) -> None:
        """List who fits what is typed."""

    def open(self, key: str) -> None:
        """Go to somebody."""

    def begin(self) -> None:
        """Go to the form of a new one."""

    def leave(self) -> None:
        """Go back to the list."""

    def save(self, typed: TypedPerson, *, password: bool) -> None:
        """Keep what is typed."""

    def close(self) -> None:
        """Let the person shown in no more."""

    def open_login(self, *, password: bool) -> None:
        """Let the person shown in again."""

    def new_password(self) -> None:
        """Give the person shown a new password."""


class StaffView(QStackedWidget):
    """«Medarbejdere» in the main window; it holds its presenter."""

    def __init__(self, presenter: StaffTold, begun: BegunForms) -> None:
        super().__init__()
        self._presenter: Final = presenter
        self._begun: Final = begun
        self.people: Final = ListPage(presenter.search, presenter.open, presenter.begin)
        self.person: Final = Page("")
        self.form: PersonForm | None = None
        self.login: LoginCard | None = None
        self.password: PasswordShown | None = None
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.person.notices.addWidget(self.problem)
        self._content: Final = down(gap=14)
        self.person.body.addLayout(self._content)
        self.person.body.addStretch(1)
        self.addWidget(self.people)
        self.addWidget(self.person)

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object) -> None:
        """Show the list, somebody by their id, or the form of a new one."""
        self._forget_password()
        self._presenter.activate(argument)
        if argument is None:
            self.people.take_focus()

    def refresh(self) -> None:
        """Read again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        if changes.everything:
            self._presenter.refresh()

    def primary_action(self) -> None:
        """Add somebody, or keep the form in front."""
        if self.currentWidget() is self.people:
            self._presenter.begin()
        elif self.form is not None:
            self.form.submit()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        if self.currentWidget() is self.people:
            return self.people.regions()
        return [each for each in (self.form, self.login) if each is not None]

    # -- what the presenter shows ------------------------------------------------------------

    def show_people(self, shown: PeopleShown) -> None:
        """Show the list."""
        arrives = self.currentWidget() is not self.people
        self._forget_password()
        self.people.show_people(shown)
        self.setCurrentWidget(self.people)
        if arrives:
            self.people.take_focus()

    def show_person(self, shown: PersonShown) -> None:
        """Show one person, or the form of a new one."""
        self._forget_password()
        clear(self._content)
        self.problem.hide()
        self.person.header.title.setText(shown.title)
        self.person.header.show_subtitle(shown.subtitle)
        self.form = PersonForm(shown, self._begun)
        self.form.wanted.connect(self._wanted)
        self.form.left.connect(self._left)
        self._content.addWidget(self.form)
        self.login = None
        if shown.key:
            self.login = LoginCard(shown)
            self.login.closing.connect(partial(self._ask_to_close, shown.title))
            self.login.opening.connect(lambda new: self._presenter.open_login(password=new))
            self.login.password_wanted.connect(self._presenter.new_password)
            self._content.addWidget(self.login)
        self.setCurrentWidget(self.person)
        self.form.take_focus()

    def show_password(self, name: str, password: str) -> None:
        """Show a password that was made, this once."""
        self._forget_password()
        self.password = PasswordShown(name, password)
        self._content.insertWidget(0, self.password)
        self.password.copy.setFocus()
        say(self.password, _("Password for {name}").format(name=name), urgent=True)

    def show_missing(self, field: str, sentence: str) -> None:
        """Say at a field what is wrong, and go there."""
        if self.form is not None:
            self.form.refuse(field, sentence)

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""
        if self.currentWidget() is self.people:
            self.people.show_problem(sentence)
            return
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def saved(self) -> None:
        """What was typed is kept."""
        if self.form is not None:
            self.form.done()

    # -- inside ------------------------------------------------------------------------------

    def _wanted(self, typed: TypedPerson, password: bool) -> None:
        self._presenter.save(typed, password=password)

    def _left(self) -> None:
        self.saved()
        self._presenter.leave()

    def _ask_to_close(self, name: str) -> None:
        dialog = CloseDialog(self, name)
        dialog.agreed.connect(self._presenter.close)
        dialog.open()

    def _forget_password(self) -> None:
        if self.password is not None:
            self.password.forget()
            self.password.hide()
            self.password.deleteLater()
            self.password = None
