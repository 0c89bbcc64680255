"""The sections of the document that stand beside the goals, and all of them in their order."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from plans.legibility import text_section
from ui.screens.plan.builder import Builder
from ui.screens.plan.challenges_block import ChallengesBlock
from ui.screens.plan.contacts_block import ContactsBlock
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.measures_block import MeasuresBlock
from ui.screens.plan.page import PlanPage, Section
from ui.screens.plan.parts import STANCE, Key
from ui.screens.plan.stance_block import StanceBlock
from ui.screens.plan.statements_block import StatementsBlock
from ui.screens.plan.words import SECTION_OF
from ui.widgets.layouts import down
from ui.widgets.reading_order import let_go


class SectionList:
    """Keeps ``layout`` in the order of the outline; a heading of free text comes and goes."""

    def __init__(self, pen: PenFace, builder: Builder) -> None:
        self._pen, self._builder = pen, builder
        self.texts: Final[dict[Section, StatementsBlock]] = {}
        self.challenges: Final = ChallengesBlock(pen, builder)
        self.contacts: Final = ContactsBlock(pen, builder)
        self.measures: Final = MeasuresBlock(pen, builder)
        self.stance: Final = StanceBlock(pen)
        self._frames: Final[dict[Section, QFrame]] = {
            "challenges": self.challenges,
            "contact": self.contacts,
            "measures": self.measures,
            "agreement": self.stance,
        }
        self.layout: Final[QVBoxLayout] = down(gap=24)

    def take(self, frames: dict[Section, QFrame]) -> None:
        """Take the sections that the document makes itself, and give all a place before a page."""
        self._frames.update(frames)
        for frame in self._frames.values():
            self.layout.addWidget(frame)

    def frame(self, section: Section) -> QFrame:
        """Give a section's frame."""
        return self._frames[section]

    def items(self) -> list[tuple[Section, QFrame]]:
        """Give the sections from the top."""
        names = {id(frame): section for section, frame in self._frames.items()}
        widgets = (self._widget(place) for place in range(self.layout.count()))
        return [
            (names[id(each)], each)
            for each in widgets
            if isinstance(each, QFrame) and id(each) in names
        ]

    def show_page(self, page: PlanPage, *, force: bool) -> None:
        """Show what stands beside the goals, and put all sections in their order."""
        titles = {line.section: line.title for line in page.outline}
        prefix = text_section("")
        for gone in [each for each in self.texts if each not in titles]:
            self._frames.pop(gone)
            let_go(self.texts.pop(gone))
        for place, section in enumerate(titles):
            if section.startswith(prefix) and section not in self._frames:
                heading = section.removeprefix(prefix)
                block = StatementsBlock(heading, self._pen, self._builder)
                self.texts[section] = self._frames[section] = block
            frame = self._frames[section]
            if self._widget(place) is not frame:
                self.layout.insertWidget(place, frame)
        for section, block in self.texts.items():
            block.show_page(titles[section], page, force=force)
        self.challenges.show_page(titles["challenges"], page, force=force)
        self.contacts.show_page(titles["contact"], page, force=force)
        self.measures.show_page(titles["measures"], page, force=force)
        self.stance.show_stance(titles["agreement"], page, force=force)

    def forget(self) -> None:
        """Let go of the last plan, so that nothing of it can be seen with the next."""
        for section in tuple(self.texts):
            self._frames.pop(section)
            let_go(self.texts.pop(section))
        self.challenges.forget()
        self.contacts.forget()
        self.measures.forget()

    def open(self, key: Key, name: str) -> bool:
        """Put the cursor in a field of a part beside the goals; tells whether it stands here."""
        if key == STANCE:
            self.stance.open(name)
            return True
        openers = [each.open for each in self.texts.values()]
        openers += [self.challenges.open, self.contacts.open, self.measures.open]
        part_id = key.id
        return part_id is not None and any(opens(part_id, name) for opens in openers)

    def place_of(self, key: Key) -> QFrame:
        """Give what shows a part: its row, or else its section."""
        if key.id is not None:
            texts: list[Mapping[UUID, QFrame]] = [each.rows for each in self.texts.values()]
            beside = (self.challenges.rows, self.contacts.rows, self.measures.rows)
            for rows in (*texts, *beside):
                if key.id in rows:
                    return rows[key.id]
        return self._frames[SECTION_OF.get(key.kind, "goals")]

    def _widget(self, place: int) -> QWidget | None:
        item = self.layout.itemAt(place)
        return item.widget() if item is not None else None
