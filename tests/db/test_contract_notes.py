"""What every store promises of journal notes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import NotFound, Stale
from plans.notes import RecordNote
from tests.builders import BO, KARLA, METTE, NOW, TODAY, citizen, full_citizen, identity
from tests.db.test_contract import put

NOTE = RecordNote(
    identity("note"), identity(BO), TODAY, "phone", "Æblet sagde: «ja»\n\nog 🙂", METTE.id,
    METTE.name, NOW, METTE.service_area, shared=True,
)  # fmt: skip
BARE = replace(
    NOTE, id=identity("bare"), service_area=None, shared=False, corrects=NOTE.id,
    written_at=NOW + timedelta(minutes=1),
)  # fmt: skip


@pytest.fixture
def kept(house):
    put(house, citizen(), full_citizen())
    with house.begin(METTE, True) as work:
        work.notes.add(NOTE)
        work.notes.add(BARE)
        changes = work.commit()
    assert changes.citizens == {identity(BO)}
    assert not changes.everything
    return house


def write_over(work):
    work.notes.save(replace(NOTE, text="Sidst"))
    work.commit()


def read(house):
    with house.begin(METTE, False) as work:
        return work.notes.of_citizen(identity(BO))


def test_notes_come_back_field_by_field_newest_first(kept):
    assert read(kept) == (BARE, NOTE)
    with kept.begin(METTE, False) as work:
        assert work.notes.get(NOTE.id) == NOTE
        assert work.notes.of_citizen(identity(KARLA)) == ()


def test_the_day_it_is_about_goes_before_when_it_was_written(kept):
    earlier = replace(
        NOTE, id=identity("earlier"), on=TODAY - timedelta(1), written_at=NOW + timedelta(hours=1)
    )
    with kept.begin(METTE, True) as work:
        work.notes.add(earlier)
        work.commit()
    assert [each.id for each in read(kept)] == [BARE.id, NOTE.id, earlier.id]


def test_there_is_no_unknown_note(house):
    with house.begin(METTE, False) as work, pytest.raises(NotFound):
        work.notes.get(identity("nothing"))


def test_a_change_is_kept_and_names_the_citizen(kept):
    changed = replace(NOTE, text="Nyt", kind="letter", on=TODAY - timedelta(2), shared=False)
    with kept.begin(METTE, True) as work:
        work.notes.get(NOTE.id)
        work.notes.save(changed)
        assert work.commit().citizens == {identity(BO)}
    assert set(read(kept)) == {changed, BARE}


def test_the_same_note_is_not_put_in_twice(kept):
    def again(work):
        work.notes.add(replace(NOTE, text="Igen"))
        work.commit()

    with pytest.raises(Stale), kept.begin(METTE, True) as work:
        again(work)
    assert read(kept) == (BARE, NOTE)


def test_who_comes_second_is_told(busy_house):
    put(busy_house, citizen())
    with busy_house.begin(METTE, True) as work:
        work.notes.add(NOTE)
        work.commit()
    with busy_house.begin(METTE, True) as late:
        late.notes.get(NOTE.id)
        with busy_house.begin(METTE, True) as first:
            first.notes.save(replace(first.notes.get(NOTE.id), text="Først"))
            first.commit()
        with pytest.raises(Stale):
            write_over(late)
