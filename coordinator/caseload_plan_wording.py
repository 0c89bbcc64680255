"""A plan for caseloads in words: why each gets whom, how good it is, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Final

from coordinator.danish import whole
from coordinator.i18n import N_, _, ngettext
from plans.caseload_consequences import Consequences
from plans.caseload_plan import Lack, Misfit, Move, NobodyFits, Proposal, Relation, Why

SENTENCES: Final[Mapping[str, str]] = {
    "caseload-receiver-unfit": N_("This person cannot have the citizen. Choose another one."),
    "caseload-overfull": N_(
        "Somebody would get more than they may have. Choose another receiver, or a higher limit."
    ),
    "caseload-limit-wrong": N_("Write a whole number up to {highest}."),
    "caseload-nobody-gives": N_("Choose at least one person who gives citizens."),
    "caseload-nobody-receives": N_("Choose at least one person who may receive citizens."),
}
_KNOWN: Final[Mapping[Relation, str]] = {
    Relation.DEPUTY: N_("Deputy in the plan"),
    Relation.CORE_TEAM: N_("In the core team"),
    Relation.EARLIER: N_("Had the citizen before"),
}
_WHY: Final[Mapping[Why, str]] = {
    Why.BY_HAND: N_("Chosen by hand"),
    Why.STAYS: N_("Stays"),
    Why.ONLY_ONE: N_("The only one who can"),
    Why.RELATION: N_("Knows the citizen"),
    Why.ROOM: N_("Has room"),
}
_MISFITS: Final[Mapping[Misfit, str]] = {
    Misfit.AREA: N_("another service area"),
    Misfit.COMPETENCE: N_("do not take the subject"),
    Misfit.DISTRICT: N_("another district"),
    Misfit.AWAY: N_("away"),
}


def points(number: int) -> str:
    """Say a load."""
    return ngettext("{n} point", "{n} points", number).format(n=whole(number))


def why_words(move: Move) -> str:
    """Say why a citizen gets whom the plan names."""
    if move.why is Why.RELATION and move.relation is not None:
        return _(_KNOWN[move.relation])
    return _(_WHY[move.why])


def summary_words(plan: Proposal) -> str:
    """Say in a line how many change, and how many of them to somebody new."""
    score = plan.score
    changes = ngettext(
        "{n} citizen changes case worker", "{n} citizens change case worker", score.changes
    ).format(n=whole(score.changes))
    known = ngettext(
        "{n} to somebody they know", "{n} to somebody they know", score.changes - score.strangers
    ).format(n=whole(score.changes - score.strangers))
    stays = len(plan.choice) - score.changes
    stay = ngettext("{n} stays", "{n} stay", stays).format(n=whole(stays))
    return " · ".join((changes, known, stay) if stays else (changes, known))


def bound_words(plan: Proposal) -> str:
    """Say how much better a plan can be at most."""
    fewer = plan.fewer_changes
    if fewer is None:
        return _("It is not known yet how few changes there can be.")
    if fewer > 0:
        return ngettext(
            "Best possible: at most {n} change fewer.",
            "Best possible: at most {n} changes fewer.",
            fewer,
        ).format(n=whole(fewer))
    if plan.bound == astuple(plan.score):
        return _("Proven: no plan has fewer changes, and with as few none is better.")
    return _("Proven: no plan has fewer changes.")


def by_hand_words(in_turn: int | None, heaviest_first: int | None) -> str:
    """Say how many changes two plans by hand have; None where one leaves somebody over."""
    left = _("somebody is left over")
    return _("To compare: dealt in turn {turn}, heaviest first {heavy}.").format(
        turn=left if in_turn is None else whole(in_turn),
        heavy=left if heaviest_first is None else whole(heaviest_first),
    )


def nobody_words(each: NobodyFits) -> str:
    """Say why nobody can have a citizen."""
    if not each.refusals:
        return _("nobody may receive")
    return ", ".join(f"{_(_MISFITS[misfit])} ({whole(number)})" for misfit, number in each.refusals)


def lack_words(lack: Lack) -> str:
    """Say which room is lacking, and what could be done."""
    what = ", ".join(sorted(lack.needs))
    which = _(" with {subjects}").format(subjects=what) if what else ""
    left = ngettext(
        "There is no room for {n} citizen{which} ({points}).",
        "There is no room for {n} citizens{which} ({points}).",
        lack.citizens,
    ).format(n=whole(lack.citizens), which=which, points=points(lack.burden))
    able = ngettext(
        "{n} person could have them and is full.",
        "{n} people could have them and are full.",
        lack.able,
    ).format(n=whole(lack.able))
    return f"{left} {able}"


def figures(found: Consequences) -> tuple[tuple[str, str], ...]:
    """Say what a plan does, as labels and counts."""
    return (
        (_("Citizens who change case worker"), whole(found.citizens)),
        (_("of them to somebody who knows them"), whole(found.known)),
        (_("of them to somebody new"), whole(found.strangers)),
        (_("Citizens who stay"), whole(found.stay)),
        (_("Open tasks in their plans"), whole(found.tasks)),
        (_("Tasks with a deadline within 14 days"), whole(found.soon)),
        (_("Citizens who change twice within a year"), whole(found.again)),
        (_("Citizens with a protected address"), whole(found.protected)),
    )
