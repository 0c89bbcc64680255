"""Somebody who writes in the log behind the program's back, at random."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from plans.log_chain import LogFault, LogRow, Seal, SealMark, faults_in, next_seal

_WORDS = ("Bo", "Karla\x1fJens", "", "-", "ÆØÅ 🙂", "3:abc", "se planen", "\x1f")
_FIELDS = ("at", "staff_id", "staff_name", "role", "action", "citizen_id", "subject",
           "subject_id", "why", "related", "transaction", "id")  # fmt: skip
_SEAL_FIELDS = ("number", "at", "rows", "root", "previous", "hash")


@dataclass
class Kept:
    """A log as it lies in a store, and the seal that was seen outside it."""

    rows: list[LogRow]
    seals: list[Seal]
    seen: SealMark

    def faults(self) -> list[LogFault]:
        last = len(self.rows) + len(self.seals) + 99
        rows = sorted(self.rows, key=lambda row: (row.seal or last, row.id))
        seals = sorted(self.seals, key=lambda seal: seal.number)
        return list(faults_in(seals, rows, [self.seen]))


def any_row(chance: random.Random) -> LogRow:
    """Make a row as any that the program could write."""
    return LogRow(
        id=UUID(int=chance.getrandbits(128)),
        at=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(microseconds=chance.getrandbits(41)),
        staff_id=UUID(int=chance.getrandbits(128)),
        staff_name=chance.choice(_WORDS),
        role=chance.choice(("caseworker", "team_lead")),
        action=chance.choice(("view", "change", "print")),
        citizen_id=chance.choice((None, UUID(int=chance.getrandbits(128)))),
        subject=chance.choice(_WORDS),
        subject_id=chance.choice((None, UUID(int=chance.getrandbits(128)))),
        why=chance.choice(_WORDS),
        related=chance.random() < 0.5,
        transaction=chance.choice((None, chance.getrandbits(40))),
    ).hashed()


def any_log(chance: random.Random) -> Kept:
    """Make a log of a few seals and some rows that have none yet."""
    rows: list[LogRow] = []
    seals: list[Seal] = []
    for number in range(1, chance.randint(2, 5)):
        some = [replace(any_row(chance), seal=number) for _row in range(chance.randint(2, 6))]
        some.sort(key=lambda row: row.id)
        at = datetime(2026, 11, 20 + number, tzinfo=UTC)
        before = seals[-1] if seals else None
        seals.append(next_seal(before, [row.hash for row in some], at))
        rows += some
    rows += [any_row(chance) for _row in range(chance.randint(0, 3))]
    return Kept(rows, seals, seals[-1].mark)


def _change(row: LogRow, chance: random.Random) -> LogRow:
    """Change one field of a row to something else."""
    name, other = chance.choice(_FIELDS), any_row(chance)
    while getattr(other, name) == getattr(row, name):
        other = any_row(chance)
    return replace(row, **{name: getattr(other, name)})


def _edit(kept: Kept, chance: random.Random) -> None:
    place = chance.randrange(len(kept.rows))
    kept.rows[place] = _change(kept.rows[place], chance)


def _sealed(kept: Kept, chance: random.Random) -> int:
    return chance.choice([place for place, row in enumerate(kept.rows) if row.seal is not None])


def _edit_with_its_hash(kept: Kept, chance: random.Random) -> None:
    place = _sealed(kept, chance)
    kept.rows[place] = _change(kept.rows[place], chance).hashed()


def _delete(kept: Kept, chance: random.Random) -> None:
    del kept.rows[_sealed(kept, chance)]


def _insert(kept: Kept, chance: random.Random) -> None:
    seal = kept.rows[_sealed(kept, chance)].seal
    kept.rows.append(replace(any_row(chance), seal=seal))


def _exchange_content(kept: Kept, chance: random.Random) -> None:
    """Let two rows change places: each keeps its id and its seal."""
    one, two = (kept.rows[place] for place in chance.sample(range(len(kept.rows)), 2))
    kept.rows.remove(one)
    kept.rows.remove(two)
    swapped = (replace(two, id=one.id, seal=one.seal), replace(one, id=two.id, seal=two.seal))
    kept.rows += [row.hashed() if chance.random() < 0.5 and row.seal else row for row in swapped]


def _move_to_another_seal(kept: Kept, chance: random.Random) -> None:
    place = _sealed(kept, chance)
    others = [None, 99, *(seal.number for seal in kept.seals)]
    others.remove(kept.rows[place].seal)
    kept.rows[place] = replace(kept.rows[place], seal=chance.choice(others))


def _edit_seal(kept: Kept, chance: random.Random) -> None:
    place, name = chance.randrange(len(kept.seals)), chance.choice(_SEAL_FIELDS)
    was = getattr(kept.seals[place], name)
    now = was + timedelta(1) if name == "at" else was + 7 if isinstance(was, int) else f"{was}0"
    kept.seals[place] = replace(kept.seals[place], **{name: now})


def _delete_seal(kept: Kept, chance: random.Random) -> None:
    seal = chance.choice(kept.seals)
    kept.seals.remove(seal)
    if chance.random() < 0.5:
        kept.rows = [row for row in kept.rows if row.seal != seal.number]


def _insert_seal(kept: Kept, chance: random.Random) -> None:
    before = chance.choice(kept.seals)
    made = next_seal(before, [any_row(chance).hash], before.at)
    kept.seals = [seal for seal in kept.seals if seal.number != made.number]
    kept.seals.append(made)


def _reorder_seals(kept: Kept, chance: random.Random) -> None:
    if len(kept.seals) < 2:
        _delete_seal(kept, chance)
        return
    one, two = chance.sample(range(len(kept.seals)), 2)
    first, second = kept.seals[one], kept.seals[two]
    kept.seals[one] = replace(second, number=first.number)
    kept.seals[two] = replace(first, number=second.number)


def _write_all_anew(kept: Kept, chance: random.Random) -> None:
    """Take a row away and seal all that is left again: whole in itself."""
    del kept.rows[_sealed(kept, chance)]
    seals: list[Seal] = []
    for old in kept.seals:
        rows = sorted((row for row in kept.rows if row.seal == old.number), key=lambda row: row.id)
        hashes = [row.hash for row in rows]
        seals.append(next_seal(seals[-1] if seals else None, hashes, old.at))
    kept.seals = seals


TAMPERINGS: tuple[Callable[[Kept, random.Random], None], ...] = (
    _edit,
    _edit_with_its_hash,
    _delete,
    _insert,
    _exchange_content,
    _move_to_another_seal,
    _edit_seal,
    _delete_seal,
    _insert_seal,
    _reorder_seals,
    _write_all_anew,
)


def missed(times: int, seed: int = 0) -> list[str]:
    """Tamper with fresh logs, a kind after the other; name those that were not found."""
    chance = random.Random(seed)
    found = []
    for turn in range(times):
        kept, tamper = any_log(chance), TAMPERINGS[turn % len(TAMPERINGS)]
        tamper(kept, chance)
        if not kept.faults():
            found.append(f"{turn}: {tamper.__name__}")
    return found
