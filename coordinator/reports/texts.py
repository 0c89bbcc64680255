"""The long texts of papers, kept as small Markdown files that lawyers edit."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TEXTS_DIR: Final = Path(__file__).resolve().parents[2] / "resources" / "texts"

_BOLD: Final = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_BULLET: Final = ("- ", "* ")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one point of a list."""

    runs: tuple[Run, ...]
    bullet: bool = False

    @property
    def plain(self) -> str:
        """Its words without weight."""
        return "".join(run.text for run in self.runs)


Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """The long texts in one language."""

    rights: Blocks = ()
    signatures: Blocks = ()
    cover: Blocks = ()
    window_test: Blocks = ()


NO_TEXTS: Final = PaperTexts()


def load_texts(language: str, folder: Path = TEXTS_DIR) -> PaperTexts:
    """Read the texts of a language ("da" or "en") from ``folder``.

    Raises:
        FileNotFoundError: when a text is missing.
    """

    def text(name: str) -> Blocks:
        return blocks((folder / language / f"{name}.md").read_text("utf-8"))

    return PaperTexts(text("rights"), text("signatures"), text("cover"), text("window_test"))


def blocks(markdown: str) -> Blocks:
    """Read paragraphs, points of a list («- ») and bold («**»); all else stands as written."""
    found: list[list[str]] = []
    open_block = False
    for line in markdown.lstrip("\ufeff").splitlines():
        stripped = line.strip()
        if not stripped:
            open_block = False
        elif open_block and not stripped.startswith(_BULLET):
            found[-1].append(stripped)
        else:
            found.append([stripped])
            open_block = True
    return tuple(_block(" ".join(lines)) for lines in found)


def _block(text: str) -> Block:
    bullet = text.startswith(_BULLET)
    # Splitting at a pattern with one group gives plain and bold stretches by turns.
    stretches = _BOLD.split(text[2:].lstrip() if bullet else text)
    runs = (Run(stretch, bold=index % 2 == 1) for index, stretch in enumerate(stretches))
    return Block(tuple(run for run in runs if run.text), bullet)
