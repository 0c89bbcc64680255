"""The page of one enquiry: what was said, who should have it, the message, and the way so far."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtGui import QKeyEvent

from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.enquiries import Enquiry, ToldBy
from plans.errors import RuleBroken
from plans.staff_tasks import Origin, OriginKind
from plans.units import Unit
from ui.begun import BegunForms
from ui.screens.enquiries.options import WhoCard
from ui.screens.enquiries.shown import PageShown, StepLine, message_key
from ui.task_about import TaskAbout, ask_about
from ui.widgets.buttons import Button, Kind
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.fields import TextArea
from ui.widgets.flow import Flow
from ui.widgets.form_memory import FormMemory
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Inset, Page


class EnquiryDeeds(Protocol):
    """What the page tells of."""

    def send(self, seen: Enquiry, unit: Unit, message: str) -> None:
        """Send it to a unit."""

    def take(self, seen: Enquiry) -> None:
        """Take it."""

    def give_back(self, seen: Enquiry, reason: str) -> None:
        """Give it back to who sent it."""

    def answer(self, seen: Enquiry, words: str) -> None:
        """Answer it."""

    def remind(self, seen: Enquiry) -> None:
        """Ask the unit again."""

    def tell(self, seen: Enquiry, how: ToldBy, words: str) -> None:
        """Keep that the citizen was told."""

    def print_letter(self, seen: PageShown) -> None:
        """Show the letter to the citizen."""


class EnquiryPane(Page):
    """An enquiry that is open; Ctrl+Enter does its main verb, 1 to 3 choose a suggestion."""

    def __init__(
        self,
        shown: PageShown,
        deeds: EnquiryDeeds,
        begun: BegunForms,
        open_citizen: Callable[[str], None],
    ) -> None:
        super().__init__(shown.title, shown.subtitle, _ways(shown, open_citizen))
        self.shown: Final = shown
        self._deeds, self._begun = deeds, begun
        self.who: WhoCard | None = None
        self.message: TextArea | None = None
        self._memory: FormMemory | None = None
        self._error = Label("", "small_medium", "danger", wrap=True)
        self._error.hide()
        if shown.warning:
            self.notices.addWidget(Banner("warn", shown.warning, icon="clock"))
        self.body.addWidget(_quote(shown.quote))
        if shown.units:
            self._offer_units()
        if shown.tell:
            self.body.addWidget(self._telling())
        self.body.addWidget(_path(shown.steps))
        self.body.addStretch(1)
        self._lay_foot()

    def do_main(self) -> None:
        """Do the main verb."""
        deed = self._verbs().get(self.shown.verb)
        if deed is not None:
            deed()

    def print_letter(self) -> None:
        """Show the letter that tells the citizen who has it, once somebody else may."""
        if self.shown.tell:
            self._deeds.print_letter(self.shown)

    def task_about(self) -> TaskAbout:
        """Say what a task for a colleague comes out of: this enquiry, and its citizen if seen."""
        shown = self.shown
        origin = Origin(OriginKind.ENQUIRY, shown.key)
        if not shown.citizen:
            return TaskAbout(origin=origin, words=_("the enquiry"))
        name = shown.title.partition(":")[0]
        return TaskAbout(UUID(shown.citizen), name, origin, _("the enquiry"))

    def choose(self, number: int) -> bool:
        """Choose a suggestion by its key."""
        return self.who is not None and self.who.choose(number)

    def show_refusal(self, sentence: str) -> None:
        """Say at the verbs why it was not done."""
        self._error.setText(sentence)
        self._error.show()
        say(self, sentence)

    def saved(self) -> None:
        """What was typed is in the store."""
        if self._memory is not None:
            self._memory.done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys 1 to 3 are the suggestions, outside the text fields."""
        plain = event.text() in ("1", "2", "3") and not event.modifiers()
        if not (plain and self.choose(int(event.text()))):
            super().keyPressEvent(event)

    def _offer_units(self) -> None:
        shown = self.shown
        self.who = WhoCard(shown.options, shown.units)
        self.who.picked.connect(self._error.hide)
        self.body.addWidget(self.who)
        self.message = TextArea(name=_("Message with it"), fewest=2, most=8)
        sends = _("Name, telephone and their own words go along. Journal and certificates do not.")
        note = across(Icon("lock", "ink2", 16), (Label(sends, "small", "2", wrap=True), 1), gap=8)
        card = Card(self.message, note, title=_("Message with it"))
        self._memory = FormMemory(
            self, {"message": self.message}, self._begun, message_key(shown.key)
        )
        card.body.insertWidget(1, self._memory.notice)
        self._memory.look_back()
        self.body.addWidget(card)

    def _telling(self) -> Card:
        heading = Label(_("Tell the citizen who has the enquiry"), "body_medium", wrap=True)
        sentence = Label(self.shown.tell, "small", "2", wrap=True)
        ways = Flow(gap=8)
        ways.show_all(
            Button(_("Said by telephone"), self._said, icon="check"),
            Button(_("Letter"), self.print_letter, icon="printer", keys="Ctrl+P"),
        )
        words = across(Icon("phone", "ink2", 18), (down(heading, sentence, gap=1), 1), gap=12)
        return Card(words, ways)

    def _said(self) -> None:
        self._deeds.tell(self.shown.enquiry, ToldBy.PHONE, self.shown.tell)

    def _lay_foot(self) -> None:
        words = {
            "send": (_("Send on"), "send"),
            "take": (_("Take it"), "check"),
            "give_back": (_("Send back"), "arrow-back-up"),
            "answer": (_("Answer it myself"), ""),
            "remind": (_("Ask again"), "send"),
        }
        verbs = self._verbs()
        made: list[Button] = []
        for name in (*self.shown.others, self.shown.verb):
            if name:
                kind: Kind = "primary" if name == self.shown.verb else "secondary"
                keys = "Ctrl+Return" if kind == "primary" else ""
                text, icon = words[name]
                made.append(Button(text, verbs[name], kind=kind, icon=icon, keys=keys))
        ask = Button(
            _("Ask a colleague"), lambda: ask_about(self, self.task_about()), kind="ghost",
            keys="Ctrl+Shift+T",
        )  # fmt: skip
        buttons = Flow(gap=8)
        buttons.show_all(*made, ask)
        foot = Label(self.shown.foot, "small", "2", wrap=True)
        self.foot.addWidget(boxed(down(self._error, foot, buttons, gap=8, margins=(0, 10, 0, 14))))

    def _verbs(self) -> Mapping[str, Callable[[], None]]:
        seen, deeds = self.shown.enquiry, self._deeds
        return {
            "send": self._send,
            "take": lambda: deeds.take(seen),
            "give_back": self._ask_why,
            "answer": self._ask_answer,
            "remind": lambda: deeds.remind(seen),
        }

    def _send(self) -> None:
        if self.who is None or self.message is None:
            return
        unit = self.who.unit
        if unit is None:
            self.who.show_missing(sentence_for(RuleBroken("enquiry-unit-missing")))
            return
        self._deeds.send(self.shown.enquiry, unit, self.message.text())

    def _ask_why(self) -> None:
        ReasonDialog(
            self,
            _("Send the enquiry back"),
            _("It returns to who sent it, who answers for it. They see why."),
            _("Send back"),
            lambda reason: self._deeds.give_back(self.shown.enquiry, reason),
            label=_("Why it does not belong here"),
        ).open()

    def _ask_answer(self) -> None:
        ReasonDialog(
            self,
            _("Answer the enquiry"),
            _("Then it is over. What you write is kept with the enquiry."),
            _("Answered"),
            lambda words: self._deeds.answer(self.shown.enquiry, words),
            label=_("What you answered"),
        ).open()


def _ways(shown: PageShown, open_citizen: Callable[[str], None]) -> list[Button]:
    if not shown.citizen:
        return []
    return [Button(_("Open the citizen"), lambda: open_citizen(shown.citizen), icon="user")]


def _quote(words: str) -> Inset:
    text = Label(f"”{words}”" if words else "–", "quote", wrap=True).selectable()
    return Inset(across(Icon("quote", "ink2", 18), (text, 1), gap=14), margins=(18, 16, 18, 16))


def _path(steps: tuple[StepLine, ...]) -> Card:
    lines = []
    for step in steps:
        words = down(Label(step.words, "body", wrap=True), gap=1)
        if step.said:
            words.addWidget(Label(step.said, "small", "2", wrap=True))
        lines.append(across((words, 1), Label(step.day, "small", "2"), gap=12))
    return Card(*lines, title=_("The way so far"))
