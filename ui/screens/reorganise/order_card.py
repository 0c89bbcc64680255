"""What one says when a plan is carried out: the cause, and words to those who receive."""

from typing import Final, Protocol

from coordinator.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.progress import Progress
from ui.widgets.surfaces import Card


class Carries(Protocol):
    """What carries a plan out."""

    def go(self, cause: str, comment: str, note: str) -> None:
        """Offer all of it."""

    def stop(self) -> None:
        """Stop offering."""


class OrderCard(Card):
    """The cause, a comment and a note; then each receiver is asked."""

    def __init__(self, carries: Carries) -> None:
        super().__init__(title=_("Carry out"))
        self._carries: Final = carries
        self.cause: Final = Combo(name=_("Cause of the change of case worker"))
        self.comment: Final = TextArea(name=_("Comment"), fewest=2, most=4)
        self.note: Final = TextArea(name=_("To those who receive"), fewest=2, most=6)
        self.offer: Final = Button(_("Carry out"), self._go, kind="primary", icon="send")
        self.progress: Progress | None = None
        told = _(
            "Each receiver is asked, citizen by citizen. A citizen keeps their case worker until"
            " there is a yes. You can pause, and undo what nobody has accepted."
        )
        self.add(
            Label(told, "body", "2", wrap=True),
            Field(_("Cause of the change of case worker"), self.cause),
            Field(_("Comment"), self.comment, hint=_("Some causes ask for one.")),
            Field(_("To those who receive"), self.note),
            across(self.offer, None),
        )

    def show_causes(self, causes: tuple[tuple[str, str], ...], usual: str) -> None:
        """Offer the causes."""
        self.cause.set_choices(causes, usual)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many are offered; a total of 0 is the end."""
        self.offer.setEnabled(not total)
        if total and self.progress is None:
            self.progress = Progress(_("Offering"))
            self.progress.stopped.connect(self._carries.stop)
            self.add(self.progress)
        if self.progress is not None:
            if total:
                self.progress.report(done, total)
            else:
                self.progress.deleteLater()
                self.progress = None

    def _go(self) -> None:
        cause = str(self.cause.value or "")
        self._carries.go(cause, self.comment.text(), self.note.text())
