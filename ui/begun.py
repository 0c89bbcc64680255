"""What forms ask of the memory for what is typed in them; ``ui.kept_forms`` has the real one."""

from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from coordinator.begun import BegunForm, FormKey, Typed

T = TypeVar("T")


def while_there(widget: QObject, answer: Callable[[T], None]) -> Callable[[T], None]:
    """Give an answer that finds nobody once a widget is gone."""
    gone: list[bool] = []
    widget.destroyed.connect(lambda: gone.append(True))

    def tell(value: T) -> None:
        if not gone:
            answer(value)

    return tell


class BegunForms:
    """The forms of one window that are filled in and not saved; as made here it keeps nothing."""

    def find(self, key: FormKey, found: Callable[[BegunForm], None]) -> None:
        """Read what was typed before, and tell it when there is something."""

    def newest(self, about: UUID, found: Callable[[str], None]) -> None:
        """Tell the name of the form about a citizen that was typed in last, if there is one."""

    def typed(self, key: FormKey, typed: Mapping[str, Typed]) -> None:
        """Take what now stands in a form; nothing typed is nothing begun."""

    def done(self, key: FormKey) -> None:
        """Forget a form: it was saved, or thrown away."""
