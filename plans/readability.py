"""How hard a Danish text is to read: the LIX figure.

Source: domain.md § 8. LIX = words per sentence + long words per hundred words, rounded; a long word
has more than six letters. What distorts the figure does not count: abbreviations, numbers, dates,
times, addresses on the net, tables and headings marked with «#».
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONG_WORD = 7  # letters, from this many
LIMIT = 35  # the highest LIX of a text to citizens (domain.md § 8); above it, a text warns
FEWEST_WORDS = 8  # fewer make a figure that says more about one word than about the text
MOST_WORDS = 20  # in a sentence that is easy to keep in one's head
_NAMED = 3  # so many long words are named

_MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec"
)
_ABBREVIATIONS = (
    r"adr|afd|bl\.a|ca|d\.d|d\.s|dvs|ekskl|evt|f\.eks|fx|hhv|ifm|ift|inkl|jf|jfr|kl|lbk|maks|mht"
    r"|nr|nuv|pga|pkt|s\.u|tlf|vedr|vha"
)
# These often stand last in a sentence, and then their dot is its full stop too.
_ENDING_ABBREVIATIONS = (
    r"etc|kr|m\.fl|m\.m|m\.v|mdr|mfl|mia|mio|mm|mv|o\.a|o\.l|o\.lign|osv|pct|stk"
)
_SENTENCE_FOLLOWS = r"(?=\s*$|\s+[\"'«”(]?[A-ZÆØÅ])"

_NET_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)[^\s@]++@\S+\.\S+")
_DATE = re.compile(rf"\b\d{{1,2}}\.\s*(?i:{_MONTHS})\b(?:\.(?!\s*$|\s+[A-ZÆØÅ]))?(?:\s+\d{{4}}\b)?")
_ENDING = re.compile(
    rf"\b(?:{_ENDING_ABBREVIATIONS})\.(?:{_SENTENCE_FOLLOWS})|\d\.{_SENTENCE_FOLLOWS}"
)
_SHORT = re.compile(
    rf"\b(?:(?:{_ENDING_ABBREVIATIONS})\.?|(?:{_ABBREVIATIONS})\.)(?!\w)|\bfx\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*\.?")
_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d{1,2}[.)]|[a-zæøå]\))\s+")
_SENTENCE_END = re.compile(r"[.?!…]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Band(StrEnum):
    """How readable a text is, in the words of the Danish scale."""

    EASY_FOR_ALL = "easy_for_all"
    EASY_FOR_PRACTISED = "easy_for_practised"
    MEDIUM = "medium"
    HARD = "hard"
    VERY_HARD = "very_hard"


# The highest LIX of each band; whatever is above the last is very hard.
_BANDS = (
    (24, Band.EASY_FOR_ALL),
    (34, Band.EASY_FOR_PRACTISED),
    (44, Band.MEDIUM),
    (54, Band.HARD),
)


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted in a text."""

    words: int = 0
    long_words: int = 0
    sentences: int = 0

    @property
    def lix(self) -> int:
        """The LIX figure; 0 for a text without words."""
        if not self.words:
            return 0
        exact = self.words / self.sentences + 100 * self.long_words / self.words
        return int(exact + 0.5)

    @property
    def band(self) -> Band:
        """The band of the scale that the figure lies in."""
        return next((band for highest, band in _BANDS if self.lix <= highest), Band.VERY_HARD)

    def __add__(self, other: "Readability") -> "Readability":
        return Readability(
            self.words + other.words,
            self.long_words + other.long_words,
            self.sentences + other.sentences,
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text as it stands, with what was counted in it."""

    text: str
    counted: Readability
    longest: tuple[str, ...] = ()

    @property
    def too_long(self) -> bool:
        """Whether its length, more than its words, makes it hard: it is better cut in two."""
        return self.counted.words > MOST_WORDS


def measure(text: str) -> Readability:
    """Count the words and sentences of ``text``; each line ends a sentence, as list items do."""
    counted = (sentence.counted for sentence in sentences(text))
    return sum(counted, start=Readability())


def hardest(text: str) -> Sentence | None:
    """Give the sentence with the highest LIX, of those with enough words to have a figure."""
    found = [each for each in sentences(text) if each.counted.words >= FEWEST_WORDS]
    return max(found, key=lambda each: each.counted.lix, default=None)


def sentences(text: str) -> Iterator[Sentence]:
    """Go through the sentences of a text that have words."""
    for line in text.splitlines():
        if not _is_heading_or_table(line):
            yield from _sentences_of(line)


def _sentences_of(line: str) -> Iterator[Sentence]:
    plain, start, looked = _without_distortion(line), 0, 0
    ends = [*(hit.end() for hit in _SENTENCE_END.finditer(plain)), len(line)]
    for end in ends:
        # What has no words goes with the next sentence, and is not looked through again.
        words, looked = _WORD.findall(plain, looked, end), end
        if words:
            long_ones = [word for word in words if sum(map(str.isalpha, word)) >= LONG_WORD]
            longest = sorted(dict.fromkeys(long_ones), key=len, reverse=True)[:_NAMED]
            counted = Readability(len(words), len(long_ones), 1)
            yield Sentence(line[start:end].strip(), counted, tuple(longest))
            start = end


def _is_heading_or_table(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith(("#", "|")) or "\t" in stripped


def _without_distortion(line: str) -> str:
    """Blank out what distorts; every letter that is left stands where it stood."""
    text = _NET_ADDRESS.sub(_blank, _BULLET.sub(_blank, line))
    text = _ENDING.sub(_full_stop, _DATE.sub(_blank, text))
    return _NUMBER.sub(_blank, _SHORT.sub(_blank, text))


def _blank(hit: re.Match[str]) -> str:
    return " " * len(hit[0])


def _full_stop(hit: re.Match[str]) -> str:
    return " " * (len(hit[0]) - 1) + "."
