"""What happens on «Medarbejdere»: finding somebody, taking them in, moving and closing them."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Final, Protocol
from uuid import UUID, uuid4

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.passwords import made_password
from coordinator.staff_wording import burden_lines, place_words
from coordinator.use_cases import staff
from coordinator.use_cases.staff import StaffPage
from coordinator.wording import label, sentence_for
from plans.errors import RuleBroken
from plans.logins import Burden
from plans.people import Role, ServiceArea, StaffMember
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screen import at_once
from ui.screens.staff.shown import PeopleShown, PersonLine, PersonShown, TypedPerson

SCREEN: Final = "staff"
NEW: Final = "new"
_ROLES: Final = tuple(each for each in Role if each is not Role.SYSTEM)
# Which field a broken rule is about.
_FIELDS: Final = {
    "login-wrong": "login",
    "login-reserved": "login",
    "login-taken": "login",
    "staff-name-missing": "name",
    "own-login": "role",
    "still-responsible": "role",
}


class StaffFace(Protocol):
    """The view as the presenter sees it."""

    def show_people(self, shown: PeopleShown) -> None:
        """Show the list."""

    def show_person(self, shown: PersonShown) -> None:
        """Show one person, or the form of a new one."""

    def show_password(self, name: str, password: str) -> None:
        """Show a password that was made, this once."""

    def show_missing(self, field: str, sentence: str) -> None:
        """Say at a field what is wrong."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""

    def saved(self) -> None:
        """What was typed is kept: there is nothing to come back to."""


class StaffPresenter:
    """Decides what «Medarbejdere» shows and does; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._navigator = navigator
        self._face: StaffFace  # given by ``show_in`` before anything is asked
        self._text = ""
        self._about = ""
        self._page: StaffPage | None = None
        # A password that was made and is to be shown once, with the page of whose it is.
        self._made = ""
        # Logins are made and closed by who showed lately who they are.
        self.prove: Callable[[Callable[[], None]], None] = at_once
        self.slot: Final[Hashable] = ("staff", id(self))

    def show_in(self, face: StaffFace) -> None:
        """Take the view."""
        self._face = face

    def activate(self, argument: object) -> None:
        """Show the list, somebody by their id, or the form of a new one."""
        self._about, self._made = str(argument or ""), ""
        self._read()

    def refresh(self) -> None:
        """Read again; a form that is being filled in stays as it is."""
        if not self._about:
            self._read()

    def search(self, text: str) -> None:
        """List who fits what is typed."""
        self._text = " ".join(text.split()).casefold()
        if self._page is not None and not self._about:
            self._face.show_people(_people(self._page, self._text))

    def open(self, key: str) -> None:
        """Go to somebody."""
        self._navigator.open(SCREEN, key)

    def begin(self) -> None:
        """Go to the form of a new one."""
        self._navigator.open(SCREEN, NEW)

    def leave(self) -> None:
        """Go back to the list."""
        self._navigator.open(SCREEN)

    def save(self, typed: TypedPerson, *, password: bool) -> None:
        """Keep what is typed; a new login gets a made password, or none."""
        seen = self._seen()
        missing = _missing(typed)
        if missing:
            self._face.show_missing(*missing)
            return
        if seen is not None:
            member = _member(typed, seen.id)
            self._do(partial(staff.move_staff, self._desk, seen, member), self._moved)
            return
        made = made_password() if password else None
        member = _member(typed, uuid4())
        self._do_weighty(
            partial(staff.add_staff, self._desk, member, made), partial(self._added, member, made)
        )

    def close(self) -> None:
        """Let the person shown in no more."""
        seen = self._seen()
        if seen is not None:
            text = _("The login is closed.")
            self._do_weighty(
                partial(staff.close_login, self._desk, seen), partial(self._done, text)
            )

    def open_login(self, *, password: bool) -> None:
        """Let the person shown in again, with a new password or the one they had."""
        seen = self._seen()
        if seen is not None:
            made = made_password() if password else None
            self._do_weighty(
                partial(staff.open_login, self._desk, seen, made),
                partial(self._opened, made),
            )

    def new_password(self) -> None:
        """Give the person shown a new password, which is shown once."""
        seen = self._seen()
        if seen is not None:
            made = made_password()
            self._do_weighty(
                partial(staff.set_password, self._desk, seen, made), partial(self._opened, made)
            )

    # -- inside ------------------------------------------------------------------------------

    def _seen(self) -> StaffMember | None:
        people = self._page.people if self._page is not None else ()
        return next((each for each in people if str(each.id) == self._about), None)

    def _read(self) -> None:
        work = partial(_read, self._desk, self._about)
        self._runner.ask(self.slot, work, self._got, self._failed)

    def _got(self, found: tuple[StaffPage, Burden]) -> None:
        self._page, burden = found
        crumb = Crumb(_("Staff"), SCREEN)
        seen = self._seen()
        if seen is None and self._about != NEW:
            self._about = ""
            self._navigator.set_crumbs((Crumb(_("Staff")),))
            self._face.show_people(_people(self._page, self._text))
            return
        shown = _person(self._page, seen, burden, self._desk.member.id)
        self._navigator.set_crumbs((crumb, Crumb(shown.title)))
        self._face.show_person(shown)
        made, self._made = self._made, ""
        if made and seen is not None:
            self._face.show_password(seen.name, made)

    def _do(self, work: Callable[[], Changes], done: Callable[[Changes], None]) -> None:
        self._runner.do(work, done, self._refused)

    def _do_weighty(self, work: Callable[[], Changes], done: Callable[[Changes], None]) -> None:
        self.prove(partial(self._do, work, done))

    def _moved(self, changes: Changes) -> None:
        self._face.saved()
        self._done(_("Saved."), changes)

    def _done(self, text: str, changes: Changes) -> None:
        self._publish(changes)
        self._navigator.toast(text)
        self._read()

    def _added(self, member: StaffMember, made: str | None, changes: Changes) -> None:
        self._face.saved()
        if made is None:
            self._publish(changes)
            self._navigator.toast(_("Added to staff."))
            self.leave()
            return
        self._about = str(member.id)
        self._opened(made, changes)

    def _opened(self, made: str | None, changes: Changes) -> None:
        if made is None:
            self._done(_("The login is open."), changes)
            return
        # The password itself tells that it is done; nothing may stand over it.
        self._made = made
        self._publish(changes)
        self._read()

    def _refused(self, error: Exception) -> None:
        sentence = describe(error).sentence
        field = _FIELDS.get(error.code, "") if isinstance(error, RuleBroken) else ""
        if field:
            self._face.show_missing(field, sentence)
        else:
            self._face.show_problem(sentence)

    def _failed(self, error: Exception) -> None:
        self._face.show_problem(describe(error).sentence)


def _missing(typed: TypedPerson) -> tuple[str, str] | None:
    """Name the first field that has nothing in it and must, and say so."""
    if not typed.name.strip():
        return "name", sentence_for(RuleBroken("staff-name-missing"))
    if not typed.login.strip():
        return "login", sentence_for(RuleBroken("login-wrong"))
    return None if typed.role else ("role", _("Choose a role."))


def _read(desk: Desk, about: str) -> tuple[StaffPage, Burden]:
    page = staff.staff_page(desk)
    known = any(str(each.id) == about for each in page.people)
    return page, staff.burden_of(desk, UUID(about)) if known else Burden()


def _member(typed: TypedPerson, staff_id: UUID) -> StaffMember:
    return StaffMember(
        staff_id,
        typed.login,
        typed.name,
        ServiceArea(typed.area) if typed.area else None,
        typed.team,
        Role(typed.role),
        typed.phone.strip(),
        typed.email.strip(),
    )


def _people(page: StaffPage, text: str) -> PeopleShown:
    words = text.split()
    lines = [_line(each, page) for each in page.people]
    found = [line for line in lines if all(word in _said(line) for word in words)]
    return PeopleShown(
        tuple(line for line in found if line.is_open),
        tuple(line for line in found if not line.is_open),
        searched=bool(words),
    )


def _line(member: StaffMember, page: StaffPage) -> PersonLine:
    area = member.service_area
    return PersonLine(
        str(member.id),
        member.name,
        member.login,
        label(member.role),
        area.value if area else "",
        label(area) if area else "",
        member.team,
        page.is_open(member),
    )


def _said(line: PersonLine) -> str:
    return f"{line.name} {line.login} {line.role} {line.area_name} {line.team}".casefold()


def _person(page: StaffPage, seen: StaffMember | None, burden: Burden, own: UUID) -> PersonShown:
    roles = tuple((each.value, label(each)) for each in _ROLES)
    areas = (("", _("None")), *((each.value, label(each)) for each in ServiceArea))
    if seen is None:
        title = _("New member of staff")
        text = _("They can sign in as soon as you have added them.")
        return PersonShown("", title, text, TypedPerson(), roles, areas, on_server=page.on_server)
    typed = TypedPerson(
        seen.login,
        seen.name,
        seen.role.value,
        seen.service_area.value if seen.service_area else "",
        seen.team,
        seen.phone,
        seen.email,
    )
    return PersonShown(
        str(seen.id),
        seen.name,
        place_words(seen),
        typed,
        roles,
        areas,
        is_open=page.is_open(seen),
        held=burden_lines(burden),
        on_server=page.on_server,
        is_self=seen.id == own,
    )
