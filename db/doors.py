"""What a person's own login on a server passes through where no grant reaches (db/policies).

A door that must be committed before it counts (a look, a question after a number) is passed on a
connection of its own, so that what follows in the same work may rest on it.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from coordinator.caseloads import Load
from coordinator.ids import new_id
from coordinator.ports import AuditAction, AuditEntry
from coordinator.wording import PROTECTION_ENDED
from db.bulk import chunks
from db.errors import translated
from db.mapping import Fields
from plans.flat import PlanPart, WithheldPart
from plans.handovers import Change
from plans.log_chain import SealMark
from plans.people import ServiceArea, WithheldCase

Line = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The words of a search, each with the end of its range and with what it looks like beside.

    The rarest of the first ``walkable`` is walked; the others narrow.
    """

    begins: Sequence[str]
    ends: Sequence[str]
    patterns: Sequence[str]
    walkable: int


_LOG: Final = (
    "SELECT log.put_all(%s::uuid[], %s::text[], %s::uuid[], %s::text[], %s::uuid[], %s::text[],"
    " %s::boolean[])"
)
_PLACE: Final = ":street, :postcode, :town, :district_text"


def look(session: Session, entry_id: UUID, entry: AuditEntry) -> None:
    """Open a citizen or a protected address: log it and get a ticket, both kept at once."""
    statement = "SELECT access.look(:id, :citizen, :deed, :subject, :subject_id, :why)"
    _aside(
        session,
        statement,
        {
            "id": entry_id,
            "citizen": entry.citizen_id,
            "deed": entry.action.value,
            "subject": entry.subject,
            "subject_id": entry.subject_id,
            "why": entry.why,
        },
    )


def look_at_enquiry(session: Session, entry_id: UUID, enquiry_id: UUID | None) -> None:
    """Open an enquiry: log it and get a ticket, both kept at once."""
    values: dict[str, object] = {"id": entry_id, "enquiry": enquiry_id}
    _aside(session, "SELECT access.look_at_enquiry(:id, :enquiry)", values)


def enquiry_is_open(session: Session, enquiry_id: UUID) -> bool:
    """Tell whether I have opened an enquiry lately, and may still read it."""
    return bool(_one(session, "SELECT access.enquiry_is_open(:thing)", thing=enquiry_id))


def log(session: Session, entries: Iterable[AuditEntry]) -> None:
    """Let the server write rows of the log: who and when it knows itself."""
    connection = session.connection()
    for chunk in chunks(entries):
        columns: tuple[list[Any], ...] = (
            [new_id() for _entry in chunk],
            [entry.action.value for entry in chunk],
            [entry.citizen_id for entry in chunk],
            [entry.subject for entry in chunk],
            [entry.subject_id for entry in chunk],
            [entry.why for entry in chunk],
            [entry.related for entry in chunk],
        )
        connection.exec_driver_sql(_LOG, columns)


def reads_whole_log(session: Session) -> bool:
    """Tell whether the login may read every row and seal of the log."""
    return bool(_one(session, "SELECT has_table_privilege('public.audit_seal', 'SELECT')"))


def seal_log(session: Session) -> bool:
    """Seal what is not sealed yet; tells whether there was anything."""
    return bool(_one(session, "SELECT log.seal()"))


def newest_seal(session: Session) -> SealMark | None:
    """Tell of the newest seal."""
    line = session.execute(text("SELECT no, at, hash FROM log.newest_seal()")).one()
    return None if line.no is None else SealMark(*line)


def has_seal(session: Session, mark: SealMark) -> bool:
    """Tell whether a seal is in the chain."""
    asked = "SELECT log.has_seal(:number, :hash)"
    return bool(_one(session, asked, number=mark.number, hash=mark.hash))


def looks(session: Session, first: datetime, until: datetime, rare: int) -> list[Row[Any]]:
    """List what the staff of the unit that one leads did with citizens, oldest first."""
    asked = text("SELECT * FROM log.looks(:first, :until, :rare)")
    values = {"first": first, "until": until, "rare": rare}
    return list(session.execute(asked, values))


def is_open(session: Session, thing: UUID) -> bool:
    """Tell whether a citizen is opened, as this very piece of work sees it.

    ``thing`` is the citizen, or a plan, a note or a signature of theirs.
    """
    return bool(_one(session, "SELECT access.is_open(:thing)", thing=thing))


def citizen_of(session: Session, plan: UUID) -> UUID | None:
    """Tell whose a plan is, of whom one has to do with or has opened once."""
    found: UUID | None = _one(session, "SELECT access.citizen_of(:plan)", plan=plan)
    return found


def open_thing(session: Session, entry_id: UUID, thing: UUID) -> None:
    """Open a citizen whom I have to do with; the server logs the look."""
    _aside(session, "SELECT access.open(:entry, :thing)", {"entry": entry_id, "thing": thing})


def who_claimed(session: Session, task: UUID) -> str | None:
    """Tell who took a task out of the queue of my unit; None while nobody did."""
    found: str | None = _one(session, "SELECT access.who_claimed(:task)", task=task)
    return found


def may_claim(session: Session, task: UUID) -> bool:
    """Tell whether the consent of today lets a task in the queue of my unit be mine."""
    return bool(_one(session, "SELECT access.may_claim(:task)", task=task))


def ask_number(session: Session, number: str, why: str) -> None:
    """Ask after a number; whoever asks has asked, whatever becomes of the work."""
    _aside(session, "SELECT access.ask_number(:number, :why)", {"number": number, "why": why})


def see_asked(session: Session, number: str, why: str) -> None:
    """Ask after a number unless it was asked after just before."""
    if not _one(session, "SELECT access.asked(:number)", number=number):
        ask_number(session, number, why)


def answer_number(session: Session, number: str) -> UUID | None:
    """Tell who has a number that was asked after."""
    found: UUID | None = _one(session, "SELECT access.answer_number(:number)", number=number)
    return found


def add_citizen(session: Session, row: Fields, number: str) -> None:
    """Put in a citizen by the columns of the row; the number was asked after."""
    _one(session, "SELECT access.add_citizen(:row, :number)", row=_json(row), number=number)


def add_number(session: Session, row: Fields) -> None:
    """Give a citizen a number by the columns of its row; it was asked after."""
    _one(session, "SELECT access.add_number(:row)", row=_json(row))


def hide_place(session: Session, citizen_id: UUID, row_id: UUID, place: Fields) -> None:
    """Set an address and district apart, in a row of its own; what is None stays as it is."""
    values = {"citizen": citizen_id, "row": row_id, **place}
    _one(session, f"SELECT access.hide_place(:citizen, :row, {_PLACE})", **values)


def show_place(session: Session, citizen_id: UUID, entry_id: UUID, place: Fields) -> None:
    """Put them back into the open; what is None comes back as it was.

    That shows what was set apart, so the log says it first, under ``entry_id``.
    """
    statement = f"SELECT access.show_place(:citizen, {_PLACE})"
    if not _one(session, statement, citizen=citizen_id, **place):
        unmasking = AuditEntry(
            AuditAction.UNMASK, citizen_id, "address", why=PROTECTION_ENDED, related=True
        )
        look(session, entry_id, unmasking)
        _one(session, statement, citizen=citizen_id, **place)


def withheld_notes(session: Session, citizen_id: UUID) -> list[Line]:
    """List the notes that are not mine to read: id, day, when written, service area."""
    statement = "SELECT * FROM access.withheld_notes(:citizen)"
    return [tuple(line) for line in session.execute(text(statement), {"citizen": citizen_id})]


def withheld_cases(session: Session, citizen_id: UUID) -> list[WithheldCase]:
    """List the cases of a citizen that are not mine to see."""
    statement = "SELECT id, service_area, caseworker FROM access.withheld_cases(:citizen)"
    return [
        WithheldCase(case_id, ServiceArea(area), who)
        for case_id, area, who in session.execute(text(statement), {"citizen": citizen_id})
    ]


def areas_of(session: Session, citizens: Sequence[UUID]) -> dict[UUID, str]:
    """Tell in which service areas citizens whom I may see have running cases, with commas."""
    statement = "SELECT citizen_id, areas FROM access.areas_of(:citizens)"
    found = session.execute(text(statement), {"citizens": list(citizens)})
    return {line.citizen_id: line.areas for line in found}


def areas_of_plans(session: Session, plans: Sequence[UUID]) -> dict[UUID, str]:
    """Tell which service areas are at work in plans that I may see, with commas."""
    statement = "SELECT plan_id, areas FROM access.areas_of_plans(:plans)"
    found = session.execute(text(statement), {"plans": list(plans)})
    return {line.plan_id: line.areas for line in found}


def withheld_if_open(session: Session, plan_id: UUID) -> list[WithheldPart] | None:
    """List the parts of an open plan that are not mine to see: where they stand, and no word.

    None where the plan is not open to me.
    """
    statement = (
        "SELECT access.is_open(:plan) AS is_open, w.id, w.kind, w.under, w.service_area, w.heading,"
        " w.is_over"
        " FROM (VALUES (1)) one LEFT JOIN access.withheld_parts(:plan) w ON true"
    )
    found = session.execute(text(statement), {"plan": plan_id}).all()
    if not found[0].is_open:
        return None
    return [
        WithheldPart(part_id, PlanPart(kind), under, ServiceArea(area), heading, over)
        for _is_open, part_id, kind, under, area, heading, over in found
        if part_id is not None
    ]


def is_related(session: Session, citizen_id: UUID) -> bool:
    """Tell whether I have a running case, a plan or a task with a citizen."""
    return bool(_one(session, "SELECT access.is_related(:citizen)", citizen=citizen_id))


def hold_plan(session: Session, plan_id: UUID) -> tuple[str, int, bool]:
    """Hold a plan until the commit; tell its status, approved version and broken branches.

    The last is whether something in it stands under what was taken out.
    """
    statement = "SELECT status, approved_version, has_orphans FROM access.hold_plan(:plan)"
    status, version, orphans = tuple(session.execute(text(statement), {"plan": plan_id}).one())
    return status, version, bool(orphans)


def changes_of(
    session: Session, citizens: Collection[UUID], since: datetime
) -> Iterator[tuple[UUID, Change]]:
    """List the changes of case worker of citizens whom I may see, the oldest first."""
    statement = (
        "SELECT citizen_id, id, giver_id, receiver_id, answered_at, cause"
        " FROM access.changes_of(CAST(:citizens AS uuid[]), :since)"
    )
    asked = {"citizens": list(citizens), "since": since}
    for citizen, *line in session.execute(text(statement), asked):
        yield citizen, Change(*line)


def take_cases(session: Session, handover_id: UUID) -> None:
    """Give the giver's running cases to the receiver of a hand-over accepted in this work."""
    session.execute(text("SELECT access.take_cases(:handover)"), {"handover": handover_id})


def in_open_sets(session: Session, citizens: Collection[UUID]) -> list[UUID]:
    """Tell which citizens whom I may see stand in a redistribution that is not over."""
    statement = text("SELECT citizen_id FROM access.in_open_sets(:citizens)")
    return list(session.execute(statement, {"citizens": list(citizens)}).scalars())


def take_tasks(session: Session, handover_id: UUID) -> list[Line]:
    """Let what the giver has about the citizen go along: what it is, and which."""
    statement = text("SELECT subject, thing FROM access.take_tasks(:handover)")
    return [tuple(line) for line in session.execute(statement, {"handover": handover_id})]


def was_kept(session: Session, operation: UUID) -> bool:
    """Tell whether a piece of work was committed."""
    return bool(_one(session, "SELECT access.was_kept(:operation)", operation=operation))


def find(session: Session, words: SearchWords, near: Collection[UUID], most: int) -> list[Line]:
    """Find citizens by words: id, sort key, whether near; only whom a search may show."""
    statement = text(
        "SELECT * FROM access.find(:begins, :ends, :patterns, :walkable, :near, :most)"
    )
    values = {
        "begins": list(words.begins),
        "ends": list(words.ends),
        "patterns": list(words.patterns),
        "walkable": words.walkable,
        "near": list(near),
        "most": most,
    }
    return [tuple(line) for line in session.execute(statement, values)]


def my_near(session: Session) -> list[UUID]:
    """List the citizens with whom I have a running case, or part in a plan that is not closed."""
    return list(session.execute(text("SELECT citizen_id FROM access.my_near()")).scalars())


def citizens_of(session: Session, people: Sequence[UUID], today: date, most: int) -> list[UUID]:
    """List the citizens of some staff whom a search may show."""
    statement = "SELECT citizen_id FROM access.citizens_of(:people, :today, :most)"
    values = {"people": list(people), "today": today, "most": most}
    return list(session.execute(text(statement), values).scalars())


def lines(session: Session, citizens: Sequence[UUID]) -> list[Line]:
    """Tell who the found citizens are that I may not see: id, name, birth, protected, area."""
    statement = "SELECT * FROM access.lines(:citizens)"
    return [tuple(line) for line in session.execute(text(statement), {"citizens": list(citizens)})]


def published_months(session: Session) -> list[Line]:
    """List the months of published figures, newest first: first day, when it was published."""
    return [tuple(line) for line in session.execute(text("SELECT * FROM statistics.months()"))]


def published_figures(session: Session, month: date) -> list[str]:
    """Read the published tables of a month."""
    statement = text("SELECT content FROM statistics.published(:month)")
    return list(session.execute(statement, {"month": month}).scalars())


def publish_figures(session: Session, month: date, contents: Sequence[str]) -> None:
    """Publish the tables of a month, once."""
    values = {"month": month, "contents": list(contents)}
    session.execute(text("SELECT statistics.publish(:month, :contents)"), values)


def unit_loads(session: Session, stuck_by: date) -> dict[UUID, Load]:
    """Count what hangs on everybody in the units that I lead, and on myself."""
    columns = "staff_id, citizens, plans, tasks, overdue, stuck"
    statement = text(f"SELECT {columns} FROM access.unit_loads(:stuck_by)")  # noqa: S608 - ours
    found = session.execute(statement, {"stuck_by": stuck_by})
    return {who: Load(*counts) for who, *counts in found}


def tasks_held(session: Session, staff_id: UUID) -> dict[str, int]:
    """Count the open tasks of one of them by who coordinates the plan of each."""
    statement = text("SELECT coordinator, tasks FROM access.tasks_held(:person)")
    return dict(session.execute(statement, {"person": staff_id}).all())


def _one(session: Session, statement: str, **values: object) -> Any:
    return session.execute(text(statement), values).scalar()


def _aside(session: Session, statement: str, values: dict[str, object]) -> None:
    with translated(), Session(session.get_bind()) as aside:
        aside.execute(text(statement), values)
        aside.commit()


def _json(row: Fields) -> str:
    return json.dumps(row, default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
