"""Where the citizen page leads to, and back to a form that was left."""

from collections.abc import Callable, Mapping
from uuid import UUID

from coordinator.begun import FormKey, Typed
from coordinator.i18n import _
from ui.begun import BegunForms
from ui.navigation import Navigator, PlanPlace
from ui.runner import Runner

GivePaper = Callable[[Runner, bytes], None]
"""Takes a paper to the printer that was chosen, page by page with a runner."""


class Ways:
    """The ways on from a citizen's page; ``begun`` is where its half-filled forms are kept."""

    def __init__(self, navigator: Navigator, begun: BegunForms) -> None:
        self._navigator = navigator
        self.begun = begun

    def to_citizen(self, citizen_id: UUID) -> None:
        """Go to another citizen, as the one who has the same number."""
        self._navigator.open("citizen", str(citizen_id))

    def to_new_citizen(self) -> None:
        """Go to the form for a new citizen."""
        self._navigator.open("citizen", ("new", ""))

    def to_list(self) -> None:
        """Go to the list of citizens."""
        self._navigator.open("citizens")

    def to_follow_up(self, plan_id: UUID) -> None:
        """Go to following the plan up."""
        self._navigator.open("follow_up", str(plan_id))

    def to_handover(self, citizen_id: UUID) -> None:
        """Go to the form that hands the citizen over."""
        self._navigator.open("handovers", ("new", str(citizen_id)))

    def to_enquiry(self, enquiry_id: UUID) -> None:
        """Go to one of the citizen's enquiries; to open it is logged."""
        self._navigator.open("enquiries", str(enquiry_id))

    def to_parts(self, plan_id: UUID, parts: tuple[UUID, ...], field: str) -> None:
        """Go to parts of the plan, with the cursor in a field of the first."""
        self._navigator.open("plan", str(plan_id), PlanPlace(parts, field))

    def back(self) -> None:
        """Go to where the user came from."""
        self._navigator.back()

    def tell(
        self, text: str, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say something that needs no answer, with the next step where there is one."""
        self._navigator.toast(text, action_text, action)

    def offer_back(
        self, key: FormKey, typed: Mapping[str, Typed], go_back: Callable[[], None]
    ) -> None:
        """Offer what was thrown away in a form for a while; ``go_back`` opens the form."""

        def undo() -> None:
            self.begun.typed(key, typed)
            go_back()

        self._navigator.toast(_("What you typed is discarded."), _("Undo"), undo)
