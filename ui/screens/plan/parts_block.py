"""A section of parts: its heading, a question while it is empty, the parts, and one more."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Generic, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from plans.parts import Challenge, ContactAgreement, Statement
from ui.screens.plan.builder import Builder
from ui.screens.plan.page import PlanPage, Section
from ui.screens.plan.part_row import PartRow
from ui.screens.plan.parts import Key
from ui.screens.plan.parts_under import PartsUnder
from ui.widgets.buttons import Button
from ui.widgets.hidden_lines import HiddenLines
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.reading_order import let_go

Part = TypeVar("Part", bound=Statement | Challenge | ContactAgreement)


class PartsBlock(QFrame, Generic[Part]):
    """One section; ``begin`` begins a part, ``make`` builds a row for one."""

    def __init__(
        self,
        builder: Builder,
        add_words: str,
        begin: Callable[[], Key],
        make: Callable[[UUID], PartRow[Part]],
        show: Callable[[PartRow[Part], Part, PlanPage, bool], None],
    ) -> None:
        super().__init__()
        self._builder, self._begin = builder, begin
        self._title = Label("", "h2", wrap=True)
        self._question = Label("", "body", "2", wrap=True)
        self._rows: Final = PartsUnder(builder, make, show, gap=9)
        self.add: Final = Button(add_words, self.begin, kind="ghost", icon="plus", size="small")
        self.hidden: Final = HiddenLines()
        rows, adding = self._rows.layout, across(self.add, None)
        self.setLayout(down(self._title, self._question, rows, self.hidden, adding, gap=7))

    @property
    def rows(self) -> Mapping[UUID, PartRow[Part]]:
        """The parts that are built."""
        return self._rows.built

    def show_parts(
        self,
        title: str,
        question: str,
        parts: Sequence[Part],
        page: PlanPage,
        *,
        section: Section,
        force: bool,
    ) -> None:
        """Show the parts under their heading; without any, the question that helps to write."""
        hidden = page.hidden_in(section)
        self.hidden.show_lines(hidden)
        may = bool(page.allowed.areas)
        self._title.setText(title)
        self.setAccessibleName(title)
        self._question.setText(question if may else _("Nothing is written yet."))
        self._question.setVisible(not parts and not hidden)
        self.add.setVisible(may)
        self.add.setAccessibleDescription(title)
        self._rows.show(parts, page, force=force)

    def forget(self) -> None:
        """Let go of the parts of the last plan."""
        for row in self._rows.built.values():
            let_go(row)
        self._rows.built.clear()

    def begin(self) -> None:
        """Begin a part at the end and put the cursor in it."""
        key = self._begin()
        self._builder.run_all()
        if key.id is not None:
            self.open(key.id)

    def open(self, part_id: UUID, name: str = "") -> bool:
        """Put the cursor in a field of a part; tells whether it stands here."""
        row = self.rows.get(part_id)
        if row is not None:
            row.open(name)
        return row is not None


def show_row(row: PartRow[Part], part: Part, page: PlanPage, force: bool) -> None:
    """Let a row show its part."""
    row.show_part(part, page, force=force)
