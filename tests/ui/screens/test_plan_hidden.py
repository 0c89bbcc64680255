"""What the consent does not share stands in the editor as hidden, with whom to ask."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coordinator.use_cases import plan_parts, planning
from plans.parts import Challenge, Intervention, Statement, Task
from plans.people import ServiceArea
from tests.builders import identity
from tests.fakes_journal import FakeJournal
from tests.ui.screens.lists_world import METTE, speak_english
from tests.ui.screens.own_process import AskingFace
from tests.ui.screens.plan_screen import Screen
from tests.ui.screens.plan_world import AMIRA, full_plan, open_editor
from ui.screens.plan.entries import Entry, name_of, packed
from ui.screens.plan.outline import state_words
from ui.screens.plan.parts import Key

NOW = datetime(2026, 11, 17, 8, tzinfo=UTC)
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


def net_of_amira(world, plan_id):
    """Let Amira of social services have written a text, which Mette sees by the consent."""
    words = Statement(identity("net"), "resources", "En søster.", ServiceArea.SOCIAL)
    plan_parts.put_part(world.desk(AMIRA), plan_id, None, words)
    return words, Key("statement", words.id)


def journal_of(drafts, plan_id):
    return [each.content.decode() for each in drafts.of_plan(plan_id)]


def test_text_in_a_part_that_becomes_hidden_stays_until_it_is_left_and_is_kept_then(world, plan_id):
    words, key = net_of_amira(world, plan_id)
    drafts = FakeJournal(METTE.id)
    editor, asks = open_editor(world, plan_id, drafts=drafts), AskingFace()
    editor.presenter.asking.show_in(asks)
    editor.pen.hold(key, "text")
    editor.pen.typed(key, "text", "En søster og en bror.")
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    editor.clock.wait(9)
    # Nobody's field goes while they type, and there is no text of a colleague's to choose.
    notes = editor.page.notes_of(key)
    assert "What you wrote is not lost" in notes.errors[""]
    assert notes.clashes[""].words == "hidden from you by the consent"
    assert asks.asked == []
    editor.pen.typed(key, "text", "En søster og en bror i Aarhus.")
    editor.pen.left()
    (kept,) = editor.face.loose
    assert (kept.text, kept.hidden) == ("En søster og en bror i Aarhus.", True)
    told = [text for text, _open in editor.navigator.toasts]
    assert told == ["The consent now hides something that you wrote in"]
    assert all(each.id != words.id for each in editor.page.plan.statements)
    assert not any("Choose whose" in each.sentence for each in editor.page.gaps)
    assert not editor.page.notes_of(key).errors
    assert editor.navigator.saved[-1][0] == "saved"
    with world.desk(AMIRA).start_reading() as work:
        (stored,) = [each for each in work.plans.get(plan_id).statements if each.id == words.id]
    assert stored == words
    # It outlives the program, until somebody has copied it.
    again = open_editor(world, plan_id, drafts=drafts)
    assert again.face.restored.loose == (kept,)
    again.face.forget()
    assert journal_of(drafts, plan_id) == []


@pytest.mark.parametrize(("mine", "kept"), [(True, ["En søster og en bror."]), (False, [])])
def test_the_notice_at_the_field_ends_it_either_way(world, plan_id, mine, kept):
    _words, key = net_of_amira(world, plan_id)
    editor = open_editor(world, plan_id)
    editor.pen.hold(key, "text")
    editor.pen.typed(key, "text", "En søster og en bror.")
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    editor.clock.wait(9)
    editor.pen.choose(key, "", mine=mine)
    assert [each.text for each in editor.face.loose] == kept
    assert not editor.page.notes_of(key).errors
    assert not any(each.key == key for each in editor.page.gaps)


def test_a_row_that_goes_with_its_intervention_leaves_its_text(world, plan_id):
    """A task that is begun under a colleague's intervention, and one that was there."""
    drafts = FakeJournal(METTE.id)
    editor = open_editor(world, plan_id, drafts=drafts)
    # What Mette wrote in the world is hers whatever becomes of it: this is Amira's.
    theirs = Intervention(identity("talks"), ServiceArea.SOCIAL, "Samtaler")
    goal_id = editor.page.plan.goals[0].id
    planning.put_intervention(world.desk(AMIRA), plan_id, goal_id, None, theirs)
    known = Task(identity("known"), "Ring")
    planning.put_task(world.desk(AMIRA), plan_id, theirs.id, None, known)
    editor.presenter.refresh()
    begun, old = editor.pen.add_task(theirs.id), Key("task", known.id, theirs.id)
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    editor.pen.typed(old, "title", "Ring til Bo")
    editor.pen.typed(begun, "title", "Find en avis")
    editor.pen.hold(begun, "title")
    editor.clock.wait(9)
    assert {each.text for each in editor.face.loose} == {"Ring til Bo", "Find en avis"}
    assert all(each.hidden for each in editor.face.loose)
    assert not any(each.key in (begun, old) for each in editor.page.gaps)
    assert sum("Ring til Bo" in each for each in journal_of(drafts, plan_id)) == 1
    editor.face.forget()
    assert journal_of(drafts, plan_id) == []


def test_text_that_was_not_sent_before_its_part_was_hidden_is_offered_at_the_next_start(
    world, plan_id
):
    words, key = net_of_amira(world, plan_id)
    drafts = FakeJournal(METTE.id)
    entry = Entry(key, words, replace(words, text="En søster og en bror."))
    drafts.keep(plan_id, {name_of(key): packed(entry)}, NOW)
    narrow(world, plan_id, ServiceArea.EMPLOYMENT)
    editor = open_editor(world, plan_id, drafts=drafts)
    (left,) = editor.face.restored.loose
    assert (left.text, left.hidden) == ("En søster og en bror.", True)
    assert editor.face.restored.parts == ()
