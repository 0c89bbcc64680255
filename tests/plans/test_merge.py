"""Two texts made from one go together, and no word that somebody wrote is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.merge import changes, merged, stretches

BASE = "Bo starter i butikken mandag den 23. november kl. 10. Jens går med den første dag."

_WORDS = st.sampled_from(
    ["Bo", "ro", "og", "kl", "10", "23/11", "Jens", "ringer", "hver", "dag", "Æble", "2-3"]
)
_AIR = st.sampled_from([" ", " ", " ", ". ", ", ", "\n", "! ", ".\n\n"])
texts = st.lists(st.tuples(_WORDS, _AIR), max_size=14).map(
    lambda pairs: "".join(word + air for word, air in pairs).strip()
)
free_texts = st.text(max_size=40)


def words(text):
    return re.findall(r"\w+", text)


def added(base, text):
    return (Counter(words(text)) - Counter(words(base))).keys()


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("Ro. Arbejde.", "Ro nu. Arbejde.", "Ro. Arbejde snart.", "Ro nu. Arbejde snart."),
        ("Ro.", "Ro. Arbejde.", "Jeg vil have ro.", "Jeg vil have ro. Arbejde."),
        ("Ro.", "Først. Ro.", "Ro. Sidst.", "Først. Ro. Sidst."),
        ("En\nto\ntre", "Et\nto\ntre", "En\nto\ntre\nfire", "Et\nto\ntre\nfire"),
        ("Ro. Arbejde. Søvn.", "Ro. Søvn.", "Ro. Arbejde. Søvn nu.", "Ro. Søvn nu."),
        ("", "", "Ro.", "Ro."),
    ],
)
def test_changes_in_different_sentences_go_together_by_themselves(base, mine, theirs, both):
    assert merged(base, mine, theirs).text == both
    assert merged(base, mine, theirs).clean
    assert merged(base, theirs, mine).text == both


def test_changes_in_one_sentence_go_together_word_by_word_and_are_asked_about():
    mine = BASE.replace("mandag den 23.", "tirsdag den 24.")
    theirs = BASE.replace("kl. 10", "kl. 11") + " Amira ringer om aftenen."
    both = merged(BASE, mine, theirs)
    assert both.text == (
        "Bo starter i butikken tirsdag den 24. november kl. 11. Jens går med den første dag."
        " Amira ringer om aftenen."
    )
    assert not both.clean


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("Jeg vil have ro.", "Jeg vil have ro og fred.", "Jeg vil have ro om natten.",
         "Jeg vil have ro om natten og fred."),
        ("Ro.", "Ro. Arbejde.", "Ro. Søvn.", "Ro. Søvn. Arbejde."),
        ("Ro", "Arbejde", "Søvn", "Søvn Arbejde"),
        ("", "Ro.", "Søvn.", "Søvn. Ro."),
        ("Ro", "Ro og fred", "Ro og fred hver dag", "Ro og fred hver dag"),
        ("Ring kl. 10.", "Ring kl. 10 fredag.", "Ring kl. 11.", "Ring kl. 11 fredag."),
    ],
)  # fmt: skip
def test_changes_of_the_same_words_are_proposed_both(base, mine, theirs, both):
    assert merged(base, mine, theirs).text == both
    assert not merged(base, mine, theirs).clean


def test_the_same_change_on_both_sides_is_one():
    assert merged(BASE, BASE + " Ro.", BASE + " Ro.") == merged(BASE, BASE, BASE + " Ro.")


def test_a_time_and_a_date_are_never_put_together_of_two():
    assert "10.30" not in merged("Kl. 10.45.", "Kl. 11.45.", "Kl. 10.30.").text.split()[0]
    assert set(words(merged("kl. 10.45", "kl. 11.45", "kl. 10.30").text)) >= {"11", "45", "30"}


def test_a_stretch_says_what_was_added_and_what_only_went():
    found = stretches("Ring til Bo i dag.", "Ring i morgen.")
    assert [(each.kind, each.text) for each in found] == [
        ("same", "Ring "),
        ("removed", "til Bo "),
        ("same", "i "),
        ("added", "morgen"),
        ("same", "."),
    ]


@given(texts, texts)
def test_what_only_one_side_changed_stands(base, text):
    assert merged(base, text, base).text == text
    assert merged(base, base, text).text == text
    assert merged(base, text, base).clean


@given(texts, texts, texts)
def test_no_word_that_either_side_added_is_lost(base, mine, theirs):
    kept = set(words(merged(base, mine, theirs).text))
    assert added(base, mine) <= kept
    assert added(base, theirs) <= kept


@given(texts, texts, texts)
def test_both_sides_get_the_same_words(base, mine, theirs):
    one, other = merged(base, mine, theirs), merged(base, theirs, mine)
    assert Counter(words(one.text)) == Counter(words(other.text))
    assert one.clean == other.clean


@given(texts, texts, texts)
def test_what_goes_together_by_itself_is_the_same_for_both(base, mine, theirs):
    both = merged(base, mine, theirs)
    if both.clean:
        assert both.text == merged(base, theirs, mine).text


@given(free_texts, free_texts, free_texts)
def test_any_text_goes_in_and_all_of_it_comes_out(base, mine, theirs):
    assert merged(base, mine, mine).text == mine
    assert added(base, mine) <= set(words(merged(base, mine, theirs).text))


@given(texts, texts)
def test_the_stretches_of_a_text_are_the_text(base, text):
    found = stretches(base, text)
    assert "".join(each.text for each in found if each.kind != "removed") == text


@given(texts, texts)
def test_the_changes_of_a_text_make_it(base, text):
    made = base
    for start, end, new in reversed(changes(base, text)):
        made = made[:start] + new + made[end:]
    assert made == text


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [("!.", "!ro", ".Bo)og.", ".Bo)og ro"), (")", "Ro", "))", "Ro)")],
)
def test_two_words_that_come_to_stand_together_do_not_run_together(base, mine, theirs, both):
    assert merged(base, mine, theirs).text == both
