"""Opening a citizen: a relation or a reason, and each look in the log."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.imports.known import SourceFacts
from coordinator.ports import ApprovedVersion, AuditAction, AuditEntry, NotFound
from coordinator.use_cases import opening
from coordinator.use_cases.signing_in import SYSTEM
from plans.people import Address, CaseFile, Role, StaffMember
from plans.withheld import Withheld
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    DORTE,
    EMPLOYMENT,
    HANNE,
    IDA,
    JENS,
    KARLA,
    LEFT,
    LIS,
    METTE,
    SOCIAL,
    TODAY,
    WORK,
    citizen,
    full_citizen,
    identity,
    plan,
    protected_citizen,
    staff,
)
from tests.coordinator.house_of_plans import refused
from tests.fakes import FakeStore

SYD = staff("per", "Per Attrapsen", EMPLOYMENT, "Team Syd", Role.CASEWORKER)
VIEWED = AuditEntry(AuditAction.VIEW, identity(BO), "citizen", related=True)


def keep(house: FakeStore, whole=None, caseworker: StaffMember | None = None, of=None) -> None:
    with house.begin(METTE, True) as work:
        work.citizens.add(of or citizen())
        if whole is not None:
            work.plans.add(whole)
        work.commit()
    case = CaseFile(identity("sag"), identity(BO), SOCIAL, "Bostøtte", None, None, caseworker)
    house.kept.cases[case.id] = case


@pytest.mark.parametrize(
    ("member", "whole", "caseworker"),
    [
        pytest.param(METTE, plan(), None, id="coordinator"),
        pytest.param(JENS, plan(), None, id="deputy"),
        pytest.param(LIS, plan(), None, id="participant"),
        pytest.param(AMIRA, None, AMIRA, id="case worker"),
        pytest.param(HANNE, None, AMIRA, id="lead of the case worker's unit"),
        pytest.param(BIRGER, plan(), SYD, id="lead of the coordinator's unit"),
    ],
)
def test_a_relation_is_a_reason_by_itself(memory_house, member, whole, caseworker):
    keep(memory_house, whole, caseworker)
    page = opening.open_citizen(memory_house.desk(member), identity(BO))
    assert (page.citizen.name, page.plan) == ("Bo Testrup", whole)
    assert memory_house.log == [VIEWED]


@pytest.mark.parametrize(
    ("member", "whole", "caseworker"),
    [
        pytest.param(LIS, None, AMIRA, id="somebody else"),
        pytest.param(BIRGER, None, AMIRA, id="lead of another unit"),
        pytest.param(BIRGER, None, None, id="lead where nobody has the case"),
        pytest.param(BIRGER, None, SYD, id="lead of another team"),
        pytest.param(HANNE, plan(participants=(), goals=()), None, id="lead of no coordinator"),
    ],
)
def test_without_a_relation_a_reason_is_needed_and_kept(memory_house, member, whole, caseworker):
    keep(memory_house, whole, caseworker)
    desk = memory_house.desk(member)
    for nothing in ("", "  \n"):
        assert refused(lambda why=nothing: opening.open_citizen(desk, identity(BO), why)) == (
            "reason-needed"
        )
    assert (memory_house.log, memory_house.kept.recent) == ([], {})
    opening.open_citizen(desk, identity(BO), "Borgeren ringede")
    assert memory_house.log == [replace(VIEWED, why="Borgeren ringede", related=False)]


def test_what_was_opened_last_stands_first_among_the_recent(memory_house):
    keep(memory_house, plan())
    with memory_house.begin(METTE, True) as work:
        work.citizens.add(full_citizen())
        work.commit()
    desk = memory_house.desk(METTE)
    opening.open_citizen(desk, identity(BO))
    opening.open_citizen(desk, identity(KARLA), "Opkald")
    with desk.start_reading() as work:
        assert [each.id for each in work.lists.recent(8)] == [identity(KARLA), identity(BO)]


def test_nobody_is_opened_who_is_not_there(memory_house):
    with pytest.raises(NotFound):
        opening.open_citizen(memory_house.desk(METTE), identity(BO), "Opkald")
    assert memory_house.log == []


@pytest.mark.parametrize(
    "nobody",
    [replace(METTE, active=False), replace(METTE, role=Role.ADMINISTRATOR), IDA, DORTE],
    ids=["left", "became administrator", "administrator", "data protection officer"],
)
def test_who_works_with_no_citizens_opens_nothing(memory_house, nobody):
    keep(memory_house, plan())
    desk = memory_house.desk(nobody)
    for deed in (
        lambda: opening.open_citizen(desk, identity(BO)),
        lambda: opening.note_copied_number(desk, identity(BO)),
        lambda: opening.unmask_address(desk, identity(BO), "Brev"),
        lambda: opening.open_plan_by_number(desk, BO),
    ):
        assert refused(deed) == "not-allowed"
    assert memory_house.log == []


def test_a_page_names_everybody_of_the_plan_and_its_versions(memory_house):
    keep(memory_house, plan())
    version = ApprovedVersion(1, "{}", "aa", TODAY, b"%PDF", "bb")
    with memory_house.begin(METTE, True) as work:
        work.plans.add_version(plan().id, version)
        work.commit()
    page = opening.open_citizen(memory_house.desk(METTE), identity(BO))
    assert page.staff == {each.id: each for each in (METTE, JENS, AMIRA, LIS)}
    assert [each.number for each in page.versions] == [1]
    assert [each.title for each in page.case_files] == ["Bostøtte"]


def test_a_page_without_plan_or_deputy_names_who_is_there(memory_house):
    keep(memory_house, plan(deputy=None, participants=()))
    page = opening.read_again(memory_house.desk(METTE), identity(BO))
    assert page.staff == {METTE.id: METTE}
    memory_house.kept.plans.clear()
    page = opening.read_again(memory_house.desk(METTE), identity(BO))
    assert (page.plan, page.staff, page.versions) == (None, {}, ())


def test_a_page_tells_who_looked_before(memory_house):
    keep(memory_house, plan())
    opening.open_citizen(memory_house.desk(LIS), identity(BO))
    page = opening.open_citizen(memory_house.desk(METTE), identity(BO))
    assert [(line.who, line.action) for line in page.history] == [(LIS.name, "view")]


# -- what protection hides -----------------------------------------------------------------------


def test_an_address_is_shown_for_a_reason_that_is_logged(memory_house):
    keep(memory_house, of=protected_citizen())
    kim = protected_citizen()
    desk = memory_house.desk(METTE)
    page = opening.open_citizen(desk, kim.id, "Brev")
    assert isinstance(page.citizen.address, Withheld)
    assert page.source_differences == ()
    assert opening.unmask_address(desk, kim.id, " Brev med bud ") == kim.address
    assert memory_house.log[-1] == AuditEntry(
        AuditAction.UNMASK, kim.id, "address", why="Brev med bud", related=False
    )


@pytest.mark.parametrize("reason", ["", " \n"])
def test_no_address_is_shown_without_a_reason(memory_house, reason):
    keep(memory_house, of=protected_citizen())
    desk = memory_house.desk(METTE)
    code = refused(lambda: opening.unmask_address(desk, protected_citizen().id, reason))
    assert (code, memory_house.log) == ("reason-missing", [])


@pytest.mark.parametrize(
    ("of", "told"), [(citizen(), 2), (citizen(protection=protected_citizen().protection), 0)]
)
def test_what_sources_say_of_an_address_is_told_of_nobody_protected(memory_house, of, told):
    one = SourceFacts("Bo", "Testrup", Address("A 1"), False, "")
    other = replace(one, given="Bobo", address=Address("B 2"))
    keep(memory_house, of=of)
    memory_house.kept.sources[of.id] = {EMPLOYMENT: one, SOCIAL: other}
    page = opening.read_again(memory_house.desk(METTE), of.id, "Vagt")
    assert (
        page.source_differences
        == ((EMPLOYMENT, "Bo Testrup", "A 1"), (SOCIAL, "Bobo Testrup", "B 2"))[:told]
    )


def test_a_number_that_was_copied_is_logged_as_taken_out(memory_house):
    keep(memory_house)
    opening.note_copied_number(memory_house.desk(METTE), identity(BO))
    assert memory_house.log == [
        AuditEntry(AuditAction.EXPORT, identity(BO), "number", related=False)
    ]


# -- from the command line -----------------------------------------------------------------------


@pytest.mark.parametrize(("member", "related"), [(METTE, True), (HANNE, False), (SYSTEM, False)])
def test_a_plan_is_opened_by_number_and_the_look_is_logged(memory_house, member, related):
    keep(memory_house, plan(events=()))
    shown = opening.open_plan_by_number(memory_house.desk(member), "150277-9995")
    assert (shown.plan, shown.citizen_name, shown.number, shown.sha256) == (
        plan(events=()), "Bo Testrup", "150277-9995", None,
    )  # fmt: skip
    assert memory_house.log == [
        AuditEntry(
            AuditAction.VIEW, identity(BO), "plan", plan().id, "command line", related=related
        )
    ]


def test_a_plan_opened_by_number_carries_the_hash_of_its_newest_version(memory_house):
    keep(memory_house, plan())
    with memory_house.begin(METTE, True) as work:
        for number in (1, 2):
            work.plans.add_version(
                plan().id, ApprovedVersion(number, "{}", f"hash {number}", TODAY, b"%PDF", "")
            )
        work.commit()
    assert opening.open_plan_by_number(memory_house.desk(METTE), BO).sha256 == "hash 2"


def test_a_citizen_without_a_number_in_force_is_shown_without_one(memory_house):
    ended = tuple(replace(each, valid_to=TODAY) for each in citizen().identifiers)
    keep(memory_house, plan(), of=citizen(identifiers=ended))
    assert opening.open_plan_by_number(memory_house.desk(METTE), BO).number is None


@pytest.mark.parametrize(("number", "code"), [(KARLA, "citizen-unknown"), (BO, "plan-missing")])
def test_no_plan_by_number_is_told_why_and_the_question_is_logged(memory_house, number, code):
    keep(memory_house)
    desk = memory_house.desk(METTE)
    assert refused(lambda: opening.open_plan_by_number(desk, number)) == code
    (row,) = memory_house.log
    known = code == "plan-missing"
    assert (row.action, row.subject, row.related) == (AuditAction.SEARCH, "number", False)
    assert row.citizen_id == (identity(BO) if known else None)
    assert row.why == ("command line" if known else "110390-XXXX")


def test_what_is_no_number_is_asked_of_nobody(memory_house):
    keep(memory_house)
    desk = memory_house.desk(METTE)
    assert refused(lambda: opening.open_plan_by_number(desk, "12")) == "cpr-length"
    assert memory_house.log == []


# -- reading again -------------------------------------------------------------------------------

READINGS = pytest.mark.parametrize(
    ("read", "row"),
    [
        pytest.param(
            lambda desk, *why: opening.read_again(desk, identity(BO), *why).plan,
            ("citizen", None),
            id="page",
        ),
        pytest.param(
            lambda desk, *why: opening.read_plan(desk, plan().id, *why),
            ("plan", plan().id),
            id="plan",
        ),
    ],
)


def later(house: FakeStore, minutes: int) -> None:
    """Let time pass: every row of the log is so much older."""
    house.kept.log = [
        (at - timedelta(minutes=minutes), who, entry) for at, who, entry in house.kept.log
    ]


@READINGS
def test_what_is_open_is_read_again_without_another_row(memory_house, read, row):
    keep(memory_house, plan())
    desk = memory_house.desk(METTE)
    opening.open_citizen(desk, identity(BO))
    later(memory_house, 59)
    assert read(desk) == plan()
    assert memory_house.log == [VIEWED]


@READINGS
def test_reading_what_was_never_opened_or_long_ago_is_a_look(memory_house, read, row):
    keep(memory_house, plan())
    desk = memory_house.desk(METTE)
    opening.open_citizen(memory_house.desk(LIS), identity(BO))
    assert read(desk) == plan()
    subject, part = row
    new = AuditEntry(AuditAction.VIEW, identity(BO), subject, part, related=True)
    assert memory_house.log == [VIEWED, new]
    later(memory_house, 61)
    assert read(desk) == plan()
    assert memory_house.log == [VIEWED, new, new]


@READINGS
def test_who_has_no_relation_reads_again_for_a_reason_only(memory_house, read, row):
    keep(memory_house, plan())
    desk = memory_house.desk(HANNE)
    assert refused(lambda: read(desk)) == "reason-needed"
    assert memory_house.log == []
    assert read(desk, " Vagt ") == plan()
    assert [(each.why, each.related) for each in memory_house.log] == [("Vagt", False)]
    assert read(desk) == plan()
    assert len(memory_house.log) == 1


@READINGS
def test_who_has_left_reads_nothing_again(memory_house, read, row):
    keep(memory_house, plan())
    assert refused(lambda: read(memory_house.desk(LEFT), "Vagt")) == "not-allowed"


def test_no_plan_is_read_that_is_not_there(memory_house):
    with pytest.raises(NotFound):
        opening.read_plan(memory_house.desk(METTE), identity("none"))


def test_a_task_is_read_to_be_moved_by_whose_it_is(memory_house):
    keep(memory_house, plan())
    mine = WORK.interventions[0].tasks[0]
    for member in (JENS, METTE):
        assert opening.read_task(memory_house.desk(member), plan().id, mine.id) == mine
    assert opening.read_task(memory_house.desk(JENS), plan().id, identity("none")) is None
    for member, code in ((AMIRA, "not-your-area"), (HANNE, "not-your-plan")):
        desk = memory_house.desk(member)
        assert refused(lambda at=desk: opening.read_task(at, plan().id, mine.id)) == code
    gone = replace(JENS, active=False)
    assert refused(
        lambda: opening.read_task(memory_house.desk(gone), plan().id, mine.id)
    ) == "not-your-plan"  # fmt: skip
    assert memory_house.log == []


def test_the_system_shows_no_protected_address(memory_house):
    keep(memory_house, of=protected_citizen())
    desk = memory_house.desk(SYSTEM)
    code = refused(lambda: opening.unmask_address(desk, protected_citizen().id, "Vagt"))
    assert (code, memory_house.log) == ("not-allowed", [])
