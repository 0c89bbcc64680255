"""One's own deadlines as a calendar for other programs."""

from coordinator.calendar_file import calendar_bytes
from coordinator.desk import Desk
from coordinator.use_cases.staff_task_lists import staff_tasks_of
from plans.access import Deed


def own_calendar(desk: Desk) -> bytes:
    """Write what waits on who is signed in and has a day; nobody can be told from it.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        items = (*work.lists.work(desk.clock.today()), *staff_tasks_of(work, desk).waiting)
    return calendar_bytes(items, desk.clock.now())
