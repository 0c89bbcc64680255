"""What the settings do about who is away."""

from collections.abc import Callable
from datetime import date
from typing import Final, Protocol

from coordinator.changes import Changes
from coordinator.danish import short_date
from coordinator.i18n import _
from coordinator.ids import new_id
from coordinator.use_cases.absences import AbsencePage, absence_page, put_absence, remove_absence
from plans.absence import Absence
from plans.errors import RuleBroken
from ui.begun import BegunForms
from ui.problems import describe
from ui.screen import ScreenContext
from ui.screens.settings.absence_shown import AbsenceChoices, AbsenceLine, TypedAbsence

_FIELD_OF: Final = {
    "absence-ends-early": "last",
    "absence-own-deputy": "deputy",
    "absence-deputy-left": "deputy",
    "absence-overlaps": "first",
}


class AbsenceFace(Protocol):
    """The card as its presenter sees it."""

    def show_absences(self, choices: AbsenceChoices, lines: tuple[AbsenceLine, ...]) -> None:
        """Show who is away and will be."""

    def absence_saved(self) -> None:
        """The form is kept: close it."""

    def absence_refused(self, field: str, sentence: str) -> None:
        """Say why the form is not kept, at a field or under them."""


class AbsenceDeeds:
    """Tells absences of oneself and, for a team lead, of the unit's people."""

    def __init__(
        self,
        context: ScreenContext,
        kept: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._view: AbsenceFace | None = None
        self._context = context
        self._kept = kept
        self._failed = failed

    @property
    def begun(self) -> BegunForms:
        """What is typed in forms and not saved."""
        return self._context.begun

    def today(self) -> date:
        """Tell the date that fields count from."""
        return self._context.desk.clock.today()

    def shown_on(self, face: AbsenceFace) -> None:
        """Take the card that shows the absences."""
        self._view = face

    def start(self) -> None:
        """Read and show the absences."""
        desk = self._context.desk
        self._context.runner.ask(
            ("absences", id(self)), lambda: absence_page(desk), self._show, self._failed
        )

    def leave(self) -> None:
        """The screen goes: its answers are nobody's."""
        self._context.runner.void(("absences", id(self)))

    def save(self, seen: Absence | None, typed: TypedAbsence) -> None:
        """Keep what stands in the form; ``seen`` is the absence that was changed."""
        desk = self._context.desk
        wanted = Absence(
            seen.id if seen else new_id(), typed.staff_id, typed.first, typed.last, typed.deputy
        )

        def done(changes: Changes) -> None:
            if self._view is not None:
                self._view.absence_saved()
            self.start()
            self._kept(changes)

        self._context.runner.do(lambda: put_absence(desk, seen, wanted), done, self._refused)

    def remove(self, seen: Absence) -> None:
        """Take an absence away; the toast can put it back."""
        desk = self._context.desk

        def done(changes: Changes) -> None:
            self.start()
            self._kept(changes)
            self._context.navigator.toast(
                _("The absence is removed."), _("Undo"), lambda: self._put_back(seen)
            )

        def failed(error: Exception) -> None:
            self.start()
            self._failed(error)

        self._context.runner.do(lambda: remove_absence(desk, seen), done, failed)

    def _put_back(self, seen: Absence) -> None:
        desk = self._context.desk
        again = Absence(new_id(), seen.staff_id, seen.first, seen.last, seen.deputy)

        def done(changes: Changes) -> None:
            self.start()
            self._kept(changes)

        self._context.runner.do(lambda: put_absence(desk, None, again), done, self._failed)

    def _refused(self, error: Exception) -> None:
        field = _FIELD_OF.get(error.code, "") if isinstance(error, RuleBroken) else ""
        if self._view is not None:
            self._view.absence_refused(field, describe(error).sentence)

    def _show(self, page: AbsencePage) -> None:
        if self._view is None:
            return
        names = {each.id: each.name for each in page.staff}
        choices = AbsenceChoices(
            tuple((str(each.id), each.name) for each in page.people),
            tuple((str(each.id), f"{each.name} – {each.team}") for each in page.staff),
        )
        today = self.today()
        lines = tuple(
            AbsenceLine(
                each,
                names[each.staff_id],
                _days(each),
                _("Deputy: {name}").format(name=names[each.deputy])
                if each.deputy in names
                else _("No deputy"),
                each.covers(today),
            )
            for each in page.absences
        )
        self._view.show_absences(choices, lines)


def _days(absence: Absence) -> str:
    first = short_date(absence.first)
    if absence.last is None:
        return _("From {date} until further notice").format(date=first)
    if absence.last == absence.first:
        return first
    return _("{first} to {last}").format(first=first, last=short_date(absence.last))
