"""The command line explains itself, and what went wrong, in the language that is asked for."""

import argparse
from collections.abc import Iterator

import pytest

from coordinator import command_line
from coordinator.desk import SystemClock
from coordinator.i18n import use_language
from coordinator.stores import Stores


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


def never(*_asked: object) -> int:
    raise AssertionError("help opens nothing")


def no_stores() -> Stores:
    raise AssertionError("help opens nothing")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    program = command_line.Program(no_stores, SystemClock(None), never, never)
    assert command_line.main(list(arguments), program) == command_line.DONE
    return capsys.readouterr().out


def test_help_is_danish_to_the_last_word(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "store", "create", "--help")
    assert said.startswith("brug: samplan store create")
    assert "vis denne hjælp" in said
    assert not {"usage", "options", "positional", "show"} & set(said.replace(":", " ").split())


@pytest.mark.parametrize("language", [["--language", "en"], ["--language=en"]])
def test_help_is_english_when_asked_for(
    capsys: pytest.CaptureFixture[str], language: list[str]
) -> None:
    said = told(capsys, "find", *language, "-h")
    assert said.startswith("usage: samplan find")
    assert "show this help" in said


def test_a_fault_of_ours_is_told_by_its_place_and_never_by_its_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fault() -> Stores:
        raise ValueError("Karla Prøvesen 150277-9995")

    program = command_line.Program(fault, SystemClock(None), never, never)
    assert command_line.main(["find", "Karla"], program) == command_line.REFUSED
    said = capsys.readouterr()
    assert "Noget gik galt hos os. Nævn nummer " in said.err
    assert "ValueError < test_command_help.py:" in said.err
    assert not {"Karla", "Prøvesen", "150277"} & set(
        f"{said.out} {said.err}".replace("-", " ").split()
    )


def every_parser(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from every_parser(each)


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_that_can_be_written_is_explained(language: str) -> None:
    use_language(language)
    silent = [
        f"{parser.prog} {action.dest}"
        for parser in every_parser(command_line._parser())
        for action in parser._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert not silent


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "SAMPLAN_TODAY er ikke en dato."),
        (("--language", "en"), "SAMPLAN_TODAY is not a date."),
    ],
)
def test_a_wrong_day_is_told_as_wrong_use(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert command_line.refuse_day([*arguments, "find", "ole"]) == command_line.WRONG_USE
    assert sentence in capsys.readouterr().err


def test_a_wrong_day_does_not_make_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLAN_TODAY", "14-09-2026")
    with pytest.raises(ValueError, match="isoformat"):
        SystemClock.from_environment()


def test_the_language_is_open_where_nobody_asked_for_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked: list[argparse.Namespace] = []

    def opened(given: argparse.Namespace) -> int:
        asked.append(given)
        return command_line.DONE

    program = command_line.Program(no_stores, SystemClock(None), opened, never)
    command_line.main([], program)
    command_line.main(["--language", "en"], program)
    assert [given.language for given in asked] == [None, "en"]
    assert capsys.readouterr().err == ""
