"""What happens on «Borgere»: searching as somebody types, opening, creating."""

from collections.abc import Callable, Hashable
from typing import Final, Protocol

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.lists import FoundCitizen
from coordinator.use_cases import opening, worklists
from plans.access import Deed, may
from plans.cpr import CprNumber
from plans.errors import RuleBroken
from ui.navigation import Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screen import at_once
from ui.screens.citizens.lines import Found, Group, Listed


class CitizensFace(Protocol):
    """The view as the presenter sees it."""

    def show_found(self, found: Found) -> None:
        """Show an answer."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; the list stays."""

    def clear_problem(self) -> None:
        """Take that away."""


class CitizensPresenter:
    """Decides what «Borgere» lists; the view holds it."""

    def __init__(self, desk: Desk, runner: Runner, navigator: Navigator) -> None:
        self._desk, self._runner, self._navigator = desk, runner, navigator
        self._face: CitizensFace  # given by ``show_in`` before anything is asked
        self._text = ""
        self._found: Found | None = None
        self._open_when_found = False
        self._seen_chosen: Listed | None = None
        # Who looks for a reason alone shows first who they are.
        self.prove: Callable[[Callable[[], None]], None] = at_once
        self.slot: Final[Hashable] = ("citizens", id(self))

    def show_in(self, face: CitizensFace) -> None:
        """Take the view that shows the list."""
        self._face = face

    def search(self, text: str) -> None:
        """List who fits what is typed; the newest text wins. Nothing typed: mine and recent."""
        self._text = " ".join(text.split())
        self._open_when_found = False
        self._ask()

    def refresh(self) -> None:
        """Ask the same again."""
        self._ask()

    def changed(self, changes: Changes) -> None:
        """Ask again when a citizen or plan changed: name, protection and state stand here."""
        if changes:
            self._ask()

    def open(self, line: Listed) -> None:
        """Go to a citizen."""
        self._navigator.open("citizen", str(line.citizen.id))

    def open_chosen(self, text: str, line: Listed | None) -> None:
        """Enter in the search field: open the chosen row, if the list answers what is typed.

        A list that still shows the answer to an older text could open the wrong citizen; then
        the new answer is waited for, and opens by itself only when it is one citizen, or when the
        one who was chosen is first in it too.
        """
        if self._found is not None and self._found.text == " ".join(text.split()):
            if line is not None:
                self.open(line)
            return
        self.search(text)
        self._open_when_found, self._seen_chosen = True, line
        self._open_only_one()

    def create(self, text: str) -> None:
        """Go to a new citizen, with what was typed when it fitted nobody.

        A search that found somebody was for somebody else.
        """
        typed = " ".join(text.split())
        found = self._found
        nobody = found is not None and found.text == typed and not found.lines
        self._navigator.open("citizen", ("new", typed if nobody else ""))

    def look_up(self, reason: str) -> None:
        """Look for the number that was typed in the whole municipality, for a logged reason."""
        number = self._found.number if self._found is not None else ""

        def look() -> None:
            self._runner.do(
                lambda: opening.look_up_number(self._desk, number, reason),
                lambda who: self._navigator.open("citizen", (str(who), reason)),
                self._not_read,
            )

        self.prove(look)

    def load(self) -> None:
        """Go to where a new store gets its citizens from."""
        self._navigator.open("import")

    def _ask(self) -> None:
        text = self._text
        self._runner.ask(self.slot, lambda: self._read(text), self._got, self._not_read)

    def _read(self, text: str) -> Found:
        if not text:
            recent, mine = worklists.near_citizens(self._desk)
            may_load = may(self._desk.member, Deed.IMPORT) and not self._desk.walled
            return _near(recent, mine, may_load=may_load)
        # One more than is shown tells whether there are others.
        found = worklists.find_citizens(self._desk, text, worklists.MOST_FOUND + 1)
        return _answer(text, found, walled=self._desk.walled)

    def _got(self, found: Found) -> None:
        self._found = found
        self._face.clear_problem()
        self._face.show_found(found)
        self._open_only_one()

    def _open_only_one(self) -> None:
        found = self._found
        if self._open_when_found and found is not None and found.text == self._text:
            self._open_when_found = False
            chosen, self._seen_chosen = self._seen_chosen, None
            first = found.lines[0] if found.text and found.lines else None
            is_chosen = first is not None and first == chosen
            if first is not None and (len(found.lines) == 1 or is_chosen):
                self.open(first)

    def _not_read(self, error: Exception) -> None:
        self._open_when_found = False
        self._face.show_problem(describe(error).sentence)


def _near(
    recent: tuple[FoundCitizen, ...], mine: tuple[FoundCitizen, ...], *, may_load: bool
) -> Found:
    groups = (
        Group(_("Recently opened"), tuple(Listed(each, "recent") for each in recent)),
        Group(_("My citizens"), tuple(Listed(each, "mine") for each in mine)),
    )
    return Found(
        text="",
        groups=tuple(group for group in groups if group.lines),
        empty_title=_("No citizen is yours yet"),
        empty_text=_("Type a name or a CPR number above. Those you open will stand here."),
        may_load=may_load,
    )


def _answer(text: str, found: tuple[FoundCitizen, ...], *, walled: bool) -> Found:
    shown = found[: worklists.MOST_FOUND]
    if not shown and walled and _is_whole_number(text):
        sentence = _(
            "No citizen whom you may find has the number {text}. Another service area may know the "
            "citizen. You can look the number up in the whole municipality when you write why. "
            "The look-up is logged, and your team lead sees it."
        )
        return Found(text, (), empty_text=sentence.format(text=text), number=text)
    if not shown:
        is_number = text.replace("-", "").replace(" ", "").isdigit()
        sentence = (
            _("Nobody has the number {text}. Check the digits, or search by name.")
            if is_number
            else _("Nobody is called “{text}”. Try the family name or the CPR number.")
        )
        return Found(text, (), empty_text=sentence.format(text=text))
    note = ngettext("{n} citizen", "{n} citizens", len(shown)).format(n=len(shown))
    if len(found) > len(shown):
        note = _("The first {n} are shown. Type more to find fewer.").format(n=len(shown))
    return Found(text, (Group("", tuple(Listed(each) for each in shown)),), note)


def _is_whole_number(text: str) -> bool:
    try:
        CprNumber.parse(text)
    except RuleBroken:
        return False
    return True
