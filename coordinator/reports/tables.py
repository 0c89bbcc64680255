"""A table as it is printed: every cell is text, so nothing that is hidden is in it."""

import json
from dataclasses import dataclass

from coordinator.exports import csv_bytes


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table: its label and one printed cell for each column."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table; ``label_heading`` stands over the rows' labels."""

    title: str
    label_heading: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    total: TableRow
    note: str

    def as_value(self) -> dict[str, object]:
        """Give the table for JSON, with the cells exactly as printed."""
        return {
            "title": self.title,
            "columns": self.columns,
            "rows": [_as_dict(row) for row in self.rows],
            "total": _as_dict(self.total),
            "note": self.note,
        }

    def to_json(self) -> str:
        """Give the table as JSON text."""
        return json.dumps(self.as_value(), ensure_ascii=False, indent=2)

    def to_csv(self) -> bytes:
        """Give the table as CSV: headings, rows and the total, without title and note."""
        lines = [(row.label, *row.cells) for row in (*self.rows, self.total)]
        return csv_bytes((self.label_heading, *self.columns), lines)


def _as_dict(row: TableRow) -> dict[str, object]:
    return {"label": row.label, "cells": row.cells}
