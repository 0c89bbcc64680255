"""Staff on the command line: on a store without a server, and on one with logins of its own."""

import json
import stat
from collections.abc import Callable

import pytest

from coordinator import command_line, command_staff
from coordinator.i18n import use_language
from coordinator.use_cases import staff as staffing
from plans.errors import RuleBroken
from tests.builders import AMIRA, IDA, METTE, citizen, plan

Told = Callable[..., tuple[int, str, str]]
HEAD = "Login;Navn;Forvaltning;Team;Rolle;Telefon;E-mail"


@pytest.fixture
def told(house, capsys, monkeypatch) -> Told:
    """Write a command as the administrator; give exit status, output and complaints."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    monkeypatch.delenv("SAMPLAN_NEW_PASSWORD", raising=False)
    use_language("da")
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan())
        work.commit()

    def run(*arguments: str) -> tuple[int, str, str]:
        asked = command_line._parser().parse_args(["staff", *arguments])
        status = command_staff.run(asked, house.desk(IDA))
        written = capsys.readouterr()
        return status, written.out, written.err

    return run


def row(member, **other: str) -> str:
    facts = {
        "login": member.login, "name": member.name,
        "area": {"employment": "Job", "social": "Social", "health": "Sundhed"}.get(
            member.service_area or "", ""),
        "team": member.team,
        "role": {"caseworker": "Sagsbehandler", "team_lead": "Leder"}.get(
            member.role, "Administrator"),
        "phone": member.phone, "email": member.email,
    }  # fmt: skip
    return ";".join((facts | other).values())


def test_somebody_is_added_moved_closed_and_opened(house, told):
    on_server = staffing.staff_page(house.desk(IDA)).on_server
    status, said, _err = told(
        "add", "--login", "nora", "--name", "Nora Prøveklud", "--role", "Sagsbehandler",
        "--area", "social",
    )  # fmt: skip
    assert (status, said.splitlines()[0]) == (
        0, "Nora Prøveklud er oprettet, og loginet nora er åbent.",
    )  # fmt: skip
    assert ("kun denne ene gang" in said) is on_server

    assert told("move", "--login", "nora", "--team", "Bostøtte", "--role", "team_lead")[:2] == (
        0, "nora: Nora Prøveklud, Teamleder, Social, Bostøtte\n",
    )  # fmt: skip
    assert told("close", "--login", "NORA")[:2] == (
        0, "Loginet nora er lukket. Det, der var åbent, er slut.\n",
    )  # fmt: skip
    listed = told("list")[1]
    assert "nora  Nora Prøveklud  Teamleder, Social, Bostøtte  (login lukket)" in listed
    assert told("open", "--login", "nora", "--no-password")[1] == "Loginet nora er åbent.\n"
    lines = {each["login"]: each for each in json.loads(told("list", "--json")[1])}
    assert lines["nora"] == {
        "login": "nora", "name": "Nora Prøveklud", "role": "team_lead", "service_area": "social",
        "team": "Bostøtte", "phone": "", "email": "", "open": True,
    }  # fmt: skip


def test_who_coordinates_a_plan_is_not_closed_and_nobody_unknown(told):
    with pytest.raises(RuleBroken, match="still-responsible"):
        told("close", "--login", "mette")
    with pytest.raises(RuleBroken, match="login-unknown"):
        told("close", "--login", "nobody")


def test_logins_follow_an_export(house, told, tmp_path):
    desk = house.desk(IDA)
    told("add", "--login", "gert", "--name", "Gert Gået", "--role", "auditor", "--no-password")
    left_out = {"gert", "mette", "amira", "olga"}
    stays = [each for each in staffing.staff_page(desk).people if each.login not in left_out]
    nora = "nora;Nora Prøveklud;Social;Bostøtte;Sagsbehandler;;"
    rows = [HEAD, *(row(each) for each in stays), row(AMIRA, team="Misbrug"), nora]
    file = tmp_path / "staff.csv"
    file.write_text("\r\n".join(rows), encoding="utf-8")
    before = staffing.staff_page(desk)

    status, proposed, complaints = told("sync", str(file), "--dry-run")
    assert (status, proposed.splitlines()) == (
        3,
        [
            "Ny: nora, Nora Prøveklud, Sagsbehandler, Social, Bostøtte",
            "Flyttet: amira, Amira Skitse, nu Sagsbehandler, Social, Misbrug",
            "Lukket: gert, Gert Gået",
            "Intet er skrevet.",
        ],
    )
    assert complaints == (
        "mette: Mette Prøvegaard har stadig ansvar. Løbende sager: 0. Planer at koordinere: 1. "
        "Åbne opgaver: 1. Åbne henvendelser: 0. Flyt dem først.\n"
    )
    assert staffing.staff_page(desk) == before

    passwords = tmp_path / "passwords.csv"
    status, done, _complaints = told("sync", str(file), "--passwords", str(passwords))
    assert (status, done.splitlines()) == (3, proposed.splitlines()[:3])
    after = staffing.staff_page(desk)
    teams = {each.login: each.team for each in after.people if after.is_open(each)}
    assert (teams["amira"], teams["nora"]) == ("Misbrug", "Bostøtte")
    assert "gert" not in teams
    assert passwords.exists() is after.on_server
    if after.on_server:
        login, password = passwords.read_text(encoding="utf-8").strip().split(";")
        assert (login, len(password)) == ("nora", 34)
        assert stat.S_IMODE(passwords.stat().st_mode) == 0o600

    broken = [*rows[:-1], nora.replace("Sagsbehandler", "Konge")]
    file.write_text("\r\n".join(broken), encoding="utf-8")
    status, done, complaints = told("sync", str(file))
    assert (status, done) == (3, "")
    assert "nora: Står ikke i filen" in complaints
    assert "gert" not in complaints
    assert staffing.staff_page(desk) == after
