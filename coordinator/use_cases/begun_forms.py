"""Keep what somebody types in a form until it is saved, and give it back to the same person.

Nothing of it is logged: who opens the form has opened the citizen, which is, and nobody else can
read it. What is saved in the end is logged by the deed that saves it.
"""

from collections.abc import Mapping
from uuid import UUID

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.desk import Desk


def keep_typed(desk: Desk, key: FormKey, typed: Mapping[str, Typed]) -> None:
    """Keep what stands in a form's fields; nothing typed means that the form is done with."""
    with desk.start_work() as work:
        work.begun.write(key, typed)
        work.commit()


def typed_before(desk: Desk, key: FormKey) -> BegunForm | None:
    """Read what the same person typed before in a form and did not save."""
    with desk.start_reading() as work:
        return work.begun.read(key)


def form_to_go_on_with(desk: Desk, about: UUID) -> FormKey | None:
    """Tell in which form about a citizen the same person was writing last."""
    with desk.start_reading() as work:
        return work.begun.newest(about)
