"""The words of a text that are worth checking, and where they stand."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]++@\S+\.\S+"  # addresses on the net
    r"|[^\W\d_]+(?:\.[^\W\d_]+)+\.?"  # «bl.a.», «f.eks.»
    r"|\w+(?:[-'’]\w+)*"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# What a sentence begins after: the text's or line's start, an end mark, a bullet.
_BEGINS = re.compile(r"(?:[\n.?!:…]|\n\s*[-–—•*·])[\s\"'”»“(]*$")


@dataclass(frozen=True, slots=True)
class Span:
    """A word in a text; ``asked`` is what the dictionary is asked: an abbreviation has its dot."""

    start: int
    end: int
    word: str
    asked: str


def words_of(text: str) -> tuple[Span, ...]:
    """Find the words to check.

    Numbers, addresses, words in capitals alone and names pass: a capital letter inside a
    sentence makes a name.
    """
    found = []
    for hit in _TOKEN.finditer(text):
        word = hit[0]
        if not _WORD.fullmatch(word) or len(word) == 1 or word.isupper():
            continue
        if word[0].isupper() and not _begins_sentence(text, hit.start()):
            continue
        asked = word.replace("’", "'")
        if text[hit.end() : hit.end() + 1] == ".":
            asked += "."
        found.append(Span(hit.start(), hit.end(), word, asked))
    return tuple(found)


def _begins_sentence(text: str, start: int) -> bool:
    return _BEGINS.search(text[max(0, start - 12) : start]) is not None or not text[:start].strip()
