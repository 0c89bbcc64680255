"""The sentence for each kind of thing that waits."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from coordinator.lists import Day, Reminds, WorkItem, WorkKind
from plans.states import PlanStatus, TaskStatus
from tests.ui.screens.lists_world import speak_english
from ui.screens.day.words import grouped, line_for, tile_counts

TODAY = date(2026, 11, 17)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


def item(kind, title="", due=None, since=None, text="", status="", plan=True):
    plan_id = uuid4() if plan else None
    return WorkItem(
        kind, title, uuid4(), "Bo", plan_id, due=due, since=since, text=text, status=status
    )


@pytest.mark.parametrize(
    ("waiting", "what", "about"),
    [
        (item(WorkKind.TASK, "Ring", status=TaskStatus.WAITING), "Ring", "Bo · Waits"),
        (
            item(WorkKind.GOAL, "Sove godt", date(2026, 11, 1)),
            "Sove godt",
            "Bo · The date of the goal has passed",
        ),
        (
            item(WorkKind.REVIEW, "Mette Prøvegaard", since=datetime(2026, 11, 14, 23, tzinfo=UTC)),
            "Review the plan",
            "Bo · Sent by Mette Prøvegaard, 2 days ago",
        ),
        (
            item(WorkKind.REVIEW, since=datetime(2026, 11, 16, 9, tzinfo=UTC)),
            "The plan is waiting for review",
            "Bo · Sent 1 day ago",
        ),
        (item(WorkKind.REVIEW), "The plan is waiting for review", "Bo"),
        (
            item(WorkKind.RETURNED, text="Skriv\nen dato.", status=PlanStatus.DRAFT),
            "The plan is returned",
            "Bo · “Skriv en dato.”",
        ),
        (item(WorkKind.RETURNED), "The plan is returned", "Bo"),
        (item(WorkKind.APPROVED), "Go through the plan with the citizen", "Bo"),
        (
            item(WorkKind.FOLLOW_UP, due=TODAY),
            "Follow-up of the plan",
            "Bo · Agreed in the plan",
        ),
        (
            item(WorkKind.PROTECTION, due=date(2026, 11, 16)),
            "Check the protection",
            "Bo · Protection ended 16-11-2026",
        ),
        (
            item(WorkKind.PROTECTION, due=TODAY),
            "Check the protection",
            "Bo · Protection ends 17-11-2026",
        ),
        (item(WorkKind.PROTECTION), "Check the protection", "Bo"),
        (
            item(WorkKind.WAKE_UP, due=TODAY),
            "Resume the plan",
            "Bo · On hold until 17-11-2026",
        ),
        (item(WorkKind.WAKE_UP), "Resume the plan", "Bo"),
        (
            replace(
                item(WorkKind.TASK, "Ring", TODAY, status=TaskStatus.WAITING, text="Bo Testrup"),
                waits_on="Egen læge",
                wake_up=date(2026, 11, 18),
            ),
            "Ring",
            "Bo · Bo Testrup does it, you follow up · Waits for Egen læge, look again 18-11-2026",
        ),
        (
            replace(item(WorkKind.LOOK_AGAIN, "Bostøtte"), wake_up=TODAY),
            "Bostøtte",
            "Bo · Waits",
        ),
    ],
)
def test_each_kind_says_what_and_why(waiting, what, about):
    line = line_for(waiting, TODAY)
    assert (line.what, line.about) == (what, about)


@pytest.mark.parametrize("kind", list(WorkKind))
def test_everything_on_the_list_has_a_verb_and_an_icon(kind):
    line = line_for(item(kind, status="requested"), TODAY)
    assert line.verbs
    assert line.icon


def test_what_has_no_plan_opens_the_citizen_only():
    line = line_for(item(WorkKind.PROTECTION, plan=False), TODAY)
    assert [verb.deed for verb in line.verbs] == ["citizen"]


def test_what_waits_comes_up_when_to_look_again_and_not_first_at_its_deadline():
    waits = item(WorkKind.TASK, due=date(2026, 12, 1), status=TaskStatus.WAITING)
    line = line_for(replace(waits, wake_up=TODAY), TODAY)
    assert (line.due_text, line.due_kind) == ("Today", "today")
    assert [verb.deed for verb in line.verbs] == ["done", "later", "plan"]
    assert [group.title for group in grouped([line], TODAY)] == ["Today"]


def test_the_week_ends_on_sunday():
    days = [date(2026, 11, 22), date(2026, 11, 23)]
    lines = [line_for(item(WorkKind.FOLLOW_UP, due=day), TODAY) for day in days]
    assert [group.title for group in grouped(lines, TODAY)] == ["Later this week", "Later"]
    assert [line.due_text for line in lines] == ["Sun 22 Nov", "23 Nov"]


def test_on_a_sunday_tomorrow_is_later():
    sunday = date(2026, 11, 22)
    line = line_for(item(WorkKind.FOLLOW_UP, due=date(2026, 11, 23)), sunday)
    assert [group.title for group in grouped([line], sunday)] == ["Later"]


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (date(2026, 11, 19), "Tor. 19. nov."),
        (date(2026, 12, 24), "24. dec."),
        (date(2027, 3, 2), "02-03-2027"),
    ],
)
def test_days_ahead_are_written_as_danes_write_them(monkeypatch, due, text):
    monkeypatch.setattr("coordinator.i18n._Current.language", "da")
    assert line_for(item(WorkKind.FOLLOW_UP, due=due), TODAY).due_text == text


def test_a_month_of_three_letters_is_not_cut():
    spring = date(2026, 5, 4)
    assert line_for(item(WorkKind.FOLLOW_UP, due=date(2026, 5, 30)), spring).due_text == "30 May"


def test_within_a_group_the_earliest_deadline_comes_first_then_what_waited_longest():
    old = item(WorkKind.TASK, "old", TODAY, datetime(2026, 1, 1, tzinfo=UTC), status="requested")
    new = item(WorkKind.TASK, "new", TODAY, datetime(2026, 6, 1, tzinfo=UTC), status="requested")
    lines = [line_for(each, TODAY) for each in (new, old)]
    assert [line.what for line in grouped(lines, TODAY)[0].lines] == ["old", "new"]


def test_a_heading_counts_what_is_left_to_do():
    lines = [
        line_for(item(WorkKind.TASK, "a", TODAY, status="requested"), TODAY, done=done)
        for done in (True, False, False)
    ]
    assert grouped(lines, TODAY)[0].open_count == 2


def test_a_tile_says_how_long_the_oldest_review_has_waited():
    waits = item(WorkKind.REVIEW, since=datetime(2026, 11, 12, 9, tzinfo=UTC))
    counts = tile_counts(Day((), (), (waits,), (), ()), TODAY)
    assert counts["in_review"].qualifier == "oldest 5 days"
    assert counts["waiting"].qualifier == "all done"


def test_what_one_is_reminded_of_has_a_sign_before_it_is_due():
    near = WorkItem(
        WorkKind.TASK, "Ring", None, "Bo Testrup", due=TODAY + timedelta(2), status="requested",
        reminds=Reminds.NEAR,
    )  # fmt: skip
    assert line_for(near, TODAY).due_kind == "soon"
    assert line_for(replace(near, reminds=Reminds.NOT), TODAY).due_kind == "later"
    assert line_for(replace(near, due=TODAY), TODAY).due_kind == "today"


def test_an_enquiry_is_opened_and_its_citizen_where_one_sees_them():
    asked = WorkItem(
        WorkKind.ENQUIRY, "Hjælp til at finde job", None, "", due=TODAY, status="new", text="Back"
    )
    line = line_for(asked, TODAY)
    assert (line.what, line.about) == ("Hjælp til at finde job", "Back")
    assert [verb.deed for verb in line.verbs] == ["enquiry"]
    named = line_for(replace(asked, citizen_name="Bo Testrup"), TODAY)
    assert [verb.deed for verb in named.verbs] == ["enquiry", "citizen"]
