"""Short ways to lay widgets out across and down."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]
Part = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int]
"""A widget or layout, alone or with its stretch; a number is a gap, None takes what is left."""

_NONE: Margins = (0, 0, 0, 0)


def across(*parts: Part, gap: int = 8, margins: Margins = _NONE) -> QHBoxLayout:
    """Lay parts out from left to right."""
    made = QHBoxLayout()
    fill(made, parts, gap, margins)
    return made


def down(*parts: Part, gap: int = 8, margins: Margins = _NONE) -> QVBoxLayout:
    """Lay parts out from top to bottom."""
    made = QVBoxLayout()
    fill(made, parts, gap, margins)
    return made


def boxed(layout: QLayout, name: str = "") -> QFrame:
    """Put a layout in a frame; ``name`` is how the style sheet knows it."""
    made = QFrame()
    made.setObjectName(name)
    made.setLayout(layout)
    return made


def fill(layout: QBoxLayout, parts: tuple[Part, ...], gap: int, margins: Margins) -> None:
    """Put parts into a layout that exists."""
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, tuple):
            _add(layout, *part)
        else:
            _add(layout, part, 0)


def _add(layout: QBoxLayout, part: QWidget | QLayout, stretch: int) -> None:
    if isinstance(part, QLayout):
        layout.addLayout(part, stretch)
    else:
        layout.addWidget(part, stretch)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let its widgets go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def restyle(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties and have the style sheet's rules for them take effect.

    What stands in the widget is dressed anew as well: a banner's words have their colour from it.
    """
    for name, value in properties.items():
        widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        each.style().unpolish(each)
        each.style().polish(each)
        each.update()
