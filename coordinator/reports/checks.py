"""What an author should know before a paper leaves: how hard it reads, what is hidden in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coordinator.i18n import N_, _, ngettext
from coordinator.reports.content.source import Source, unshared
from coordinator.reports.content.words import areas_listed
from plans.legibility import measure_sections, plan_texts
from plans.plan import JointPlan
from plans.readability import LIMIT, Band, Readability
from plans.states import PlanStatus

_BANDS: Final[Mapping[Band, str]] = {
    Band.EASY_FOR_ALL: N_("easy for everybody"),
    Band.EASY_FOR_PRACTISED: N_("easy for practised readers"),
    Band.MEDIUM: N_("medium"),
    Band.HARD: N_("hard"),
    Band.VERY_HARD: N_("very hard"),
}


# The paper says how the plan stood; that it stands still now is for its author to tell.
_AT_REST: Final[Mapping[PlanStatus, str]] = {
    PlanStatus.PAUSED: N_("The plan is on hold. The paper does not say so."),
    PlanStatus.CLOSED: N_("The plan is closed. The paper does not say so."),
    PlanStatus.MOVED_AWAY: N_("The citizen has moved away. The paper does not say so."),
    PlanStatus.CONSENT_WITHDRAWN: N_("The plan has stopped: the consent is withdrawn."),
}


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """How hard the plan reads, and a sentence for each thing to know."""

    reading: Readability
    warnings: tuple[str, ...]

    @property
    def lix_line(self) -> str:
        """Say the LIX and what it means, once there is something to read."""
        if not self.reading.words:
            return ""
        band = _(_BANDS[self.reading.band])
        return _("LIX {lix}: {band}").format(lix=self.reading.lix, band=band)


NOTHING_TO_KNOW: Final = PaperCheck(Readability(), ())


def check_paper(
    source: Source, plan: JointPlan, today: date, hidden: Sequence[str] = ()
) -> PaperCheck:
    """Look at a paper before it leaves; ``plan`` is the plan as it stands today.

    ``hidden`` are the sentences about what whoever prints it does not see.
    """
    reading = measure_sections(plan_texts(source.plan))
    figure = reading.whole if reading.has_figure else Readability()
    return PaperCheck(figure, (*_warnings(source, plan, today, figure.lix), *_hidden(hidden)))


def _hidden(lines: Sequence[str]) -> Iterable[str]:
    if lines:
        yield " ".join((_("What is hidden from you does not stand on the paper."), *lines))


def _warnings(source: Source, plan: JointPlan, today: date, lix: int) -> Iterable[str]:
    if lix > LIMIT:
        yield _("The LIX is {lix}. Write shorter sentences and words, so that it is read.").format(
            lix=lix
        )
    if source.issue.approved and source.plan.version < plan.version:
        yield _("This is version {number}. Version {newest} is newer.").format(
            number=source.plan.version, newest=plan.version
        )
    if plan.status in _AT_REST:
        yield _(_AT_REST[plan.status])
    if source.guarded:
        yield _("The address is protected and does not stand in the plan.")
    areas = unshared(source.plan, source.issue.day)
    hidden = [each for each in source.plan.interventions if source.hides(each.service_area)]
    if hidden:
        yield ngettext(
            "{n} intervention is hidden. There is no consent for {areas}.",
            "{n} interventions are hidden. There is no consent for {areas}.",
            len(hidden),
        ).format(n=len(hidden), areas=areas_listed(each.service_area for each in hidden))
    elif areas and source.own:
        yield _(
            "There is no consent for {areas}. Ask the citizen before you share the plan."
        ).format(areas=areas_listed(areas))
    if source.issue.approved and not source.own and plan.consent_on(today) is None:
        yield _("The citizen's consent does not hold today. Do not share this copy.")
