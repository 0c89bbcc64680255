"""Column mappings: data files that say which heading of an export holds which field."""

import json
import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from coordinator.imports.kinds import FIELDS, ImportKind
from coordinator.imports.refusal import ImportRefused

SHIPPED_DIR: Final = (
    Path(__file__).resolve().parent.parent.parent / "resources" / "codes" / "import_mappings"
)
_NOT_WORD = re.compile(r"[\W_]+")
_DATE_FORMAT = re.compile(r"(dd|mm|yyyy)([-./ ]?)(dd|mm|yyyy)([-./ ]?)(dd|mm|yyyy)")


def folded(heading: str) -> str:
    """Give a heading without case, spaces and signs: «CPR-nr.» and «cpr nr» are one."""
    return _NOT_WORD.sub("", heading.casefold())


@dataclass(frozen=True, slots=True)
class Mapping:
    """How to read one kind of file; made from a JSON file, and saved as one."""

    kind: ImportKind
    title: str
    headings: MappingOf[str, tuple[str, ...]]
    date_formats: tuple[str, ...]
    yes: frozenset[str]
    no: frozenset[str]
    family_first: bool
    values: MappingOf[str, MappingOf[str, str]]

    @classmethod
    def from_json(cls, kind: ImportKind, text: str, *, name: str) -> "Mapping":
        """Read a mapping file.

        Raises:
            ImportRefused: ``mapping-broken`` when it is no mapping of this kind.
        """
        try:
            return _checked(kind, json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ImportRefused("mapping-broken", name=name) from error

    def to_json(self) -> str:
        """Write the mapping as a file that a municipality keeps and edits."""
        content = {
            "kind": self.kind.value,
            "title": self.title,
            "headings": {field: list(names) for field, names in self.headings.items()},
            "date_formats": list(self.date_formats),
            "yes": sorted(self.yes),
            "no": sorted(self.no),
            "name_order": "family given" if self.family_first else "given family",
            "values": {field: dict(words) for field, words in self.values.items()},
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def columns(self, found: Sequence[str]) -> dict[str, int]:
        """Find the column (index from 0) of each field among the headings ``found``.

        Where two columns would do, the heading that stands first in the mapping wins.
        """
        places: dict[str, int] = {}
        for index, heading in enumerate(found):
            places.setdefault(folded(heading), index)
        places.pop("", None)
        result: dict[str, int] = {}
        for field, names in self.headings.items():
            hit = next((places[name] for each in names if (name := folded(each)) in places), None)
            if hit is not None:
                result[field] = hit
        return result

    def with_columns(self, chosen: MappingOf[str, str]) -> "Mapping":
        """Give a mapping in which each heading stands for the chosen field; "" means ignore it."""
        taken = {folded(heading) for heading in chosen}
        headings = {
            field: tuple(name for name in names if folded(name) not in taken)
            for field, names in self.headings.items()
        }
        for heading, field in chosen.items():
            if field:
                headings[field] = (heading, *headings.get(field, ()))
        return replace(self, headings=headings)


def load_mapping(kind: ImportKind, own_folder: Path | None = None) -> Mapping:
    """Give the municipality's own mapping of ``kind`` if its folder has one, else the shipped.

    Raises:
        ImportRefused: ``mapping-broken``.
    """
    name = f"{kind.value}.json"
    own = own_folder / name if own_folder else None
    path = own if own is not None and own.is_file() else SHIPPED_DIR / name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRefused("mapping-broken", name=name) from error
    return Mapping.from_json(kind, text, name=name)


def date_pattern(form: str) -> tuple[re.Pattern[str], tuple[int, int, int]]:
    """Give the pattern of a date format such as ``dd-mm-yyyy`` and its year, month, day groups.

    A time of day after the date is allowed and not used.

    Raises:
        ValueError: when ``form`` is no date format.
    """
    hit = _DATE_FORMAT.fullmatch(form)
    parts = (hit[1], hit[3], hit[5]) if hit else ()
    if hit is None or len(set(parts)) != 3:
        raise ValueError(form)
    strict = not hit[2]  # without separators every figure must be there
    figures = {"dd": r"(\d{2})" if strict else r"(\d{1,2})", "yyyy": r"(\d{4})"}
    figures["mm"] = figures["dd"]
    body = figures[hit[1]] + re.escape(hit[2]) + figures[hit[3]] + re.escape(hit[4])
    pattern = re.compile(body + figures[hit[5]] + r"(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
    return pattern, (parts.index("yyyy") + 1, parts.index("mm") + 1, parts.index("dd") + 1)


def _checked(kind: ImportKind, content: dict[str, object]) -> Mapping:
    if content["kind"] != kind.value:
        raise ValueError(kind)
    named = content["headings"]
    if not isinstance(named, dict):
        raise TypeError(kind)
    headings = {str(field): _texts(names) for field, names in named.items()}
    if not set(headings) <= set(FIELDS[kind]):
        raise ValueError(kind)
    order = content.get("name_order", "given family")
    if order not in ("given family", "family given"):
        raise ValueError(kind)
    formats = _texts(content["date_formats"])
    for form in formats:
        date_pattern(form)
    return Mapping(
        kind=kind,
        title=str(content.get("title", "")),
        headings=headings,
        date_formats=formats,
        yes=frozenset(word.casefold() for word in _texts(content.get("yes", []))),
        no=frozenset(word.casefold() for word in _texts(content.get("no", []))),
        family_first=order == "family given",
        values=_value_maps(content.get("values", {})),
    )


def _value_maps(maps: object) -> dict[str, dict[str, str]]:
    if not isinstance(maps, dict):
        raise TypeError
    result: dict[str, dict[str, str]] = {}
    for field, words in maps.items():
        if not isinstance(words, dict):
            raise TypeError(field)
        result[field] = {str(word): str(code) for word, code in words.items()}
    return result


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError
    return tuple(value)
