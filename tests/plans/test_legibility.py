"""Sections and sentences that are hard to read, and municipal words with what to say instead."""

from datetime import date

import pytest

from coordinator.dated_lists import DatedList, shipped
from plans.jargon import Jargon, jargon_in
from plans.legibility import measure_sections, plan_texts
from plans.readability import LIMIT, hardest, measure, sentences
from tests.builders import full_plan

EASY = "Vi to går en tur og ser på en have."
HARD = "Kommunens rehabiliteringsteam iværksætter nu socialpædagogiske foranstaltninger vedrørende Karla."
LONG = "Vi går en tur " + "og ser på en have " * 5 + "nu."


def test_the_hardest_sentence_stands_as_it_was_written() -> None:
    found = hardest(f"{EASY} {HARD} {EASY}")
    assert found is not None
    assert found.text == HARD
    assert found.counted.lix > LIMIT
    assert found.longest == ("rehabiliteringsteam", "socialpædagogiske", "foranstaltninger")


def test_a_text_of_few_words_has_no_hardest_sentence() -> None:
    assert hardest("Virksomhedspraktik i butik.") is None


def test_a_long_sentence_is_better_cut_and_a_short_one_is_not() -> None:
    long_one, short_one = hardest(LONG), hardest(HARD)
    assert long_one is not None
    assert short_one is not None
    assert long_one.too_long
    assert not short_one.too_long


def test_the_sentences_of_a_text_are_what_it_is_measured_by() -> None:
    text = f"- {EASY}\n1. {HARD} Ring kl. 9.30 den 3. maj, evt. 4. maj.\n# Overskrift\n"
    found = list(sentences(text))
    assert found[0].text.endswith("have.")
    assert sum(each.counted.words for each in found) == measure(text).words
    assert found[-1].text == "Ring kl. 9.30 den 3. maj, evt. 4. maj."


def test_each_section_and_the_whole_have_their_figures() -> None:
    found = measure_sections({"own_words": (EASY,), "goals": (HARD, EASY), "who": ()})
    assert [each.section for each in found.sections] == ["own_words", "goals", "who"]
    assert found.whole == measure(f"{EASY}\n{HARD}\n{EASY}")
    assert [each.section for each in found.too_hard] == ["goals"]
    assert found.has_figure


def test_the_hardest_section_comes_first() -> None:
    found = measure_sections({"a": (f"{HARD} {EASY}",), "b": (HARD,), "c": (EASY,)})
    assert [each.section for each in found.too_hard] == ["b", "a"]


def test_one_long_word_makes_no_hard_section() -> None:
    found = measure_sections({"goals": ("Virksomhedspraktik",)})
    assert found.too_hard == ()
    assert not found.has_figure


def test_a_list_of_short_lines_is_not_hard_by_its_terms_alone() -> None:
    lines = ("Indhent udtalelse fra praktikstedet", "Kontakt virksomheden", "Bekræft aftalen")
    found = measure_sections({"who": lines})
    assert found.whole.lix > LIMIT
    assert found.too_hard == ()


LISTED = (
    Jargon("iværksætte", "sætte i gang", ("iværksat",)),
    Jargon("jf.", "se"),
    Jargon("derfor henstilles", "vi beder dig om"),
    Jargon("henstilles", "beder"),
    Jargon("visitation", "vi vurderer, hvilken hjælp du kan få"),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi iværksætter hjælp.", ["iværksætter"]),
        ("Hjælpen er iværksat.", ["iværksat"]),
        ("Aftalt, jf. loven.", ["jf."]),
        ("Visitationen er i dag.", ["Visitationen"]),
        ("VISITATION", ["VISITATION"]),
        ("Derfor henstilles det.", ["Derfor henstilles"]),
        ("Visitationsudvalget mødes.", []),
        ("Et jfr og en revisitation.", []),
        ("", []),
    ],
)
def test_listed_words_are_found_whole_and_with_their_endings(text: str, found: list[str]) -> None:
    hits = list(jargon_in(text, LISTED))
    assert [hit.found for hit in hits] == found
    assert [text[hit.start : hit.end] for hit in hits] == found


def test_no_list_finds_nothing() -> None:
    assert list(jargon_in("Vi iværksætter.", ())) == []


def test_the_shipped_list_has_plain_words_for_many() -> None:
    entries = shipped(DatedList.JARGON)
    assert len(entries) >= 40
    assert all(each.text and each.holds_on(date(2026, 11, 17)) for each in entries)
    assert len({each.label.casefold() for each in entries}) == len(entries)


def test_the_texts_beside_the_goals_count_under_their_own_sections() -> None:
    texts = plan_texts(full_plan())
    assert texts["own_words"] == ("Jeg vil arbejde.", "At nogen ringer tilbage")
    assert texts["text:resources"] == ("Har kørt bus i 10 år.", "En søster i byen.")
    assert "Sms dagen før." in texts["text:agreements"]
    assert "Ondt i ryggen" in texts["challenges"]
    assert "Om morgenen" in texts["contact"]
    assert "Før" in texts["measures"]
    assert texts["agreement"] == ("For mange møder",)
