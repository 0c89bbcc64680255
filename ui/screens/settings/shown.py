"""What the settings screen shows: plain values."""

from dataclasses import dataclass
from typing import Literal

Part = Literal[
    "mine",
    "spelling",
    "calendar",
    "lock",
    "absence",
    "password",
    "sign_in",
    "windows",
    "sender",
    "window",
    "counts",
    "mappings",
    "store",
    "lists",
]


@dataclass(frozen=True, slots=True)
class Mine:
    """How this person likes Samplan on this PC."""

    language: str
    mode: str
    text_scale: int
    dictionary_folder: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the papers."""

    name: str
    sender_line: str
    phone: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the envelope's window, as text in the language in use."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class WindowLine:
    """A program that is signed in by one's own login: where, and since when."""

    place: str
    since: str
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the store."""

    label: str
    text: str
