"""One way to say what went wrong: a rule, a colleague's change, the store, or a bug."""

import logging
from dataclasses import dataclass
from typing import Final, Literal

from coordinator.faults import reference_of, trail_of
from coordinator.i18n import N_, _
from coordinator.ports import NotFound, Stale, StoreDown
from coordinator.store_errors import StoreUnavailable
from plans.errors import RuleBroken
from ui.runner import Stopped

ProblemKind = Literal[
    "rule", "stale", "store_down", "not_found", "stopped", "log", "clock", "sign_in", "bug"
]
log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What the user is told: where it belongs (``kind``) and the sentence.

    "rule" stands at the field, the others in a banner; a bug has a reference number.
    """

    kind: ProblemKind
    sentence: str
    reference: str = ""


def describe(error: Exception) -> Problem:
    """Turn any error into what the user is told, and log it without personal data."""
    if isinstance(error, RuleBroken):
        from coordinator.wording import sentence_for  # noqa: PLC0415 - a start needs no sentences

        log.info("rule: %s", error.code)
        return Problem("rule", sentence_for(error))
    known = _known(error)
    if known is not None:
        code = error.code if isinstance(error, StoreUnavailable) else ""
        log.log(_LEVELS[known.kind], "%s %s", known.kind, code)
        return known
    return bug(error)


def bug(error: BaseException) -> Problem:
    """Log a bug by its place in the code only, and give the sentence with its number."""
    trail = trail_of(error)
    reference = reference_of(trail)
    log.error("bug %s: %s", reference, trail)
    sentence = _(
        "Something went wrong on our side. Your text is kept."
        " Mention number {reference} if you call support."
    )
    return Problem("bug", sentence.format(reference=reference), reference)


_LEVELS: Final[dict[ProblemKind, int]] = {
    "stale": logging.INFO,
    "stopped": logging.INFO,
    "store_down": logging.WARNING,
    "not_found": logging.WARNING,
}


def _known(error: Exception) -> Problem | None:
    if isinstance(error, StoreUnavailable):
        return Problem("store_down", error.sentence)
    for kind, problem, sentence in _SENTENCES:
        if isinstance(error, kind):
            return Problem(problem, _(sentence))
    return None


_SENTENCES: Final[tuple[tuple[type[Exception], ProblemKind, str], ...]] = (
    (Stale, "stale", N_("A colleague has just changed this. You see the newest now.")),
    (
        StoreDown,
        "store_down",
        N_("The store does not answer. You can write on, and Samplan tries again."),
    ),
    (NotFound, "not_found", N_("This is not here any more. Refresh the page.")),
    (Stopped, "stopped", N_("Stopped. Nothing was kept.")),
)
