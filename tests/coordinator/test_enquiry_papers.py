"""The letter to the citizen: who has the enquiry, by when, and never a protected address."""

import io

import pypdfium2
import pytest

from coordinator.enquiries import NewEnquiry, Sending
from coordinator.i18n import use_language
from coordinator.ports import AuditAction
from coordinator.use_cases import enquiries, enquiry_papers
from plans.units import Unit
from tests.builders import BO, HEALTH, KIM, LIS, METTE, citizen, identity, plan, protected_citizen
from tests.coordinator.house_of_plans import house_with, refused


@pytest.fixture(autouse=True)
def _danish():
    use_language("da")


def words(content):
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return " ".join(document[0].get_textpage().get_text_bounded().split())


def lying(house, **who):
    desk = house.desk(METTE)
    typed = NewEnquiry("Hemmelige ord", "care", **who)
    enquiry_id, _changes = enquiries.register(desk, typed)
    found = enquiries.open_enquiry(desk, enquiry_id).line.enquiry
    enquiries.send(desk, found, Sending(Unit(HEALTH, "Sundhedscenter")))
    return enquiry_id


def test_it_says_who_has_it_by_when_and_whom_to_call():
    house = house_with(citizen(), plan())
    enquiry_id = lying(house, citizen_id=identity(BO))
    said = words(enquiry_papers.letter(house.desk(METTE), enquiry_id))
    for wanted in (
        "Bo Testrup",
        "Søndergade 12",
        "Sundhedscenter",
        "20. november 2026",
        "12345678",
        METTE.name,
    ):
        assert wanted in said
    assert "Hemmelige ord" not in said
    assert [each.action for each in house.log][-1] is AuditAction.PRINT


def test_a_protected_address_is_not_on_it():
    house = house_with(protected_citizen(), plan(identity(KIM)))
    enquiry_id = lying(house, citizen_id=identity(KIM))
    said = words(enquiry_papers.letter(house.desk(METTE), enquiry_id))
    assert "Hemmeligvej" not in said
    assert "Udleveres personligt" in said


def test_somebody_unknown_gets_it_in_hand():
    house = house_with()
    enquiry_id = lying(house, from_whom="Ole Skabelon, 12 34 56 78")
    said = words(enquiry_papers.letter(house.desk(METTE), enquiry_id))
    assert "Ole Skabelon" in said
    assert "12 34 56 78" not in said


def test_only_who_answers_for_it_writes_it():
    house = house_with()
    enquiry_id = lying(house, from_whom="Ole")
    assert (
        refused(lambda: enquiry_papers.letter(house.desk(LIS), enquiry_id)) == "enquiry-not-yours"
    )
