"""Makes the form in which a refused row is corrected, and its cells as they are typed."""

from collections.abc import Mapping

from coordinator.imports import refused_texts
from coordinator.use_cases.importing import Load
from ui.screens.load.lines import MendCell, MendForm


def form_of(load: Load, line: int, reason: str) -> MendForm:
    """Offer the cells of a refused row that are read, the wrong one first."""
    columns = load.reading.columns
    rejection = next(each for each in load.proposal.rejections if each.line == line)
    read = set(load.reading.mapping.columns(columns).values())
    texts = cells_of(load, line, {})
    cells = [
        MendCell(place, columns[place], texts[place], columns[place] == rejection.column)
        for place in range(len(columns))
        if place in read
    ]
    cells.sort(key=lambda cell: not cell.wrong)
    return MendForm(line, reason, tuple(cells))


def cells_of(load: Load, line: int, typed: Mapping[int, str]) -> tuple[str, ...]:
    """Give the cells of a refused row, one a column, with what was typed in their place."""
    width = len(load.reading.columns)
    texts = (*refused_texts(load.reading, line), *([""] * width))[:width]
    return tuple(typed.get(place, text) for place, text in enumerate(texts))
