"""The commands that count citizens whom two service areas share, and publish the counts."""

import argparse
import sys
from datetime import date

from coordinator import command_output as output
from coordinator.danish import long_date, month_and_year
from coordinator.danish_time import local_time
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.reports.shared_citizens import SharedRequest, print_counts
from coordinator.staff_arguments import AREAS
from coordinator.use_cases.continuity import continuity, print_continuity
from coordinator.use_cases.reporting import (
    last_whole_month,
    publish,
    published_counts,
    published_months,
    shared_citizens_table,
)
from plans.errors import RuleBroken
from plans.people import ServiceArea


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Do one of ``report shared-citizens|case-workers|publish|published``."""
    deeds = {
        "publish": _publish,
        "published": _published,
        "shared-citizens": _shared,
        "case-workers": _case_workers,
    }
    return deeds[asked.what](asked, desk)


def _publish(asked: argparse.Namespace, desk: Desk) -> int:
    """Publish a month; one that is published already stands, and is told of."""
    month = _month(asked.month) if asked.month else last_whole_month(desk.clock.today())
    made = publish(desk, month)
    text = _("The figures for {month} are published; they were made on {date}.")
    output.say(
        text.format(
            month=month_and_year(made.month), date=long_date(local_time(made.made_at).date())
        )
    )
    return 0


def _published(asked: argparse.Namespace, desk: Desk) -> int:
    """Print what is published of a month, the newest unless one is named."""
    months = [each.month for each in published_months(desk)]
    wanted = [_month(asked.month)] if asked.month else months[:1]
    tables = [print_counts(each) for month in wanted for each in published_counts(desk, month)]
    output.say_json([table.as_value() for table in tables])
    return 0


def _shared(asked: argparse.Namespace, desk: Desk) -> int:
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


def _case_workers(asked: argparse.Namespace, desk: Desk) -> int:
    """Print the changes of case worker in the unit that one leads as JSON, CSV or PDF."""
    found = continuity(desk)
    sys.stdout.flush()
    if asked.format == "pdf":
        sys.stdout.buffer.write(print_continuity(desk, found.unit, desk.clock.today()))
    elif asked.format == "csv":
        sys.stdout.buffer.write(found.table.to_csv())
    else:
        output.say(found.table.to_json())
    return 0


def _areas(text: str) -> tuple[ServiceArea, ServiceArea]:
    names = [AREAS.code(part.strip()) for part in text.split(",")]
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
