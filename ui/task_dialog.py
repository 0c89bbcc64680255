"""A task for a colleague, asked for wherever one is, out of whatever is in front there."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from coordinator.begun import FormKey
from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.use_cases import giving_tasks, staff_tasks, task_origins
from coordinator.use_cases.giving_tasks import Colleagues
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.parts import Responsible
from ui.begun import BegunForms
from ui.person_choice import PersonChoice, choice_of, person_words
from ui.problems import describe
from ui.screen import ScreenContext
from ui.task_about import NOTHING, TaskAbout
from ui.task_wish import AskedTask, Offered, WishFields, offered
from ui.whom_line import Whom, WhomLine, whom_words
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.form_memory import FormMemory
from ui.widgets.labels import Label
from ui.widgets.typeahead import PersonLine, Suggestion

_FORM: Final = "task:colleague"
_FEWEST_LETTERS: Final = 2
_MOST_SUGGESTED: Final = 7
Ask = Callable[[AskedTask, "TaskDialog"], None]


class TaskDialog(Dialog):
    """Text, person, day and citizen, in the order of Tab; Enter asks, as the button does.

    ``searched`` tells what was typed to find a citizen by.
    """

    searched = Signal(str)

    def __init__(
        self, parent: QWidget, begun: BegunForms, today: date, ask: Ask, about: TaskAbout = NOTHING
    ) -> None:
        text = _("A task between colleagues. It stands in no plan, and on no paper.")
        if about.words:
            out_of = _("It comes out of: {words}").format(words=about.words)
            text = f"{text} {out_of}"
        super().__init__(parent, _("New task"), text, width=560)
        self._ask, self._about = ask, about
        self.key: Final = FormKey(_FORM, about.origin.id or about.citizen_id)
        # The same press twice is the same task.
        self._task_id: Final = uuid4()
        self._people: tuple[PersonChoice, ...] = ()
        self.task: Final = TextLine(longest=300)
        self.who: Final = PersonLine()
        self.day: Final = DateField(today=lambda: today, name=_("Deadline"))
        self.whom: Final = WhomLine()
        # Which citizen the name means: kept with the rest, and seen by nobody.
        self._citizen: Final = TextLine()
        self._citizen.setParent(self)
        self._citizen.hide()
        self.wish: Final = WishFields()
        self._fields: Final = self._make_fields()
        self._away: Final = AwayOffer(self.who, self._take_deputy)
        self._refused: Final = Label("", "small_medium", "danger", wrap=True)
        self._refused.hide()
        self.verb: Final = Button(_("Give the task"), self.submit, kind="primary")
        self._lay_out()
        if about.citizen_id is not None:
            self.show_whom(about.citizen_id, about.citizen_name)
        controls = {
            "title": self.task, "assignee": self.who, "due": self.day, "whom": self.whom,
            "citizen": self._citizen,
        }  # fmt: skip
        memory = FormMemory(self, {**controls, **self.wish.controls}, begun, self.key)
        # Under the title.
        self.body.insertWidget(1, memory.notice)
        memory.look_back()
        self.task.setFocus()

    def _make_fields(self) -> dict[str, Field]:
        return {
            "title": Field(_("Task"), self.task),
            "assignee": Field(
                _("Colleague or unit"), self.who, hint=_("Three letters of the name")
            ),
            "due": Field(_("Deadline"), self.day, hint=_("Such as 24/11, +1u or +5a")),
            "whom": Field(
                _("Citizen"), self.whom, hint=_("Name or CPR number. Empty if it is about nobody")
            ),
        }

    def show_people(self, those: Offered) -> None:
        """Offer these, and the kinds of tasks there are."""
        self._people = those.people
        self.who.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in self._people]
        )
        self.wish.show_kinds(those.kinds)

    def show_whom(self, citizen_id: UUID, name: str) -> None:
        """Let it be about a citizen."""
        self.whom.setText(name)
        self._citizen.setText(str(citizen_id))

    def keep_whom(self, may: bool) -> None:
        """Let it be about nobody where one has nothing to do with the citizen, and say so."""
        if may:
            return
        self.whom.clear()
        self._citizen.clear()
        words = _("You have nothing to do with the citizen, so the task names nobody.")
        self._refused.setText(words)
        self._refused.show()

    def submit(self) -> None:
        """Ask, or say at each field what is missing."""
        self.day.settle()
        choice = choice_of(self.who.text(), self.who.who, self._people)
        wrong = self._wrong(choice)
        for name, sentence in reversed(wrong.items()):
            self._fields[name].show_error(sentence)
            self._fields[name].control.setFocus()
        if choice is None or wrong or not self.verb.isEnabled():
            return
        receiver = choice.queue or choice.who.staff_id
        assert receiver is not None
        self.verb.setEnabled(False)
        citizen = UUID(self._citizen.text()) if self._citizen.text() else None
        wish = self.wish.wish(self.task.text(), self.day.value, citizen)
        wish = replace(wish, origin=self._about.origin)
        self._ask(AskedTask(self._task_id, wish, receiver, choice.who.name), self)

    def _wrong(self, choice: PersonChoice | None) -> dict[str, str]:
        """Say by field what is missing."""
        found = {}
        if not self.task.text().strip():
            found["title"] = sentence_for(RuleBroken("given-task-empty"))
        if choice is None:
            found["assignee"] = sentence_for(RuleBroken("task-pass-nobody"))
        if self.day.value is None:
            found["due"] = sentence_for(RuleBroken("given-task-no-day"))
        if self.whom.text().strip() and not self._citizen.text():
            found["whom"] = _("Choose the citizen from the list. It has those you have to do with.")
        return found

    def refuse(self, sentence: str) -> None:
        """Say why nobody was asked; what is typed stays."""
        self.verb.setEnabled(True)
        self._refused.setText(sentence)
        self._refused.show()

    def _lay_out(self) -> None:
        self.body.addWidget(self._fields["title"])
        self.body.addLayout(fields_across(self._fields["assignee"], self._fields["due"]))
        for part in (self._away, self._fields["whom"], self.wish, self._refused):
            self.body.addWidget(part)
        lines: dict[str, QLineEdit] = {
            "title": self.task, "assignee": self.who, "due": self.day, "whom": self.whom,
        }  # fmt: skip
        for name, line in lines.items():
            line.textChanged.connect(self._fields[name].clear_error)
            line.returnPressed.connect(self.submit)
        self.who.textChanged.connect(self._named)
        self.who.pointed.connect(self.day.setFocus)
        self.whom.textEdited.connect(self._typed_whom)
        self.whom.taken.connect(self._took_whom)
        self.finish_with(self.verb)

    def _typed_whom(self, text: str) -> None:
        self._citizen.clear()
        self.searched.emit(text)

    def _took_whom(self, whom: object) -> None:
        assert isinstance(whom, Whom)
        self.show_whom(whom.citizen_id, whom.name)

    def _named(self) -> None:
        self._away.show_for(choice_of(self.who.text(), self.who.who, self._people))

    def _take_deputy(self, deputy: Responsible) -> None:
        self.who.setText(deputy.name)
        self.who.taken.emit(deputy)
        self._named()


def open_task_dialog(
    parent: QWidget, context: ScreenContext, about: TaskAbout = NOTHING
) -> TaskDialog:
    """Show it, and send what is typed in it."""
    desk, runner = context.desk, context.runner
    slots = [(name, id(parent)) for name in ("task-colleagues", "task-whom", "task-about")]

    def ask(asked: AskedTask, dialog: TaskDialog) -> None:
        def refused(error: Exception) -> None:
            dialog.refuse(describe(error).sentence)

        runner.do(
            lambda: staff_tasks.ask(desk, asked.task_id, asked.wish, asked.to),
            partial(_asked, context, asked, dialog),
            refused,
        )

    def offer(found: Colleagues) -> None:
        made.show_people(offered(found.staff, found.absences, found.kinds))

    made = TaskDialog(parent, context.begun, desk.clock.today(), ask, about)
    failed = partial(_told, made)
    for slot in slots:
        made.destroyed.connect(lambda *_gone, slot=slot: runner.void(slot))
    made.searched.connect(partial(_search, context, made, slots[1]))
    runner.ask(slots[0], lambda: giving_tasks.colleagues(desk), offer, failed)
    if about.citizen_id is not None:
        known = partial(task_origins.may_ask_about, desk, about.citizen_id)
        runner.ask(slots[2], known, made.keep_whom, failed)
    made.open()
    return made


def _told(dialog: TaskDialog, error: Exception) -> None:
    dialog.refuse(describe(error).sentence)


def _search(context: ScreenContext, dialog: TaskDialog, slot: Hashable, text: str) -> None:
    typed = " ".join(text.split())
    if len(typed) >= _FEWEST_LETTERS:
        found = partial(_found, context, typed)
        context.runner.ask(slot, found, dialog.whom.offer, partial(_told, dialog))


def _found(context: ScreenContext, text: str) -> tuple[Whom, ...]:
    found = task_origins.citizens_to_ask_about(context.desk, text, _MOST_SUGGESTED)
    return tuple(
        Whom(each.id, each.name, whom_words(each.name, each.birth_date), each.seen)
        for each in found
    )


def _asked(context: ScreenContext, asked: AskedTask, dialog: TaskDialog, changes: Changes) -> None:
    context.begun.done(dialog.key)
    dialog.accept()
    context.feed.publish(changes)
    context.navigator.toast(
        _("{name} has been asked.").format(name=asked.name),
        _("Undo"),
        partial(take_back, context, asked),
    )


def take_back(context: ScreenContext, asked: AskedTask) -> None:
    """Cancel what was asked for a moment ago."""

    def failed(error: Exception) -> None:
        context.navigator.toast(describe(error).sentence)

    context.runner.do(
        lambda: staff_tasks.cancel(context.desk, asked.task_id), context.feed.publish, failed
    )
