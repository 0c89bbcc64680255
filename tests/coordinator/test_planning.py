"""Writing a plan: what is kept, what is logged with it, and what is never written over."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, NotFound, Stale, UnitOfWork
from coordinator.use_cases import plan_parts, planning, reviewing
from plans.errors import RuleBroken
from plans.parts import EventKind, OwnWords
from plans.people import StaffMember
from plans.states import ConsentStatus, PlanStatus, TaskStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    CLOCK,
    HANNE,
    IDA,
    JENS,
    LIS,
    METTE,
    PRACTICE,
    SLEEP,
    SOCIAL,
    SUPPORT,
    TODAY,
    WORK,
    citizen,
    consent,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)
from tests.coordinator.house_of_plans import keep, now, refused
from tests.fakes import FakeStore
from tests.handed import hand_over

PLAN = plan().id
FIND_PLACE, CONTACT = PRACTICE.tasks
MORNING = SUPPORT.tasks[0]
WORDS = plan().own_words
NEW_WORDS = OwnWords("Jeg vil gerne have ro.", TODAY)
NEW_DAY = date(2027, 2, 1)
ASKED = consent(id=identity("asked"), given_on=TODAY)
DONE = replace(FIND_PLACE, status=TaskStatus.COMPLETED)


@dataclass(frozen=True)
class Deed:
    """One use case, how it is logged, and who may not do it."""

    do: object
    subject: str
    subject_id: object = PLAN
    action: AuditAction = AuditAction.CHANGE
    by: StaffMember = METTE
    outsider: StaffMember = HANNE
    code: str = "not-your-plan"


DEEDS = {
    "own words": Deed(
        lambda desk: planning.write_own_words(desk, PLAN, WORDS, NEW_WORDS), "own_words"
    ),
    "follow-up": Deed(
        lambda desk: planning.set_follow_up(desk, PLAN, plan().follow_up, NEW_DAY), "follow_up"
    ),
    "goal": Deed(
        lambda desk: planning.put_goal(desk, PLAN, None, goal("Nyt")), "goal", identity("Nyt")
    ),
    "no goal": Deed(lambda desk: planning.remove_goal(desk, PLAN, WORK.id), "goal", WORK.id),
    "order": Deed(
        lambda desk: plan_parts.order_parts(desk, PLAN, None, (SLEEP.id, WORK.id)), "order"
    ),
    "intervention": Deed(
        lambda desk: planning.put_intervention(desk, PLAN, SLEEP.id, None, intervention("Ny")),
        "intervention",
        identity("Ny"),
    ),
    "no intervention": Deed(
        lambda desk: planning.remove_intervention(desk, PLAN, PRACTICE.id),
        "intervention",
        PRACTICE.id,
    ),
    "task": Deed(
        lambda desk: planning.put_task(desk, PLAN, PRACTICE.id, None, task("Ring")),
        "task",
        identity("Ring"),
    ),
    "no task": Deed(
        lambda desk: planning.remove_task(desk, PLAN, PRACTICE.id, CONTACT.id), "task", CONTACT.id
    ),
    "moved task": Deed(
        lambda desk: planning.move_task(desk, PLAN, FIND_PLACE, DONE), "task", FIND_PLACE.id
    ),
    "participant": Deed(
        lambda desk: planning.put_participant(desk, PLAN, None, HANNE.id, "Støtte"),
        "participant",
        HANNE.id,
    ),
    "no participant": Deed(
        lambda desk: planning.remove_participant(desk, PLAN, participant(LIS).id),
        "participant",
        participant(LIS).id,
    ),
    "deputy": Deed(lambda desk: planning.set_deputy(desk, PLAN, JENS.id, LIS.id), "deputy", LIS.id),
    "no deputy": Deed(lambda desk: planning.set_deputy(desk, PLAN, JENS.id, None), "deputy"),
    "consent": Deed(
        lambda desk: planning.put_consent(desk, PLAN, None, ASKED),
        "consent",
        ASKED.id,
        AuditAction.CONSENT,
    ),
}
every_deed = pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)


def late(house: FakeStore, first) -> Desk:
    """Give a desk whose every work is overtaken by somebody after it has read."""

    def begin(member: StaffMember, writes: bool) -> UnitOfWork:
        work = house.begin(member, writes)
        first()
        return work

    return Desk(METTE, begin, CLOCK)


# -- what every deed has in common ---------------------------------------------------------------


@every_deed
def test_a_deed_is_kept_and_logged_once(memory_house, deed):
    before = keep(memory_house)
    told = deed.do(memory_house.desk(deed.by))
    assert now(memory_house) != before
    assert memory_house.log == [
        AuditEntry(deed.action, identity(BO), deed.subject, deed.subject_id, related=True)
    ]
    assert told == Changes(frozenset({identity(BO)}), frozenset({PLAN}))


@every_deed
def test_a_refused_deed_leaves_nothing_not_even_in_the_log(memory_house, deed):
    before = keep(memory_house)
    assert refused(lambda: deed.do(memory_house.desk(deed.outsider))) == deed.code
    assert now(memory_house) == before
    assert memory_house.log == []


@every_deed
def test_a_closed_plan_is_written_by_nobody(memory_house, deed):
    before = keep(memory_house, plan(status=PlanStatus.CLOSED))
    assert refused(lambda: deed.do(memory_house.desk(deed.by))) == "plan-closed"
    assert now(memory_house) == before
    assert memory_house.log == []


@every_deed
def test_a_deed_on_no_plan_is_none(memory_house, deed):
    with pytest.raises(NotFound):
        deed.do(memory_house.desk(deed.by))
    assert memory_house.log == []


def test_an_order_that_stands_already_is_not_logged(memory_house):
    before = keep(memory_house)
    assert not plan_parts.order_parts(memory_house.desk(METTE), PLAN, None, (WORK.id, SLEEP.id))
    assert (now(memory_house), memory_house.log) == (before, [])


GONE = {
    "goal": lambda desk: planning.remove_goal(desk, PLAN, identity("nowhere")),
    "intervention": lambda desk: planning.remove_intervention(desk, PLAN, identity("nowhere")),
    "task": lambda desk: planning.remove_task(desk, PLAN, PRACTICE.id, identity("nowhere")),
    "participant": lambda desk: planning.remove_participant(desk, PLAN, identity("nowhere")),
}


@pytest.mark.parametrize("remove", GONE.values(), ids=GONE)
def test_what_is_not_there_is_not_taken_out_nor_logged(memory_house, remove):
    before = keep(memory_house)
    assert refused(lambda: remove(memory_house.desk(METTE))) == "not-in-plan"
    assert (now(memory_house), memory_house.log) == (before, [])


def test_a_deed_that_is_overtaken_leaves_no_line_in_the_log(memory_house):
    keep(memory_house)
    rival = memory_house.desk(JENS)
    other = OwnWords("Jeg vil gerne sove.", TODAY)
    desk = late(memory_house, lambda: planning.write_own_words(rival, PLAN, WORDS, other))
    with pytest.raises(Stale):
        planning.write_own_words(desk, PLAN, WORDS, NEW_WORDS)
    assert now(memory_house).own_words == other
    assert [who for _at, who, _entry in memory_house.kept.log] == [JENS]


def test_two_who_write_different_parts_at_once_are_both_kept(memory_house):
    keep(memory_house)
    rival = memory_house.desk(JENS)
    desk = late(
        memory_house, lambda: planning.set_follow_up(rival, PLAN, date(2027, 1, 18), NEW_DAY)
    )
    planning.write_own_words(desk, PLAN, WORDS, NEW_WORDS)
    assert (now(memory_house).own_words, now(memory_house).follow_up) == (NEW_WORDS, NEW_DAY)
    assert now(memory_house).authors == {METTE.id, JENS.id}


# -- beginning a plan ----------------------------------------------------------------------------


@pytest.mark.parametrize("old", [None, PlanStatus.CLOSED])
def test_who_begins_a_plan_coordinates_it(memory_house, old):
    if old:
        keep(memory_house, plan(status=old))
    else:
        with memory_house.begin(METTE, True) as work:
            work.citizens.add(citizen())
            work.commit()
    made, told = planning.create_plan(memory_house.desk(AMIRA), identity(BO))
    with memory_house.begin(METTE, False) as work:
        found = work.plans.get(made)
    assert (found.coordinator, found.status, found.authors) == (
        AMIRA.id, PlanStatus.DRAFT, frozenset(),
    )  # fmt: skip
    assert [(each.kind, each.by) for each in found.events] == [(EventKind.CREATED, AMIRA.id)]
    (row,) = memory_house.log
    assert row == AuditEntry(AuditAction.CREATE, identity(BO), "plan", made, related=bool(old))
    assert told.plans == {made}


@pytest.mark.parametrize("status", sorted(set(PlanStatus) - {PlanStatus.CLOSED}))
def test_a_citizen_has_one_plan_at_a_time(memory_house, status):
    keep(memory_house, plan(status=status))
    desk = memory_house.desk(AMIRA)
    assert refused(lambda: planning.create_plan(desk, identity(BO))) == "plan-exists"
    assert memory_house.log == []


def test_nobody_begins_a_plan_without_the_right_or_a_citizen(memory_house):
    assert refused(lambda: planning.create_plan(memory_house.desk(IDA), identity(BO))) == (
        "not-allowed"
    )
    with pytest.raises(NotFound):
        planning.create_plan(memory_house.desk(METTE), identity(BO))
    assert memory_house.kept.plans == {}


# -- what was seen and what is wished ------------------------------------------------------------

OTHER = {
    "own words": (
        OwnWords("Sove."),
        lambda desk, seen: planning.write_own_words(desk, PLAN, seen, NEW_WORDS),
        WORDS,
    ),
    "follow-up": (
        date(2026, 12, 1),
        lambda desk, seen: planning.set_follow_up(desk, PLAN, seen, NEW_DAY),
        date(2027, 1, 18),
    ),
    "goal": (
        replace(WORK, title="Noget andet"),
        lambda desk, seen: planning.put_goal(desk, PLAN, seen, replace(WORK, title="Ny")),
        WORK,
    ),
    "intervention": (
        replace(PRACTICE, title="Noget andet"),
        lambda desk, seen: planning.put_intervention(
            desk, PLAN, WORK.id, seen, replace(PRACTICE, title="Ny")
        ),
        PRACTICE,
    ),
    "task": (
        replace(FIND_PLACE, title="Noget andet"),
        lambda desk, seen: planning.put_task(
            desk, PLAN, PRACTICE.id, seen, replace(FIND_PLACE, title="Ny")
        ),
        FIND_PLACE,
    ),
    "deputy": (
        LIS.id,
        lambda desk, seen: planning.set_deputy(desk, PLAN, seen, None),
        JENS.id,
    ),
    "participant": (
        participant(AMIRA, "Tovholder"),
        lambda desk, seen: planning.put_participant(desk, PLAN, seen, AMIRA.id, "Støtte"),
        participant(AMIRA, "Bostøtte"),
    ),
    "new participant": (
        None,
        lambda desk, seen: planning.put_participant(desk, PLAN, seen, AMIRA.id, "Støtte"),
        participant(AMIRA, "Bostøtte"),
    ),
    "consent": (
        consent(note="Noget andet"),
        lambda desk, seen: planning.put_consent(desk, PLAN, seen, consent(note="Ny")),
        consent(note="Gælder også mail"),
    ),
}
every_field = pytest.mark.parametrize(("other", "write", "stored"), OTHER.values(), ids=OTHER)


@every_field
def test_what_was_changed_since_it_was_seen_is_not_written_over(memory_house, other, write, stored):
    before = keep(memory_house)
    with pytest.raises(Stale):
        write(memory_house.desk(METTE), other)
    assert now(memory_house) == before
    assert memory_house.log == []


@every_field
def test_the_same_wish_twice_is_no_conflict_and_one_line_in_the_log(
    memory_house, other, write, stored
):
    keep(memory_house)
    write(memory_house.desk(METTE), stored)
    once = now(memory_house)
    write(memory_house.desk(METTE), stored)
    assert now(memory_house) == once
    assert len(memory_house.log) == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda desk: planning.put_goal(desk, PLAN, WORK, replace(WORK, title="Ny")),
        lambda desk: planning.put_intervention(
            desk, PLAN, WORK.id, PRACTICE, replace(PRACTICE, title="Ny")
        ),
        lambda desk: planning.put_task(
            desk, PLAN, PRACTICE.id, FIND_PLACE, replace(FIND_PLACE, title="Ny")
        ),
    ],
    ids=["goal", "intervention", "task"],
)
def test_what_a_colleague_removed_does_not_come_back(memory_house, write):
    keep(memory_house)
    planning.remove_goal(memory_house.desk(JENS), PLAN, WORK.id)
    with pytest.raises((Stale, RuleBroken)):
        write(memory_house.desk(METTE))
    assert now(memory_house).goals == (SLEEP,)


def test_a_new_part_is_not_put_over_one_that_is_there(memory_house):
    keep(memory_house)
    with pytest.raises(Stale):
        planning.put_goal(memory_house.desk(METTE), PLAN, None, replace(WORK, title="Ny"))


def test_a_goal_written_anew_keeps_what_a_colleague_put_under_it(memory_house):
    keep(memory_house)
    new = intervention("Ny", SOCIAL)
    planning.put_intervention(memory_house.desk(AMIRA), PLAN, WORK.id, None, new)
    planning.put_goal(memory_house.desk(METTE), PLAN, WORK, replace(WORK, title="8 timer"))
    found = now(memory_house).goal(WORK.id)
    assert found == replace(WORK, title="8 timer", interventions=(PRACTICE, SUPPORT, new))


def test_an_intervention_written_anew_keeps_its_tasks(memory_house):
    keep(memory_house)
    planning.remove_task(memory_house.desk(JENS), PLAN, PRACTICE.id, CONTACT.id)
    other = replace(PRACTICE, title="Bibliotek", tasks=())
    planning.put_intervention(memory_house.desk(METTE), PLAN, WORK.id, PRACTICE, other)
    assert now(memory_house).intervention(PRACTICE.id) == replace(other, tasks=(FIND_PLACE,))


def test_a_removed_goal_hides_what_is_under_it(memory_house):
    keep(memory_house)
    desk = memory_house.desk(METTE)
    planning.remove_goal(desk, PLAN, WORK.id)
    found = now(memory_house)
    assert (found.goals, found.interventions, found.tasks) == ((SLEEP,), (), ())
    assert refused(lambda: planning.remove_intervention(desk, PLAN, PRACTICE.id)) == "not-in-plan"
    with pytest.raises(Stale):
        planning.move_task(desk, PLAN, FIND_PLACE, DONE)


# -- areas and tasks -----------------------------------------------------------------------------


def test_a_participant_writes_in_their_own_area_and_becomes_an_author(memory_house):
    keep(memory_house)
    desk = memory_house.desk(AMIRA)
    planning.put_task(desk, PLAN, SUPPORT.id, MORNING, replace(MORNING, due=NEW_DAY))
    found = now(memory_house)
    assert found.task(MORNING.id) == replace(MORNING, due=NEW_DAY)
    assert AMIRA.id in found.authors


def test_a_participant_neither_takes_nor_gives_away_an_area(memory_house):
    before = keep(memory_house)
    desk = memory_house.desk(AMIRA)
    taken = replace(PRACTICE, service_area=SOCIAL)
    given = replace(SUPPORT, service_area=PRACTICE.service_area)
    for seen, wish in ((PRACTICE, taken), (SUPPORT, given)):
        code = refused(lambda s=seen, w=wish: planning.put_intervention(desk, PLAN, WORK.id, s, w))
        assert code == "not-your-area"
    assert now(memory_house) == before


def test_a_task_is_drawn_to_another_intervention_and_kept_there_once(memory_house):
    keep(memory_house)
    desk = memory_house.desk(METTE)
    planning.put_task(desk, PLAN, SUPPORT.id, FIND_PLACE, FIND_PLACE)
    assert [each.tasks for each in now(memory_house).interventions] == [
        (CONTACT,),
        (MORNING, FIND_PLACE),
    ]


def test_an_assignee_without_a_seat_moves_their_task_and_writes_nothing(memory_house):
    """Jens does a task of a plan that he has no part in."""
    keep(memory_house, plan(deputy=None, status=PlanStatus.ACTIVE))
    desk = memory_house.desk(JENS)
    planning.move_task(desk, PLAN, FIND_PLACE, DONE)
    assert now(memory_house).task(FIND_PLACE.id) == DONE
    assert now(memory_house).authors == plan().authors
    late_one = replace(DONE, due=NEW_DAY)
    assert refused(lambda: planning.move_task(desk, PLAN, DONE, late_one)) == "task-content-locked"
    wish = replace(DONE, title="Noget andet")
    code = refused(lambda: planning.put_task(desk, PLAN, PRACTICE.id, DONE, wish))
    assert code == "not-your-plan"


def test_who_is_neither_assignee_nor_in_the_area_moves_no_task(memory_house):
    keep(memory_house)
    done = replace(FIND_PLACE, status=TaskStatus.WAITING)
    desk = memory_house.desk(AMIRA)
    assert refused(lambda: planning.move_task(desk, PLAN, FIND_PLACE, done)) == "not-your-area"


def test_a_task_for_nobody_is_moved_by_who_writes_in_its_area(memory_house):
    loose = task("Ring", None)
    keep(memory_house, plan(goals=(goal("Mål", intervention("Støtte", SOCIAL, tasks=(loose,))),)))
    started = replace(loose, status=TaskStatus.IN_PROGRESS)
    planning.move_task(memory_house.desk(AMIRA), PLAN, loose, started)
    assert now(memory_house).task(loose.id) == started


def test_a_task_that_was_moved_since_it_was_seen_is_not_moved_again(memory_house):
    keep(memory_house)
    planning.move_task(memory_house.desk(JENS), PLAN, FIND_PLACE, DONE)
    waiting = replace(FIND_PLACE, status=TaskStatus.WAITING)
    with pytest.raises(Stale):
        planning.move_task(memory_house.desk(METTE), PLAN, FIND_PLACE, waiting)
    assert now(memory_house).task(FIND_PLACE.id) == DONE


def test_a_task_is_put_only_where_an_intervention_is(memory_house):
    keep(memory_house)
    desk = memory_house.desk(METTE)
    nowhere = identity("nowhere")
    assert refused(lambda: planning.put_task(desk, PLAN, nowhere, None, task("Ring"))) == (
        "not-in-plan"
    )


# -- people --------------------------------------------------------------------------------------


def test_who_is_put_in_the_core_team_again_keeps_the_seat_with_a_new_function(memory_house):
    keep(memory_house)
    seen = participant(AMIRA, "Bostøtte")
    planning.put_participant(memory_house.desk(METTE), PLAN, seen, AMIRA.id, "Tovholder")
    found = next(each for each in now(memory_house).participants if each.staff_id == AMIRA.id)
    assert found == participant(AMIRA, "Tovholder")
    assert len(now(memory_house).participants) == 2


def test_a_new_participant_speaks_for_their_service_area(memory_house):
    keep(memory_house)
    planning.put_participant(memory_house.desk(JENS), PLAN, None, HANNE.id, "Støtte")
    found = now(memory_house).participants[-1]
    assert (found.staff_id, found.name, found.service_area, found.function) == (
        HANNE.id, HANNE.name, SOCIAL, "Støtte",
    )  # fmt: skip


def test_a_coordinator_does_not_stand_in_for_themselves(memory_house):
    keep(memory_house)
    desk = memory_house.desk(JENS)
    code = refused(lambda: planning.set_deputy(desk, PLAN, JENS.id, METTE.id))
    assert code == "deputy-is-coordinator"


@pytest.mark.parametrize(("new", "deputy"), [(LIS, JENS.id), (JENS, None)])
def test_a_plan_always_has_one_coordinator_who_is_not_the_deputy(memory_house, new, deputy):
    keep(memory_house)
    hand_over(memory_house, new)
    assert (now(memory_house).coordinator, now(memory_house).deputy) == (new.id, deputy)


def test_a_coordinator_who_is_here_goes_by_a_hand_over_and_who_has_left_is_replaced(memory_house):
    keep(memory_house)
    lead = memory_house.desk(BIRGER)
    code = refused(lambda: planning.name_coordinator(lead, PLAN, METTE.id, LIS.id))
    assert code == "coordinator-by-handover"
    assert now(memory_house).coordinator == METTE.id
    memory_house.kept.staff[METTE.id] = replace(METTE, active=False)
    other = memory_house.desk(HANNE)
    assert refused(lambda: planning.name_coordinator(other, PLAN, METTE.id, LIS.id)) == (
        "not-your-unit"
    )
    planning.name_coordinator(lead, PLAN, METTE.id, LIS.id)
    assert now(memory_house).coordinator == LIS.id


# -- consent -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"how": " "}, "consent-how-missing"),
        ({"status": ConsentStatus.NOT_ASKED}, "consent-answer-missing"),
        ({"service_areas": frozenset()}, "consent-areas-missing"),
        ({"given_on": TODAY + timedelta(days=1)}, "consent-in-future"),
    ],
)
def test_a_consent_tells_how_for_whom_and_of_a_day_that_was(memory_house, fields, code):
    before = keep(memory_house)
    desk = memory_house.desk(METTE)
    assert refused(lambda: planning.put_consent(desk, PLAN, None, consent(**fields))) == code
    assert (now(memory_house), memory_house.log) == (before, [])


def test_the_newest_answer_decides_as_soon_as_it_is_registered(memory_house):
    keep(memory_house)
    desk = memory_house.desk(METTE)
    smaller = replace(ASKED, service_areas=frozenset({SOCIAL}))
    planning.put_consent(desk, PLAN, None, smaller)
    assert now(memory_house).consent_on(TODAY) == smaller
    planning.put_consent(desk, PLAN, smaller, replace(smaller, status=ConsentStatus.WITHDRAWN))
    assert now(memory_house).consent_on(TODAY) is None


def test_a_withdrawn_consent_stops_the_plan_and_both_are_logged(memory_house):
    keep(memory_house, plan(status=PlanStatus.ACTIVE, version=1))
    desk, seen = memory_house.desk(METTE), consent(note="Gælder også mail")
    planning.put_consent(desk, PLAN, seen, replace(seen, status=ConsentStatus.WITHDRAWN))
    found = now(memory_house)
    assert (found.status, found.events[-1].kind) == (
        PlanStatus.CONSENT_WITHDRAWN, EventKind.WITHDRAWN,
    )  # fmt: skip
    assert {(entry.action, entry.subject) for entry in memory_house.log} == {
        (AuditAction.REVIEW, "consent_withdrawn"),
        (AuditAction.CONSENT, "consent"),
    }


def test_a_withdrawn_consent_tells_the_day_whoever_registers_it(memory_house):
    keep(memory_house, plan(status=PlanStatus.ACTIVE, version=1))
    desk, seen = memory_house.desk(METTE), consent(note="Gælder også mail")
    gone = replace(seen, status=ConsentStatus.WITHDRAWN)
    for _twice in range(2):
        planning.put_consent(desk, PLAN, seen, gone)
    (stored,) = now(memory_house).consents
    assert stored == replace(gone, withdrawn_on=TODAY)
    earlier = replace(stored, withdrawn_on=TODAY - timedelta(days=2))
    planning.put_consent(desk, PLAN, stored, earlier)
    assert now(memory_house).consents == (earlier,)
    planning.put_consent(desk, PLAN, earlier, replace(earlier, status=ConsentStatus.GIVEN))
    assert now(memory_house).consents == (seen,)


def test_a_plan_goes_on_only_after_a_new_consent(memory_house):
    gone = consent(status=ConsentStatus.WITHDRAWN)
    keep(memory_house, plan(status=PlanStatus.CONSENT_WITHDRAWN, version=1, consents=(gone,)))
    desk = memory_house.desk(METTE)
    assert refused(lambda: reviewing.resume(desk, PLAN)) == "consent-missing"
    planning.put_consent(desk, PLAN, None, ASKED)
    reviewing.resume(desk, PLAN)
    assert now(memory_house).status is PlanStatus.IN_REVISION


def test_a_plan_stops_when_its_citizen_has_moved_away(memory_house):
    keep(memory_house, plan(status=PlanStatus.ACTIVE, version=1))
    stranger = memory_house.desk(HANNE)
    assert refused(lambda: reviewing.move_away(stranger, PLAN, "I går")) == "not-your-plan"
    reviewing.move_away(memory_house.desk(METTE), PLAN, " 1. december ")
    assert now(memory_house).status is PlanStatus.MOVED_AWAY
    (entry,) = memory_house.log
    assert (entry.action, entry.subject, entry.why) == (
        AuditAction.REVIEW, "moved_away", "1. december",
    )  # fmt: skip
