"""What docs/security says of OWASP ASVS 5.0.0 is whole, and what it points at is there."""

import ast
import csv
import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from tests.architecture import rules
from tests.architecture.rules import ROOT

SECURITY = ROOT / "docs" / "security"
STATES = ("met", "not met", "not applicable")
LEVELS = {"1": 70, "2": 184, "3": 91}
# How many lines each chapter has: a line that went lost is noticed, and one made up.
CHAPTERS = (30, 13, 31, 16, 13, 47, 19, 13, 7, 36, 24, 12, 21, 13, 21, 17, 12)
IMPORT = re.compile(r"^[ \t]*(?:from ([\w.]+) )?import ([\w., ]*)", re.MULTILINE)
ID = re.compile(r"V([1-9]|1[0-7])\.([1-9])\.([1-9]\d?)")


@cache
def lines() -> tuple[dict[str, str], ...]:
    with (SECURITY / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))


def is_there(proof: str) -> bool:
    path, _colons, name = proof.partition("::")
    return (ROOT / path).is_file() and (not name or name in names_in(path))


def test_every_requirement_stands_there_once_with_its_level():
    ids = [each["id"] for each in lines()]
    found = [match for match in map(ID.fullmatch, ids) if match]
    assert len(found) == len(set(ids)) == len(ids) == sum(CHAPTERS)
    chapters = Counter(int(match[1]) for match in found)
    assert tuple(chapters[number + 1] for number in range(len(CHAPTERS))) == CHAPTERS
    assert Counter(each["level"] for each in lines()) == LEVELS


def test_no_requirement_is_left_out_between_two():
    after = [tuple(map(int, each["id"][1:].split("."))) for each in lines()]
    for (chapter, section, number), following in pairwise(after):
        nexts = {(chapter, section, number + 1), (chapter, section + 1, 1), (chapter + 1, 1, 1)}
        assert following in nexts


def test_every_line_says_how_it_stands_and_why():
    for each in lines():
        assert each["state"] in STATES, each["id"]
        assert 1 <= len(each["what"].split()) <= 12, each["id"]
        assert each["proof"].strip(), each["id"]


def test_what_is_met_has_proofs_that_are_there():
    met = [each for each in lines() if each["state"] == "met"]
    proofs = [(each["id"], proof) for each in met for proof in each["proof"].split("; ")]
    assert [(which, proof) for which, proof in proofs if not is_there(proof)] == []


@pytest.mark.parametrize(
    "proof", ["docs/none.md", "tests/architecture/test_asvs.py::test_none", "because"]
)
def test_a_proof_that_is_not_there_is_noticed(proof):
    assert not is_there(proof)


def test_the_summary_counts_what_stands_there():
    counted = Counter((each["level"], each["state"]) for each in lines())
    text = (SECURITY / "asvs.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| L([123]) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    assert len(told) == len(LEVELS)
    for level, *numbers in told:
        assert [counted[level, state] for state in STATES] == list(map(int, numbers))


def harmful() -> dict[frozenset[str], set[str]]:
    """Give the table of rules.md: libraries, and the modules that may ask them."""
    text = (SECURITY / "rules.md").read_text(encoding="utf-8")
    part = text.partition("## Parts that could do harm")[2].partition("Nowhere")[0]
    cells = [row.split("|")[2:4] for row in part.splitlines() if row.startswith("|")][2:]
    return {
        frozenset(each.strip() for each in libraries.split(",")): set(
            re.findall(r"`([^`]+)`", modules)
        )
        for libraries, modules in cells
    }


def imported(text: str) -> set[str]:
    """Name every module that is imported, and each package above it; by its text, for speed."""
    found = set()
    for module, names in IMPORT.findall(text):
        for name in re.findall(r"[\w.]+", names) or [""]:
            parts = f"{module}.{name}".strip(".").split(".")
            found |= {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
    return found


def test_what_can_do_harm_stands_in_the_modules_that_the_rules_name():
    asked = {
        source.path: imported(source.text)
        for source in rules.sources()
        if not source.path.startswith("db/migrations/")
    }
    table = harmful()
    assert len(table) == 6
    for libraries, modules in table.items():
        assert {path for path, names in asked.items() if names & libraries} == modules, (
            "name the module in docs/security/rules.md, or let another ask the library"
        )
    nowhere = {"pickle", "marshal", "shelve", "yaml", "http", "urllib", "smtplib", "requests"}
    assert [path for path, names in asked.items() if names & nowhere] == []
