"""A line to a server that breaks at COMMIT now and then; it sees nothing but encrypted bytes.

``python -m tests.drill.cutting_line PORT ONE_IN SEED``: passes everything on to a server at a port
of this machine, prints the port that it listens at, and one line for each cut. It ends when its
standard input does.

In TLS 1.3 a record is as long as what is in it and 17 bytes, so a COMMIT is known by its length.
"""

import asyncio
import sys
from random import Random
from typing import Any, Final

# "Q", four bytes of length, "COMMIT" and a zero; the kind of the content and the seal of TLS.
_COMMIT: Final = 12 + 17
_HEAD: Final = 5
_DATA: Final = 0x17
# What libpq sends first, in clear: that it wants TLS.
_ASKS_FOR_TLS: Final = 8
# Where it breaks: before the server has it; when it has it, maybe; before its answer; in the midst.
PLACES: Final = ("unsent", "at once", "unanswered", "torn")


class Passage:
    """One connection, both ways."""

    def __init__(self, one_in: int, chance: Random) -> None:
        self._one_in, self._chance = one_in, chance
        self._left = _ASKS_FOR_TLS
        self._waiting = b""
        self._cut_answer = ""
        self.client: Any = None
        self.server: Any = None

    def to_server(self, data: bytes) -> None:
        """Pass on what the client sends, and cut where chance says so."""
        clear, data = data[: self._left], data[self._left :]
        self._left -= len(clear)
        self.server.write(clear)
        self._waiting += data
        while len(self._waiting) >= _HEAD:
            whole = _HEAD + int.from_bytes(self._waiting[3:5], "big")
            if len(self._waiting) < whole:
                return
            record, self._waiting = self._waiting[:whole], self._waiting[whole:]
            commits = record[0] == _DATA and whole == _HEAD + _COMMIT
            if commits and self._chance.randrange(self._one_in) == 0:
                self._cut(self._chance.choice(PLACES), record)
                return
            self.server.write(record)

    def to_client(self, data: bytes) -> None:
        """Pass on what the server answers."""
        if self._cut_answer:
            if self._cut_answer == "torn":
                self.client.write(data[: len(data) // 2])
            self._end()
        else:
            self.client.write(data)

    def _cut(self, place: str, record: bytes) -> None:
        sys.stdout.write(f"{place}\n")
        sys.stdout.flush()
        if place != "unsent":
            self.server.write(record)
        if place in {"unanswered", "torn"}:
            self._cut_answer = place
        else:
            self._end()

    def _end(self) -> None:
        for each in (self.client, self.server):
            each.close()


class _Server(asyncio.Protocol):
    """The end at the server."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage

    def data_received(self, data: bytes) -> None:
        self._passage.to_client(data)

    def connection_lost(self, _error: Exception | None) -> None:
        self._passage.client.close()


class _Client(asyncio.Protocol):
    """The end at the client; what it sends before the server is reached waits."""

    def __init__(self, port: int, passage: Passage) -> None:
        self._port, self._passage = port, passage
        self._reaching: asyncio.Task[None] | None = None
        self._early = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._passage.client = transport
        self._reaching = asyncio.get_running_loop().create_task(self._reach())

    async def _reach(self) -> None:
        loop = asyncio.get_running_loop()
        made = await loop.create_connection(lambda: _Server(self._passage), "127.0.0.1", self._port)
        self._passage.server, self._reaching = made[0], None
        self._passage.to_server(self._early)

    def data_received(self, data: bytes) -> None:
        if self._reaching is not None:
            self._early += data
        else:
            self._passage.to_server(data)

    def connection_lost(self, _error: Exception | None) -> None:
        if self._reaching is None:
            self._passage.server.close()


async def main(port: int, one_in: int, seed: int) -> None:
    """Pass on until standard input ends."""
    chance = Random(seed)

    listening = await asyncio.get_running_loop().create_server(
        lambda: _Client(port, Passage(one_in, chance)), "127.0.0.1", 0
    )
    sys.stdout.write(f"{listening.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    listening.close()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
