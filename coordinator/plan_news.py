"""What colleagues did in somebody's plans since they last looked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from plans.people import ServiceArea

# What is older than that is no news, whoever has not looked.
NEWS_FOR: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PlanNews:
    """What one colleague did in one plan: the newest of it, and how much ``more``.

    ``kind`` is the code of what happened to the plan as a whole, or «goal», «intervention», «task»,
    «consent», «participant» for a part that was written or, if ``removed``, taken out.
    """

    plan_id: UUID
    citizen_id: UUID
    citizen_name: str
    kind: str
    part_id: UUID
    by_name: str
    at: datetime
    title: str = ""
    service_area: ServiceArea | None = None
    removed: bool = False
    more: int = 0
