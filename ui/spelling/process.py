"""A dictionary in a process of its own; every method waits, so only the lane for text calls it."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from ui.spelling.dictionary import NAME, DictionaryBroken, check_files, find_folder

_CHILD: Final = Path(__file__).with_name("child.py")
# On Windows, a program without a console would otherwise open one.
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class SpellingProcess:
    """Asks hunspell through a pipe: typing never waits for it, and its end is not ours."""

    def __init__(self, folder: Path) -> None:
        check_files(folder)
        self.folder: Final = folder
        self._process: Final = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-I", str(_CHILD), str(folder), NAME],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            creationflags=_NO_WINDOW,
        )
        try:
            self._hear()
        except DictionaryBroken:
            self.close()
            raise

    def wrong(self, words: tuple[str, ...]) -> frozenset[str]:
        """Give those that are misspelled."""
        return frozenset(self._ask({"check": words}))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Give words that may have been meant, the likeliest first."""
        return tuple(self._ask({"suggest": word}))

    def close(self) -> None:
        """End the process; a question under way fails."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                # What was still on its way to a process that has ended is nobody's.
                with contextlib.suppress(OSError):
                    pipe.close()

    def _ask(self, question: dict[str, object]) -> list[str]:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            pipe.write(json.dumps(question) + "\n")
            pipe.flush()
        except (OSError, ValueError) as error:
            raise DictionaryBroken from error
        return self._hear()

    def _hear(self) -> list[str]:
        pipe = self._process.stdout
        assert pipe is not None
        try:
            heard = json.loads(pipe.readline())
        except (OSError, ValueError) as error:
            raise DictionaryBroken from error
        return [str(word) for word in heard]


def open_dictionary(chosen: str) -> SpellingProcess:
    """Open the dictionary in the chosen folder, or the first that this PC has.

    Raises:
        DictionaryMissing: when there is none.
        DictionaryBroken: when it cannot be read.
    """
    return SpellingProcess(find_folder(chosen))
