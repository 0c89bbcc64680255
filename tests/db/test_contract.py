"""What every store promises: the one in memory, the local file and the shared server alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from coordinator.imports import ImportKind, load_mapping, propose, read_file
from coordinator.imports.known import Known
from coordinator.imports.proposal import Action
from coordinator.lists import FoundCitizen, WorkItem, WorkKind
from coordinator.ports import ApprovedVersion, AuditAction, AuditEntry, NotFound, Stale, UnitOfWork
from db import search
from plans.cpr import CprNumber
from plans.parts import OwnWords, Responsible, ResponsibleKind, Waiting
from plans.people import Address, Citizen, Identifier, Protection, StaffMember
from plans.plan import JointPlan
from plans.states import (
    STILL,
    ConsentStatus,
    GoalLifecycle,
    InterventionStatus,
    PlanStatus,
    TaskStatus,
)
from plans.withheld import Withheld
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    CLOCK,
    EVERYBODY,
    HANNE,
    IDA,
    JENS,
    KARLA,
    KIM,
    LEFT,
    LIS,
    METTE,
    NINA,
    NOW,
    SLEEP,
    SUPPORT,
    TODAY,
    WORK,
    citizen,
    consent,
    full_citizen,
    full_plan,
    goal,
    identity,
    intervention,
    participant,
    plan,
    protected_citizen,
)
from tests.houses import House

HEAD = "CPR-nr.;Navn;Adresse;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler"


def put(house: House, *things: Citizen | JointPlan, by: StaffMember = METTE) -> None:
    with house.begin(by, True) as work:
        for thing in things:
            if isinstance(thing, Citizen):
                work.citizens.add(thing)
            else:
                work.plans.add(thing)
        work.commit()


def read(house: House, citizen_id: UUID) -> Citizen:
    with house.begin(METTE, False) as work:
        return work.citizens.get(citizen_id)


def read_plan(house: House, plan_id: UUID) -> JointPlan:
    with house.begin(METTE, False) as work:
        return work.plans.get(plan_id)


def save(house: House, change: Callable[[Citizen], Citizen], citizen_id: UUID) -> None:
    with house.begin(METTE, True) as work:
        work.citizens.save(change(work.citizens.get(citizen_id)))
        work.commit()


def save_plan(house: House, change: Callable[[JointPlan], JointPlan], plan_id: UUID) -> JointPlan:
    with house.begin(METTE, True) as work:
        work.plans.save(change(work.plans.get(plan_id)))
        work.commit()
    return read_plan(house, plan_id)


def find(
    house: House, text: str, by: StaffMember = IDA, limit: int = 50
) -> tuple[FoundCitizen, ...]:
    with house.begin(by, False) as work:
        return work.lists.find(text, limit)


def names(house: House, text: str, by: StaffMember = IDA) -> list[str]:
    return [each.name for each in find(house, text, by)]


class TestCitizens:
    def test_a_citizen_comes_back_field_by_field(self, house):
        put(house, full_citizen())
        assert read(house, identity(KARLA)) == full_citizen()

    def test_nobody_has_an_unknown_id(self, house):
        with house.begin(METTE, False) as work, pytest.raises(NotFound):
            work.citizens.get(identity("nobody"))

    def test_a_protected_address_is_withheld(self, house):
        put(house, protected_citizen())
        found = read(house, identity(KIM))
        assert isinstance(found.address, Withheld)
        assert isinstance(found.district, Withheld)

    def test_a_protected_address_can_be_asked_for(self, house):
        put(house, protected_citizen())
        with house.begin(METTE, False) as work:
            assert work.citizens.protected_address(identity(KIM)).street == "Hemmeligvej 7"

    def test_an_open_address_can_be_asked_for_too(self, house):
        put(house, citizen())
        with house.begin(METTE, False) as work:
            assert work.citizens.protected_address(identity(BO)) == citizen().address

    @pytest.mark.parametrize("kind", ["address", "special"])
    def test_an_address_hides_when_protection_begins_and_is_kept(self, house, kind):
        put(house, citizen())
        begun = Protection(**{kind: True})
        save(house, lambda each: replace(each, protection=begun), identity(BO))
        assert isinstance(read(house, identity(BO)).address, Withheld)
        assert not find(house, "søndergade")
        save(house, lambda each: replace(each, protection=Protection()), identity(BO))
        assert read(house, identity(BO)) == citizen()
        assert find(house, "søndergade")

    def test_protection_can_come_and_go_and_come(self, house):
        put(house, protected_citizen())
        kim = identity(KIM)
        for protection in (Protection(), Protection(address=True), Protection()):
            save(house, lambda each, now=protection: replace(each, protection=now), kim)
        assert read(house, kim).address == protected_citizen().address

    def test_a_new_address_under_protection_stays_hidden(self, house):
        put(house, protected_citizen())
        moved = Address("Andenvej 3", "8999", "Solbæk")
        save(house, lambda each: replace(each, address=moved), identity(KIM))
        assert isinstance(read(house, identity(KIM)).address, Withheld)
        assert not find(house, "andenvej")
        with house.begin(METTE, False) as work:
            assert work.citizens.protected_address(identity(KIM)) == moved

    def test_a_citizen_is_found_by_new_and_old_number(self, house):
        put(house, citizen())
        ended = replace(citizen().identifiers[0], valid_to=TODAY)
        new = Identifier(CprNumber("0101659996"), TODAY)
        save(house, lambda each: replace(each, identifiers=(ended, new)), identity(BO))
        assert read(house, identity(BO)).number == new.number
        with house.begin(METTE, False) as work:
            for number in (BO, "0101659996"):
                assert work.citizens.with_number(CprNumber(number), "x") == identity(BO)
            assert work.citizens.with_number(CprNumber(NINA), "x") is None
        assert [each.number for each in find(house, BO)] == [new.number]
        assert [each.number for each in find(house, "010165-9996")] == [new.number]

    def test_what_is_not_committed_is_not_there(self, house):
        with house.begin(METTE, True) as work:
            work.citizens.add(citizen())
            assert work.citizens.get(identity(BO)) == citizen()
        with house.begin(METTE, False) as work, pytest.raises(NotFound):
            work.citizens.get(identity(BO))

    def test_a_commit_names_whom_it_touched(self, house):
        with house.begin(METTE, True) as work:
            work.citizens.add(citizen())
            changes = work.commit()
        assert changes.citizens == {identity(BO)}
        assert not changes.plans
        assert not changes.everything

    def test_reading_cannot_commit(self, house):
        with house.begin(METTE, False) as work, pytest.raises(AssertionError):
            work.commit()

    @pytest.mark.parametrize(
        ("member", "related"),
        [(METTE, True), (JENS, True), (AMIRA, True), (LIS, True), (BIRGER, False)],
    )
    def test_a_seat_or_a_task_in_a_plan_is_a_relation(self, house, member, related):
        put(house, citizen(), plan(participants=(participant(LIS),)))
        with house.begin(METTE, False) as work:
            assert work.citizens.related(identity(BO), member.id) is related

    def test_a_case_is_a_relation(self, house):
        load(house, "150277-9995;Bo Testrup;;;A;01-01-2026;;lis")
        with house.begin(METTE, False) as work:
            bo = work.citizens.with_number(CprNumber(BO), "x")
            assert bo is not None
            assert work.citizens.related(bo, LIS.id)
            assert not work.citizens.related(bo, METTE.id)


class TestPlans:
    def test_a_plan_comes_back_field_by_field(self, house):
        put(house, citizen(), full_plan())
        assert read_plan(house, full_plan().id) == full_plan()

    def test_a_resting_plan_comes_back_with_where_it_goes(self, house):
        resting = plan(
            status=PlanStatus.PAUSED,
            resume_to=PlanStatus.ACTIVE,
            wake_up_date=date(2027, 2, 1),
            version=2,
        )
        put(house, citizen(), resting)
        assert read_plan(house, resting.id) == resting

    def test_there_is_no_unknown_plan(self, house):
        with house.begin(METTE, False) as work, pytest.raises(NotFound):
            work.plans.get(uuid4())

    @pytest.mark.parametrize(
        "change",
        [
            lambda each: replace(each, own_words=OwnWords("Andet", None)),
            lambda each: replace(each, follow_up=None, deputy=None),
            lambda each: replace(each, goals=(SLEEP, WORK)),
            lambda each: replace(each, goals=(replace(WORK, title="Arbejde 8 timer"), SLEEP)),
            lambda each: replace(
                each, goals=(replace(WORK, interventions=WORK.interventions[::-1]), SLEEP)
            ),
            lambda each: replace(each, goals=(SLEEP,)),
            lambda each: replace(each, goals=(*each.goals, goal("Svømme"))),
            lambda each: replace(each, participants=each.participants[:1]),
            lambda each: replace(each, consents=(*each.consents, consent(id=identity("new")))),
            lambda each: replace(each, authors=each.authors | {AMIRA.id}),
            lambda each: each.sent_to_review(METTE, NOW),
        ],
    )
    def test_a_change_of_any_part_is_kept(self, house, change):
        put(house, citizen(), plan())
        wanted = []

        def changed(stored):
            wanted.append(change(stored))
            return wanted[0]

        assert save_plan(house, changed, plan().id) == wanted[0]
        assert wanted[0] != plan()

    def test_what_was_taken_out_comes_back_by_undo(self, house):
        put(house, citizen(), plan())
        assert not save_plan(house, lambda each: replace(each, goals=()), plan().id).goals
        again = save_plan(house, lambda each: replace(each, goals=plan().goals), plan().id)
        assert again == plan()

    def test_saving_what_was_read_touches_nothing(self, house):
        put(house, citizen(), plan())
        with house.begin(METTE, True) as work:
            work.plans.save(work.plans.get(plan().id))
            assert not work.commit()

    def test_saving_touches_plan_and_citizen(self, house):
        put(house, citizen(), plan())
        with house.begin(METTE, True) as work:
            work.plans.save(replace(work.plans.get(plan().id), follow_up=None))
            changes = work.commit()
        assert changes.plans == {plan().id}
        assert changes.citizens == {identity(BO)}

    def test_the_citizens_plan_is_the_one_that_is_not_closed(self, house):
        old = plan(
            id=identity("old plan"), status=PlanStatus.CLOSED, goals=(), participants=(),
            consents=(), events=(),
        )  # fmt: skip
        put(house, citizen(), old)
        with house.begin(METTE, False) as work:
            assert work.plans.of_citizen(identity(KARLA)) is None
            assert work.plans.of_citizen(identity(BO)) == old
        put(house, plan())
        with house.begin(METTE, False) as work:
            assert work.plans.of_citizen(identity(BO)) == plan()

    def test_approved_versions_are_kept_newest_first(self, house):
        put(house, citizen(), plan())
        made = [ApprovedVersion(n, f"{{{n}}}", f"a{n}", TODAY, b"%PDF", f"b{n}") for n in (1, 2)]
        with house.begin(METTE, True) as work:
            for each in made:
                work.plans.add_version(plan().id, each)
            work.commit()
        with house.begin(METTE, False) as work:
            assert [line.number for line in work.plans.versions(plan().id)] == [2, 1]
            assert work.plans.version(plan().id, 1) == made[0]
            with pytest.raises(NotFound):
                work.plans.version(plan().id, 3)


def save_and_commit(work: UnitOfWork, thing: Citizen | JointPlan) -> None:
    """Only a store that is asked twice, by save and commit, need have said it by then."""
    if isinstance(thing, Citizen):
        work.citizens.save(thing)
    else:
        work.plans.save(thing)
    work.commit()


class TestTwoAtOnce:
    """Two pieces of work under way at once; in a local store one waits for the other."""

    def test_different_parts_are_both_kept(self, busy_house):
        put(busy_house, citizen(), plan(authors=frozenset({METTE.id, AMIRA.id})))
        with busy_house.begin(METTE, True) as mine, busy_house.begin(AMIRA, True) as hers:
            seen, also = mine.plans.get(plan().id), hers.plans.get(plan().id)
            mine.plans.save(replace(seen, own_words=OwnWords("Nye ord")))
            mine.commit()
            longer = replace(SUPPORT, provider="Amira Skitse")
            kept = tuple(longer if each.id == SUPPORT.id else each for each in WORK.interventions)
            hers.plans.save(replace(also, goals=(replace(WORK, interventions=kept), SLEEP)))
            hers.commit()
        now = read_plan(busy_house, plan().id)
        assert now.own_words.text == "Nye ord"
        assert now.intervention(SUPPORT.id) == longer

    def test_the_same_part_is_stale(self, busy_house):
        put(busy_house, citizen(), plan())
        with busy_house.begin(METTE, True) as mine, busy_house.begin(AMIRA, True) as hers:
            seen, also = mine.plans.get(plan().id), hers.plans.get(plan().id)
            mine.plans.save(replace(seen, own_words=OwnWords("Mine ord")))
            mine.commit()
            with pytest.raises(Stale):
                save_and_commit(hers, replace(also, own_words=OwnWords("Hendes ord")))
        assert read_plan(busy_house, plan().id).own_words.text == "Mine ord"

    @pytest.mark.parametrize(
        ("mine", "hers"),
        [
            (lambda of: of.with_deputy(LIS.id), lambda of: of.with_deputy(None)),
            (lambda of: of.with_coordinator(LIS.id), lambda of: of.with_coordinator(AMIRA.id)),
            (
                lambda of: of.with_participant(METTE, participant(AMIRA, "Tovholder")),
                lambda of: of.with_participant(METTE, participant(AMIRA, "Støtte")),
            ),
            (
                lambda of: of.with_consent(METTE, consent(note="Mit"), NOW),
                lambda of: of.with_consent(METTE, consent(note="Hendes"), NOW),
            ),
            (
                lambda of: of.with_consent(METTE, consent(status=ConsentStatus.WITHDRAWN), NOW),
                lambda of: of.sent_to_review(METTE, NOW),
            ),
        ],
        ids=["deputy", "coordinator", "seat", "consent", "withdrawn and sent"],
    )
    def test_people_consent_and_course_are_stale_too(self, busy_house, mine, hers):
        put(busy_house, citizen(), plan())
        with busy_house.begin(METTE, True) as first, busy_house.begin(AMIRA, True) as second:
            seen, also = first.plans.get(plan().id), second.plans.get(plan().id)
            wanted = mine(seen)
            first.plans.save(wanted)
            first.commit()
            with pytest.raises(Stale):
                save_and_commit(second, hers(also))
        assert read_plan(busy_house, plan().id) == wanted

    def test_the_same_citizen_is_stale(self, busy_house):
        put(busy_house, citizen())
        bo = identity(BO)
        with busy_house.begin(METTE, True) as mine, busy_house.begin(AMIRA, True) as hers:
            seen, also = mine.citizens.get(bo), hers.citizens.get(bo)
            mine.citizens.save(replace(seen, given_name="Bobo"))
            mine.commit()
            with pytest.raises(Stale):
                save_and_commit(hers, replace(also, given_name="Bent"))
        assert read(busy_house, bo).given_name == "Bobo"

    def test_one_author_writing_two_parts_is_an_author_once(self, busy_house):
        put(busy_house, citizen(), plan(authors=frozenset()))
        with busy_house.begin(METTE, True) as one, busy_house.begin(METTE, True) as two:
            first, second = one.plans.get(plan().id), two.plans.get(plan().id)
            one.plans.save(first.written_by(METTE, own_words=OwnWords("Nye ord")))
            one.commit()
            two.plans.save(second.written_by(METTE, goals=(WORK,)))
            two.commit()
        now = read_plan(busy_house, plan().id)
        assert (now.own_words.text, now.goals, now.authors) == (
            "Nye ord", (WORK,), frozenset({METTE.id}),
        )  # fmt: skip


class TestStaff:
    def test_staff_is_found_by_login_however_it_is_written(self, house):
        with house.begin(METTE, False) as work:
            assert work.staff.by_login(" METTE ") == METTE
            assert work.staff.by_login("nobody") is None
            assert work.staff.get(LEFT.id) == LEFT
            with pytest.raises(NotFound):
                work.staff.get(uuid4())

    def test_everybody_comes_by_name_without_the_system(self, house):
        with house.begin(METTE, False) as work:
            found = work.staff.everybody()
        assert set(found) == set(EVERYBODY)
        assert [each.name.split()[0] for each in found][:3] == ["Amira", "Birger", "Hanne"]


class TestHouse:
    def test_a_log_row_is_kept_with_its_work_or_not_at_all(self, house):
        put(house, citizen())
        entry = AuditEntry(AuditAction.VIEW, identity(BO), "citizen", why="Vagt", related=False)
        with house.begin(METTE, True) as work:
            work.audit.record(entry)
        with house.begin(METTE, False) as work:
            assert work.lists.history(identity(BO), 10) == ()
        with house.begin(METTE, True) as work:
            work.audit.record(entry, AuditEntry(AuditAction.VIEW, None, related=False))
            work.commit()
        with house.begin(METTE, False) as work:
            (line,) = work.lists.history(identity(BO), 10)
            assert work.lists.counts()["audit"] == 2
        assert (line.who, line.action, line.subject, line.why, line.related) == (
            METTE.name, "view", "citizen", "Vagt", False,
        )  # fmt: skip

    def test_a_look_is_remembered_for_who_looked(self, house):
        bo, before, now = identity(BO), NOW - timedelta(days=1), CLOCK.now()
        with house.begin(METTE, True) as work:
            work.audit.record(
                AuditEntry(AuditAction.VIEW, bo, related=True),
                AuditEntry(AuditAction.CHANGE, identity(KARLA), related=True),
            )
            assert work.audit.looked(bo, before)
            work.commit()
        with house.begin(METTE, False) as work:
            assert work.audit.looked(bo, before)
            assert not work.audit.looked(bo, now + timedelta(hours=1))
            assert not work.audit.looked(identity(KARLA), before)
        with house.begin(AMIRA, False) as work:
            assert not work.audit.looked(bo, before)

    def test_the_log_is_read_newest_first_as_far_as_asked(self, house):
        for subject in ("one", "two", "three"):
            with house.begin(METTE, True) as work:
                work.audit.record(
                    AuditEntry(AuditAction.CHANGE, identity(BO), subject, related=True)
                )
                work.commit()
        with house.begin(METTE, False) as work:
            found = work.lists.history(identity(BO), 2)
        assert [line.subject for line in found] == ["three", "two"]

    def test_settings_are_written_and_written_over(self, house):
        with house.begin(IDA, False) as work:
            assert work.settings.read("envelope") is None
        for value in ('{"left": 20}', '{"left": 22}'):
            with house.begin(IDA, True) as work:
                work.settings.write("envelope", value)
                assert work.commit().everything
            with house.begin(IDA, False) as work:
                assert work.settings.read("envelope") == value

    def test_counts_leave_out_the_system(self, house):
        put(house, citizen(), plan())
        with house.begin(METTE, False) as work:
            counts = work.lists.counts()
        assert counts == {
            "citizens": 1, "cases": 0, "plans": 1, "staff": len(EVERYBODY), "districts": 0,
            "audit": 0,
        }  # fmt: skip


def work_of(house: House, member: StaffMember) -> list[WorkItem]:
    with house.begin(member, False) as work:
        return list(work.lists.work(TODAY))


def kinds(house: House, member: StaffMember) -> list[WorkKind]:
    return [item.kind for item in work_of(house, member)]


def bare_plan(citizen_id: UUID | None = None, **fields: object) -> JointPlan:
    """A plan in which only what is said can wait on anybody; its parts are its own."""
    of = {"goals": (), "follow_up": None, "participants": (), "consents": (), "events": ()}
    return plan(citizen_id, **(of | fields))


class TestWork:
    def test_a_lead_is_not_asked_to_review_what_they_coordinate(self, house):
        put(house, citizen(), bare_plan(coordinator=BIRGER.id, status=PlanStatus.IN_REVIEW))
        assert WorkKind.REVIEW not in kinds(house, BIRGER)

    def test_tasks_wait_on_their_assignee_until_done(self, house):
        put(house, citizen(), plan())
        (item,) = work_of(house, AMIRA)
        assert replace(item, since=None) == WorkItem(
            WorkKind.TASK,
            "Morgenplan",
            identity(BO),
            "Bo Testrup",
            plan().id,
            identity("Morgenplan"),
            SUPPORT.service_area,
            date(2026, 11, 9),
            status="requested",
        )
        done = replace(SUPPORT, tasks=(replace(SUPPORT.tasks[0], status=TaskStatus.COMPLETED),))
        goals = (replace(WORK, interventions=(done,)),)
        save_plan(house, lambda each: replace(each, goals=goals), plan().id)
        assert not work_of(house, AMIRA)

    @pytest.mark.parametrize("status", sorted(STILL))
    def test_nothing_waits_in_a_plan_that_rests_or_has_stopped(self, house, status):
        waits = replace(SUPPORT, waiting=Waiting("doctor", wake_up_date=TODAY))
        late = replace(WORK, due=TODAY - timedelta(1), interventions=(waits,))
        put(house, citizen(), plan(status=status, goals=(late, SLEEP)))
        assert not work_of(house, AMIRA)
        assert not work_of(house, METTE)

    def test_what_waits_says_for_whom_and_comes_up_when_to_look_again(self, house):
        waiting = Waiting("doctor", "Egen læge", TODAY, TODAY)
        ahead = TODAY + timedelta(9)
        waits = replace(SUPPORT.tasks[0], status=TaskStatus.WAITING, waiting=waiting, due=ahead)
        later = replace(waiting, wake_up_date=TODAY + timedelta(1))
        held = replace(SUPPORT, tasks=(waits,), waiting=waiting)
        others = (
            intervention("Senere", waiting=later),
            intervention("Slut", waiting=waiting, status=InterventionStatus.COMPLETED),
        )
        goals = (replace(WORK, interventions=(held, *others)),)
        put(house, citizen(), bare_plan(goals=goals, status=PlanStatus.ACTIVE))
        (task,) = work_of(house, AMIRA)
        (look,) = work_of(house, METTE)
        for item in (task, look):
            assert (item.waits_on, item.wake_up, item.by) == ("Egen læge", TODAY, TODAY)
        assert (task.kind, task.due) == (WorkKind.TASK, ahead)
        assert (look.kind, look.part_id, look.service_area, look.due) == (
            WorkKind.LOOK_AGAIN, held.id, held.service_area, None,
        )  # fmt: skip

    def test_who_follows_up_sees_what_others_than_staff_are_to_do(self, house):
        doctor = Responsible("Egen læge", kind=ResponsibleKind.OUTSIDE)
        follower = Responsible(JENS.name, JENS.id)
        given = replace(SUPPORT.tasks[0], assignee=doctor, follower=follower)
        mine = replace(given, id=identity("Amiras"), assignee=Responsible(AMIRA.name, AMIRA.id))
        held = replace(SUPPORT, tasks=(given, mine))
        put(house, citizen(), bare_plan(goals=(replace(WORK, interventions=(held,)),)))
        (item,) = work_of(house, JENS)
        assert (item.kind, item.part_id, item.text) == (WorkKind.TASK, given.id, "Egen læge")
        with house.begin(JENS, False) as work:
            assert work.citizens.related(identity(BO), JENS.id)
            assert [each.name for each in work.lists.my_citizens(5)] == ["Bo Testrup"]

    def test_a_declined_task_goes_back_to_who_coordinates(self, house):
        put(house, citizen(), plan(follow_up=None))
        declined = replace(SUPPORT.tasks[0], status=TaskStatus.DECLINED)
        goals = (replace(WORK, interventions=(replace(SUPPORT, tasks=(declined,)),)),)
        save_plan(house, lambda each: replace(each, goals=goals), plan().id)
        assert not work_of(house, AMIRA)
        (item,) = work_of(house, METTE)
        assert (item.kind, item.part_id, item.status) == (
            WorkKind.TASK, declined.id, "declined",
        )  # fmt: skip

    def test_what_was_taken_out_waits_on_nobody(self, house):
        put(house, citizen(), plan())
        save_plan(house, lambda each: replace(each, goals=()), plan().id)
        assert not work_of(house, AMIRA)

    @pytest.mark.parametrize(
        ("due", "lifecycle", "late"),
        [
            (TODAY - timedelta(1), GoalLifecycle.ACTIVE, True),
            (TODAY, GoalLifecycle.ACTIVE, False),
            (None, GoalLifecycle.ACTIVE, False),
            (TODAY - timedelta(1), GoalLifecycle.COMPLETED, False),
        ],
    )
    def test_a_goal_waits_on_its_owner_after_its_day(self, house, due, lifecycle, late):
        put(house, citizen(), bare_plan(goals=(goal("Bo bedre", due=due, lifecycle=lifecycle),)))
        assert (WorkKind.GOAL in kinds(house, METTE)) is late
        assert WorkKind.GOAL not in kinds(house, JENS)

    def test_a_review_waits_on_the_lead_of_the_coordinators_unit(self, house):
        put(house, citizen(), bare_plan().sent_to_review(METTE, NOW))
        (item,) = work_of(house, BIRGER)
        assert (item.kind, item.title, item.since) == (WorkKind.REVIEW, METTE.name, NOW)
        assert not work_of(house, HANNE)
        assert not work_of(house, METTE)

    def test_a_returned_plan_waits_on_its_coordinator_with_the_remark(self, house):
        returned = bare_plan().sent_to_review(METTE, NOW).returned(BIRGER, NOW, "Mål?")
        put(house, citizen(), returned)
        (item,) = work_of(house, METTE)
        assert (item.kind, item.text) == (WorkKind.RETURNED, "Mål?")
        assert not work_of(house, JENS)

    def test_an_approved_plan_waits_on_its_coordinator(self, house):
        put(house, citizen(), bare_plan(status=PlanStatus.APPROVED))
        assert kinds(house, METTE) == [WorkKind.APPROVED]

    @pytest.mark.parametrize(
        ("days", "shown"), [(-3, True), (14, True), (15, False)], ids=["late", "near", "far"]
    )
    def test_a_follow_up_comes_up_14_days_before(self, house, days, shown):
        day = TODAY + timedelta(days)
        put(house, citizen(), bare_plan(status=PlanStatus.ACTIVE, follow_up=day))
        assert kinds(house, METTE) == ([WorkKind.FOLLOW_UP] if shown else [])

    @pytest.mark.parametrize(("days", "shown"), [(0, True), (1, False)])
    def test_a_resting_plan_wakes_up(self, house, days, shown):
        resting = bare_plan(
            status=PlanStatus.PAUSED,
            resume_to=PlanStatus.DRAFT,
            wake_up_date=TODAY + timedelta(days),
        )
        put(house, citizen(), resting)
        assert kinds(house, METTE) == ([WorkKind.WAKE_UP] if shown else [])

    @pytest.mark.parametrize(("days", "shown"), [(-1, True), (30, True), (31, False)])
    def test_a_protection_is_checked_30_days_before_it_ends(self, house, days, shown):
        until = Protection(address=True, until=TODAY + timedelta(days))
        put(house, replace(protected_citizen(), protection=until))
        put(house, bare_plan(identity(KIM)))
        assert kinds(house, METTE) == ([WorkKind.PROTECTION] if shown else [])
        assert not work_of(house, BIRGER)

    def test_work_comes_by_deadline_and_what_has_none_last(self, house):
        put(house, citizen(), plan(status=PlanStatus.APPROVED))
        dues = [item.due for item in work_of(house, METTE)]
        assert dues == [date(2026, 11, 24), None]

    def test_plans_are_mine_as_coordinator_deputy_or_participant(self, house):
        put(house, citizen(), plan())
        for member, mine in ((METTE, 1), (JENS, 1), (AMIRA, 1), (BIRGER, 0)):
            with house.begin(member, False) as work:
                assert len(work.lists.my_plans()) == mine

    def test_a_line_tells_of_its_plan(self, house):
        put(house, citizen(), plan().sent_to_review(METTE, NOW))
        with house.begin(METTE, False) as work:
            (line,) = work.lists.plans_with_status(PlanStatus.IN_REVIEW)
            assert not work.lists.plans_with_status(PlanStatus.ACTIVE)
        assert (line.citizen_name, line.coordinator_name) == ("Bo Testrup", METTE.name)
        assert line.service_areas == (WORK.interventions[0].service_area, SUPPORT.service_area)
        assert (line.sent_at, line.remark, line.protected) == (NOW, "", False)


PEOPLE = (
    citizen(
        "0101659996", given_name="Åse", family_name="Østergård", district="", address=Address()
    ),
    citizen("0201659996", given_name="Ole", family_name="Testrup", district="", address=Address()),
    citizen("0301659996", given_name="Søren", family_name="Ærø", district="", address=Address()),
    citizen("0401659996", given_name="Ole Bo", family_name="Aagaard", district=""),
)


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("åse", ["Åse Østergård"]),
            ("aase", ["Åse Østergård"]),
            ("ase øster", ["Åse Østergård"]),
            ("ostergard", ["Åse Østergård"]),
            ("oestergaard åse", ["Åse Østergård"]),
            ("soren", ["Søren Ærø"]),
            ("aero", ["Søren Ærø"]),
            ("testrup ole", ["Ole Testrup"]),
            ("OLE TEST", ["Ole Testrup"]),
            ("ole", ["Ole Testrup", "Ole Bo Aagaard"]),
            ("søndergade 12", ["Ole Bo Aagaard"]),
            ("8999 solb", ["Ole Bo Aagaard"]),
            ("12 søndergade", ["Ole Bo Aagaard"]),
            # A house number means no person number beside a word, and four digits mean either.
            ("ole 02", []),
            ("ole 0201", ["Ole Testrup"]),
            ("02", ["Ole Testrup"]),
            ("040165-9996", ["Ole Bo Aagaard"]),
            ("0401659996", ["Ole Bo Aagaard"]),
            ("040165", ["Ole Bo Aagaard"]),
            ("04 01 65 99", ["Ole Bo Aagaard"]),
            ("040165\u20119996", ["Ole Bo Aagaard"]),
            ("040165\u00a09996", ["Ole Bo Aagaard"]),
            ("grøn", []),
            ("ole grøn", []),
            ("", []),
            (" - ", []),
        ],
    )
    def test_words_in_any_order_and_spelling_find(self, house, text, found):
        put(house, *PEOPLE)
        assert names(house, text) == found

    def test_a_limit_holds(self, house):
        put(house, *PEOPLE)
        assert len(find(house, "ole", limit=1)) == 1

    def test_no_street_or_district_of_a_protected_citizen_is_told(self, house):
        put(house, protected_citizen())
        assert not find(house, "hemmeligvej")
        assert not find(house, "østskolen")
        (kim,) = find(house, "kim skærmet")
        assert (kim.protected, kim.district, kim.street) == (True, "", "")

    def test_the_street_of_anybody_else_is_shown(self, house):
        put(house, *PEOPLE)
        assert [each.street for each in find(house, "aagaard")] == ["Søndergade 12, 2. tv."]

    def test_mine_come_first_and_then_those_i_opened_last(self, house):
        put(house, *PEOPLE, citizen("0501659996", given_name="Ole", family_name="Zebra"))
        put(house, bare_plan(identity("0501659996")))
        put(house, bare_plan(identity("0201659996"), coordinator=LIS.id, deputy=None))
        with house.begin(METTE, True) as work:
            work.citizens.note_opened(identity("0201659996"))
            work.citizens.note_opened(identity("0401659996"))
            work.commit()
        found = find(house, "ole", METTE)
        assert [each.name for each in found] == ["Ole Zebra", "Ole Bo Aagaard", "Ole Testrup"]
        assert [(each.mine, each.recent) for each in found] == [
            (True, False), (False, True), (False, True),
        ]  # fmt: skip

    def test_of_mine_who_begins_as_it_was_typed_comes_first(self, house):
        else_, sara = "0501659996", "0601659996"
        put(
            house,
            citizen(else_, given_name="Else Sara", family_name="Mønster"),
            citizen(sara, given_name="Sara", family_name="Mønster"),
            bare_plan(identity(else_)),
            bare_plan(identity(sara)),
        )
        for asked in ("sara m", "sara"):
            found = find(house, asked, METTE)
            assert [each.name for each in found] == ["Sara Mønster", "Else Sara Mønster"]

    def test_the_citizens_of_a_case_worker_are_found_by_their_name(self, house):
        load(house, "150277-9995;Bo Testrup;;;A;01-01-2026;;lis")
        assert names(house, "lis kladde") == ["Bo Testrup"]
        assert names(house, "LIS") == ["Bo Testrup"]
        assert names(house, "lis prøve") == []

    def test_the_citizens_of_a_coordinator_are_found_by_their_name(self, house):
        put(house, citizen(), bare_plan())
        assert names(house, "mette prøvegaard") == ["Bo Testrup"]
        save_plan(house, lambda each: replace(each, status=PlanStatus.CLOSED), plan().id)
        assert names(house, "mette prøvegaard") == []

    def test_opened_citizens_are_listed_newest_first(self, house):
        put(house, *PEOPLE)
        for number in ("0101659996", "0201659996", "0101659996"):
            with house.begin(METTE, True) as work:
                work.citizens.note_opened(identity(number))
                work.commit()
        with house.begin(METTE, False) as work:
            assert [each.name for each in work.lists.recent(8)] == ["Åse Østergård", "Ole Testrup"]
            assert len(work.lists.recent(1)) == 1
        with house.begin(JENS, False) as work:
            assert work.lists.recent(8) == ()

    def test_my_citizens_come_in_danish_order(self, house):
        put(house, *PEOPLE)
        for each in PEOPLE:
            put(house, bare_plan(each.id))
        with house.begin(METTE, False) as work:
            found = work.lists.my_citizens(50)
        assert [each.name.split()[-1] for each in found] == [
            "Testrup", "Ærø", "Østergård", "Aagaard",
        ]  # fmt: skip
        assert {each.plan_status for each in found} == {PlanStatus.DRAFT}


def proposal(house: House, *rows: str):
    data = "\n".join((HEAD, *rows)).encode()
    reading = read_file(ImportKind.SOCIAL, "social.csv", data, load_mapping(ImportKind.SOCIAL))
    return propose(reading, known(house, *reading.numbers))


def known(house: House, *numbers: str) -> Known:
    with house.begin(IDA, False) as work:
        return work.imports.known(ImportKind.SOCIAL.service_area, frozenset(numbers))


def load(house: House, *rows: str):
    made = proposal(house, *rows)
    assert not made.rejections
    with house.begin(IDA, True) as work:
        work.imports.apply(made.writes)
        work.imports.note_load("social", "abc", made.counts)
        work.commit()
    return made


ROW = "150277-9995;Bo Testrup;Skovvej 4, 8999 Solbæk;Østskolen;Støtte;01-01-2026;;lis"


class TestCommonWords:
    """Whichever word is held for the rarest, all of them are asked for."""

    @pytest.mark.parametrize("rare", [0, 1, 3, 10_000])
    def test_every_way_finds_the_same(self, local_house, shared_house, monkeypatch, rare):
        monkeypatch.setattr(search, "_RARE", rare)
        for house in (local_house, shared_house):
            put(house, *PEOPLE)
            assert names(house, "ole test") == ["Ole Testrup"]
            assert names(house, "o te") == ["Ole Testrup"]
            assert names(house, "bo a 8999") == ["Ole Bo Aagaard"]
            assert names(house, "ole grøn") == []
            assert names(house, "ole olesen-testrup") == []


class TestLoads:
    def test_districts_keep_the_order_of_their_file(self, house):
        def read_in(*lines: str) -> None:
            data = "\n".join(("Skoledistrikt;Voksne", *lines)).encode()
            kind = ImportKind.DISTRICTS
            reading = read_file(kind, "d.csv", data, load_mapping(kind))
            assert not reading.rejections
            with house.begin(IDA, True) as work:
                work.imports.apply(propose(reading, work.imports.known(None, ())).writes)
                work.commit()

        read_in("Østskolen;4446", "Aaskolen;10")
        read_in("Vestskolen;7", "Aaskolen;11")
        with house.begin(IDA, False) as work:
            found = [(each.name, each.adults) for each in work.lists.districts()]
        assert found == [("Østskolen", 4446), ("Aaskolen", 11), ("Vestskolen", 7)]

    def test_the_same_file_twice_changes_nothing(self, house):
        assert load(house, ROW).counts[Action.CREATED] == 1
        again = proposal(house, ROW)
        assert again.counts[Action.UNCHANGED] == 1
        assert not again.writes

    def test_a_loaded_citizen_is_read_and_found(self, house):
        load(house, ROW)
        (bo,) = find(house, "skovvej testrup")
        assert bo.service_areas == (ImportKind.SOCIAL.service_area,)
        with house.begin(LIS, False) as work:
            (case,) = work.citizens.case_files(bo.id)
            assert work.lists.my_citizens(5) == (replace(bo, mine=True),)
        assert (case.title, case.start, case.caseworker) == ("Støtte", date(2026, 1, 1), LIS)

    def test_a_change_is_written_and_found(self, house):
        load(house, ROW)
        made = load(house, ROW.replace("Skovvej", "Engvej").replace(";;lis", ";01-12-2026;lis"))
        assert made.counts[Action.CHANGED] == 1
        assert not find(house, "skovvej")
        (bo,) = find(house, "engvej")
        with house.begin(METTE, False) as work:
            (case,) = work.citizens.case_files(bo.id)
        assert case.end == date(2026, 12, 1)

    def test_a_case_whose_end_is_to_come_is_mine_until_then(self, house):
        load(house, ROW.replace(";;lis", ";17-11-2026;lis"))
        assert names(house, "kladde") == ["Bo Testrup"]
        with house.begin(LIS, False) as work:
            assert [each.name for each in work.lists.my_citizens(5)] == ["Bo Testrup"]
        load(house, ROW.replace(";;lis", ";16-11-2026;lis"))
        assert names(house, "kladde") == []
        with house.begin(LIS, False) as work:
            assert work.lists.my_citizens(5) == ()

    def test_a_case_that_is_gone_is_known_with_its_citizen(self, house):
        load(house, ROW)
        other = "110390-9995;Karla Prøvesen;;;Støtte;01-01-2026;;"
        made = load(house, other)
        assert [each.name for each in made.missing] == ["Bo Testrup"]
        (case, *_rest) = [each for each in known(house).cases if each.missing]
        assert case.title == "Støtte"
        assert proposal(house, ROW, other).counts[Action.CHANGED] == 1

    def test_only_those_in_the_file_and_in_the_area_are_read(self, house):
        put(house, citizen(), full_citizen())
        assert set(known(house, BO, NINA).citizens) == {BO}

    def test_a_protected_citizen_stays_hidden_after_a_load(self, house):
        put(house, protected_citizen())
        load(house, "620785-0002;Kim Skærmet;Nytsted 9, 8999 Solbæk;;Støtte;01-01-2026;;")
        assert isinstance(read(house, identity(KIM)).address, Withheld)
        assert not find(house, "nytsted")

    def test_special_protection_hides_what_a_load_says(self, house):
        put(house, replace(protected_citizen(), protection=Protection(special=True)))
        load(house, "620785-0002;Kim Skærmet;Nytsted 9, 8999 Solbæk;;Støtte;01-01-2026;;")
        assert not find(house, "nytsted")
        save(
            house,
            lambda each: replace(each, phone_only := each.protection) if False else each,
            identity(KIM),
        )
        assert isinstance(read(house, identity(KIM)).address, Withheld)

    def test_a_name_that_a_person_chose_stays(self, house):
        put(house, citizen(given_name="Bobo"))
        load(house, ROW)
        assert read(house, identity(BO)).given_name == "Bobo"

    def test_sources_that_differ_are_listed(self, house):
        load(house, ROW)
        (bo,) = find(house, "testrup")
        with house.begin(METTE, False) as work:
            assert work.lists.source_differences(bo.id) == ()

    def test_staff_that_comes_later_gets_its_cases(self, house):
        load(house, ROW.replace("lis", "nyansat"))
        data = b"Login;Navn;Forvaltning;Team;Rolle;Telefon;Mail\nnyansat;Ny Ansat;;;Sagsbehandler;;"
        reading = read_file(ImportKind.STAFF, "s.csv", data, load_mapping(ImportKind.STAFF))
        assert not reading.rejections
        with house.begin(IDA, True) as work:
            work.imports.apply(propose(reading, work.imports.known(None, ())).writes)
            work.commit()
        assert names(house, "ansat") == ["Bo Testrup"]

    def test_a_mark_moves_by_a_change_and_not_by_a_look(self, house):
        put(house, citizen())
        with house.begin(IDA, False) as work:
            mark = work.imports.mark()
        with house.begin(METTE, True) as work:
            work.citizens.note_opened(identity(BO))
            work.audit.record(AuditEntry(AuditAction.VIEW, identity(BO), related=True))
            work.commit()
        with house.begin(IDA, False) as work:
            assert not work.imports.moved(mark)
        save(house, lambda each: replace(each, given_name="Bobo"), identity(BO))
        with house.begin(IDA, False) as work:
            assert work.imports.moved(mark)

    def test_cases_reach_the_tables_without_name_or_address(self, house):
        load(house, ROW)
        with house.begin(METTE, False) as work:
            (case,) = work.lists.shared_cases()
        assert (case.district, case.protected, case.title) == ("Østskolen", False, "Støtte")
        assert case.birth_date == date(1977, 2, 15)
