"""What a citizen's own log says on paper and in a table, in plain words (domain.md § 7.2)."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from coordinator.danish import clock, long_date, short_date, whole
from coordinator.danish_time import local_time
from coordinator.exports import csv_bytes
from coordinator.i18n import _, current_language, ngettext
from coordinator.lists import InsightLine
from coordinator.reports.paper import LedgerOnPaper, Municipality, Note, Paper, Section
from coordinator.wording import COMMAND_LINE, action_label, label, subject_label, why_label
from plans.people import Citizen, Role, ServiceArea

_WIDTHS: Final = (26.0, 62.0, 40.0, 34.0)


def insight_paper(
    citizen: Citizen,
    lines: Sequence[InsightLine],
    municipality: Municipality,
    today: date,
    *,
    names: bool,
) -> Paper:
    """Say a citizen's log for paper, newest first; ``names`` tells who in person."""
    title = _("Who has seen and written about you")
    guard = _("Protected address") if citizen.protection.active else ""
    return Paper(
        language=current_language(),
        document_title=_("Insight into the log – {name}").format(name=citizen.name),
        municipality=municipality.name,
        title=title,
        subtitle=citizen.name,
        date_line=long_date(today),
        running_head=" · ".join(part for part in (title, citizen.name, guard) if part),
        footer=" · ".join(part for part in (municipality.name, title) if part),
        page_of=_("Page {page} of {pages}"),
        watermark="",
        notice=_("Protected address. Tell nobody where the citizen lives.") if guard else "",
        sections=(_about(lines, names=names), _ledger(lines, names=names)),
        replaced=_("{mark} stands for characters that cannot be printed here."),
    )


def insight_csv(lines: Sequence[InsightLine], *, names: bool) -> bytes:
    """Give a citizen's log as CSV, a row for each line."""
    headings = (_("Day"), _("Time"), _("Who"), _("Unit"), _("What"), _("Why"))
    return csv_bytes(
        headings,
        (
            (
                short_date(local_time(line.at).date()),
                f"{local_time(line.at):%H:%M:%S}",
                _who(line, names=names),
                _unit(line),
                _what(line),
                _why(line),
            )
            for line in lines
        ),
    )


def _about(lines: Sequence[InsightLine], *, names: bool) -> Section:
    counted = ngettext(
        "There is {count} line.", "There are {count} lines, the newest first.", len(lines)
    ).format(count=whole(len(lines)))
    told = [
        _(
            "Samplan keeps a line each time somebody opens, changes, prints or sends what stands "
            "about you. Here you see who it was, when, what and why."
        ),
        _(
            "Lines that are alike and follow each other on one day are written as one. {counted}"
        ).format(counted=counted),
    ]
    if not names:
        told.append(
            _(
                "You see the unit and not the name. If you must know who it was in person to use "
                "your rights, ask the municipality, which weighs it."
            )
        )
    told.append(
        _(
            "Do you think that somebody had no reason? Write to the municipality's data "
            "protection officer. You can also complain to Datatilsynet."
        )
    )
    return Section(_("What this is"), tuple(told))


def _ledger(lines: Sequence[InsightLine], *, names: bool) -> Section:
    heading = _("The log")
    if not lines:
        return Section(heading, (Note(_("Nobody has looked or written.")),))
    headings = (_("When"), _("Who"), _("What"), _("Why"))
    return Section(heading, (LedgerOnPaper(headings, tuple(_rows(lines, names=names)), _WIDTHS),))


def _rows(lines: Iterable[InsightLine], *, names: bool) -> Iterable[tuple[str, ...]]:
    def same(line: InsightLine) -> tuple[str, ...]:
        day = short_date(local_time(line.at).date())
        who = ", ".join(part for part in (_who(line, names=names), _unit(line)) if part)
        return day, who, _what(line), _why(line)

    for (day, *said), alike in groupby(lines, key=same):
        moments = [clock(line.at) for line in alike]
        when = f"{day} {moments[-1]}"
        if len(moments) > 1:
            times = ngettext("{count} time", "{count} times", len(moments))
            when = f"{when} ({times.format(count=len(moments))})"
        yield (when, *said)


def _who(line: InsightLine, *, names: bool) -> str:
    role = label(Role(line.role))
    # What the program does by itself has a role for a name.
    named = names and line.role != Role.SYSTEM
    return f"{line.who}, {role.lower()}" if named else role


def _unit(line: InsightLine) -> str:
    area = label(ServiceArea(line.area)) if line.area else ""
    return ", ".join(part for part in (area, line.team) if part)


def _what(line: InsightLine) -> str:
    action, subject = action_label(line.action, line.subject), subject_label(line.subject)
    return _("{action}: {subject}").format(action=action, subject=subject) if subject else action


def _why(line: InsightLine) -> str:
    # How somebody came to look is nothing that a citizen knows, and no reason.
    said = why_label(line.action, line.why) if line.why != COMMAND_LINE else ""
    if said or line.action == "load":
        return said
    return _("Works on your case") if line.related else _("No reason is written")
