"""What is written over what is stored: composing, merging with colleagues, undoing."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from plans.errors import RuleBroken
from plans.parts import Goal, Intervention, OwnWords, Participant, Responsible, Task
from plans.people import ServiceArea
from plans.plan import JointPlan
from ui.screens.plan.draft import WHOLE, Draft, Write
from ui.screens.plan.parts import (
    FOLLOW_UP,
    ORDER,
    OWN_WORDS,
    FollowUp,
    Key,
    Order,
    is_blank,
    parts_of,
    plan_of,
)
from ui.screens.plan.undo import MOST_STEPS, Move, UndoStack

TASK = Task(uuid4(), "Ring til butikken", Responsible("Mette"), date(2026, 12, 1))
CARD = Intervention(
    uuid4(), ServiceArea.SOCIAL, "Bostøtte", "SEL § 85", start=date(2026, 6, 1), tasks=(TASK,)
)
GOAL = Goal(uuid4(), "Arbejde", "Timer", interventions=(CARD,))
OTHER = Goal(uuid4(), "Sove")
PLAN = JointPlan(
    uuid4(),
    uuid4(),
    uuid4(),
    own_words=OwnWords("Ro."),
    goals=(GOAL, OTHER),
    participants=(Participant(uuid4(), uuid4(), "Amira", ServiceArea.SOCIAL),),
)
GOAL_KEY = Key("goal", GOAL.id)
CARD_KEY = Key("intervention", CARD.id, GOAL.id)
TASK_KEY = Key("task", TASK.id, CARD.id)


def with_task(plan, **fields):
    task = replace(plan.goals[0].interventions[0].tasks[0], **fields)
    card = replace(plan.goals[0].interventions[0], tasks=(task,))
    return replace(plan, goals=(replace(plan.goals[0], interventions=(card,)), *plan.goals[1:]))


@pytest.fixture
def draft():
    return Draft(PLAN)


def test_a_plan_taken_apart_goes_together_again():
    assert plan_of(PLAN, parts_of(PLAN)) == PLAN


def test_what_is_written_shows_and_the_store_stays(draft):
    draft.edit(TASK_KEY, title="Ring i dag")
    assert draft.shown().tasks[0].title == "Ring i dag"
    assert draft.plan == PLAN


def test_a_write_tells_what_was_seen_and_what_is_wanted(draft):
    draft.edit(TASK_KEY, title="Ring i dag")
    wanted = replace(TASK, title="Ring i dag")
    assert draft.writes((TASK_KEY,)) == (Write(TASK_KEY, TASK, wanted),)


def test_writing_back_what_was_there_needs_no_write(draft):
    draft.edit(TASK_KEY, title="Ring i dag")
    draft.edit(TASK_KEY, title=TASK.title)
    assert draft.writes((TASK_KEY,)) == ()
    draft.drop_unchanged()
    assert not draft.mine


def test_what_is_kept_is_no_longer_mine(draft):
    draft.edit(TASK_KEY, title="Ring i dag")
    draft.kept(draft.writes((TASK_KEY,))[0])
    assert not draft.mine
    assert draft.plan.tasks[0].title == "Ring i dag"


def test_what_was_typed_during_the_write_is_seen_from_the_written(draft):
    draft.edit(TASK_KEY, title="Ring i dag")
    sent = draft.writes((TASK_KEY,))[0]
    draft.edit(TASK_KEY, title="Ring i dag kl. 9")
    draft.kept(sent)
    (again,) = draft.writes((TASK_KEY,))
    assert (again.seen, again.wanted.title) == (sent.wanted, "Ring i dag kl. 9")


def test_values_that_do_not_go_together_wait_for_the_other(draft):
    with pytest.raises(RuleBroken):
        draft.edit(CARD_KEY, end=date(2026, 3, 1))
    assert draft.refused[CARD_KEY] == {"end": date(2026, 3, 1)}
    draft.edit(CARD_KEY, start=date(2026, 1, 1))
    card = draft.shown().interventions[0]
    assert (card.start, card.end) == (date(2026, 1, 1), date(2026, 3, 1))
    assert not draft.refused


def test_a_refused_value_stays_when_another_field_of_the_part_is_kept(draft):
    draft.edit(CARD_KEY, title="Støtte")
    with pytest.raises(RuleBroken):
        draft.edit(CARD_KEY, end=date(2026, 3, 1))
    draft.kept(draft.writes((CARD_KEY,))[0])
    assert draft.refused[CARD_KEY] == {"end": date(2026, 3, 1)}


def test_writing_in_a_part_that_is_gone_is_refused(draft):
    with pytest.raises(RuleBroken, match="not-in-plan"):
        draft.edit(Key("task", uuid4(), CARD.id), title="x")


def test_a_new_part_is_written_after_what_it_stands_under(draft):
    goal_key = Key("goal", uuid4())
    card_key = Key("intervention", uuid4(), goal_key.id)
    draft.put(goal_key, Goal(goal_key.id, ""))
    draft.put(card_key, Intervention(card_key.id, ServiceArea.HEALTH, "Træning"))
    assert [each.key for each in draft.writes((card_key,))] == [goal_key, card_key]


def test_a_new_part_without_text_is_empty_until_something_is_under_it(draft):
    goal_key = Key("goal", uuid4())
    draft.put(goal_key, Goal(goal_key.id, ""))
    assert draft.is_empty_new(goal_key)
    card_key = Key("intervention", uuid4(), goal_key.id)
    draft.put(card_key, Intervention(card_key.id, ServiceArea.HEALTH, "Træning"))
    assert not draft.is_empty_new(goal_key)
    assert not draft.is_empty_new(GOAL_KEY)


def test_blank_means_nothing_worth_keeping():
    assert is_blank(Task(uuid4(), " "))
    assert not is_blank(Task(uuid4(), "", due=date(2026, 1, 1)))
    assert not is_blank(OwnWords())


def test_removing_takes_what_is_under_it_along(draft):
    draft.edit(TASK_KEY, title="Ring i dag")
    draft.put(GOAL_KEY, None)
    assert draft.shown().goals == (OTHER,)
    (write,) = draft.writes((GOAL_KEY, TASK_KEY))
    assert (write.key, write.wanted) == (GOAL_KEY, None)
    draft.kept(write)
    assert draft.stored[ORDER] == Order((OTHER.id,))


def test_a_part_removed_and_wanted_again_is_written_anew(draft):
    draft.put(CARD_KEY, None)
    draft.kept(draft.writes((CARD_KEY,))[0])
    draft.put(CARD_KEY, replace(CARD, tasks=()))
    draft.put(TASK_KEY, TASK)
    writes = draft.writes((CARD_KEY, TASK_KEY))
    assert [(each.key, each.seen) for each in writes] == [(CARD_KEY, None), (TASK_KEY, None)]


def test_wanted_again_while_the_removal_is_under_way(draft):
    draft.put(CARD_KEY, None)
    removal = draft.writes((CARD_KEY,))[0]
    draft.put(CARD_KEY, replace(CARD, tasks=()))
    draft.put(TASK_KEY, TASK)
    draft.kept(removal)
    assert [each.seen for each in draft.writes((CARD_KEY, TASK_KEY))] == [None, None]


# -- colleagues ------------------------------------------------------------------------------


def test_a_colleagues_other_field_appears_beside_mine(draft):
    draft.edit(TASK_KEY, title="Min")
    draft.rebase(with_task(PLAN, due=date(2027, 1, 1)))
    task = draft.shown().tasks[0]
    assert (task.title, task.due) == ("Min", date(2027, 1, 1))
    assert not draft.conflicts


def test_the_same_field_is_a_conflict_and_mine_stays_in_sight(draft):
    draft.edit(TASK_KEY, title="Min")
    draft.rebase(with_task(PLAN, title="Deres"))
    assert draft.shown().tasks[0].title == "Min"
    (conflict,) = draft.conflicts[TASK_KEY]
    assert (conflict.field, conflict.theirs) == ("title", "Deres")


def test_a_conflict_never_writes_over_theirs_but_the_rest_is_written(draft):
    draft.edit(TASK_KEY, title="Min", due=date(2027, 5, 5))
    draft.rebase(with_task(PLAN, title="Deres"))
    (write,) = draft.writes((TASK_KEY,))
    assert (write.seen.title, write.wanted.title) == ("Deres", "Deres")
    assert write.wanted.due == date(2027, 5, 5)
    draft.kept(write)
    assert draft.shown().tasks[0].title == "Min"
    assert draft.conflicts


@pytest.mark.parametrize(("mine", "title"), [(True, "Min"), (False, "Deres")])
def test_the_choice_settles_a_conflict(draft, mine, title):
    draft.edit(TASK_KEY, title="Min")
    draft.rebase(with_task(PLAN, title="Deres"))
    draft.choose(TASK_KEY, "title", mine=mine)
    assert draft.shown().tasks[0].title == title
    assert not draft.conflicts
    assert bool(draft.writes((TASK_KEY,))) is mine


def test_the_same_text_from_both_is_no_conflict(draft):
    draft.edit(TASK_KEY, title="Samme")
    draft.rebase(with_task(PLAN, title="Samme"))
    assert not draft.conflicts
    assert not draft.mine


def test_a_part_a_colleague_removed_asks_what_to_do(draft):
    draft.edit(TASK_KEY, title="Min")
    draft.rebase(replace(PLAN, goals=(replace(GOAL, interventions=(replace(CARD, tasks=()),)),)))
    assert draft.conflicts[TASK_KEY][0].field == WHOLE
    assert draft.writes((TASK_KEY,)) == ()
    draft.choose(TASK_KEY, WHOLE, mine=True)
    assert draft.writes((TASK_KEY,))[0].seen is None


def test_a_part_a_colleague_removed_can_be_let_go(draft):
    draft.edit(TASK_KEY, title="Min")
    draft.rebase(replace(PLAN, goals=()))
    draft.choose(TASK_KEY, WHOLE, mine=False)
    assert draft.shown().goals == ()


def test_the_field_with_the_cursor_does_not_change_under_it(draft):
    newer = replace(PLAN, own_words=OwnWords("Deres."))
    draft.rebase(newer, held=(OWN_WORDS, "text"))
    assert draft.shown().own_words.text == "Ro."
    assert draft.conflicts[OWN_WORDS][0].theirs == "Deres."


def test_other_fields_change_while_the_cursor_is_elsewhere(draft):
    draft.rebase(replace(PLAN, follow_up=date(2027, 1, 1)), held=(OWN_WORDS, "text"))
    assert draft.value(FOLLOW_UP) == FollowUp(date(2027, 1, 1))
    assert not draft.conflicts


# -- undo ------------------------------------------------------------------------------------


def turned(step):
    return tuple((move.key, move.after) for move in step)


def move(before, after):
    return (Move(OWN_WORDS, OwnWords(before), OwnWords(after)),)


def test_typing_in_one_visit_is_one_step():
    stack = UndoStack()
    stack.did(move("", "J"), visit="words")
    stack.did(move("J", "Ja"), visit="words")
    assert turned(stack.undo()) == ((OWN_WORDS, OwnWords("")),)
    assert stack.undo() == ()
    assert turned(stack.redo()) == ((OWN_WORDS, OwnWords("Ja")),)


def test_a_new_visit_is_a_new_step():
    stack = UndoStack()
    stack.did(move("", "J"), visit="words")
    stack.end_visit()
    stack.did(move("J", "Ja"), visit="words")
    assert turned(stack.undo()) == ((OWN_WORDS, OwnWords("J")),)


def test_a_new_change_forgets_what_could_be_done_again():
    stack = UndoStack()
    stack.did(move("", "a"))
    stack.undo()
    stack.did(move("", "b"))
    assert stack.redo() == ()


def test_a_hundred_steps_are_kept():
    stack = UndoStack()
    for number in range(MOST_STEPS + 20):
        stack.did(move(str(number), str(number + 1)))
    steps = 0
    while stack.undo():
        steps += 1
    assert steps == MOST_STEPS


def test_nothing_changed_is_no_step():
    stack = UndoStack()
    stack.did(move("a", "a"))
    assert stack.undo() == ()


def test_what_was_removed_comes_back_from_the_outside_in():
    stack = UndoStack()
    stack.did((Move(CARD_KEY, CARD, None), Move(TASK_KEY, TASK, None)))
    assert [move.key for move in stack.undo()] == [CARD_KEY, TASK_KEY]
