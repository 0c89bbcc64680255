"""Write the public holidays of Denmark, and the days that offices keep closed, as a dated list.

``python -m tools.closed_days`` writes ``resources/codes/closed_days.csv`` anew from the library
``holidays``; a test holds the file against it, so that a change of law is noticed.
"""

import csv
import io
import sys
from datetime import date
from pathlib import Path
from typing import Final

from holidays import country_holidays

FILE: Final = Path(__file__).parent.parent / "resources" / "codes" / "closed_days.csv"
YEARS: Final = range(2020, 2041)
# On these a deadline does not end either, as in retsplejelovens § 148 a, stk. 5.
_OFFICE_DAYS: Final = {
    (6, 5): "Grundlovsdag",
    (12, 24): "Juleaftensdag",
    (12, 31): "Nytårsaftensdag",
}
_VALID: Final = ("valid_from", "valid_to")
_HEADINGS: Final = ("code", "label", "text", "group", "service_area", "place", *_VALID)


def closed_days() -> dict[date, tuple[str, str]]:
    """Give each closed day with its Danish name and its group."""
    days = {
        date(year, month, day): (name, "office")
        for year in YEARS
        for (month, day), name in _OFFICE_DAYS.items()
    }
    public = country_holidays("DK", years=YEARS, language="da")
    days.update({each: (name, "public") for each, name in public.items()})
    return dict(sorted(days.items()))


def content() -> str:
    """Give the file as it should be."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(_HEADINGS)
    for place, (day, (name, group)) in enumerate(closed_days().items()):
        writer.writerow([day, name, "", group, "", place, day, day])
    return out.getvalue()


if __name__ == "__main__":
    FILE.write_text(content(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{FILE.name}: {len(closed_days())} days\n")
