"""Loads that nobody sits at: a folder, a password in a file, a kill in the middle."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

import main
from coordinator import command_import, command_line
from coordinator.i18n import use_language
from coordinator.ports import Stale
from coordinator.use_cases import importing
from tests import houses, kerberos, postgres
from tests.fakes import FakeStore

HEAD = (
    '"cpr","navn","adressebeskyttelse","skoledistrikt","forloeb","henvist","afsluttet","fagperson"'
)
PEOPLE = ("1502779995", "1103909995", "2512489996")
PASSWORD = "korrekt hest batteri"
LONG_AGO = 600


def export(path: Path, *numbers: str, age: int = LONG_AGO) -> Path:
    rows = [f'"{each}","Prøvesen, Bo","0","","Genoptræning","2026-01-04","",""' for each in numbers]
    path.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    then = time.time() - age
    os.utime(path, (then, then))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


class NoBackups:
    """A store whose backups are not this test's matter."""

    def back_up(self, reason: str, now: datetime) -> None: ...


Load = Callable[..., tuple[int, str, str]]


@pytest.fixture
def load(memory_house: FakeStore, folder: Path, capsys: pytest.CaptureFixture[str]) -> Load:
    """Load the folder into a store in memory; give status, output and complaints."""
    use_language("da")

    def run(*more: str) -> tuple[int, str, str]:
        asked = command_line._parser().parse_args(["import", "health", str(folder), *more])
        status = command_import.run(asked, memory_house.loads(), NoBackups())
        written = capsys.readouterr()
        return status, written.out, written.err

    return run


def lying_in(folder: Path) -> set[str]:
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}


class TestAFolder:
    def test_its_files_are_loaded_by_name_and_put_aside(self, load, folder):
        export(folder / "2026-02.csv", *PEOPLE[:2])
        export(folder / "2026-01.csv", PEOPLE[0])
        status, out, _err = load()
        assert (status, out.splitlines()[::2]) == (0, ["2026-01.csv:", "2026-02.csv:"])
        assert lying_in(folder) == {"loaded/2026-01.csv", "loaded/2026-02.csv"}
        assert load() == (0, "", "")

    def test_a_file_that_is_still_on_its_way_waits(self, load, folder):
        export(folder / "new.csv", PEOPLE[0], age=5)
        export(folder / ".hidden.csv", PEOPLE[0])
        export(folder / "half.csv.part", PEOPLE[0])
        before = lying_in(folder)
        status, out, err = load()
        assert (status, [line.split()[0] for line in out.splitlines()], err) == (
            0, ["half.csv.part", "new.csv"], ""
        )  # fmt: skip
        assert lying_in(folder) == before

    def test_one_that_is_refused_stands_in_nobodys_way_and_in_the_status(self, load, folder):
        (folder / "a.csv").write_bytes(b"noget;helt;andet\n1;2;3\n")
        os.utime(folder / "a.csv", (1, 1))
        export(folder / "b.csv", PEOPLE[0])
        status, _out, err = load()
        assert status == 1
        assert err
        assert lying_in(folder) == {"refused/a.csv", "loaded/b.csv"}

    def test_refused_rows_are_kept_beside_and_told_in_the_status(self, load, folder, tmp_path):
        (tmp_path / "rows").mkdir()
        for name in ("a.csv", "b.csv"):
            export(folder / name, PEOPLE[0], "3213779995")
        status, _out, _err = load("--rejects", str(tmp_path / "rows"))
        assert status == 3
        assert lying_in(tmp_path / "rows") == {"a.csv", "b.csv"}
        assert "3213779995" in (tmp_path / "rows" / "a.csv").read_text("utf-8-sig")

    def test_the_same_name_again_covers_nothing(self, load, folder):
        for number in PEOPLE:
            export(folder / "udtraek.csv", number)
            load()
        aside = {f"loaded/udtraek{each}.csv" for each in ("", "-2", "-3")}
        assert lying_in(folder) == aside

    def test_a_file_that_lacks_much_ends_no_case_unless_it_is_said_to_be_whole(self, load, folder):
        def missing(*more: str) -> int:
            export(folder / "b.csv", PEOPLE[0])
            _status, out, _err = load("--json", *more)
            (told,) = json.loads(out)
            return len([each for each in told["warnings"] if each["kind"] == "missing"])

        export(folder / "a.csv", *PEOPLE)
        load()
        export(folder / "b.csv", PEOPLE[0])
        status, _out, err = load()
        assert (status, "--whole" in err) == (0, True)
        assert missing() == 0
        assert missing("--whole") == 2

    def test_a_dry_run_moves_nothing(self, load, folder):
        export(folder / "a.csv", PEOPLE[0])
        assert load("--dry-run")[0] == 0
        assert lying_in(folder) == {"a.csv"}

    def test_what_could_not_be_kept_lies_there_for_the_next_time(self, load, folder, monkeypatch):
        export(folder / "a.csv", PEOPLE[0])
        tried = []

        def stale(*_arguments: object) -> None:
            tried.append(1)
            raise Stale

        monkeypatch.setattr(importing, "apply", stale)
        with pytest.raises(Stale):
            load()
        assert (len(tried), lying_in(folder)) == (3, {"a.csv"})
        monkeypatch.undo()
        assert load()[0] == 0

    def test_a_colleague_who_wrote_first_makes_it_compare_again(self, load, folder, monkeypatch):
        export(folder / "a.csv", PEOPLE[0])
        whole, tried = importing.apply, []

        def late(desk: object, load: object) -> object:
            tried.append(1)
            if len(tried) < 3:
                raise Stale
            return whole(desk, load)

        monkeypatch.setattr(importing, "apply", late)
        assert load()[0] == 0
        assert lying_in(folder) == {"loaded/a.csv"}


@pytest.mark.skipif(os.name == "nt", reason="there rights are no bits of a file")
class TestThePasswordInAFile:
    def kept(self, tmp_path: Path, mode: int = 0o600, text: str = f"{PASSWORD}\n") -> Path:
        path = tmp_path / "password"
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o622])
    def test_one_that_others_reach_is_not_read(self, tmp_path, monkeypatch, capsys, mode):
        monkeypatch.setenv("SAMPLAN_PASSWORD_FILE", str(self.kept(tmp_path, mode)))
        store = "postgresql://system@db.example/samplan"
        assert main.main(["import", "health", "a.csv", "--store", store]) == 4
        told = capsys.readouterr().err
        assert "chmod 600" in told
        assert PASSWORD not in told

    @pytest.mark.parametrize("text", ["", "\n"])
    def test_an_empty_one_is_told_of(self, tmp_path, monkeypatch, capsys, text):
        monkeypatch.setenv("SAMPLAN_PASSWORD_FILE", str(self.kept(tmp_path, text=text)))
        assert main.main(["find", "bo", "--store", "postgresql://system@db.example/s"]) == 4
        assert "Der står ikke en adgangskode" in capsys.readouterr().err

    def test_one_that_is_not_there_is_told_of(self, tmp_path, monkeypatch, capsys):
        monkeypatch.setenv("SAMPLAN_PASSWORD_FILE", str(tmp_path / "none"))
        assert main.main(["find", "bo", "--store", "postgresql://system@db.example/s"]) == 4
        assert "kan ikke læses" in capsys.readouterr().err


@pytest.fixture
def walled(own_server: postgres.Server, postgres_store: Engine) -> Iterator[Callable[[str], str]]:
    """Give a login to whose loads a shared store belongs; it answers with the address."""
    houses.build(postgres_store)
    made: list[str] = []

    def by(login: str) -> str:
        made.append(login)
        with psycopg.connect(own_server.address, autocommit=True) as line:
            line.execute(f"CREATE ROLE {login} LOGIN PASSWORD '{PASSWORD}' IN ROLE samplan_batch")
        with postgres_store.begin() as connection:
            changed = f"UPDATE staff SET login = '{login}' WHERE role = 'system'"
            connection.exec_driver_sql(changed)
        return own_server.by_tls(login, str(postgres_store.url.database))

    yield by
    with psycopg.connect(own_server.address, autocommit=True) as line:
        for login in made:
            line.execute(f"DROP OWNED BY {login}")
            line.execute(f"DROP ROLE {login}")


def test_a_load_that_was_killed_kept_nothing_and_is_run_again(
    walled, postgres_store, tmp_path, monkeypatch
):
    address = walled("by_password")
    (tmp_path / "in").mkdir()
    export(tmp_path / "in" / "a.csv", *PEOPLE)
    kept = tmp_path / "password"
    kept.write_text(PASSWORD, encoding="utf-8")
    kept.chmod(0o600)
    monkeypatch.setenv("SAMPLAN_PASSWORD_FILE", str(kept))
    command = ["import", "health", str(tmp_path / "in"), "--store", address]
    count = "SELECT (SELECT count(*) FROM citizen), (SELECT count(*) FROM case_file)"
    waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with postgres_store.connect() as holds, postgres_store.connect() as looks:
        # It writes the citizens and then waits for us.
        holds.exec_driver_sql("LOCK TABLE case_file IN EXCLUSIVE MODE")
        load = subprocess.Popen([sys.executable, "main.py", *command])
        try:
            while not looks.exec_driver_sql(waits).scalar():
                assert load.poll() is None
                time.sleep(0.01)
        finally:
            load.kill()
            load.wait()
    with postgres_store.connect() as looks:
        assert looks.exec_driver_sql(count).one() == (0, 0)
    assert lying_in(tmp_path / "in") == {"a.csv"}
    assert main.main(command) == 0
    with postgres_store.connect() as looks:
        assert looks.exec_driver_sql(count).one() == (3, 3)
    assert lying_in(tmp_path / "in") == {"loaded/a.csv"}
    assert main.main(["report", "publish", "--store", address]) == 0


def test_a_keytab_signs_a_job_in_and_nothing_is_typed(
    walled, own_server, tmp_path, monkeypatch, capsys
):
    settings = own_server.folder / "krb5.conf"
    try:
        with kerberos.realm(tmp_path, settings) as realm:
            monkeypatch.setenv("KRB5_CONFIG", str(settings))
            realm.add_service(f"postgres/{postgres.HOST}", tmp_path / "server.keytab")
            keytab = own_server.folder / "server.keytab"
            shutil.copy(tmp_path / "server.keytab", keytab)
            own_server.give(keytab)
            realm.add_service("with_ticket", tmp_path / "load.keytab")
            monkeypatch.setenv("KRB5CCNAME", f"MEMORY:{tmp_path.name}")
            monkeypatch.setenv("KRB5_CLIENT_KTNAME", str(tmp_path / "load.keytab"))
            file = export(tmp_path / "a.csv", *PEOPLE)
            command = ["import", "health", str(file), "--store", walled("with_ticket")]
            assert main.main(command) == 0
    finally:
        settings.unlink(missing_ok=True)
    assert "3 rækker læst" in capsys.readouterr().out
