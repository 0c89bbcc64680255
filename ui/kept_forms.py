"""Takes what is typed in forms to the store, soon and off the screen's thread, and back again."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.desk import Desk
from ui.begun import BegunForms
from ui.runner import Runner

# experience.md § 8.1: at most 2 s; the timer is not set again while it runs, so typing on and on
# does not put it off.
KEEP_AFTER_MS: Final = 1_000
RETRY_AFTER_MS: Final = 5_000


class KeptForms(BegunForms):
    """Keeps the forms at the desk of who is signed in; a store that fails is tried again.

    ``told`` hears of a failure, and of None when the store takes the text again. The timer has no
    parent: what was typed must reach the store also when its window is gone.
    """

    def __init__(
        self, desk: Desk, runner: Runner, told: Callable[[Exception | None], None]
    ) -> None:
        self._desk, self._runner, self._told = desk, runner, told
        self._in_trouble = False
        self._waiting: dict[FormKey, dict[str, Typed]] = {}
        # What was sent last of each form, until the store has it.
        self._sent: dict[FormKey, dict[str, Typed]] = {}
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    def find(self, key: FormKey, found: Callable[[BegunForm], None]) -> None:
        """Read what was typed before, and tell it when there is something."""
        from coordinator.use_cases.begun_forms import typed_before  # noqa: PLC0415 - not at a start

        def tell(begun: BegunForm | None) -> None:
            if begun is not None:
                found(begun)

        self.flush()
        desk = self._desk
        self._runner.ask(
            ("begun", id(self), key), lambda: typed_before(desk, key), tell, self._told
        )

    def newest(self, about: UUID, found: Callable[[str], None]) -> None:
        """Tell the name of the form about a citizen that was typed in last, if there is one."""
        from coordinator.use_cases.begun_forms import (  # noqa: PLC0415 - not at a start
            form_to_go_on_with,
        )

        def tell(key: FormKey | None) -> None:
            if key is not None:
                found(key.form)

        self.flush()
        desk = self._desk
        self._runner.ask(
            ("newest form", id(self)), lambda: form_to_go_on_with(desk, about), tell, self._told
        )

    def typed(self, key: FormKey, typed: Mapping[str, Typed]) -> None:
        """Take what now stands in a form; it is in the store a second later."""
        self._waiting[key] = dict(typed)
        if not self._timer.isActive():
            self._timer.start(KEEP_AFTER_MS)

    def done(self, key: FormKey) -> None:
        """Forget a form: it was saved, or thrown away."""
        self._waiting[key] = {}
        self.flush()

    def flush(self) -> None:
        """Send everything at once, as when the window closes."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for key, typed in waiting.items():
            self._send(key, typed)

    def _send(self, key: FormKey, typed: dict[str, Typed]) -> None:
        from coordinator.use_cases.begun_forms import keep_typed  # noqa: PLC0415 - not at a start

        desk = self._desk
        self._sent[key] = typed
        self._runner.do(
            lambda: keep_typed(desk, key, typed),
            lambda _nothing: self._kept(key, typed),
            partial(self._not_kept, key, typed),
        )

    def _kept(self, key: FormKey, typed: dict[str, Typed]) -> None:
        if self._sent.get(key) is typed:
            del self._sent[key]
        if self._in_trouble:
            self._in_trouble = False
            self._told(None)

    def _not_kept(self, key: FormKey, typed: dict[str, Typed], error: Exception) -> None:
        if self._sent.get(key) is typed:
            # Not when newer text was sent meanwhile; what waits by now is newer, too.
            del self._sent[key]
            self._waiting.setdefault(key, typed)
        if self._waiting:
            self._timer.start(RETRY_AFTER_MS)
        if not self._in_trouble:
            self._in_trouble = True
            self._told(error)
