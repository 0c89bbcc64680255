"""``samplan store move`` tells what moved, what is left, and how to go on, in Danish."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coordinator import command_line
from coordinator.desk import SystemClock
from coordinator.i18n import use_language
from coordinator.move_errors import MoveTargetFull, StoreMoved
from coordinator.moves import Moved, MoveWatcher, TableSum
from coordinator.store_errors import StoreAway
from plans.log_chain import SealMark

SERVER = "postgresql://db.solbaek.example/samplan"
OLD = "samplan.db"
SEAL = SealMark(12, datetime(2026, 11, 17, 9, tzinfo=UTC), "ab" * 32)
TABLES = (TableSum("staff", 1, "0" * 64), TableSum("citizen", 12_000, "1" * 64))
MOVED = Moved(OLD, SERVER, TABLES, SEAL, 0, (Path(OLD), Path("samplan.db.key.json")))


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


class House:
    """Stores of which one moves as a test says."""

    def __init__(self, do: Callable[[MoveWatcher], Moved]) -> None:
        self._do = do
        self.asked: list[Any] = []

    def is_local(self, address: str | None) -> bool:
        return address is None or "://" not in address

    def exists(self, address: str | None) -> bool:
        return not self.is_local(address)

    def shown(self, address: str | None) -> str:
        return address or OLD

    def move(self, address: str | None, target: str, _given: object, watcher: MoveWatcher) -> Moved:
        self.asked = [address, target]
        return self._do(watcher)

    def cancel_move(self, address: str | None, _given: object) -> str:
        self.asked = [address]
        return SERVER


def run(house: House, *arguments: str) -> int:
    def never(*_asked: object) -> int:
        raise AssertionError("no window")

    program = command_line.Program(lambda: house, SystemClock(None), never, never)  # type: ignore[arg-type, return-value]
    return command_line.main(["store", "move", *arguments], program)


def whole(watcher: MoveWatcher) -> Moved:
    for table in TABLES:
        watcher.copied(table.table, table.rows)
        watcher.copied(table.table, 0)
        watcher.compared(table)
    watcher.copied("goal", 0)
    return MOVED


def test_what_moved_and_what_is_left_is_told(capsys):
    house = House(whole)
    assert run(house, "--store", OLD, "--to", SERVER) == 0
    assert house.asked == [OLD, SERVER]
    assert capsys.readouterr().out.splitlines() == [
        "Kopieret: staff, 1 række",
        "Kopieret: citizen, 12.000 rækker",
        f"Flyttet til {SERVER}: 12.001 rækker i 2 tabeller. Antal og indhold er ens i begge datalagre.",
        f"Loggen er fulgt med og hænger sammen. Det nyeste segl er nummer 12: {SEAL.hash}",
        "samplan.db åbner ikke mere, og fortæller, hvor det er flyttet hen.",
        (
            "Medarbejderne er fulgt med, men ikke deres adgang: giv dem den med »staff open« eller "
            "»staff sync«. Tag en sikkerhedskopi, før nogen går i gang."
        ),
        "Dette ligger stadig på pc'en:",
        "  samplan.db",
        "  samplan.db.key.json",
        (
            "Slet det, når det nye datalager er i brug og har en sikkerhedskopi, og slet også nøglen i "
            "pc'ens nøglering (under Samplan) og gendannelseskoden. Uden en nøgle kan ingen læse det, "
            "der måtte ligge tilbage på disken."
        ),
    ]


def test_the_same_as_json(capsys):
    assert run(House(whole), "--to", SERVER, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tables"][1] == {"table": "citizen", "rows": 12_000, "sha256": "1" * 64}
    assert (told["rows"], told["seal"]["number"], told["left"][0]) == (12_001, 12, OLD)


def test_a_new_store_shows_its_recovery_code_once(capsys, tmp_path):
    def back(watcher: MoveWatcher) -> Moved:
        watcher.made("ABCD-EFGH")
        return Moved(SERVER, "new.db", (), None, 2)

    wanted = ("--store", SERVER, "--to", "new.db")
    assert run(House(back), *wanted) == 2
    assert "--recovery-out" in capsys.readouterr().err
    file = tmp_path / "code.txt"
    assert run(House(back), *wanted, "--recovery-out", str(file)) == 0
    assert file.read_text() == "ABCD-EFGH\n"
    said = capsys.readouterr()
    assert "Alt var nået frem i forvejen." in said.out
    assert "staff" not in said.out
    assert "ser den, der åbner det nye datalager, alt" in said.out
    assert "audit verify" in said.err
    assert run(House(back), *wanted, "--recovery-out", str(file)) == 1
    capsys.readouterr()
    file.unlink()
    assert run(House(back), *wanted, "--recovery-out", str(file), "--json") == 0
    assert json.loads(capsys.readouterr().out)["log_faults"] == 2


@pytest.mark.parametrize(
    ("stop", "status", "told"),
    [
        (KeyboardInterrupt(), 4, "Stoppet. Det, der er flyttet, er gemt.\nKør samme kommando igen"),
        (StoreAway(path=""), 4, "forbindelse til datalageret"),
        (MoveTargetFull(path=SERVER), 1, "Intet er flyttet eller ændret."),
        (StoreMoved(path=OLD, place=SERVER), 4, f"er flyttet til {SERVER}"),
    ],
)
def test_what_stops_a_move_is_told_with_how_to_go_on(capsys, stop, status, told):
    def stopped(_watcher: MoveWatcher) -> Moved:
        raise stop

    assert run(House(stopped), "--to", SERVER) == status
    said = capsys.readouterr().err
    assert told in said
    assert ("Kør samme kommando igen" in said) is not isinstance(stop, MoveTargetFull | StoreMoved)


def test_a_store_that_moved_is_taken_into_use_again(capsys):
    house = House(whole)
    assert run(house, "--cancel", "--store", OLD) == 0
    assert house.asked == [OLD]
    said = capsys.readouterr().out
    assert "Datalageret kan åbnes igen: samplan.db" in said
    assert SERVER in said


def test_where_to_is_asked_for(capsys):
    assert run(House(whole)) == 2
    assert "Et af disse skal med: --to, --cancel." in capsys.readouterr().err
