"""Text that the store does not have: kept on this PC, told in the top bar, put back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from coordinator.changes import Changes
from coordinator.store_errors import StoreAway, StoreBusy, StoreDamaged, StoreFull, StoreReadOnly
from coordinator.use_cases import opening, planning
from plans.parts import OwnWords, Responsible, Task
from plans.people import ServiceArea
from tests.fakes_journal import FakeJournal
from tests.ui.fakes_runner import HeldRunner
from tests.ui.screens.lists_world import METTE, TODAY, speak_english
from tests.ui.screens.plan_world import AMIRA, full_plan, open_editor
from ui.screens.plan import writing
from ui.screens.plan.entries import Entry, name_of, packed, unpacked
from ui.screens.plan.parts import FOLLOW_UP, ORDER, OWN_WORDS, FollowUp, Key, Order

FIRST = "Jeg vil gerne arbejde."
# The world's clock stands at 9.15.
SAVED, HERE = ("saved", "09:15"), ("offline", "09:15")


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def plan_id(world):
    return full_plan(world)


@pytest.fixture
def drafts():
    return FakeJournal(METTE.id)


@pytest.fixture
def editor(world, plan_id, drafts):
    return open_editor(world, plan_id, drafts=drafts)


class Trouble:
    """Makes the store refuse the own words until ``end``."""

    def __init__(self, monkeypatch):
        self.patch, self.real = monkeypatch, planning.write_own_words
        self.asked = 0

    def begin(self, error):
        def refuse(*_values):
            self.asked += 1
            raise error

        self.patch.setattr(writing.planning, "write_own_words", refuse)
        return self

    def end(self):
        self.patch.setattr(writing.planning, "write_own_words", self.real)


@pytest.fixture
def trouble(monkeypatch):
    return Trouble(monkeypatch)


def start_again(editor, drafts, member=METTE):
    """As after a kill: another program opens the plan and finds the journal."""
    return open_editor(editor.world, editor.page.plan.id, member, drafts=drafts.of(member.id))


def types(editor, text):
    editor.pen.typed(OWN_WORDS, "text", text)


def in_journal(drafts, plan_id):
    return [unpacked(each.part, each.content) for each in drafts.of_plan(plan_id)]


# -- when it is kept -------------------------------------------------------------------------


def test_text_is_on_this_pc_before_the_store_is_asked(world, plan_id, drafts):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner, drafts=drafts)
    runner.run_all()
    types(editor, "Ro.")
    editor.clock.wait(2)
    assert len(runner.held) == 1
    runner.run()
    (entry,) = in_journal(drafts, plan_id)
    assert (entry.base.text, entry.wanted.text) == (FIRST, "Ro.")
    assert editor.stored().own_words.text == FIRST
    runner.run()
    assert editor.stored().own_words.text == "Ro."


def test_the_journal_is_empty_when_the_store_has_it(editor, drafts, plan_id):
    types(editor, "Ro.")
    editor.clock.wait(2)
    assert editor.stored().own_words.text == "Ro."
    assert drafts.plans() == ()
    assert drafts.writes == 2


def test_no_keystroke_can_put_off_the_journal_while_the_store_hangs(world, plan_id, drafts):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner, drafts=drafts)
    runner.run_all()
    types(editor, "a")
    editor.clock.wait(2)
    runner.run()  # the journal; the write into the store hangs from here on
    for length in range(2, 80):
        types(editor, "a" * length)
        editor.clock.wait(0.1)
        for held in tuple(runner.held[1:]):
            runner.held.remove(held)
            held()
    (entry,) = in_journal(drafts, plan_id)
    assert len(entry.wanted.text) >= 79 - 50
    assert editor.stored().own_words.text == FIRST


def test_an_empty_new_task_is_not_kept_and_one_that_is_emptied_is_let_go(editor, drafts, trouble):
    key = editor.pen.add_task(editor.card_key().id)
    editor.presenter.save_now()
    assert drafts.writes == 0
    real = planning.put_task

    def away(*_values, **_more):
        raise StoreAway

    trouble.patch.setattr(writing.planning, "put_task", away)
    editor.pen.typed(key, "title", "Ring")
    editor.pen.left()
    assert len(drafts.plans()) == 1
    editor.pen.typed(key, "title", "")
    editor.presenter.save_now()
    trouble.patch.setattr(writing.planning, "put_task", real)
    assert drafts.plans() == ()


# -- the five states -------------------------------------------------------------------------


@pytest.mark.parametrize("error", [StoreAway(), StoreBusy()], ids=["away", "busy"])
def test_without_the_store_the_text_is_on_this_pc_and_the_top_bar_says_when(
    editor, drafts, trouble, error
):
    trouble.begin(error)
    types(editor, "Ro.")
    editor.pen.left()
    assert editor.navigator.saved[-1] == HERE
    assert editor.face.unsaved == ""
    assert len(drafts.plans()) == 1


def test_the_store_is_tried_every_ten_seconds_and_has_it_by_itself_when_it_is_back(
    editor, drafts, trouble
):
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.pen.left()
    asked = trouble.asked
    editor.clock.wait(60)
    assert trouble.asked - asked >= 6
    trouble.end()
    editor.clock.wait(10)
    assert editor.stored().own_words.text == "Ro."
    assert editor.navigator.saved[-1] == SAVED
    assert drafts.plans() == ()


def test_what_is_typed_while_the_store_is_away_is_kept_and_told(editor, drafts, trouble, plan_id):
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.pen.left()
    told = len(editor.navigator.saved)
    types(editor, "Ro og orden.")
    editor.clock.wait(1.9)
    (entry,) = in_journal(drafts, plan_id)
    assert entry.wanted.text == "Ro og orden."
    assert editor.navigator.saved[told:]
    assert set(editor.navigator.saved[told:]) == {HERE}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (StoreFull(), "the disk is full"),
        (StoreReadOnly(), "you may not write in the store"),
        (StoreDamaged(path="x"), "the store is damaged"),
    ],
)
def test_what_waiting_does_not_mend_stays_in_red_with_a_way_out(editor, trouble, error, words):
    trouble.begin(error)
    types(editor, "Ro.")
    editor.pen.left()
    assert editor.navigator.saved[-1] == ("failed", words)
    assert "saved on this computer at 09:15" in editor.face.unsaved
    assert error.way_out in editor.face.unsaved
    editor.clock.wait(30)
    assert editor.navigator.saved[-1] == ("failed", words)
    trouble.end()
    editor.presenter.save_now()
    assert editor.navigator.saved[-1] == SAVED
    assert editor.face.unsaved == ""
    assert editor.stored().own_words.text == "Ro."


def test_a_disk_that_is_full_for_the_journal_too_promises_nothing(editor, drafts, trouble):
    trouble.begin(StoreFull())
    drafts.trouble = StoreFull()
    types(editor, "Ro.")
    editor.pen.left()
    assert editor.navigator.saved[-1] == ("failed", "the disk is full")
    assert "only kept while the program runs" in editor.face.unsaved
    drafts.trouble = None
    editor.clock.wait(10)
    assert "saved on this computer" in editor.face.unsaved


def test_a_broken_journal_does_not_keep_text_from_the_store(editor, drafts):
    drafts.trouble = StoreFull()
    types(editor, "Ro.")
    editor.pen.left()
    assert editor.stored().own_words.text == "Ro."
    assert editor.navigator.saved[-1] == SAVED


def test_a_fault_of_ours_in_the_journal_does_not_either(editor, drafts):
    drafts.trouble = ZeroDivisionError()
    types(editor, "Ro.")
    editor.clock.wait(2)
    assert editor.stored().own_words.text == "Ro."


def test_a_write_that_takes_long_says_so_and_then_when(world, plan_id, drafts):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner, drafts=drafts)
    runner.run_all()
    types(editor, "Ro.")
    editor.clock.wait(1.5)
    runner.run_all()
    types(editor, "Ro og fred.")
    editor.clock.wait(1.5)
    runner.run()
    editor.clock.wait(0.9)
    assert editor.navigator.saved[-1] == SAVED
    editor.clock.wait(0.2)
    assert editor.navigator.saved[-1] == ("saving", "")
    runner.run_all()
    assert editor.navigator.saved[-1] == SAVED


def test_a_plan_that_was_left_unsent_brings_the_top_bar_back_when_it_is_saved(
    editor, trouble, world, drafts
):
    other = full_plan(world, "110390-9995", "Karla")
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.presenter.activate(str(other))
    editor.clock.wait(6)
    assert editor.navigator.saved[-1] == HERE
    trouble.end()
    editor.clock.wait(6)
    assert editor.navigator.saved[-1] == SAVED
    assert drafts.plans() == ()


def test_ctrl_s_puts_text_on_this_pc_and_into_the_store_and_says_when(editor, drafts):
    types(editor, "Ro.")
    editor.presenter.save_now()
    assert editor.stored().own_words.text == "Ro."
    assert editor.navigator.saved[-1] == SAVED
    assert drafts.plans() == ()


def test_without_a_safe_place_for_a_key_the_editor_says_so_and_keeps_nothing(world, plan_id):
    drafts = FakeJournal(METTE.id, lasting=False)
    editor = open_editor(world, plan_id, drafts=drafts)
    assert editor.face.unlasting
    types(editor, "Ro.")
    editor.pen.left()
    assert editor.stored().own_words.text == "Ro."
    assert drafts.writes == 0


# -- put back --------------------------------------------------------------------------------


def test_after_a_kill_the_text_is_back_and_goes_to_the_store_by_itself(editor, drafts, trouble):
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.pen.typed(editor.task_key(), "due", date(2027, 2, 2))
    editor.presenter.save_now()
    trouble.end()
    again = start_again(editor, drafts)
    assert again.page.plan.own_words.text == "Ro."
    assert again.stored().own_words.text == "Ro."
    assert again.stored().tasks[0].due == date(2027, 2, 2)
    assert drafts.plans() == ()
    told = {part.title: part.fields for part in again.face.restored.parts}
    (words,) = told["What I would like"]
    assert (words.old, words.new) == (FIRST, "Ro.")
    (due,) = told["Task: Find et sted – Praktik"]
    assert (due.label, due.old, due.new) == ("Deadline", "1 December 2026", "2 February 2027")


def test_a_whole_new_branch_comes_back_under_each_other_in_its_order(editor, drafts, trouble):
    def away(*_values, **_more):
        raise StoreAway

    with trouble.patch.context() as patched:
        patched.setattr(writing.planning, "put_goal", away)
        goal = editor.pen.add_goal()
        editor.pen.typed(goal, "title", "Sove bedre")
        card = editor.pen.add_intervention(goal.id)
        tasks = [editor.pen.add_task(card.id) for _ in range(5)]
        for number, key in enumerate(tasks):
            editor.pen.typed(key, "title", f"Nummer {number}")
        editor.presenter.save_now()
    again = start_again(editor, drafts)
    stored = again.stored().goals[1]
    assert stored.title == "Sove bedre"
    assert [each.title for each in stored.interventions[0].tasks] == [
        f"Nummer {number}" for number in range(5)
    ]
    assert drafts.plans() == ()


def test_what_a_colleague_wrote_meanwhile_is_merged(editor, drafts, trouble, world, plan_id):
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.presenter.save_now()
    trouble.end()
    seen = editor.stored().own_words
    planning.write_own_words(world.desk(), plan_id, seen, replace(seen, said_on=TODAY))
    again = start_again(editor, drafts)
    assert again.stored().own_words == OwnWords("Ro.", TODAY)


def test_a_field_that_a_colleague_wrote_too_is_in_conflict_also_after_two_kills(
    editor, drafts, trouble, world, plan_id
):
    trouble.begin(StoreAway())
    types(editor, "Min tekst.")
    editor.presenter.save_now()
    trouble.end()
    seen = editor.stored().own_words
    planning.write_own_words(world.desk(), plan_id, seen, OwnWords("Deres tekst.", seen.said_on))
    for _start in (1, 2):
        again = start_again(editor, drafts)
        assert again.page.plan.own_words.text == "Min tekst."
        assert again.page.notes_of(OWN_WORDS).clashes["text"].words == "Deres tekst."
        assert again.stored().own_words.text == "Deres tekst."
        assert len(drafts.plans()) == 1
    again.pen.choose(OWN_WORDS, "text", mine=True)
    assert again.stored().own_words.text == "Min tekst."
    assert drafts.plans() == ()


def test_a_part_that_a_colleague_removed_is_asked_about_after_two_kills_too(
    editor, drafts, trouble, world, plan_id
):
    def away(*_values, **_more):
        raise StoreAway

    key = editor.card_key()
    with trouble.patch.context() as patched:
        patched.setattr(writing.planning, "put_intervention", away)
        editor.pen.typed(key, "title", "Praktik i ro")
        editor.presenter.save_now()
    planning.remove_intervention(world.desk(), plan_id, key.id)
    for _start in (1, 2):
        again = start_again(editor, drafts)
        assert again.page.notes_of(key).clashes[""].words == "removed"
        assert len(again.stored().interventions) == 1
    again.pen.choose(key, "", mine=False)
    assert drafts.plans() == ()


def test_a_value_that_a_rule_refused_is_back_in_its_field_with_the_sentence(editor, drafts):
    key = editor.card_key()
    editor.pen.typed(key, "end", date(2026, 1, 1))
    editor.presenter.save_now()
    assert len(drafts.plans()) == 1
    again = start_again(editor, drafts)
    notes = again.page.notes_of(key)
    assert notes.raw["end"] == date(2026, 1, 1)
    assert "before the start" in notes.errors["end"]
    assert again.face.restored.parts[0].fields[0].new == "1 January 2026"
    again.pen.typed(key, "end", date(2027, 1, 1))
    again.presenter.save_now()
    assert again.stored().interventions[0].end == date(2027, 1, 1)
    assert drafts.plans() == ()


def test_a_text_that_is_no_date_is_back_in_its_field(editor, drafts):
    key = editor.task_key()
    editor.pen.not_understood(key, "due", "lige efter jul")
    editor.presenter.save_now()
    again = start_again(editor, drafts)
    notes = again.page.notes_of(key)
    assert notes.raw["due"] == "lige efter jul"
    assert "not a date" in notes.errors["due"]
    again.pen.typed(key, "due", date(2026, 12, 28))
    again.presenter.save_now()
    assert again.page.notes == {}
    assert drafts.plans() == ()


def test_what_was_removed_is_removed_after_a_kill(editor, drafts, trouble):
    def away(*_values, **_more):
        raise StoreAway

    key = editor.task_key()
    with trouble.patch.context() as patched:
        patched.setattr(writing.planning, "remove_task", away)
        editor.pen.remove(key)
    again = start_again(editor, drafts)
    assert again.stored().task(key.id) is None
    assert drafts.plans() == ()


def test_text_that_the_store_already_has_is_let_go_without_a_word(editor, drafts, plan_id, world):
    seen = editor.stored().own_words
    wanted = replace(seen, text="Ro.")
    drafts.keep(plan_id, {name_of(OWN_WORDS): packed(Entry(OWN_WORDS, seen, wanted))}, now())
    planning.write_own_words(world.desk(), plan_id, seen, wanted)
    again = start_again(editor, drafts)
    assert again.face.restored is None
    assert drafts.plans() == ()


def test_nothing_of_a_colleague_is_put_back(editor, drafts, trouble):
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.presenter.save_now()
    trouble.end()
    theirs = start_again(editor, drafts, AMIRA)
    assert theirs.page.plan.own_words.text == FIRST
    assert theirs.face.restored is None


def test_undo_does_not_reach_behind_the_start(editor, drafts, trouble):
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.presenter.save_now()
    trouble.end()
    again = start_again(editor, drafts)
    again.pen.undo()
    assert again.stored().own_words.text == "Ro."


# -- what fits nowhere -----------------------------------------------------------------------


def now():
    return datetime(2026, 11, 17, 8, 0, tzinfo=UTC)


def test_text_under_what_a_colleague_removed_is_shown_to_copy_until_it_is_let_go(
    editor, drafts, trouble, world, plan_id
):
    def away(*_values, **_more):
        raise StoreAway

    card = editor.card_key()
    with trouble.patch.context() as patched:
        patched.setattr(writing.planning, "put_task", away)
        key = editor.pen.add_task(card.id)
        editor.pen.typed(key, "title", "Ring til butikken igen")
        editor.presenter.save_now()
    planning.remove_intervention(world.desk(), plan_id, card.id)
    for _start in (1, 2):
        again = start_again(editor, drafts)
        (left,) = again.face.restored.loose
        assert "Ring til butikken igen" in left.text
    again.face.forget()
    assert drafts.plans() == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("own_words||", b'{"type":"OwnWords","wanted":{"text":"Ro nu","mood":"glad"}}'),
        ("own_words||", b'{"type":"Feelings","wanted":{"text":"Ro nu"}}'),
        ("feelings||", b'{"type":"OwnWords","wanted":{"text":"Ro nu"}}'),
        ("own_words||", b'{"type":"OwnWords","wanted":{"text":"Ro nu","said_on":"snart"}}'),
        ("own_words", b'{"type":"OwnWords","wanted":{"text":"Ro nu"}}'),
        ("own_words||", b"Ro nu, no JSON"),
        ("own_words||", b'["Ro nu"]'),
        ("task|x|y", b'{"type":"Task","wanted":{"title":"Ro nu"}}'),
    ],
)
def test_an_entry_of_another_program_is_shown_as_text(editor, drafts, plan_id, name, content):
    drafts.keep(plan_id, {name: content}, now())
    again = start_again(editor, drafts)
    (left,) = again.face.restored.loose
    assert "Ro nu" in left.text
    assert len(drafts.plans()) == 1
    assert again.page.plan.own_words.text == FIRST


def test_text_that_the_reader_may_not_write_any_more_is_shown_to_copy(
    editor, drafts, trouble, plan_id
):
    trouble.begin(StoreAway())
    types(editor, "Min tekst.")
    editor.presenter.save_now()
    trouble.end()
    kept = drafts.of_plan(plan_id)
    amiras = drafts.of(AMIRA.id)
    amiras.keep(plan_id, {each.part: each.content for each in kept}, now())
    again = open_editor(editor.world, plan_id, AMIRA, drafts=amiras)
    (left,) = again.face.restored.loose
    assert "Min tekst." in left.text
    assert again.page.plan.own_words.text == FIRST


def test_a_journal_that_cannot_be_read_lets_the_plan_open(world, plan_id):
    class Broken(FakeJournal):
        def of_plan(self, plan_id):
            raise StoreDamaged(path="x")

    drafts = Broken(METTE.id)
    editor = open_editor(world, plan_id, drafts=drafts)
    assert editor.page.plan.own_words.text == FIRST
    types(editor, "Ro.")
    editor.presenter.save_now()
    assert drafts.writes


# -- closing ---------------------------------------------------------------------------------


def test_closing_keeps_text_on_this_pc_first_and_lets_go_of_it_with_the_store(
    world, plan_id, drafts
):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner, drafts=drafts)
    runner.run_all()
    types(editor, "Ro.")
    editor.presenter.finish()
    runner.run()
    (entry,) = in_journal(drafts, plan_id)
    assert entry.wanted.text == "Ro."
    runner.run_all()
    assert editor.stored(plan_id).own_words.text == "Ro."
    assert drafts.plans() == ()


def test_closing_while_a_write_is_under_way_that_fails_leaves_text_on_this_pc(
    world, plan_id, drafts, trouble
):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner, drafts=drafts)
    runner.run_all()
    types(editor, "Ro.")
    editor.clock.wait(2)
    runner.run()  # the journal; the write into the store hangs while the window closes
    editor.presenter.finish()
    trouble.begin(StoreAway())
    runner.run_all()
    (entry,) = in_journal(drafts, plan_id)
    assert (entry.base.text, entry.wanted.text) == (FIRST, "Ro.")


def test_closing_while_a_write_is_under_way_lets_go_of_what_came_into_the_store(
    world, plan_id, drafts
):
    runner = HeldRunner()
    editor = open_editor(world, plan_id, runner=runner, drafts=drafts)
    runner.run_all()
    types(editor, "Ro.")
    editor.clock.wait(2)
    runner.run()
    types(editor, "Ro og fred.")
    editor.presenter.finish()
    runner.run_all()
    assert editor.stored(plan_id).own_words.text == "Ro og fred."
    assert drafts.plans() == ()


def test_closing_without_the_store_leaves_text_on_this_pc(editor, drafts, trouble, plan_id):
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.presenter.finish()
    (entry,) = in_journal(drafts, plan_id)
    assert entry.wanted.text == "Ro."


def test_closing_with_a_refused_value_leaves_it_on_this_pc(editor, drafts, plan_id):
    editor.pen.typed(editor.card_key(), "end", date(2026, 1, 1))
    types(editor, "Ro.")
    editor.presenter.finish()
    assert editor.stored(plan_id).own_words.text == "Ro."
    (entry,) = in_journal(drafts, plan_id)
    assert entry.raw == {"end": date(2026, 1, 1)}


def test_a_colleagues_change_lets_go_of_what_is_the_same_now(editor, drafts, trouble, world):
    trouble.begin(StoreAway())
    types(editor, "Ro.")
    editor.presenter.save_now()
    seen = editor.stored().own_words
    trouble.end()
    planning.write_own_words(world.desk(), editor.page.plan.id, seen, replace(seen, text="Ro."))
    editor.presenter.changed(Changes(plans=frozenset({editor.page.plan.id})))
    assert drafts.plans() == ()


# -- every kind of part ----------------------------------------------------------------------


def test_every_part_of_a_plan_comes_back_as_it_was(editor):
    draft = editor.presenter._session.draft
    parts = draft.stored
    assert {key.kind for key in parts} >= {"goal", "task", "consent", "order", "deputy"}
    for key, part in parts.items():
        read = unpacked(name_of(key), packed(Entry(key, part, part)))
        assert read == Entry(key, part, part)


@pytest.mark.parametrize(
    ("key", "part", "raw"),
    [
        (FOLLOW_UP, FollowUp(TODAY), {"day": None}),
        (ORDER, Order((uuid4(), uuid4())), {}),
        (
            Key("task", uuid4(), uuid4()),
            Task(uuid4(), "Æ", Responsible("Bo")),
            {"assignee": Responsible("Lis", METTE.id), "due": TODAY},
        ),
        (Key("consent", uuid4()), None, {"service_areas": frozenset(ServiceArea)}),
    ],
)
def test_refused_values_come_back_with_their_types(editor, key, part, raw):
    if part is None:
        part = next(iter(opening.read_plan(editor.world.desk(), editor.page.plan.id).consents))
    entry = Entry(key, None, part, raw, {"end": "snart"}, raw, 3)
    assert unpacked(name_of(key), packed(entry)) == entry
