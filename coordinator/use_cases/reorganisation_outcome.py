"""What a plan for caseloads does, also on paper for others to read; and carrying it out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid5

from coordinator.caseload_plan_wording import why_words
from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.reports.paper_pdf import render_paper
from coordinator.reports.reorganisation_paper import LoadOnPaper, reorganisation_paper
from coordinator.use_cases.caseloads import led_by
from coordinator.use_cases.paper_settings import municipality
from coordinator.use_cases.redistributing import offer_set
from coordinator.use_cases.reorganising import Posed
from plans.caseload_consequences import Consequences, consequences
from plans.caseload_plan import Problem, Proposal, in_sets
from plans.dealing_out import greedy, round_robin
from plans.errors import RuleBroken
from plans.redistributions import MoveWish, RedistributionWish


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


@dataclass(frozen=True, slots=True)
class Order:
    """That a plan is to be carried out, and why; the same order given twice is one."""

    id: UUID
    cause: str
    comment: str = ""
    note: str = ""


def carry_out(
    desk: Desk, plan: Proposal, order: Order, told: Callable[[int, int], None]
) -> tuple[tuple[UUID, ...], Changes]:
    """Offer each citizen of a plan to the receiver; nobody changes before there is a yes.

    Gives the redistributions, one in most cases: who has two givers stands in two of them.

    Raises:
        RuleBroken: ``caseload-overfull``, and as ``redistributing.offer_set``.
    """
    plan.require_kept()
    moves, done, made = plan.moves, 0, Changes()
    ids = []
    for number, part in enumerate(in_sets(moves)):
        wish = RedistributionWish(
            uuid5(order.id, str(number)),
            order.cause,
            tuple(MoveWish(e.citizen, e.giver, e.receiver, why_words(e)) for e in part),
            order.comment,
            order.note,
        )
        set_id, changes = offer_set(desk, wish, partial(_told_of_all, told, done, len(moves)))
        ids.append(set_id)
        done += len(part)
        made = Changes(made.citizens | changes.citizens, made.plans | changes.plans)
    return tuple(ids), made


def _told_of_all(
    told: Callable[[int, int], None], before: int, total: int, done: int, _of_set: int
) -> None:
    told(before + done, total)
