"""How easy a plan is to read, in the words that the inspector shows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from coordinator.i18n import N_, _
from plans.jargon import Jargon, jargon_in
from plans.legibility import measure_sections
from plans.readability import Band, Sentence
from ui.screens.plan.page import Section

_MOST_WORDS: Final = 8
_BANDS: Final[Mapping[Band, str]] = {
    Band.EASY_FOR_ALL: N_("Easy for all"),
    Band.EASY_FOR_PRACTISED: N_("Easy for practised readers"),
    Band.MEDIUM: N_("Medium"),
    Band.HARD: N_("Hard"),
    Band.VERY_HARD: N_("Very hard"),
}


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A municipal word as it stands in the plan, what to write instead, and how often it is."""

    found: str
    plain: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class LegiblePage:
    """What the card shows; ``lix`` is None while too little is written for a figure."""

    lix: int | None = None
    band: str = ""
    too_hard: Mapping[Section, int] | None = None
    worst: Section | None = None
    sentence: str = ""
    advice: str = ""
    plain_words: tuple[PlainWord, ...] = ()


def legible_page(texts: Mapping[str, tuple[str, ...]], listed: tuple[Jargon, ...]) -> LegiblePage:
    """Say how easy texts are to read, and which municipal words stand in them."""
    found = measure_sections(texts)
    words = _plain_words("\n".join(text for each in texts.values() for text in each), listed)
    if not found.has_figure:
        return LegiblePage(plain_words=words)
    shown = LegiblePage(found.whole.lix, _(_BANDS[found.whole.band]), plain_words=words)
    hard = found.too_hard
    if not hard or hard[0].hardest is None:
        return shown
    sentence = hard[0].hardest
    return replace(
        shown,
        too_hard={each.section: each.counted.lix for each in hard},
        worst=hard[0].section,
        sentence=sentence.text,
        advice=_advice(sentence),
    )


def _advice(sentence: Sentence) -> str:
    if sentence.too_long:
        return _("Cut the long sentence in two.")
    return _("Find shorter words for: {words}.").format(words=", ".join(sentence.longest))


def _plain_words(text: str, listed: tuple[Jargon, ...]) -> tuple[PlainWord, ...]:
    counts = Counter((hit.found.lower(), hit.listed.plain) for hit in jargon_in(text, listed))
    return tuple(
        PlainWord(found, plain, count) for (found, plain), count in counts.most_common(_MOST_WORDS)
    )
