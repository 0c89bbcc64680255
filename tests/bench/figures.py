"""Figures of a run: how they are taken, and the table they are printed in."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what it is, its size, its unit, what is aimed at, and what it is compared with.

    ``limit`` is what the bare library took in the same run, in the same unit.
    """

    what: str
    found: float
    unit: str
    target: float | None = None
    more_is_better: bool = False
    beside: str = ""
    limit: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the target was met, in a word."""
        if self.target is None:
            return ""
        met = self.found >= self.target if self.more_is_better else self.found <= self.target
        return "ok" if met else "MISSED"

    @property
    def ratio(self) -> float | None:
        """How many times the limit it took."""
        if not self.limit or not self.found:
            return None
        return self.limit / self.found if self.more_is_better else self.found / self.limit


def timed(deed: Callable[[], object], times: int, warm: int = 1) -> list[float]:
    """Do a deed again and again; give the milliseconds of each time after the first few."""
    for _ in range(warm):
        deed()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def percentile(values: Sequence[float], share: int) -> float:
    """Give the value that ``share`` per cent of the values do not pass."""
    return quantiles(values, n=100, method="inclusive")[share - 1]


def table(lines: Sequence[Line]) -> str:
    """Write the figures as a table."""
    head = ("what", "found", "target", "", "ratio", "beside (same run)")
    rows = [head, *(_cells(line) for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in {0, 3, 5} else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    sign = "≥" if line.more_is_better else "≤"
    beside = f"{line.beside} {_size(line.limit)} {line.unit}" if line.limit else line.beside
    return (
        line.what,
        f"{_size(line.found)} {line.unit}",
        "" if line.target is None else f"{sign} {_size(line.target)}",
        line.verdict,
        "" if line.ratio is None else f"{line.ratio:.1f} ×",
        beside,
    )


def _size(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
