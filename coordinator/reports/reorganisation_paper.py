"""What a plan for caseloads does, for the works council and management: no citizen is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coordinator.caseload_plan_wording import bound_words, by_hand_words, figures
from coordinator.danish import long_date, whole
from coordinator.i18n import _, current_language
from coordinator.reports.paper import (
    Fact,
    Facts,
    LedgerOnPaper,
    Municipality,
    Note,
    Paper,
    Section,
)
from plans.caseload_consequences import Consequences
from plans.caseload_plan import Proposal


@dataclass(frozen=True, slots=True)
class LoadOnPaper:
    """Somebody's load in a line: who, where, and in points."""

    name: str
    unit: str
    before: int
    after: int
    limit: int | None
    gets: int
    gives: int


def reorganisation_paper(
    plan: Proposal,
    found: Consequences,
    loads: Sequence[LoadOnPaper],
    by_hand: tuple[int | None, int | None],
    municipality: Municipality,
    today: date,
) -> Paper:
    """Say what happens to citizens and case workers, and how it is known to be the best."""
    title = _("Reorganisation: the consequences")
    return Paper(
        language=current_language(),
        document_title=title,
        municipality=municipality.name,
        title=title,
        subtitle=_("A proposal. Nothing has happened yet."),
        date_line=long_date(today),
        running_head=title,
        footer=" · ".join(part for part in (municipality.name, title) if part),
        page_of=_("Page {page} of {pages}"),
        watermark="",
        notice="",
        sections=(_citizens(found), _how_good(plan, by_hand), _loads(loads)),
        replaced=_("{mark} stands for characters that cannot be printed here."),
    )


def _citizens(found: Consequences) -> Section:
    return Section(
        _("For the citizens"),
        (
            Facts(tuple(Fact(label, value) for label, value in figures(found))),
            Note(
                _(
                    "A citizen keeps their case worker until the new one has said yes. Each of"
                    " them gets a letter that tells who, why and when."
                )
            ),
        ),
    )


def _how_good(plan: Proposal, by_hand: tuple[int | None, int | None]) -> Section:
    return Section(
        _("How the proposal was made"),
        (
            _(
                "As few citizens as possible change case worker. Of those as many as possible go to"
                " somebody they know. Then the load is as even as can be, and as few as possible"
                " change twice within a year."
            ),
            _(
                "Service area, subjects and limits are kept, and who is away gets nobody. Whom a"
                " person chose by hand stays."
            ),
            f"{bound_words(plan)} {by_hand_words(*by_hand)}",
        ),
    )


def _loads(loads: Sequence[LoadOnPaper]) -> Section:
    headings = (
        _("Name"), _("Unit"), _("Before"), _("After"), _("At most"), _("Gets"), _("Gives"),
    )  # fmt: skip
    rows = tuple(
        (
            each.name,
            each.unit,
            whole(each.before),
            whole(each.after),
            "–" if each.limit is None else whole(each.limit),
            whole(each.gets),
            whole(each.gives),
        )
        for each in loads
    )
    note = Note(
        _(
            "Before, after and at most are points: a citizen is one, and more with a joint plan"
            " that one coordinates. Of people in other units only what they get is counted."
        )
    )
    return Section(
        _("For the case workers"),
        (LedgerOnPaper(headings, rows, (46.0, 38.0, 15.0, 14.0, 18.0, 14.0, 15.0)), note),
    )
