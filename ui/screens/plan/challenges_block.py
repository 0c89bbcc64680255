"""«Mine udfordringer»: what is hard within a theme, how much now, and how much is expected."""

from functools import partial
from typing import Final
from uuid import UUID

from coordinator.danish import long_date
from coordinator.dated_lists import DatedList, ListEntry
from coordinator.i18n import N_, _
from coordinator.wording import label
from plans.parts import Challenge, FunctionLevel
from ui.screens.plan.builder import Builder
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.inputs import AreaInput, ChoiceInput, DateInput, Input
from ui.screens.plan.more_inputs import ListedInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.part_row import PartRow, choices, known_from
from ui.screens.plan.parts import Key
from ui.screens.plan.parts_block import PartsBlock, show_row
from ui.screens.plan.templates import offer_templates, templates_for
from ui.screens.plan.words import heading_question, joined
from ui.widgets.choices import Choice
from ui.widgets.labels import Label
from ui.widgets.layouts import Part, across, down

_LEVELS: Final = ("now", "expected", "own_score")
_LEVEL_WORDS: Final = {
    "now": N_("Now: {level}"),
    "expected": N_("Expected: {level}"),
    "own_score": N_("The citizen's own score: {level}"),
}


class ChallengesBlock(PartsBlock[Challenge]):
    """All challenges."""

    def __init__(self, pen: PenFace, builder: Builder) -> None:
        super().__init__(
            builder,
            _("Add challenge"),
            pen.beside.challenge,
            partial(_make, pen),
            show_row,
        )

    def show_page(self, title: str, page: PlanPage, *, force: bool) -> None:
        """Show the challenges."""
        question = heading_question(page.book, "challenges")
        parts = page.plan.challenges
        self.show_parts(title, question, parts, page, section="challenges", force=force)


class ChallengeRow(PartRow[Challenge]):
    """One challenge."""

    def __init__(self, key: Key, pen: PenFace) -> None:
        self._page: PlanPage | None = None
        super().__init__(key, pen)

    def dress(self) -> None:
        """Theme and step on one line, the text, and what the figures mean."""
        self._theme = Label("", "h3", wrap=True)
        self._step = Label("", "body_medium")
        self._text = Label("", "body", wrap=True)
        self._facts = Label("", "small", "2", wrap=True)
        self._from = Label("", "caption", "3", wrap=True)
        self.head.setLayout(
            down(
                across((self._theme, 1), self._step),
                self._text,
                self._facts,
                self._from,
                gap=3,
                margins=(4, 2, 4, 2),
            )
        )

    def say(self, part: Challenge, page: PlanPage) -> str:
        """Fill the labels."""
        self._page = page
        theme = page.book.label(DatedList.THEMES, part.theme) if part.theme else ""
        theme = theme or _("A challenge without a theme")
        facts = tuple(level_words(part, name) for name in _LEVELS)
        assessed = part.assessed_on if any(facts) else None
        known = (
            *known_from(part, page.book),
            _("Assessed {date}").format(date=long_date(assessed)) if assessed else "",
        )
        self._theme.setText(theme)
        self._step.setText(step_words(part))
        for shown, words in (
            (self._text, part.text.strip()),
            (self._facts, joined(facts)),
            (self._from, joined(known)),
        ):
            shown.setText(words)
            shown.setVisible(bool(words))
        return ", ".join(words for words in (theme, part.text.strip(), *facts, *known) if words)

    def inputs(self, page: PlanPage) -> dict[str, Input]:
        """Make the fields."""
        today = page.today
        text = AreaInput(_("What is hard"))
        offer_templates(text.area, self._templates)
        return {
            "theme": ChoiceInput(_("Theme"), searchable=True),
            "text": text,
            "now": ChoiceInput(_("Now"), level_choices()),
            "expected": ChoiceInput(_("Expected"), level_choices()),
            "own_score": ChoiceInput(_("The citizen's own score"), level_choices()),
            "assessed_on": DateInput(_("Assessed on"), lambda: today, past=True),
            "service_area": ChoiceInput(_("Service area")),
            "source": ListedInput(_("Source")),
        }

    def lay_out(self, inputs: dict[str, Input]) -> tuple[Part, ...]:
        """Two fields a line, so that none is cut at large text."""
        pairs = (("now", "expected"), ("own_score", "assessed_on"), ("service_area", "source"))
        lines = [across((inputs[one], 1), (inputs[other], 1), gap=10) for one, other in pairs]
        return inputs["theme"], inputs["text"], *lines

    def offer(self, inputs: dict[str, Input], part: Challenge, page: PlanPage) -> None:
        """Offer today's themes, and the one that was chosen when another list held."""
        field, themes = inputs["theme"], choices(page.book, DatedList.THEMES)
        if part.theme and part.theme not in dict(themes):
            themes.append((part.theme, page.book.label(DatedList.THEMES, part.theme)))
        if isinstance(field, ChoiceInput):
            field.offer([("", _("Choose")), *themes])

    def _templates(self) -> tuple[ListEntry, ...]:
        page = self._page
        if page is None:
            return ()
        part = next((each for each in page.plan.challenges if each.id == self.key.id), None)
        return templates_for(page.book, "challenges", part.service_area if part else None)


def level_choices() -> list[Choice]:
    """List the levels; «not assessed» is an answer, to choose none is not."""
    return [(None, _("Not filled in")), *((each, label(each)) for each in FunctionLevel)]


def level_words(part: Challenge, name: str) -> str:
    """Say a level with what it is: «Nu: 2 Moderat problem»; nothing when none is written."""
    level = getattr(part, name)
    return "" if level is None else _(_LEVEL_WORDS[name]).format(level=label(level))


def step_words(part: Challenge) -> str:
    """Say from which level to which: «2 → 1»; one alone where the other is no figure."""
    figures = (_figure(part.now), _figure(part.expected))
    return " → ".join(figures) if all(figures) else figures[0]


def _figure(level: FunctionLevel | None) -> str:
    return "" if level in (None, FunctionLevel.NOT_ASSESSED) else str(level)


def _make(pen: PenFace, part_id: UUID) -> ChallengeRow:
    return ChallengeRow(Key("challenge", part_id), pen)
