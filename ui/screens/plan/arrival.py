"""Where the editor opens when somebody comes for a part of the plan, and not for the plan alone."""

from collections.abc import Callable
from typing import Final

from coordinator.i18n import _
from ui.navigation import PlanPlace
from ui.screens.plan.document import Document
from ui.screens.plan.draft import key_for
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key, parts_of


class Arrival:
    """Holds a place until the plan is there, goes to it once, and tells when it is not there."""

    def __init__(self, document: Document, tell: Callable[[str], None]) -> None:
        self._document: Final = document
        self._tell: Final = tell
        self._place: PlanPlace | None = None

    def want(self, place: PlanPlace, page: PlanPage | None) -> None:
        """Go to a place: now if the plan shows it, else when it is read anew."""
        self._place = place
        if page is not None and self._keys(place, page):
            self.look(page)

    def forget(self) -> None:
        """The screen is left: nobody comes for the place any more."""
        self._place = None

    def look(self, page: PlanPage) -> None:
        """Go to the place that is wanted, if any, in the plan that is shown."""
        place, self._place = self._place, None
        if place is None:
            return
        keys = self._keys(place, page)
        if not keys:
            self._tell(_("What you were looking for is not in the plan any more."))
            return
        for key in reversed(keys):
            self._document.arrive(key, place.field)
        if place.new_task:
            self._document.add_task(place.parts[0])

    @staticmethod
    def _keys(place: PlanPlace, page: PlanPage) -> list[Key]:
        parts = parts_of(page.plan)
        found = (key_for(parts, part_id) for part_id in place.parts)
        return [key for key in found if key is not None]
