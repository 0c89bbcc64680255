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
from ui.person_choice import PersonChoice, choice_of, person_words, who_is
from ui.screens.citizen.form import Writes, date_field, picked
from ui.screens.citizen.given import GivenTask, Giving
from ui.screens.citizen.quick_form import QuickForm
from ui.task_wish import AskedTask, Offered, WishFields
from ui.widgets.areas import area_name
from ui.widgets.away import AwayOffer
from ui.widgets.choices import Combo
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.labels import Label
from ui.widgets.layouts import down
from ui.widgets.typeahead import PersonLine, Suggestion

TASK: Final = "task"
# Where a task stands that stands in no plan.
COLLEAGUES: Final = "colleagues"


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
        self._wish = WishFields()
        self._title = TextLine(longest=300)
        # Whether the colleagues have come, and whether somebody pressed before that.
        self._offered = self._pressed = False
        self._who = PersonLine()
        self._day = date_field(_("Deadline"), None, today, hint=_("Such as 24/11, Tuesday or +1u"))
        places = [(str(each.id), each.title) for each in giving.places]
        if giving.colleagues:
            places.append((COLLEAGUES, _("No plan: between colleagues")))
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
        # Why nothing can be put in the plan, where only colleagues can be asked.
        self._no_place = Label(giving.refusal, "small_medium", "2", wrap=True)
        self._no_place.setVisible(bool(giving.refusal))
        self._lay_out()

    def submit(self) -> None:
        """Send it; who is quicker than the list of colleagues is heard when that has come.

        A second press does not wait: a store that is away may never give the list.
        """
        if self._offered or self._pressed:
            super().submit()
        else:
            self._pressed = True

    def show_colleagues(self, those: Offered) -> None:
        """Offer these, and the kinds of tasks between colleagues."""
        self._offered = True
        self._wish.show_kinds(those.kinds)
        queues = those.people if self._giving.colleagues else ()
        self.show_people([*(each for each in those.people if each.queue is None),
                          *(each for each in queues if each.queue is not None)])  # fmt: skip
        if self._pressed:
            self._pressed = False
            self.submit()

    def show_people(self, people: Sequence[PersonChoice]) -> None:
        """Offer these colleagues; the citizen can be asked too, for what the plan says."""
        citizen = (self._citizen,) if self._giving.places else ()
        self._people = (*people, *citizen)
        self._who.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in self._people]
        )

    def missing(self) -> Mapping[str, str]:
        """Say what must be written."""
        wrong = {}
        if not self._title.text().strip():
            wrong["title"] = sentence_for(RuleBroken("given-task-empty"))
        who, choice = self._person(), self._choice()
        if who is None:
            wrong["assignee"] = sentence_for(RuleBroken("given-task-nobody"))
        elif choice is None or (choice is self._citizen and self._between):
            wrong["assignee"] = sentence_for(RuleBroken("given-task-outside"))
        if picked(self._day) is None:
            wrong["due"] = sentence_for(RuleBroken("given-task-no-day"))
        return wrong

    def send(self) -> None:
        """Send the task."""
        choice = self._choice()
        assert choice is not None
        if self._between:
            wish = self._wish.wish(self._title.text(), picked(self._day), self.seen.id)
            receiver = choice.queue or choice.who.staff_id
            assert receiver is not None
            asked = AskedTask(self._task_id, wish, receiver, choice.who.name)
            self.writes.tasks.ask_colleague(asked)
            return
        assert self._giving.plan_id is not None
        title = " ".join(self._title.text().split())
        task = Task(self._task_id, title, choice.who, picked(self._day))
        place = UUID(str(self._place.value))
        self.writes.tasks.give(GivenTask(self._giving.plan_id, place, task))

    @property
    def _between(self) -> bool:
        """Whether it stands in no plan: so chosen, or asked of a unit, which has no part in one."""
        choice = self._choice()
        unit = choice is not None and choice.queue is not None
        return unit or self._place.value == COLLEAGUES

    def _choice(self) -> PersonChoice | None:
        return choice_of(self._who.text(), self._who.who, self._people)

    def _lay_out(self) -> None:
        fields = self._fields_made
        self.add(
            fields["title"],
            fields_across(fields["assignee"], fields["due"]),
            down(self._away, self._consent, gap=6),
            fields["place"],
            self._no_place,
            self._wish,
        )
        more = self._wish.fields
        self.finish({**fields, **more}, _("Give the task"), ticks={"urgent": self._wish.urgent})
        self._who.textChanged.connect(self._named)
        self._who.pointed.connect(self._day.control.setFocus)
        self._place.picked.connect(self._place_picked)
        self._follow_place()

    def _person(self) -> Responsible | None:
        who = who_is(self._who.text(), self._people)
        taken = self._who.who
        # Two may have the same name; the one from the list was meant.
        same = isinstance(taken, Responsible) and who is not None and taken.name == who.name
        return taken if same and isinstance(taken, Responsible) else who

    def _named(self) -> None:
        """Look at who stands there now: whether they are away, and where their tasks belong."""
        choice = self._choice()
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
        if choice is not None and choice.queue is not None:
            self._place.set_value(COLLEAGUES)
        self._follow_place()

    def _place_picked(self, _value: object) -> None:
        self._place_chosen = True
        self._follow_place()

    def _follow_place(self) -> None:
        """Ask for more only where the task stands in no plan, which has fields of its own."""
        self._wish.setVisible(self._between)

    def _take_deputy(self, deputy: Responsible) -> None:
        self._who.setText(deputy.name)
        self._who.taken.emit(deputy)
        self._named()
