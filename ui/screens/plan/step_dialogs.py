"""What is asked before a step of the whole plan: why, until when, and what the citizen thinks."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from coordinator.dated_lists import DatedList
from coordinator.i18n import _
from coordinator.wording import label, sentence_for
from plans.errors import RuleBroken
from plans.parts import Stance
from plans.states import CitizenStance
from ui.screens.plan.dialogs import RestDialog
from ui.screens.plan.page import Answer, PlanPage, Verb
from ui.screens.plan.step_memory import StepMemory
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, Segments, TickBox
from ui.widgets.date_field import DateField
from ui.widgets.dialogs import Dialog, ReasonDialog
from ui.widgets.fields import Field, TextArea
from ui.widgets.form_memory import Control

Given = Callable[[Answer], None]
_STANCES: Final = (CitizenStance.AGREES, CitizenStance.DISAGREES, CitizenStance.NOT_ASKED)


def ask_first(
    parent: QWidget,
    page: PlanPage,
    verb: Verb,
    do: Callable[[Verb, Answer], None],
    memory: StepMemory,
) -> bool:
    """Open the question of a verb; False when it asks nothing."""

    def given(answer: Answer) -> None:
        do(verb, answer)

    dialog: RestDialog | CloseDialog | GoneThroughDialog | ReasonDialog
    more: dict[str, Control] = {}
    match verb:
        case "pause":
            dialog = RestDialog(parent, page.today, lambda why, until: given(Answer(why, until)))
            more = {"until": dialog.day}
        case "close":
            dialog = CloseDialog(parent, page, given)
            more = {"ending": dialog.ending}
        case "activate":
            dialog = GoneThroughDialog(parent, page, given)
        case "move_away":
            dialog = _moved_away(parent, given)
        case _:
            return False
    memory.watch(dialog, verb, page.plan.id, {"words": dialog.area, **more})
    dialog.open()
    return True


def _moved_away(parent: QWidget, given: Given) -> ReasonDialog:
    return ReasonDialog(
        parent,
        _("The citizen has moved away"),
        _("The plan stops, and its tasks wait for nobody. All that was written is kept."),
        _("Register the move"),
        lambda words: given(Answer(words)),
        label=_("Since when, and to which municipality"),
    )


class CloseDialog(Dialog):
    """Asks how the plan ended and why; says at each field what is missing."""

    def __init__(self, parent: QWidget, page: PlanPage, given: Given) -> None:
        text = _("A closed plan can only be read.")
        super().__init__(parent, _("Close the plan"), text)
        self._given = given
        results = page.book.on(DatedList.CLOSING_RESULTS)
        self.ending = Combo([(each.code, each.label) for each in results], None)
        self.ending.setPlaceholderText(_("Choose"))
        self.area = TextArea(fewest=2, most=5)
        self.result_field = Field(_("How it ended"), self.ending)
        self.words_field = Field(_("In your own words"), self.area)
        self.body.addWidget(self.result_field)
        self.body.addWidget(self.words_field)
        self.ending.picked.connect(lambda _code: self.result_field.clear_error())
        self.area.textChanged.connect(self.words_field.clear_error)
        self.finish_with(Button(_("Close the plan"), self.try_to_give, kind="primary"))
        self.ending.setFocus()

    def try_to_give(self) -> None:
        """Give result and words, or say what is missing."""
        result, words = self.ending.value, self.area.text().strip()
        if not words:
            self.words_field.show_error(_("Write a reason."))
            self.area.setFocus()
        if not isinstance(result, str):
            self.result_field.show_error(sentence_for(RuleBroken("closing-result-missing")))
            self.ending.setFocus()
        elif words:
            self._given(Answer(words, result=result))
            self.accept()


class GoneThroughDialog(Dialog):
    """Asks what the citizen thinks of the plan, when it was said, and if it is handed over."""

    def __init__(self, parent: QWidget, page: PlanPage, given: Given) -> None:
        text = _("The plan is in force afterwards, also when the citizen disagrees with it.")
        super().__init__(parent, _("Gone through with the citizen"), text)
        self._given, self._today, self._before = given, page.today, page.plan.stance
        self.stance = Segments(
            _("What the citizen thinks of the plan"),
            [(each, label(each)) for each in _STANCES],
            page.plan.stance.kind,
        )
        self.area = TextArea(page.plan.stance.text, fewest=2, most=5)
        self.day = DateField(page.today, today=lambda: page.today)
        self.handed = TickBox(_("The plan is handed over to the citizen"), ticked=True)
        self.words_field = Field(_("What the citizen disagrees with"), self.area)
        self.day_field = Field(_("Gone through on"), self.day)
        self.body.addWidget(Field(_("What the citizen thinks of the plan"), self.stance))
        for part in (self.words_field, self.day_field, self.handed):
            self.body.addWidget(part)
        self.stance.picked.connect(self._arrange)
        self.area.textChanged.connect(self.words_field.clear_error)
        self.area.textChanged.connect(self._disagrees_by_words)
        self.day.textChanged.connect(self.day_field.clear_error)
        self.finish_with(Button(_("Bring into force"), self.try_to_give, kind="primary"))
        self._arrange()
        self.stance.setFocus()

    def try_to_give(self) -> None:
        """Give the answer, or say at its field what is missing."""
        kind = self.stance.value
        assert isinstance(kind, CitizenStance)
        self.day.settle()
        # What was written in the plan beside the same answer stays there.
        words = self._before.text if kind is self._before.kind else ""
        if kind is CitizenStance.DISAGREES:
            words = self.area.text().strip()
        day = self.day.value if self.day.understood else None
        if kind is CitizenStance.DISAGREES and not words:
            self.words_field.show_error(sentence_for(RuleBroken("stance-words-missing")))
            self.area.setFocus()
        elif not self.day.understood:
            self._refuse_day(RuleBroken("date-wrong"))
        elif day is None:
            self._refuse_day(RuleBroken("stance-date-missing"))
        elif day > self._today:
            self._refuse_day(RuleBroken("stance-in-future"))
        else:
            asked = kind is not CitizenStance.NOT_ASKED
            stance = Stance(kind, words, day) if asked else Stance()
            self._given(Answer(stance=stance, handed_over=self.handed.isChecked()))
            self.accept()

    def _refuse_day(self, error: RuleBroken) -> None:
        self.day_field.show_error(sentence_for(error))
        self.day.setFocus()

    def _arrange(self, _picked: object = None) -> None:
        """Ask for words only where there is a disagreement."""
        self.words_field.setVisible(self.stance.value is CitizenStance.DISAGREES)

    def _disagrees_by_words(self) -> None:
        """Words that are put back say by themselves that there is a disagreement."""
        if self.area.text().strip() and not self.words_field.isVisibleTo(self):
            self.stance.set_value(CitizenStance.DISAGREES)
            self._arrange()
