"""What every store promises of tasks between colleagues."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from coordinator.ports import NotFound, Stale
from coordinator.use_cases import staff_tasks as deeds
from plans.errors import RuleBroken
from plans.parts import Priority, Waiting
from plans.people import ServiceArea
from plans.staff_tasks import Origin, OriginKind, StaffTask, Wish
from plans.states import TaskStatus
from plans.task_steps import StepKind
from plans.units import Unit, unit_of
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    HANNE,
    IDA,
    JENS,
    LEFT,
    LIS,
    METTE,
    TODAY,
    citizen,
    consent,
    identity,
    plan,
)
from tests.db.test_contract import put

BOS = identity(BO)
PLAN = plan(deputy=None)
ASKED = identity("asked")
WISH = Wish("Ring til klinikken", TODAY + timedelta(5), citizen_id=BOS)
# Nothing about anybody.
PLAIN = Wish("Bestil lokale", TODAY)
SUPPORT = unit_of(AMIRA)


@pytest.fixture
def kept(house):
    put(house, citizen(), PLAN)
    return house


def now(house, task_id=ASKED) -> StaffTask:
    with house.begin(METTE, False) as work:
        return work.staff_tasks.get(task_id)


def steps(house, task_id=ASKED):
    with house.begin(METTE, False) as work:
        return [each.kind.value for each in work.staff_tasks.steps([task_id])]


def open_of(house, member):
    with house.begin_logged(member, False) as work:
        return [(each.task.wish.title, each.citizen_name)
                for each in work.staff_tasks.of_member(member.id)]  # fmt: skip


def queue(house, member):
    with house.begin_logged(member, False) as work:
        return work.staff_tasks.of_units([unit_of(member)])


def refused(deed, *facts):
    with pytest.raises(RuleBroken) as caught:
        deed()
    return (caught.value.code, *(caught.value.facts[each] for each in facts))


def test_a_task_comes_back_field_by_field(kept):
    whole = StaffTask(
        ASKED,
        Wish(
            "Undersøg", TODAY, "Læs referatet", "investigate", BOS,
            Origin(OriginKind.PART, identity("part"), "intervention"), Priority.HIGH, "Et ja",
            ("Sag 12", "Side 4"),
        ),
        METTE.id, METTE.name, METTE.service_area, JENS.id, JENS.name,
        Unit(ServiceArea.HEALTH, "Sundhedscenter"), TaskStatus.WAITING,
        Waiting("doctor", "Lægen", TODAY, TODAY + timedelta(3)), "Svaret",
    )  # fmt: skip
    with kept.begin(METTE, True) as work:
        work.staff_tasks.add(whole)
        work.commit()
    assert now(kept) == whole
    with kept.begin(METTE, False) as work, pytest.raises(NotFound):
        work.staff_tasks.get(identity("another"))


def test_the_receiver_takes_it_on_works_and_answers(kept):
    deeds.ask(kept.desk(METTE), ASKED, replace(WISH, expected="Hvornår?"), JENS.id)
    assert (
        deeds.ask(kept.desk(METTE), ASKED, replace(WISH, expected="Hvornår?"), JENS.id) is not None
    )
    assert open_of(kept, JENS) == open_of(kept, METTE) == [("Ring til klinikken", "Bo Testrup")]
    desk = kept.desk(JENS)
    deeds.accept(desk, now(kept))
    deeds.start(desk, now(kept))
    deeds.wait(desk, now(kept), Waiting("doctor", "Lægen", TODAY, TODAY + timedelta(7)))
    assert now(kept).waiting.on_whom == "Lægen"
    assert refused(lambda: deeds.complete(desk, now(kept))) == ("staff-task-answer-missing",)
    deeds.complete(desk, now(kept), "På  mandag")
    assert (now(kept).status, now(kept).result) == (TaskStatus.COMPLETED, "På mandag")
    assert open_of(kept, JENS) == open_of(kept, METTE) == []
    deeds.reopen(desk, ASKED)
    assert now(kept).status is TaskStatus.IN_PROGRESS
    assert steps(kept) == ["asked", "accepted", "started", "waits", "completed", "reopened"]


def test_a_no_returns_it_and_the_sender_asks_another(kept):
    deeds.ask(kept.desk(METTE), ASKED, WISH, JENS.id)
    deeds.decline(kept.desk(JENS), now(kept), "Jeg er væk")
    with kept.begin(METTE, False) as work:
        (mine,) = deeds.accountable_for(work, METTE.id, BOS)
        assert mine.status is TaskStatus.DECLINED
        assert deeds.accountable_for(work, JENS.id) == ()
        assert deeds.accountable_for(work, METTE.id, identity("another")) == ()
    deeds.take(kept.desk(METTE), now(kept))
    assert (now(kept).assignee, now(kept).status) == (METTE.id, TaskStatus.ACCEPTED)
    deeds.pass_on(kept.desk(METTE), now(kept), BIRGER.id, "Du kender lægen")
    deeds.accept(kept.desk(BIRGER), now(kept))
    with kept.begin(METTE, False) as work:
        (theirs,) = deeds.accountable_for(work, BIRGER.id, BOS)
    assert theirs.sender == METTE.id


def test_a_task_in_a_queue_is_taken_by_one_and_told_to_the_second(kept):
    deeds.ask(kept.desk(METTE), ASKED, PLAIN, SUPPORT)
    (waiting,) = queue(kept, AMIRA)
    assert waiting.task.wish == PLAIN
    assert queue(kept, LIS) == ()
    deeds.claim(kept.desk(AMIRA), ASKED)
    assert queue(kept, AMIRA) == ()
    assert refused(lambda: deeds.claim(kept.desk(HANNE), ASKED), "name") == (
        "staff-task-taken", AMIRA.name,
    )  # fmt: skip
    deeds.give_back(kept.desk(AMIRA), now(kept), "Ikke vores")
    assert [each.task.id for each in queue(kept, HANNE)] == [ASKED]
    deeds.claim(kept.desk(HANNE), ASKED)
    assert now(kept).assignee == HANNE.id


def test_to_another_service_area_it_takes_the_consent_of_the_day(house):
    put(house, citizen(), replace(PLAN, consents=()))
    for to in (AMIRA.id, SUPPORT):
        asked = lambda to=to: deeds.ask(house.desk(METTE), ASKED, WISH, to)  # noqa: E731
        assert refused(asked) == ("staff-task-not-shared",)
    deeds.ask(house.desk(METTE), ASKED, WISH, JENS.id)
    assert refused(lambda: deeds.pass_on(house.desk(JENS), now(house), AMIRA.id, "Kan du?")) == (
        "staff-task-not-shared",
    )


def test_with_it_who_gets_the_task_has_to_do_with_the_citizen_until_it_is_done(house):
    put(house, citizen(), replace(PLAN, participants=(), goals=(), consents=(consent(),)))

    def related():
        with house.begin_logged(HANNE, False) as work:
            return work.citizens.related(BOS, HANNE.id)

    assert not related()
    deeds.ask(house.desk(METTE), ASKED, WISH, unit_of(HANNE))
    ((listed),) = queue(house, HANNE)
    assert listed.citizen_name in ("", "Bo Testrup")
    deeds.claim(house.desk(HANNE), ASKED)
    assert related()
    deeds.complete(house.desk(HANNE), now(house))
    assert not related()


def test_who_asked_reminds_once_a_day_takes_back_and_cancels(kept):
    deeds.ask(kept.desk(METTE), ASKED, WISH, JENS.id)
    deeds.remind(kept.desk(METTE), ASKED)
    assert refused(lambda: deeds.remind(kept.desk(METTE), ASKED)) == ("reminded-today",)
    assert refused(lambda: deeds.remind(kept.desk(JENS), ASKED)) == ("nobody-to-remind",)
    deeds.take_reminder_back(kept.desk(METTE), ASKED)
    deeds.remind(kept.desk(METTE), ASKED)
    assert refused(lambda: deeds.cancel(kept.desk(JENS), ASKED)) == ("staff-task-not-asked",)
    deeds.cancel(kept.desk(METTE), ASKED, "Ikke nødvendigt")
    assert open_of(kept, JENS) == []
    deeds.reopen(kept.desk(METTE), ASKED)
    assert open_of(kept, JENS) != []


def test_the_lead_gives_tasks_to_another_and_moves_deadlines_all_or_none(kept):
    others = [identity(f"task {n}") for n in range(3)]
    for each in others:
        deeds.ask(kept.desk(METTE), each, WISH, JENS.id)
    later = TODAY + timedelta(14)
    deeds.move_deadline(kept.desk(BIRGER), others, later)
    deeds.accept(kept.desk(JENS), now(kept, others[0]))
    deeds.reassign(kept.desk(BIRGER), others[:2], BIRGER.id)
    assert [now(kept, each).assignee for each in others] == [BIRGER.id, BIRGER.id, JENS.id]
    assert {now(kept, each).wish.due for each in others} == {later}
    assert refused(lambda: deeds.reassign(kept.desk(BIRGER), reversed(others), BIRGER.id)) == (
        "task-same-person",
    )
    assert now(kept, others[2]).assignee == JENS.id
    assert refused(lambda: deeds.move_deadline(kept.desk(JENS), others[2:], TODAY)) == (
        "staff-task-not-asked",
    )


def test_who_has_a_task_leaves_only_when_somebody_else_has_it(kept):
    def tasks():
        with kept.begin_logged(IDA, False) as work:
            return work.logins.burden(AMIRA.id).tasks

    before = tasks()
    deeds.ask(kept.desk(METTE), ASKED, PLAIN, SUPPORT)
    assert tasks() == before
    deeds.claim(kept.desk(AMIRA), ASKED)
    assert tasks() == before + 1
    deeds.reassign(kept.desk(HANNE), [ASKED], HANNE.id)
    assert tasks() == before


def test_what_somebody_left_falls_to_the_lead_of_their_unit(kept):
    old = StaffTask(ASKED, WISH, LEFT.id, LEFT.name, LEFT.service_area, AMIRA.id, AMIRA.name)
    with kept.begin(METTE, True) as work:
        work.staff_tasks.add(old)
        work.commit()
    with kept.begin_logged(HANNE, False) as work:
        assert [each.id for each in deeds.accountable_for(work, HANNE.id)] == [ASKED]
        assert deeds.accountable_for(work, LEFT.id) == ()


@pytest.mark.parametrize("house", ["shared"], indirect=True)
@pytest.mark.parametrize("who", [LIS, HANNE])
def test_on_a_server_who_has_nothing_to_do_with_it_reads_nothing(kept, who):
    deeds.ask(kept.desk(METTE), ASKED, PLAIN, JENS.id)
    with kept.begin_logged(who, False) as work:
        assert work.staff_tasks.steps([ASKED]) == ()
        with pytest.raises(NotFound):
            work.staff_tasks.get(ASKED)
    with pytest.raises(Stale):
        deeds.accept(kept.desk(who), now(kept))


def test_of_a_citizen_the_service_areas_see_what_the_consent_shares(house):
    put(house, citizen(), replace(PLAN, consents=()))
    deeds.ask(house.desk(METTE), ASKED, WISH, JENS.id)
    for who, seen in ((METTE, 1), (JENS, 1), (BIRGER, 1)):
        with house.begin_logged(who, False) as work:
            assert len(deeds.of_citizen(work, house.desk(who), BOS)) == seen
    with house.begin_logged(AMIRA, False) as work:
        assert deeds.of_citizen(work, house.desk(AMIRA), BOS) == ()


def test_steps_say_who_did_what(kept):
    deeds.ask(kept.desk(METTE), ASKED, PLAIN, SUPPORT)
    deeds.claim(kept.desk(AMIRA), ASKED)
    with kept.begin_logged(METTE, False) as work:
        first, last = work.staff_tasks.steps([ASKED])
    assert (first.kind, first.by_name, first.to_name) == (StepKind.ASKED, METTE.name, "Bostøtte")
    assert (last.kind, last.by) == (StepKind.CLAIMED, AMIRA.id)


@pytest.mark.parametrize("house", ["local", "shared"], indirect=True)
def test_of_two_who_press_at_once_one_has_it_and_the_other_hears_who(kept):
    two = (AMIRA, HANNE)
    start = Barrier(len(two))

    def press(member, task_id):
        start.wait()
        try:
            deeds.claim(kept.desk(member), task_id)
        except RuleBroken as refusal:
            return refusal.code, refusal.facts["name"]
        return None

    with ThreadPoolExecutor(len(two)) as pool:
        for task_id in (identity(f"press {n}") for n in range(8)):
            deeds.ask(kept.desk(METTE), task_id, PLAIN, SUPPORT)
            told = list(pool.map(press, two, [task_id] * 2))
            first = two[told.index(None)]
            assert told.count(None) == 1
            assert ("staff-task-taken", first.name) in told
            assert now(kept, task_id).assignee == first.id
            assert steps(kept, task_id) == ["asked", "claimed"]
