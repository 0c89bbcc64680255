"""What a task between colleagues asks for beside what and by when, in each form for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from coordinator.wording import label
from plans.absence import Absence
from plans.parts import Priority, Responsible, ResponsibleKind
from plans.people import StaffMember
from plans.staff_tasks import Wish
from plans.units import Unit, unit_of
from ui.person_choice import PersonChoice, colleague_choice
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, TickBox
from ui.widgets.fields import Field, TextArea, TextLine, fields_across
from ui.widgets.layouts import across, down

Kinds = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AskedTask:
    """A task as it was typed, whom it goes to, and what they are called."""

    task_id: UUID
    wish: Wish
    to: UUID | Unit
    name: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Who can be asked, units too, and the kinds of tasks there are."""

    people: tuple[PersonChoice, ...]
    kinds: Kinds = ()


def offered(
    staff: Sequence[StaffMember], absences: Mapping[UUID, Absence], kinds: Kinds
) -> Offered:
    """Offer some staff, and the queues of their units."""
    people = tuple(colleague_choice(each, staff, absences) for each in staff)
    return Offered((*people, *queues(staff)), kinds)


def queues(staff: Sequence[StaffMember]) -> tuple[PersonChoice, ...]:
    """Offer the queue of each unit, by the unit's name."""
    units = dict.fromkeys(unit_of(each) for each in staff if each.team)
    found = sorted(units, key=lambda unit: (unit.team, unit.service_area or ""))
    return tuple(_queue(unit) for unit in found)


def _queue(unit: Unit) -> PersonChoice:
    name = _("{unit}, the queue").format(unit=unit.team)
    area = unit.service_area
    return PersonChoice(
        Responsible(name, kind=ResponsibleKind.OUTSIDE),
        label(area) if area is not None else "",
        area.value if area is not None else "",
        queue=unit,
    )


class WishFields(QFrame):
    """What more there is to say of a task: folded until somebody wants to say it."""

    def __init__(self) -> None:
        super().__init__()
        self.text: Final = TextArea(fewest=2, most=6)
        self.expected: Final = TextLine(longest=200)
        self.references: Final = TextLine(longest=300)
        self.document: Final = TextLine(longest=60)
        self.kind: Final = Combo([("", _("No kind"))], "")
        self.urgent: Final = TickBox(_("Urgent"))
        self._more: Final = Button(
            _("More about the task"), self.unfold, kind="ghost", size="small", icon="plus"
        )
        self._rest: Final = QFrame()
        hint = _("Such as a journal number, with a comma between")
        self.fields: Final = {
            "text": Field(_("What it is about"), self.text),
            "expected": Field(
                _("Answer with"), self.expected, hint=_("Then the answer is asked for")
            ),
            "references": Field(_("See"), self.references, hint=hint),
            "document": Field(
                _("Document number (ESDH)"), self.document, hint=_("The document stays where it is")
            ),
            "kind": Field(_("Kind of task"), self.kind),
        }
        self._rest.setLayout(
            down(
                self.fields["text"],
                fields_across(self.fields["expected"], self.fields["references"]),
                fields_across(self.fields["document"], self.fields["kind"]),
                across(self.urgent, None),
                gap=10,
            )
        )
        self._rest.hide()
        self.setLayout(down(across(self._more, None), self._rest, gap=6))

    @property
    def controls(self) -> Mapping[str, TextArea | TextLine | Combo | TickBox]:
        """What is kept while it is typed."""
        return {
            "text": self.text,
            "expected": self.expected,
            "references": self.references,
            "document": self.document,
            "kind": self.kind,
            "urgent": self.urgent,
        }

    def unfold(self) -> None:
        """Show all that can be said."""
        self._more.hide()
        self._rest.show()
        self.text.setFocus()

    def show_kinds(self, kinds: Kinds) -> None:
        """Offer the kinds of the municipality."""
        self.kind.set_choices([("", _("No kind")), *kinds], self.kind.value)

    def wish(self, title: str, due: date | None, citizen_id: UUID | None) -> Wish:
        """Give what was typed."""
        number = " ".join(self.document.text().split())
        named = [f"ESDH {number}"] if number else []
        references = (each.strip() for each in (*self.references.text().split(","), *named))
        wish = Wish(
            title=" ".join(title.split()),
            due=due,
            text=self.text.text().strip(),
            kind=str(self.kind.value or ""),
            citizen_id=citizen_id,
            expected=" ".join(self.expected.text().split()),
            references=tuple(each for each in references if each),
        )
        return replace(wish, priority=Priority.HIGH) if self.urgent.isChecked() else wish
