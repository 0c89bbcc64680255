"""What a week's looks give to look at."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest

from plans.errors import RuleBroken
from plans.log_control import (
    ControlRule,
    ControlWish,
    Finding,
    LoggedLook,
    LogVerdict,
    Verdict,
    findings_of,
    week_of,
)

WEEK = date(2026, 11, 9)
ALL = ControlWish(dict.fromkeys(ControlRule, 1) | {ControlRule.SAMPLE: 0}, 22, 6)
NAMES = ("Mette Prøvegaard", "Jens Udkast", "Amira Skitse")
R = ControlRule


def look(number: int, whom: str = "Bo Testrup", **changes) -> LoggedLook:
    made = LoggedLook(
        UUID(int=number), datetime(2026, 11, 10, 10) + timedelta(minutes=number), UUID(int=1),
        "Mette Prøvegaard", "view", "citizen", "", True, uuid5(NAMESPACE_OID, whom), whom,
        whom.rsplit(maxsplit=1)[-1],
    )  # fmt: skip
    return replace(made, **changes)


def found(*looks: LoggedLook, wish: ControlWish = ALL) -> tuple[Finding, ...]:
    return findings_of(WEEK, looks, wish, NAMES)


def rules(*looks: LoggedLook, wish: ControlWish = ALL) -> list[tuple[ControlRule, ...]]:
    return [each.rules for each in found(*looks, wish=wish)]


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (look(1), []),
        (look(1, "mette  PRØVEGAARD"), [(R.OWN_NAME,)]),
        (look(1, "Ida Prøvegaard", rare_surname=True), [(R.SURNAME,)]),
        (look(1, "Ida Prøvegaard", rare_surname=False), []),
        (look(1, "Ida Prøve", rare_surname=True), []),
        (look(1, same_address=True), [(R.ADDRESS,)]),
        (look(1, "Jens Udkast"), [(R.COLLEAGUE,)]),
        (look(1, related=False), [(R.UNRELATED,)]),
        (look(1, at=datetime(2026, 11, 10, 23)), [(R.NIGHT,)]),
        (look(1, at=datetime(2026, 11, 10, 5, 59)), [(R.NIGHT,)]),
        (look(1, at=datetime(2026, 11, 10, 6)), []),
    ],
)
def test_each_rule_finds_its_own(seen, told):
    assert rules(seen) == told


def test_a_rule_that_does_not_hold_finds_nothing():
    none = ControlWish({}, 22, 6)
    odd = look(1, "Jens Udkast", related=False, same_address=True, at=datetime(2026, 11, 10, 23))
    assert rules(odd, wish=none) == []


def test_one_person_and_one_citizen_are_one_finding_with_all_its_looks():
    (finding,) = found(look(1, "Jens Udkast"), look(2, "Jens Udkast", related=False))
    assert finding.rules == (R.COLLEAGUE, R.UNRELATED)
    assert [each.id.int for each in finding.looks] == [1, 2]


def test_looks_without_relation_count_from_the_figure_on():
    wish = replace(ALL, figures={R.UNRELATED: 2})
    one, other = look(1, related=False), look(2, "Karla Prøvesen", related=False)
    assert rules(one, look(3, related=False), wish=wish) == []
    assert rules(one, other, wish=wish) == [(R.UNRELATED,)] * 2


def test_the_night_is_told_by_person_and_may_lie_within_a_day():
    wish = ControlWish({R.NIGHT: 2}, 1, 5)
    night = [look(n, at=datetime(2026, 11, 10, 3, n)) for n in (1, 2)]
    (finding,) = found(*night, look(9), wish=wish)
    assert (finding.citizen_id, finding.citizen_name, len(finding.looks)) == (None, "", 2)
    assert rules(night[0], wish=wish) == []


def test_a_sample_is_drawn_from_what_no_rule_found_and_stays_the_same():
    wish = ControlWish({R.SAMPLE: 3, R.COLLEAGUE: 1}, 22, 6)
    looks = [look(n, f"Borger {n}") for n in range(1, 30)] + [look(40, "Jens Udkast")]
    first, again = found(*looks, wish=wish), found(*reversed(looks), wish=wish)
    assert [each.rules for each in first] == [(R.COLLEAGUE,)] + [(R.SAMPLE,)] * 3
    assert {each.id for each in first} == {each.id for each in again}


def test_a_finding_keeps_its_id_when_the_rules_change():
    (one,) = found(look(1, "Jens Udkast"))
    (other,) = found(look(1, "Jens Udkast", related=False))
    assert one.id == other.id
    assert replace(one, week=WEEK + timedelta(7)).id != one.id


def test_a_week_begins_on_monday():
    assert week_of(date(2026, 11, 15)) == WEEK == week_of(WEEK)


def test_what_is_not_fine_needs_words():
    made = LogVerdict(UUID(int=1), WEEK, UUID(int=2), None, (), Verdict.FINE, " ")
    made.require_words()
    replace(made, verdict=Verdict.REPORTED, words="Skrevet til DPO").require_words()
    for verdict in (Verdict.FOLLOW_UP, Verdict.REPORTED):
        with pytest.raises(RuleBroken, match="verdict-words-missing"):
            replace(made, verdict=verdict).require_words()
