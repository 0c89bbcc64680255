"""Who has cases in two service areas, where and when: the counts behind the shared tables."""

import re
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.lists import SharedCase
from plans.errors import RuleBroken
from plans.people import ServiceArea
from plans.suppression import DEFAULT_THRESHOLD

# The name that the published list of districts gives the row; never a place.
PROTECTED_ROW: Final = "Beskyttet adresse"
# No source can spell this, so a real district never falls into the row.
NO_DISTRICT: Final = "\0"
SOCIAL_AND_EMPLOYMENT: Final = frozenset({ServiceArea.SOCIAL, ServiceArea.EMPLOYMENT})

_OTHER_INTERVENTION: Final = "Andet"
_ADULT_AGE: Final = 18


@dataclass(frozen=True, slots=True)
class SharedRequest:
    """Which table is wanted; of ``month`` the month and, without ``years``, the year count.

    Raises:
        RuleBroken: ``report-same-area``, ``report-two-breakdowns`` or ``report-no-interventions``.
    """

    areas: tuple[ServiceArea, ServiceArea]
    month: date
    by_intervention: bool = False
    years: tuple[int, ...] = ()
    exact_totals: bool = False
    threshold: int = DEFAULT_THRESHOLD

    def __post_init__(self) -> None:
        if self.areas[0] is self.areas[1]:
            raise RuleBroken("report-same-area")
        if self.by_intervention and self.years:
            raise RuleBroken("report-two-breakdowns")
        if self.by_intervention and ServiceArea.SOCIAL not in self.areas:
            raise RuleBroken("report-no-interventions")

    @property
    def months(self) -> tuple[tuple[date, date], ...]:
        """First and last day of each month in the report, newest first."""
        years = sorted(set(self.years), reverse=True) or [self.month.year]
        return tuple(_month(year, self.month.month) for year in years)

    @property
    def adult_day(self) -> date:
        """The day on which a citizen must be an adult to count (decisions.md)."""
        return self.months[0][1]

    @property
    def areas_in_title(self) -> tuple[ServiceArea, ...]:
        """The two areas in the order that the published titles have: employment last."""
        order = [*(area for area in ServiceArea if area is not ServiceArea.EMPLOYMENT)]
        return tuple(area for area in (*order, ServiceArea.EMPLOYMENT) if area in self.areas)

    @property
    def share_decimals(self) -> int:
        """Decimals of the share: two for social and employment, one for every other pair."""
        return 2 if frozenset(self.areas) == SOCIAL_AND_EMPLOYMENT else 1


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


class Tally:
    """Who has cases where and when, gathered from the cases in one pass."""

    def __init__(self, request: SharedRequest, known: frozenset[str]) -> None:
        self._known = known
        self._areas = request.areas
        self._months = request.months
        self._by_intervention = request.by_intervention
        self._youngest = _born_at_the_latest(request.adult_day)
        self._seen: dict[ServiceArea, tuple[set[UUID], ...]] = {
            area: tuple(set() for _month in self._months) for area in self._areas
        }
        self._with_intervention: dict[str, set[UUID]] = {}
        self._place: dict[UUID, str] = {}

    def add(self, case: SharedCase) -> None:
        """Take a case in; the place of its citizen even when the case itself does not count."""
        citizen = case.citizen_id
        if self._place.get(citizen) != PROTECTED_ROW:
            self._place[citizen] = self._place_of(case)
        if case.service_area not in self._seen:
            return
        if self._by_intervention and case.service_area is ServiceArea.SOCIAL:
            self._with_intervention.setdefault(case.title, set())
        if case.birth_date is None or case.birth_date > self._youngest:
            return
        for index, (first, last) in enumerate(self._months):
            if (case.start is None or case.start <= last) and (
                case.end is None or case.end >= first
            ):
                self._seen[case.service_area][index].add(citizen)
                if self._by_intervention and case.service_area is ServiceArea.SOCIAL:
                    self._with_intervention[case.title].add(citizen)

    def _place_of(self, case: SharedCase) -> str:
        if case.protected or case.district == PROTECTED_ROW:
            return PROTECTED_ROW
        if case.district is None or case.district not in self._known:
            return NO_DISTRICT
        return case.district

    @property
    def someone_is_without_district(self) -> bool:
        """Whether the register has any such citizen, shared or not.

        The row must not depend on the shared ones: its presence would tell 0 from 1 to 4.
        """
        return NO_DISTRICT in self._place.values()

    @property
    def interventions(self) -> list[str]:
        """The titles of all imported interventions, so that no column tells that it has a count."""
        return sorted(self._with_intervention, key=_by_paragraph)

    def shared(self, month: int = 0) -> set[UUID]:
        """Find the citizens with cases in both areas in the given month of the report."""
        one, other = (self._seen[area][month] for area in self._areas)
        return one & other

    def by_place(self, citizens: set[UUID]) -> Counter[str]:
        """Count citizens at each place."""
        return Counter(self._place[citizen] for citizen in citizens)

    def with_intervention(self, title: str) -> set[UUID]:
        """Find the shared citizens who have an intervention of this title."""
        return self.shared() & self._with_intervention[title]


def _born_at_the_latest(day: date) -> date:
    """Give the last birth date of those who are adults on ``day``."""
    try:
        return day.replace(year=day.year - _ADULT_AGE)
    except ValueError:  # 29 February: who was born the day after is not 18 yet
        return date(day.year - _ADULT_AGE, 2, 28)


def _by_paragraph(title: str) -> tuple[bool, float, str]:
    """Order interventions as the published table does: by paragraph, without one, then others."""
    paragraph = re.search(r"§§?\s*(\d+)", title)
    number = float(paragraph[1]) if paragraph else float("inf")
    return title == _OTHER_INTERVENTION, number, title.casefold()
