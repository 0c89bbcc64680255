"""A file that was checked: what it would do, as words and as writes."""

from dataclasses import dataclass, replace

from coordinator.use_cases.importing import Load
from ui.screens.load.lines import Sheet
from ui.screens.load.words import sheet_of, with_deed


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, and what of it is written: all, or what is sure of a doubtful file."""

    load: Load
    sheet: Sheet
    writes: Load

    @classmethod
    def of(cls, load: Load) -> "Checked":
        """Put it into words."""
        sheet = sheet_of(load)
        made = cls(load, sheet, load)
        return made.trusted(whole=False) if sheet.doubt else made

    def trusted(self, *, whole: bool) -> "Checked":
        """Take a doubtful file for the whole export, or for a part of it."""
        writes = self.load if whole else self.load.as_part()
        return replace(self, sheet=with_deed(self.sheet, writes, whole=whole), writes=writes)
