"""What is known about words: asked on the lane for text, remembered for every field."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal

from coordinator.i18n import _
from ui.runner import Runner
from ui.spelling.dictionary import Dictionary, DictionaryMissing
from ui.spelling.own_words import read_own_words, write_own_words
from ui.spelling.process import open_dictionary
from ui.spelling.words import Span, words_of

State = Literal["off", "closed", "opening", "ready", "missing", "broken"]
Open = Callable[[str], Dictionary]
_SLOT: Final = "spelling"
# So few at a time that somebody who wants suggestions does not wait long for their turn.
_BATCH: Final = 40
_MOST_REMEMBERED: Final = 20_000


class Speller(QObject):
    """One for the program. ``changed`` tells that more, or something else, is known.

    The dictionary is opened when the first words are asked for, so that a start does not wait.
    Answers belong to words, never to places: a text may change while they are on their way.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._runner: Runner | None = None
        self._open: Open = open_dictionary
        self._folder = ""
        self._own_path: Path | None = None
        self._dictionary: Dictionary | None = None
        self._state: State = "off"
        self._right: dict[str, bool] = {}
        self._wanted: dict[str, None] = {}
        self._asking = False
        # Which dictionary an answer to «open» belongs to.
        self._turn = 0
        self._waiting: list[Callable[[], None]] = []
        self._suggestions: dict[str, tuple[str, ...]] = {}
        self._own: frozenset[str] = frozenset()
        self._names: frozenset[str] = frozenset()

    @property
    def state(self) -> State:
        """Where the dictionary stands; «off» until the program gives a runner."""
        return self._state

    @property
    def folder(self) -> Path | None:
        """Where the open dictionary is."""
        return self._dictionary.folder if self._dictionary is not None else None

    @property
    def own_words(self) -> frozenset[str]:
        """The words that were added on this PC."""
        return self._own

    def use(
        self,
        runner: Runner,
        folder: str = "",
        *,
        opener: Open = open_dictionary,
        own_path: Path | None = None,
    ) -> None:
        """Begin to check; ``folder`` is the chosen one, or empty for those that are known."""
        self._runner, self._open, self._own_path = runner, opener, own_path
        self._own = read_own_words(own_path)
        self.look_in(folder)

    def look_in(self, folder: str) -> None:
        """Take the dictionary of another folder; what the last one knew is forgotten."""
        if self._runner is None:
            return
        self._let_go()
        self._waiting.clear()
        self._folder, self._state = folder, "closed"
        self.changed.emit()

    def close(self) -> None:
        """Let go of the dictionary, also in the midst of a question."""
        self._let_go()
        self._waiting.clear()
        self._runner, self._state = None, "off"

    @property
    def missing(self) -> bool:
        """Whether there is no dictionary where Samplan looked."""
        return self._state == "missing"

    def why_not(self) -> str:
        """Say why nothing is checked and what to do; empty when words are."""
        if self._state == "missing":
            return _(
                "This PC has no Danish dictionary. One comes with LibreOffice, or from your IT"
                " support. Choose its folder in Settings."
            )
        if self._state == "broken":
            return _("The dictionary cannot be read. Choose another folder in Settings.")
        return ""

    # -- words -------------------------------------------------------------------------------

    def wrong_in(self, text: str) -> tuple[Span, ...]:
        """Give what is known to be misspelled in a text."""
        return tuple(span for span in words_of(text) if self._is_wrong(span))

    def look_at(self, spans: Iterable[Span], then: Callable[[], None] | None = None) -> None:
        """Ask for words not known yet; ``then`` is called when they are, or cannot be."""
        if self._state in ("off", "missing", "broken"):
            if then is not None:
                then()
            return
        news = [
            span.asked
            for span in spans
            if span.asked not in self._right and not self._is_accepted(span)
        ]
        self._wanted.update(dict.fromkeys(news))
        if then is not None:
            self._waiting.append(then)
        self._go_on()

    def suggest(self, span: Span, done: Callable[[tuple[str, ...]], None]) -> None:
        """Give words that may have been meant, now or when they are found."""
        known = self._suggestions.get(span.word)
        if known is not None or self._dictionary is None or self._runner is None:
            done(known or ())
            return
        dictionary, word = self._dictionary, span.word

        def found(words: tuple[str, ...]) -> None:
            if dictionary is self._dictionary:
                self._suggestions[word] = words
            done(words)

        def failed(_error: Exception) -> None:
            self._break(dictionary)
            done(())

        self._runner.ask(
            (_SLOT, "suggest"), lambda: dictionary.suggest(word), found, failed, lane="text"
        )

    def add(self, word: str) -> None:
        """Take a word as right from now on, on this PC.

        Raises:
            OSError: when it cannot be kept.
        """
        self._own |= {word}
        self.changed.emit()
        write_own_words(self._own, self._own_path)

    def drop(self, word: str) -> None:
        """Take an added word out again.

        Raises:
            OSError: when that cannot be kept.
        """
        self._own -= {word}
        self.changed.emit()
        write_own_words(self._own, self._own_path)

    def know_names(self, names: Iterable[str]) -> None:
        """Never call these people's names wrong; those of the last page are forgotten."""
        parts = frozenset(part for name in names for part in name.replace("-", " ").split())
        if parts != self._names:
            self._names = parts
            self.changed.emit()

    # -- inside ------------------------------------------------------------------------------

    def _is_wrong(self, span: Span) -> bool:
        return self._right.get(span.asked) is False and not self._is_accepted(span)

    def _is_accepted(self, span: Span) -> bool:
        word = span.word
        forms = {word, word[:1].lower() + word[1:], word.removesuffix("s")}
        return not forms.isdisjoint(self._own) or not forms.isdisjoint(self._names)

    def _go_on(self) -> None:
        """Ask the next question, one at a time."""
        if self._asking or self._runner is None:
            return
        if self._state == "closed":
            self._state, self._asking = "opening", True
            opener, folder, turn = self._open, self._folder, self._turn
            self._runner.do(
                lambda: opener(folder),
                partial(self._opened, turn),
                partial(self._not_opened, turn),
                lane="text",
            )
        elif self._wanted and self._dictionary is not None:
            words = tuple(self._wanted)[:_BATCH]
            dictionary, self._asking = self._dictionary, True
            self._runner.ask(
                _SLOT,
                lambda: (words, dictionary.wrong(words)),
                self._answered,
                lambda _error: self._break(dictionary),
                lane="text",
            )
        elif not self._wanted:
            self._tell()

    def _opened(self, turn: int, dictionary: Dictionary) -> None:
        if turn != self._turn:
            # Another folder was chosen, or the program closes.
            dictionary.close()
            return
        self._dictionary, self._state, self._asking = dictionary, "ready", False
        self.changed.emit()
        self._go_on()

    def _not_opened(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self._asking = False
            self._give_up("missing" if isinstance(error, DictionaryMissing) else "broken")

    def _answered(self, answer: tuple[tuple[str, ...], frozenset[str]]) -> None:
        words, wrong = answer
        self._asking = False
        if len(self._right) > _MOST_REMEMBERED:
            self._right.clear()
        for word in words:
            self._right[word] = word not in wrong
            self._wanted.pop(word, None)
        self.changed.emit()
        self._go_on()

    def _break(self, dictionary: Dictionary) -> None:
        if dictionary is self._dictionary:
            self._let_go()
            self._give_up("broken")

    def _give_up(self, state: State) -> None:
        self._state = state
        self._wanted.clear()
        self.changed.emit()
        self._tell()

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _let_go(self) -> None:
        """Forget the dictionary, what it knew, and what it was asked."""
        if self._runner is not None:
            self._runner.void(_SLOT)
            self._runner.void((_SLOT, "suggest"))
        if self._dictionary is not None:
            self._dictionary.close()
        self._dictionary, self._asking = None, False
        self._turn += 1
        self._right.clear()
        self._wanted.clear()
        self._suggestions.clear()


# One dictionary per process, as there is one look; fields everywhere ask it.
SPELLER: Final = Speller()
