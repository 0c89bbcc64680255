"""How a follow-up that was held is told, wherever it is listed."""

from coordinator.danish import short_date
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.i18n import _
from plans.follow_ups import FollowUpHeld


def held_words(held: FollowUpHeld, book: CodeBook) -> tuple[str, str]:
    """Say when it was and who held it, and what came of each intervention."""
    lines = [
        _("{title}: {result}").format(
            title=each.title,
            result=book.label(DatedList.FOLLOW_UP_RESULTS, each.code, held.held_on),
        )
        for each in held.results
    ]
    words = " · ".join(part for part in (*lines, held.note) if part)
    return f"{short_date(held.held_on)} · {held.by_name}", words
