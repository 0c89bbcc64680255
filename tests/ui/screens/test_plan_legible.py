"""«Let at læse?» in the editor: measured when the hands rest, warned of, never in the way."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from plans.jargon import Jargon
from plans.parts import OwnWords
from tests import builders
from tests.ui.fakes_runner import HeldRunner
from tests.ui.screens.lists_world import METTE, speak_english
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import full_plan, plan_world
from ui.screens.plan import show_legible
from ui.screens.plan.legible import LegibleWatch
from ui.screens.plan.legible_card import LegibleCard
from ui.screens.plan.legible_page import LegiblePage, PlainWord, legible_page
from ui.screens.plan.outline import OutlineButton
from ui.screens.plan.page import OutlineLine
from ui.theme import THEME
from ui.widgets.labels import Label
from ui.widgets.lix_meter import LixMeter

EASY = "Vi to går en tur og ser på en have."
HARD = "Rehabiliteringsteamet iværksætter efterfølgende socialpædagogiske foranstaltninger omkring Karla nu."
LISTED = (Jargon("iværksætte", "sætte i gang"), Jargon("jf.", "se"))


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


def test_an_easy_plan_has_its_figure_and_no_advice():
    page = legible_page({"own_words": (EASY,)}, LISTED)
    assert page == LegiblePage(10, "Easy for all")


def test_the_hardest_section_comes_with_its_sentence_and_one_advice():
    page = legible_page({"own_words": (EASY,), "goals": (HARD,)}, LISTED)
    assert (page.worst, page.sentence) == ("goals", HARD)
    assert set(page.too_hard) == {"goals"}
    assert "Rehabiliteringsteamet" in page.advice


def test_a_long_sentence_is_to_be_cut():
    text = "Når jeg er færdig med behandlingen, vil kommunen hjælpe, og så " * 2 + "begynder jeg."
    page = legible_page({"own_words": (text,)}, ())
    assert page.advice == "Cut the long sentence in two."


def test_municipal_words_are_told_with_what_to_write_instead():
    page = legible_page(
        {"goals": ("Vi iværksætter hjælp. Vi iværksætter mere, jf. loven.",)}, LISTED
    )
    assert page.plain_words == (
        PlainWord("iværksætter", "sætte i gang", 2), PlainWord("jf.", "se"),
    )  # fmt: skip


def test_too_few_words_have_no_figure():
    assert legible_page({"own_words": ("Ro.",), "goals": ()}, ()).lix is None


@pytest.fixture
def card(qtbot):
    went = []
    made = LegibleCard(went.append)
    made.went = went
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    return made


def seen(card):
    QApplication.processEvents()
    return " ".join(each.text() for each in card.findChildren(Label) if each.isVisible())


def test_the_card_says_what_is_hard_and_leads_there(card):
    card.show_page(legible_page({"own_words": (EASY,), "goals": (HARD,)}, LISTED))
    assert "“Goals and interventions” has LIX" in seen(card)
    assert HARD in seen(card)
    assert "1 section is above it." in seen(card)
    assert "iværksætter: sætte i gang" in seen(card)
    card.to_section.click()
    assert card.went == ["goals"]


def test_the_card_of_an_easy_plan_warns_of_nothing(card):
    card.show_page(legible_page({"own_words": (EASY,)}, ()))
    assert not card.to_section.isVisible()
    assert "above" not in seen(card)


def test_the_card_of_an_empty_plan_shows_no_meter(card):
    assert not card.meter.isVisible()
    assert "Too little" in seen(card)


def test_the_meter_is_told_to_who_cannot_see_it(qtbot):
    meter = LixMeter(35)
    qtbot.addWidget(meter)
    meter.show_value(31, "Easy for practised readers")
    assert meter.accessibleName() == "LIX 31 of at most 35, easy for practised readers"
    meter.show_value(None, "")
    assert meter.accessibleName() == "No LIX yet"


@pytest.mark.parametrize("value", [0, 14, 35, 65, 120])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_meter_draws_every_figure_inside_itself(qtbot, value, mode):
    THEME.use(mode, 100)
    meter = LixMeter(35)
    qtbot.addWidget(meter)
    meter.resize(260, meter.sizeHint().height())
    meter.show_value(None, "")
    without = meter.grab().toImage()
    meter.show_value(value, "Medium")
    assert meter.grab().toImage() != without


def test_a_section_of_the_outline_says_its_lix(qtbot):
    button = OutlineButton()
    qtbot.addWidget(button)
    button.show_line(OutlineLine("goals", "Goals"))
    button.show_lix(47)
    assert button.accessibleName() == "Goals, ready, LIX 47"
    button.show_lix(None)
    assert button.accessibleName() == "Goals, ready"


class Page:
    def __init__(self, text, plan_id=None):
        words = OwnWords(text)
        self.plan = builders.plan(own_words=words) if plan_id is None else builders.plan(
            id=plan_id, own_words=words
        )  # fmt: skip


@pytest.fixture
def held():
    return HeldRunner()


@pytest.fixture
def watch(qtbot, tmp_path, held):
    world = plan_world(tmp_path)
    parent, said = QObject(), []
    made = LegibleWatch(world.desk(METTE), held, said.append, parent)
    made.said = said
    yield made
    made.leave()
    parent.deleteLater()
    world.engine.dispose()


def test_another_plan_is_measured_at_once_with_the_municipalitys_words(watch, held):
    watch.look(Page(f"{EASY} Vi iværksætter."))
    assert watch.said == [LegiblePage()]
    held.run_all()
    assert watch.said[-1].lix is not None
    assert [each.found for each in watch.said[-1].plain_words] == ["iværksætter"]


def test_typing_asks_nothing_until_the_hands_rest(watch, held):
    first = Page(EASY)
    watch.look(first)
    held.run_all()
    for end in range(1, 20):
        watch.look(Page(EASY + HARD[:end], first.plan.id))
    assert held.held == []
    watch.measure()
    held.run_all()
    assert watch.said[-1].lix > 9


def test_a_late_answer_of_an_earlier_text_is_dropped(watch, held):
    first = Page(EASY)
    watch.look(first)
    held.run_all()
    watch.look(Page(f"{EASY} {HARD}", first.plan.id))
    watch.measure()
    watch.look(Page(f"{EASY} {EASY}", first.plan.id))
    watch.measure()
    before = len(watch.said)
    held.run_all()
    assert len(watch.said) == before + 1
    assert watch.said[-1].band == "Easy for all"


def test_the_same_text_is_not_measured_again(watch, held):
    first = Page(EASY)
    watch.look(first)
    held.run_all()
    before = len(watch.said)
    watch.look(Page(EASY, first.plan.id))
    held.run_all()
    assert len(watch.said) == before


def test_the_editor_shows_the_card_and_marks_its_outline(qtbot, tmp_path):
    world = plan_world(tmp_path)
    screen = Screen(qtbot, world, METTE).open(full_plan(world))
    show_legible(screen.view, legible_page({"own_words": (HARD,)}, ()))
    assert "LIX" in screen.view.outline.buttons["own_words"].accessibleName()
    assert "LIX" not in screen.view.outline.buttons["goals"].accessibleName()
    screen.view.inspector.legible.to_section.click()
    assert screen.view.document.words.isAncestorOf(QApplication.focusWidget())
    world.engine.dispose()
