"""Hold each package to its share of covered lines and branches; perfect ones may not fall back.

Reads the JSON report of coverage (``make coverage`` writes it).
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TypedDict


class Summary(TypedDict):
    """The figures of one file, as coverage names them."""

    covered_lines: int
    num_statements: int
    covered_branches: int
    num_branches: int


class File(TypedDict):
    """One file of the report."""

    summary: Summary


class Report(TypedDict):
    """The part of the report that is read here."""

    files: dict[str, File]


@dataclass(frozen=True, slots=True)
class Gate:
    """The files that one demand is made of, and the percentage."""

    name: str
    patterns: tuple[str, ...]
    percent: float

    def covers(self, path: str) -> bool:
        """Tell whether the file counts here."""
        return any(fnmatch(path, pattern) for pattern in self.patterns)


GATES = (
    Gate("plans", ("plans/*",), 100),
    Gate("use cases", ("coordinator/use_cases/*",), 100),
    Gate("coordinator", ("coordinator/*",), 98),
    Gate("db", ("db/*",), 95),
    Gate("presenters", ("ui/screens/*/presenter.py",), 100),
    Gate("views", ("ui/screens/*/view.py", "ui/widgets/*"), 80),
    Gate("total", ("*",), 95),
)


def share(summaries: Iterable[Summary]) -> float:
    """Give the covered percentage of lines and branches together; 100 when there are none."""
    covered = possible = 0
    for summary in summaries:
        covered += summary["covered_lines"] + summary["covered_branches"]
        possible += summary["num_statements"] + summary["num_branches"]
    return 100 * covered / possible if possible else 100.0


def main() -> int:
    """Print each demand and what was reached; 1 when one is missed."""
    report: Report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    files = {path.replace("\\", "/"): file["summary"] for path, file in report["files"].items()}
    missed = 0
    for gate in GATES:
        mine = {path: summary for path, summary in files.items() if gate.covers(path)}
        reached = share(mine.values())
        failed = reached < gate.percent
        missed += failed
        print(f"{'! ' if failed else '  '}{gate.name:12} {reached:6.2f} % of {gate.percent:.0f} %")
        for path in sorted(mine) if failed else ():
            if share([mine[path]]) < gate.percent:
                print(f"      {path} {share([mine[path]]):.1f} %")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
