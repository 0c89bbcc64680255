"""Keeps a store's log sealed while it is in use, and sees that no seal is gone."""

from collections.abc import Callable
from typing import Final

from coordinator.ports import AuditAction, AuditEntry
from coordinator.stores import LogDoubt
from db.seal_memory import Remembered, SealMemory
from db.unit_of_work import SqlUnitOfWork
from plans.log_chain import SealMark


class LogKeeper:
    """The seals of one store that is open here."""

    def __init__(self, begin: Callable[[], SqlUnitOfWork], memory: SealMemory | None) -> None:
        self._begin = begin
        self._memory: Final = memory
        self.doubt: LogDoubt | None = None
        self._in_use = False

    def open(self) -> None:
        """See whether the seal that was seen last is still there, then seal what is not."""
        self._in_use = True
        self.doubt = self._missed()
        if self.doubt is not None and self.doubt.restored_at is not None:
            self._note_restore(self.doubt)
        self.seal()

    def seal(self) -> SealMark | None:
        """Seal what is not sealed yet, remember the newest seal, and tell of it."""
        with self._begin() as work:
            if work.sealed_log.seal():
                work.commit()
            newest = work.sealed_log.newest()
        # What was missed stays remembered until somebody says why it is gone.
        alarmed = self.doubt is not None and self.doubt.restored_at is None
        memory = None if alarmed else self._memory
        if newest is not None and memory is not None and memory.read() != Remembered(newest):
            memory.keep(newest)
        return newest

    def close(self) -> None:
        """Seal the last rows of a store that was in use."""
        if self._in_use:
            self.seal()

    def accept(self) -> None:
        """Go on from the chain as it is."""
        self.doubt = None
        self.seal()

    def _missed(self) -> LogDoubt | None:
        known = None if self._memory is None else self._memory.read()
        if known is None:
            return None
        with self._begin() as work:
            if work.sealed_log.has(known.mark):
                return None
            return LogDoubt(known.mark, work.sealed_log.newest(), known.restored_at)

    def _note_restore(self, doubt: LogDoubt) -> None:
        """Tell everybody who reads the log that the store was put back, and to where."""
        told = f"{doubt.missed.number} {doubt.missed.hash}"
        entry = AuditEntry(AuditAction.RESTORE, subject="store", why=told, related=False)
        with self._begin() as work:
            work.audit.record(entry)
            work.commit()
