"""What a plan for caseloads does, before anything happens; also on paper for others to read."""

from dataclasses import dataclass

from coordinator.desk import Desk
from coordinator.reports.paper_pdf import render_paper
from coordinator.reports.reorganisation_paper import LoadOnPaper, reorganisation_paper
from coordinator.use_cases.caseloads import led_by
from coordinator.use_cases.paper_settings import municipality
from coordinator.use_cases.reorganising import Posed
from plans.caseload_consequences import Consequences, consequences
from plans.caseload_plan import Problem, Proposal
from plans.dealing_out import greedy, round_robin
from plans.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a plan does, before anything happens."""

    plan: Proposal
    consequences: Consequences
    loads: tuple[LoadOnPaper, ...]
    by_hand: tuple[int | None, int | None]


def changes_by_hand(problem: Problem) -> tuple[int | None, int | None]:
    """Count the changes of two plans by hand, in turn and heaviest first; None for no plan."""
    in_turn, heaviest_first = (
        None if choice is None else problem.score(choice).changes
        for choice in (round_robin(problem), greedy(problem))
    )
    return in_turn, heaviest_first


def outcome_of(posed: Posed, plan: Proposal, by_hand: tuple[int | None, int | None]) -> Outcome:
    """Count what a plan does; the store is not asked."""
    found = consequences(plan)
    loads = (
        LoadOnPaper(
            posed.staff[each.staff_id].name,
            posed.units.get(each.staff_id, posed.staff[each.staff_id].team),
            each.before,
            each.after,
            each.limit,
            each.gets,
            each.gives,
        )
        for each in found.loads
    )
    return Outcome(plan, found, tuple(loads), by_hand)


def print_outcome(desk: Desk, outcome: Outcome) -> bytes:
    """Give what a plan does as a PDF; no citizen can be told from it.

    Raises:
        RuleBroken: ``caseload-not-yours``, ``caseload-overfull``.
    """
    outcome.plan.require_kept()
    with desk.start_reading() as work:
        if not led_by(work, desk):
            raise RuleBroken("caseload-not-yours")
        sender = municipality(work)
    return render_paper(
        reorganisation_paper(
            outcome.plan,
            outcome.consequences,
            outcome.loads,
            outcome.by_hand,
            sender,
            desk.clock.today(),
        )
    )
