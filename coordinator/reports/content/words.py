"""How papers write what a plan holds: texts, numbers, periods, lists."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from coordinator.danish import short_date
from coordinator.i18n import _
from coordinator.reports.paper import Fact
from coordinator.wording import label
from plans.parts import Responsible
from plans.people import ServiceArea
from plans.withheld import Withheld

# The letters of the squares, the same in both languages as on the screens.
AREA_LETTERS: Final = {
    ServiceArea.EMPLOYMENT: "B",
    ServiceArea.SOCIAL: "S",
    ServiceArea.HEALTH: "H",
    ServiceArea.BENEFIT: "Y",
    ServiceArea.EDUCATION: "U",
}


def shown(value: str | Withheld) -> str:
    """Give a text, or the sentence that stands where it is withheld."""
    if isinstance(value, Withheld):
        return _("Hidden – needs consent or access")
    return value.strip()


def shortened(text: str, longest: int) -> str:
    """Cut a text between words, with «…» for what is left out; its lines become one."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return text.strip() if text.count("\n") < longest // 40 else line
    cut = line[:longest].rsplit(" ", 1)[0] or line[:longest]
    return f"{cut.rstrip(' ,;.')} …"


def phone_number(text: str) -> str:
    """Write a Danish phone number in groups of two (domain.md § 9); others stay as written."""
    digits = text.replace(" ", "").removeprefix("+45")
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        return text.strip()
    return " ".join(digits[at : at + 2] for at in range(0, 8, 2))


def period(start: date | None, end: date | None) -> str:
    """Write from when until when."""
    if start and end:
        return f"{short_date(start)} – {short_date(end)}"
    if start:
        return _("from {date}").format(date=short_date(start))
    return _("until {date}").format(date=short_date(end)) if end else ""


def responsible(person: Responsible | None) -> str:
    """Name who answers for something."""
    return shown(person.name) if person else ""


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does: «beskæftigelse, social og sundhed»."""
    return joined(word.lower() for word in words)


def joined(words: Iterable[str]) -> str:
    """Join words or names as a sentence does, as they are written."""
    *first, last = [*words] or [""]
    if not first:
        return last
    return _("{first} and {last}").format(first=", ".join(first), last=last)


def areas_listed(areas: Iterable[ServiceArea]) -> str:
    """Join service areas as a sentence does, in their fixed order."""
    wanted = frozenset(areas)
    return listed(label(area) for area in ServiceArea if area in wanted)


def sentence_start(text: str) -> str:
    """Write the first letter large."""
    return text[:1].upper() + text[1:]


def filled(rows: Iterable[Fact]) -> tuple[Fact, ...]:
    """Leave out the rows that say nothing."""
    return tuple(row for row in rows if row.value)
