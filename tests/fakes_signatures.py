"""The signatures on paper of the store in memory."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.ports import NotFound, Stale
from plans.scans import Scan, ScanMark
from plans.signatures import Signature

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakeSignatures:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def get(self, signature_id: UUID) -> Signature:
        if signature_id not in self._work.now.signatures:
            raise NotFound
        return self._work.now.signatures[signature_id]

    def of_plan(self, plan_id: UUID) -> tuple[Signature, ...]:
        mine = [each for each in self._work.now.signatures.values() if each.plan_id == plan_id]
        mine.sort(key=lambda each: (each.signing.signed_on, each.at))
        return tuple(sorted(mine, key=lambda each: -each.signing.number))

    def add(self, signature: Signature) -> None:
        def step(kept: "Kept") -> None:
            if any(_same(each, signature) for each in kept.signatures.values()):
                raise Stale
            kept.signatures[signature.id] = signature

        self._work.do(step, self._touch(signature))

    def save(self, signature: Signature) -> None:
        before = self._work.now.signatures[signature.id]

        def step(kept: "Kept") -> None:
            if kept.signatures[signature.id] not in (before, signature):
                raise Stale
            kept.signatures[signature.id] = signature

        self._work.do(step, self._touch(signature))

    def add_scan(self, signature_id: UUID, mark: ScanMark, content: bytes) -> None:
        assert signature_id in self._work.now.signatures
        made = (self._work.member.id, self._work.clock.now(), mark.size)

        def step(kept: "Kept") -> None:
            kept.scans[mark.id] = Scan(mark.media_type, content)
            kept.attached.append(made)

        self._work.do(step)

    def attached_since(self, moment: datetime) -> tuple[int, int]:
        me = self._work.member.id
        found = [size for who, at, size in self._work.now.attached if who == me and at > moment]
        return len(found), sum(found)

    def scan(self, mark: ScanMark) -> Scan:
        if mark.id not in self._work.now.scans:
            raise NotFound
        return self._work.now.scans[mark.id]

    def _touch(self, signature: Signature) -> Changes:
        citizen_id = self._work.plans.get(signature.plan_id).citizen_id
        return Changes(frozenset({citizen_id}), frozenset({signature.plan_id}))


def _same(one: Signature, other: Signature) -> bool:
    """Whether both stand, of the same person on the same version."""
    standing = one.withdrawn is None and other.withdrawn is None
    mine, its = one.signing, other.signing
    return standing and (one.plan_id, mine.number, mine.signer, mine.name) == (
        other.plan_id,
        its.number,
        its.signer,
        its.name,
    )
