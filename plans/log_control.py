"""Which looks of a week somebody should look at: by rules, and by a sample (domain.md § 7.2)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from plans.errors import RuleBroken

_FINDINGS: Final = UUID("0f0b6f5c-7a39-4a55-9a35-0c4a7a6f6a21")


class ControlRule(StrEnum):
    """What makes somebody look twice at a look."""

    OWN_NAME = "own_name"
    SURNAME = "surname"
    ADDRESS = "address"
    COLLEAGUE = "colleague"
    UNRELATED = "unrelated"
    NIGHT = "night"
    REFUSED = "refused"
    SAMPLE = "sample"


class Verdict(StrEnum):
    """What came of a control."""

    FINE = "fine"
    FOLLOW_UP = "follow_up"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class LoggedLook:
    """A row of the log, as the control sees it; ``at`` is in Danish time.

    A refusal is about nobody: of it ``subject`` is the code of the rule that refused.

    ``same_address``: a citizen with the name of who looked lives there. ``rare_surname``: few
    citizens have the surname of who looked.
    """

    id: UUID
    at: datetime
    staff_id: UUID
    staff_name: str
    action: str
    subject: str
    why: str
    related: bool
    citizen_id: UUID | None = None
    citizen_name: str = ""
    surname: str = ""
    same_address: bool = False
    rare_surname: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody did with one citizen in a week, or at night, and by which rules it was found.

    ``looks`` are the rows of the log, oldest first; ``citizen_id`` None: what is told is the
    number of looks at night, or of what was refused.
    """

    week: date
    staff_id: UUID
    staff_name: str
    citizen_id: UUID | None
    citizen_name: str
    rules: tuple[ControlRule, ...]
    looks: tuple[LoggedLook, ...]

    @property
    def id(self) -> UUID:
        """The same for the same week, person and citizen, whatever the rules are."""
        refused = self.rules == (ControlRule.REFUSED,)
        about = ControlRule.REFUSED if refused else self.citizen_id
        return uuid5(_FINDINGS, f"{self.week} {self.staff_id} {about}")


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What somebody who leads the unit thinks of a finding, in their words."""

    finding_id: UUID
    week: date
    staff_id: UUID
    citizen_id: UUID | None
    rules: tuple[ControlRule, ...]
    verdict: Verdict
    words: str
    by: str = ""
    at: datetime | None = None

    def require_words(self) -> None:
        """Refuse a verdict that asks for more, without saying what.

        Raises:
            RuleBroken: ``verdict-words-missing``.
        """
        if self.verdict is not Verdict.FINE and not self.words.strip():
            raise RuleBroken("verdict-words-missing")


@dataclass(frozen=True, slots=True)
class ControlWish:
    """What a municipality controls by: the rules that hold, each with its figure, and the night.

    The figure of ``UNRELATED``, ``NIGHT`` and ``REFUSED`` is from how many in a week it counts,
    that of ``SAMPLE`` how many are drawn; the others have none that matters here.
    """

    figures: Mapping[ControlRule, int]
    night_from: int
    night_to: int

    def at_night(self, at: datetime) -> bool:
        """Tell whether a moment is in the night."""
        if self.night_from < self.night_to:
            return self.night_from <= at.hour < self.night_to
        return at.hour >= self.night_from or at.hour < self.night_to


def week_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def findings_of(
    week: date,
    looks: Iterable[LoggedLook],
    wish: ControlWish,
    staff_names: Collection[str],
    refusals: Iterable[LoggedLook] = (),
) -> tuple[Finding, ...]:
    """Find what to look at in a week; ``looks`` and ``refusals`` are its own, oldest first."""
    by_pair: dict[tuple[UUID, UUID | None], list[LoggedLook]] = {}
    by_staff: dict[UUID, list[LoggedLook]] = {}
    for look in looks:
        by_pair.setdefault((look.staff_id, look.citizen_id), []).append(look)
        by_staff.setdefault(look.staff_id, []).append(look)
    names = {_plain(name) for name in staff_names}
    often = {who: _unrelated(mine) for who, mine in by_staff.items()}
    found: list[Finding] = []
    left: list[Finding] = []
    for pair in by_pair.values():
        rules = tuple(_rules(pair, wish, names, often[pair[0].staff_id]))
        (found if rules else left).append(_finding(week, pair, rules))
    at_night = (each for mine in by_staff.values() for each in mine if wish.at_night(each.at))
    found += _counted(week, ControlRule.NIGHT, at_night, wish)
    found += _counted(week, ControlRule.REFUSED, refusals, wish)
    found += _drawn(left, wish.figures.get(ControlRule.SAMPLE, 0))
    return tuple(sorted(found, key=_order))


def _rules(
    pair: list[LoggedLook], wish: ControlWish, names: Collection[str], often: int
) -> Iterator[ControlRule]:
    """Say by which rules what one person did with one citizen is found."""
    look = pair[0]
    who, whom = _plain(look.staff_name), _plain(look.citizen_name)
    unrelated = any(not each.related for each in pair)
    said = {
        ControlRule.OWN_NAME: who == whom,
        ControlRule.SURNAME: who != whom
        and look.rare_surname
        and who.split()[-1:] == _plain(look.surname).split()[-1:],
        ControlRule.ADDRESS: look.same_address and who != whom,
        ControlRule.COLLEAGUE: who != whom and whom in names,
        ControlRule.UNRELATED: unrelated and often >= wish.figures.get(ControlRule.UNRELATED, 1),
    }
    return (rule for rule, holds in said.items() if holds and rule in wish.figures)


def _counted(
    week: date, rule: ControlRule, looks: Iterable[LoggedLook], wish: ControlWish
) -> Iterator[Finding]:
    """Find whose rows of a kind are as many as the rule's figure."""
    fewest = wish.figures.get(rule)
    if fewest is None:
        return
    by_staff: dict[UUID, list[LoggedLook]] = {}
    for look in looks:
        by_staff.setdefault(look.staff_id, []).append(look)
    for mine in by_staff.values():
        if len(mine) >= fewest:
            who = (mine[0].staff_id, mine[0].staff_name)
            yield Finding(week, *who, None, "", (rule,), tuple(mine))


def _drawn(left: Iterable[Finding], size: int) -> Iterator[Finding]:
    """Draw a sample that is the same whenever it is asked for, and that nobody can foresee."""
    by_chance = sorted(left, key=_lot)
    for each in by_chance[:size]:
        yield Finding(
            each.week,
            each.staff_id,
            each.staff_name,
            each.citizen_id,
            each.citizen_name,
            (ControlRule.SAMPLE,),
            each.looks,
        )


def _lot(finding: Finding) -> bytes:
    # The id of a row is made by chance when it is written.
    return sha256(f"{finding.week} {finding.looks[0].id}".encode()).digest()


def _finding(week: date, pair: list[LoggedLook], rules: tuple[ControlRule, ...]) -> Finding:
    look = pair[0]
    return Finding(
        week,
        look.staff_id,
        look.staff_name,
        look.citizen_id,
        look.citizen_name,
        rules,
        tuple(pair),
    )


def _order(finding: Finding) -> tuple[int, str, datetime]:
    rules = list(ControlRule)
    return rules.index(finding.rules[0]), finding.staff_name, finding.looks[0].at


def _unrelated(looks: Iterable[LoggedLook]) -> int:
    """Count the citizens whom somebody looked at without having to do with them."""
    return len({look.citizen_id for look in looks if not look.related})


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
