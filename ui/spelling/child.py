"""The program of the process that asks hunspell; it stands alone and imports nothing of ours.

Hunspell holds Python's lock while it works, up to a third of a second for one suggestion, and a
damaged dictionary may end its process: in a process of its own it disturbs nobody who types. One
line of JSON comes in and one goes out; words are kept nowhere.
"""

import ctypes
import json
import sys
from typing import Any

MOST_SUGGESTIONS = 7


def answer(checker: Any, asked: dict[str, Any]) -> list[str]:
    """Do what one line asks: words that are wrong, or suggestions for one."""
    if "check" in asked:
        return [word for word in asked["check"] if not _right(checker, word)]
    word = asked["suggest"]
    try:
        return list(checker.suggest(word))[:MOST_SUGGESTIONS]
    except UnicodeError:
        return []


def _right(checker: Any, word: str) -> bool:
    try:
        return bool(checker.spell(word))
    except UnicodeError:
        # The dictionary's alphabet lacks a letter, so it cannot know the word.
        return False


def main(folder: str, name: str) -> None:
    """Load the dictionary, say so, and answer until nobody asks any more."""
    _leave_no_dump()
    # The library is slow to load, and the program that reads this module needs it not.
    from hunspell import Hunspell  # type: ignore[import-untyped]  # noqa: PLC0415

    checker = Hunspell(name, hunspell_data_dir=folder, system_encoding="UTF-8")
    _say([])
    for line in sys.stdin:
        _say(answer(checker, json.loads(line)))


def _leave_no_dump() -> None:
    """A library that breaks down must not leave the words of a text in a dump of its memory."""
    if sys.platform.startswith("linux"):
        prctl_set_dumpable = 4
        ctypes.CDLL(None).prctl(prctl_set_dumpable, 0, 0, 0, 0)


def _say(words: list[str]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
