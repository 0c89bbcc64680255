"""The repository can be handed out: licences, locks, and nothing of the machine it was made on."""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from tools import coverage_gate, licences, setup

ROOT = Path(__file__).resolve().parent.parent.parent
MPL_2 = "fab3dd6bdab226f1c08630b1dd917e11fcb4ec5e1e020e2c16f83a0a13863e85"
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"

# The patterns are put together here so that this file does not hold what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"\.\./" + "shared",
            r"\b(?:test\.)?py" + r"pi\.org",
            "python" + "hosted",
            r"deb\.deb" + r"ian\.org",
            r"registry\.np" + "mjs",
            r"--(?:extra-)?in" + r"dex-url(?![\w-])",
            r"--find" + "-links",
            r"(?<![\w.~/])/(?:wo" + r"rk|ro" + r"ot|Us" + r"ers|ho" + r"me/\w+)/",
            "/tmp/ba" + "sh",
            r"C:\\Us" + "ers",
            r"(?i:\bcl" + r"aude\b|\banth" + r"ropic\b|\bchat" + r"gpt\b|\bco" + r"pilot\b)",
        ]
    )
)


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def text_of(path: Path) -> str:
    """Read a text file; a picture, a font and a deleted file have no text."""
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return ""


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        for match in FORBIDDEN.finditer(text_of(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "open('../" + "shared/data/x')",
        "--in" + "dex-url=https://example.org",
        "https://py" + "pi.org/simple",
        "see /wo" + "rk/main/x",
        "/ro" + "ot/.cache",
        "/ho" + "me/karla/x",
        "Cl" + "aude",
    ],
)
def test_a_trace_is_noticed(text: str) -> None:
    assert FORBIDDEN.search(text)


@pytest.mark.parametrize(
    "text", ["docs/work/plan", "~/work/x", "--no-emit-" + "index-url", "/rooted"]
)
def test_ordinary_text_is_no_trace(text: str) -> None:
    assert not FORBIDDEN.search(text)


def test_the_licence_is_the_mozilla_public_licence() -> None:
    text = (ROOT / "LICENSE").read_bytes().replace(b"\r\n", b"\n")
    assert hashlib.sha256(text).hexdigest() == MPL_2


@pytest.mark.parametrize(
    "name",
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", ".ci/run"],
)
def test_the_repository_has(name: str) -> None:
    assert text_of(ROOT / name).strip()


def locked(lock: Path) -> dict[str, str]:
    """Give version and marker of each package in a lock."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\\\n]+?)\s*\\$", text_of(lock), re.MULTILINE))


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT], ids=lambda lock: lock.name)
def test_every_locked_package_has_a_version_and_hashes_and_nothing_else_stands_there(
    lock: Path,
) -> None:
    one = r"[a-z0-9._-]+==[^\\\n]+(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(f"(?:{one})+", text_of(lock))
    assert len(locked(lock)) > 30


def test_the_checks_run_on_what_the_program_runs_on() -> None:
    assert locked(RUNTIME).items() <= locked(DEVELOPMENT).items()


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    asked = {name(line) for line in project["project"]["dependencies"]}
    checks = {name(line) for line in project["dependency-groups"]["dev"]}
    assert asked <= set(locked(RUNTIME))
    assert checks <= set(locked(DEVELOPMENT))
    assert project["project"]["requires-python"] == ">=3.11"


def name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found.group()).lower()


@pytest.mark.parametrize("package", licences.locked_packages())
def test_samplan_may_carry(package: str) -> None:
    try:
        licence = licences.licence_of(package)
    except PackageNotFoundError:
        # Only a package that its marker keeps from this system may be absent.
        assert ";" in locked(RUNTIME)[package]
    else:
        assert licences.is_allowed(licence), licence


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("", False),
    ],
)
def test_a_licence_is_allowed_or_refused(licence: str, allowed: bool) -> None:
    assert licences.is_allowed(licence) is allowed


class Stated:
    """What a package says of itself."""

    def __init__(self, **json: object) -> None:
        self.json = json


@pytest.mark.parametrize(
    ("stated", "licence"),
    [
        (Stated(license_expression="MIT", license="other"), "MIT"),
        (
            Stated(classifier=["License :: OSI Approved :: BSD License", "Topic :: X"]),
            "BSD License",
        ),
        (Stated(license="Zlib\nlong text"), "Zlib"),
        (Stated(), ""),
    ],
)
def test_the_precise_statement_of_a_licence_comes_first(stated: Stated, licence: str) -> None:
    assert licences.stated_in(stated) == licence


def test_set_up_is_repeated_only_when_a_lock_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(setup, "PYTHON", Path(sys.executable))
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / lock).write_text("a==1\n")
    assert not setup.is_current(dev=False)
    (tmp_path / "stamp").write_text(setup.fingerprint(setup.lock_of(dev=False)) + "\n")
    assert setup.is_current(dev=False)
    assert not setup.is_current(dev=True)
    (tmp_path / "stamp").write_text(setup.fingerprint(setup.lock_of(dev=True)) + "\n")
    assert setup.is_current(dev=True)
    assert setup.is_current(dev=False)
    (tmp_path / "requirements-dev.txt").write_text("a==2\n")
    assert not setup.is_current(dev=True)


def test_an_environment_of_another_python_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(setup, "PYTHON", Path(sys.executable))
    assert not setup.is_of_this_python()
    (tmp_path / "pyvenv.cfg").write_text("version = 3.1.4\n")
    assert not setup.is_of_this_python()
    (tmp_path / "pyvenv.cfg").write_text(
        "home = x\nversion = {}.{}.9\n".format(*sys.version_info[:2])
    )
    assert setup.is_of_this_python()


def report_of(tmp_path: Path, **files: tuple[int, int]) -> str:
    summaries = {
        path: {
            "summary": {
                "covered_lines": done,
                "num_statements": of,
                "covered_branches": 0,
                "num_branches": 0,
            }
        }
        for path, (done, of) in files.items()
    }
    (tmp_path / "coverage.json").write_text(json.dumps({"files": summaries}))
    return str(tmp_path / "coverage.json")


@pytest.mark.parametrize(
    ("plans", "view", "status"),
    [((10, 10), (9, 10), 0), ((99, 100), (10, 10), 1), ((90, 90), (7, 10), 1)],
)
def test_coverage_is_held_package_by_package(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    plans: tuple[int, int],
    view: tuple[int, int],
    status: int,
) -> None:
    files = {"plans/plan.py": plans, "ui/screens/a/view.py": view, "db/a.py": (100, 100)}
    monkeypatch.setattr(sys, "argv", ["gate", report_of(tmp_path, **files)])
    assert coverage_gate.main() == status
