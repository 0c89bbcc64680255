"""What the rules allow is not refused by the walls, and leaves what others wrote as it stands."""

from contextlib import nullcontext
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coordinator.server_errors import StoreForbids
from coordinator.use_cases import absences, notes, plan_parts
from db.plan_mapping import places_in_order
from plans.absence import Absence
from plans.flat import PlanPart
from plans.notes import NoteContent, RecordNote
from plans.parts import Statement
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    EMPLOYMENT,
    HEALTH,
    IDA,
    JENS,
    KARLA,
    LIS,
    METTE,
    NOW,
    SOCIAL,
    TODAY,
    citizen,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)


def statement(name, area):
    return Statement(identity(name), "resources", name, area)


def put_plan(house, **fields):
    """Put a plan of Mette's in which Amira of social services takes part into the store."""
    made = plan(participants=(participant(AMIRA),), **fields)
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(made)
        work.commit()
    return made


def statements_of(house, made):
    with house.begin(METTE, False) as work:
        return work.plans.get(made.id).statements


def test_a_participant_takes_out_and_puts_back_what_stands_before_anothers(house):
    mine = statement("first", SOCIAL), statement("third", SOCIAL)
    theirs = statement("second", HEALTH), statement("fourth", HEALTH)
    stood = (mine[0], theirs[0], mine[1], theirs[1])
    made, desk = put_plan(house, statements=stood), house.desk(AMIRA)
    for each in mine:
        plan_parts.remove_part(desk, made.id, PlanPart.STATEMENT, each.id)
    assert statements_of(house, made) == theirs
    for place, each in ((0, mine[0]), (2, mine[1])):
        plan_parts.put_part(desk, made.id, None, each, place=place)
    assert statements_of(house, made) == stood


@pytest.mark.parametrize(
    ("order", "stored", "places"),
    [
        ("abc", {}, [0, 1, 2]),
        ("ac", {"a": 0, "c": 2}, [0, 2]),
        ("abc", {"a": 0, "c": 2}, [0, 1, 2]),
        ("bac", {"a": 0, "c": 1}, [-1, 0, 1]),
        ("abc", {"a": 0, "c": 1}, [0, 1, 1]),
        ("acb", {"a": 0, "b": 1}, [0, 0, 1]),
        ("cba", {"c": 0, "a": 1}, [0, 1, 2]),
        ("cab", {"a": 0, "b": 1, "c": 2}, [2, 3, 4]),
        ("ba", {"a": 0, "b": 0}, [0, 1]),
    ],
)
def test_a_stored_place_stays_where_it_can(order, stored, places):
    ids = {name: UUID(int=ord(name)) for name in "abc"}
    known = {ids[name]: place for name, place in stored.items()}
    assert list(places_in_order([ids[name] for name in order], known)) == places


def test_who_sees_no_citizen_tells_of_their_own_absence(house):
    away, desk = Absence(identity("away"), IDA.id, TODAY, TODAY), house.desk(IDA)
    absences.put_absence(desk, None, away)
    absences.put_absence(desk, away, replace(away, last=None))
    assert absences.absence_page(desk).absences == (replace(away, last=None),)


def test_a_lead_corrects_whose_absence_it_is(house):
    away = Absence(identity("away"), METTE.id, TODAY, TODAY)
    desk = house.desk(BIRGER)
    absences.put_absence(desk, None, away)
    absences.put_absence(desk, away, replace(away, staff_id=JENS.id))
    assert absences.absent_today(desk).keys() == {JENS.id}


@pytest.mark.parametrize(
    ("member", "change", "is_kept"),
    [
        (AMIRA, "status = 'accepted', result = 'Ringet'", True),
        (AMIRA, "is_waiting = true, waiting_on = 'Svar'", True),
        (AMIRA, "title = 'Andet'", False),
        (AMIRA, "assignee_id = NULL", False),
        (AMIRA, "removed_at = now()", False),
        (METTE, "title = 'Andet'", True),
        (METTE, "intervention_id = :elsewhere", False),
    ],
)
def test_who_has_a_task_changes_how_far_it_is_alone(shared_house, member, change, is_kept):
    mine = task("Ring til Bo", AMIRA)
    put_plan(shared_house, goals=(goal("Arbejde", intervention("Praktik", tasks=(mine,))),))
    elsewhere = intervention("Andet forløb")
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(citizen(KARLA))
        work.plans.add(
            plan(
                identity(KARLA),
                participants=(),
                events=(),
                consents=(),
                goals=(goal("Andet mål", elsewhere),),
            )
        )
        work.commit()
    with shared_house.persons[member.login].connect() as connection:
        asked = text(
            f"UPDATE task SET {change}, version = version + 1, changed_by = access.me(),"
            " changed_at = changed_at"
        )
        values = {"elsewhere": elsewhere.id} if ":" in change else {}
        with nullcontext() if is_kept else pytest.raises(DBAPIError):
            assert connection.execute(asked, values).rowcount == 1


def test_a_shared_note_of_another_area_is_added_to(house):
    made = put_plan(house)
    notes.write_note(
        house.desk(METTE), made.citizen_id, NoteContent(TODAY, "call", "Talte med Bo.", shared=True)
    )
    desk = house.desk(AMIRA)
    (thread,) = notes.read_notes(desk, made.citizen_id)
    notes.add_correction(desk, thread.note, NoteContent(TODAY, "call", "Bo ringede selv."))
    (thread,) = notes.read_notes(desk, made.citizen_id)
    (addition,) = thread.additions
    assert (addition.author, addition.service_area, addition.shared) == (
        AMIRA.id, thread.note.service_area, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "forged",
    [
        {"citizen_id": identity(KARLA)},
        {"service_area": HEALTH},
        {"shared": False},
        {"corrects": identity("hidden"), "service_area": HEALTH, "shared": False},
    ],
    ids=lambda each: next(iter(each)),
)
def test_an_addition_is_no_way_round_whose_a_note_is(shared_house, forged):
    put_plan(shared_house)
    seat = replace(participant(AMIRA), id=identity("seat"))
    note = RecordNote(
        identity("shared"), identity(BO), TODAY, "call", "Talte med Bo.", LIS.id, LIS.name, NOW,
        EMPLOYMENT, shared=True,
    )  # fmt: skip
    hidden = replace(note, id=identity("hidden"), service_area=HEALTH, shared=False)
    with shared_house.begin(LIS, True) as work:
        work.citizens.add(citizen(KARLA))
        work.plans.add(
            plan(identity(KARLA), goals=(), consents=(), events=(), participants=(seat,))
        )
        work.notes.add(note)
        work.notes.add(hidden)
        work.commit()
    desk = shared_house.desk(AMIRA)
    for each in (BO, KARLA):
        notes.read_notes(desk, identity(each))
    addition = replace(note, id=identity("new"), author=AMIRA.id, author_name=AMIRA.name)
    with pytest.raises(StoreForbids), shared_house.begin_logged(AMIRA, True) as work:
        work.notes.add(replace(addition, **{"corrects": note.id} | forged))
