"""What the editor keeps in the store, what it says, and what it lets whom do."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import StoreDown
from coordinator.store_errors import StoreAway
from coordinator.use_cases import opening, planning, reviewing
from plans.absence import Absence
from plans.parts import OwnWords, Responsible
from plans.people import ServiceArea
from plans.remarks import RemarkDraft
from plans.states import ConsentStatus, InterventionStatus, PlanStatus, TaskStatus
from tests.ui.fakes_runner import HeldRunner
from tests.ui.screens.lists_world import BIRGER, METTE, TODAY, speak_english
from tests.ui.screens.plan_world import AMIRA, RITA, full_plan, open_editor
from ui.problems import Problem
from ui.screens.plan import course, writing
from ui.screens.plan.page import Answer
from ui.screens.plan.parts import DEPUTY, FOLLOW_UP, OWN_WORDS, Key


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def editor(world, plan_id):
    return open_editor(world, plan_id)


def sentences(editor):
    return [gap.sentence for gap in editor.page.gaps]


# -- saving ----------------------------------------------------------------------------------


def test_what_is_typed_is_in_the_store_after_a_pause(editor):
    editor.pen.typed(OWN_WORDS, "text", "Jeg vil have ro.")
    assert editor.stored().own_words.text == "Jeg vil gerne arbejde."
    editor.clock.wait(2)
    assert editor.stored().own_words.text == "Jeg vil have ro."
    assert editor.navigator.saved[-1] == ("saved", "09:15")


def test_leaving_a_field_keeps_it_at_once(editor):
    editor.pen.typed(editor.goal_key(), "title", "Arbejde i ro")
    editor.pen.left()
    assert editor.stored().goals[0].title == "Arbejde i ro"


def test_leaving_the_screen_keeps_everything(editor):
    editor.pen.typed(OWN_WORDS, "text", "Ro.")
    editor.presenter.leave()
    assert editor.stored().own_words.text == "Ro."


def test_a_burst_of_typing_is_kept_while_it_goes_on(editor):
    for length in range(1, 60):
        editor.pen.typed(OWN_WORDS, "text", "a" * length)
        editor.clock.wait(0.1)
    assert len(editor.stored().own_words.text) >= 20


def test_the_newest_value_goes_when_the_write_returns(world, plan_id):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner)
    runner.run_all()
    editor.pen.typed(OWN_WORDS, "text", "En")
    editor.clock.wait(2)
    editor.pen.typed(OWN_WORDS, "text", "En to")
    editor.pen.typed(OWN_WORDS, "text", "En to tre")
    editor.clock.wait(10)
    assert len(runner.held) == 1
    runner.run()
    assert len(runner.held) == 1
    runner.run_all()
    assert editor.stored().own_words.text == "En to tre"


def test_closing_the_window_behind_a_write_under_way_keeps_the_newest(world, plan_id):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner)
    runner.run_all()
    editor.pen.typed(OWN_WORDS, "text", "En")
    editor.clock.wait(2)
    editor.pen.typed(OWN_WORDS, "text", "En to")
    editor.presenter.finish()
    assert len(runner.held) == 2
    runner.run_all()
    assert editor.stored().own_words.text == "En to"


def test_my_own_writes_do_not_make_the_plan_be_read_again(world, plan_id):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner)
    runner.run_all()
    editor.pen.typed(OWN_WORDS, "text", "Ro.")
    editor.pen.left()
    runner.run()
    assert editor.published
    assert runner.held == []


def test_saving_now_says_when(editor):
    editor.presenter.save_now()
    assert editor.navigator.saved[-1] == ("saved", "09:15")


def test_a_store_that_is_down_is_told_and_tried_again(editor, monkeypatch):
    def down(*_values):
        raise StoreDown

    with monkeypatch.context() as patched:
        patched.setattr(writing.planning, "write_own_words", down)
        editor.pen.typed(OWN_WORDS, "text", "Ro.")
        editor.pen.left()
        assert editor.navigator.saved[-1][0] == "failed"
        assert editor.page.plan.own_words.text == "Ro."
    editor.clock.wait(6)
    assert editor.stored().own_words.text == "Ro."
    assert editor.navigator.saved[-1][0] == "saved"


def test_what_waits_goes_when_the_way_to_the_store_is_there_again(editor, monkeypatch):
    def down(*_values):
        raise StoreDown

    with monkeypatch.context() as patched:
        patched.setattr(writing.planning, "write_own_words", down)
        editor.pen.typed(OWN_WORDS, "text", "Ro.")
        editor.pen.left()
        editor.presenter.changed(Changes(everything=True))
        assert editor.navigator.saved[-1][0] == "failed"
    editor.presenter.changed(Changes(everything=True))
    assert editor.stored().own_words.text == "Ro."
    assert editor.navigator.saved[-1][0] == "saved"


def test_a_bug_keeps_the_text_and_gives_a_number(editor, monkeypatch):
    def broken(*_values):
        raise ZeroDivisionError

    monkeypatch.setattr(writing.planning, "write_own_words", broken)
    editor.pen.typed(OWN_WORDS, "text", "Ro.")
    editor.pen.left()
    assert "Mention number" in editor.face.problems[-1]
    assert editor.page.plan.own_words.text == "Ro."


# -- rules stand at their fields -------------------------------------------------------------


def test_an_end_before_the_start_stays_in_its_field_with_the_sentence(editor):
    key = editor.card_key()
    editor.pen.typed(key, "end", date(2026, 1, 1))
    notes = editor.page.notes_of(key)
    assert "before the start" in notes.errors["end"]
    assert notes.raw["end"] == date(2026, 1, 1)
    editor.pen.typed(key, "end", date(2027, 1, 1))
    assert editor.page.notes == {}


def test_a_text_that_is_no_date_is_told_at_its_field(editor):
    editor.pen.not_understood(editor.task_key(), "due", "snart")
    assert "not a date" in editor.page.notes_of(editor.task_key()).errors["due"]


def test_a_refused_consent_is_told_at_its_field_until_it_is_mended(editor):
    key = editor.pen.add_consent()
    editor.pen.typed(key, "how", "Mundtligt")
    editor.pen.left()
    assert "answered" in editor.page.notes_of(key).errors["status"]
    editor.pen.typed(key, "status", ConsentStatus.GIVEN)
    editor.pen.left()
    assert "service areas" in editor.page.notes_of(key).errors["service_areas"]
    assert editor.navigator.saved[-1][0] == "failed"
    editor.pen.typed(key, "service_areas", frozenset({ServiceArea.SOCIAL}))
    editor.pen.left()
    assert len(editor.stored().consents) == 2
    assert editor.page.notes == {}


def test_what_a_consent_lacks_is_missing_before_sending_and_leads_to_its_field(editor):
    key = editor.pen.add_consent()
    editor.pen.typed(key, "status", ConsentStatus.GIVEN)
    editor.pen.typed(key, "service_areas", frozenset(ServiceArea))
    line = next(gap for gap in editor.page.gaps if "how the citizen gave" in gap.sentence)
    assert (line.section, line.key, line.field) == ("people", key, "how")
    assert not editor.page.primary.enabled


# -- adding, removing, undoing ---------------------------------------------------------------


def test_a_new_task_reaches_the_store_with_its_first_text(editor):
    key = editor.pen.add_task(editor.card_key().id)
    editor.clock.wait(10)
    assert len(editor.stored().tasks) == 4
    editor.pen.typed(key, "title", "Aftal mødetid")
    editor.pen.typed(key, "assignee", Responsible(AMIRA.name, AMIRA.id))
    editor.pen.typed(key, "due", TODAY)
    editor.pen.left()
    stored = editor.stored().task(key.id)
    assert (stored.title, stored.assignee.staff_id, stored.due) == (
        "Aftal mødetid",
        AMIRA.id,
        TODAY,
    )


def test_an_empty_new_task_is_given_up(editor):
    key = editor.pen.add_task(editor.card_key().id)
    editor.pen.discard_if_empty(key)
    assert editor.page.plan.task(key.id) is None


def test_an_empty_new_goal_is_given_up_but_a_stored_one_never(editor):
    key = editor.pen.add_goal()
    editor.pen.discard_if_empty(key)
    editor.pen.discard_if_empty(editor.goal_key())
    assert len(editor.page.plan.goals) == 1


def test_a_whole_new_branch_is_kept(editor):
    goal = editor.pen.add_goal()
    card = editor.pen.add_intervention(goal.id)
    task = editor.pen.add_task(card.id)
    editor.pen.typed(task, "title", "Ring")
    editor.pen.left()
    stored = editor.stored()
    assert stored.task(task.id).title == "Ring"
    assert stored.goals[1].interventions[0].id == card.id


def test_removing_an_intervention_can_be_undone_with_its_tasks(editor):
    before = editor.stored()
    editor.pen.remove(editor.card_key())
    assert len(editor.stored().interventions) == 1
    text, undo = editor.navigator.toasts[-1]
    assert text == "The intervention is removed."
    undo()
    after = editor.stored()
    assert after.goals == before.goals
    assert editor.page.plan == after


def test_tasks_removed_one_after_the_other_come_back_where_they_stood(editor):
    before = editor.stored().tasks
    keys = [editor.task_key(), editor.task_key(1)]
    for key in keys:
        editor.pen.remove(key)
    editor.pen.undo()
    assert editor.stored().tasks == before[1:]
    editor.pen.undo()
    assert editor.stored().tasks == before
    assert editor.page.plan.tasks == before


def test_removing_and_redoing_goes_back_and_forth(editor):
    editor.pen.remove(editor.card_key())
    editor.pen.undo()
    editor.pen.undo(again=True)
    assert len(editor.stored().interventions) == 1
    editor.pen.undo()
    assert len(editor.stored().tasks) == 4


def test_a_removed_goal_comes_back_in_its_place(editor):
    second = editor.pen.add_goal()
    editor.pen.typed(second, "title", "Sove")
    editor.pen.left()
    first = editor.goal_key()
    editor.pen.remove(first)
    editor.pen.undo()
    assert [goal.id for goal in editor.stored().goals] == [first.id, second.id]
    assert len(editor.stored().tasks) == 4


def test_goals_move(editor):
    second = editor.pen.add_goal()
    editor.pen.typed(second, "title", "Sove")
    editor.pen.move(second, -1)
    assert [goal.title for goal in editor.stored().goals] == ["Sove", "Arbejde i en butik"]
    editor.pen.undo()
    assert editor.stored().goals[0].title == "Arbejde i en butik"


def test_undo_goes_back_over_fields(editor):
    editor.pen.typed(OWN_WORDS, "text", "Ro.")
    editor.pen.left()
    editor.pen.typed(editor.task_key(), "title", "Ring nu")
    editor.pen.left()
    editor.pen.undo()
    editor.pen.undo()
    stored = editor.stored()
    assert stored.own_words.text == "Jeg vil gerne arbejde."
    assert stored.tasks[0].title == "Find et sted – Praktik"
    editor.pen.undo(again=True)
    assert editor.stored().own_words.text == "Ro."


def test_a_tick_is_kept_and_taken_back(editor):
    editor.pen.tick(editor.task_key())
    assert editor.stored().tasks[0].status is TaskStatus.COMPLETED
    editor.pen.tick(editor.task_key())
    assert editor.stored().tasks[0].status is TaskStatus.REQUESTED


def test_people_dates_and_states_are_kept(editor):
    editor.pen.add_participant(Responsible(RITA.name, RITA.id))
    editor.pen.typed(Key("participant", RITA.id), "function", "Fysioterapeut")
    editor.pen.typed(DEPUTY, "staff_id", RITA.id)
    editor.pen.typed(FOLLOW_UP, "day", date(2027, 1, 5))
    editor.pen.typed(editor.card_key(), "status", InterventionStatus.RUNNING)
    editor.pen.left()
    stored = editor.stored()
    assert [each.function for each in stored.participants] == ["Bostøtte", "Fysioterapeut"]
    assert stored.deputy == RITA.id
    assert stored.follow_up == date(2027, 1, 5)
    assert stored.interventions[0].status is InterventionStatus.RUNNING
    editor.pen.remove(Key("participant", RITA.id))
    assert [each.name for each in editor.stored().participants] == [AMIRA.name]


# -- colleagues ------------------------------------------------------------------------------


def colleague_writes(world, plan_id, text):
    seen = opening.read_plan(world.desk(), plan_id).own_words
    return planning.write_own_words(world.desk(), plan_id, seen, OwnWords(text, seen.said_on))


def test_a_stale_field_shows_both_texts_and_asks(editor, world, plan_id):
    colleague_writes(world, plan_id, "Deres tekst.")
    editor.pen.typed(OWN_WORDS, "text", "Min tekst.")
    editor.pen.left()
    assert editor.stored().own_words.text == "Deres tekst."
    assert editor.page.plan.own_words.text == "Min tekst."
    assert editor.page.notes_of(OWN_WORDS).clashes["text"].words == "Deres tekst."


@pytest.mark.parametrize(("mine", "text"), [(True, "Min tekst."), (False, "Deres tekst.")])
def test_the_choice_between_two_texts_is_kept(editor, world, plan_id, mine, text):
    colleague_writes(world, plan_id, "Deres tekst.")
    editor.pen.typed(OWN_WORDS, "text", "Min tekst.")
    editor.pen.left()
    editor.pen.choose(OWN_WORDS, "text", mine=mine)
    assert editor.stored().own_words.text == text
    assert editor.page.plan.own_words.text == text
    assert editor.page.notes == {}


def test_a_colleagues_other_field_of_the_same_task_is_merged(editor, world, plan_id):
    old = editor.stored().tasks[0]
    planning.put_task(
        world.desk(), plan_id, editor.card_key().id, old, replace(old, due=date(2027, 2, 2))
    )
    editor.pen.typed(editor.task_key(), "title", "Min titel")
    editor.pen.left()
    stored = editor.stored().tasks[0]
    assert (stored.title, stored.due) == ("Min titel", date(2027, 2, 2))
    assert editor.page.notes == {}


def test_news_of_a_colleague_shows_without_touching_what_i_write(editor, world, plan_id):
    editor.pen.hold(OWN_WORDS, "text")
    editor.pen.typed(OWN_WORDS, "text", "Min tekst.")
    planning.set_follow_up(world.desk(), plan_id, None, date(2027, 1, 1))
    editor.presenter.changed(Changes(plans=frozenset({plan_id})))
    assert editor.page.plan.follow_up == date(2027, 1, 1)
    assert editor.page.plan.own_words.text == "Min tekst."
    assert editor.page.notes == {}


def test_a_field_that_was_only_looked_at_takes_the_colleagues_text(editor, world, plan_id):
    editor.pen.hold(OWN_WORDS, "text")
    colleague_writes(world, plan_id, "Deres tekst.")
    editor.presenter.changed(Changes(plans=frozenset({plan_id})))
    assert editor.page.plan.own_words.text == "Jeg vil gerne arbejde."
    editor.pen.left()
    editor.presenter.refresh()
    assert editor.page.plan.own_words.text == "Deres tekst."
    assert editor.stored().own_words.text == "Deres tekst."


# -- which plan ------------------------------------------------------------------------------


def test_only_the_plan_opened_last_is_shown(world, plan_id):
    other = full_plan(world, "110390-9995", "Karla")
    for order in ((0, 0), (1, 0)):
        runner = HeldRunner()
        editor = open_editor(world, plan_id, runner=runner)
        editor.presenter.activate(str(other))
        for number in order:
            runner.run(number)
        shown = [page.plan.id for page in editor.face.pages if page is not None]
        assert set(shown) == {other}
        assert editor.navigator.crumbs == ["Citizens", "Karla Testrup", "Joint plan"]


def test_what_was_typed_in_the_first_plan_goes_to_the_first(world, plan_id):
    other = full_plan(world, "110390-9995", "Karla")
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner)
    runner.run_all()
    editor.pen.typed(OWN_WORDS, "text", "Bos ord.")
    editor.presenter.activate(str(other))
    runner.run_all()
    assert editor.page.given_name == "Karla"
    assert editor.stored(plan_id).own_words.text == "Bos ord."
    assert editor.stored(other).own_words.text == "Jeg vil gerne arbejde."


def test_a_text_that_clashed_is_there_when_one_comes_back(editor, world, plan_id):
    other = full_plan(world, "110390-9995", "Karla")
    colleague_writes(world, plan_id, "Deres tekst.")
    editor.pen.typed(OWN_WORDS, "text", "Min tekst.")
    editor.presenter.activate(str(other))
    editor.presenter.activate(str(plan_id))
    assert editor.page.plan.own_words.text == "Min tekst."
    assert editor.page.notes_of(OWN_WORDS).clashes


def test_a_stranger_is_asked_why(world, plan_id):
    editor = open_editor(world, plan_id, RITA)
    ((sentence, given),) = editor.face.asked
    assert "Write why" in sentence
    given("Jeg vikarierer")
    assert editor.page.citizen_name == "Bo Testrup"
    assert not editor.page.allowed.whole
    assert "not in this plan" in editor.page.allowed.why_not


# -- who may, and when -----------------------------------------------------------------------


def test_a_participant_writes_in_the_own_service_area_only(world, plan_id):
    editor = open_editor(world, plan_id, AMIRA)
    assert not editor.page.may_write(OWN_WORDS)
    assert not editor.page.may_write(editor.card_key(0))
    assert editor.page.may_write(editor.card_key(1))
    assert editor.page.may_write(editor.task_key(card=1))
    assert (
        editor.page.allowed.why_not == "You write in Social services here. The rest you can read."
    )
    editor.pen.typed(editor.task_key(card=1), "title", "Morgenplan")
    editor.pen.left()
    assert editor.stored().interventions[1].tasks[0].title == "Morgenplan"


def test_what_is_missing_locks_sending_and_points_to_its_field(world, plan_id):
    editor = open_editor(world, plan_id)
    editor.pen.typed(editor.task_key(), "due", None)
    editor.pen.typed(OWN_WORDS, "text", "")
    assert editor.page.primary.reason == "2 things are missing before you can send"
    assert not editor.page.primary.enabled
    words, due = editor.page.gaps
    assert (words.key, words.field) == (OWN_WORDS, "text")
    assert (due.key, due.field) == (editor.task_key(), "due")
    lines = {line.section: line.missing for line in editor.page.outline}
    assert (lines["own_words"], lines["who"], lines["goals"]) == (1, 1, 0)
    editor.presenter.primary()
    assert editor.stored().status is PlanStatus.DRAFT


def test_sending_takes_what_was_just_typed_along(editor):
    editor.pen.typed(OWN_WORDS, "text", "Ro.")
    editor.presenter.primary()
    stored = editor.stored()
    assert stored.status is PlanStatus.IN_REVIEW
    assert stored.own_words.text == "Ro."
    assert editor.page.primary.verb == "take_back"
    assert not editor.page.may_write(OWN_WORDS)
    assert "Take it back" in editor.page.allowed.why_not


def test_the_plan_goes_its_whole_course(editor, world):
    editor.presenter.primary()
    editor.presenter.primary()
    assert editor.page.primary.verb == "send"
    editor.presenter.primary()
    lead = world.desk(BIRGER)
    reviewing.return_with_remarks(
        lead, opening.read_plan(lead, editor.page.plan.id), [RemarkDraft("Skriv mere.")]
    )
    editor.presenter.refresh()
    assert editor.page.remark.text == "Skriv mere."
    editor.presenter.primary()
    assert editor.page.remark is None


def test_an_approved_plan_is_gone_through_and_then_revised(editor, world, plan_id):
    desk = world.desk()
    reviewing.send_to_review(desk, plan_id)
    with world.begin(BIRGER, True) as work:
        work.plans.save(work.plans.get(plan_id).approved(BIRGER, desk.clock.now()))
        work.commit()
    editor.presenter.refresh()
    assert (editor.page.primary.verb, editor.page.pill) == ("activate", "Approved, version 1")
    editor.presenter.primary()
    assert editor.page.primary.verb == "revise"
    editor.pen.tick(editor.task_key())
    assert editor.stored().tasks[0].status is TaskStatus.COMPLETED
    editor.presenter.primary()
    assert editor.stored().status is PlanStatus.IN_REVISION
    assert editor.page.allowed.whole


def test_resting_and_closing_need_their_words(editor):
    editor.presenter.do("pause", Answer("Bo er syg", date(2027, 1, 1)))
    assert editor.stored().wake_up_date == date(2027, 1, 1)
    assert editor.page.primary.verb == "resume"
    editor.presenter.primary()
    editor.presenter.do("close", Answer("Bo er flyttet", result="moved"))
    assert editor.stored().status is PlanStatus.CLOSED
    assert editor.page.primary.verb is None
    assert not editor.page.allowed.consent


def test_a_step_that_is_refused_is_told_in_the_page(editor):
    editor.presenter.do("resume")
    assert editor.face.problems


def test_who_does_not_lead_sees_why_the_action_is_locked(world, plan_id):
    editor = open_editor(world, plan_id, AMIRA)
    assert not editor.page.primary.enabled
    assert "deputy" in editor.page.primary.reason
    assert editor.page.more == ()


def test_paper_comes_after_what_was_typed(editor, plan_id):
    editor.pen.typed(OWN_WORDS, "text", "Ro.")
    editor.presenter.print_page()
    assert editor.stored().own_words.text == "Ro."
    assert editor.navigator.opened == [("print", ("plan", str(plan_id)))]


def test_nothing_typed_with_nothing_open_is_harmless(world):
    editor = open_editor(world, full_plan(world), runner=HeldRunner())
    editor.pen.typed(OWN_WORDS, "text", "x")
    editor.pen.undo()
    editor.presenter.primary()
    assert editor.face.pages == [None]
    assert METTE.active


# -- two at once, and what is not there any more ---------------------------------------------------


def test_a_deputy_a_colleague_has_just_named_is_shown_and_not_written_over(editor, world, plan_id):
    planning.set_deputy(world.desk(), plan_id, None, RITA.id)
    editor.pen.typed(DEPUTY, "staff_id", AMIRA.id)
    editor.pen.left()
    assert editor.stored().deputy == RITA.id
    assert editor.page.notes_of(DEPUTY).clashes["staff_id"].words == RITA.name
    editor.pen.choose(DEPUTY, "staff_id", mine=True)
    assert editor.stored().deputy == AMIRA.id


def test_a_seat_that_both_gave_to_the_same_person_keeps_both_functions(editor, world, plan_id):
    planning.put_participant(world.desk(), plan_id, None, RITA.id, "Kostvejleder")
    editor.pen.add_participant(Responsible(RITA.name, RITA.id))
    key = Key("participant", RITA.id)
    assert editor.stored().participants[-1].function == "Kostvejleder"
    assert editor.page.notes_of(key).clashes["function"].words == "Kostvejleder"
    editor.pen.choose(key, "function", mine=True)
    assert editor.stored().participants[-1].function == RITA.team
    assert len(editor.stored().participants) == 2


def test_a_function_is_written_again_right_after_the_person_was_added(editor):
    editor.pen.add_participant(Responsible(RITA.name, RITA.id))
    key = Key("participant", RITA.id)
    editor.pen.typed(key, "function", "Tovholder")
    editor.pen.left()
    assert editor.stored().participants[-1].function == "Tovholder"
    assert editor.page.notes == {}


def test_a_consent_a_colleague_has_just_changed_is_shown_and_not_written_over(
    editor, world, plan_id
):
    seen = editor.stored().consents[0]
    planning.put_consent(world.desk(), plan_id, seen, replace(seen, how="Mundtligt"))
    key = Key("consent", seen.id)
    editor.pen.typed(key, "how", "Digitalt")
    editor.pen.left()
    assert editor.stored().consents[0].how == "Mundtligt"
    assert editor.page.notes_of(key).clashes["how"].words == "Mundtligt"


@pytest.mark.parametrize("kind", ["goal", "intervention", "task", "participant"])
def test_what_a_colleague_took_out_first_is_gone_for_both(editor, world, plan_id, kind):
    desk, plan = world.desk(), editor.stored()
    each = plan.interventions[0]
    keys = {
        "goal": editor.goal_key(),
        "intervention": editor.card_key(),
        "task": editor.task_key(),
        "participant": Key("participant", AMIRA.id),
    }
    {
        "goal": lambda: planning.remove_goal(desk, plan_id, plan.goals[0].id),
        "intervention": lambda: planning.remove_intervention(desk, plan_id, each.id),
        "task": lambda: planning.remove_task(desk, plan_id, each.id, each.tasks[0].id),
        "participant": lambda: planning.remove_participant(desk, plan_id, plan.participants[0].id),
    }[kind]()
    logged = len(world.log(plan.citizen_id))
    editor.pen.remove(keys[kind])
    assert len(world.log(plan.citizen_id)) == logged
    assert editor.page.notes == {}
    assert editor.navigator.saved[-1][0] == "saved"


# -- who has a plan in review ---------------------------------------------------------------------


def other_lead(**facts):
    return replace(BIRGER, id=uuid4(), login="olga", name="Olga Skitse", **facts)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ((), "The plan is sent to review by Birger Mønsterby."),
        ((other_lead(team="Team Syd"),), "The plan is sent to review by Birger Mønsterby."),
        ((other_lead(),), "The plan is sent to review by the team leads of Team Nord."),
    ],
)
def test_who_reviews_the_plan_is_said_when_it_is_sent(others, said, editor):
    plan = editor.stored()
    assert course.said("send", plan, (METTE, BIRGER, *others), {}) == said


def test_for_a_team_lead_who_is_away_the_deputy_reviews(editor):
    plan, olga = editor.stored(), other_lead(team="Team Syd")
    day = date(2026, 11, 17)
    away = Absence(uuid4(), BIRGER.id, day, day, olga.id)
    staff, name = (METTE, BIRGER, olga), "The plan is sent to review by {}.".format
    assert course.said("send", plan, staff, {BIRGER.id: away}) == name(olga.name)
    nobody = {BIRGER.id: replace(away, deputy=METTE.id)}
    assert course.said("send", plan, staff, nobody) == name(BIRGER.name)


def test_without_a_team_lead_who_may_review_it_the_author_is_told(editor):
    assert course.said("send", editor.stored(), (METTE,), {}) == (
        "The plan is sent, but no team lead can review it yet. Tell your manager."
    )


# -- own words and the day they were said ---------------------------------------------------------


def test_the_first_own_words_are_said_today_until_they_are_taken_back(editor):
    for name, empty in (("text", ""), ("said_on", None)):
        editor.pen.typed(OWN_WORDS, name, empty)
    editor.pen.left()
    editor.pen.typed(OWN_WORDS, "text", "Jeg")
    editor.pen.typed(OWN_WORDS, "text", "Jeg vil")
    editor.pen.left()
    assert editor.stored().own_words == OwnWords("Jeg vil", TODAY)
    editor.pen.undo()
    assert editor.stored().own_words == OwnWords("", None)
    editor.pen.undo(again=True)
    assert editor.stored().own_words == OwnWords("Jeg vil", TODAY)
    editor.pen.typed(OWN_WORDS, "text", " ")
    editor.pen.left()
    assert editor.stored().own_words.said_on is None


def test_a_day_that_somebody_chose_stays_with_the_words(editor):
    editor.pen.typed(OWN_WORDS, "said_on", date(2026, 11, 2))
    editor.pen.typed(OWN_WORDS, "text", "")
    editor.pen.typed(OWN_WORDS, "text", "Noget nyt")
    editor.pen.left()
    assert editor.stored().own_words == OwnWords("Noget nyt", date(2026, 11, 2))
    editor.pen.typed(OWN_WORDS, "said_on", None)
    editor.pen.typed(OWN_WORDS, "text", "Noget helt nyt")
    editor.pen.left()
    assert editor.stored().own_words == OwnWords("Noget helt nyt", None)


# -- when the plan stops --------------------------------------------------------------------------


def test_a_withdrawn_consent_stops_the_plan_before_the_readers_eyes(editor):
    key = Key("consent", editor.stored().consents[0].id)
    editor.pen.typed(key, "status", ConsentStatus.WITHDRAWN)
    editor.pen.left()
    assert editor.stored().status is PlanStatus.CONSENT_WITHDRAWN
    assert editor.page.pill == "Consent withdrawn"
    assert not editor.page.may_write(OWN_WORDS)
    assert (editor.page.primary.verb, editor.page.primary.enabled) == ("resume", False)
    assert "consent is missing" in editor.page.primary.reason
    assert [verb for verb, _text in editor.page.more] == ["close"]


def test_after_a_new_consent_the_plan_is_taken_up_to_be_written(editor):
    key = Key("consent", editor.stored().consents[0].id)
    editor.pen.typed(key, "status", ConsentStatus.WITHDRAWN)
    editor.pen.left()
    new = editor.pen.add_consent()
    editor.pen.typed(new, "service_areas", frozenset(ServiceArea))
    editor.pen.typed(new, "how", "Mundtligt")
    editor.pen.left()
    line = next(gap for gap in editor.page.gaps if "consent is missing" in gap.sentence)
    assert (line.key, line.field) == (new, "status")
    editor.pen.typed(new, "status", ConsentStatus.GIVEN)
    editor.pen.left()
    assert editor.page.primary.enabled
    editor.presenter.primary()
    assert editor.stored().status is PlanStatus.DRAFT
    assert editor.page.may_write(OWN_WORDS)


def test_a_withdrawal_by_mistake_is_taken_back(editor):
    key = Key("consent", editor.stored().consents[0].id)
    editor.pen.typed(key, "status", ConsentStatus.WITHDRAWN)
    editor.pen.left()
    editor.pen.undo()
    assert editor.stored().consents[0].status is ConsentStatus.GIVEN
    editor.presenter.primary()
    assert editor.stored().status is PlanStatus.DRAFT


def test_a_citizen_who_has_moved_away_leaves_a_plan_that_is_only_closed(editor):
    assert "move_away" in [verb for verb, _text in editor.page.more]
    editor.presenter.do("move_away", Answer("1. december, en anden kommune"))
    stored = editor.stored()
    assert (stored.status, stored.events[-1].text) == (
        PlanStatus.MOVED_AWAY, "1. december, en anden kommune",
    )  # fmt: skip
    assert editor.page.primary.verb == "close"
    assert editor.page.more == ()
    assert ("review", "moved_away") in [line[:2] for line in editor.world.log(stored.citizen_id)]


# -- the buttons mean something else after a step -------------------------------------------------


def test_a_second_press_before_the_plan_is_read_again_does_nothing(world, plan_id):
    editor = open_editor(world, plan_id, runner=HeldRunner())
    editor.runner.run_all()
    editor.presenter.primary()
    editor.presenter.primary()
    editor.runner.run()
    editor.presenter.primary()
    editor.runner.run_all()
    assert editor.stored().status is PlanStatus.IN_REVIEW
    assert editor.face.problems == []
    editor.presenter.primary()
    editor.runner.run_all()
    assert editor.stored().status is PlanStatus.DRAFT


def test_a_refused_step_can_be_tried_again(editor):
    editor.presenter.do("resume")
    assert editor.face.problems
    editor.presenter.do("pause", Answer("Bo er syg", date(2027, 1, 1)))
    assert editor.stored().status is PlanStatus.PAUSED


# -- the marks of the sections --------------------------------------------------------------------


def test_a_section_with_nothing_in_it_is_not_ready(editor):
    def lines():
        return {line.section: line for line in editor.page.outline}

    assert lines()["who"].ready
    assert (lines()["follow_up"].ready, lines()["follow_up"].missing) == (False, 0)
    assert editor.page.ready == "5 of 13 sections are ready"
    for each in editor.stored().interventions:
        for task in each.tasks:
            editor.pen.remove(Key("task", task.id, each.id))
    assert (lines()["who"].ready, lines()["who"].missing) == (False, 0)
    assert editor.page.primary.enabled


def test_a_plan_is_not_sent_while_a_field_says_what_is_no_date(editor):
    key = Key("goal", editor.stored().goals[0].id)
    assert editor.page.primary.enabled
    editor.pen.not_understood(key, "due", "as soon as possible")
    gap = editor.page.gaps[0]
    assert gap.sentence.startswith("“Arbejde i en butik”: That is not a date.")
    assert (gap.key, gap.field, gap.section) == (key, "due", "goals")
    assert not editor.page.primary.enabled
    editor.presenter.primary()
    assert editor.stored().status is PlanStatus.DRAFT
    editor.pen.typed(key, "due", date(2027, 4, 1))
    assert editor.page.primary.enabled


def test_a_hundred_steps_across_fields_are_undone_and_done_again(editor):
    places = [(OWN_WORDS, "text"), (editor.task_key(), "title"), (editor.goal_key(), "measure")]
    begun = editor.stored()
    for step in range(102):
        key, name = places[step % 3]
        editor.pen.typed(key, name, f"Ord {step}")
        editor.pen.left()
    written = editor.stored()
    for _step in range(102):
        editor.pen.undo()
    undone = editor.stored()
    assert (undone.own_words, undone.goals) == (begun.own_words, begun.goals)
    for _step in range(102):
        editor.pen.undo(again=True)
    again = editor.stored()
    assert (again.own_words, again.goals) == (written.own_words, written.goals)
    assert again.own_words.text == "Ord 99"


def gone(_desk):
    raise StoreAway


def test_a_store_that_is_back_takes_its_sentence_away_and_leaves_others(
    world, plan_id, monkeypatch
):
    editor = open_editor(world, plan_id)
    with monkeypatch.context() as away:
        away.setattr(Desk, "start_reading", gone)
        editor.presenter.refresh()
        assert len(editor.face.problems) == 1
    editor.presenter.changed(Changes(everything=True))
    assert editor.face.problems == []
    editor.presenter.session_problem(editor.presenter._session, Problem("bug", "Said."))
    editor.presenter.changed(Changes(everything=True))
    assert editor.face.problems == ["Said."]


def test_a_plan_that_could_not_be_opened_opens_when_the_store_is_back(world, plan_id, monkeypatch):
    with monkeypatch.context() as away:
        away.setattr(Desk, "start_reading", gone)
        away.setattr(Desk, "start_work", gone)
        editor = open_editor(world, plan_id)
        assert len(editor.face.problems) == 1
    editor.presenter.changed(Changes(everything=True))
    assert editor.face.problems == []
    assert editor.page.plan.id == plan_id
