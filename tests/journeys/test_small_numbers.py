"""AC-05 on the command line: small counts stay hidden in every format and by every arithmetic."""

import csv
import io
import re

import pytest

# Citizens shared by employment and health, by district; None: a protected address.
SHARED = (("Nordby", 12), ("Sydby", 4), ("Øby", 0), ("Vestby", 7), (None, 3))
ADULTS = {"Nordby": 1000, "Sydby": 800, "Øby": 600, "Vestby": 700}
REPORT = ("report", "shared-citizens", "--areas", "employment,health", "--month", "2025-01")
_JOBS = (
    "CPR-nr.;Fornavn;Efternavn;Adresse;Postnr.;By;Adressebeskyttelse;Skoledistrikt;Ydelse;Afstand;"
    "Sagsstart;Sagsbehandler;Jobmål A;Jobmål B;Ordinære timer pr. uge"
)
_HEALTH = (
    '"cpr","navn","adressebeskyttelse","skoledistrikt","forloeb","henvist","afsluttet","fagperson"'
)


def everybody():
    """Number and district of each shared citizen; the numbers are of the replacement form."""
    districts = [district for district, count in SHARED for _one in range(count)]
    return [(f"{61 + place}0170{place:04}", district) for place, district in enumerate(districts)]


@pytest.fixture
def five(terminal, tmp_path):
    """A store of four districts and protected citizens."""
    jobs, health = [_JOBS], [_HEALTH]
    for number, district in everybody():
        guarded = district is None
        jobs.append(
            f"{number[:6]}-{number[6:]};Bo;Prøve{number[:2]};Gade 1;8999;Solbæk;"
            f"{'Ja' if guarded else 'Nej'};{district or 'Nordby'};Kontanthjælp;Tæt på;01-02-2024;"
            "meta;Butik;Butik;0"
        )
        health.append(
            f'"{number}","Prøve{number[:2]}, Bo","{int(guarded)}","{district or "Nordby"}",'
            '"Genoptræning","2024-12-01","","meta"'
        )
    lines = ["Skoledistrikt;Borgere over 18 år", *(f"{name};{n}" for name, n in ADULTS.items())]
    files = {
        "districts": ("d.csv", "\r\n".join(lines).encode("utf-8-sig")),
        "employment": ("b.csv", "\r\n".join(jobs).encode("cp1252")),
        "health": ("s.csv", "\r\n".join(health).encode("utf-8-sig")),
    }
    terminal.run("store", "create", "--recovery-out", str(tmp_path / "code.txt"))
    for kind, (name, content) in files.items():
        (tmp_path / name).write_bytes(content)
        found = terminal.json("import", kind, str(tmp_path / name), "--json")
        assert found["rejected"] == []
    return terminal


def test_counts_under_five_are_hidden_and_the_total_tells_nothing(five):
    found = five.json(*REPORT, "--format", "json")
    assert {row["label"]: row["cells"] for row in found["rows"]} == {
        "Nordby": ["12", "1,2 pct."],
        "Sydby": ["-", "-"],
        "Øby": ["-", "-"],
        "Vestby": ["7", "1,0 pct."],
        "Beskyttet adresse": ["-", "-"],
    }
    assert found["total"]["cells"] == ["~19", "-"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_no_format_holds_a_hidden_count(five, form):
    _status, out, _err = five.run(*REPORT, "--format", form)
    # 26 is the total, 7 of it the hidden ones together; 0 is hidden too, but «1,0 pct.» is not.
    assert not set(re.findall(r"(?<![\d,])\d+(?![\d,])", out)) & {"0", "3", "4", "26"}


def test_the_csv_says_what_the_json_says(five):
    found = five.json(*REPORT, "--format", "json")
    _status, out, _err = five.run(*REPORT, "--format", "csv")
    cells = [row for row in csv.reader(io.StringIO(out), delimiter=";") if row]
    for row in (*found["rows"], found["total"]):
        assert [row["label"], *row["cells"]] in cells


def test_beside_an_exact_total_a_hidden_cell_can_still_be_anything(five):
    found = five.json(*REPORT, "--totals", "exact", "--format", "json")
    seen = [int(row["cells"][0]) for row in found["rows"] if row["cells"][0] != "-"]
    hidden, rest = len(found["rows"]) - len(seen), int(found["total"]["cells"][0]) - sum(seen)
    assert found["total"]["cells"][0] == "26"
    for count in range(5):
        assert 0 <= rest - count <= 4 * (hidden - 1)


def test_what_is_published_is_what_is_counted_and_stays(five, tmp_path):
    (counted,) = [five.json(*REPORT)]
    status, out, _err = five.run("report", "publish", "--month", "2025-01")
    assert (status, "januar 2025" in out) == (0, True)
    five.run("import", "districts", str(tmp_path / "d.csv"))
    assert five.run("report", "publish", "--month", "2025-01") == (0, out, "")
    tables = five.json("report", "published")
    assert counted in tables
    assert len(tables) == 5
    assert tables == five.json("report", "published", "--month", "2025-01")
    assert five.json("report", "published", "--month", "2024-12") == []


def test_a_month_that_runs_is_not_published(five):
    status, _out, err = five.run("report", "publish", "--month", "2026-09")
    assert (status, "er slut" in err) == (1, True)
    status, out, _err = five.run("report", "publish")
    assert (status, "august 2026" in out) == (0, True)
