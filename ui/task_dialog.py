"""A task for a colleague, asked for wherever one is: Ctrl+T, where no citizen is in front."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from coordinator.begun import FormKey
from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.use_cases import giving_tasks, staff_tasks
from coordinator.use_cases.giving_tasks import Colleagues
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.parts import Responsible
from ui.begun import BegunForms
from ui.person_choice import PersonChoice, choice_of, person_words
from ui.problems import describe
from ui.screen import ScreenContext
from ui.task_wish import AskedTask, Offered, WishFields, offered
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.form_memory import FormMemory
from ui.widgets.labels import Label
from ui.widgets.typeahead import PersonLine, Suggestion

KEY: Final = FormKey("task:colleague", None)
Ask = Callable[[AskedTask, "TaskDialog"], None]


class TaskDialog(Dialog):
    """Text, person and day, in the order of Tab; Enter asks, as the button does."""

    def __init__(self, parent: QWidget, begun: BegunForms, today: date, ask: Ask) -> None:
        text = _("A task between colleagues. It stands in no plan, and on no paper.")
        super().__init__(parent, _("New task"), text, width=560)
        self._ask = ask
        # The same press twice is the same task.
        self._task_id: Final = uuid4()
        self._people: tuple[PersonChoice, ...] = ()
        self.task: Final = TextLine(longest=300)
        self.who: Final = PersonLine()
        self.day: Final = DateField(today=lambda: today, name=_("Deadline"))
        self.wish: Final = WishFields()
        self._fields: Final = {
            "title": Field(_("Task"), self.task),
            "assignee": Field(
                _("Colleague or unit"), self.who, hint=_("Three letters of the name")
            ),
            "due": Field(_("Deadline"), self.day, hint=_("Such as 24/11, +1u or +5a")),
        }
        self._away: Final = AwayOffer(self.who, self._take_deputy)
        self._refused: Final = Label("", "small_medium", "danger", wrap=True)
        self._refused.hide()
        self.verb: Final = Button(_("Give the task"), self.submit, kind="primary")
        self._lay_out()
        controls = {"title": self.task, "assignee": self.who, "due": self.day}
        memory = FormMemory(self, {**controls, **self.wish.controls}, begun, KEY)
        # Under the title.
        self.body.insertWidget(1, memory.notice)
        memory.look_back()
        self.task.setFocus()

    def show_people(self, those: Offered) -> None:
        """Offer these, and the kinds of tasks there are."""
        self._people = those.people
        self.who.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in self._people]
        )
        self.wish.show_kinds(those.kinds)

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
        wish = self.wish.wish(self.task.text(), self.day.value, None)
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
        return found

    def refuse(self, sentence: str) -> None:
        """Say why nobody was asked; what is typed stays."""
        self.verb.setEnabled(True)
        self._refused.setText(sentence)
        self._refused.show()

    def _lay_out(self) -> None:
        self.body.addWidget(self._fields["title"])
        self.body.addLayout(fields_across(self._fields["assignee"], self._fields["due"]))
        for part in (self._away, self.wish, self._refused):
            self.body.addWidget(part)
        lines = {"title": self.task, "assignee": self.who, "due": self.day}
        for name, line in lines.items():
            line.textChanged.connect(self._fields[name].clear_error)
            line.returnPressed.connect(self.submit)
        self.who.textChanged.connect(self._named)
        self.who.pointed.connect(self.day.setFocus)
        self.finish_with(self.verb)

    def _named(self) -> None:
        self._away.show_for(choice_of(self.who.text(), self.who.who, self._people))

    def _take_deputy(self, deputy: Responsible) -> None:
        self.who.setText(deputy.name)
        self.who.taken.emit(deputy)
        self._named()


def open_task_dialog(parent: QWidget, context: ScreenContext) -> TaskDialog:
    """Show it, and send what is typed in it."""
    desk, runner = context.desk, context.runner
    slot = ("task-colleagues", id(parent))

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

    made = TaskDialog(parent, context.begun, desk.clock.today(), ask)
    made.destroyed.connect(lambda *_gone: runner.void(slot))
    runner.ask(
        slot,
        lambda: giving_tasks.colleagues(desk),
        offer,
        lambda error: made.refuse(describe(error).sentence),
    )
    made.open()
    return made


def _asked(context: ScreenContext, asked: AskedTask, dialog: TaskDialog, changes: Changes) -> None:
    context.begun.done(KEY)
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
