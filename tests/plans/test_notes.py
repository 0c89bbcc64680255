"""Journal notes: what they must have, who changes them and for how long, and who reads them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans import access, notes
from plans.errors import RuleBroken
from plans.notes import LOCKED_AFTER, NoteContent, NoteThread, RecordNote, WithheldNote
from plans.people import Role
from tests.builders import AMIRA, BO, HANNE, IDA, LEFT, LIS, METTE, NOW, TODAY, identity

CALL = NoteContent(TODAY, "phone", "Ringede om praktikken.")


def written(content: NoteContent = CALL, by=METTE, name: str = "note", at=NOW) -> RecordNote:
    return notes.write(identity(name), identity(BO), content, by, at, TODAY)


def broken(deed) -> str:
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value.code


def test_a_note_knows_who_wrote_it_for_which_service_area():
    note = written()
    assert (note.author, note.author_name) == (METTE.id, METTE.name)
    assert note.service_area is METTE.service_area
    assert note.written_at == NOW
    assert not note.shared


def test_the_text_is_kept_without_the_blanks_around_it():
    assert written(replace(CALL, text="  To linjer\nher \n")).text == "To linjer\nher"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (replace(CALL, text=" \n"), "note-text-missing"),
        (replace(CALL, kind=""), "note-kind-missing"),
        (replace(CALL, on=TODAY + timedelta(1)), "note-in-future"),
    ],
)
def test_what_is_no_note_is_refused_new_and_changed(content, code):
    assert broken(lambda: written(content)) == code
    assert broken(lambda: written().changed(content, METTE.id, NOW, TODAY)) == code


def test_the_writer_changes_a_note_within_a_day():
    last = NOW + LOCKED_AFTER - timedelta(seconds=1)
    new = NoteContent(TODAY - timedelta(1), "letter", "Skrev i stedet.", shared=True)
    changed = written().changed(new, METTE.id, last, TODAY)
    assert (changed.on, changed.kind, changed.text) == (new.on, new.kind, new.text)
    assert changed.shared
    assert changed.written_at == NOW
    assert changed.may_change(METTE.id, last)


def test_after_a_day_nobody_changes_it():
    late = NOW + LOCKED_AFTER
    assert written().is_locked(late)
    assert not written().may_change(METTE.id, late)
    assert broken(lambda: written().changed(CALL, METTE.id, late, TODAY)) == "note-locked"


def test_nobody_changes_what_another_wrote():
    assert broken(lambda: written().changed(CALL, HANNE.id, NOW, TODAY)) == "note-not-yours"
    assert not written().may_change(HANNE.id, NOW)


def test_an_addition_is_read_by_those_who_read_the_note():
    own = written(by=LIS, name="own")
    addition = notes.add_to(own, written(replace(CALL, shared=True), AMIRA, "more"))
    assert addition.corrects == own.id
    assert addition.service_area is LIS.service_area
    assert not addition.shared
    later = addition.changed(replace(CALL, shared=True), AMIRA.id, NOW, TODAY)
    assert not later.shared


def test_an_addition_to_an_addition_hangs_under_the_note():
    first = notes.add_to(written(), written(name="first"))
    assert notes.add_to(first, written(name="second")).corrects == identity("note")


@pytest.mark.parametrize(
    ("shared", "member", "reads"),
    [
        (False, METTE, True),
        (False, AMIRA, False),
        (False, LIS, False),
        (False, IDA, False),
        (True, replace(LEFT, active=False), False),
    ],
)
def test_an_unshared_note_is_for_its_own_service_area(shared, member, reads):
    assert access.may_read_note(written(replace(CALL, shared=shared)), member) is reads


def test_a_shared_note_is_read_where_the_consent_lets_it_be():
    note = written(replace(CALL, shared=True))
    assert access.may_read_note(note, LIS, {METTE.service_area, LIS.service_area})
    assert not access.may_read_note(note, LIS, {LIS.service_area})
    assert not access.may_read_note(written(), LIS, {METTE.service_area, LIS.service_area})


def test_who_moved_to_another_service_area_still_reads_their_own():
    moved = replace(METTE, service_area=LIS.service_area)
    assert access.may_read_note(written(), moved)


def test_two_without_a_service_area_do_not_read_each_other():
    nowhere = replace(METTE, service_area=None)
    note = written(by=nowhere)
    assert access.may_read_note(note, nowhere)
    assert not access.may_read_note(note, replace(nowhere, id=identity("other")))


def test_who_became_an_administrator_reads_no_note_any_more_not_even_their_own():
    assert not access.may_read_note(written(), replace(METTE, role=Role.ADMINISTRATOR))


def test_the_newest_day_stands_first_and_additions_under_their_note():
    old = written(replace(CALL, on=TODAY - timedelta(3)), name="old")
    first = written(name="first")
    second = written(name="second", at=NOW + timedelta(hours=1))
    more = notes.add_to(old, written(name="more", at=NOW + timedelta(hours=2)))
    most = notes.add_to(old, written(name="most", at=NOW + timedelta(hours=3)))
    hidden = WithheldNote(identity("x"), TODAY - timedelta(1), NOW, None)
    assert notes.newest_first([most, old, hidden, first, more, second]) == (
        NoteThread(second),
        NoteThread(first),
        hidden,
        NoteThread(old, (more, most)),
    )
