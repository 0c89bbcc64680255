"""Signatures on paper: who signed which version and when, and the file of the scanned copy."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.errors import RuleBroken
from plans.scans import MEGABYTE, MOST_MEGABYTES, Scan, ScanMark, ScanType, scan_of
from plans.signatures import Signature, Signer, Signing, require_new
from tests.builders import JENS, METTE, NOW, TODAY, identity

APPROVED = TODAY - timedelta(5)
BY_CITIZEN = Signing(2, Signer.CITIZEN, TODAY)
BY_IB = Signing(2, Signer.REPRESENTATIVE, TODAY, "Ib Testrup")
SIGNATURE = Signature(identity("s"), identity("plan"), BY_CITIZEN, METTE.id, METTE.name, NOW)
MARK = ScanMark(identity("scan"), ScanType.PDF, 9, "ab")


def refusal(deed):
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value.code


@pytest.mark.parametrize("signing", [BY_CITIZEN, BY_IB, replace(BY_CITIZEN, signed_on=APPROVED)])
def test_a_version_is_signed_from_its_approval_until_today(signing):
    signing.require_sound(APPROVED, TODAY)


@pytest.mark.parametrize(
    ("signing", "code"),
    [
        (replace(BY_CITIZEN, signed_on=TODAY + timedelta(1)), "signature-in-future"),
        (replace(BY_CITIZEN, signed_on=APPROVED - timedelta(1)), "signature-before-approval"),
        (replace(BY_IB, name="  "), "signature-name-missing"),
    ],
)
def test_what_cannot_have_been_signed_so_is_refused(signing, code):
    assert refusal(lambda: signing.require_sound(APPROVED, TODAY)) == code


def test_the_same_person_signs_a_version_once():
    assert refusal(lambda: require_new(BY_CITIZEN, [SIGNATURE])) == "signature-there"
    by_ib = replace(SIGNATURE, signing=BY_IB)
    shouted = replace(BY_IB, name=" IB TESTRUP ")
    assert refusal(lambda: require_new(shouted, [by_ib])) == "signature-there"
    require_new(BY_IB, [SIGNATURE])
    require_new(replace(BY_CITIZEN, number=3), [SIGNATURE])
    require_new(replace(BY_IB, name="Bo Testrup"), [by_ib])


def test_a_withdrawn_one_stays_makes_room_and_is_changed_no_more():
    gone = SIGNATURE.with_scan(MARK).withdrawn_by(JENS, NOW, " Forkert version ")
    assert gone.scan == MARK
    assert gone.withdrawn is not None
    assert (gone.withdrawn.reason, gone.withdrawn.by_name) == ("Forkert version", JENS.name)
    require_new(BY_CITIZEN, [gone])
    assert refusal(lambda: gone.withdrawn_by(METTE, NOW, "Igen")) == "signature-withdrawn"
    assert refusal(lambda: gone.with_scan(MARK)) == "signature-withdrawn"
    assert refusal(lambda: SIGNATURE.withdrawn_by(METTE, NOW, " ")) == "reason-missing"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 ...", ScanType.PDF),
        (b"\x89PNG\r\n\x1a\n...", ScanType.PNG),
        (b"\xff\xd8\xff\xe0...", ScanType.JPEG),
    ],
)
def test_a_file_is_known_by_how_it_begins(content, media_type):
    assert scan_of(content) == Scan(media_type, content)


def test_other_files_are_refused():
    whole = b"%PDF-" + bytes(MOST_MEGABYTES * MEGABYTE - 5)
    assert scan_of(whole).media_type is ScanType.PDF
    assert refusal(lambda: scan_of(whole + b"x")) == "scan-too-big"
    assert refusal(lambda: scan_of(b"")) == "scan-empty"
    assert refusal(lambda: scan_of(b"GIF89a")) == "scan-kind-unknown"
