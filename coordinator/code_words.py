"""What the codes in a plan's fields are called: each field takes them from a dated list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from coordinator.dated_lists import DatedList, ListEntry

FIELD_LISTS: Final[Mapping[str, DatedList]] = {
    "heading": DatedList.PLAN_HEADINGS,
    "theme": DatedList.THEMES,
    "purpose": DatedList.THEMES,
    "cause": DatedList.WAITING_CAUSES,
    "marks": DatedList.GUIDING_MARKS,
    "source": DatedList.SOURCES,
    "form": DatedList.CONTACT_FORMS,
    "measure": DatedList.MEASURES,
    "offer": DatedList.OFFERS,
}


def codes_by_field(
    entries: Callable[[DatedList], Iterable[ListEntry]],
) -> dict[str, dict[str, str]]:
    """Name the codes of each field; of a code with several lives the newest has the last word."""
    return {
        name: {
            each.code: each.label for each in sorted(entries(which), key=lambda it: it.valid_from)
        }
        for name, which in FIELD_LISTS.items()
    }
