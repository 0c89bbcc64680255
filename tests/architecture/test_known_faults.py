"""The check for known vulnerabilities fails on one, and never takes silence for an answer."""

import json
from datetime import date

import pytest

from tools import known_faults
from tools.known_faults import (
    BROKEN,
    FOUND,
    LOCKS,
    ROOT,
    UNASKED,
    Broken,
    answer_in,
    libraries_in,
    told_by,
)

LOCK = "alembic==1.20.1 \\\n    --hash=sha256:00\nrequests==2.0 ; sys_platform == 'win32' \\\n"


def told(*lines: dict[str, object]) -> str:
    return json.dumps({"dependencies": lines, "fixes": []})


KNOWN = {"name": "alembic", "version": "1.20.1", "vulns": []}
FAULTY = {"name": "requests", "version": "2.0", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED = {"name": "requests", "skip_reason": "Dependency not found"}


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    def made(*answers: str, arguments=()):
        waiting = list(answers)
        for name in LOCKS:
            (tmp_path / name).write_text(LOCK, encoding="utf-8")
        monkeypatch.setattr(known_faults, "ROOT", tmp_path)
        monkeypatch.setattr(known_faults, "ask", lambda _service, _lock: waiting.pop(0))
        return known_faults.main(list(arguments)), capsys.readouterr().out

    return made


def test_a_known_fault_fails_whoever_else_did_not_answer(run):
    status, words = run(told(FAULTY), "", "", "", arguments=["--if-reachable"])
    assert status == FOUND
    assert "requests 2.0 has PYSEC-1" in words


def test_what_a_service_does_not_know_is_asked_of_the_next_and_is_not_called_harmless(run):
    status, words = run(told(KNOWN, SKIPPED), told(KNOWN, {**FAULTY, "vulns": []}))
    assert (status, words) == (0, "known faults: none in 2 libraries.\n")
    status, words = run(told(KNOWN, SKIPPED), "no JSON", "", "")
    assert status == UNASKED
    assert "NOT ASKED about 1 of 2 libraries" in words
    assert run("", "", "", "", arguments=["--if-reachable"])[0] == 0


def test_one_that_was_read_waits_until_its_day(run, monkeypatch):
    monkeypatch.setattr(known_faults, "READ", {"PYSEC-1": (date.max, "not reached")})
    assert run(told(KNOWN, FAULTY))[0] == 0
    monkeypatch.setattr(known_faults, "READ", {"PYSEC-1": (date.min, "not reached")})
    assert run(told(KNOWN, FAULTY))[0] == FOUND


SILENT = (
    "Traceback\nrequests.exceptions.ConnectionError: HTTPSConnectionPool: Max retries exceeded",
    "requests.exceptions.HTTPError: 403 Client Error: Forbidden",
    "ERROR:pip_audit._cli:Could not connect to the service",
)
OUT_OF_ORDER = (
    "python: No module named pip_audit",
    "pip-audit: error: unrecognized arguments: --disable-pip",
    "ERROR:pip_audit._cli:requirement click is not pinned to an exact version",
    "",
)


@pytest.mark.parametrize("errors", SILENT)
def test_a_service_that_does_not_answer_is_silence(errors):
    assert told_by("", errors) == ""


@pytest.mark.parametrize("errors", OUT_OF_ORDER)
def test_a_tool_that_does_not_run_is_no_silent_network(errors):
    with pytest.raises(Broken):
        told_by("", errors)
    assert told_by("{}", errors) == "{}"


def test_a_broken_tool_fails_whether_the_network_is_reachable_or_not(run, monkeypatch, capsys):
    def broken(_service, _lock):
        raise Broken("No module named pip_audit")

    monkeypatch.setattr(known_faults, "ask", broken)
    assert known_faults.main(["--if-reachable"]) == BROKEN
    assert "pip-audit does not run: No module named pip_audit" in capsys.readouterr().out


def test_it_asks_about_every_library_of_the_locks_and_runs_by_itself():
    for name in LOCKS:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert len(libraries_in(text)) == text.count("==") - text.count("== '")
        assert " ; " not in known_faults.for_every_system(text)
    assert "make known-faults ASKED=--if-reachable" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert not answer_in("").asked
