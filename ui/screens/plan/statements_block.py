"""A heading of free text: what is written under it, by which service, and how it is known."""

from functools import partial
from typing import Final
from uuid import UUID

from coordinator.dated_lists import ListEntry
from coordinator.i18n import _
from plans.legibility import text_section
from plans.parts import Statement
from ui.screens.plan.builder import Builder
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.inputs import AreaInput, ChoiceInput, Input
from ui.screens.plan.more_inputs import ListedInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.part_row import PartRow, known_from
from ui.screens.plan.parts import Key
from ui.screens.plan.parts_block import PartsBlock, show_row
from ui.screens.plan.templates import offer_templates, templates_for
from ui.screens.plan.words import heading_question, joined
from ui.widgets.labels import Label
from ui.widgets.layouts import Part, across, down


class StatementsBlock(PartsBlock[Statement]):
    """All that is written under one heading."""

    def __init__(self, heading: str, pen: PenFace, builder: Builder) -> None:
        self.heading: Final = heading
        super().__init__(
            builder,
            _("Add text"),
            partial(pen.beside.statement, heading),
            partial(_make, heading, pen),
            show_row,
        )

    def show_page(self, title: str, page: PlanPage, *, force: bool) -> None:
        """Show what stands under the heading."""
        texts = [each for each in page.plan.statements if each.heading == self.heading]
        question = heading_question(page.book, self.heading)
        section = text_section(self.heading)
        self.show_parts(title, question, texts, page, section=section, force=force)


class StatementRow(PartRow[Statement]):
    """One text."""

    def __init__(self, heading: str, key: Key, pen: PenFace) -> None:
        self._heading = heading
        self._page: PlanPage | None = None
        super().__init__(key, pen)

    def dress(self) -> None:
        """Put the text over where it comes from."""
        self._text = Label("", "body", wrap=True)
        self._from = Label("", "caption", "3", wrap=True)
        self.head.setLayout(down(self._text, self._from, gap=3, margins=(4, 2, 4, 2)))

    def say(self, part: Statement, page: PlanPage) -> str:
        """Fill the labels."""
        self._page = page
        text = part.text.strip() or _("Nothing is written yet.")
        known = known_from(part, page.book)
        self._text.setText(text)
        self._from.setText(joined(known))
        self._from.setVisible(any(known))
        return ", ".join(words for words in (text, *known) if words)

    def inputs(self, page: PlanPage) -> dict[str, Input]:
        """Make the fields."""
        label = heading_question(page.book, self._heading) or _("Text")
        text = AreaInput(label)
        offer_templates(text.area, self._templates)
        return {
            "text": text,
            "service_area": ChoiceInput(_("Service area")),
            "source": ListedInput(_("Source")),
        }

    def lay_out(self, inputs: dict[str, Input]) -> tuple[Part, ...]:
        """The text over the rest."""
        return inputs["text"], across((inputs["service_area"], 1), (inputs["source"], 1), gap=10)

    def _templates(self) -> tuple[ListEntry, ...]:
        page = self._page
        if page is None:
            return ()
        part = next((each for each in page.plan.statements if each.id == self.key.id), None)
        return templates_for(page.book, self._heading, part.service_area if part else None)


def _make(heading: str, pen: PenFace, part_id: UUID) -> StatementRow:
    return StatementRow(heading, Key("statement", part_id), pen)
