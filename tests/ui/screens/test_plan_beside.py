"""What stands beside the goals: texts, challenges, contact, measures and the citizen's view."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from coordinator.use_cases import opening, plan_parts, reviewing
from plans.parts import Challenge, FunctionLevel, Measurement, Period, Statement
from plans.people import ServiceArea
from plans.states import CitizenStance
from tests.ui.screens.lists_world import BIRGER, TODAY, speak_english
from tests.ui.screens.plan_world import AMIRA, full_plan, open_editor, plan_world
from ui.screens.plan.parts import OWN_WORDS, STANCE


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def world(tmp_path):
    made = plan_world(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def editor(world, plan_id):
    return open_editor(world, plan_id)


def sections(editor):
    return [line.section for line in editor.page.outline]


def line(editor, section):
    return next(each for each in editor.page.outline if each.section == section)


# -- sections --------------------------------------------------------------------------------


def test_the_sections_stand_in_the_order_of_the_list_of_headings(editor):
    assert sections(editor) == [
        "about",
        "own_words",
        "text:resources",
        "challenges",
        "goals",
        "who",
        "contact",
        "text:health",
        "text:agreements",
        "measures",
        "follow_up",
        "people",
        "agreement",
    ]


def test_a_text_under_a_heading_that_no_list_has_any_more_stays_in_sight(world, plan_id):
    part = Statement(uuid4(), "gone", "Det aftalte vi.")
    plan_parts.put_part(world.desk(), plan_id, None, part)
    editor = open_editor(world, plan_id)
    assert sections(editor)[-1] == "text:gone"
    assert line(editor, "text:gone").title == "gone"


def test_a_section_in_which_something_is_written_is_ready(editor):
    assert not line(editor, "text:resources").ready
    key = editor.pen.beside.statement("resources")
    editor.pen.typed(key, "text", "Kan køre bus.")
    assert line(editor, "text:resources").ready


# -- each kind is kept -----------------------------------------------------------------------


def test_a_text_is_kept_with_service_area_and_source(editor):
    key = editor.pen.beside.statement("resources")
    editor.pen.typed(key, "text", "Kan køre bus.")
    editor.pen.typed(key, "source", "citizen")
    editor.pen.left()
    (kept,) = editor.stored().statements
    assert (kept.heading, kept.text, kept.source) == ("resources", "Kan køre bus.", "citizen")
    assert kept.service_area is ServiceArea.EMPLOYMENT


def test_a_challenge_keeps_not_assessed_apart_from_not_filled_in(editor):
    key = editor.pen.beside.challenge()
    editor.pen.typed(key, "theme", "economy")
    editor.pen.typed(key, "now", FunctionLevel.NOT_ASSESSED)
    editor.pen.left()
    (kept,) = editor.stored().challenges
    assert (kept.now, kept.expected) == (FunctionLevel.NOT_ASSESSED, None)
    assert kept.assessed_on == TODAY


def test_an_agreement_on_contact_is_kept(editor):
    key = editor.pen.beside.contact()
    for name, value in (("form", "phone"), ("times", 2), ("period", Period.MONTH)):
        editor.pen.typed(key, name, value)
    editor.pen.left()
    (kept,) = editor.stored().contacts
    assert (kept.form, kept.times, kept.period) == ("phone", 2, Period.MONTH)


def test_a_measurement_is_kept_at_once_with_the_day_it_was_made(editor):
    editor.pen.beside.measurement("ordinary_hours", Decimal("2.5"))
    (kept,) = editor.stored().measurements
    assert (kept.measure, kept.value, kept.on) == ("ordinary_hours", Decimal("2.5"), TODAY)


def test_what_the_citizen_thinks_gets_the_day_it_was_said(editor):
    editor.pen.typed(STANCE, "kind", CitizenStance.DISAGREES)
    editor.pen.typed(STANCE, "text", "For mange møder.")
    editor.pen.left()
    kept = editor.stored().stance
    assert (kept.kind, kept.text, kept.said_on) == (
        CitizenStance.DISAGREES,
        "For mange møder.",
        TODAY,
    )
    editor.pen.typed(STANCE, "kind", CitizenStance.NOT_ASKED)
    editor.pen.left()
    assert editor.stored().stance.said_on is None


def test_what_matters_is_kept_beside_the_wishes(editor):
    editor.pen.typed(OWN_WORDS, "matters", "At nogen ringer.")
    editor.pen.left()
    assert editor.stored().own_words.matters == "At nogen ringer."


def test_a_disagreement_without_words_is_missing_and_leads_there(editor):
    editor.pen.typed(STANCE, "kind", CitizenStance.DISAGREES)
    (gap,) = editor.page.gaps
    assert (gap.section, gap.key, gap.field) == ("agreement", STANCE, "text")


def test_an_empty_text_is_missing_under_its_own_heading(editor):
    key = editor.pen.beside.statement("health")
    (gap,) = editor.page.gaps
    assert (gap.section, gap.key, gap.field) == ("text:health", key, "text")


# -- undone, refused, merged -----------------------------------------------------------------


def test_a_part_that_nothing_was_written_in_is_never_stored(editor):
    for begin in (editor.pen.beside.challenge, editor.pen.beside.contact):
        key = begin()
        editor.clock.wait(10)
        editor.pen.discard_if_empty(key)
    assert editor.stored().challenges == ()
    assert editor.stored().contacts == ()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_text_that_is_removed_and_taken_back_stands_where_it_stood(world, plan_id, place):
    parts = [Statement(uuid4(), "resources", text) for text in ("En", "To", "Tre")]
    for part in parts:
        plan_parts.put_part(world.desk(), plan_id, None, part)
    editor = open_editor(world, plan_id)
    key = next(
        each for each in editor.presenter._session.draft.stored if each.id == parts[place].id
    )
    editor.pen.remove(key)
    assert len(editor.stored().statements) == 2
    assert editor.navigator.toasts[-1][0] == "The text is removed."
    editor.pen.undo()
    assert [each.text for each in editor.stored().statements] == ["En", "To", "Tre"]
    assert [each.text for each in editor.page.plan.statements] == ["En", "To", "Tre"]
    assert editor.stored().goals[0].title == "Arbejde i en butik"


def test_undo_takes_back_what_was_typed_in_a_challenge(editor):
    key = editor.pen.beside.challenge()
    editor.pen.typed(key, "theme", "economy")
    editor.pen.left()
    editor.pen.typed(key, "now", FunctionLevel.SEVERE)
    editor.pen.left()
    editor.pen.undo()
    (kept,) = editor.stored().challenges
    assert (kept.theme, kept.now) == ("economy", None)


def test_a_number_of_contacts_below_one_stays_in_its_field(editor):
    key = editor.pen.beside.contact()
    editor.pen.typed(key, "form", "phone")
    editor.pen.typed(key, "times", 0)
    editor.pen.left()
    notes = editor.page.notes_of(key)
    assert "at least 1" in notes.errors["times"]
    assert notes.raw["times"] == 0
    assert editor.stored().contacts[0].times is None


def test_a_figure_that_is_none_stays_in_its_field(editor):
    key = editor.pen.beside.measurement("ordinary_hours", Decimal(2))
    editor.pen.not_understood(key, "value", "to")
    notes = editor.page.notes_of(key)
    assert notes.raw["value"] == "to"
    assert "not a figure" in notes.errors["value"]
    assert editor.stored().measurements[0].value == 2


def test_two_people_write_in_two_fields_of_one_challenge(world, plan_id):
    part = Challenge(uuid4(), "economy", "Gæld", service_area=ServiceArea.SOCIAL)
    plan_parts.put_part(world.desk(), plan_id, None, part)
    mine = open_editor(world, plan_id)
    key = next(each for each in mine.presenter._session.draft.stored if each.id == part.id)
    mine.pen.typed(key, "now", FunctionLevel.SEVERE)
    theirs = replace(part, text="Gæld og husleje")
    plan_parts.put_part(world.desk(AMIRA), plan_id, part, theirs)
    mine.pen.left()
    (kept,) = mine.stored().challenges
    assert (kept.text, kept.now) == ("Gæld og husleje", FunctionLevel.SEVERE)


def test_one_field_written_by_two_people_is_asked_about(world, plan_id):
    part = Challenge(uuid4(), "economy", "Gæld", service_area=ServiceArea.SOCIAL)
    plan_parts.put_part(world.desk(), plan_id, None, part)
    mine = open_editor(world, plan_id)
    key = next(each for each in mine.presenter._session.draft.stored if each.id == part.id)
    mine.pen.typed(key, "now", FunctionLevel.SEVERE)
    theirs = replace(part, now=FunctionLevel.SLIGHT)
    plan_parts.put_part(world.desk(AMIRA), plan_id, part, theirs)
    mine.pen.left()
    assert mine.page.notes_of(key).clashes["now"].value is FunctionLevel.SLIGHT
    mine.pen.choose(key, "now", mine=True)
    assert mine.stored().challenges[0].now is FunctionLevel.SEVERE


# -- who may --------------------------------------------------------------------------------


def test_a_participant_writes_the_parts_of_their_own_service_area(world, plan_id):
    mine, other = (
        Statement(uuid4(), "resources", "Tekst", area)
        for area in (ServiceArea.SOCIAL, ServiceArea.EMPLOYMENT)
    )
    for part in (mine, other):
        plan_parts.put_part(world.desk(), plan_id, None, part)
    page = open_editor(world, plan_id, AMIRA).page
    keys = {
        each.id: each for each in open_editor(world, plan_id, AMIRA).presenter._session.draft.stored
    }
    assert page.may_write(keys[mine.id])
    assert not page.may_write(keys[other.id])
    assert not page.may_write(STANCE)


def test_a_plan_in_force_takes_measures_and_the_citizens_view_but_no_texts(world, plan_id):
    part = Measurement(uuid4(), "pain", date(2026, 10, 1), Decimal(6))
    plan_parts.put_part(world.desk(), plan_id, None, part)
    reviewing.send_to_review(world.desk(), plan_id)
    reviewing.approve(world.desk(BIRGER), opening.read_plan(world.desk(BIRGER), plan_id))
    editor = open_editor(world, plan_id)
    key = editor.pen.beside.measurement("pain", Decimal(4))
    assert editor.page.may_write(key)
    assert not editor.page.may_remove(key)
    editor.pen.typed(STANCE, "kind", CitizenStance.AGREES)
    editor.pen.left()
    assert [each.value for each in editor.stored().measurements] == [6, 4]
    assert editor.stored().stance.kind is CitizenStance.AGREES
    assert editor.page.allowed.areas == frozenset()
