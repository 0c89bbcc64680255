"""The real library on tiny dictionaries, in its process."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.spelling.dictionaries import write_dictionary
from ui.spelling import child
from ui.spelling.dictionary import DictionaryBroken, DictionaryMissing, find_folder, known_places
from ui.spelling.process import SpellingProcess, open_dictionary


@pytest.fixture(params=["UTF-8", "ISO8859-1"])
def spelling(request, tmp_path: Path):
    made = open_dictionary(str(write_dictionary(tmp_path / "ordbøger", request.param)))
    yield made
    made.close()


def test_it_knows_its_words_with_danish_letters(spelling: SpellingProcess) -> None:
    assert spelling.wrong(("blåbær", "øl", "ærlig", "Ærlig", "arbejdes", "søn", "evt.")) == set()


def test_it_tells_the_wrong_ones(spelling: SpellingProcess) -> None:
    assert spelling.wrong(("arbejde", "arbjede", "blaabær", "evt")) == {
        "arbjede", "blaabær", "evt",
    }  # fmt: skip


def test_compounds_are_words_and_nonsense_is_not(spelling: SpellingProcess) -> None:
    assert spelling.wrong(("bostøtte", "støttemøde", "bostøttes", "støtterolig")) == {"støtterolig"}


def test_it_suggests_with_danish_letters(spelling: SpellingProcess) -> None:
    assert spelling.suggest("stoette")[0] == "støtte"
    assert "arbejde" in spelling.suggest("arbjede")


def test_a_word_outside_the_dictionarys_alphabet_is_wrong_and_has_no_suggestions(
    spelling: SpellingProcess,
) -> None:
    assert spelling.wrong(("łódź", "日本")) == {"łódź", "日本"}
    assert spelling.suggest("日本") == ()


def test_a_line_break_in_a_word_is_one_question(spelling: SpellingProcess) -> None:
    assert spelling.wrong(("øl\nbutik",)) in (set(), {"øl\nbutik"})
    assert spelling.wrong(("øl",)) == set()


def test_without_files_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DictionaryMissing):
        open_dictionary(str(tmp_path))


def test_half_a_dictionary_is_missing(tmp_path: Path) -> None:
    (write_dictionary(tmp_path) / "da_DK.dic").unlink()
    with pytest.raises(DictionaryMissing):
        open_dictionary(str(tmp_path))


@pytest.mark.parametrize(
    ("file", "content"),
    [("da_DK.dic", b"\x00\x01\x02 nothing"), ("da_DK.dic", b"words without their number\n"),
     ("da_DK.dic", b""), ("da_DK.aff", b"SET martian\n"), ("da_DK.aff", b"SET UTF-8\n\xff\xfe\n"),
     ("da_DK.aff", b"SET UTF-8\n\x00\n")],
)  # fmt: skip
def test_a_damaged_dictionary_is_refused(tmp_path: Path, file: str, content: bytes) -> None:
    (write_dictionary(tmp_path) / file).write_bytes(content)
    with pytest.raises(DictionaryBroken):
        open_dictionary(str(tmp_path))


def test_a_process_that_ended_is_a_broken_dictionary(tmp_path: Path) -> None:
    made = open_dictionary(str(write_dictionary(tmp_path)))
    made.close()
    with pytest.raises(DictionaryBroken):
        made.wrong(("øl",))
    with pytest.raises(DictionaryBroken):
        made.suggest("øl")


def test_a_library_that_cannot_start_is_a_broken_dictionary(tmp_path: Path, monkeypatch) -> None:
    wreck = tmp_path / "child.py"
    wreck.write_text("raise SystemExit(3)")
    monkeypatch.setattr("ui.spelling.process._CHILD", wreck)
    with pytest.raises(DictionaryBroken):
        open_dictionary(str(write_dictionary(tmp_path / "da")))


def test_the_child_answers_as_the_library_does() -> None:
    class Library:
        def spell(self, word: str) -> bool:
            word.encode("latin-1")
            return word == "øl"

        def suggest(self, word: str) -> list[str]:
            word.encode("latin-1")
            return ["øl"] * 20

    assert child.answer(Library(), {"check": ["øl", "oel", "日"]}) == ["oel", "日"]
    assert child.answer(Library(), {"suggest": "oel"}) == ["øl"] * child.MOST_SUGGESTIONS
    assert child.answer(Library(), {"suggest": "日"}) == []


def test_the_first_known_folder_with_both_files_is_taken(tmp_path: Path) -> None:
    there = write_dictionary(tmp_path / "second")
    assert (
        find_folder("", [tmp_path / "first", there, write_dictionary(tmp_path / "third")]) == there
    )


def test_windows_folders_are_looked_through(tmp_path: Path) -> None:
    there = write_dictionary(tmp_path / "LibreOffice 7" / "share" / "extensions" / "dict-da")
    assert there in known_places({"ProgramFiles": str(tmp_path)})


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_a_library_that_breaks_down_leaves_no_dump_of_the_words() -> None:
    program = (
        "import ctypes, runpy, sys\n"
        "runpy.run_path(sys.argv[1])['_leave_no_dump']()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, child.__file__], capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "0"
