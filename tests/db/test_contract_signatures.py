"""What every store promises of signatures on paper and their scanned copies."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from coordinator.ports import NotFound, Stale
from coordinator.server_errors import StoreForbids
from plans.scans import MOST_A_DAY, Scan, ScanMark, ScanType
from plans.signatures import Signature, Signer, Signing
from tests.builders import BO, JENS, METTE, NOW, TODAY, citizen, identity, plan
from tests.db.test_contract import put

PLAN = plan().id
OLD = Signature(
    identity("old"), PLAN, Signing(1, Signer.CITIZEN, TODAY - timedelta(9)), METTE.id, METTE.name,
    NOW,
)  # fmt: skip
NEW = replace(
    OLD, id=identity("new"), signing=Signing(2, Signer.REPRESENTATIVE, TODAY, "Ib Åsø"),
    at=NOW + timedelta(minutes=1),
)  # fmt: skip
LATER = replace(NEW, id=identity("later"), signing=Signing(2, Signer.CITIZEN, TODAY))
LATER = replace(LATER, at=NOW + timedelta(minutes=2))
CONTENT = b"%PDF-1.4 \x00\xff signed"
MARK = ScanMark(identity("scan"), ScanType.PDF, len(CONTENT), "ab" * 32)
AGAIN = ScanMark(identity("again"), ScanType.PNG, 3, "cd" * 32)


@pytest.fixture
def kept(house):
    put(house, citizen(), plan())
    with house.begin(METTE, True) as work:
        for each in (OLD, LATER, NEW):
            work.signatures.add(each)
        work.signatures.add_scan(OLD.id, MARK, CONTENT)
        work.signatures.save(replace(OLD, scan=MARK))
        changes = work.commit()
    assert (changes.citizens, changes.plans) == ({identity(BO)}, {PLAN})
    return house


def test_signatures_come_back_field_by_field_newest_version_first(kept):
    with kept.begin(METTE, False) as work:
        assert work.signatures.of_plan(PLAN) == (NEW, LATER, replace(OLD, scan=MARK))
        assert work.signatures.of_plan(identity("another plan")) == ()
        assert work.signatures.get(NEW.id) == NEW
        assert work.signatures.scan(MARK) == Scan(ScanType.PDF, CONTENT)


def test_a_copy_in_place_of_another_leaves_the_other_in_the_store(kept):
    with kept.begin(METTE, True) as work:
        seen = work.signatures.get(OLD.id)
        work.signatures.add_scan(OLD.id, AGAIN, b"png")
        work.signatures.save(replace(seen, scan=AGAIN))
        assert work.commit().citizens == {identity(BO)}
    with kept.begin(METTE, False) as work:
        assert work.signatures.get(OLD.id).scan == AGAIN
        assert work.signatures.scan(MARK).content == CONTENT


def test_what_one_attached_since_a_moment_is_counted_and_nothing_of_others(kept):
    with kept.begin(METTE, False) as work:
        assert work.signatures.attached_since(NOW - timedelta(days=1)) == (1, len(CONTENT))
        assert work.signatures.attached_since(NOW + timedelta(days=1)) == (0, 0)
    with kept.begin(JENS, False) as work:
        assert work.signatures.attached_since(NOW - timedelta(days=1)) == (0, 0)


def test_a_withdrawn_one_stays_with_who_and_why(kept):
    with kept.begin(JENS, True) as work:
        gone = work.signatures.get(NEW.id).withdrawn_by(JENS, NOW, "Forkert version")
        work.signatures.save(gone)
        work.commit()
    with kept.begin(METTE, False) as work:
        assert gone in work.signatures.of_plan(PLAN)


def test_of_two_who_register_the_same_paper_one_is_told_and_a_withdrawn_one_makes_room(kept):
    twice = replace(NEW, id=identity("twice"))
    with pytest.raises(Stale):
        _register(kept, twice)
    with kept.begin(JENS, True) as work:
        work.signatures.save(work.signatures.get(NEW.id).withdrawn_by(JENS, NOW, "Forkert dag"))
        work.commit()
    _register(kept, twice)
    with kept.begin(METTE, False) as work:
        assert twice in work.signatures.of_plan(PLAN)


def test_there_is_no_unknown_signature_and_no_unknown_copy(house):
    with house.begin(METTE, False) as work:
        with pytest.raises(NotFound):
            work.signatures.get(identity("nothing"))
        with pytest.raises(NotFound):
            work.signatures.scan(MARK)


def test_who_comes_second_is_told(busy_house):
    put(busy_house, citizen(), plan())
    with busy_house.begin(METTE, True) as work:
        work.signatures.add(OLD)
        work.commit()
    with busy_house.begin(METTE, True) as late:
        seen = late.signatures.get(OLD.id)
        with busy_house.begin(JENS, True) as first:
            first.signatures.save(first.signatures.get(OLD.id).withdrawn_by(JENS, NOW, "Forkert"))
            first.commit()
        with pytest.raises(Stale):
            _withdraw(late, seen)


def _register(house, signature):
    with house.begin(JENS, True) as work:
        work.signatures.add(signature)
        work.commit()


def _withdraw(work, seen):
    work.signatures.save(seen.withdrawn_by(METTE, NOW, "Også forkert"))
    work.commit()


@pytest.fixture
def signed(shared_house):
    put(shared_house, citizen(), plan())
    with shared_house.begin(METTE, True) as work:
        work.signatures.add(OLD)
        work.commit()
    return shared_house


def attach(house, count, *, size=3):
    with house.begin_logged(METTE, True) as work:
        for _each in range(count):
            work.signatures.add_scan(OLD.id, ScanMark(uuid4(), ScanType.PNG, size, ""), b"png")
        work.commit()


def test_a_server_keeps_no_more_copies_of_one_person_in_a_day_whatever_the_client_says(signed):
    attach(signed, MOST_A_DAY)
    with pytest.raises(StoreForbids):
        attach(signed, 1)


def test_a_server_keeps_no_copy_that_says_it_is_smaller_than_it_is(signed):
    with pytest.raises(StoreForbids):
        attach(signed, 1, size=1)
