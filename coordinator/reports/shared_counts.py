"""Counts of shared citizens after small ones are hidden, and as the text that a store keeps."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from coordinator.lists import DistrictRow
from coordinator.reports.shared_tally import NO_DISTRICT, SharedRequest
from plans.people import ServiceArea
from plans.suppression import PrintedColumn

# What the shape below is; another shape gets another number.
_SHAPE: Final = 1


@dataclass(frozen=True, slots=True)
class SharedCounts:
    """What may be printed of a table, and no more: a cell that is None was hidden.

    A column stands for each intervention, for each year asked for, or for the one month.
    """

    request: SharedRequest
    places: tuple[DistrictRow, ...]
    interventions: tuple[str, ...]
    columns: tuple[PrintedColumn, ...]


def counts_to_text(counts: SharedCounts) -> str:
    """Write counts as the JSON text that is published; a server looks through it once more."""
    request = counts.request
    value = {
        "shape": _SHAPE,
        "areas": [area.value for area in request.areas],
        "month": request.month.isoformat(),
        "by_intervention": request.by_intervention,
        "threshold": request.threshold,
        # A server's JSON cannot hold the sign that stands for no district.
        "places": [
            [None if place.name == NO_DISTRICT else place.name, place.adults]
            for place in counts.places
        ],
        "interventions": counts.interventions,
        "columns": [
            {"cells": each.cells, "total": each.total, "visible": each.total_is_visible_sum}
            for each in counts.columns
        ],
    }
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def counts_from_text(text: str) -> SharedCounts:
    """Read counts as they were published."""
    value = json.loads(text)
    first, second = (ServiceArea(area) for area in value["areas"])
    return SharedCounts(
        SharedRequest(
            (first, second),
            date.fromisoformat(value["month"]),
            by_intervention=value["by_intervention"],
            threshold=value["threshold"],
        ),
        tuple(
            DistrictRow(NO_DISTRICT if name is None else name, adults)
            for name, adults in value["places"]
        ),
        tuple(value["interventions"]),
        tuple(
            PrintedColumn(tuple(each["cells"]), each["total"], each["visible"])
            for each in value["columns"]
        ),
    )
