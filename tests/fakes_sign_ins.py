"""Where people are signed in, in the store in memory: one program, as in any local store."""

from typing import Any

from coordinator.sign_ins import OpenWindow, SignIn


class FakeSignIns:
    def __init__(self, work: Any) -> None:
        self._work = work

    def begin(self, mark: str, pc: str) -> SignIn | None:
        me, now = self._work.member.id, self._work.clock.now()
        mine = [each for (who, _pc), each in self._work.now.sign_ins.items() if who == me]
        before = max(mine, key=lambda each: each.at, default=None)
        self._work.do(lambda kept: kept.sign_ins.__setitem__((me, pc), SignIn(now, pc)))
        return before

    def open_now(self, mark: str) -> tuple[OpenWindow, ...]:
        return ()

    def keep_only(self, mark: str) -> None:
        """Nobody else is there."""

    def end_others(self, mark: str) -> None:
        """Nobody else is there."""
