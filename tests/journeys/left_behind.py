"""What a sitting leaves on the disk and in the log: no word of what was typed in it.

Every sitting has a home, a profile and a folder for temporary files of its own, so that all that is
written while it lasts lies in one place.
"""

import logging
import os
import tempfile
from pathlib import Path

# Shorter words may stand anywhere by chance.
_FEWEST = 9
_HOMES = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_CACHE_HOME": "home/cache",
    "TMPDIR": "home/temporary",
}
_RUNNING: list["Traces"] = []


class Traces(logging.Handler):
    """Begins with a sitting; ``end`` tells where something typed was found."""

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.INFO)
        self._folder = folder
        self._said: list[str] = []
        self._typed: set[str] = set()
        self._before = {name: os.environ.get(name) for name in _HOMES}
        for name, place in _HOMES.items():
            (folder / place).mkdir(parents=True, exist_ok=True)
            os.environ[name] = str(folder / place)
        self._temporary, tempfile.tempdir = tempfile.tempdir, str(folder / _HOMES["TMPDIR"])
        logging.getLogger().addHandler(self)
        _RUNNING.append(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what the log is told."""
        self._said.append(self.format(record))

    def end(self) -> list[str]:
        """Be as before, and give each place with the word that was found there."""
        _RUNNING.remove(self)
        logging.getLogger().removeHandler(self)
        tempfile.tempdir = self._temporary
        for name, value in self._before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        found = [f"log: {word}" for word in self._typed if word in "\n".join(self._said)]
        files = [each for each in self._folder.rglob("*") if each.is_file()]
        for file in files:
            held = file.read_bytes()
            found += [f"{file}: {word}" for word in self._typed if _holds(held, file, word)]
        return found


def note_typed(text: str) -> None:
    """Remember what somebody typed, so that it is searched for at the end."""
    # A path is typed to name a file.
    if len(text.strip()) >= _FEWEST and "/" not in text:
        for each in _RUNNING:
            each._typed.add(text.strip())


def _holds(held: bytes, file: Path, word: str) -> bool:
    return word in str(file) or any(word.encode(code) in held for code in ("utf-8", "utf-16-le"))
