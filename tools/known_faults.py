"""Ask whether a library in the locks has a known vulnerability; the network may not answer.

A finding fails, always, and so does a tool that cannot ask. That nobody answered is said plainly,
and fails unless ``--if-reachable`` was said: so a run of all checks is not at the mercy of a
network, and whoever reads its last lines knows whether the question was answered.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
LOCKS: Final = ("requirements.txt", "requirements-dev.txt")
# Each answers for what the one before could not.
SERVICES: Final = ("pypi", "osv")
BOUND_S: Final = 40
# What was read and does not reach us, until a day: id -> (day, why). rules.md has the deadlines.
READ: Final[dict[str, tuple[date, str]]] = {}

FOUND, UNASKED, BROKEN = 1, 3, 4
# What pip-audit ends with when a service does not answer; a mistake of its own ends otherwise.
_SILENCE: Final = re.compile(
    r"^(requests|urllib3)\.exceptions\.|VulnServiceConnectionError|ServiceError"
    r"|[Cc]onnection (error|issue)|[Cc]ould not connect|may be blocking|timed out",
    re.MULTILINE,
)


class Broken(Exception):
    """The tool that asks ended before it asked anybody; the text is its last line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said: of which libraries it knew, and which have which fault."""

    asked: frozenset[str]
    faults: tuple[tuple[str, str], ...]


def answer_in(text: str) -> Answer:
    """Read what pip-audit writes as JSON; nothing that it can read is no answer."""
    try:
        lines: list[dict[str, Any]] = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Answer(frozenset(), ())
    # It calls a library that a service does not know harmless, and ends well.
    known = [each for each in lines if "skip_reason" not in each]
    return Answer(
        frozenset(each["name"] for each in known),
        tuple(
            (f"{each['name']} {each['version']}", fault["id"])
            for each in known
            for fault in each["vulns"]
        ),
    )


def for_every_system(text: str) -> str:
    """Give a lock without «only on Windows»: what others carry is asked about here, too."""
    return re.sub(r" ; [^\\\n]*", " ", text)


def ask(service: str, lock: Path) -> str:
    """Ask a service about a lock, within bounds; "" when it does not answer.

    Raises:
        Broken: when it is not the service that gives no answer.
    """
    command = [
        sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "-r", str(lock),
        "--vulnerability-service", service, "--format", "json", "--progress-spinner", "off",
        "--timeout", "5",
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=BOUND_S, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return told_by(done.stdout, done.stderr)


def told_by(out: str, errors: str) -> str:
    """Give what pip-audit told; "" when no service did."""
    if not out.strip() and not _SILENCE.search(errors):
        raise Broken((errors.strip().splitlines() or ["no word"])[-1])
    return out


def libraries_in(text: str) -> frozenset[str]:
    """Name the libraries of a lock."""
    names = (line.partition("==")[0] for line in text.splitlines() if "==" in line)
    return frozenset(name for name in names if not name.startswith((" ", "#")))


def judge(asked: frozenset[str], wanted: frozenset[str], faults: set[tuple[str, str]]) -> int:
    """Say what came of it, and give the status."""
    today = date.today()  # noqa: DTZ011 - a deadline ends on a day, wherever it is read
    left = {fault for fault in faults if fault[1] not in READ or READ[fault[1]][0] < today}
    for library, fault in sorted(left):
        sys.stdout.write(f"known fault: {library} has {fault}. See docs/security/rules.md.\n")
    if left:
        return FOUND
    unasked = sorted(wanted - asked)
    if unasked:
        sys.stdout.write(
            f"known faults: NOT ASKED about {len(unasked)} of {len(wanted)} libraries: the network"
            f" did not answer. First of them: {', '.join(unasked[:5])}.\n"
        )
        return UNASKED
    sys.stdout.write(f"known faults: none in {len(wanted)} libraries.\n")
    return 0


def main(arguments: list[str]) -> int:
    """Ask about every lock; 1 on a finding, 3 when not all were asked about, 4 when none can be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--if-reachable", action="store_true", help="0 when nobody answers")
    wish = parser.parse_args(arguments)
    try:
        status = judge(*ask_all())
    except Broken as error:
        sys.stdout.write(f"known faults: NOT ASKED, pip-audit does not run: {error}\n")
        return BROKEN
    return 0 if status == UNASKED and wish.if_reachable else status


def ask_all() -> tuple[frozenset[str], frozenset[str], set[tuple[str, str]]]:
    """Ask every service about every lock: what was asked about, what was to be, what was found."""
    asked: frozenset[str] = frozenset()
    faults: set[tuple[str, str]] = set()
    wanted: frozenset[str] = frozenset()
    with tempfile.TemporaryDirectory() as folder:
        for name in LOCKS:
            text = for_every_system((ROOT / name).read_text(encoding="utf-8"))
            lock = Path(folder, name)
            lock.write_text(text, encoding="utf-8")
            wanted |= libraries_in(text)
            for service in SERVICES:
                if not libraries_in(text) <= asked:
                    answer = answer_in(ask(service, lock))
                    asked |= answer.asked
                    faults |= set(answer.faults)
    return asked, wanted, faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
