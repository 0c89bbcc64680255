"""A part that stands beside the goals: words to read, and in their place fields to write in."""

from functools import partial
from typing import Final, Generic, TypeVar

from PySide6.QtWidgets import QFrame

from coordinator.dated_lists import CodeBook, DatedList
from coordinator.i18n import _
from coordinator.wording import label
from plans.parts import Challenge, ContactAgreement, Measurement, Statement
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.form_place import FormPlace
from ui.screens.plan.head import Head
from ui.screens.plan.inputs import ChoiceInput, Input
from ui.screens.plan.more_inputs import ListedInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.widgets.buttons import Button
from ui.widgets.layouts import Part as LayoutPart
from ui.widgets.layouts import across, boxed, down
from ui.widgets.surfaces import Inset

Part = TypeVar("Part", bound=Statement | Challenge | ContactAgreement | Measurement)


class PartRow(QFrame, Generic[Part]):
    """One part. Whoever extends it dresses the head, says the words and makes the fields."""

    def __init__(self, key: Key, pen: PenFace) -> None:
        super().__init__()
        self.key: Final = key
        self._pen = pen
        self._news: object = None
        self._noted = False
        self.head: Final = Head()
        self.head.pressed.connect(self.open)
        self.dress()
        self._head_box = boxed(across((self.head, 1), gap=0))
        self._fields: Final[FormPlace[Part]] = FormPlace(
            key, pen, (self.head, self._head_box), self._form, self._offer
        )
        self.setLayout(down(Inset(self._head_box, self._fields.layout), gap=0))

    @property
    def form(self) -> PartForm | None:
        """The fields, while they are open."""
        return self._fields.form

    def show_part(self, part: Part, page: PlanPage, *, force: bool) -> None:
        """Show what the part says now."""
        news = (part, page.plan.goals, page.allowed, page.today, page.book)
        self._fields.take(part, page)
        if news == self._news and not (force or page.notes or self._noted):
            return
        self._news, self._noted = news, bool(page.notes)
        words = self.say(part, page)
        self.head.setAccessibleName(words)
        self.setAccessibleName(words)
        self.head.let_write(may=page.may_write(self.key))
        self._fields.show(part, page, force=force)

    def open(self, name: str = "") -> None:
        """Open the part for writing, with the cursor in a field."""
        self._fields.open(name)

    def dress(self) -> None:
        """Put labels in the head."""
        raise NotImplementedError

    def say(self, part: Part, page: PlanPage) -> str:
        """Fill the labels, and give all that they say."""
        raise NotImplementedError

    def inputs(self, page: PlanPage) -> dict[str, Input]:
        """Make the fields, in their order."""
        raise NotImplementedError

    def lay_out(self, inputs: dict[str, Input]) -> tuple[LayoutPart, ...]:
        """Put the fields in lines."""
        raise NotImplementedError

    def offer(self, inputs: dict[str, Input], part: Part, page: PlanPage) -> None:
        """Say what can be chosen in the fields now."""

    def _form(self, key: Key, pen: PenFace, page: PlanPage) -> PartForm:
        inputs = self.inputs(page)
        form = PartForm(key, pen, inputs)
        close = Button(_("Close"), form.closed.emit, size="small")
        remove = Button(_("Remove"), partial(pen.remove, key), kind="ghost", icon="x", size="small")
        if not page.may_remove(key):
            remove.hide()
        form.lay_out(*self.lay_out(inputs), across(remove, None, close), gap=8)
        return form

    def _offer(self, form: PartForm, part: Part, page: PlanPage) -> None:
        for name, each in form.inputs.items():
            if name == "source" and isinstance(each, ListedInput):
                each.offer(_sources(page.book, getattr(part, name)))
            if name == "service_area" and isinstance(each, ChoiceInput):
                offer_areas(each, page)
        self.offer(form.inputs, part, page)


def choices(book: CodeBook, which: DatedList) -> list[tuple[str, str]]:
    """List what may be chosen today, by code and words."""
    return [(each.code, each.label) for each in book.on(which)]


def offer_areas(field: ChoiceInput, page: PlanPage) -> None:
    """Offer the service areas that the reader writes in, and the whole plan to who leads it."""
    whole = [(None, _("The whole plan"))] if page.allowed.whole else []
    areas = page.areas_in_order()
    field.offer([*whole, *((area, label(area)) for area in areas)])


def _sources(book: CodeBook, chosen: str) -> list[tuple[str, str]]:
    """List today's sources, and the one that was chosen while it held."""
    found = choices(book, DatedList.SOURCES)
    if chosen and chosen not in dict(found):
        found.append((chosen, book.label(DatedList.SOURCES, chosen)))
    return found


def known_from(part: Statement | Challenge | ContactAgreement, book: CodeBook) -> tuple[str, ...]:
    """Say which service area wrote a part, and how it is known."""
    area = label(part.service_area) if part.service_area else ""
    return area, book.label(DatedList.SOURCES, part.source) if part.source else ""
