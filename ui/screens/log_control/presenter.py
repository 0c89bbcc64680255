"""What happens in the control of the log: going through weeks, and giving verdicts."""

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from functools import partial
from typing import Final, Protocol

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.log_control_wording import (
    look_sentence,
    verdict_label,
    verdict_sentence,
    week_title,
)
from coordinator.use_cases import log_control
from coordinator.use_cases.log_control import ControlWeek
from plans.errors import RuleBroken
from plans.log_control import Finding, LogVerdict, Verdict, week_of
from ui.begun import BegunForms
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screens.log_control.shown import FindingShown, WeekShown

FORM: Final = "log_verdict"
WORDS: Final = "words"
_WEEK: Final = timedelta(days=7)
_MOST_LOOKS: Final = 5


class LogControlFace(Protocol):
    """The view as the presenter sees it."""

    def show_week(self, shown: WeekShown | None) -> None:
        """Show a week, or nothing while one is on its way."""

    def put_back(self, key: str, words: str) -> None:
        """Put back what was typed about a finding and not saved."""

    def show_missing(self, key: str, sentence: str) -> None:
        """Say at a finding what its verdict lacks."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""


class LogControlPresenter:
    """Decides what the control shows and keeps; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
        begun: BegunForms,
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._navigator, self._begun = navigator, begun
        self._face: LogControlFace  # given by ``show_in`` before anything is asked
        self._week: date | None = None
        self._found: dict[str, tuple[Finding, LogVerdict | None]] = {}
        self.slot: Final[Hashable] = ("log_control", id(self))

    def show_in(self, face: LogControlFace) -> None:
        """Take the view."""
        self._face = face

    def activate(self) -> None:
        """Open the week that ended last, or the one that was open."""
        self._navigator.set_crumbs((Crumb(_("Log control")),))
        self._open(self._week or log_control.last_whole_week(self._desk.clock.today()))

    def refresh(self) -> None:
        """Read the week again."""
        if self._week is not None:
            self._open(self._week, again=True)

    def go(self, weeks: int) -> None:
        """Go some weeks on or back."""
        if self._week is not None:
            self._open(self._week + weeks * _WEEK)

    def typed(self, key: str, words: str) -> None:
        """Keep what stands at a finding and is not saved."""
        if key in self._found:
            finding, seen = self._found[key]
            was = "" if seen is None else seen.words
            values = {WORDS: Typed(was, words)} if words != was else {}
            self._begun.typed(FormKey(FORM, finding.id), values)

    def judge(self, key: str, verdict: str, words: str) -> None:
        """Keep a verdict on a finding."""
        if key not in self._found:
            return
        finding, seen = self._found[key]
        self._runner.do(
            partial(log_control.judge, self._desk, finding, seen, Verdict(verdict), words),
            partial(self._judged, finding),
            partial(self._refused, key),
        )

    def _open(self, week: date, *, again: bool = False) -> None:
        self._week = week
        if not again:
            self._face.show_week(None)
        work = partial(log_control.control_week, self._desk, week, again=again)
        self._runner.ask(self.slot, work, self._got, self._failed)

    def _got(self, found: ControlWeek) -> None:
        self._found = {str(each.id): (each, seen) for each, seen in found.findings}
        waiting_first = sorted(found.findings, key=lambda pair: pair[1] is not None)
        self._face.show_week(
            WeekShown(
                week_title(found),
                tuple(_shown(each, seen, found) for each, seen in waiting_first),
                tuple((each.value, verdict_label(each)) for each in Verdict),
                newest=found.week >= week_of(self._desk.clock.today()),
            )
        )
        for key, (finding, _seen) in self._found.items():
            self._begun.find(FormKey(FORM, finding.id), partial(self._put_back, key))

    def _put_back(self, key: str, begun: BegunForm) -> None:
        if key in self._found and WORDS in begun.typed:
            self._face.put_back(key, begun.typed[WORDS].now)

    def _judged(self, finding: Finding, changes: Changes) -> None:
        self._begun.done(FormKey(FORM, finding.id))
        self._publish(changes)
        self.refresh()

    def _refused(self, key: str, error: Exception) -> None:
        sentence = describe(error).sentence
        if isinstance(error, RuleBroken):
            self._face.show_missing(key, sentence)
        else:
            self._face.show_problem(sentence)

    def _failed(self, error: Exception) -> None:
        self._face.show_problem(describe(error).sentence)


def _shown(finding: Finding, seen: LogVerdict | None, found: ControlWeek) -> FindingShown:
    looks = [
        look_sentence(each, named=finding.citizen_id is None)
        for each in finding.looks[:_MOST_LOOKS]
    ]
    more = len(finding.looks) - len(looks)
    if more:
        text = ngettext("and {count} more line", "and {count} more lines", more)
        looks.append(text.format(count=more))
    return FindingShown(
        str(finding.id),
        finding.staff_name,
        finding.citizen_name,
        tuple(found.labels[rule] for rule in finding.rules),
        tuple(looks),
        verdict_sentence(seen) if seen is not None else "",
        seen.words if seen is not None else "",
    )
