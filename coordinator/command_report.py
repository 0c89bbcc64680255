"""The command that counts the citizens that two service areas share."""

import argparse
import sys
from datetime import date

from coordinator import command_output as output
from coordinator.desk import Desk
from coordinator.reports.shared_citizens import SharedRequest
from coordinator.use_cases.reporting import shared_citizens_table
from plans.errors import RuleBroken
from plans.people import ServiceArea


def shared(asked: argparse.Namespace, desk: Desk) -> int:
    """Print one of the tables of shared citizens as JSON or CSV."""
    request = SharedRequest(
        areas=_areas(asked.areas),
        month=_month(asked.month),
        by_intervention=asked.by == "intervention",
        years=_years(asked.years),
        exact_totals=asked.totals == "exact",
    )
    table = shared_citizens_table(desk, request)
    if asked.format == "csv":
        sys.stdout.flush()
        sys.stdout.buffer.write(table.to_csv())
    else:
        output.say(table.to_json())
    return 0


def _areas(text: str) -> tuple[ServiceArea, ServiceArea]:
    names = [part.strip() for part in text.split(",")]
    for name in names:
        if name not in set(ServiceArea):
            raise RuleBroken("area-unknown", area=name)
    if len(names) != 2:
        raise RuleBroken("report-same-area")
    return ServiceArea(names[0]), ServiceArea(names[1])


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise RuleBroken("month-wrong") from None


def _years(text: str | None) -> tuple[int, ...]:
    if text is None:
        return ()
    try:
        years = tuple(int(part) for part in text.split(","))
    except ValueError:
        raise RuleBroken("year-wrong") from None
    if not all(1900 <= year <= 2200 for year in years):
        raise RuleBroken("year-wrong")
    return years
