"""The pill of a plan's state, the same in every list."""

from typing import Final

from coordinator.wording import label
from plans.states import PlanStatus
from ui.widgets.pills import Pill, PillKind

_LOOKS: Final[dict[PlanStatus, tuple[PillKind, str]]] = {
    PlanStatus.DRAFT: ("neutral", "pencil"),
    PlanStatus.IN_REVIEW: ("info", "clipboard-check"),
    PlanStatus.APPROVED: ("ok", "check"),
    PlanStatus.ACTIVE: ("ok", "circle-check"),
    PlanStatus.IN_REVISION: ("info", "pencil"),
    PlanStatus.PAUSED: ("neutral", "clock"),
    PlanStatus.CONSENT_WITHDRAWN: ("warn", "hand-stop"),
    PlanStatus.CLOSED: ("neutral", ""),
    PlanStatus.MOVED_AWAY: ("neutral", ""),
}


def plan_pill(status: PlanStatus) -> Pill:
    """Say where a joint plan stands."""
    kind, icon = _LOOKS[status]
    return Pill(label(status), kind, icon)
