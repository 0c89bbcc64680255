"""Where a part of the plan is written: its fields stand in the place of its head."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from plans.parts import (
    Challenge,
    ContactAgreement,
    Goal,
    Intervention,
    Measurement,
    Statement,
    SubGoal,
)
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.head import Head
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.widgets.layouts import down

Beside = Statement | Challenge | ContactAgreement | Measurement
Part = TypeVar("Part", bound=Goal | SubGoal | Intervention | Beside)


class FormPlace(Generic[Part]):
    """Opens and closes the fields of a part; add ``layout`` under ``head_box``.

    ``make`` builds the fields, ``offer`` says what can be chosen in them now;
    ``finish`` is what Enter does, other than closing them.
    """

    def __init__(
        self,
        key: Key,
        pen: PenFace,
        heads: tuple[Head, QWidget],
        make: Callable[[Key, PenFace, PlanPage], PartForm],
        offer: Callable[[PartForm, Part, PlanPage], None],
        finish: Callable[[], None] | None = None,
    ) -> None:
        self._key, self._pen = key, pen
        self._head, self._head_box = heads
        self._make, self._offer = make, offer
        self._finish = finish or self.close
        self._part: Part | None = None
        self._page: PlanPage | None = None
        self.form: PartForm | None = None
        self.layout = down(gap=0)

    def take(self, part: Part, page: PlanPage) -> None:
        """Know what the part says now, for when it is opened."""
        self._part, self._page = part, page

    def show(self, part: Part, page: PlanPage, *, force: bool) -> None:
        """Show the part in its fields; what is wrong in one opens them."""
        self.take(part, page)
        notes = page.notes_of(self._key)
        if notes.errors or notes.clashes:
            self._build(part, page)
            self._head_box.hide()
        elif not page.may_write(self._key):
            self.close()
        if self.form is not None:
            self._offer(self.form, part, page)
            self.form.show_part(part, page, force=force)

    def open(self, name: str) -> None:
        """Open the fields with the cursor in one of them, where the user may write."""
        part, page = self._part, self._page
        if part is not None and page is not None and page.may_write(self._key):
            self._build(part, page).focus(name)
            self._head_box.hide()

    def close(self) -> None:
        """Close the fields; the text is kept."""
        if self.form is not None:
            had_cursor = self.form.has_cursor()
            form, self.form = self.form, None
            self._head_box.show()
            if had_cursor:
                self._head.setFocus()
            form.hide()
            form.deleteLater()
            self._pen.discard_if_empty(self._key)

    def _build(self, part: Part, page: PlanPage) -> PartForm:
        if self.form is not None:
            return self.form
        form = self.form = self._make(self._key, self._pen, page)
        form.closed.connect(self.close)
        form.finished.connect(self._finish)
        self._offer(form, part, page)
        form.show_part(part, page, force=True)
        self.layout.addWidget(form)
        return form
