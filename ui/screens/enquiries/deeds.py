"""What is done with an enquiry that is open: sent on, taken, given back, answered, told."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.enquiries import Sending
from coordinator.i18n import _
from coordinator.reports.pictures import PagePicture, page_picture
from coordinator.use_cases import enquiries
from coordinator.use_cases.enquiry_papers import letter
from plans.enquiries import Enquiry, ToldBy
from plans.units import Unit
from ui.runner import Runner
from ui.screens.enquiries.shown import PageShown
from ui.screens.enquiries.words import sent_words

_PREVIEW_DPI: Final = 150


class DeedsFace(Protocol):
    """The view, as far as deeds are shown in it."""

    def show_letter(self, seen: PageShown, content: bytes, picture: PagePicture) -> None:
        """Show the letter to the citizen, to be printed."""


class Deeds:
    """Sends what is done to the store; ``done`` hears of it, ``refused`` why it was not."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        done: Callable[[Changes, str], None],
        refused: Callable[[Exception], None],
    ) -> None:
        self._desk, self._runner = desk, runner
        self._done, self._refused = done, refused
        self._face: DeedsFace  # given by ``show_in`` before anything is done

    def show_in(self, face: DeedsFace) -> None:
        """Take the view."""
        self._face = face

    def send(self, seen: Enquiry, unit: Unit, message: str) -> None:
        """Send it to a unit."""
        sending = Sending(unit, message)
        self._do(lambda: enquiries.send(self._desk, seen, sending), sent_words(unit))

    def take(self, seen: Enquiry) -> None:
        """Take it from the queue."""
        told = _("You have it, and answer for it.")
        self._do(lambda: enquiries.take(self._desk, seen), told)

    def give_back(self, seen: Enquiry, reason: str) -> None:
        """Give it back to who sent it."""
        told = _("Sent back. Who sent it sees why.")
        self._do(lambda: enquiries.give_back(self._desk, seen, reason), told)

    def answer(self, seen: Enquiry, words: str) -> None:
        """Answer it."""
        self._do(lambda: enquiries.answer(self._desk, seen, words), _("Answered."))

    def remind(self, seen: Enquiry) -> None:
        """Ask the unit again."""
        told = _("The unit has been asked again.")
        self._do(lambda: enquiries.remind_unit(self._desk, seen), told)

    def tell(self, seen: Enquiry, how: ToldBy, words: str) -> None:
        """Keep that the citizen was told."""
        told = _("It is kept that the citizen knows.")
        self._do(lambda: enquiries.tell_citizen(self._desk, seen, how, words), told)

    def print_letter(self, seen: PageShown) -> None:
        """Show the letter that tells the citizen who has it."""

        def draw() -> tuple[bytes, PagePicture]:
            content = letter(self._desk, seen.key)
            return content, page_picture(content, 0, _PREVIEW_DPI)

        def drawn(made: tuple[bytes, PagePicture]) -> None:
            self._face.show_letter(seen, *made)

        self._runner.do(draw, drawn, self._refused)

    def letter_printed(self, seen: PageShown) -> None:
        """Keep that the citizen was told by letter."""
        told = _("The letter is sent to the printer. It is kept that the citizen was told.")
        self._do(partial(enquiries.tell_citizen, self._desk, seen.enquiry, ToldBy.LETTER), told)

    def _do(self, work: Callable[[], Changes], told: str) -> None:
        self._runner.do(work, lambda changes: self._done(changes, told), self._refused)
