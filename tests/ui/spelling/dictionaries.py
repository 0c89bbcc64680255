"""Tiny Danish dictionaries on disk, and one in memory."""

from pathlib import Path

from ui.spelling.dictionary import DictionaryBroken

WORDS = (
    "jeg", "vil", "gerne", "arbejde/S", "arbejder", "i", "en", "butik/S", "støtte/SC", "møde/SC",
    "bo/C", "blåbær", "øl", "ærlig", "hverdag", "på", "søn", "evt.", "rolig", "hjælp/S",
)  # fmt: skip

RULES = """SET {encoding}
TRY esianrtolcdugmphbyfvkwæøå
COMPOUNDMIN 2
COMPOUNDFLAG C
REP 1
REP oe ø
SFX S Y 1
SFX S 0 s .
"""


def write_dictionary(folder: Path, encoding: str = "UTF-8") -> Path:
    """Write twenty words and their rules in an encoding."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "da_DK.aff").write_bytes(RULES.format(encoding=encoding).encode(encoding))
    text = "\n".join((f"{len(WORDS)} # made by hand", *WORDS, ""))
    (folder / "da_DK.dic").write_bytes(text.encode(encoding))
    return folder


class FakeDictionary:
    """Knows some words; ``asked`` tells what it was asked, ``ended`` that it fails from now on."""

    def __init__(self, *right: str, suggestions: dict[str, tuple[str, ...]] | None = None) -> None:
        self.right = set(right)
        self.suggestions = suggestions or {}
        self.folder = Path("ordbog")
        self.asked: list[str] = []
        self.closed = False
        self.ended = False

    def wrong(self, words: tuple[str, ...]) -> frozenset[str]:
        if self.ended:
            raise DictionaryBroken
        self.asked += words
        return frozenset(word for word in words if word.rstrip(".").lower() not in self.right)

    def suggest(self, word: str) -> tuple[str, ...]:
        if self.ended:
            raise DictionaryBroken
        return self.suggestions.get(word, ())

    def close(self) -> None:
        self.closed = True
