"""What the program can prove of a plan in review, by the checklist's codes (domain.md § 10.5)."""

from collections.abc import Collection, Mapping
from typing import Final

from plans.legibility import Legibility
from plans.plan import JointPlan
from plans.readability import LIMIT
from plans.readiness import Gap

# What must not be missing for a point to hold.
_GAPS: Final[Mapping[str, frozenset[str]]] = {
    "own_words": frozenset({"own-words-missing"}),
    "goals_complete": frozenset(
        {
            "goals-missing",
            "goal-title-missing",
            "goal-measure-missing",
            "goal-due-missing",
            "goal-owner-missing",
        }
    ),
    "waiting_dates": frozenset({"waiting-cause-missing", "wake-up-date-missing"}),
    "consent_covers": frozenset(
        {
            "consent-missing",
            "consent-how-missing",
            "consent-areas-missing",
            "consent-area-missing",
            "parts-withheld",
        }
    ),
    "legal_basis": frozenset({"legal-basis-missing", "legal-basis-not-in-force"}),
}
# Every paper carries the rights, and no paper or screen shows a protected address.
_ALWAYS: Final = frozenset({"rights_page", "protected_masked"})


def disproving(code: str, gaps: Collection[Gap]) -> tuple[Gap, ...]:
    """Give the gaps of a plan that speak against a point."""
    return tuple(each for each in gaps if each.code in _GAPS.get(code, frozenset()))


def is_proven(code: str, plan: JointPlan, gaps: Collection[Gap], read: Legibility) -> bool:
    """Tell whether the program proves a point; one that it does not know is never proven."""
    if code in _GAPS:
        return not disproving(code, gaps)
    if code == "lix":
        return not read.has_figure or read.whole.lix <= LIMIT
    if code == "coordinator_deputy":
        return plan.deputy is not None
    if code == "baseline_measure":
        return bool(plan.measurements)
    return code in _ALWAYS
