"""Accept several hand-overs in one go: each in a transaction of its own, and each result told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import NotFound, Stale
from coordinator.use_cases import handing_over
from plans.errors import RuleBroken
from plans.handovers import Handover

Told = Callable[[int, int], None]


def _untold(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one: ``refusal`` is None when it was accepted."""

    handover: Handover
    refusal: RuleBroken | None = None


def accept_each(
    desk: Desk, seen: Sequence[Handover], told: Told = _untold
) -> tuple[tuple[Answered, ...], Changes]:
    """Take over citizens one after the other; one that cannot be hinders no other.

    Nothing stays behind with the giver but what was said at the offer, or what the consent hides.
    Whoever is cut off has accepted those before, whole, and none of those after.
    """
    answers: list[Answered] = []
    changes = Changes()
    for each in seen:
        try:
            made = handing_over.accept(desk, each, each.staying)
        except RuleBroken as refusal:
            answers.append(Answered(each, refusal))
        except (Stale, NotFound):
            answers.append(Answered(each, RuleBroken("handover-answered")))
        else:
            answers.append(Answered(each))
            changes = Changes(
                changes.citizens | made.citizens,
                changes.plans | made.plans,
                changes.everything or made.everything,
            )
        told(len(answers), len(seen))
    return tuple(answers), changes
