"""Hears from a shared store's server what colleagues changed, on a line and a thread of its own."""

import threading
from collections.abc import Callable, Container
from contextlib import closing, suppress
from random import uniform
from time import monotonic
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg import sql

from coordinator.changes import Changes
from coordinator.store_errors import StoreUnavailable

Heard = Callable[[Changes], None]
# A line that is quiet is asked whether its channel is still the one: walls may be raised anew.
_QUIET_S: Final = 30.0
_MOMENT_S: Final = 0.25
# How long a program that closes waits for what listens, at most.
_PATIENCE_S: Final = 1.0
# Everybody comes back after a server's fall, so not all in the same moment.
_AGAIN_S: Final = (1.0, 4.0)
_ALL: Final = "all"


class Listener:
    """Tells of changes that others made; after a line that broke, that all may have changed."""

    def __init__(
        self, connect: Callable[[], psycopg.Connection[Any]], mine: Container[int], heard: Heard
    ) -> None:
        """Begin at ``listen``; ``mine`` are the processes of the server that write for us here."""
        self._connect = connect
        self._mine = mine
        self._heard = heard
        self._stopping: Final = threading.Event()
        self._thread: Final = threading.Thread(target=self._run, name="listener", daemon=True)

    def listen(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop, and wait a moment until it has: a window that closes waits for no server."""
        self._stopping.set()
        self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        first = True
        while not self._stopping.is_set():
            # The screens tell of a server that is away when they ask it; this only comes back.
            with (
                suppress(psycopg.Error, StoreUnavailable),
                closing(self._connect()) as line,
            ):
                line.autocommit = True
                self._hear_on(line, first=first)
            first = False
            self._stopping.wait(uniform(*_AGAIN_S))  # noqa: S311 - spreads people, keeps no secret

    def _hear_on(self, line: psycopg.Connection[Any], *, first: bool) -> None:
        channel = self._tune(line, "")
        if not channel:
            # A login of nobody in staff is told nothing.
            self._stopping.set()
            return
        if not first:
            # What was told while the line was broken is not told again.
            self._heard(Changes(everything=True))
        asked = monotonic()
        while channel and not self._stopping.is_set():
            for news in line.notifies(timeout=_MOMENT_S):
                changes = _read(news.payload)
                if changes and news.pid not in self._mine:
                    self._heard(changes)
            if monotonic() - asked > _QUIET_S:
                asked, before = monotonic(), channel
                channel = self._tune(line, before)
                if channel != before:
                    self._heard(Changes(everything=True))

    def _tune(self, line: psycopg.Connection[Any], channel: str) -> str:
        """Listen on the channel that is mine, when it is another than the one so far."""
        (name,) = line.execute("SELECT access.my_channel()").fetchone() or (None,)
        if name and name != channel:
            line.execute("UNLISTEN *")
            line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(name)))
        return name or ""


def _read(payload: str) -> Changes:
    """Read what was changed: a citizen and the plans of theirs, or all."""
    if payload == _ALL:
        return Changes(everything=True)
    try:
        citizen, *plans = (UUID(each) for each in payload.split())
    except ValueError:
        # Anybody may send on a channel whose name they have; what is no news tells nothing.
        return Changes()
    return Changes(citizens=frozenset({citizen}), plans=frozenset(plans))
