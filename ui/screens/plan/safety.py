"""How safe the text of a plan is, in words: in the store, on this PC, or nowhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coordinator.danish import clock
from coordinator.i18n import N_, _
from coordinator.store_errors import (
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)
from ui.navigation import SavedState
from ui.screens.plan.autosave import State
from ui.screens.plan.journal import Keeping

# What waiting does not mend: it stands in red until somebody does something.
_LASTING: Final[tuple[tuple[type[StoreUnavailable], str], ...]] = (
    (StoreFull, N_("the disk is full")),
    (StoreReadOnly, N_("you may not write in the store")),
    (StoreDamaged, N_("the store is damaged")),
)


@dataclass(frozen=True, slots=True)
class Safety:
    """What the top bar says, and the sentence with the way out when something must be done."""

    state: SavedState
    detail: str = ""
    sentence: str = ""


def safety_of(
    state: State, trouble: Exception | None, cause: str, keeping: Keeping, now: datetime
) -> Safety:
    """Say how safe the text is; ``cause`` is the sentence of what was refused."""
    if state == "saving":
        return Safety("saving")
    if state == "saved" or trouble is None:
        return Safety("saved", time_words(now))
    if state == "refused" or not isinstance(trouble, StoreUnavailable):
        return Safety("failed", cause)
    lasting = _lasting(trouble)
    if not lasting and keeping.holds and keeping.kept_at is not None:
        return Safety("offline", time_words(keeping.kept_at))
    return Safety("failed", lasting or _("there is no connection"), _way_out(trouble, keeping))


def time_words(moment: datetime) -> str:
    """Write the time alone, as «Gemt kl. {detail}» wants it."""
    return clock(moment).removeprefix("kl. ")


def _lasting(trouble: StoreUnavailable) -> str:
    return next((_(words) for kind, words in _LASTING if isinstance(trouble, kind)), "")


def _way_out(trouble: StoreUnavailable, keeping: Keeping) -> str:
    """Say what can be done, and where the text is meanwhile."""
    if keeping.holds and keeping.kept_at is not None:
        words = _("Your text is saved on this computer at {time}.")
        kept = words.format(time=time_words(keeping.kept_at))
    else:
        kept = _("Your text is only kept while the program runs.")
    return f"{kept} {trouble.way_out}"
