"""The help for each screen, kept as small Markdown files in both languages."""

from dataclasses import dataclass
from pathlib import Path

from coordinator.reports.texts import TEXTS_DIR, Blocks, blocks


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A part of the help; the first has no title and says what the screen is for."""

    title: str
    blocks: Blocks


def help_for(screen: str, language: str, folder: Path = TEXTS_DIR) -> tuple[HelpSection, ...]:
    """Read the help for a screen in a language ("da" or "en"); nothing where there is none.

    A point that begins in bold is a key, as Qt writes it, and what it does.
    """
    path = folder / language / "help" / f"{screen}.md"
    if not path.is_file():
        return ()
    parts = f"\n{path.read_text('utf-8')}".split("\n## ")
    titled = (part.partition("\n") for part in parts[1:])
    return (
        HelpSection("", blocks(parts[0])),
        *(HelpSection(title.strip(), blocks(text)) for title, _line, text in titled),
    )
