"""Whether the citizen agrees with the plan, in the citizen's own words, and when it was said."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QFrame

from coordinator.danish import long_date
from coordinator.i18n import _
from coordinator.wording import label
from plans.states import CitizenStance
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.inputs import AreaInput, DateInput
from ui.screens.plan.more_inputs import SegmentsInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import STANCE
from ui.screens.plan.words import heading_question
from ui.theme import scaled
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.surfaces import Inset


class StanceBlock(QFrame):
    """Who leads the plan chooses the answer; others read it."""

    def __init__(self, pen: PenFace) -> None:
        super().__init__()
        self._page: PlanPage | None = None
        self._title = Label("", "h2", wrap=True)
        self._question = Label("", "body", "2", wrap=True)
        answers = [(each, label(each)) for each in CitizenStance]
        self.kind: Final = SegmentsInput(_("The citizen's answer"), answers)
        self.text: Final = AreaInput(_("What the citizen says of the plan"))
        self.said: Final = DateInput(_("Said on"), self._today, past=True)
        self.said.setMaximumWidth(scaled(200))
        self.form: Final = PartForm(
            STANCE, pen, {"kind": self.kind, "text": self.text, "said_on": self.said}
        )
        self.form.lay_out(across(self.kind, None), self.text, across(self.said, None), gap=8)
        self._read = Label("", "body", wrap=True)
        self._inset = Inset(self._read, self.form)
        self.setLayout(down(self._title, self._question, self._inset, gap=7))

    def show_stance(self, title: str, page: PlanPage, *, force: bool) -> None:
        """Show the answer; the words stand there when there are any, or when they are asked for."""
        self._page = page
        stance, may = page.plan.stance, page.allowed.stance
        self._title.setText(title)
        self._question.setText(heading_question(page.book, "agreement"))
        asked = stance.kind is not CitizenStance.NOT_ASKED
        notes = page.notes_of(STANCE)
        disagrees = stance.kind is CitizenStance.DISAGREES
        self.text.setVisible(disagrees or bool(stance.text) or "text" in notes.clashes)
        self.said.setVisible(asked or stance.said_on is not None or bool(notes.errors))
        self.form.setVisible(may)
        self._read.setVisible(not may)
        said = long_date(stance.said_on) if stance.said_on else ""
        words = (label(stance.kind), said, stance.text.strip())
        self._read.setText(" · ".join(each for each in words if each))
        self.form.show_part(stance, page, force=force)

    def open(self, name: str) -> None:
        """Put the cursor in a field."""
        self.form.focus(name)

    def _today(self) -> date:
        return self._page.today if self._page is not None else date.min
