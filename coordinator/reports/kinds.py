"""The kinds of paper that a joint plan is printed as, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from coordinator.i18n import N_


class PaperKind(StrEnum):
    """What a plan can be printed as (domain.md § 7.3, experience.md 4.14)."""

    CITIZEN = "citizen"
    OVERVIEW = "overview"
    CORE_TEAM = "core_team"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What is known of a kind of paper before one is made.

    ``for_citizen`` goes to the citizen alone; ``per_person`` is made for one accountable person,
    who may be the citizen. ``file_name`` tells of nobody and has the place ``{date}``; ``under``
    says in a line what it is, where the name does not. The texts are to be looked up with ``_``.
    """

    name: str
    file_name: str
    under: str = ""
    for_citizen: bool = False
    per_person: bool = False


PAPER_FORMS: Final[Mapping[PaperKind, PaperForm]] = {
    PaperKind.CITIZEN: PaperForm(
        N_("The citizen's plan"),
        N_("joint-plan-{date}"),
        under=N_("The citizen's own words first"),
        for_citizen=True,
    ),
    PaperKind.OVERVIEW: PaperForm(
        N_("Plan on one page"),
        N_("joint-plan-{date}-one-page"),
        for_citizen=True,
    ),
    PaperKind.CORE_TEAM: PaperForm(
        N_("For the core team"),
        N_("joint-plan-{date}-core-team"),
        under=N_("Without address and phone"),
    ),
    PaperKind.TASKS: PaperForm(
        N_("Task list"),
        N_("joint-plan-{date}-tasks"),
        per_person=True,
    ),
}

# The citizen as somebody who is accountable for tasks; others have the key of their own.
CITIZEN_KEY: Final = "citizen"
# Everybody who is accountable for tasks, each list on pages of its own.
EVERYBODY: Final = "everybody"


@dataclass(frozen=True, slots=True)
class PaperKey:
    """Which of the papers of a version: its kind, whose it is, and in large print or not.

    ``person`` is the key of an accountable person, empty for kinds that are not made per person.
    """

    kind: PaperKind = PaperKind.CITIZEN
    person: str = ""
    large: bool = False

    @property
    def for_citizen(self) -> bool:
        """Whether it goes to the citizen alone."""
        return PAPER_FORMS[self.kind].for_citizen or self.person == CITIZEN_KEY


CITIZENS_PLAN: Final = PaperKey()
