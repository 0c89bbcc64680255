"""What the consent does not share stands in the editor as hidden, with whom to ask."""

from dataclasses import replace

import pytest

from coordinator.use_cases import plan_parts, planning
from plans.parts import Challenge, Statement
from plans.people import ServiceArea
from tests.builders import identity
from tests.ui.screens.lists_world import METTE, speak_english
from tests.ui.screens.own_process import AskingFace
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, full_plan, open_editor
from ui.screens.plan.outline import state_words
from ui.screens.plan.parts import Key

HARD = Challenge(identity("hard"), "", "Ondt i ryggen", service_area=ServiceArea.EMPLOYMENT)
CV = Statement(identity("cv"), "resources", "Har kørt bus.", ServiceArea.EMPLOYMENT)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    made = full_plan(world)
    for part in (HARD, CV):
        plan_parts.put_part(world.desk(METTE), made, None, part)
    return made


def narrow(world, plan_id, *areas):
    with world.desk(METTE).start_reading() as work:
        consent = work.plans.get(plan_id).consents[0]
    narrowed = replace(consent, service_areas=frozenset(areas))
    planning.put_consent(world.desk(METTE), plan_id, consent, narrowed)


def test_a_colleague_sees_where_something_is_hidden_and_whom_to_ask(qtbot, world, plan_id):
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    screen = Screen(qtbot, world, AMIRA).open(plan_id)
    page = open_editor(world, plan_id, AMIRA).page
    line = f"Employment: hidden – needs consent or access. Ask {METTE.name}."
    goal_id = page.plan.goals[0].id
    assert page.hidden == {
        goal_id: (line,), "challenges": (line,), "text:resources": (line,),
    }  # fmt: skip
    assert not screen.goal.hidden.isHidden()
    assert screen.document.sections.challenges.hidden.isVisible()
    assert not screen.document.sections.contacts.hidden.isVisible()
    states = {each.section: state_words(each) for each in page.outline}
    assert states["challenges"] == states["goals"] == "something is hidden"
    assert states["measures"] == "nothing yet"
    assert not any(each.ready for each in page.outline if each.hidden)


def test_a_new_consent_shows_it_at_once(qtbot, world, plan_id):
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    screen = Screen(qtbot, world, AMIRA).open(plan_id)
    assert len(screen.goal.cards) == 1
    narrow(world, plan_id, *ServiceArea)
    screen.presenter.refresh()
    screen.document.builder.run_all()
    assert not screen.goal.hidden.isVisible()
    assert len(screen.goal.cards) == 2


def test_who_leads_the_plan_asks_who_takes_part_for_the_area(world, plan_id):
    words = Statement(identity("net"), "resources", "En søster.", ServiceArea.SOCIAL)
    plan_parts.put_part(world.desk(AMIRA), plan_id, None, words)
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    page = open_editor(world, plan_id).page
    line = f"Social services: hidden – needs consent or access. Ask {AMIRA.name}."
    assert page.hidden == {"text:resources": (line,)}


def test_several_of_one_area_are_one_line(world, plan_id):
    more = replace(HARD, id=identity("more"))
    plan_parts.put_part(world.desk(METTE), plan_id, None, more)
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    page = open_editor(world, plan_id, AMIRA).page
    assert page.hidden_in("challenges")[0].startswith("Employment (2): hidden")


def test_who_can_see_this_says_who_does_not(world, plan_id):
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    editor = open_editor(world, plan_id)
    lines = {each.who.split(",")[0]: each for each in editor.page.seen_by(editor.card_key())}
    assert not lines[AMIRA.name].sees
    assert "only what they wrote themselves" in lines[AMIRA.name].how
    assert lines[METTE.name].sees


def test_text_in_a_part_that_becomes_hidden_stays_and_is_told_as_that(world, plan_id):
    words = Statement(identity("net"), "resources", "En søster.", ServiceArea.SOCIAL)
    plan_parts.put_part(world.desk(AMIRA), plan_id, None, words)
    editor, asks = open_editor(world, plan_id), AskingFace()
    editor.presenter.asking.show_in(asks)
    key = Key("statement", words.id)
    editor.pen.hold(key, "text")
    editor.pen.typed(key, "text", "En søster og en bror.")
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    editor.clock.wait(1.6)
    notes = editor.page.notes_of(key)
    assert "What you wrote is not lost" in notes.errors[""]
    assert notes.clashes[""].words == "hidden from you by the consent"
    assert notes.clashes[""].who == ""
    editor.clock.wait(5)
    (question,) = asks.asked
    assert (question.who, question.theirs) == ("", "hidden from you by the consent")
    editor.presenter.asking.answer(question, "mine", "")
    editor.clock.wait(9)
    assert "En søster og en bror." in {each.text for each in editor.page.plan.statements}
    with world.desk(AMIRA).start_reading() as work:
        (kept,) = [each for each in work.plans.get(plan_id).statements if each.id == words.id]
    assert kept == words
