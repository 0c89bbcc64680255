"""Where and when somebody signed in, and what is open by their login, as values and a face."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SignIn:
    """When somebody signed in, at a PC by its name; ``address`` is the server's word for where."""

    at: datetime
    pc: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A program that is signed in: since when and where; ``program`` when it is not Samplan."""

    since: datetime
    pc: str
    address: str
    program: str = ""
    mine: bool = False


class SignIns(Protocol):
    """Where who works here is signed in; nobody reads another's.

    ``mark`` is what the program's lines to a server are called by.
    """

    def begin(self, mark: str, pc: str) -> SignIn | None:
        """Keep that somebody signed in just now; give the last time before, at whatever PC."""

    def open_now(self, mark: str) -> tuple[OpenWindow, ...]:
        """List what is open at the server, the oldest first; nothing in a local store."""

    def keep_only(self, mark: str) -> None:
        """Let no program but the one with this mark come back, of those that are open now."""

    def end_others(self, mark: str) -> None:
        """End the lines of every other program; one that is kept from coming back stays out."""


class SignInWork(Protocol):
    """The part of a unit of work about who is signed in where."""

    @property
    def sign_ins(self) -> SignIns:
        """Where who works here is signed in."""
