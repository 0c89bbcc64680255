"""Opening citizens and plans: a relation or a reason, and a row in the log."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.imports.known import SourceFacts
from coordinator.ports import ApprovedVersion, AuditAction, NotFound
from coordinator.use_cases import opening
from coordinator.use_cases.signing_in import SYSTEM
from plans.people import Address, CaseFile
from plans.states import PlanStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    EMPLOYMENT,
    HANNE,
    JENS,
    KIM,
    LEFT,
    LIS,
    METTE,
    SOCIAL,
    TODAY,
    citizen,
    identity,
    plan,
    protected_citizen,
)
from tests.coordinator.house_of_plans import (
    bo,
    desk,
    house_with,
    house_with_plan,
    last_entry,
    refusal,
)


def with_case(house, member):
    """Give Bo a case of somebody's."""
    case = CaseFile(identity("case"), identity(BO), SOCIAL, "Støtte", TODAY, None, member)
    house.kept.cases[case.id] = case
    return case


class TestCitizen:
    def test_all_of_the_page_comes_at_once(self):
        house = house_with_plan()
        case = with_case(house, LIS)
        page = opening.open_citizen(desk(house), identity(BO))
        assert (page.citizen, page.plan, page.case_files) == (citizen(), plan(), (case,))
        assert set(page.staff) == {METTE.id, JENS.id, AMIRA.id, LIS.id}
        assert page.versions == ()

    def test_the_look_is_logged_and_the_citizen_is_recent(self):
        house = house_with_plan()
        opening.open_citizen(desk(house), identity(BO))
        entry = last_entry(house)
        assert (entry.action, entry.citizen_id, entry.related) == (
            AuditAction.VIEW, identity(BO), True,
        )  # fmt: skip
        with house.begin(METTE, False) as work:
            assert [each.id for each in work.lists.recent(5)] == [identity(BO)]

    def test_a_stranger_says_why(self):
        house = house_with_plan()
        look = opening.open_citizen
        assert refusal(lambda: look(desk(house, HANNE), identity(BO), "  ")) == "reason-needed"
        assert house.log == []
        look(desk(house, HANNE), identity(BO), "Vagten ringede")
        assert (last_entry(house).why, last_entry(house).related) == ("Vagten ringede", False)

    @pytest.mark.parametrize("member", [METTE, JENS, AMIRA, BIRGER])
    def test_who_works_with_the_citizen_or_leads_who_does_needs_no_reason(self, member):
        house = house_with_plan()
        opening.open_citizen(desk(house, member), identity(BO))

    def test_a_lead_of_the_case_workers_unit_needs_no_reason(self):
        house = house_with(citizen())
        with_case(house, AMIRA)
        opening.open_citizen(desk(house, HANNE), identity(BO))
        assert refusal(lambda: opening.open_citizen(desk(house, BIRGER), identity(BO))) == (
            "reason-needed"
        )

    def test_a_case_without_case_worker_makes_no_lead_related(self):
        house = house_with(citizen())
        with_case(house, None)
        look = opening.open_citizen
        assert refusal(lambda: look(desk(house, HANNE), identity(BO))) == "reason-needed"

    def test_who_has_left_opens_nobody(self):
        house = house_with_plan()
        look = opening.open_citizen
        assert refusal(lambda: look(desk(house, LEFT), identity(BO), "Nysgerrig")) == "not-allowed"

    def test_a_plan_without_deputy_names_no_deputy(self):
        house = house_with_plan(deputy=None, participants=())
        assert set(opening.open_citizen(desk(house), identity(BO)).staff) == {METTE.id}

    def test_there_is_nothing_of_a_citizen_without_plan(self):
        house = house_with(citizen())
        page = opening.open_citizen(desk(house), identity(BO), "Ny")
        assert (page.plan, page.staff, page.versions) == (None, {}, ())

    def test_reading_again_is_not_logged_again(self):
        house = house_with_plan()
        opening.open_citizen(desk(house), identity(BO))
        page = opening.read_again(desk(house), identity(BO))
        assert page.plan == plan()
        assert len(house.log) == 1

    def test_what_sources_say_is_told_but_not_of_a_protected_citizen(self):
        house = house_with(citizen(), protected_citizen())
        for number in (BO, KIM):
            one = SourceFacts("Bo", "Testrup", Address("Engvej 1"), False, "")
            house.kept.sources[identity(number)] = {
                EMPLOYMENT: one, SOCIAL: replace(one, given="Bobo"),
            }  # fmt: skip
        assert opening.read_again(desk(house), identity(BO), "Vagt").source_differences == (
            (EMPLOYMENT, "Bo Testrup", "Engvej 1"), (SOCIAL, "Bobo Testrup", "Engvej 1"),
        )  # fmt: skip
        assert opening.read_again(desk(house), identity(KIM), "Vagt").source_differences == ()

    def test_a_copied_number_is_logged(self):
        house = house_with(citizen())
        opening.note_copied_number(desk(house), identity(BO))
        assert (last_entry(house).action, last_entry(house).subject) == (
            AuditAction.EXPORT, "number",
        )  # fmt: skip


class TestAddress:
    def test_a_protected_address_is_shown_for_a_reason_that_is_logged(self):
        house = house_with(protected_citizen())
        found = opening.unmask_address(desk(house), identity(KIM), " Brev ")
        assert found == protected_citizen().address
        assert (last_entry(house).action, last_entry(house).why) == (AuditAction.UNMASK, "Brev")

    def test_without_a_reason_it_stays_hidden(self):
        house = house_with(protected_citizen())
        look = opening.unmask_address
        assert refusal(lambda: look(desk(house), identity(KIM), " ")) == "reason-missing"
        assert house.log == []

    def test_who_has_left_sees_no_address(self):
        house = house_with(protected_citizen())
        look = opening.unmask_address
        assert refusal(lambda: look(desk(house, LEFT), identity(KIM), "Brev")) == "not-allowed"


class TestPlan:
    def test_a_plan_is_opened_by_number(self):
        house = house_with_plan()
        shown = opening.open_plan_by_number(desk(house, SYSTEM), "150277-9995")
        assert (shown.plan, shown.citizen_name) == (plan(), "Bo Testrup")
        assert (shown.number, shown.sha256) == ("150277-9995", None)
        assert (last_entry(house).subject_id, last_entry(house).related) == (plan().id, False)

    def test_the_newest_version_is_named_by_its_hash(self):
        house = house_with_plan(version=1)
        kept = ApprovedVersion(1, "{}", "abc", TODAY, b"", "def")
        house.kept.versions[plan().id] = {1: kept}
        assert opening.open_plan_by_number(desk(house), BO).sha256 == "abc"

    def test_a_citizen_whose_numbers_have_all_ended_has_none_in_force(self):
        ended = replace(citizen().identifiers[0], valid_to=date(2025, 1, 1))
        house = house_with(citizen(identifiers=(ended,)), plan())
        assert opening.open_plan_by_number(desk(house), BO).number is None

    @pytest.mark.parametrize(
        ("number", "code"),
        [("12", "cpr-length"), ("010165-9996", "citizen-unknown"), (BO, "plan-missing")],
    )
    def test_what_is_not_there_is_said(self, number, code):
        house = house_with(citizen())
        assert refusal(lambda: opening.open_plan_by_number(desk(house), number)) == code

    def test_an_open_plan_is_read_again(self):
        house = house_with_plan(status=PlanStatus.ACTIVE)
        assert opening.read_plan(desk(house), plan().id).status is PlanStatus.ACTIVE
        with pytest.raises(NotFound):
            opening.read_plan(desk(house), identity("none"))

    def test_the_legal_bases_of_today_are_read(self):
        assert [each.code for each in opening.legal_bases(desk(house_with()))] == ["SEL § 85"]

    def test_bo_is_as_he_was(self):
        house = house_with_plan()
        opening.open_citizen(desk(house), identity(BO))
        assert bo(house) == citizen()
