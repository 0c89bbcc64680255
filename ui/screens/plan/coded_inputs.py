"""Fields whose values come from the municipality's dated lists or from a fixed few."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from coordinator.dated_lists import CodeBook, DatedList
from coordinator.i18n import _
from coordinator.wording import label as label_of
from ui.screens.plan.inputs import ChoiceInput, Input
from ui.widgets.choices import Choice, TickBox
from ui.widgets.layouts import boxed, down


class CodeInput(ChoiceInput):
    """One entry of a dated list, or none."""

    def __init__(self, label: str, book: CodeBook, which: DatedList) -> None:
        self._book, self._which = book, which
        self._today: Final = tuple((each.code, each.label) for each in book.on(which))
        super().__init__(label, (("", _("Not chosen")), *self._today), searchable=True)

    def put(self, value: object) -> None:
        """Show the one chosen; one that may not be chosen any more stays what it is."""
        known: list[Choice] = [("", _("Not chosen")), *self._today]
        if value and all(value != code for code, _words in known):
            known.append((value, self._book.label(self._which, str(value))))
        self.offer(known)
        super().put(value or "")


class KindInput(ChoiceInput):
    """One of a fixed few, or none."""

    def __init__(self, label: str, kinds: type[StrEnum]) -> None:
        few = [(each, label_of(each)) for each in kinds]
        super().__init__(label, ((None, _("Not chosen")), *few))


class CodesInput(Input):
    """Some entries of a dated list."""

    def __init__(self, label: str, book: CodeBook, which: DatedList) -> None:
        self.boxes: Final = {each.code: TickBox(each.label) for each in book.on(which)}
        self._others: tuple[str, ...] = ()
        super().__init__(label, boxed(down(*self.boxes.values(), gap=2)))
        for box in self.boxes.values():
            box.toggled.connect(self._toggled)

    @property
    def busy(self) -> bool:
        """A tick is a whole answer: nothing is half written."""
        return False

    def put(self, value: object) -> None:
        """Show which are chosen; those that may not be chosen any more are kept."""
        chosen: Sequence[str] = value if isinstance(value, tuple) else ()
        self._others = tuple(each for each in chosen if each not in self.boxes)
        for code, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(code in chosen)
            box.blockSignals(False)

    def _toggled(self) -> None:
        ticked = tuple(code for code, box in self.boxes.items() if box.isChecked())
        self.edited.emit((*ticked, *self._others))
        self.left.emit()
