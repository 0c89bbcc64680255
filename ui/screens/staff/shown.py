"""What «Medarbejdere» shows and what is typed there, as frozen values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line of the list; ``key`` names the person, ``area`` is the code of a service area."""

    key: str
    name: str
    login: str
    role: str
    area: str
    area_name: str
    team: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class PeopleShown:
    """The list: who can sign in, who cannot; ``searched`` when something was typed."""

    open_ones: tuple[PersonLine, ...]
    closed_ones: tuple[PersonLine, ...]
    searched: bool


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """What stands in the form: codes for role and service area, "" for none."""

    login: str = ""
    name: str = ""
    role: str = ""
    area: str = ""
    team: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person, or a new one where ``key`` is empty.

    ``held`` says line by line what they answer for, which must be moved before they can leave;
    ``on_server``: a new login gets a password or none. ``is_self``: their own page.
    """

    key: str
    title: str
    subtitle: str
    typed: TypedPerson
    roles: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    is_open: bool = False
    held: tuple[str, ...] = ()
    on_server: bool = False
    is_self: bool = False
