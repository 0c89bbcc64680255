"""Redistributions that are forged: to take citizens over, or to hinder who leads their unit."""

from collections.abc import Iterator, Mapping
from typing import Final

from plans.people import StaffMember
from tests.attack.forging import Row, adds, changes
from tests.attack.line import Case
from tests.attack.stage import LEAD, MOVES, PARTICIPANT, SETS, STRANGER, Stage
from tests.builders import AMIRA, BO, HANNE, KARLA, LEFT, LIS, METTE, NINA, identity

_WHEN: Final = "2026-11-17T09:30:00Z"
_OWN: Final = "version = version + 1, changed_by = access.me()"


def cases(_stage: Stage) -> Iterator[Case]:
    """Give the cases of redistributions."""
    for (login, name), (table, row) in _ROWS.items():
        yield Case("redistributions", f"{login}: add {name}", login, adds(table, row))
    for (login, name), statements in _CHANGES.items():
        yield Case("redistributions", f"{login}: {name}", login, changes(*statements))


def _set(by: StaffMember, **more: object) -> tuple[str, Row]:
    row: dict[str, object] = {
        "by_id": by.id, "by_name": by.name, "at": _WHEN, "cause": "moved", "status": "running",
    }  # fmt: skip
    return "redistribution", row | more


def _move(who: str, giver: StaffMember, **more: object) -> tuple[str, Row]:
    row: dict[str, object] = {
        "redistribution_id": SETS[BO], "citizen_id": identity(who), "giver_id": giver.id,
        "giver_name": giver.name, "receiver_id": LIS.id, "receiver_name": LIS.name,
    }  # fmt: skip
    return "redistribution_move", row | more


def _handover(**more: object) -> tuple[str, Row]:
    """What Hanne may offer of Bo is what her set says: from Amira to Lis."""
    row: dict[str, object] = {
        "citizen_id": identity(BO), "kind": "redistribution", "cause": "moved",
        "giver_id": AMIRA.id, "giver_name": AMIRA.name, "receiver_id": LIS.id,
        "receiver_name": LIS.name, "by_id": HANNE.id, "by_name": HANNE.name, "at": _WHEN,
        "status": "offered", "note": "x", "redistribution_id": SETS[BO],
    }  # fmt: skip
    return "handover", row | more


_ROWS: Final[Mapping[tuple[str, str], tuple[str, Row]]] = {
    (STRANGER, "a set"): _set(AMIRA),
    (PARTICIPANT, "a set of one's own"): _set(AMIRA),
    (PARTICIPANT, "a set in the lead's name"): _set(HANNE),
    (LEAD, "a set in another's name"): _set(AMIRA),
    (LEAD, "a set that is undone"): _set(HANNE, status="undone"),
    (LEAD, "a set of no known state"): _set(HANNE, status="x"),
    (PARTICIPANT, "a citizen to a set"): _move(BO, AMIRA),
    (STRANGER, "a citizen to a set"): _move(KARLA, METTE),
    (LEAD, "another unit's citizen"): _move(KARLA, METTE),
    (LEAD, "a citizen whom the giver does not have"): _move(KARLA, AMIRA),
    (LEAD, "a hidden citizen as hindered"): _move(
        KARLA, AMIRA, closed_at=_WHEN, hindrance="redistribution-elsewhere"
    ),
    (LEAD, "a citizen to another unit's set"): _move(
        NINA, HANNE, redistribution_id=SETS[KARLA]
    ),
    (LEAD, "a citizen to who has left"): _move(NINA, HANNE, receiver_id=LEFT.id),
    (LEAD, "a citizen who is offered already"): _move(NINA, HANNE, tries=1),
    (LEAD, "a letter that nobody printed"): _move(NINA, HANNE, letter_number=1, letter_at=_WHEN),
    (LEAD, "an offer of another unit's set"): _handover(
        citizen_id=identity(KARLA), giver_id=METTE.id, redistribution_id=SETS[KARLA]
    ),
    (LEAD, "an offer to another than the set says"): _handover(receiver_id=METTE.id),
    (LEAD, "an offer for another cause than the set says"): _handover(cause="capacity"),
    (LEAD, "an offer of other days than the set says"): _handover(until="2030-01-01"),
    (PARTICIPANT, "an offer of the lead's set"): _handover(by_id=AMIRA.id, kind="lasting"),
}  # fmt: skip


def _of_set(what: str, who: str = BO) -> tuple[str, ...]:
    return (f"UPDATE redistribution SET {_OWN}, {what} WHERE id = '{SETS[who]}'",)


def _of_move(what: str, who: str = BO) -> tuple[str, ...]:
    return (f"UPDATE redistribution_move SET {_OWN}, {what} WHERE id = '{MOVES[who]}'",)


_CHANGES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    (PARTICIPANT, "pause the lead's set"): _of_set("status = 'paused'"),
    (PARTICIPANT, "be given to oneself"): _of_move(f"receiver_id = '{AMIRA.id}'"),
    (PARTICIPANT, "be done with oneself"): _of_move("closed_at = now()"),
    (STRANGER, "pause a known set"): _of_set("status = 'paused'"),
    (LEAD, "pause another unit's set"): _of_set("status = 'paused'", KARLA),
    (LEAD, "move in another unit's set"): _of_move("closed_at = now()", KARLA),
    (LEAD, "another cause"): _of_set("cause = 'capacity'"),
    (LEAD, "other days"): _of_set("until = '2030-01-01'"),
    (LEAD, "another note"): _of_set("note = 'x'"),
    (LEAD, "go on with what is undone"): (
        *_of_set("status = 'undone'"), *_of_set("status = 'running'")),
    (LEAD, "give another unit's instead"): _of_move(f"giver_id = '{METTE.id}'"),
    (LEAD, "another citizen instead"): _of_move(f"citizen_id = '{identity(NINA)}'"),
    (LEAD, "into another unit's set"): _of_move(f"redistribution_id = '{SETS[KARLA]}'"),
    (LEAD, "to who has left"): _of_move(f"receiver_id = '{LEFT.id}'"),
    (LEAD, "say it is offered by another's offer"): _of_move(
        f"handover_id = '{identity('offered')}'"),
    (LEAD, "count a letter that nobody may have"): _of_move(
        "letter_number = 1, letter_at = now()"),
    (LEAD, "open what was taken out"): (
        *_of_move("closed_at = now()"), *_of_move("closed_at = NULL")),
}  # fmt: skip
