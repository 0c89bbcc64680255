"""The commands about one citizen: find, show the plan, print the plan."""

import argparse

from coordinator import command_output as output
from coordinator.canonical import plan_as_shown
from coordinator.danish import short_date
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import FoundCitizen
from coordinator.use_cases import opening, papers, worklists

_DONE = 0


def run(asked: argparse.Namespace, desk: Desk) -> int:
    """Do one of ``find``, ``plan show`` and ``plan print``."""
    if asked.command == "find":
        return find(asked, desk)
    return show(asked, desk) if asked.what == "show" else print_out(asked, desk)


def find(asked: argparse.Namespace, desk: Desk) -> int:
    """Print the citizens that a text finds."""
    found = worklists.find_citizens_logged(desk, asked.text, max(1, asked.limit))
    if asked.json:
        output.say_json([_line(each) for each in found])
        return _DONE
    if not found:
        output.say(_("No citizen was found. Try the family name or the CPR number."))
    for each in found:
        number = each.number.masked if each.number else ""
        born = short_date(each.birth_date) if each.birth_date else ""
        output.say("  ".join(part for part in (number, each.name, born, _district(each)) if part))
    return _DONE


def show(asked: argparse.Namespace, desk: Desk) -> int:
    """Print a citizen's plan as JSON."""
    shown = opening.open_plan_by_number(desk, asked.number)
    output.say_json(plan_as_shown(shown))
    return _DONE


def print_out(asked: argparse.Namespace, desk: Desk) -> int:
    """Write a citizen's plan as a PDF."""
    shown = opening.open_plan_by_number(desk, asked.number)
    paper = papers.save_plan(desk, shown.plan.id, papers.PaperWish())
    asked.out.write_bytes(paper.content)
    output.say(_("The plan is written to {file}.").format(file=asked.out.resolve()))
    return _DONE


def _line(each: FoundCitizen) -> dict[str, object]:
    return {
        "name": each.name,
        "cpr": each.number.formatted if each.number else None,
        "birth_date": each.birth_date.isoformat() if each.birth_date else None,
        "district": _district(each),
        "protected": each.protected,
        "services": [area.value for area in each.service_areas],
        "plan_status": each.plan_status.value if each.plan_status else None,
    }


def _district(each: FoundCitizen) -> str:
    return _("Protected address") if each.protected else each.district
