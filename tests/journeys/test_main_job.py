"""The main job by command line and use cases: three exports in, one reviewed plan on paper out."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest

from coordinator.desk import Desk
from coordinator.imports import ImportKind
from coordinator.imports.own_mappings import own_file
from coordinator.ports import AuditAction
from coordinator.use_cases import opening, planning, registering, reviewing, worklists
from plans.errors import RuleBroken
from plans.parts import Consent, Goal, Intervention, OwnWords, Responsible, Task
from plans.people import Address, Protection, ServiceArea
from tests.journeys.conftest import Terminal

EXPECTED = json.loads(
    (Path(__file__).parents[2] / "resources" / "sample" / "expected.json").read_text("utf-8")
)
REPORT = ("report", "shared-citizens", "--month", "2025-01")


def text_of(paper: bytes) -> str:
    """All text of a PDF."""
    document = pypdfium2.PdfDocument(paper)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_solbaek_counts_what_it_should(solbaek: Terminal) -> None:
    counts = solbaek.json("store", "info", "--json")["counts"]
    assert counts["citizens"] == EXPECTED["citizens"]
    assert counts["staff"] == 125

    shared = solbaek.json(*REPORT, "--areas", "employment,health")
    assert shared["total"]["cells"][0] == "2.341"
    by_year = solbaek.json(
        *REPORT, "--areas", "employment,social", "--years", "2025,2024,2023,2022"
    )
    assert by_year["total"]["cells"] == ["735", "~702", "~719", "~648"]
    districts = [row["label"] for row in by_year["rows"]]
    assert districts[-1] == "Beskyttet adresse"
    assert len(districts) == 13


def test_the_same_files_twice_change_nothing(solbaek: Terminal) -> None:
    folder = Path(__file__).parents[2] / "resources" / "sample"
    for kind, name in (("social", "social.xlsx"), ("health", "sundhed.csv")):
        told = solbaek.json("import", kind, str(folder / name), "--json")
        assert (told["created"], told["changed"], told["rejected"]) == (0, 0, [])
        assert told["unchanged"] == told["read"] > 0


def test_cases_gone_from_a_file_are_counted_and_not_named(
    solbaek: Terminal, tmp_path: Path
) -> None:
    whole = (Path(__file__).parents[2] / "resources" / "sample" / "sundhed.csv").read_bytes()
    part = tmp_path / "sundhed.csv"
    part.write_bytes(b"\n".join(whole.splitlines()[:3]) + b"\n")
    status, out, _err = solbaek.run("import", "health", str(part), "--dry-run")
    assert status == 0
    assert "sager står ikke i filen" in out
    assert len(out.splitlines()) == 3
    assert "None" not in out


def test_refused_rows_are_mended_in_their_own_file(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("store", "create", "--recovery-out", str(tmp_path / "code.txt"))
    bad = tmp_path / "sundhed.csv"
    bad.write_text(
        '"cpr","navn","adressebeskyttelse","skoledistrikt","forloeb","henvist","afsluttet",'
        '"fagperson"\n'
        '"1502779995","Prøvesen, Karla","0","Aaskolen","Sundhedsfremme","2026-01-04","",""\n'
        '"3213779995","Prøvesen, Bo","0","Aaskolen","Sundhedsfremme","2026-01-04","",""\n',
        encoding="utf-8",
    )
    rejects = tmp_path / "afvist.csv"
    status, out, _err = terminal.run(
        "import", "health", str(bad), "--rejects", str(rejects), "--json"
    )
    told = json.loads(out)
    assert status == 3
    assert (told["read"], told["created"]) == (2, 1)
    assert told["rejected"][0]["line"] == 3
    assert "9995" not in told["rejected"][0]["value"]

    mended = rejects.read_text("utf-8-sig").replace("321377", "120377")
    rejects.write_text(mended, encoding="utf-8-sig")
    told = terminal.json("import", "health", str(rejects), "--json")
    assert (told["created"], told["rejected"]) == (1, [])
    # The row that was loaded at once is not gone: the file never held it.
    assert [each for each in told["warnings"] if each["kind"] == "missing"] == []


def test_from_search_to_the_paper_in_the_hand(solbaek: Terminal, tmp_path: Path) -> None:
    found = solbaek.json("find", "testrup ole", "--json")
    assert {"name", "cpr", "birth_date", "district", "protected", "services", "plan_status"} == set(
        found[0]
    )

    def write(desk: Desk) -> object:
        return write_plan(desk, found[0]["cpr"])

    plan_id, title = solbaek.at_desk("dafi", write)
    number = found[0]["cpr"]
    draft = tmp_path / "kladde.pdf"
    assert solbaek.run("plan", "print", number, "--out", str(draft))[0] == 0
    assert "KLADDE" in text_of(draft.read_bytes())

    with pytest.raises(RuleBroken, match="not-a-team-lead"):
        solbaek.at_desk("vimo", lambda desk: approve(desk, plan_id))
    solbaek.at_desk("dafi", lambda desk: reviewing.send_to_review(desk, plan_id))
    solbaek.at_desk("idos", lambda desk: approve(desk, plan_id))

    shown = solbaek.json("plan", "show", number, "--json")
    assert (shown["status"], shown["version"]) == ("approved", 1)
    assert shown["goals"][0]["owner"] == "Dan Fiktivsen"
    assert shown["goals"][0]["interventions"][0]["tasks"] == [
        {"title": title, "assignee": "Dan Fiktivsen", "due": "2026-09-20", "status": "requested"}
    ]
    assert len(shown["sha256"]) == 64

    paper, again = tmp_path / "plan.pdf", tmp_path / "igen.pdf"
    assert solbaek.run("plan", "print", number, "--out", str(paper))[0] == 0
    assert solbaek.run("plan", "print", number, "--out", str(again))[0] == 0
    assert paper.read_bytes() == again.read_bytes()
    words = text_of(paper.read_bytes())
    assert "KLADDE" not in words
    assert "Side 1 af" in words
    assert "14. september 2026" in words
    assert words.index("Jeg vil gerne arbejde") < words.index("Arbejde 6 timer")

    lines = solbaek.at_desk("dafi", lambda desk: history(desk, plan_id))
    assert {AuditAction.EXPORT, AuditAction.REVIEW, AuditAction.CHANGE} <= set(lines)
    kept = solbaek.at_desk("dafi", lambda desk: versions(desk, plan_id))
    assert kept[0].paper_sha256 == hashlib.sha256(paper.read_bytes()).hexdigest()


def write_plan(desk: Desk, number: str) -> object:
    """Write a plan that lacks nothing."""
    found = worklists.find_citizens(desk, number)
    plan_id, _changes = planning.create_plan(desk, found[0].id)
    planning.write_own_words(
        desk, plan_id, OwnWords(), OwnWords("Jeg vil gerne arbejde.", date(2026, 9, 1))
    )
    me = Responsible(desk.member.name, desk.member.id)
    goal = Goal(uuid4(), "Arbejde 6 timer", "Timer om ugen", date(2027, 3, 1), me)
    planning.put_goal(desk, plan_id, None, goal)
    intervention = Intervention(
        uuid4(), ServiceArea.EMPLOYMENT, "Praktik", "LAB § 57", "Byggemarked", date(2026, 10, 1)
    )
    planning.put_intervention(desk, plan_id, goal.id, None, intervention)
    task = Task(uuid4(), "Ring til butikken", me, date(2026, 9, 20))
    planning.put_task(desk, plan_id, intervention.id, None, task)
    with pytest.raises(RuleBroken, match="plan-not-ready"):
        reviewing.send_to_review(desk, plan_id)
    consent = Consent(uuid4(), date(2026, 9, 1), "Skriftligt", frozenset({ServiceArea.EMPLOYMENT}))
    planning.put_consent(desk, plan_id, None, consent)
    return plan_id, task.title


def approve(desk: Desk, plan_id: object) -> object:
    """Approve a plan as it is."""
    return reviewing.approve(desk, opening.read_plan(desk, plan_id, "Prøve"))


def history(desk: Desk, plan_id: object) -> list[str]:
    """What was done with the plan's citizen."""
    plan = opening.read_plan(desk, plan_id)
    return [line.action for line in opening.read_again(desk, plan.citizen_id).history]


def versions(desk: Desk, plan_id: object) -> object:
    """The approved versions."""
    plan = opening.read_plan(desk, plan_id)
    return opening.read_again(desk, plan.citizen_id).versions


def test_a_replacement_number_gives_way_to_a_real_one(solbaek: Terminal) -> None:
    """AC-03."""

    def register(desk: Desk) -> object:
        citizen_id, _changes = registering.create_citizen(
            desk,
            registering.NewCitizen("710390-0001", "Tomas", "Fiktivsen", date(1990, 3, 11)),
        )
        page = opening.open_citizen(desk, citizen_id, "Ny borger")
        registering.give_number(desk, page.citizen, "110390-9995", date(2026, 10, 1))
        return citizen_id

    solbaek.at_desk("dafi", register)
    by_old = solbaek.json("find", "710390-0001", "--json")
    by_new = solbaek.json("find", "1103909995", "--json")
    assert by_old == by_new
    assert by_new[0]["cpr"] == "110390-9995"


def test_a_protected_address_shows_nowhere(solbaek: Terminal, tmp_path: Path) -> None:
    """AC-04."""

    def register(desk: Desk) -> object:
        citizen_id, _changes = registering.create_citizen(
            desk,
            registering.NewCitizen(
                "620785-0002",
                "Sara",
                "Skærmet",
                date(1985, 7, 2),
                Address("Gemmevej 7", "8999", "Solbæk"),
                "Aaskolen",
                Protection(address=True, name=True, special=True, until=date(2026, 12, 31)),
            ),
        )
        planning.create_plan(desk, citizen_id)
        with pytest.raises(RuleBroken, match="reason-missing"):
            opening.unmask_address(desk, citizen_id, " ")
        return opening.unmask_address(desk, citizen_id, "Skal sende brev")

    assert solbaek.at_desk("dafi", register) == Address("Gemmevej 7", "8999", "Solbæk")
    assert solbaek.json("find", "gemmevej", "--json") == []
    found = solbaek.json("find", "sara skærmet", "--json")
    mine = [each for each in found if each["cpr"] == "620785-0002"]
    assert mine[0]["protected"] is True
    assert mine[0]["district"] == "Beskyttet adresse"
    paper = tmp_path / "plan.pdf"
    assert solbaek.run("plan", "print", "620785-0002", "--out", str(paper))[0] == 0
    words = text_of(paper.read_bytes())
    assert "Gemmevej" not in words
    assert "Aaskolen" not in words

    later = replace(solbaek, clock=type(solbaek.clock)(date(2026, 12, 1)))
    day = later.at_desk("dafi", worklists.my_day)
    assert any(item.kind == "protection" for item in day.waiting_on_me)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("find",), 2),
        (("nonsense",), 2),
        (("find", "ole", "--user", "nobody"), 1),
        (("plan", "show", "12"), 1),
        (("plan", "show", "110390-9995"), 1),
        (("import", "health", "no-such-file.csv"), 1),
        ((*REPORT, "--areas", "employment,moon"), 1),
    ],
)
def test_wrong_wishes_end_with_their_status_and_a_sentence(
    terminal: Terminal, tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    terminal.run("store", "create", "--recovery-out", str(tmp_path / "code.txt"))
    found, _out, err = terminal.run(*arguments)
    assert found == status
    assert err.strip()


def test_a_backup_that_is_not_there_is_told_so(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("store", "create", "--recovery-out", str(tmp_path / "code.txt"))
    status, _out, err = terminal.run("store", "restore", str(tmp_path / "none.samplan"))
    assert status == 1
    assert err.startswith(f"Sikkerhedskopien findes ikke: {tmp_path / 'none.samplan'}.")


def test_a_recovery_code_that_was_read_by_others_gives_way_to_a_new_one(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "code.txt", tmp_path / "new.txt"
    terminal.run("store", "create", "--recovery-out", str(old))
    status, _out, err = terminal.run("store", "new-code")
    assert (status, err[:25]) == (2, "Gendannelseskoden vises k")
    status, out, _err = terminal.run("store", "new-code", "--recovery-out", str(new))
    assert status == 0
    assert "Fra nu af åbner kun den nye kode datalageret." in out
    monkeypatch.delenv("SAMPLAN_PASSPHRASE")
    for code, opens in ((old, 4), (new, 0)):
        monkeypatch.setenv("SAMPLAN_RECOVERY_CODE", code.read_text().strip())
        assert terminal.run("store", "info")[0] == opens


def test_paths_are_told_whole(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"{tmp_path / 'code.txt'}" in terminal.run("store", "create", "--recovery-out",
                                                      "code.txt")[1]  # fmt: skip
    assert f"{tmp_path / 'copy.db'}" in terminal.run("store", "backup", "copy.db")[1]


def test_a_load_without_a_window_names_the_file_for_a_missing_column(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    terminal.run("store", "create", "--recovery-out", str(tmp_path / "code.txt"))
    export = tmp_path / "sundhed.csv"
    export.write_text("cpr,person,forloeb,henvist\n1103909995,x,y,2026-01-04\n", encoding="utf-8")
    status, _out, err = terminal.run("import", "health", str(export))
    assert status == 1
    assert str(own_file(ImportKind.HEALTH)) in err
    assert "Vælg, hvilke kolonner det er" not in err


def test_a_store_that_is_locked_missing_or_held_ends_with_4(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert terminal.run("find", "ole")[0] == 4
    terminal.run("store", "create", "--recovery-out", str(tmp_path / "code.txt"))
    monkeypatch.setenv("SAMPLAN_PASSPHRASE", "en anden lang saetning")
    assert terminal.run("find", "ole")[0] == 4
    monkeypatch.setenv("SAMPLAN_PASSPHRASE", "en lang hemmelig saetning")
    assert terminal.run("find", "ole")[0] == 0
    assert terminal.run("store", "create", "--recovery-out", str(tmp_path / "2.txt"))[0] == 1


def test_the_log_tells_what_the_command_line_did_and_in_whose_name(
    solbaek: Terminal, tmp_path: Path
) -> None:
    number = solbaek.json("find", "testrup ole", "--json")[0]["cpr"]
    plan_id, _title = solbaek.at_desk("dafi", lambda desk: write_plan(desk, number))
    paper = str(tmp_path / "plan.pdf")
    solbaek.run("find", number)
    solbaek.run("plan", "show", number, "--json")
    solbaek.run("plan", "print", number, "--out", paper)
    solbaek.run("plan", "show", number, "--json", "--user", "dafi")

    def lines(desk: Desk) -> list[tuple[object, ...]]:
        page = opening.open_plan(desk, plan_id)[1]
        return [(line.who, line.action, line.subject, line.why) for line in page.history]

    me, *by_system = solbaek.at_desk("dafi", lines)[:5]
    assert me == ("Dan Fiktivsen", "view", "plan", "command line")
    assert by_system == [
        ("System", "export", "paper", ""),
        ("System", "view", "plan", "command line"),
        ("System", "view", "plan", "command line"),
        ("System", "search", "find", ""),
    ]
    before = solbaek.json("store", "info", "--json")["counts"]["audit"]
    assert solbaek.run(*REPORT, "--areas", "employment,health")[0] == 0
    assert solbaek.run("find", "findes-slet-ikke")[0] == 0
    assert solbaek.json("store", "info", "--json")["counts"]["audit"] == before + 2
