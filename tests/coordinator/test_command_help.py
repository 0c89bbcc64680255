"""The command line explains itself, and what went wrong, in the language that is asked for."""

import argparse
from collections.abc import Iterator

import pytest

from coordinator import command_line
from coordinator.desk import SystemClock
from coordinator.i18n import use_language
from coordinator.staff_arguments import AREAS, ROLES
from coordinator.stores import Stores
from coordinator.wording import label
from plans.people import Role, ServiceArea


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


def wrong(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    program = command_line.Program(no_stores, SystemClock(None), never, never)
    assert command_line.main(list(arguments), program) == command_line.WRONG_USE
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import",), "Dette mangler: SLAGS, FIL."),
        (("import", "health"), "Dette mangler: FIL."),
        (("store",), "Dette mangler: kommando."),
        (
            ("import", "helth", "a.csv"),
            "SLAGS skal være et af disse: staff, districts, employment, social, health.",
        ),
        (
            ("nonsense",),
            "kommando skal være et af disse: demo, store, import, find, plan, report, staff, audit.",
        ),
        (("--language", "no"), "--language skal være et af disse: da, en."),
        (("find", "ole", "--limit", "x"), "--limit skal være et helt tal."),
        (("find", "ole", "--limit"), "--limit skal have en værdi efter sig."),
        (("find", "ole", "--limits=150277"), "Denne valgmulighed findes ikke: --limits."),
        (("find", "Karla", "Prøvesen"), "Der står mere, end kommandoen tager imod."),
        (("find", "ole", "--json=x"), "Der står mere, end kommandoen tager imod."),
    ],
)
def test_wrong_use_says_what_is_wrong_and_how_it_is_written(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    said = wrong(capsys, *arguments)
    assert said.startswith(sentence)
    assert "\nDet skrives sådan:\nsamplan" in said
    assert not {"Prøvesen", "150277", "nonsense", "helth", "argument", "invalid"} & set(
        said.replace(":", " ").replace("=", " ").split()
    )


def test_words_too_many_are_answered_with_how_that_command_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, _written, usage, *more = wrong(capsys, "staff", "password", "kim").splitlines()
    assert first.startswith("Der står mere")
    assert usage.startswith("samplan staff password [-h]")
    # What goes on stands under what it goes on from.
    assert all(line.startswith(" " * len("samplan staff password ") + "[") for line in more)


def test_wrong_use_is_told_in_english_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    said = wrong(capsys, "--language", "en", "import", "social")
    assert said.startswith("This is missing: FILE.\nIt is written like this:\n")


@pytest.mark.parametrize("arguments", [(), ("demo",)])
def test_without_a_screen_a_window_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert wrong(capsys, *arguments).startswith("Der er ingen skærm at vise et vindue på.")


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_window_opens_where_there_is_any_screen(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, ":0")
    program = command_line.Program(no_stores, SystemClock(None), lambda _asked: 0, never)
    assert command_line.main([], program) == command_line.DONE


def test_roles_and_areas_are_named_in_the_language_and_typed_as_named_or_by_their_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = told(capsys, "staff", "add", "--help")
    assert "sagsbehandler, teamleder, administrator" in " ".join(said.split())
    assert "caseworker" not in said
    assert "employment" not in told(capsys, "report", "shared-citizens", "--help")
    assert "caseworker, team_lead" in told(capsys, "--language", "en", "staff", "add", "--help")
    use_language("da")
    assert [ROLES.code(each) for each in ("Teamleder", "team_lead", " team-lead ", "x")] == [
        "team_lead", "team_lead", "team_lead", "x",
    ]  # fmt: skip
    assert AREAS.code("beskæftigelse") == "employment"
    use_language("en")
    assert AREAS.code("Social services") == "social"


def test_a_role_that_there_is_not_is_answered_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = command_line.Program(no_stores, SystemClock(None), never, never)
    asked = ["staff", "add", "--login", "x", "--name", "x", "--role", "chef"]
    assert command_line.main(asked, program) == command_line.WRONG_USE
    assert "--role skal være et af disse: sagsbehandler, teamleder" in capsys.readouterr().err


def test_what_can_be_typed_is_what_there_is() -> None:
    assert set(Role) - {Role.SYSTEM} == {each for each in Role if each in ROLES}
    assert all(area in AREAS for area in ServiceArea)
    use_language("da")
    assert [ROLES.code(label(each)) for each in Role if each is not Role.SYSTEM] == list(Role)[:4]
    assert [AREAS.code(label(each)) for each in ServiceArea] == list(ServiceArea)
