"""Many letters as one print job: a sheet that counts them, those by post, and those by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coordinator.danish import long_date
from coordinator.i18n import _, current_language
from coordinator.reports.paper import Fact, Facts, Municipality, Note, Paper, Section


@dataclass(frozen=True, slots=True)
class NumberedLetter:
    """A letter with its number in the job; one ``by_hand`` has a protected address."""

    number: int
    paper: Paper
    by_hand: bool


def numbered(letter: NumberedLetter) -> Paper:
    """Put the number in the foot, so that a sheet that is missing can be found."""
    words = _("Letter {n}").format(n=letter.number)
    foot = " · ".join(part for part in (letter.paper.footer, words) if part)
    return replace(letter.paper, footer=foot)


def front_sheet(
    letters: Sequence[NumberedLetter], municipality: Municipality, day: date, *, by_hand: bool
) -> Paper:
    """Count a part of the job; it names nobody."""
    title = _("Letters to hand over in person") if by_hand else _("Letters by post")
    numbers = [each.number for each in letters]
    facts = (
        Fact(_("Letters"), str(len(letters))),
        Fact(_("Numbers"), _ranges(numbers)),
        Fact(_("Made"), long_date(day)),
    )
    says = (
        _("The addresses are protected. No address stands on these letters.")
        if by_hand
        else _("Sorted by postcode.")
    )
    return Paper(
        language=current_language(),
        document_title=title,
        municipality=municipality.name,
        title=title,
        subtitle=_("Change of case worker"),
        date_line=long_date(day),
        running_head=title,
        footer=" · ".join(part for part in (municipality.name, title) if part),
        page_of=_("Page {page} of {pages}"),
        watermark="",
        notice="",
        sections=(Section(_("What this is"), (Facts(facts), Note(says))),),
        replaced=_("{mark} stands for characters that cannot be printed here."),
    )


def _ranges(numbers: Sequence[int]) -> str:
    """Say «1–7, 9» of numbers."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(each[0]) if len(each) == 1 else f"{each[0]}–{each[-1]}" for each in parts)
