"""One table model for every list: a tuple of frozen rows and a tuple of columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coordinator.i18n import _
from ui.widgets.areas import area_name
from ui.widgets.pills import Pill

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: a text, a second line, service areas, an icon, a pill – or several.

    ``tone`` is a colour token of text ("ink", "ink2", "ink3", "link", "danger", "warn", "ok").
    ``struck`` draws a line through the text; say in words too what it means. ``fair`` cuts each
    part of a second line that is too long, and not its last part alone. ``ticked`` draws a tick
    box before all else. ``card`` lets the text break over two lines, the pill beside the last one.
    """

    text: str = ""
    sub: str = ""
    role: str = "body"
    tone: str = "ink"
    icon: str = ""
    areas: tuple[str, ...] = ()
    pill: Pill | None = None
    right: bool = False
    struck: bool = False
    fair: bool = False
    card: bool = False
    ticked: bool | None = None

    @property
    def spoken(self) -> str:
        """All of it in words, each once."""
        tick = "" if self.ticked is None else _("Ticked") if self.ticked else _("Not ticked")
        names = ", ".join(area_name(area) for area in self.areas)
        pill = self.pill.text if self.pill else ""
        parts = (tick, self.text, self.sub, names, pill)
        return ", ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over a group of rows, in the place of a row; it cannot be chosen."""

    text: str
    count: int | None = None
    tone: str = "ink"


# No slots: Python 3.11 cannot make a frozen, slotted class from a parametrised Generic.
@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: ``width`` in pixels at 100 % text, or 0 to share the room that is left.

    With a ``sort_key`` its heading can be pressed; sorting itself is the store's. A column that
    ``drops`` is left out where the others would be cut.
    """

    title: str
    cell: Callable[[R], Cell]
    width: int = 0
    sort_key: str = ""
    right: bool = False
    drops: bool = False


class RowsModel(QAbstractTableModel, Generic[R]):
    """Shows rows that somebody else sorted, filtered and paged."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: Final = tuple(columns)
        self._rows: tuple[R | Heading, ...] = ()

    def show(self, rows: Sequence[R | Heading]) -> None:
        """Show these rows in the place of what was there."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def append(self, rows: Sequence[R | Heading]) -> None:
        """Show more rows under what is there, as the next page of a long list."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += tuple(rows)
            self.endInsertRows()

    def at(self, place: int) -> R | Heading | None:
        """Give the row or heading at a place, or None outside."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if isinstance(self.at(index.row()), Heading | None):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag
            right = self.columns[section].right
            return (side.AlignRight if right else side.AlignLeft) | side.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says."""
        row = self.at(index.row())
        if row is None or not index.isValid():
            return None
        if isinstance(row, Heading):
            return self._heading(row, index.column(), role)
        if role not in (CELL_ROLE, *_WORDS):
            return None
        cell = self.columns[index.column()].cell(row)
        return cell if role == CELL_ROLE else cell.spoken

    @staticmethod
    def _heading(row: Heading, column: int, role: int) -> object:
        if role == CELL_ROLE:
            return row
        if role in _WORDS and column == 0:
            return row.text if row.count is None else f"{row.text}, {row.count}"
        return None


_WORDS: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
