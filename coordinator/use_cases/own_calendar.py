"""One's own deadlines as a calendar for other programs."""

from coordinator.calendar_file import calendar_bytes
from coordinator.desk import Desk
from coordinator.use_cases.worklists import waiting_on_me


def own_calendar(desk: Desk) -> bytes:
    """Write what waits on who is signed in and has a day; nobody can be told from it.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    return calendar_bytes(waiting_on_me(desk), desk.clock.now())
