"""A reorganisation in the words of its page."""

from collections.abc import Mapping
from uuid import UUID

from coordinator.caseload_plan_wording import (
    bound_words,
    by_hand_words,
    figures,
    lack_words,
    nobody_words,
    points,
    summary_words,
    why_words,
)
from coordinator.i18n import _, ngettext
from coordinator.staff_wording import place_words
from coordinator.use_cases.reorganisation_outcome import Outcome
from coordinator.use_cases.reorganising import Candidate, Posed
from plans.caseload_plan import Impossible, Proposal
from ui.screens.reorganise.shown import (
    Choosable,
    ImpossibleShown,
    LoadLine,
    OutcomeShown,
    PersonLine,
    PlanLine,
    PlanShown,
)


def person_line(each: Candidate, *, gives: bool, limit: int | None) -> PersonLine:
    """Say how somebody stands in the choice."""
    return PersonLine(
        str(each.member.id),
        each.member.name,
        each.unit or place_words(each.member),
        "–" if each.load is None else points(each.load),
        gives,
        limit is not None,
        "" if limit is None else str(limit),
        each.led,
        each.away,
    )


def choice_words(givers: int, receivers: int) -> str:
    """Say in a line what was chosen."""
    give = ngettext("{n} gives citizens", "{n} give citizens", givers).format(n=givers)
    receive = ngettext("{n} may receive", "{n} may receive", receivers).format(n=receivers)
    return f"{give} · {receive}"


def key_of(citizen: UUID, giver: UUID) -> str:
    """Name a citizen of a giver."""
    return f"{citizen}/{giver}"


def plan_shown(
    posed: Posed,
    plan: Proposal,
    by_hand: tuple[int | None, int | None],
    *,
    searching: bool = False,
) -> PlanShown:
    """Say a plan, those who change first."""
    lines = tuple(_plan_line(posed, plan, place) for place in range(len(plan.choice)))
    return PlanShown(
        summary_words(plan),
        bound_words(plan),
        by_hand_words(*by_hand),
        tuple(_notes(posed)),
        tuple(sorted(lines, key=lambda line: (not line.moves, line.giver, line.citizen))),
        _overfull(posed, plan),
        searching,
    )


def searching() -> PlanShown:
    """Say that a plan is searched for, before there is one."""
    return PlanShown("", "", "", (), (), searching=True)


def choosable(posed: Posed, plan: Proposal, line: PlanLine) -> Choosable:
    """Say who can have a citizen, and how much each has in the plan."""
    place = _place(plan, line.key)
    problem, loads = plan.problem, plan.problem.loads(plan.choice)
    # Who was chosen by hand is not the only one who can.
    free = plan.without_hand(problem.citizens[place].key).problem
    able = [(problem.receivers[each], loads[each]) for each in free.fitting(place)]
    receivers = tuple(
        (
            str(each.id),
            _("{name} · {load} of {limit}").format(
                name=posed.staff[each.id].name, load=load, limit=each.limit
            ),
        )
        for each, load in able
    )
    return Choosable(line, receivers, str(problem.receivers[plan.choice[place]].id))


def key_in(plan: Proposal, key: str) -> tuple[UUID, UUID]:
    """Give the key of the rules for a line's."""
    return plan.problem.citizens[_place(plan, key)].key


def impossible_shown(posed: Posed, found: Impossible) -> ImpossibleShown:
    """Say why there is no plan."""
    citizens = tuple(
        (posed.citizens[each.held.citizen], nobody_words(each)) for each in found.nobody
    )
    sentences = [lack_words(each) for each in found.lacks]
    if citizens:
        sentences.append(
            ngettext(
                "Nobody can have {n} of the citizens. Choose more receivers, or let them stay.",
                "Nobody can have {n} of the citizens. Choose more receivers, or let them stay.",
                len(citizens),
            ).format(n=len(citizens))
        )
    if not sentences:
        sentences.append(
            _("It was stopped before it was known whether there is a plan. Try again.")
        )
    else:
        sentences.append(_("Therefore there is no proposal. No citizen is left over in silence."))
    return ImpossibleShown(tuple(sentences), citizens)


def outcome_shown(outcome: Outcome) -> OutcomeShown:
    """Say what a plan does."""
    return OutcomeShown(
        figures(outcome.consequences),
        bound_words(outcome.plan),
        by_hand_words(*outcome.by_hand),
        tuple(
            LoadLine(
                each.name,
                each.unit,
                each.before,
                each.after,
                each.limit,
                each.gets,
                each.gives,
            )
            for each in outcome.loads
        ),
        outcome.consequences.citizens,
    )


def _place(plan: Proposal, key: str) -> int:
    keys = (key_of(*held.key) for held in plan.problem.citizens)
    return next(place for place, each in enumerate(keys) if each == key)


def _plan_line(posed: Posed, plan: Proposal, place: int) -> PlanLine:
    held, move = plan.problem.citizens[place], plan.line(place)
    names: Mapping[UUID, str] = posed.citizens
    return PlanLine(
        key_of(*held.key),
        names[held.citizen],
        posed.staff[held.giver].name,
        posed.staff[move.receiver].name,
        why_words(move),
        move.receiver != held.giver,
        held.by_hand is not None,
        held.protected,
    )


def _overfull(posed: Posed, plan: Proposal) -> str:
    problem = plan.problem
    full = problem.overfull(plan.choice)
    if not full:
        return ""
    loads = problem.loads(plan.choice)
    told = ", ".join(
        _("{name}: {load} of {limit}").format(
            name=posed.staff[problem.receivers[each].id].name,
            load=loads[each],
            limit=problem.receivers[each].limit,
        )
        for each in full
    )
    return _("More than they may have – {who}. Choose others, or search again.").format(who=told)


def _notes(posed: Posed) -> list[str]:
    notes = []
    if posed.busy:
        notes.append(
            ngettext(
                "{n} citizen is on the way to somebody already and is not part of this.",
                "{n} citizens are on the way to somebody already and are not part of this.",
                posed.busy,
            ).format(n=posed.busy)
        )
    if posed.unseen:
        notes.append(
            ngettext(
                "{n} open task stands in a part that you may not see, and is not counted.",
                "{n} open tasks stand in parts that you may not see, and are not counted.",
                posed.unseen,
            ).format(n=posed.unseen)
        )
    return notes
