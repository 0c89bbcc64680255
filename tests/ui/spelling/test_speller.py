"""What is remembered of words, and what happens when answers come late or not at all."""

from pathlib import Path

import pytest

from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.spelling.dictionaries import FakeDictionary
from ui.spelling.dictionary import DictionaryBroken, DictionaryMissing
from ui.spelling.speller import Speller
from ui.spelling.words import words_of


def speller_with(runner: HeldRunner, tmp_path: Path, *dictionaries: FakeDictionary) -> Speller:
    speller, coming = Speller(), iter(dictionaries)
    speller.use(runner, opener=lambda _folder: next(coming), own_path=tmp_path / "own.txt")
    return speller


def wrong(speller: Speller, text: str) -> list[str]:
    return [span.word for span in speller.wrong_in(text)]


def test_without_a_runner_nothing_is_asked_and_a_question_is_answered_at_once() -> None:
    told: list[str] = []
    Speller().look_at(words_of("Jeg arbjeder"), lambda: told.append("now"))
    assert told == ["now"]


def test_a_word_is_asked_once(tmp_path: Path) -> None:
    known = FakeDictionary("jeg", "arbejder")
    speller = speller_with(ImmediateRunner(), tmp_path, known)
    speller.look_at(words_of("Jeg arbjeder"))
    speller.look_at(words_of("Jeg arbjeder nu"))
    assert known.asked == ["Jeg", "arbjeder", "nu"]
    assert wrong(speller, "Jeg arbjeder") == ["arbjeder"]


def test_the_dictionary_opens_with_the_first_question_and_off_the_screens_thread(
    tmp_path: Path,
) -> None:
    runner = HeldRunner()
    speller = speller_with(runner, tmp_path, FakeDictionary("jeg"))
    assert (speller.state, runner.held) == ("closed", [])
    speller.look_at(words_of("Jeg arbjeder"))
    assert (speller.state, len(runner.held)) == ("opening", 1)
    runner.run_all()
    assert speller.state == "ready"
    assert wrong(speller, "Jeg arbjeder") == ["arbjeder"]


def test_an_answer_that_comes_after_the_text_changed_marks_only_what_stands_there(
    tmp_path: Path,
) -> None:
    runner = HeldRunner()
    speller = speller_with(runner, tmp_path, FakeDictionary("jeg"))
    speller.look_at(words_of("Jeg arbjeder"))
    runner.run()  # opened; the words are out now
    runner.run_all()
    assert wrong(speller, "Her er arbjeder flyttet, og Jeg er væk") == ["arbjeder"]


def test_an_answer_of_the_last_dictionary_is_dropped(tmp_path: Path) -> None:
    runner = HeldRunner()
    old, new = FakeDictionary("jeg"), FakeDictionary("jeg", "arbjeder")
    speller = speller_with(runner, tmp_path, old, new)
    speller.look_at(words_of("Jeg arbjeder"))
    runner.run()
    assert len(runner.held) == 1  # the words are out
    speller.look_in("en anden mappe")
    speller.look_at(words_of("Jeg arbjeder"))
    runner.run_all()
    assert old.closed
    assert wrong(speller, "Jeg arbjeder") == []


def test_a_dictionary_that_opens_too_late_is_let_go(tmp_path: Path) -> None:
    runner, late = HeldRunner(), FakeDictionary("jeg")
    speller = speller_with(runner, tmp_path, late)
    speller.look_at(words_of("Jeg"))
    speller.close()
    runner.run_all()
    assert late.closed
    assert speller.state == "off"


def test_many_words_go_in_several_questions(tmp_path: Path) -> None:
    known = FakeDictionary()
    speller = speller_with(ImmediateRunner(), tmp_path, known)
    letters = "abcdefghij"
    text = " ".join(f"ord{a}{b}" for a in letters for b in letters)
    told: list[int] = []
    speller.look_at(words_of(text), lambda: told.append(len(known.asked)))
    assert told == [100]


@pytest.mark.parametrize(
    ("error", "state"), [(DictionaryMissing(), "missing"), (DictionaryBroken(), "broken")]
)
def test_without_a_dictionary_one_sentence_says_what_to_do(
    tmp_path: Path, error: Exception, state: str
) -> None:
    def refuse(_folder: str) -> FakeDictionary:
        raise error

    speller = Speller()
    speller.use(ImmediateRunner(), opener=refuse, own_path=tmp_path / "own.txt")
    told: list[str] = []
    speller.look_at(words_of("Jeg arbjeder"), lambda: told.append(speller.why_not()))
    assert speller.state == state
    assert "Settings" in told[0]
    assert wrong(speller, "Jeg arbjeder") == []


@pytest.mark.parametrize("asks", ["words", "suggestions"])
def test_a_dictionary_that_ends_under_way_is_broken_and_everybody_waiting_hears(
    tmp_path: Path, asks: str
) -> None:
    known = FakeDictionary("jeg")
    speller = speller_with(ImmediateRunner(), tmp_path, known)
    speller.look_at(words_of("Jeg"))
    known.ended = True
    told: list[object] = []
    if asks == "words":
        speller.look_at(words_of("Arbjeder"), lambda: told.append(()))
    else:
        speller.suggest(words_of("Arbjeder")[0], told.append)
    assert told == [()]
    assert speller.state == "broken"


def test_an_added_word_is_right_with_its_genitive_and_after_the_next_start(tmp_path: Path) -> None:
    speller = speller_with(ImmediateRunner(), tmp_path, FakeDictionary("jeg"))
    speller.look_at(words_of("morgenro morgenros Morgenro"))
    speller.add("morgenro")
    assert wrong(speller, "morgenro morgenros Morgenro") == []
    again = speller_with(ImmediateRunner(), tmp_path, FakeDictionary("jeg"))
    again.look_at(words_of("morgenro"))
    assert wrong(again, "morgenro") == []
    again.drop("morgenro")
    again.look_at(words_of("morgenro"))
    assert wrong(again, "morgenro") == ["morgenro"]


def test_names_of_the_page_are_never_wrong(tmp_path: Path) -> None:
    speller = speller_with(ImmediateRunner(), tmp_path, FakeDictionary("vil"))
    speller.look_at(words_of("Yrsa vil. Yrsas vil"))
    assert wrong(speller, "Yrsa vil. Yrsas vil") == ["Yrsa", "Yrsas"]
    speller.know_names(["Yrsa Påhit-Skitse"])
    assert wrong(speller, "Yrsa vil. Yrsas vil") == []


def test_suggestions_are_remembered(tmp_path: Path) -> None:
    known = FakeDictionary("jeg", suggestions={"arbjede": ("arbejde",)})
    speller = speller_with(ImmediateRunner(), tmp_path, known)
    span = words_of("arbjede")[0]
    speller.look_at([span])
    told: list[object] = []
    speller.suggest(span, told.append)
    known.suggestions.clear()
    speller.suggest(span, told.append)
    assert told == [("arbejde",), ("arbejde",)]


def test_a_broken_list_of_own_words_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_bytes(b"\xff\xfe\xfa")
    speller = speller_with(ImmediateRunner(), tmp_path, FakeDictionary())
    assert speller.own_words == frozenset()
