"""A signature on paper is registered with its copy, read with a row in the log, and withdrawn."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from coordinator.canonical import sha256_of
from coordinator.ports import NotFound, Stale
from coordinator.reports.pictures import page_count
from coordinator.use_cases import opening, signing
from plans.scans import (
    A_DAY,
    MEGABYTE,
    MOST_A_DAY,
    MOST_MEGABYTES,
    MOST_MEGABYTES_A_DAY,
    Scan,
    ScanType,
)
from plans.signatures import Signature, Signer, Signing
from tests.builders import AMIRA, BO, HANNE, JENS, METTE, TODAY, identity, plan
from tests.coordinator.house_of_plans import refused
from tests.coordinator.test_versions import FIRST, NOW, SECOND, house_of
from tests.fakes import FakeStore

PLAN = plan().id
BY_BO = Signing(1, Signer.CITIZEN, TODAY)
SCAN = Scan(ScanType.PDF, b"%PDF-1.4 signed")
OTHER = Scan(ScanType.PNG, b"\x89PNG\r\n\x1a\n")


@pytest.fixture
def house() -> FakeStore:
    return house_of(NOW, FIRST, SECOND)


def only(house: FakeStore) -> Signature:
    found = opening.open_citizen(house.desk(METTE), identity(BO)).signatures
    assert len(found) == 1
    return found[0]


def test_a_signature_is_registered_with_its_copy_and_shown_on_the_citizens_page(house):
    changes = signing.register(house.desk(METTE), PLAN, BY_BO, SCAN)
    assert changes.touch(PLAN)
    made = only(house)
    assert (made.signing, made.by_name) == (BY_BO, METTE.name)
    assert made.scan is not None
    assert made.scan.sha256 == sha256_of(SCAN.content)
    assert signing.read_scan(house.desk(METTE), made.id) == SCAN
    assert [(each.action, each.subject) for each in house.log if "sign" in each.subject] == [
        ("create", "signature"),
        ("view", "signature_scan"),
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Signing(3, Signer.CITIZEN, TODAY), "version-unknown"),
        (Signing(1, Signer.CITIZEN, TODAY - timedelta(1)), "signature-before-approval"),
        (Signing(1, Signer.CITIZEN, TODAY + timedelta(1)), "signature-in-future"),
        (Signing(1, Signer.REPRESENTATIVE, TODAY), "signature-name-missing"),
    ],
)
def test_only_what_can_have_been_signed_is_registered(house, wrong, code):
    assert refused(lambda: signing.register(house.desk(METTE), PLAN, wrong)) == code


def test_nobody_is_registered_twice_on_a_version(house):
    signing.register(house.desk(METTE), PLAN, BY_BO)
    assert refused(lambda: signing.register(house.desk(JENS), PLAN, BY_BO)) == "signature-there"


def test_only_who_writes_the_whole_plan_registers(house):
    deed = signing.register
    assert refused(lambda: deed(house.desk(AMIRA), PLAN, BY_BO)) == "not-your-area"
    assert refused(lambda: deed(house.desk(HANNE), PLAN, BY_BO)) == "not-your-plan"


def test_a_copy_is_attached_later_and_replaced_while_the_first_stays(house):
    signing.register(house.desk(METTE), PLAN, BY_BO)
    bare = only(house)
    with pytest.raises(NotFound):
        signing.read_scan(house.desk(METTE), bare.id)
    signing.attach_scan(house.desk(METTE), bare, SCAN)
    with pytest.raises(Stale):
        signing.attach_scan(house.desk(JENS), bare, OTHER)
    signing.attach_scan(house.desk(JENS), only(house), OTHER)
    assert signing.read_scan(house.desk(METTE), bare.id) == OTHER
    assert sorted(house.kept.scans.values(), key=lambda each: each.media_type) == [SCAN, OTHER]


def test_a_wrong_registration_is_withdrawn_with_a_reason_and_made_anew(house):
    signing.register(house.desk(METTE), PLAN, BY_BO, SCAN)
    seen = only(house)
    assert refused(lambda: signing.withdraw(house.desk(METTE), seen, " ")) == "reason-missing"
    signing.withdraw(house.desk(METTE), seen, "Det var version 2")
    with pytest.raises(Stale):
        signing.withdraw(house.desk(METTE), seen, "Igen")
    signing.register(house.desk(METTE), PLAN, Signing(2, Signer.CITIZEN, TODAY))
    signing.register(house.desk(METTE), PLAN, BY_BO)
    found = opening.open_citizen(house.desk(METTE), identity(BO)).signatures
    assert [(each.signing.number, bool(each.withdrawn)) for each in found] == [
        (2, False),
        (1, True),
        (1, False),
    ]
    assert signing.read_scan(house.desk(METTE), seen.id) == SCAN


def test_a_copy_is_read_by_who_has_something_to_do_there(house):
    signing.register(house.desk(METTE), PLAN, BY_BO, SCAN)
    seen = only(house)
    assert refused(lambda: signing.read_scan(house.desk(HANNE), seen.id)) == "reason-needed"


def test_a_file_is_read_whole_or_refused(tmp_path: Path):
    file = tmp_path / "kopi.pdf"
    with PdfDocument.new() as made:
        made.new_page(595, 842)
        made.save(str(file))
    kept = signing.read_file(file, lambda _scan: True)
    assert (kept.media_type, page_count(kept.content)) == (ScanType.PDF, 1)
    assert refused(lambda: signing.read_file(file, lambda _scan: False)) == "scan-unreadable"
    file.write_bytes(b"%PDF-" + bytes(MOST_MEGABYTES * MEGABYTE))
    assert refused(lambda: signing.read_file(file, lambda _scan: True)) == "scan-too-big"
    gone = tmp_path / "væk.pdf"
    assert refused(lambda: signing.read_file(gone, lambda _scan: True)) == "scan-unreadable"


def test_nobody_attaches_more_in_a_day_than_anybody_signs(house: FakeStore):
    now = house.clock.now()
    house.kept.attached += [(METTE.id, now, 10)] * (MOST_A_DAY - 1)
    house.kept.attached += [(METTE.id, now - A_DAY, 10), (JENS.id, now, 10)]
    signing.register(house.desk(METTE), PLAN, BY_BO, SCAN)
    made = only(house)
    again = refused(lambda: signing.attach_scan(house.desk(METTE), made, SCAN))
    assert again == "scan-quota"
    house.kept.attached[:] = [(METTE.id, now, MOST_MEGABYTES_A_DAY * MEGABYTE)]
    assert refused(lambda: signing.attach_scan(house.desk(METTE), made, SCAN)) == "scan-quota"
    house.kept.attached[:] = []
    signing.attach_scan(house.desk(METTE), made, SCAN)
