"""What is typed in the question before a step of the whole plan is kept until the step is done."""

from collections.abc import Mapping
from uuid import UUID

from coordinator.begun import FormKey
from ui.begun import BegunForms
from ui.screens.plan.page import Verb
from ui.widgets.dialogs import Dialog
from ui.widgets.form_memory import Control, FormMemory


class StepMemory:
    """Also Esc, a store that is away and a refusal leave the words for the next time."""

    def __init__(self, begun: BegunForms) -> None:
        self._begun = begun

    def watch(
        self, dialog: Dialog, verb: Verb, plan_id: UUID, controls: Mapping[str, Control]
    ) -> None:
        """Keep what is typed in a dialog, and put back what was typed before."""
        memory = FormMemory(dialog, controls, self._begun, _key(verb, plan_id))
        # Under the title.
        dialog.body.insertWidget(1, memory.notice)
        memory.look_back()

    def done(self, verb: Verb, plan_id: UUID) -> None:
        """The step is done: its words are in the store."""
        self._begun.done(_key(verb, plan_id))


def _key(verb: Verb, plan_id: UUID) -> FormKey:
    return FormKey(f"step:{verb}", plan_id)
