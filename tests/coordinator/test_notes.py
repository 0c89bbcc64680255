"""Notes as use cases: who writes, who reads what, and what is never there for the wrong eyes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.desk import Desk, SystemClock
from coordinator.ports import Stale
from coordinator.reports.pictures import page_count
from coordinator.use_cases import note_papers, notes, opening
from plans.errors import RuleBroken
from plans.notes import NoteContent, NoteThread, WithheldNote
from tests.builders import AMIRA, BO, IDA, JENS, LIS, METTE, TODAY, citizen, identity, participant
from tests.builders import plan as make_plan
from tests.coordinator.house_of_plans import house_with

BOS = identity(BO)
CALL = NoteContent(TODAY, "phone", "Bo ringede om praktikken.")
SECRET = NoteContent(TODAY, "meeting", "Hemmelig helbredsoplysning.")


@pytest.fixture
def house():
    return house_with(citizen(), make_plan(participants=(participant(LIS),)))


def read(house, member):
    return notes.read_notes(house.desk(member), BOS)


def only(house, member=METTE):
    (thread,) = read(house, member)
    return thread.note


def later(house, member, hours):
    """The desk of somebody some hours from now; the clock's day stands, its time does not."""
    desk = house.desk(member)

    class Later(SystemClock):
        def now(self):
            return desk.clock.now() + timedelta(hours=hours)

    return Desk(member, desk.begin, Later(TODAY))


def refused(deed):
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value.code


def test_a_note_is_read_by_its_own_service_area_and_by_nobody_else(house):
    notes.write_note(house.desk(LIS), BOS, SECRET)
    assert only(house, LIS).text == SECRET.text
    for member in (METTE, JENS, AMIRA):
        (line,) = read(house, member)
        assert isinstance(line, WithheldNote)
        assert line.service_area is LIS.service_area
        assert SECRET.text not in repr(line)
        assert SECRET.text not in repr(opening.open_citizen(house.desk(member), BOS, "Vagt"))


def test_a_note_that_is_sent_twice_is_one_note_with_the_newest_text(house):
    """After a line that broke nobody knows whether the first try was kept."""
    mine, under = identity("note"), identity("addition")
    for text in (CALL.text, CALL.text, "Bo ringede to gange."):
        done = notes.write_note(house.desk(METTE), BOS, replace(CALL, text=text), mine)
        assert done.citizens == {BOS}
    seen = only(house)
    assert seen.text == "Bo ringede to gange."
    for _try in range(2):
        notes.add_correction(house.desk(METTE), seen, CALL, under)
    (thread,) = read(house, METTE)
    assert [each.id for each in thread.additions] == [under]


def test_a_shared_note_is_read_by_all(house):
    notes.write_note(house.desk(LIS), BOS, replace(SECRET, shared=True))
    assert only(house, METTE).text == SECRET.text


def test_the_citizen_page_brings_the_notes_along(house):
    notes.write_note(house.desk(METTE), BOS, CALL)
    desk = house.desk(METTE)
    opened = opening.open_citizen(desk, BOS).notes
    assert opened == opening.read_again(desk, BOS).notes == read(house, METTE)
    assert opened


def test_a_note_is_changed_by_its_writer_the_same_day(house):
    notes.write_note(house.desk(METTE), BOS, CALL)
    seen = only(house)
    notes.change_note(later(house, METTE, 23), seen, replace(CALL, text="Bo skrev."))
    assert only(house).text == "Bo skrev."
    assert refused(lambda: notes.change_note(later(house, METTE, 25), only(house), CALL)) == (
        "note-locked"
    )
    assert refused(lambda: notes.change_note(house.desk(JENS), only(house), CALL)) == (
        "note-not-yours"
    )


def test_a_change_of_what_was_changed_meanwhile_is_stale(house):
    notes.write_note(house.desk(METTE), BOS, CALL)
    seen = only(house)
    notes.change_note(house.desk(METTE), seen, replace(CALL, text="Først"))
    with pytest.raises(Stale):
        notes.change_note(house.desk(METTE), seen, replace(CALL, text="Sidst"))
    with pytest.raises(Stale):
        notes.add_correction(house.desk(METTE), seen, CALL)
    assert only(house).text == "Først"


def test_a_locked_note_is_corrected_by_an_addition_under_it(house):
    notes.write_note(house.desk(METTE), BOS, CALL)
    late = later(house, METTE, 48)
    notes.add_correction(late, only(house), replace(CALL, text="Det var om jobbet."))
    (thread,) = read(house, METTE)
    assert isinstance(thread, NoteThread)
    assert thread.note.text == CALL.text
    assert [each.text for each in thread.additions] == ["Det var om jobbet."]


def test_an_addition_to_a_withheld_note_stays_withheld_with_it(house):
    notes.write_note(house.desk(LIS), BOS, SECRET)
    notes.add_correction(house.desk(LIS), only(house, LIS), replace(SECRET, text="Mere hemmeligt"))
    (line,) = read(house, METTE)
    assert isinstance(line, WithheldNote)


def test_nobody_adds_to_a_note_they_may_not_read(house):
    notes.write_note(house.desk(LIS), BOS, SECRET)
    seen = only(house, LIS)
    assert refused(lambda: notes.add_correction(house.desk(METTE), seen, CALL)) == "note-withheld"


def test_who_only_sets_up_the_program_writes_no_notes(house):
    assert refused(lambda: notes.write_note(house.desk(IDA), BOS, CALL)) == "not-allowed"


def test_who_has_nothing_to_do_with_the_citizen_opens_the_page_first(house):
    stranger = house.desk(replace(JENS, id=identity("stranger")))
    assert refused(lambda: notes.write_note(stranger, BOS, CALL)) == "reason-needed"
    opening.open_citizen(stranger, BOS, "Afløser i dag")
    notes.write_note(stranger, BOS, CALL)


def test_the_log_tells_of_writing_and_never_what_was_written(house):
    notes.write_note(house.desk(METTE), BOS, CALL)
    notes.change_note(house.desk(METTE), only(house), replace(CALL, text="Andet"))
    told = [(each.action.value, each.subject) for each in house.log if each.subject == "note"]
    assert told == [("create", "note"), ("change", "note")]
    assert CALL.text not in repr(house.log)


def test_print_gives_what_was_asked_for_and_nothing_withheld(house, monkeypatch):
    notes.write_note(house.desk(LIS), BOS, SECRET)
    notes.write_note(house.desk(METTE), BOS, CALL)
    drawn = []
    draw = note_papers.render_paper
    monkeypatch.setattr(
        note_papers, "render_paper", lambda paper: drawn.append(paper) or draw(paper)
    )
    every = [
        each.id if isinstance(each, WithheldNote) else each.note.id for each in read(house, METTE)
    ]
    pdf = note_papers.print_notes(house.desk(METTE), BOS, every)
    assert page_count(pdf) == 1
    assert CALL.text in repr(drawn)
    assert SECRET.text not in repr(drawn)
    assert house.log[-1].action == "print"


def test_nothing_to_print_says_so(house):
    assert page_count(note_papers.print_notes(house.desk(METTE), BOS, ())) == 1
