"""The page of one hand-over: what the receiver must know, and the answer."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from coordinator.i18n import _
from ui.give_to import GiveToDialog
from ui.person_choice import PersonChoice
from ui.screens.handovers.baton import Baton
from ui.screens.handovers.letter_dialog import LetterDialog
from ui.screens.handovers.shown import LetterShown, LineShown, PageShown, TaskShown
from ui.widgets.areas import AreaMark
from ui.widgets.buttons import Button
from ui.widgets.choices import Segments
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.flow import Flow
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.pills import StatePill
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Columns, Page, rule


class LeadingDeeds(Protocol):
    """What the page asks for who waits for an answer, or leads."""

    def see_letter(self) -> None:
        """See the letter to the citizen as it will be."""

    def remind(self) -> None:
        """Ask again for an answer."""

    def find_others(self) -> None:
        """Ask whom the citizen is offered to instead."""

    def give_to(self, who: PersonChoice) -> None:
        """Offer the citizen to somebody else."""

    def settle(self) -> None:
        """Decide that the citizen stays."""


class PageDeeds(Protocol):
    """What the page asks of the presenter."""

    def accept(self, staying: Sequence[UUID]) -> None:
        """Take the citizen over."""

    def decline(self, reason: str) -> None:
        """Say no."""

    def ask_back(self, text: str) -> None:
        """Ask first."""

    def reply(self, text: str) -> None:
        """Answer a question."""

    def withdraw(self) -> None:
        """Take it back."""

    def give_back(self) -> None:
        """Let a temporary one go back."""

    @property
    def leading(self) -> "LeadingDeeds":
        """What who waits, or leads, can do."""

    def open_citizen(self) -> None:
        """Read the whole case."""

    def print_letter(self) -> None:
        """Print the letter to the citizen."""


class HandoverPage(Page):
    """One hand-over."""

    def __init__(self, deeds: PageDeeds) -> None:
        read = Button(_("Read the whole case"), deeds.open_citizen, icon="external-link")
        super().__init__("", "", [read])
        self._deeds: Final = deeds
        self._shown: PageShown | None = None
        self.choices: Final[dict[str, Segments]] = {}
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.notices.addWidget(self.problem)
        self._wide: Final[QVBoxLayout] = down(gap=14)
        self._narrow: Final[QVBoxLayout] = down(gap=14)
        self.accept_button: Button | None = None
        self.body.addWidget(Columns(boxed(self._wide), boxed(self._narrow)))
        self.body.addStretch(1)

    @property
    def may_print(self) -> bool:
        """Whether there is a letter to print."""
        return self._shown is not None and self._shown.may_print

    def primary_action(self) -> None:
        """Accept and take over (Ctrl+Enter)."""
        if self.accept_button is not None:
            self.accept_button.click()

    def show_page(self, shown: PageShown) -> None:
        """Show a hand-over."""
        kept = {key: each.value for key, each in self.choices.items()}
        same = self._shown is not None and self._shown.key == shown.key
        self._shown = shown
        self.problem.hide()
        self.header.title.setText(shown.title)
        self.header.show_subtitle(shown.subtitle)
        self.choices.clear()
        clear(self._wide)
        clear(self._narrow)
        for card in (*self._wide_cards(shown), None):
            if card is None:
                self._wide.addStretch(1)
            else:
                self._wide.addWidget(card)
        for each in (self._answer_card(shown), *self._narrow_cards(shown)):
            self._narrow.addWidget(each)
        self._narrow.addStretch(1)
        if same:
            for key, value in kept.items():
                if key in self.choices:
                    self.choices[key].set_value(value)

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def take_focus(self) -> None:
        """Begin at the answer, else at the page."""
        (self.accept_button or self.pane).setFocus()

    # -- the wide column ---------------------------------------------------------------------

    def _wide_cards(self, shown: PageShown) -> list[QWidget]:
        cards: list[QWidget] = [Card(Baton(shown.baton)), _note_card(shown)]
        if shown.promises:
            cards.append(_promise_card(shown))
        if shown.tasks:
            cards.append(self._task_card(shown, _("Open tasks"), shown.tasks))
        if shown.along:
            title = _("Tasks between colleagues and enquiries")
            cards.append(self._task_card(shown, title, shown.along))
        more = (
            (_("Cases that go along"), shown.cases),
            (_("Questions and answers"), shown.words),
            (shown.news_title, shown.news),
        )
        cards += [_lines_card(title, lines) for title, lines in more if lines]
        return cards

    def _task_card(self, shown: PageShown, title: str, tasks: Sequence[TaskShown]) -> Card:
        def take_all() -> None:
            self._take_all(tasks)

        all_button = Button(_("Take all"), take_all, kind="ghost", icon="check", size="small")
        actions = [all_button] if shown.may_answer else []
        if not actions:
            all_button.deleteLater()
        card = Card(title=title, actions=actions)
        for place, each in enumerate(tasks):
            if place:
                card.add(rule())
            card.add(self._task_row(shown, each))
        return card

    def _task_row(self, shown: PageShown, task: TaskShown) -> QWidget:
        title = Label(task.title, "body", wrap=True)
        row = Flow(gap=10, line_gap=6)
        day: list[QWidget] = []
        if task.day and task.late:
            day = [StatePill(task.day, "danger", "alert-circle")]
        elif task.day:
            day = [Label(task.day, "small", "2")]
        if shown.may_answer and not task.fixed:
            choice = Segments(
                task.title,
                (("take", shown.takes_words), ("stay", shown.stays_words)),
                "stay" if task.stays else "take",
            )
            self.choices[task.key] = choice
            row.show_all(*day, choice)
        else:
            words = shown.stays_words if task.stays else shown.takes_words
            row.show_all(*day, StatePill(words, "neutral"))
        head = across((title, 1), gap=10)
        if task.area:
            head.insertWidget(0, AreaMark(task.area, 20))
        parts = down(boxed(head), row, gap=4)
        if task.sub:
            parts.insertWidget(1, Label(task.sub, "small", "2", wrap=True))
        if task.fixed:
            parts.addWidget(Label(task.fixed, "small", "2", wrap=True))
        return boxed(parts)

    def _take_all(self, tasks: Sequence[TaskShown]) -> None:
        for each in tasks:
            if each.key in self.choices:
                self.choices[each.key].set_value("take")

    # -- the narrow column -------------------------------------------------------------------

    def _answer_card(self, shown: PageShown) -> Card:
        card = Card(title=_("Your answer") if shown.may_answer else _("The answer"))
        self.accept_button = None
        if shown.may_answer:
            self.accept_button = _wide(
                Button(
                    shown.accept_words,
                    self._accept,
                    kind="primary",
                    icon="check",
                    keys="Ctrl+Return",
                )
            )
            ask = _wide(Button(_("Ask first"), self._ask, icon="message"))
            no = _wide(Button(_("Decline"), self._decline, kind="danger"))
            card.add(self.accept_button, across(ask, no))
        if shown.may_reply:
            card.add(Button(_("Answer the question"), self._reply, kind="primary", icon="message"))
        if shown.may_return:
            card.add(Button(_("Let it go back now"), self._deeds.give_back, kind="primary"))
        self._lead_buttons(card, shown)
        if shown.may_withdraw:
            card.add(Button(_("Withdraw"), self._deeds.withdraw, icon="arrow-back-up"))
        card.add(Label(shown.answer, "small", "2", wrap=True))
        return card

    def _lead_buttons(self, card: Card, shown: PageShown) -> None:
        """What who waits, or leads, can do before and after a no."""
        if shown.may_remind:
            card.add(Button(_("Ask again"), self._deeds.leading.remind, icon="send"))
        if shown.may_give:
            card.add(
                Button(_("Give to somebody else"), self._deeds.leading.find_others, icon="users")
            )
        if shown.settles:
            card.add(Button(shown.settles, self._deeds.leading.settle, icon="check"))

    def show_letter(self, shown: LetterShown) -> None:
        """Show the letter to the citizen as it will be."""
        LetterDialog(self, shown).open()

    def ask_to_whom(self, people: tuple[PersonChoice, ...]) -> None:
        """Ask whom the citizen is offered to instead."""
        giver = self._shown.giver if self._shown is not None else ""
        GiveToDialog(self, people, giver, self._deeds.leading.give_to).open()

    def _narrow_cards(self, shown: PageShown) -> list[QWidget]:
        cards: list[QWidget] = [_lines_card(_("Where it stands"), shown.facts)]
        for title, lines in ((_("Deadlines"), shown.dates), (_("Waits for"), shown.waiting)):
            if lines:
                cards.append(_lines_card(title, lines))
        card = Card(title=_("What the citizen meets"))
        for each in shown.experience:
            card.add(Label(each, "small", "2", wrap=True))
        if shown.ordinal:
            tone = "warn" if shown.many else "2"
            line = across(Icon("users", "warn" if shown.many else "ink2", 18), gap=8)
            line.addWidget(Label(shown.ordinal, "small_medium", tone, wrap=True), 1)
            card.add(line)
        if shown.may_preview:
            see = Button(_("See the letter"), self._deeds.leading.see_letter, icon="mail")
            card.add(see)
        if shown.may_print:
            card.add(Button(_("Print the letter"), self._deeds.print_letter, icon="mail"))
        cards.append(card)
        return cards

    # -- the deeds ---------------------------------------------------------------------------

    def _accept(self) -> None:
        fixed = [
            UUID(each.key)
            for each in ((*self._shown.tasks, *self._shown.along) if self._shown else ())
            if each.fixed
        ]
        staying = [UUID(key) for key, each in self.choices.items() if each.value == "stay"]
        self._deeds.accept([*fixed, *staying])

    def _decline(self) -> None:
        self._question(
            _("Decline the hand-over"),
            self._shown.answer if self._shown else "",
            _("Decline the hand-over"),
            self._deeds.decline,
            _("Why you decline"),
        )

    def _ask(self) -> None:
        text = _("The giver answers here. You decide afterwards.")
        self._question(_("Ask first"), text, _("Ask"), self._deeds.ask_back, _("Question"))

    def _reply(self) -> None:
        last = self._shown.words[-1].sub if self._shown and self._shown.words else ""
        self._question(_("Answer the question"), last, _("Answer"), self._deeds.reply, _("Answer"))

    def _question(
        self, title: str, text: str, verb: str, given: Callable[[str], None], label: str
    ) -> None:
        ReasonDialog(self, title, text, verb, given, label=label).open()


def _wide(button: Button) -> Button:
    """Let a button take all the room there is beside or under others."""
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _note_card(shown: PageShown) -> Card:
    card = Card(title=_("What matters first"))
    for text in (shown.note, shown.comment):
        if text:
            card.add(Label(text, "body", wrap=True).selectable())
    card.add(Label(shown.note_by, "small", "2", wrap=True))
    return card


def _promise_card(shown: PageShown) -> Card:
    card = _lines_card(shown.promises_title, shown.promises)
    if shown.may_answer:
        text = _("You take the promises over when you accept")
        card.add(Label(text, "small", "2", wrap=True))
    return card


def _lines_card(title: str, lines: Sequence[LineShown]) -> Card:
    card = Card(title=title)
    for place, each in enumerate(lines):
        if place:
            card.add(rule())
        card.add(_line(each))
    return card


def _line(shown: LineShown) -> QFrame:
    texts = down(Label(shown.title, "body_medium", wrap=True), gap=0)
    if shown.sub:
        texts.addWidget(Label(shown.sub, "small", "2", wrap=True))
    row = across(gap=10)
    if shown.area:
        row.addWidget(AreaMark(shown.area, 20), 0, Qt.AlignmentFlag.AlignTop)
    elif shown.icon:
        row.addWidget(Icon(shown.icon, "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(texts, 1)
    if shown.pill is not None:
        row.addWidget(StatePill(shown.pill.text, shown.pill.kind, shown.pill.icon))
    elif shown.day:
        row.addWidget(Label(shown.day, "small", "2"))
    return boxed(row)
