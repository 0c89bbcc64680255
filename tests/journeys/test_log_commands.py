"""The log on the command line: verified, sealed, and found out when somebody wrote in it."""

import re

import pytest
from sqlalchemy import text

from coordinator.stores import Unlocking
from coordinator.use_cases import opening, worklists
from tests.journeys.conftest import PASSPHRASE, Terminal


@pytest.fixture
def office(terminal: Terminal, tmp_path, monkeypatch) -> Terminal:
    """A new store, and a PC that remembers nothing yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "mine"))
    assert terminal.run("store", "create", "--recovery-out", str(tmp_path / "code.txt"))[0] == 0
    assert terminal.run("find", "nogen")[0] == 0
    return terminal


def write_behind(office: Terminal, *statements: str) -> None:
    """Write in the log as somebody who has the store's key and takes its triggers away."""
    store = office.stores.open(office.store, Unlocking(PASSPHRASE))
    with store.engine.begin() as connection:
        for each in connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'")
        ).scalars():
            connection.execute(text(f"DROP TRIGGER {each}"))
        for statement in statements:
            connection.execute(text(statement))
    store.engine.dispose()
    store._log._in_use = False
    store.close()


def test_a_whole_log_is_told_and_its_seal_is_kept_elsewhere(office, tmp_path):
    status, said, _none = office.run("audit", "verify")
    assert status == 0
    assert said.startswith("Loggen er hel: 1 række")
    folder = tmp_path / "segl"
    folder.mkdir()
    assert office.run("audit", "seal", "--out", str(folder))[0] == 0
    (file,) = folder.iterdir()
    assert file.name == "samplan-2026-09-14.txt"
    assert office.run("audit", "seal")[1].startswith("Segl ")
    kept = ("--against", str(file))
    assert office.run("audit", "verify", *kept)[0] == 0
    write_behind(office, "DELETE FROM audit WHERE seal > 1", "DELETE FROM audit_seal WHERE no > 1")
    status, _none, complaint = office.run("audit", "verify", *kept)
    assert status == 1
    assert "ældre sikkerhedskopi" in complaint
    status, said, _complaint = office.run("audit", "verify", *kept, "--accept", "Ny disk", "--json")
    assert status == 0
    assert office.run("audit", "verify")[0] == 0


def test_a_changed_row_is_named_in_danish_and_in_json(office):
    write_behind(office, "UPDATE audit SET staff_name = 'En anden'")
    status, _none, complaint = office.run("audit", "verify")
    assert status == 1
    assert "af 14-09-2026 er ændret" in complaint
    assert "databeskyttelsesrådgiver" in complaint
    status, said, _complaint = office.run("audit", "verify", "--json")
    assert status == 1
    assert '"kind": "row_altered"' in said
    assert office.run("audit", "verify", "--accept", "Ny disk")[0] == 1


def test_a_file_without_a_seal_is_refused(office, tmp_path):
    (tmp_path / "brev.txt").write_text("Kære alle")
    status, _none, complaint = office.run(
        "audit", "verify", "--against", str(tmp_path / "brev.txt")
    )
    assert status == 1
    assert "segl" in complaint


def test_a_team_lead_lists_what_to_look_at(solbaek):
    """The practice exports name Bente as who leads the unit that Anna Fiktivsen is in."""

    def look(desk):
        _recent, mine = worklists.near_citizens(desk)
        return opening.open_citizen(desk, mine[0].id)

    solbaek.at_desk("anfi", look)
    status, said, _none = solbaek.run("audit", "sample", "--user", "bela", "--week", "2026-W38")
    assert status == 0
    assert said.startswith(
        "Uge 38, 14-09-2026 til 20-09-2026. 1 linje i loggen at kontrollere, 1 venter"
    )
    assert "Anna Fiktivsen hos" in said
    (found,) = solbaek.json("audit", "sample", "--user", "bela", "--week", "2026-W38", "--json")
    assert (found["who"], found["verdict"]) == ("Anna Fiktivsen", None)
    assert solbaek.run("audit", "sample", "--user", "bela", "--week", "uge 3")[0] == 1
    assert solbaek.run("audit", "sample", "--user", "anfi")[0] == 1
    assert solbaek.json("audit", "sample", "--user", "bela", "--json") == []


def test_a_citizen_gets_the_own_log(solbaek, tmp_path):
    found = solbaek.at_desk("anfi", lambda desk: worklists.near_citizens(desk)[1][0])
    number = found.number.formatted
    paper, table = tmp_path / "log.pdf", tmp_path / "log.CSV"
    for target in (paper, table):
        asked = ("audit", "insight", "--cpr", number, "--out", str(target), "--user", "anfi")
        assert solbaek.run(*asked)[0] == 0
    assert paper.read_bytes().startswith(b"%PDF")
    lines = table.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Dag;Tid;Hvem;Enhed;Hvad;Årsag"
    assert "Eksporteret: borgerens egen log" in lines[2]
    status, _none, complaint = solbaek.run("audit", "insight", "--cpr", number, "--out", "log.txt")
    assert (status, ".pdf" in complaint) == (1, True)


def test_the_log_is_sent_on_and_the_next_run_sends_what_is_new(office, tmp_path):
    file, mark = tmp_path / "siem.log", tmp_path / "mark.txt"
    sent = ("audit", "send", "--out", str(file), "--mark", str(mark))
    assert office.run(*sent)[1] == "1 række i loggen er sendt.\n"
    assert office.run(*sent)[1] == "1 række i loggen er sendt.\n"
    lines = file.read_text("utf-8").splitlines()
    assert [re.findall(r'(?:action|subject)="(\w+)"', each) for each in lines][1] == [
        "control", "log_sent",
    ]  # fmt: skip
    assert "Segl 2" in mark.read_text("utf-8")
    mark.write_text("ingenting", encoding="utf-8")
    status, _said, complaint = office.run(*sent)
    assert status == 1
    assert "intet segl" in complaint
