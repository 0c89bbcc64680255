"""How words are folded for search and names ordered, alike on both engines."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# In this order: what stands for one letter first (decisions.md: æ = ae, ø = o = oe, å = aa = a).
_FOLDS: Final = (("æ", "ae"), ("ø", "o"), ("oe", "o"), ("å", "a"), ("aa", "a"))
_WORD: Final = re.compile(r"[^\W_]+")
_POSTCODE: Final = 4
# Danish alphabet: after z come æ, ø, å; «aa» sorts as «å».
_SORTS: Final = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|", "ü": "y"})


def fold(text: str) -> str:
    """Fold a text for comparing: small letters, no accents, Danish letters by their twins."""
    small = text.casefold()
    for old, new in _FOLDS:
        small = small.replace(old, new)
    return _without_accents(small)


def words(text: str) -> list[str]:
    """Split a text into folded words of letters and digits."""
    return [_folded(word) for word in _WORD.findall(text)]


def stands_first(name: str, asked: str) -> bool:
    """Whether the first word asked for begins a name: its first given name or its last word."""
    said, wanted = words(name), words(asked)
    return bool(said and wanted) and any(each.startswith(wanted[0]) for each in (said[0], said[-1]))


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    # A load meets the same names and streets again and again.
    return fold(word)


def sort_key(family_name: str, given_name: str) -> str:
    """Make the text by which names sort in Danish: family name first, «aa» as «å»."""
    key = f"{family_name}\x01{given_name}".casefold().replace("aa", "å").translate(_SORTS)
    return _without_accents(key)


def tokens(names: str, street: str, numbers: list[str]) -> set[str]:
    """Make the search words of a citizen; pass no ``street`` for a protected one.

    A number is found from its first digits on, so it is one word.
    """
    return {*words(names), *words(street), *numbers}


def beside_each(found: set[str]) -> str:
    """Write all search words of a citizen as each of them carries them: each after a space.

    A house number stands there once more, marked: «lærkevej 12» asks for no person number.
    """
    return " ".join(("", *sorted(found), *(f"~{each}" for each in found if _is_short(each))))


def beside(word: str) -> str:
    """Give how a typed word begins among the words that ``beside_each`` wrote."""
    return f" ~{word}" if is_house_number(word) else f" {word}"


def is_house_number(word: str) -> bool:
    """Tell whether a typed word means a house number when it stands beside others."""
    return word[0].isdigit() and len(word) < _POSTCODE


def _is_short(word: str) -> bool:
    # Also what has the length of a postcode: who types «281» means «281b», too.
    return word[0].isdigit() and len(word) <= _POSTCODE


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char))
