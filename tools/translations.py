"""Keep the Danish catalogue: extract what the program says, merge, report and compile.

The English text stands in the code and is the key; Danish stands in one PO file. Files below
``parts/`` are entries on their way into it.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = ROOT / "resources" / "locale" / "da" / "LC_MESSAGES"
CATALOGUE = MESSAGES / "samplan.po"
COMPILED = MESSAGES / "samplan.mo"
PARTS = ROOT / "resources" / "locale" / "da" / "parts"
SPEAKING = ("main.py", "plans", "coordinator", "db", "ui")
# Babel's own head names the day and asks for addresses, so it would change by itself.
HEAD = r"""# Danish texts of Samplan.
msgid ""
msgstr ""
"Project-Id-Version: Samplan\n"
"Language: da\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

Key = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One text of the program: its English, alone or with its plural, and where it stands."""

    key: Key
    places: tuple[str, ...]


def sources() -> Iterator[Path]:
    """Find every module that may say something."""
    for name in SPEAKING:
        path = ROOT / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.exists()


def extract() -> dict[str, Said]:
    """Collect what the program says, by English singular."""
    found: dict[str, Said] = {}
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        for _line, key, _comments, _context in extract_from_file("python", path, KEYWORDS):
            singular = key if isinstance(key, str) else key[0]
            before = found.get(singular, Said(key, ()))
            # A text that is used alone and with a plural needs the entry with the plural.
            wider = before.key if isinstance(before.key, tuple) else key
            found[singular] = Said(wider, tuple(sorted({*before.places, place})))
    return found


def read(path: Path) -> Catalog:
    """Read one PO file; it may lack the head.

    Raises:
        babel.messages.pofile.PoFileError: when the file is not well formed.
    """
    return read_po(BytesIO(path.read_bytes()), locale="da", charset="utf-8", abort_invalid=True)


def entries(catalogue: Catalog) -> Iterator[Message]:
    """Give the texts of a catalogue without its head."""
    return (message for message in catalogue if message.id)


def waiting_parts() -> list[Path]:
    """Find the entries that are not yet merged."""
    return sorted(PARTS.glob("*.po"))


def collect() -> tuple[dict[str, Message], list[str]]:
    """Read the catalogue and the waiting parts.

    Returns:
        The entries by English singular, and one line for each text with two Danish wordings.
    """
    merged: dict[str, Message] = {}
    clashes: list[str] = []
    for path in [*([CATALOGUE] if CATALOGUE.exists() else []), *waiting_parts()]:
        for message in entries(read(path)):
            singular = singular_of(message.id)
            before = merged.get(singular)
            if before is not None and before.string and danish(before)[-1] != danish(message)[-1]:
                clashes.append(f"{path.name}: {singular!r}: {danish(before)} or {danish(message)}")
            elif before is None or not before.string or isinstance(message.id, tuple):
                merged[singular] = message
    return merged, clashes


def singular_of(key: object) -> str:
    """Give the English singular of an entry's key."""
    return str(key[0]) if isinstance(key, tuple | list) else str(key)


def danish(message: Message) -> tuple[str, ...]:
    """Give an entry's Danish forms: one, or singular and plural."""
    forms = message.string or ""
    return (forms,) if isinstance(forms, str) else tuple(forms)


def merged_catalogue(texts: dict[str, Message]) -> Catalog:
    """Lay entries in one sorted catalogue, each with the modules that say it."""
    said = extract()
    catalogue = Catalog(locale="da", charset="utf-8")
    for singular in sorted(texts):
        message = texts[singular]
        places = said[singular].places if singular in said else ()
        catalogue.add(
            message.id,
            message.string,
            [(place, 0) for place in places],
            flags=message.flags - {"python-format", "python-brace-format"},
        )
    return catalogue


def merge() -> int:
    """Move the waiting parts into the catalogue and drop what the program no longer says."""
    texts, clashes = collect()
    if clashes:
        print("Two wordings for one text; keep one:", *clashes, sep="\n  ", file=sys.stderr)
        return 1
    said = extract()
    dropped = sorted(set(texts) - set(said))
    catalogue = merged_catalogue({key: text for key, text in texts.items() if key in said})
    MESSAGES.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        file.write(HEAD.encode())
        write_po(
            file, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=True
        )
    for part in waiting_parts():
        part.unlink()
    if PARTS.exists() and not any(PARTS.iterdir()):
        PARTS.rmdir()
    for singular in dropped:
        print(f"dropped, not in the code: {singular!r}")
    return report()


def report() -> int:
    """Print what has no Danish yet; 1 when something has none."""
    texts, _clashes = collect()
    missing = [
        said
        for singular, said in sorted(extract().items())
        if singular not in texts or not all(danish(texts[singular]))
    ]
    for said in missing:
        print(f"missing: {said.key!r}  ({', '.join(said.places)})")
    print(f"{len(texts)} Danish texts, {len(missing)} missing")
    return 1 if missing else 0


def compile_catalogue() -> int:
    """Write the binary catalogue that gettext reads, when it is older than its sources."""
    inputs = [path for path in [CATALOGUE, *waiting_parts()] if path.exists()]
    newest = max((path.stat().st_mtime for path in inputs), default=0.0)
    if COMPILED.exists() and COMPILED.stat().st_mtime > newest:
        return 0
    texts, _clashes = collect()
    catalogue = Catalog(locale="da", charset="utf-8")
    for message in texts.values():
        catalogue.add(message.id, message.string)
    MESSAGES.mkdir(parents=True, exist_ok=True)
    # A program that starts meanwhile finds the old file or the new one, never half of it.
    half = COMPILED.with_suffix(".part")
    with half.open("wb") as file:
        write_mo(file, catalogue)
    half.replace(COMPILED)
    return 0


def main() -> int:
    """Do one of the chores."""
    chores = {"compile": compile_catalogue, "merge": merge, "report": report}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chore", choices=chores)
    chosen: str = parser.parse_args().chore
    return chores[chosen]()


if __name__ == "__main__":
    sys.exit(main())
