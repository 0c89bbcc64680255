"""Which words of a text are checked, and what they are asked as."""

import pytest

from ui.spelling.words import words_of


def found(text: str) -> list[str]:
    return [span.word for span in words_of(text)]


def test_a_word_is_found_where_it_stands() -> None:
    text = "Jeg vil på øl."
    assert [text[span.start : span.end] for span in words_of(text)] == ["Jeg", "vil", "på", "øl"]


@pytest.mark.parametrize(
    "text",
    ["LAB", "§ 85", "24/11", "bo@kommune.dk", "www.kommune.dk", "https://a.dk/støtte", "bl.a.",
     "f.eks.", "uge47", "i", "Å"],
)  # fmt: skip
def test_what_is_no_common_word_passes(text: str) -> None:
    assert found(text) == []


def test_a_name_inside_a_sentence_passes_and_a_first_word_does_not() -> None:
    assert found("Støtte fra Karla Prøvesen. Hun kommer.") == ["Støtte", "fra", "Hun", "kommer"]


@pytest.mark.parametrize("before", ["\n", "? ", "! ", ": ", "\n- ", "\n• ", ". ”", "… "])
def test_a_sentence_begins_after(before: str) -> None:
    assert "Støtte" in found(f"jeg vil{before}Støtte")


def test_hyphens_and_apostrophes_stay_inside_a_word() -> None:
    assert found("en a-kasse og ku’ ikke") == ["en", "a-kasse", "og", "ku", "ikke"]


def test_an_abbreviation_is_asked_with_its_dot_and_a_curly_apostrophe_as_a_plain_one() -> None:
    assert [span.asked for span in words_of("evt. støtte’n")] == ["evt.", "støtte'n"]


def test_a_long_text_of_nothing_but_signs_is_quick_to_pass() -> None:
    assert words_of("-.,:" * 20_000) == ()
