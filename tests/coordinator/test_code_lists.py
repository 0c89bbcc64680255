"""Lists that law and the municipality fix: what ships, and how a list is changed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator.dated_lists import (
    FOLLOW_UP_MONTHS,
    CodeBook,
    DatedList,
    ListEntry,
    shipped,
    shipped_working_days,
)
from coordinator.ports import Stale
from coordinator.use_cases.code_lists import (
    code_book,
    order_entries,
    put_entry,
    read_list,
    succeed_entry,
)
from plans.errors import RuleBroken
from plans.readability import measure
from tests.builders import BIRGER, IDA, METTE, TODAY
from tools.closed_days import FILE, content

D = DatedList
FIRST = date(2026, 1, 1)
ROWING = ListEntry(D.THEMES, "rowing", "Roning", valid_from=FIRST)
LAST_OF_2026, FIRST_OF_2027 = date(2026, 12, 31), date(2027, 1, 1)


def codes(which: DatedList, day: date = TODAY) -> list[str]:
    return [each.code for each in shipped(which) if each.holds_on(day)]


@pytest.mark.parametrize("which", D)
def test_what_ships_is_sound_and_stands_in_its_order(which):
    entries = shipped(which)
    assert [each.place for each in entries] == list(range(len(entries)))
    for at, each in enumerate(entries):
        each.require_sound(entries[:at])
        assert each.code.isascii()
        assert each.code == each.code.lower()


def test_the_closed_days_are_those_of_the_law():
    assert FILE.read_text("utf-8") == content(), "python -m tools.closed_days"


def test_deadlines_are_counted_by_the_municipalitys_own_closed_days_too():
    bridge = date(2026, 5, 15)
    own = ListEntry(D.CLOSED_DAYS, "bridge", "Fredag efter Kristi himmelfart", valid_from=bridge)
    wednesday, monday = date(2026, 5, 13), date(2026, 5, 18)
    assert shipped_working_days().after(wednesday, 1) == bridge
    book = CodeBook((*shipped(D.CLOSED_DAYS), own), TODAY)
    assert book.working_days().after(wednesday, 1) == monday


def test_the_headings_are_those_of_the_plan_each_with_a_plain_question():
    assert codes(D.PLAN_HEADINGS) == [
        "about", "own_words", "resources", "challenges", "goals", "interventions", "tasks",
        "contact", "health", "agreements", "follow_up", "rights", "agreement",
    ]  # fmt: skip
    text = {each.code for each in shipped(D.PLAN_HEADINGS) if each.group == "text"}
    assert text == {"resources", "health", "agreements"}
    for each in shipped(D.PLAN_HEADINGS):
        assert each.text.endswith("?") or "?" in each.text
        assert measure(each.text).lix <= 35


def test_the_laws_that_clash_are_lines_that_a_municipality_edits(memory_house):
    bases = {each.label for each in shipped(D.LEGAL_BASES)}
    assert {each.label for each in shipped(D.DEMANDS)} <= bases
    found = CodeBook(shipped(D.DEMANDS), TODAY).demands()
    assert {"LAB § 57", "LAB § 66", "LAB § 82", "LAB § 116"} <= found.work
    assert {"SUL § 140", "SUL § 141", "SUL § 142", "SEL § 101"} <= found.treatment
    assert not found.work & found.treatment
    assert CodeBook(shipped(D.DEMANDS), date(1990, 1, 1)).demands().work == frozenset()
    desk = memory_house.desk(IDA)
    own = ListEntry(D.DEMANDS, "own", "SEL § 104", "", "work", valid_from=FIRST)
    put_entry(desk, None, own)
    assert "SEL § 104" in code_book(desk).demands().work
    put_entry(desk, own, own.ended(TODAY - timedelta(1)))
    assert "SEL § 104" not in code_book(desk).demands().work


def test_what_takes_the_place_of_a_law_is_offered_and_clashes_as_it_did(memory_house):
    desk = memory_house.desk(IDA)
    old = next(each for each in shipped(D.LEGAL_BASES) if each.label == "LAB § 57")
    succeed_entry(desk, old, replace(old, label="LAB § 61", valid_from=FIRST_OF_2027))
    every = [each for which in D for each in read_list(desk, which)]
    before, after = (CodeBook(every, day) for day in (LAST_OF_2026, FIRST_OF_2027))
    for book, law in ((before, "LAB § 57"), (after, "LAB § 61")):
        assert law in book.demands().work
        assert {each.group for each in book.offers() if each.code == "internship"} == {law}
    assert "LAB § 61" not in before.demands().work
    assert "LAB § 57" in after.demands().work


def test_a_limit_is_a_whole_number_that_a_municipality_edits(memory_house):
    desk = memory_house.desk(IDA)
    shipping = next(each for each in shipped(D.LIMITS) if each.code == FOLLOW_UP_MONTHS)
    assert code_book(desk).limit(FOLLOW_UP_MONTHS) == 3
    for wrong in ("", "0", "tre", "61", "2,5", "²"):
        with pytest.raises(RuleBroken, match="list-figure-wrong"):
            put_entry(desk, shipping, replace(shipping, group=wrong))
    put_entry(desk, shipping, replace(shipping, group="6"))
    assert code_book(desk).limit(FOLLOW_UP_MONTHS) == 6
    assert CodeBook((), TODAY).limit(FOLLOW_UP_MONTHS) == 3


def test_themes_waiting_and_checklist_say_what_the_program_asks_of_them():
    assert len(codes(D.THEMES)) == 17
    assert {each.group for each in shipped(D.WAITING_CAUSES)} == {
        "municipality", "citizen", "others"
    }  # fmt: skip
    proofs = {each.text.removeprefix("program:") for each in shipped(D.REVIEW_CHECKLIST)}
    assert proofs == {
        "judgement", "own_words", "lix", "coordinator_deputy", "goals_complete", "waiting_dates",
        "consent_covers", "legal_basis", "baseline_measure", "rights_page", "protected_masked",
    }  # fmt: skip


def test_templates_are_plain_and_stand_under_a_heading():
    templates = shipped(D.TEXT_TEMPLATES)
    assert {each.group for each in templates} <= set(codes(D.PLAN_HEADINGS))
    assert [each.code for each in templates if measure(each.text).lix > 35] == []
    assert len(templates) >= 15


def test_every_offer_rests_on_a_legal_basis_that_holds_as_long():
    bases = {each.label: each for each in shipped(D.LEGAL_BASES)}
    for offer in shipped(D.OFFERS):
        if offer.group:
            last = bases[offer.group].valid_to
            assert last is None or (offer.valid_to is not None and offer.valid_to <= last)


def test_what_changes_with_the_year_ends_and_has_its_successor():
    before = CodeBook(shipped(D.OFFERS), LAST_OF_2026)
    assert "Kommunen" in before.entry(D.OFFERS, "patient_prevention").text
    assert "Regionen" in before.entry(D.OFFERS, "patient_prevention", FIRST_OF_2027).text
    assert "resource_course" not in codes(D.OFFERS)
    assert "rent_subsidy" in codes(D.OFFERS, LAST_OF_2026)
    assert "rent_subsidy" not in codes(D.OFFERS, FIRST_OF_2027)


def test_a_word_that_no_longer_may_be_chosen_still_says_what_it_is(memory_house):
    book = code_book(memory_house.desk(METTE))
    assert book.label(D.WAITING_CAUSES, "rehabilitation_team") == "Afventer rehabiliteringsteamet"
    assert "rehabilitation_team" not in {each.code for each in book.on(D.WAITING_CAUSES)}
    assert book.label(D.WAITING_CAUSES, "never_heard_of") == "never_heard_of"


def test_everybody_reads_and_only_who_sets_changes(memory_house):
    assert read_list(memory_house.desk(METTE), D.THEMES, TODAY) == tuple(
        each for each in shipped(D.THEMES) if each.holds_on(TODAY)
    )
    for deed in (
        lambda desk: put_entry(desk, None, ROWING),
        lambda desk: put_entry(desk, seen := shipped(D.THEMES)[0], seen.ended(TODAY)),
        lambda desk: order_entries(desk, shipped(D.THEMES)),
    ):
        with pytest.raises(RuleBroken, match="not-allowed"):
            deed(memory_house.desk(METTE))
    assert memory_house.log == []


@pytest.mark.parametrize("who", [IDA, BIRGER])
def test_a_change_is_in_the_log(memory_house, who):
    put_entry(memory_house.desk(who), None, ROWING)
    [row] = memory_house.log
    assert (row.action, row.subject, row.why) == ("setting", "list", "themes: rowing 2026-01-01")


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        (replace(ROWING, code=" "), "list-code-missing"),
        (replace(ROWING, label=" "), "list-label-missing"),
        (replace(ROWING, valid_to=FIRST - timedelta(1)), "list-end-before-start"),
        (replace(ROWING, code="housing"), "list-entry-overlaps"),
    ],
)
def test_an_entry_that_cannot_stand_is_refused(memory_house, entry, refusal):
    with pytest.raises(RuleBroken, match=refusal):
        put_entry(memory_house.desk(IDA), None, entry)


def test_a_successor_may_begin_the_day_after(memory_house):
    desk = memory_house.desk(IDA)
    [seen] = [each for each in read_list(desk, D.THEMES) if each.code == "housing"]
    put_entry(desk, seen, seen.ended(LAST_OF_2026))
    put_entry(desk, None, replace(seen, label="Hjem", valid_from=FIRST_OF_2027))
    book = code_book(desk)
    assert book.label(D.THEMES, "housing", LAST_OF_2026) == "Bolig"
    assert book.label(D.THEMES, "housing", FIRST_OF_2027) == "Hjem"


def test_a_line_is_replaced_from_a_day_in_one_step(memory_house):
    desk = memory_house.desk(IDA)
    seen = shipped(D.THEMES)[0]
    succeed_entry(desk, seen, replace(seen, label="Krop", valid_from=FIRST_OF_2027))
    book = code_book(desk)
    assert book.label(D.THEMES, seen.code, LAST_OF_2026) == seen.label
    assert book.label(D.THEMES, seen.code, FIRST_OF_2027) == "Krop"
    assert [each.code for each in book.on(D.THEMES)] == codes(D.THEMES)
    with pytest.raises(Stale):
        succeed_entry(desk, seen, replace(seen, valid_from=FIRST_OF_2027))


def test_a_line_that_ended_before_keeps_its_last_day_when_another_takes_over(memory_house):
    desk = memory_house.desk(IDA)
    whole = shipped(D.THEMES)[0]
    put_entry(desk, whole, ended := whole.ended(LAST_OF_2026 - timedelta(30)))
    succeed_entry(desk, ended, replace(whole, valid_from=FIRST_OF_2027))
    assert ended in read_list(desk, D.THEMES)
    assert whole.code not in codes_of(desk, LAST_OF_2026)
    assert whole.code in codes_of(desk, FIRST_OF_2027)


def codes_of(desk, day):
    return [each.code for each in read_list(desk, D.THEMES, day)]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"valid_from": date(2020, 1, 1)}, "list-succeeds-too-early"),
        ({"valid_from": FIRST_OF_2027, "code": "other"}, "list-code-fixed"),
        ({"valid_from": FIRST_OF_2027, "valid_to": FIRST}, "list-end-before-start"),
    ],
)
def test_a_successor_comes_after_and_means_the_same(memory_house, change, refusal):
    seen = shipped(D.THEMES)[0]
    with pytest.raises(RuleBroken, match=refusal):
        succeed_entry(memory_house.desk(IDA), seen, replace(seen, **change))
    assert read_list(memory_house.desk(IDA), D.THEMES) == shipped(D.THEMES)


def test_a_code_never_comes_to_mean_something_else(memory_house):
    seen = shipped(D.THEMES)[0]
    with pytest.raises(RuleBroken, match="list-code-fixed"):
        put_entry(memory_house.desk(IDA), seen, replace(seen, code="other"))
