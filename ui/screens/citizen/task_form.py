"""The form that gives a colleague a task: what, who, by when, and which intervention it is for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from PySide6.QtWidgets import QComboBox

from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.parts import Responsible, ResponsibleKind, Task
from plans.people import Citizen
from ui.person_choice import PersonChoice, person_words, who_is
from ui.screens.citizen.form import Writes, date_field, picked
from ui.screens.citizen.given import GivenTask, Giving
from ui.screens.citizen.quick_form import QuickForm
from ui.widgets.areas import area_name
from ui.widgets.away import AwayOffer
from ui.widgets.choices import Combo
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.labels import Label
from ui.widgets.layouts import down
from ui.widgets.typeahead import PersonLine, Suggestion

TASK: Final = "task"


class TaskForm(QuickForm):
    """Text, person and day, in the order of Tab; the intervention follows from the person."""

    form_name = TASK

    def __init__(self, seen: Citizen, giving: Giving, today: date, writes: Writes) -> None:
        super().__init__(_("New task"), writes, seen)
        self._giving = giving
        # The same press twice is the same task.
        self._task_id: Final = uuid4()
        citizen = Responsible(seen.name, kind=ResponsibleKind.CITIZEN)
        self._citizen: Final = PersonChoice(citizen, _("the citizen"))
        self._people: tuple[PersonChoice, ...] = (self._citizen,)
        self._title = TextLine(longest=300)
        self._who = PersonLine()
        self._day = date_field(_("Deadline"), None, today, hint=_("Such as 24/11, Tuesday or +1u"))
        places = [(str(each.id), each.title) for each in giving.places]
        self._place = Combo(places, places[0][0] if places else None)
        # The title of an intervention may be longer than the window is wide.
        self._place.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._place.setMinimumContentsLength(12)
        self._place_chosen = False
        self._fields_made = {
            "title": Field(_("Task"), self._title),
            "assignee": Field(_("Responsible"), self._who, hint=_("Three letters of the name")),
            "due": self._day,
            "place": Field(_("Part of"), self._place),
        }
        self._away = AwayOffer(self._who, self._take_deputy)
        self._consent = Label("", "small_medium", "warn", wrap=True)
        self._consent.hide()
        self._lay_out()

    def show_people(self, people: Sequence[PersonChoice]) -> None:
        """Offer these colleagues; the citizen can be asked too."""
        self._people = (*people, self._citizen)
        self._who.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in self._people]
        )

    def missing(self) -> Mapping[str, str]:
        """Say what must be written."""
        wrong = {}
        if not self._title.text().strip():
            wrong["title"] = sentence_for(RuleBroken("given-task-empty"))
        who = self._person()
        if who is None:
            wrong["assignee"] = sentence_for(RuleBroken("given-task-nobody"))
        elif who.kind is ResponsibleKind.OUTSIDE:
            wrong["assignee"] = sentence_for(RuleBroken("given-task-outside"))
        if picked(self._day) is None:
            wrong["due"] = sentence_for(RuleBroken("given-task-no-day"))
        return wrong

    def send(self) -> None:
        """Send the task."""
        assert self._giving.plan_id is not None
        title = " ".join(self._title.text().split())
        task = Task(self._task_id, title, self._person(), picked(self._day))
        place = UUID(str(self._place.value))
        self.writes.tasks.give(GivenTask(self._giving.plan_id, place, task))

    def _lay_out(self) -> None:
        fields = self._fields_made
        self.add(
            fields["title"],
            fields_across(fields["assignee"], fields["due"]),
            down(self._away, self._consent, gap=6),
            fields["place"],
        )
        self.finish(fields, _("Give the task"))
        self._who.textChanged.connect(self._named)
        self._who.pointed.connect(self._day.control.setFocus)
        self._place.picked.connect(self._place_picked)

    def _person(self) -> Responsible | None:
        who = who_is(self._who.text(), self._people)
        taken = self._who.who
        # Two may have the same name; the one from the list was meant.
        same = isinstance(taken, Responsible) and who is not None and taken.name == who.name
        return taken if same and isinstance(taken, Responsible) else who

    def _named(self) -> None:
        """Look at who stands there now: whether they are away, and where their tasks belong."""
        who = self._person()
        choice = next((each for each in self._people if who is not None and each.who == who), None)
        self._away.show_for(choice)
        area = choice.area if choice is not None else ""
        agreed = self._giving.agreed
        outside = bool(area) and agreed is not None and area not in agreed
        words = _("The consent does not cover {area}. Ask the citizen before you share more.")
        self._consent.setText(words.format(area=area_name(area)) if outside else "")
        self._consent.setVisible(outside)
        theirs = next((each for each in self._giving.places if each.area == area), None)
        if theirs is not None and not self._place_chosen:
            self._place.set_value(str(theirs.id))

    def _place_picked(self, _value: object) -> None:
        self._place_chosen = True

    def _take_deputy(self, deputy: Responsible) -> None:
        self._who.setText(deputy.name)
        self._who.taken.emit(deputy)
        self._named()
