"""Municipal words in a text, with what plain Danish says instead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# The endings that a listed word may take besides the forms that its list names.
_ENDINGS = "(?:erne|ende|ene|er|en|et|es|ne|e|r|t|s)?"


@dataclass(frozen=True, slots=True)
class Jargon:
    """A listed word, what to write instead, and forms that its endings do not tell."""

    word: str
    plain: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JargonHit:
    """A municipal word as it stands in a text."""

    start: int
    end: int
    found: str
    listed: Jargon


def jargon_in(text: str, listed: tuple[Jargon, ...]) -> Iterator[JargonHit]:
    """Find the listed words in a text: whole words, in any case, with common endings."""
    if not listed:
        return
    pattern, by_form = _pattern(listed)
    for hit in pattern.finditer(text):
        yield JargonHit(hit.start(), hit.end(), hit[0], by_form[hit["form"].casefold()])


@lru_cache(maxsize=4)
def _pattern(listed: tuple[Jargon, ...]) -> tuple[re.Pattern[str], dict[str, Jargon]]:
    by_form = {form.casefold(): each for each in listed for form in _forms(each)}
    # The longest first: «derfor henstilles» before «henstille».
    choices = "|".join(re.escape(form) for form in sorted(by_form, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<form>{choices}){_ENDINGS}(?!\w)", re.IGNORECASE), by_form


def _forms(each: Jargon) -> Iterable[str]:
    return (form for form in (each.word, *each.forms) if form)
