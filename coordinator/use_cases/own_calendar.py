"""One's own deadlines as a calendar for other programs."""

from coordinator.calendar_file import calendar_bytes
from coordinator.desk import Desk
from plans.access import Deed


def own_calendar(desk: Desk) -> bytes:
    """Write what waits on who is signed in and has a day; nobody can be told from it.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        items = work.lists.work(desk.clock.today())
    return calendar_bytes(items, desk.clock.now())
