"""The writing hand, heard by those who ask about conflicts and tell where one writes."""

from collections.abc import Callable

from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.together import Colleague
from ui.navigation import Navigator
from ui.screens.plan.asking import Asking
from ui.screens.plan.company import Alone, CompanyFace
from ui.screens.plan.part_words import part_words
from ui.screens.plan.parts import Key
from ui.screens.plan.pen import Pen
from ui.screens.plan.question import Somebody
from ui.screens.plan.reading import PlanSeen
from ui.screens.plan.session import OpenPlan


class HeardPen(Pen):
    """A pen that tells of every word and every move of the cursor."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        open_plan: Callable[[], tuple[OpenPlan, PlanSeen] | None],
        show: Callable[[], None],
        *,
        asking: Asking,
    ) -> None:
        super().__init__(desk, navigator, open_plan, show)
        self._asking = asking
        # Alone, until somebody says how the others are heard of.
        self.company: CompanyFace = Alone()

    def somebody(self, each: Colleague) -> Somebody:
        """Say of a colleague in which part of the plan they write."""
        parts = self._session.draft.parts() if self._session is not None else {}
        key = next((k for k in parts if (k.kind, k.id) == (each.part_kind, each.part_id)), None)
        place = part_words(key, parts) if key is not None else ""
        words = _("{name} has the plan open").format(name=each.name)
        if place:
            words = _("{name} writes in {place}").format(name=each.name, place=place)
        area = each.service_area.value if each.service_area else ""
        return Somebody(each.name, area, words, key)

    def typed(self, key: Key, name: str, value: object) -> None:
        """A field says something else now."""
        self._asking.typed()
        super().typed(key, name, value)

    def hold(self, key: Key, name: str) -> None:
        """The cursor is in a field now."""
        super().hold(key, name)
        self.company.at(key)

    def left(self) -> None:
        """A field was left."""
        super().left()
        self._asking.left()
