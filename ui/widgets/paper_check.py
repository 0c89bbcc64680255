"""What to know of a paper before it leaves: how hard it reads, what is hidden or protected."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed


def check_lines(reading: str, warnings: Iterable[str]) -> list[QWidget]:
    """Make a line of each sentence; those to be careful about have a sign before them."""
    lines: list[QWidget] = [Label(reading, "small", wrap=True)] if reading else []
    for text in warnings:
        words = (Label(text, "small", wrap=True), 1)
        lines.append(boxed(across(Icon("alert-triangle", "warn", 18), words)))
    return lines
