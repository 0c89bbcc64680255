"""The inspector's card «Let at læse?»: the plan's LIX, its hardest section, and plain words."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtWidgets import QFrame

from coordinator.i18n import _, ngettext
from plans.readability import LIMIT
from ui.screens.plan.legible_page import LegiblePage, PlainWord
from ui.screens.plan.page import Section
from ui.screens.plan.words import SECTIONS
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.lix_meter import LixMeter
from ui.widgets.pills import StatePill
from ui.widgets.surfaces import Inset


class LegibleCard(QFrame):
    """Warns, never blocks; ``replace`` puts a plain word in the place of a municipal one."""

    def __init__(self, go: Callable[[Section], None]) -> None:
        super().__init__()
        self._go = go
        self.replace: Callable[[PlainWord], None] = lambda _word: None
        self._worst: Section | None = None
        self._titles: Mapping[Section, str] = {each: _(title) for each, title in SECTIONS}
        self._shown: LegiblePage | None = None
        self._pill = StatePill("")
        self.meter: Final = LixMeter(LIMIT)
        self._limit = Label("", "small", "2", wrap=True)
        self._advice = Label("", "small", wrap=True)
        self._sentence = Label("", "small", "2", wrap=True).selectable()
        self.to_section: Final = Button(
            _("Go to the section"), self._go_there, kind="ghost", size="small"
        )
        self._tip = Inset(
            across(Icon("bulb", "ink2", 17), (down(self._advice, self._sentence, gap=4), 1)),
            across(self.to_section, None),
        )
        self._words = down(gap=3)
        self.setLayout(
            down(
                across((Label(_("Easy to read?"), "h2", wrap=True), 1), self._pill),
                self.meter,
                self._limit,
                self._tip,
                self._words,
                gap=7,
            )
        )
        self.show_page(LegiblePage())

    def name_sections(self, titles: Mapping[Section, str]) -> None:
        """Know what the sections of the plan are called."""
        self._titles = titles

    def show_page(self, page: LegiblePage) -> None:
        """Show what was measured."""
        if page == self._shown:
            return
        self._shown = page
        self._worst = page.worst
        self._pill.show_pill(page.band)
        self._pill.setVisible(bool(page.band))
        self.meter.show_value(page.lix, page.band)
        self.meter.setVisible(page.lix is not None)
        self._limit.setText(_limit_words(page))
        self._tip.setVisible(page.worst is not None)
        if page.worst is not None:
            self._show_worst(page, page.worst)
        clear(self._words)
        if page.plain_words:
            self._words.addWidget(Label(_("Plainer words"), "small_medium"))
        for each in page.plain_words:
            words = Label(_word(each), "small", "2", wrap=True)
            change = Button(_("Replace"), partial(self._replace, each), kind="ghost", size="small")
            change.setAccessibleName(_("Replace “{word}”").format(word=each.found))
            self._words.addLayout(across((words, 1), change))

    def _show_worst(self, page: LegiblePage, worst: Section) -> None:
        title = self._titles.get(worst, worst)
        lix = (page.too_hard or {})[worst]
        told = _("“{section}” has LIX {lix}. {advice}")
        self._advice.setText(told.format(section=title, lix=lix, advice=page.advice))
        self._sentence.setText(_("“{words}”").format(words=page.sentence))
        self.to_section.setAccessibleDescription(title)

    def _replace(self, word: PlainWord) -> None:
        self.replace(word)

    def _go_there(self) -> None:
        if self._worst is not None:
            self._go(self._worst)


def _limit_words(page: LegiblePage) -> str:
    if page.lix is None:
        return _("Too little is written to say.")
    limit = _("The limit for citizens' texts is {limit}.").format(limit=LIMIT)
    count = len(page.too_hard or ())
    if not count:
        return limit
    over = ngettext("{count} section is above it.", "{count} sections are above it.", count)
    return " ".join((limit, over.format(count=count)))


def _word(each: PlainWord) -> str:
    if each.count > 1:
        told = _("{word} ({count} times): {plain}")
        return told.format(word=each.found, count=each.count, plain=each.plain)
    return _("{word}: {plain}").format(word=each.found, plain=each.plain)
