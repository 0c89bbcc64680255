"""A line that suggests citizens as the store finds them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coordinator.danish import short_date
from ui.widgets.typeahead import Suggestion, SuggestLine


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody that a form suggests: ``seen`` is False for who is opened for a reason alone."""

    citizen_id: UUID
    name: str
    words: str
    seen: bool


def whom_words(name: str, born: date | None) -> str:
    """Tell namesakes apart by the day they were born."""
    return f"{name} – {short_date(born)}" if born else name


class WhomLine(SuggestLine):
    """Suggests citizens as the store finds them; what is typed of nobody known is kept as words."""

    def offer(self, people: tuple[Whom, ...]) -> None:
        """Offer these, while the cursor is here."""
        self.set_suggestions([Suggestion(each.words, each.name, each) for each in people])
        if self.hasFocus():
            self._suggest(self.text())

    def _suggest(self, text: str) -> None:
        # A number is not in the words of who has it: the store has found them already.
        if text.strip()[:1].isdigit() and self._suggestions:
            self._completer.setCompletionPrefix("")
            self._open()
            return
        super()._suggest(text)
