"""What the LIX figure counts and what it leaves out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.readability import Band, Readability, measure, sentences

SENTENCE_OF_TEN = "Vi to går en tur og ser på en have."


def test_lix_is_words_per_sentence_and_long_words_per_hundred() -> None:
    counted = measure("Karla vil arbejde tre dage. Hun starter i maj.")
    assert counted == Readability(words=9, long_words=2, sentences=2)
    assert counted.lix == 27  # 9/2 + 200/9 = 26.7


def test_seven_letters_are_a_long_word_and_six_are_not() -> None:
    assert measure("arbejd").long_words == 0
    assert measure("arbejde").long_words == 1


def test_a_hyphen_is_no_letter_and_does_not_split_a_word() -> None:
    assert measure("it-kursus") == Readability(words=1, long_words=1, sentences=1)
    assert measure("ja-nej-ja") == Readability(words=1, long_words=1, sentences=1)
    assert measure("ja-nej") == Readability(words=1, long_words=0, sentences=1)


@pytest.mark.parametrize(
    "text", ["", "   ", "24-11-2026", "5.678", "?!", "https://eksempel.dk/a.b"]
)
def test_a_text_without_words_has_no_figure(text: str) -> None:
    assert measure(text).lix == 0


def test_a_half_is_rounded_up() -> None:
    assert Readability(words=5, long_words=0, sentences=2).lix == 3


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("Vi ses, f.eks. hos lægen, bl.a. om en uge.", 7, 1),
        ("Der var ca. 5.678 borgere.", 3, 1),
        ("Tallet er 22,8 pct. Det er meget.", 5, 2),
        ("Vi ser på bolig, job osv. og taler om det.", 9, 1),
        ("Vi ser på bolig, job osv.", 5, 1),
        ("Han er 17. Hun er 18.", 4, 2),
        ("Det er den 17. gang.", 4, 1),
        ("Vi ses tirsdag den 24. november 2026 kl. 10.42.", 4, 1),
        ("Vi ses den 3. nov. og går en tur.", 7, 1),
        ("Mødet er den 3. maj. Kom til tiden.", 6, 2),
        ("Fristen er 24-11-2026. Husk det.", 4, 2),
        ("Det koster 3 mio. kr. om året.", 4, 1),
        ("Skriv til navn@eksempel.dk i dag.", 4, 1),
        ("Den er min. Det er godt.", 6, 2),
        ("Kom nu! Kan du det? Ja…", 6, 3),
        ("Se § 40 stk. 3 i loven.", 3, 1),
    ],
)
def test_abbreviations_numbers_and_dates_do_not_distort(
    text: str, words: int, sentences: int
) -> None:
    counted = measure(text)
    assert (counted.words, counted.sentences) == (words, sentences)


def test_each_item_of_a_list_is_a_sentence_and_its_mark_is_not_counted() -> None:
    text = "Du skal\n- gå en tur\n• se en ven\n1. ringe til os\na) sove"
    assert measure(text) == Readability(words=12, long_words=0, sentences=5)


def test_headings_and_tables_are_left_out() -> None:
    text = f"# Beskæftigelsesindsats\n{SENTENCE_OF_TEN}\n| Opgave | Hvem |\nOpgave\tHvem"
    assert measure(text) == measure(SENTENCE_OF_TEN)


@pytest.mark.parametrize(
    ("lix", "band"),
    [
        (0, Band.EASY_FOR_ALL),
        (24, Band.EASY_FOR_ALL),
        (25, Band.EASY_FOR_PRACTISED),
        (34, Band.EASY_FOR_PRACTISED),
        (35, Band.MEDIUM),
        (44, Band.MEDIUM),
        (45, Band.HARD),
        (54, Band.HARD),
        (55, Band.VERY_HARD),
    ],
)
def test_the_bands_follow_the_danish_scale(lix: int, band: Band) -> None:
    assert Readability(words=lix, long_words=0, sentences=1).band is band


@given(st.text(), st.text())
def test_lines_are_counted_apart_and_added(first: str, second: str) -> None:
    assert measure(f"{first}\n{second}") == measure(first) + measure(second)


@given(st.text())
def test_any_text_has_a_figure_and_no_sentence_without_a_word(text: str) -> None:
    counted = measure(text)
    assert counted.lix >= 0
    assert counted.long_words <= counted.words
    assert counted.sentences <= counted.words


@pytest.mark.parametrize("signs", ["-.,:", "a", "a@", "1.1.", ". "])
def test_the_longest_paste_of_signs_is_gone_through_once(signs):
    assert len(list(sentences(signs * 60_000))) <= 1
