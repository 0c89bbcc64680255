"""A file that is refused as a whole, and an import that a person stops."""

from collections.abc import Iterable
from typing import Final

from coordinator.i18n import N_, _
from coordinator.imports.kinds import FIELD_LABELS

_SENTENCES: Final = {
    "empty": N_("The file is empty. Make the export again."),
    "no-rows": N_("The file has headings but no rows. Make the export again."),
    "too-big": N_("The file is larger than {megabytes} MB. Split it and load the parts."),
    "too-many-rows": N_("The file has more than {rows} rows. Split it and load the parts."),
    "not-text": N_("The file is neither a table in text nor an Excel workbook. Choose the export."),
    "encoding-broken": N_(
        "Line {line} of the file has damaged letters. Make the export again, as UTF-8 or ANSI."
    ),
    "quotes": N_(
        "Quotation marks are wrong in more than {rows} rows, first in line {line}. "
        "Make the export again."
    ),
    "broken": N_("The Excel workbook is damaged and cannot be read. Make the export again."),
    "encrypted": N_("The file is locked with a password. Save it without one and choose it again."),
    "old-excel": N_(
        "The file is an old Excel workbook (.xls). Save it as .xlsx or CSV and choose it again."
    ),
    "old-office": N_("The file is an old Office document, not a table. Choose the export."),
    "binary-excel": N_(
        "The file is a binary Excel workbook (.xlsb). Save it as .xlsx and choose it again."
    ),
    "open-document": N_(
        "The file is an OpenDocument file. Save it as .xlsx or CSV and choose it again."
    ),
    "not-excel": N_(
        "The file is an archive or document, not an Excel workbook. Choose the export."
    ),
    "pdf": N_("The file is a PDF. Choose the export as CSV or Excel."),
    "html": N_("The file is a web page, even if its name says otherwise. Save it as .xlsx or CSV."),
    "picture": N_("The file is a picture. Choose the export as CSV or Excel."),
    "archive-unsafe": N_(
        "The Excel workbook unpacks to far more than it should. It is refused to be safe."
    ),
    "sheet-too-wide": N_(
        "A cell of the Excel workbook stands far away from the table. "
        "Delete what is far to the right or far below, save it and choose it again."
    ),
    "columns-missing": N_("No column was found for: {fields}. Choose which columns they are."),
    "mapping-broken": N_("The column mapping {name} cannot be read. Correct it or remove it."),
}


class ImportRefused(Exception):
    """The file cannot be read at all; ``code`` says why, ``facts`` fill the sentence.

    The exception's own text is the code alone, so that nothing of a file reaches a log.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code: Final = code
        self.facts: Final = facts

    @property
    def sentence(self) -> str:
        """What happened and what to do, in the language in use."""
        facts = dict(self.facts)
        fields = facts.get("fields")
        if isinstance(fields, tuple):
            facts["fields"] = _labels(fields)
        return _(_SENTENCES[self.code]).format(**facts)


def _labels(fields: Iterable[str]) -> str:
    return ", ".join(_(FIELD_LABELS[field]) for field in fields)


class Stopped(Exception):
    """A progress callback raises this to end reading; nothing is kept."""
