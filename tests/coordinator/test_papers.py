"""A plan on paper: what is drawn, what was kept, and what the log says before it leaves."""

import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from itertools import product
from pathlib import Path

import pytest

from coordinator import i18n
from coordinator.canonical import canonical_json, fingerprint, plan_from_canonical, sha256_of
from coordinator.ports import ApprovedVersion
from coordinator.reports.cover_sheet import EnvelopeMeasures
from coordinator.reports.kinds import CITIZEN_KEY, EVERYBODY, PaperKey, PaperKind
from coordinator.reports.paper import Municipality
from coordinator.use_cases import reviewing
from coordinator.use_cases.paper_settings import (
    read_paper_settings,
    window_test,
    write_paper_settings,
)
from coordinator.use_cases.papers import (
    PaperWish,
    paper_choices,
    preview_approval,
    preview_plan,
    print_plan,
    save_plan,
)
from db.paper_repository import SqlPapers
from plans.errors import RuleBroken
from plans.parts import Participant
from plans.people import Role
from plans.plan import JointPlan
from tests.coordinator.paper_samples import normal_plan, pages, words
from tests.review_house import AMIRA, BIRGER, METTE, House, open_house

CORE_TEAM = PaperKey(PaperKind.CORE_TEAM)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as made:
        yield made


def logged(house: House, citizen_id=None) -> list[tuple[str, str, str]]:
    """The newest lines of the log about paper and address, in no order."""
    lines = house.log(citizen_id or house.bo)
    subjects = {"paper", "paper-core-team", "cover", "address"}
    return sorted(
        (each.action, each.subject, each.why) for each in lines if each.subject in subjects
    )


def kept(house: House, number: int = 1) -> ApprovedVersion:
    with house.begin(METTE, False) as work:
        return work.plans.version(house.plan, number)


# -- drafts ----------------------------------------------------------------------------------


def test_a_draft_is_drawn_with_its_mark_and_logged(house):
    paper = print_plan(house.desk(METTE), house.plan, PaperWish())

    assert "DRAFT" in words(paper.content)
    assert "draft of version 1" in words(paper.content)
    assert (paper.approved, paper.version) == (False, 1)
    assert logged(house) == [("print", "paper", "")]


def test_a_file_is_named_so_that_it_tells_of_nobody(house):
    desk = house.desk(METTE)

    assert save_plan(desk, house.plan, PaperWish()).file_name == "joint-plan-2026-11-17-draft.pdf"
    house.approve()
    assert save_plan(desk, house.plan, PaperWish()).file_name == "joint-plan-2026-11-17-v1.pdf"
    assert logged(house) == [("export", "paper", "")] * 2


def test_a_preview_is_a_look_and_no_print(house):
    shown = preview_plan(house.desk(METTE), house.plan, PaperWish())

    assert shown.content == print_plan(house.desk(METTE), house.plan, PaperWish()).content
    assert logged(house) == [("print", "paper", ""), ("view", "paper", "")]


def test_a_copy_for_the_core_team_tells_neither_number_nor_phone(house):
    paper = print_plan(house.desk(METTE), house.plan, PaperWish(CORE_TEAM))

    assert "150277-9995" not in words(paper.content)
    assert "150277-XXXX" in words(paper.content)
    assert "Søndergade" not in words(paper.content)
    assert "Nørrevold" not in words(paper.content)


def test_nothing_is_printed_that_cannot_be_logged(house, monkeypatch):
    desk = house.desk(METTE)
    broken = replace(desk, begin=lambda member, writes: _no_pen(house, member, writes))

    with pytest.raises(OSError, match="no pen"):
        print_plan(broken, house.plan, PaperWish())
    assert logged(house) == []


def _no_pen(house, member, writes):
    if writes:
        raise OSError("no pen")
    return house.begin(member, False)


def test_who_may_open_nobody_prints_nobody(house):
    gone = replace(METTE, active=False)

    with pytest.raises(RuleBroken, match="not-allowed"):
        print_plan(house.desk(gone), house.plan, PaperWish())


# -- approved versions -----------------------------------------------------------------------


def test_an_approved_paper_is_the_kept_bytes_that_were_shown_for_approval(house):
    assert not preview_approval(house.desk(METTE), house.plan).approved
    seen = house.send()
    shown = preview_approval(house.desk(BIRGER), house.plan)
    reviewing.approve(house.desk(BIRGER), seen)
    assert shown.content == kept(house).paper
    paper = print_plan(house.desk(METTE), house.plan, PaperWish())

    assert paper.content == kept(house).paper
    assert (paper.approved, paper.version) == (True, 1)
    assert "DRAFT" not in words(paper.content)


def test_a_plan_in_revision_prints_its_draft_unless_a_version_is_chosen(house):
    house.approve()
    house.revise()
    desk = house.desk(METTE)

    draft = print_plan(desk, house.plan, PaperWish())
    assert (draft.approved, draft.version) == (False, 2)
    assert "lidt mere" in words(draft.content)
    assert print_plan(desk, house.plan, PaperWish(version=1)).content == kept(house).paper


def test_a_copy_for_the_core_team_says_what_was_approved_and_nothing_newer(house):
    house.approve()
    house.revise()
    copy = print_plan(house.desk(METTE), house.plan, PaperWish(CORE_TEAM, version=1))

    assert "lidt mere" not in words(copy.content)
    assert "hvor der er ro" in words(copy.content)
    assert "approved 17 November 2026" in words(copy.content)
    assert copy.approved


@pytest.mark.parametrize("number", [0, 2])
def test_a_version_that_is_none_is_refused(house, number):
    house.approve()

    with pytest.raises(RuleBroken, match="plan-not-approved"):
        print_plan(house.desk(METTE), house.plan, PaperWish(version=number))


def test_a_plan_at_rest_prints_what_it_rests_as(house):
    desk = house.desk(METTE)
    house.approve()
    reviewing.activate(desk, house.plan)
    reviewing.pause(desk, house.plan, "Indlagt", house.read().goals[0].due)
    assert print_plan(desk, house.plan, PaperWish()).approved

    reviewing.resume(desk, house.plan)
    reviewing.start_revision(desk, house.plan)
    reviewing.pause(desk, house.plan, "Indlagt", house.read().goals[0].due)
    assert not print_plan(desk, house.plan, PaperWish()).approved


def test_a_second_version_keeps_the_first_as_it_was(house):
    house.approve()
    first = kept(house)
    house.revise()
    house.approve()

    assert kept(house) == first
    assert "lidt mere" in words(kept(house, 2).paper)
    assert "version 2" in words(kept(house, 2).paper)


# -- every kind ------------------------------------------------------------------------------


def keys(house: House, number: int = 1) -> dict[PaperKey, str]:
    """The papers that were kept with a version, each with its hash."""
    people = ("", CITIZEN_KEY, str(METTE.id), "Bo Testrup")
    asked = [PaperKey(*each) for each in product(PaperKind, people, (False, True))]
    with house.begin(METTE, False) as work:
        found = {key: work.papers.get(house.plan, number, key) for key in asked}
    return {key: paper.sha256 for key, paper in found.items() if paper is not None}


def test_an_approval_keeps_every_kind_in_both_sizes_with_its_hash(house):
    house.approve()
    found = keys(house)
    with house.begin(METTE, False) as work:
        version = work.plans.version(house.plan, 1)

    people = {CITIZEN_KEY, str(METTE.id), "Bo Testrup"}
    assert {each.person for each in found if each.kind is PaperKind.TASKS} == people
    # The citizen's own in normal print lies with the version itself.
    assert len(found) == 5 + 2 * len(people)
    for key, digest in found.items():
        paper = print_plan(house.desk(METTE), house.plan, PaperWish(key))
        assert paper.kept
        assert sha256_of(paper.content) == digest
        if not (key.large and key.kind is PaperKind.OVERVIEW):
            assert fingerprint(version.sha256) in words(paper.content)


def test_an_approval_counts_its_papers_and_keeps_none_when_it_is_stopped(house):
    class Stopped(Exception):
        pass

    def told(made, count):
        counted.append((made, count))
        if made == 2:
            raise Stopped

    counted, seen = [], house.send()
    with pytest.raises(Stopped):
        reviewing.approve(house.desk(BIRGER), seen, told=told)
    assert counted == [(made, 5 + 2 * 3 + 1) for made in (0, 1, 2)]
    assert house.read().status is seen.status
    with house.begin(METTE, False) as work:
        assert work.plans.versions(house.plan) == ()


def test_a_kept_paper_stays_as_it_was_when_the_plan_goes_on(house):
    house.approve()
    before = keys(house)
    house.revise()
    desk = house.desk(METTE)

    wish = PaperWish(CORE_TEAM, version=1)
    assert sha256_of(print_plan(desk, house.plan, wish).content) == before[CORE_TEAM]
    house.approve()
    assert keys(house) == before
    assert keys(house, 2)[CORE_TEAM] != before[CORE_TEAM]


def test_the_second_version_says_what_is_new_since_the_first(house):
    house.approve()
    assert "New since" not in words(kept(house).paper)
    house.revise()
    draft = print_plan(house.desk(METTE), house.plan, PaperWish()).content
    assert "New since version 1" in words(draft)
    house.approve()

    second = words(kept(house, 2).paper)
    assert "New since version 1" in second
    assert "is changed from “Jeg vil gerne arbejde et sted" in second


def test_a_version_without_kept_papers_is_drawn_from_what_was_approved(house, monkeypatch):
    monkeypatch.setattr(SqlPapers, "add", lambda *_all: None)
    house.approve()
    paper = print_plan(house.desk(METTE), house.plan, PaperWish(CORE_TEAM))

    assert not paper.kept
    assert "version 1" in words(paper.content)


def test_the_task_lists_of_everybody_come_one_after_the_other_and_are_one_deed(house):
    house.approve()
    desk = house.desk(METTE)
    lists = PaperKey(PaperKind.TASKS, EVERYBODY)
    paper = print_plan(desk, house.plan, PaperWish(lists))
    assert (paper.key, paper.kept) == (lists, True)
    assert [line.subject for line in house.log(house.bo)].count("paper-tasks") == 1
    of_each = [
        print_plan(desk, house.plan, PaperWish(replace(lists, person=each.key)))
        for each in paper.people
    ]
    apart = {text for each in of_each for text in pages(each.content)}
    together = pages(paper.content)
    # None begins on the back of another's: they go to different people.
    assert set(together) <= {*apart, ""}
    begins = [place for place, text in enumerate(together) if "Page 1 of" in text]
    assert len(begins) > 1
    assert all(place % 2 == 0 for place in begins)
    assert all(
        any(f"{each.name} · plan" in text for text in together)
        for each in paper.people
        if each.key != CITIZEN_KEY
    )


def test_a_task_list_of_somebody_without_tasks_is_the_citizens(house):
    wish = PaperWish(PaperKey(PaperKind.TASKS, "somebody else"))
    paper = print_plan(house.desk(METTE), house.plan, wish)

    assert paper.key.person == CITIZEN_KEY
    assert [each.name for each in paper.people] == ["Bo Testrup", METTE.name, "Bo Testrup"]


def test_the_file_of_each_kind_has_its_own_neutral_name(house):
    house.approve()
    desk = house.desk(METTE)
    wishes = [PaperWish(PaperKey(kind, large=True)) for kind in PaperKind]

    assert [save_plan(desk, house.plan, wish).file_name for wish in wishes] == [
        "joint-plan-2026-11-17-large-print-v1.pdf",
        "joint-plan-2026-11-17-one-page-large-print-v1.pdf",
        "joint-plan-2026-11-17-core-team-large-print-v1.pdf",
        "joint-plan-2026-11-17-tasks-large-print-v1.pdf",
    ]


# -- the cover sheet -------------------------------------------------------------------------


def test_a_cover_lies_in_front_with_the_address_and_is_logged(house):
    house.approve()
    paper = print_plan(house.desk(METTE), house.plan, PaperWish(cover=True))

    first, *rest = pages(paper.content)
    assert "Søndergade 12" in first
    assert rest == pages(kept(house).paper)
    assert logged(house) == [("print", "cover", ""), ("print", "paper", "")]


def test_a_copy_for_the_core_team_has_no_cover(house):
    wish = PaperWish(CORE_TEAM, cover=True, show_address=True)
    paper = print_plan(house.desk(METTE), house.plan, wish)

    assert "Søndergade" not in words(paper.content)
    assert logged(house) == [("print", "paper-core-team", "")]


def test_a_protected_citizens_cover_says_hand_over(house):
    paper = print_plan(house.desk(METTE), house.protected_plan, PaperWish(cover=True))

    assert "To be handed over in person" in pages(paper.content)[0]
    assert "Hemmelig" not in words(paper.content)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_protected_address_needs_a_reason(house, reason):
    wish = PaperWish(cover=True, show_address=True, address_reason=reason)

    with pytest.raises(RuleBroken, match="print-needs-confirmation"):
        print_plan(house.desk(METTE), house.protected_plan, wish)
    assert logged(house, house.sara) == []


def test_a_confirmed_protected_address_is_printed_and_its_reason_logged(house):
    wish = PaperWish(cover=True, show_address=True, address_reason=" Borgeren bad om post ")
    paper = print_plan(house.desk(METTE), house.protected_plan, wish)

    first, *rest = pages(paper.content)
    assert "Hemmelig Allé 7" in first
    assert not any("Hemmelig" in page for page in rest)
    assert ("unmask", "address", "Borgeren bad om post") in logged(house, house.sara)


def test_an_open_address_is_no_unmasking(house):
    wish = PaperWish(cover=True, show_address=True, address_reason="Uden betydning")
    print_plan(house.desk(METTE), house.plan, wish)

    assert logged(house) == [("print", "cover", ""), ("print", "paper", "")]


# -- what can be chosen ----------------------------------------------------------------------


def test_the_choices_are_the_draft_and_the_approved_versions(house):
    desk = house.desk(METTE)
    first = paper_choices(desk, house.plan)
    assert (first.citizen_name, first.draft_of, first.versions) == ("Bo Testrup", 1, ())
    assert not first.protected
    assert paper_choices(desk, house.protected_plan).protected

    house.approve()
    approved = paper_choices(desk, house.plan)
    assert (approved.draft_of, [each.number for each in approved.versions]) == (None, [1])

    house.revise()
    assert paper_choices(desk, house.plan).draft_of == 2


def test_a_plan_without_deputy_or_core_team_can_be_printed(house):
    from coordinator.use_cases import planning  # noqa: PLC0415 - only here

    desk = house.desk(METTE)
    planning.set_deputy(desk, house.plan, house.read().deputy, None)
    planning.remove_participant(desk, house.plan, house.read().participants[0].id)
    shown = words(print_plan(desk, house.plan, PaperWish()).content)

    assert METTE.name in shown
    assert AMIRA.name not in shown


# -- the municipality ------------------------------------------------------------------------


def test_a_store_that_was_told_nothing_speaks_of_the_municipality(house):
    sender, measures = read_paper_settings(house.desk(METTE))

    assert sender == Municipality("The municipality")
    assert measures == EnvelopeMeasures()


def test_the_municipality_and_its_envelope_are_kept_and_printed(house):
    lead = house.desk(BIRGER)
    solbaek = Municipality("Solbæk Kommune", "Solbæk Kommune · Rådhuspladsen 1", "99991000")
    write_paper_settings(lead, solbaek, EnvelopeMeasures(left=22.5, lines=5))
    assert read_paper_settings(lead) == (solbaek, EnvelopeMeasures(left=22.5, lines=5))

    write_paper_settings(lead, replace(solbaek, phone=""))
    assert read_paper_settings(lead)[1].left == 22.5
    assert "Solbæk Kommune" in words(print_plan(lead, house.plan, PaperWish()).content)


def test_a_case_worker_does_not_set_the_municipality(house):
    assert METTE.role is Role.CASEWORKER
    with pytest.raises(RuleBroken, match="not-allowed"):
        write_paper_settings(house.desk(METTE), Municipality("Solbæk Kommune"))


def test_the_test_page_is_about_nobody(house):
    write_paper_settings(
        house.desk(BIRGER), Municipality("Solbæk Kommune"), EnvelopeMeasures(left=23)
    )

    assert "23 mm" in words(window_test(house.desk(METTE)))
    assert logged(house) == []


# -- a version read back ---------------------------------------------------------------------


def content_of(plan: JointPlan) -> JointPlan:
    return replace(plan, authors=frozenset(), events=())


def test_an_approved_plan_is_read_back_as_it_stood():
    plan = normal_plan()

    assert plan_from_canonical(canonical_json(plan)) == content_of(plan)


def test_a_bare_plan_is_read_back_too():
    full = normal_plan()
    goal = replace(full.goals[0], owner=None, due=None, interventions=())
    outsider = Participant(full.participants[0].id, AMIRA.id, "Amira Skitse", None)
    bare = replace(
        full, deputy=None, follow_up=None, goals=(goal,), participants=(outsider,), consents=()
    )

    assert plan_from_canonical(canonical_json(bare)) == content_of(bare)


def test_a_version_read_back_has_the_same_hash(house):
    plan = house.approve()

    assert canonical_json(plan_from_canonical(kept(house).canonical)) == kept(house).canonical
    assert canonical_json(plan) == kept(house).canonical
    assert re.fullmatch(r"[0-9a-f]{64}", kept(house).sha256)
