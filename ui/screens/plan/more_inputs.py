"""Fields that hold a figure, a choice in sight, or words that a list knows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from coordinator.danish import decimal
from coordinator.figures_in import read_figure
from ui.screens.plan.inputs import Input
from ui.widgets.choices import Choice, Segments
from ui.widgets.typeahead import EditLine, Suggestion, SuggestLine


class FigureInput(Input):
    """A figure as people type it, with a decimal comma; ``whole`` takes no decimals."""

    def __init__(self, label: str, *, whole: bool = False) -> None:
        self.line: Final = EditLine(name=label)
        super().__init__(label, self.line)
        self._whole = whole
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._told)

    @property
    def value(self) -> Decimal | int | None:
        """The figure; None when there is none, or when the text is no figure."""
        read = read_figure(self.line.text())
        if read is None or not self._whole:
            return read
        return int(read) if read == int(read) else None

    @property
    def understood(self) -> bool:
        """Whether the text is a figure or nothing."""
        return self.value is not None or not self.line.text().strip()

    def put(self, value: object) -> None:
        """Show a figure; a text that is none stays until it is mended."""
        if isinstance(value, str):
            self.line.setText(value)
            return
        figure = Decimal(value) if isinstance(value, int | Decimal) else None
        if self.value != figure or not self.line.hasFocus():
            self.line.setText("" if figure is None else decimal(figure))

    def _typed(self, _text: str) -> None:
        if self.understood:
            self.edited.emit(self.value)

    def _told(self) -> None:
        if not self.understood:
            self.unread.emit(self.line.text())


class ListedInput(Input):
    """Words that a list has a code for, or any others; Down shows the list."""

    def __init__(self, label: str) -> None:
        self.line: Final = SuggestLine(name=label)
        super().__init__(label, self.line)
        self._choices: tuple[tuple[str, str], ...] = ()
        self.line.textEdited.connect(self._typed)
        self.line.taken.connect(self.edited.emit)

    @property
    def value(self) -> str:
        """The code of what is written, or the words themselves."""
        words = self.line.text().strip()
        same = (code for code, label in self._choices if label.casefold() == words.casefold())
        return next(same, words)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these codes by their words."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self.line.set_suggestions([Suggestion(label, label, code) for code, label in choices])

    def put(self, value: object) -> None:
        """Show what a code is called; words that no list knows stand as they are."""
        if self.value != value or not self.line.hasFocus():
            words = dict(self._choices).get(str(value or ""), str(value or ""))
            if self.line.text() != words:
                self.line.setText(words)

    def _typed(self, _text: str) -> None:
        self.edited.emit(self.value)


class SegmentsInput(Input):
    """One of a few, all in sight."""

    def __init__(self, label: str, choices: Sequence[Choice]) -> None:
        self.segments: Final = Segments(label, choices)
        super().__init__(label, self.segments)
        self.segments.picked.connect(self._picked)

    def put(self, value: object) -> None:
        """Show the one chosen."""
        if self.segments.value != value:
            self.segments.set_value(value)

    def _picked(self, value: object) -> None:
        self.edited.emit(value)
        self.left.emit()
