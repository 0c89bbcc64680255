"""How many citizens two service areas share: tables T8.8 to T8.11 of domain.md § 1.8."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from coordinator.danish import long_date, month_and_year, month_name, share, whole
from coordinator.i18n import N_, _
from coordinator.lists import DistrictRow, SharedCase
from coordinator.reports.shared_counts import SharedCounts
from coordinator.reports.shared_tally import (
    NO_DISTRICT,
    PROTECTED_ROW,
    SOCIAL_AND_EMPLOYMENT,
    SharedRequest,
    Tally,
)
from coordinator.reports.tables import Table, TableRow
from plans.people import ServiceArea
from plans.suppression import (
    PrintedColumn,
    breakdown_with_visible_totals,
    with_exact_total,
    with_visible_total,
)

__all__ = [
    "DistrictRow",
    "SharedCase",
    "SharedRequest",
    "count_shared",
    "print_counts",
    "shared_citizens",
]

_HIDDEN: Final = "-"

_TITLE: Final = N_("Citizens with a case or contact both {first} and {second} in {month}")
_TITLE_BY_INTERVENTION: Final = N_(
    "Citizens with a case or contact both {first} and {second} in {month}, by social intervention"
)
_TITLE_BY_YEAR: Final = N_(
    "Citizens with a case or contact both {first} and {second} in {month}, by year"
)
_PLACES: Final = {
    ServiceArea.EMPLOYMENT: N_("at the job centre"),
    ServiceArea.SOCIAL: N_("in the social area"),
    ServiceArea.HEALTH: N_("in the health area"),
    ServiceArea.BENEFIT: N_("in the benefit area"),
    ServiceArea.EDUCATION: N_("in the education area"),
}


def shared_citizens(
    cases: Iterable[SharedCase], districts: Sequence[DistrictRow], request: SharedRequest
) -> Table:
    """Make the table that is asked for: by district, by social intervention or by year.

    Raises:
        RuleBroken: ``suppression-impossible`` when exact totals would give a small count away.
    """
    return print_counts(count_shared(cases, districts, request))


def count_shared(
    cases: Iterable[SharedCase], districts: Sequence[DistrictRow], request: SharedRequest
) -> SharedCounts:
    """Count what is asked for, by district, social intervention or year, and hide small counts.

    Raises:
        RuleBroken: ``suppression-impossible`` when exact totals would give a small count away.
    """
    tally = Tally(request, frozenset(row.name for row in districts))
    for case in cases:
        tally.add(case)
    places = _places(districts, without=tally.someone_is_without_district)
    if request.by_intervention:
        columns = _intervention_columns(tally, places, request)
        return SharedCounts(request, tuple(places), tuple(tally.interventions), tuple(columns))
    return SharedCounts(request, tuple(places), (), tuple(_month_columns(tally, places, request)))


def print_counts(counts: SharedCounts) -> Table:
    """Make the table of what was counted, in the language in use."""
    request, places, columns = counts.request, counts.places, counts.columns
    years = [str(first.year) for first, _last in request.months]
    headings = years if request.years else [_("Number of citizens")]
    printed = [_as_text(column) for column in columns]
    if request.by_intervention:
        headings = list(counts.interventions)
    elif not request.years:
        headings.append(_("Share of citizens (18+) in the district"))
        printed.append(_shares(columns[0], places, request.share_decimals))
    *lines, total = (tuple(column[row] for column in printed) for row in range(len(places) + 1))
    return Table(
        title=_title(request),
        label_heading=_("School district"),
        columns=tuple(headings),
        rows=tuple(
            TableRow(_label(place.name), line) for place, line in zip(places, lines, strict=True)
        ),
        total=TableRow(_("Total"), total),
        note=_note(request, columns),
    )


def _places(districts: Sequence[DistrictRow], *, without: bool) -> list[DistrictRow]:
    """Put the rows in order: districts, those without one, protected addresses last."""
    protected = [row for row in districts if row.name == PROTECTED_ROW]
    return [
        *(row for row in districts if row.name != PROTECTED_ROW),
        *([DistrictRow(NO_DISTRICT, None)] if without else []),
        *(protected or [DistrictRow(PROTECTED_ROW, None)]),
    ]


def _label(name: str) -> str:
    return {PROTECTED_ROW: _("Protected address"), NO_DISTRICT: _("No district")}.get(name, name)


def _month_columns(
    tally: Tally, places: list[DistrictRow], request: SharedRequest
) -> list[PrintedColumn]:
    """Count by district, in one column for each month of the report."""
    caps = [place.adults for place in places]
    return [
        _column(tally.by_place(tally.shared(index)), places, caps, request)
        for index in range(len(request.months))
    ]


def _intervention_columns(
    tally: Tally, places: list[DistrictRow], request: SharedRequest
) -> list[PrintedColumn]:
    """Count by district and social intervention; a citizen may count in several columns.

    With visible totals it may stand beside the table by district; true ones bring a note.
    """
    counted = [tally.by_place(tally.with_intervention(title)) for title in tally.interventions]
    if request.exact_totals:
        caps = [place.adults for place in places]
        return [_column(counts, places, caps, request) for counts in counted]
    shared = tally.by_place(tally.shared())
    columns = [[counts[place.name] for place in places] for counts in counted]
    whole = [shared[place.name] for place in places]
    return breakdown_with_visible_totals(columns, whole, request.threshold)


def _column(
    counts: Counter[str],
    places: list[DistrictRow],
    caps: list[int | None],
    request: SharedRequest,
) -> PrintedColumn:
    """Hide what must be hidden in one column."""
    values = [counts[place.name] for place in places]
    if not request.exact_totals:
        return with_visible_total(values, request.threshold)
    # Further cells are hidden from the most populous district down: a public order.
    order = sorted(range(len(places)), key=lambda row: -(places[row].adults or 0))
    return with_exact_total(values, order, caps, request.threshold)


def _as_text(column: PrintedColumn) -> list[str]:
    """Print a column: its cells, then its total."""
    cells = [_HIDDEN if cell is None else whole(cell) for cell in column.cells]
    if column.total is None:
        return [*cells, _HIDDEN]
    mark = "~" if column.total_is_visible_sum else ""
    return [*cells, mark + whole(column.total)]


def _shares(column: PrintedColumn, places: Sequence[DistrictRow], decimals: int) -> list[str]:
    """Print the share that each count is of the adults; hidden wherever the count is."""
    adults = [place.adults for place in places]
    published = [place.adults for place in places if place.name != NO_DISTRICT]
    everyone = None if None in published else sum(each or 0 for each in published)
    total = None if column.total_is_visible_sum else column.total
    return [
        share(count, among, decimals) if count is not None and among else _HIDDEN
        for count, among in zip((*column.cells, total), (*adults, everyone), strict=True)
    ]


def _title(request: SharedRequest) -> str:
    first, second = (_(_PLACES[area]) for area in request.areas_in_title)
    if request.years:
        text, month = _(_TITLE_BY_YEAR), month_name(request.month)
    else:
        by_district = not request.by_intervention
        text = _(_TITLE) if by_district else _(_TITLE_BY_INTERVENTION)
        month = month_and_year(request.month)
    return text.format(first=first, second=second, month=month)


def _note(request: SharedRequest, columns: Sequence[PrintedColumn]) -> str:
    """Say who counts and what the marks mean."""
    adults = _("Counts citizens who were 18 or over on {date}.")
    sentences = [adults.format(date=long_date(request.adult_day))]
    if request.by_intervention:
        sentences.append(_("A citizen can count in several columns."))
    if frozenset(request.areas) == SOCIAL_AND_EMPLOYMENT:
        sentences.append(_("Not adjusted for the total number of citizens in an area."))
    return " ".join((*sentences, *_marks(request, columns)))


def _marks(request: SharedRequest, columns: Sequence[PrintedColumn]) -> list[str]:
    """Explain the marks that the table has."""
    if all(None not in column.cells for column in columns):
        return []
    if request.exact_totals:
        text = _(
            "“-” is fewer than {threshold} citizens, or a count hidden to protect one that is."
        )
        rest = [_("Do not publish together with the table whose totals have “~”.")]
    else:
        text = _("“-” is fewer than {threshold} citizens.")
        rest = [_("“~” stands before a total of the visible counts only.")]
        if not any(column.total_is_visible_sum for column in columns):
            rest = []
    return [text.format(threshold=request.threshold), *rest]
