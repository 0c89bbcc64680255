"""Finding the files of a Danish dictionary on this PC; Samplan ships none."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from platformdirs import user_data_path

NAME: Final = "da_DK"
_LINUX: Final = ("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts")
# Where LibreOffice and its kin keep theirs, under the folders for programs.
_UNDER_PROGRAMS: Final = (
    "LibreOffice*/share/extensions/dict-da",
    "LibreOffice*/share/extensions/dict-da/dictionaries",
    "OpenOffice*/share/extensions/dict-da",
    "Common Files/Microsoft Shared/PROOF",
    "hunspell/share/hunspell",
)


class DictionaryMissing(Exception):
    """There is no Danish dictionary where Samplan looks."""


class DictionaryBroken(Exception):
    """The dictionary cannot be read, or the process that reads it has ended."""


class Dictionary(Protocol):
    """Tells wrong words from right ones; slow, so it is asked on the lane for text."""

    @property
    def folder(self) -> Path:
        """Where its files are."""

    def wrong(self, words: tuple[str, ...]) -> frozenset[str]:
        """Give those that are misspelled."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Give words that may have been meant, the likeliest first."""

    def close(self) -> None:
        """Let go of it; a question under way fails."""


def find_folder(chosen: str, system: Iterable[Path] | None = None) -> Path:
    """Give the folder with ``da_DK.aff`` and ``da_DK.dic``: the chosen one, or the first known.

    Raises:
        DictionaryMissing: when no folder has both.
    """
    places = [Path(chosen)] if chosen else list(known_places() if system is None else system)
    for folder in places:
        if all((folder / f"{NAME}.{kind}").is_file() for kind in ("aff", "dic")):
            return folder
    raise DictionaryMissing


def known_places(environment: Mapping[str, str] = os.environ) -> Iterator[Path]:
    """Go through where dictionaries usually are: beside Samplan's data first."""
    yield user_data_path("Samplan", appauthor=False) / "dictionaries"
    yield from map(Path, _LINUX)
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"):
        if programs := environment.get(variable):
            for pattern in _UNDER_PROGRAMS:
                yield from sorted(Path(programs).glob(pattern))


def check_files(folder: Path) -> None:
    """Refuse files that are no dictionary, before the library trusts them.

    Raises:
        DictionaryBroken: when the encoding is unknown or the word list does not begin with its
            length.
    """
    try:
        rules = (folder / f"{NAME}.aff").read_bytes()
        with (folder / f"{NAME}.dic").open("rb") as file:
            first = file.readline(64)
            second = file.read(4096)
        rules.decode(_encoding(rules))
    except (OSError, LookupError, UnicodeDecodeError) as error:
        raise DictionaryBroken from error
    # Many write who made them behind the length.
    length = first.removeprefix(b"\xef\xbb\xbf").split()[:1]
    if not (length and length[0].isdigit()) or b"\0" in rules + second:
        raise DictionaryBroken


def _encoding(rules: bytes) -> str:
    """Read the line «SET»; without one, hunspell takes ISO 8859-1."""
    for line in rules.splitlines():
        parts = line.removeprefix(b"\xef\xbb\xbf").split()
        if len(parts) == 2 and parts[0] == b"SET":
            return parts[1].decode("ascii", "replace").replace("microsoft-cp", "cp")
    return "iso8859-1"
