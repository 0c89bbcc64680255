"""One process at a time in a local store."""

import getpass
import os
import socket
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from coordinator.store_errors import StoreAlreadyOpen, StoreNotThere, StoreReadOnly


class StoreLock:
    """Holds a local store for this process, which may connect as often as it likes.

    The operating system holds the lock, so it ends with the process, however that ends.
    """

    def __init__(self, store: Path) -> None:
        self._lock = FileLock(
            store.with_name(f"{store.name}.lock"),
            timeout=0,
            mode=0o600,
            thread_local=False,  # taken by one thread, given back by another
        )
        # Beside the lock, since Windows lets nobody else read a locked file.
        self._holder = store.with_name(f"{store.name}.holder")
        self._store = store

    def acquire(self) -> None:
        """Take the store.

        Raises:
            StoreAlreadyOpen: somebody else has it (facts: path, holder).
            StoreNotThere: its folder does not exist.
            StoreReadOnly: its folder may not be written in.
        """
        if not self._store.parent.is_dir():
            raise StoreNotThere(path=self._store)
        try:
            self._lock.acquire()
            self._holder.write_text(_who(), encoding="utf-8")
        except Timeout:
            raise StoreAlreadyOpen(path=self._store, holder=self._told_holder()) from None
        except OSError:
            self._lock.release()
            raise StoreReadOnly(path=self._store) from None

    def release(self) -> None:
        """Give the store back."""
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()

    def _told_holder(self) -> str:
        try:
            return self._holder.read_text(encoding="utf-8")[:100]
        except (OSError, UnicodeDecodeError):
            return "?"


def _who() -> str:
    """Name process, PC and sign-in: where several share a PC, they learn whom to ask."""
    try:
        person = f", {getpass.getuser()}"
    except (OSError, KeyError):  # no such account: a container, a service
        person = ""
    return f"{os.getpid()}, {socket.gethostname()}{person}"
