"""The places of the editor where one sees the others: who is there, what they changed too."""

from functools import partial
from typing import Final, Protocol

from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from ui.screens.plan.conflict_dialog import ConflictDialog
from ui.screens.plan.document import Document
from ui.screens.plan.inspector import Inspector
from ui.screens.plan.news_block import CompanyList
from ui.screens.plan.outline import Outline
from ui.screens.plan.question import Choice, NewsLine, Question, Somebody


class AskingTold(Protocol):
    """Who asks, as the view answers."""

    def answer(self, question: Question, choice: Choice, text: str) -> None:
        """What shall stand."""

    def postpone(self, question: Question) -> None:
        """Not now."""

    def take_up(self, line: NewsLine) -> None:
        """Ask about something again."""


class TogetherFace:
    """Asks about conflicts and shows the others, in the panes that there is room for."""

    def __init__(
        self,
        view: QWidget,
        asking: AskingTold,
        panes: tuple[Outline, Document, Inspector],
    ) -> None:
        self._view, self._asking = view, asking
        self._outline, self._document, self._inspector = panes
        self._people: tuple[Somebody, ...] = ()
        # Where there is no room for the outline, a line over the document says who is there.
        self.line: Final = CompanyList(brief=True)

    def ask_conflict(self, question: Question) -> None:
        """Ask what shall stand in a field that a colleague changed too."""
        asking, label = self._asking, self._document.label_of(question.key, question.field)
        answer, later = partial(asking.answer, question), partial(asking.postpone, question)
        dialog = ConflictDialog(self._view.window(), question, label, answer, later)
        if not isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit):
            # The field was closed and came back with the question: without this the cursor is at
            # whatever stands after it.
            dialog.finished.connect(lambda: self._document.open_field(question.key, question.field))
        dialog.open()

    def show_news(self, lines: tuple[NewsLine, ...]) -> None:
        """List what went together with a colleague's text."""
        self._inspector.news.show_news(lines)

    def show_company(self, people: tuple[Somebody, ...]) -> None:
        """Show who else has the plan open, and where they write."""
        self._people = people
        self._outline.company.show_people(people)
        self._document.marks.show_people(people)
        self.arrange()

    def arrange(self) -> None:
        """The panes came or went."""
        self.line.show_people(self._people if self._outline.isHidden() else ())
