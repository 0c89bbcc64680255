"""Looks for the plan with the fewest changes of case worker, and tells how good it is proven to be.

The search itself is done by HiGHS in a process of its own, which is told numbers alone.
"""

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, replace
from math import ceil
from pathlib import Path
from typing import Any, Final

from plans.caseload_plan import Impossible, Lack, Problem, Proposal, kinds_of
from plans.dealing_out import greedy, round_robin
from plans.people import ServiceArea

# So long one wish is worked at, if it is not proven before: on an office PC most take five seconds.
WISH_S: Final = 30.0
_ROUNDING: Final = 1e-6
_CHILD: Final = Path(__file__).with_name("caseload_child.py")
# On Windows, a program without a console would otherwise open one.
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
Told = Callable[[Proposal], None]
Stopped = Callable[[], bool]
# Asks the numbers of a problem, and gives the lines of the answer as they come.
Asked = Callable[[dict[str, Any]], "contextlib.AbstractContextManager[Iterator[dict[str, Any]]]"]


def search(
    problem: Problem, told: Told, stopped: Stopped, asked: Asked | None = None
) -> Proposal | Impossible:
    """Find a plan, telling each better one on the way; ``stopped`` ends it with the best so far.

    The wishes come one after another: with as few changes as were found as few strangers as can
    be, and so on. It begins with what one would do by hand.
    """
    nobody = problem.nobody()
    if nobody:
        return Impossible(nobody)
    if not problem.citizens:
        return Proposal(problem, (), astuple(problem.score(())))
    run = _Search(problem, told)
    for choice in (greedy(problem), round_robin(problem)):
        if choice is not None:
            run.offer(choice)
    numbers = run.numbers()
    with (asked or _in_own_process)(numbers) as lines:
        for line in lines:
            run.hear(line)
            if stopped() or "end" in line:
                break
    return run.outcome()


class _Search:
    """One search: the problem as numbers, and the best plan so far."""

    def __init__(self, problem: Problem, told: Told) -> None:
        self._problem: Final = problem
        self._told: Final = told
        self._kinds: Final = tuple(kinds_of(problem))
        self._cells: Final = tuple(
            (number, receiver)
            for number, kind in enumerate(self._kinds)
            for receiver in problem.fitting(kind[0])
        )
        self._best: Proposal | None = None
        self._lacks: tuple[Lack, ...] = ()

    def numbers(self) -> dict[str, Any]:
        """Tell the problem without a word about anybody."""
        problem, moving = self._problem, []
        firsts = [problem.citizens[kind[0]] for kind in self._kinds]
        for cell, (kind, receiver) in enumerate(self._cells):
            if not problem.stays(self._kinds[kind][0], receiver):
                moving.append((cell, firsts[kind], problem.receivers[receiver].id))
        pairs = zip(problem.receivers, problem.shares(), strict=True)
        return {
            "sizes": [len(kind) for kind in self._kinds],
            "burdens": [each.burden for each in firsts],
            "cells": self._cells,
            "rooms": [each.room for each in problem.receivers],
            "shares": [share - each.elsewhere for each, share in pairs],
            "moving": [cell for cell, _held, _to in moving],
            "strangers": [cell for cell, held, to in moving if held.relation_to(to) is None],
            "again": [cell for cell, held, _to in moving if held.moved],
            "start": None if self._best is None else self._counts(self._best.choice),
            "wish_s": WISH_S,
        }

    def hear(self, line: dict[str, Any]) -> None:
        """Take a line of the answer."""
        if "counts" in line:
            self.offer(self._choice(line["counts"]))
        if line.get("bound") is not None:
            self._prove(line["wish"], line["bound"])
        if "left" in line:
            self._lacks = tuple(self._lacking(line["left"]))

    def offer(self, choice: tuple[int, ...]) -> None:
        """Take a choice that is better than the best so far."""
        proven = self._best.bound if self._best is not None else ()
        better = Proposal(self._problem, choice, proven)
        if self._best is None or better.score < self._best.score:
            self._best = better
            self._told(better)

    def outcome(self) -> Proposal | Impossible:
        """Give what came of it."""
        return self._best or Impossible(lacks=self._lacks)

    def _prove(self, wish: int, bound: float) -> None:
        """Note the least that a wish can cost, as far as it was found out."""
        if self._best is None or len(self._best.bound) < wish:
            return
        proven = (*self._best.bound[:wish], max(0, ceil(bound - _ROUNDING)))
        if proven != self._best.bound:
            self._best = replace(self._best, bound=proven)
            self._told(self._best)

    def _counts(self, choice: Sequence[int]) -> list[int]:
        return [
            sum(choice[place] == receiver for place in self._kinds[kind])
            for kind, receiver in self._cells
        ]

    def _choice(self, counts: Sequence[int]) -> tuple[int, ...]:
        """Say where each citizen goes, the ones of a kind in their order."""
        choice = [0] * len(self._problem.citizens)
        waiting = [iter(kind) for kind in self._kinds]
        for (kind, receiver), count in zip(self._cells, counts, strict=True):
            for _each in range(count):
                choice[next(waiting[kind])] = receiver
        return tuple(choice)

    def _lacking(self, left: Sequence[int]) -> Iterator[Lack]:
        """Say which limits bind, by what those who are left over ask for."""
        found: dict[tuple[ServiceArea | None, frozenset[str]], list[int]] = {}
        for kind, number in zip(self._kinds, left, strict=True):
            if number:
                held = self._problem.citizens[kind[0]]
                lack = found.setdefault((held.area, held.needs), [0, 0, 0])
                lack[0] += number
                lack[1] += number * held.burden
                lack[2] = max(lack[2], len(self._problem.fitting(kind[0])))
        for (area, needs), (citizens, burden, able) in found.items():
            yield Lack(area, needs, citizens, burden, able)


@contextlib.contextmanager
def _in_own_process(numbers: dict[str, Any]) -> Iterator[Iterator[dict[str, Any]]]:
    """Ask the solver's process; it ends with the search, whatever it is at."""
    process = subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-I", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        creationflags=_NO_WINDOW,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        # A process that broke down says nothing more; what was found before it did still holds.
        with contextlib.suppress(OSError):
            process.stdin.write(json.dumps(numbers) + "\n")
            process.stdin.flush()
        yield (json.loads(line) for line in process.stdout)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
