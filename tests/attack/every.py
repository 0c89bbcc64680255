"""All attacks together, and how they are run."""

from collections.abc import Iterable, Iterator

from tests.attack import (
    doors,
    enquiries,
    figures,
    forging,
    going_along,
    inference,
    matrix,
    redistributions,
    sessions,
    staff_tasks,
    tricks,
)
from tests.attack.line import Case, Found, Line, run
from tests.attack.stage import PARTICIPANT, ROLES, STRANGER, Stage


def cases(stage: Stage) -> Iterator[Case]:
    """Give every case there is."""
    yield from matrix.cases(stage, list(ROLES), columns=True)
    yield from inference.cases(stage)
    yield from sessions.cases(stage)
    yield from doors.cases(stage)
    yield from forging.cases(stage)
    yield from staff_tasks.cases(stage)
    yield from enquiries.cases(stage)
    yield from redistributions.cases(stage)
    yield from going_along.cases(stage)
    yield from tricks.cases(stage)
    yield from figures.cases(stage)


def quick(stage: Stage) -> Iterator[Case]:
    """Give the cases that find most, for every run of the tests."""
    yield from matrix.cases(stage, [STRANGER, PARTICIPANT], columns=False)
    yield from inference.explained(stage, [STRANGER], ["on"])
    yield from forging.cases(stage)
    yield from staff_tasks.cases(stage)
    yield from enquiries.cases(stage)
    yield from redistributions.cases(stage)
    yield from going_along.cases(stage)
    yield from tricks.cases(stage)
    yield from figures.cases(stage)
    yield from doors.searches()


def attack(stage: Stage, wanted: Iterable[Case]) -> list[Found]:
    """Run cases, each login's in one session."""
    lines: dict[str, Line] = {}
    found = []
    try:
        for case in wanted:
            if case.login not in lines:
                lines[case.login] = Line(stage, case.login)
            found.append(run(lines[case.login], case))
    finally:
        for line in lines.values():
            line.session.close()
    return found
