"""The words that the person at this PC added to the dictionary."""

import logging
from pathlib import Path
from typing import Final

from platformdirs import user_config_path

_LOG: Final = logging.getLogger(__name__)


def own_words_path() -> Path:
    """Name the file of the person who is logged in on this PC."""
    return user_config_path("Samplan", appauthor=False) / "own_words.txt"


def read_own_words(path: Path | None = None) -> frozenset[str]:
    """Read the words, one on each line; a missing or broken file has none."""
    try:
        text = (path or own_words_path()).read_text(encoding="utf-8")
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError):
        _LOG.info("own words cannot be read")
        return frozenset()
    return frozenset(line.strip() for line in text.splitlines() if line.strip())


def write_own_words(words: frozenset[str], path: Path | None = None) -> None:
    """Keep the words, readable by their owner alone.

    Raises:
        OSError: when they cannot be written.
    """
    target = path or own_words_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    target.write_text("".join(f"{word}\n" for word in sorted(words)), encoding="utf-8")
