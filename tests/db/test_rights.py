"""Every cell of the table of rights, asked of the use cases and of the server's walls alike."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from coordinator.desk import Desk
from coordinator.imports import ImportKind
from coordinator.ports import NotFound
from coordinator.use_cases import (
    follow_up,
    handing_over,
    importing,
    notes,
    opening,
    papers,
    plan_parts,
    plan_remarks,
    planning,
    registering,
    reviewing,
    staff_tasks,
    together,
    worklists,
)
from coordinator.use_cases.papers import PaperWish
from plans.access import RIGHTS, Standing, Thing, Verb
from plans.errors import RuleBroken
from plans.handovers import HandoverKind
from plans.notes import NoteThread, RecordNote
from plans.parts import OwnWords, Responsible, Statement
from plans.people import Address, Communication, Protection, ServiceArea
from plans.plan import JointPlan
from plans.staff_tasks import Wish
from plans.states import TaskStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    EMPLOYMENT,
    HEALTH,
    JENS,
    LIS,
    METTE,
    SOCIAL,
    TODAY,
    citizen,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)
from tests.handed import hand_over

NOBODY = None
REASON = "Ringer på vegne af Bo"
CASE = """CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler
150277-9995;Bo Testrup;Søndergade 12, 2. tv., 8999 Solbæk;nej;Nørrevoldsskolen;Støtte;01-01-2026;;amira
"""
PARTS = (Thing.MY_PART, Thing.OTHER_PART, Thing.WITHHELD_PART)
ASKED = Wish("Ring til Bo", TODAY, citizen_id=identity(BO))
NOTES = {Thing.SHARED_NOTE: True, Thing.MY_NOTE: False, Thing.OTHER_NOTE: False}


def my_area(standing):
    """The lead of the unit is of employment, everybody else here of social services."""
    return EMPLOYMENT if standing is Standing.UNIT_LEAD else SOCIAL


def note(thing: Thing, standing) -> RecordNote:
    """Make a note of health that is shared, one of one's own area, or one that health keeps."""
    area = my_area(standing) if thing is Thing.MY_NOTE else HEALTH
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    return RecordNote(
        identity(f"note {thing}"), identity(BO), at.date(), "call", "Talte med Bo.", LIS.id,
        LIS.name, at, area, NOTES[thing],
    )  # fmt: skip


def statement(thing: Thing, standing) -> Statement:
    """Make a text of one's own area, of one that the consent names, or of one that it does not."""
    others = ServiceArea.BENEFIT if thing is Thing.WITHHELD_PART else HEALTH
    area = my_area(standing) if thing is Thing.MY_PART else others
    return Statement(identity(f"statement {thing}"), "resources", "Har kørt bus.", area)


def plan_with(standing: Standing | None) -> JointPlan:
    """Make a plan in which Amira of social services stands in one way, or not at all."""
    mine = task("Ring til Bo", AMIRA if standing is Standing.TASK else METTE)
    work = goal("Arbejde", intervention("Praktik", tasks=(mine,)))
    if standing is Standing.GOAL:
        work = replace(work, owner=Responsible(AMIRA.name, AMIRA.id))
    coordinator = AMIRA if standing is Standing.COORDINATOR else METTE
    return plan(
        coordinator=(JENS if standing is Standing.UNIT_LEAD else coordinator).id,
        deputy=AMIRA.id if standing is Standing.DEPUTY else None,
        participants=(participant(AMIRA),) if standing is Standing.PARTICIPANT else (),
        goals=(work,),
        statements=tuple(statement(each, standing) for each in PARTS),
    )


@dataclass(frozen=True)
class Stage:
    """A store in which somebody stands in one way to Bo and his plan."""

    house: object
    desk: Desk
    plan: JointPlan
    standing: Standing | None

    @property
    def engine(self) -> Engine:
        return self.house.persons[self.desk.member.login]


@pytest.fixture(params=[*Standing, NOBODY], ids=lambda each: each or "nobody")
def standing(request):
    return request.param


@pytest.fixture
def stage(house, standing):
    made = plan_with(standing)
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(made)
        for each in NOTES:
            work.notes.add(note(each, standing))
        work.commit()
    if standing is Standing.CASE:
        looked = importing.look_into(house.loads(), ImportKind.SOCIAL, "fil.csv", CASE.encode())
        importing.apply(house.loads(), looked)
    if standing is Standing.HANDOVER:
        wish = handing_over.Offer(
            identity(BO), AMIRA.id, HandoverKind.LASTING, "moved", "Ring om formiddagen"
        )
        handing_over.offer(house.desk(METTE), wish)
    if standing is Standing.STAFF_TASK:
        staff_tasks.ask(house.desk(METTE), identity("asked"), ASKED, AMIRA.id)
    # The lead of the unit is of employment, and so is what is theirs.
    desk = house.desk(BIRGER if standing is Standing.UNIT_LEAD else AMIRA)
    if standing is Standing.LOOKED_UP:
        opening.open_citizen(desk, identity(BO), REASON)
    return Stage(house, desk, made, standing)


def test_every_cell_is_what_the_use_cases_say(stage, standing):
    for thing in Thing:
        for verb in Verb:
            deed = DEEDS.get((thing, verb))
            if deed is not None and applies(standing, thing):
                assert (thing, verb, does(lambda deed=deed: deed(stage))) == (
                    thing, verb, verb in rights(standing, thing),
                )  # fmt: skip


@pytest.mark.parametrize("house", ["shared"], indirect=True)
def test_every_cell_is_what_the_walls_say(stage, standing):
    with stage.engine.connect() as connection:
        opened = text("SELECT access.open(gen_random_uuid(), :who)")
        connection.execute(opened, {"who": stage.plan.citizen_id})
        connection.commit()
        for thing in Thing:
            if not applies(standing, thing):
                continue
            table, row_id = row_of(thing, standing, stage.plan)
            read = connection.execute(
                text(f"SELECT id FROM {table} WHERE id = :id"), {"id": row_id}
            ).first()
            assert (thing, Verb.READ, read is not None) == (
                thing, Verb.READ, Verb.READ in rights(standing, thing),
            )  # fmt: skip
            wrote = connection.execute(
                text(
                    f"UPDATE {table} SET version = version + 1, changed_by = access.me(),"
                    " changed_at = changed_at WHERE id = :id"
                ),
                {"id": row_id},
            ).rowcount
            connection.rollback()
            assert (thing, Verb.WRITE, wrote == 1) == (
                thing, Verb.WRITE, Verb.WRITE in rights(standing, thing),
            )  # fmt: skip


def rights(standing, thing):
    return RIGHTS[standing][thing] if standing is not None else frozenset()


def applies(standing, thing) -> bool:
    """A task is somebody's own only where they have one."""
    return thing is not Thing.MY_TASK or standing is Standing.TASK


def does(deed: Callable[[], object]) -> bool:
    """Whether a deed was let through."""
    try:
        found = deed()
    except (RuleBroken, NotFound):
        return False
    return found is not False


def row_of(thing: Thing, standing, made: JointPlan) -> tuple[str, UUID]:
    if thing is Thing.CITIZEN:
        return "citizen", made.citizen_id
    if thing is Thing.WHOLE_PLAN:
        return "goal", made.goals[0].id
    if thing is Thing.MY_TASK:
        return "task", made.tasks[0].id
    if thing in NOTES:
        return "record_note", note(thing, standing).id
    return "statement", statement(thing, standing).id


def reads_note(stage: Stage, thing: Thing) -> bool:
    reason = REASON if stage.standing is Standing.LOOKED_UP else ""
    found = notes.read_notes(stage.desk, identity(BO), reason)
    wanted = note(thing, stage.standing).id
    return any(isinstance(each, NoteThread) and each.note.id == wanted for each in found)


def put(stage: Stage, thing: Thing) -> object:
    seen = statement(thing, stage.standing)
    return plan_parts.put_part(stage.desk, stage.plan.id, seen, replace(seen, text="Kører bus."))


def changes_task(stage: Stage) -> object:
    (seen,) = stage.plan.tasks
    accepted = replace(seen, status=TaskStatus.ACCEPTED)
    return planning.move_task(stage.desk, stage.plan.id, seen, accepted)


def reads_plan(stage: Stage) -> object:
    return opening.read_plan(stage.desk, stage.plan.id)


def reads(stage: Stage, thing: Thing) -> bool:
    found = opening.read_plan(stage.desk, stage.plan.id)
    return statement(thing, stage.standing) in found.statements


DEEDS = {
    (Thing.CITIZEN, Verb.READ): lambda s: opening.read_again(s.desk, s.plan.citizen_id),
    (Thing.CITIZEN, Verb.WRITE): lambda s: registering.set_communication(
        s.desk, opening.read_again(s.desk, s.plan.citizen_id).citizen, Communication("12345678")
    ),
    (Thing.WHOLE_PLAN, Verb.READ): reads_plan,
    (Thing.MY_PART, Verb.READ): lambda s: reads(s, Thing.MY_PART),
    (Thing.OTHER_PART, Verb.READ): lambda s: reads(s, Thing.OTHER_PART),
    (Thing.WITHHELD_PART, Verb.READ): lambda s: reads(s, Thing.WITHHELD_PART),
    (Thing.WHOLE_PLAN, Verb.WRITE): lambda s: planning.write_own_words(
        s.desk, s.plan.id, s.plan.own_words, OwnWords("Ro.")
    ),
    (Thing.MY_PART, Verb.WRITE): lambda s: put(s, Thing.MY_PART),
    (Thing.OTHER_PART, Verb.WRITE): lambda s: put(s, Thing.OTHER_PART),
    (Thing.WITHHELD_PART, Verb.WRITE): lambda s: put(s, Thing.WITHHELD_PART),
    (Thing.MY_TASK, Verb.READ): reads_plan,
    (Thing.MY_TASK, Verb.WRITE): changes_task,
    (Thing.SHARED_NOTE, Verb.READ): lambda s: reads_note(s, Thing.SHARED_NOTE),
    (Thing.MY_NOTE, Verb.READ): lambda s: reads_note(s, Thing.MY_NOTE),
    (Thing.OTHER_NOTE, Verb.READ): lambda s: reads_note(s, Thing.OTHER_NOTE),
}


# -- opened and logged, before a word is read --------------------------------------------------------

WORDS = "SELECT text FROM own_words"
OPEN = "SELECT access.open(gen_random_uuid(), :who)"


@pytest.fixture
def hers(shared_house):
    """Mette's own connection to a store in which she coordinates Bo's plan."""
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan_with(None))
        work.commit()
    with shared_house.persons["mette"].connect() as connection:
        yield connection


def looks(connection) -> int:
    return connection.execute(text("SELECT count(*) FROM audit WHERE action = 'view'")).scalar()


def test_words_are_read_by_nobody_who_has_not_opened_the_citizen(hers):
    assert hers.execute(text("SELECT title FROM goal")).all()
    assert hers.execute(text(WORDS)).all() == []
    hers.execute(text(OPEN), {"who": identity(BO)})
    hers.commit()
    assert len(hers.execute(text(WORDS)).all()) == 1
    assert looks(hers) == 1


def test_a_look_that_is_rolled_back_shows_nothing(hers):
    for begun, undone in (("", ""), ("SAVEPOINT s", "RELEASE s")):
        for step in (begun, OPEN, undone):
            if step:
                hers.execute(text(step), {"who": identity(BO)})
        assert hers.execute(text(WORDS)).all() == []
        hers.rollback()
    assert looks(hers) == 0


def test_a_look_ends_with_what_it_rests_on(hers, shared_house):
    hers.execute(text(OPEN), {"who": identity(BO)})
    hers.commit()
    with shared_house.engine.begin() as connection:
        connection.execute(text("UPDATE joint_plan SET coordinator_id = :jens"), {"jens": JENS.id})
        connection.execute(text("UPDATE goal SET owner_id = NULL"))
        connection.execute(text("UPDATE task SET assignee_id = NULL"))
    assert hers.execute(text(WORDS)).all() == []


def test_the_second_look_of_a_sitting_is_the_first(hers):
    for _again in range(2):
        hers.execute(text(OPEN), {"who": plan_with(None).id})
        hers.commit()
    assert looks(hers) == 1


def test_reading_sees_the_words_of_a_plan_that_it_opens_itself(hers, shared_house):
    with shared_house.desk(METTE).start_reading() as work:
        assert work.lists.my_plans()
        found = work.plans.get(plan_with(None).id)
    assert found.own_words == plan_with(None).own_words


CHANGE = (
    "UPDATE goal SET title = 'Andet', version = version + 1, changed_by = access.me(),"
    " changed_at = changed_at"
)


def test_a_change_that_the_log_does_not_tell_of_is_not_kept(hers):
    hers.execute(text(CHANGE))
    with pytest.raises(DBAPIError, match="not allowed"):
        hers.commit()
    hers.rollback()
    assert hers.execute(text("SELECT title FROM goal")).scalars().all() == ["Arbejde"]


def test_a_look_does_not_tell_of_a_change(hers):
    hers.execute(text(OPEN), {"who": identity(BO)})
    hers.commit()
    hers.execute(text(OPEN), {"who": identity(BO)})
    hers.execute(text(CHANGE))
    hers.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    with pytest.raises(DBAPIError, match="not allowed"):
        hers.commit()


@pytest.mark.parametrize(
    "reads",
    [
        opening.open_plan,
        opening.read_plan,
        follow_up.read_for_follow_up,
        plan_remarks.read_remarks,
        reviewing.open_review,
        together.look_around,
    ],
)
def test_a_plan_whose_look_is_over_asks_for_a_reason_again(hers, shared_house, reads):
    desk, plan_id = shared_house.desk(AMIRA), plan_with(None).id
    with pytest.raises(NotFound):
        opening.read_plan(desk, plan_id, REASON)  # never opened: nothing is told of it
    opening.open_citizen(desk, identity(BO), REASON)
    with shared_house.engine.begin() as connection:
        connection.execute(text("UPDATE access.ticket SET until = access.now()"))
    with pytest.raises(RuleBroken, match="reason-needed"):
        reads(desk, plan_id)
    assert opening.read_plan(desk, plan_id, REASON).goals == plan_with(None).goals
    reads(desk, plan_id)


def test_a_plan_of_ones_own_is_opened_by_one_look(hers, shared_house):
    opening.open_plan(shared_house.desk(METTE), plan_with(None).id)
    assert looks(hers) == 1


# -- what a colleague's deed must not undo -----------------------------------------------------------


def test_a_look_lasts_while_there_is_something_that_it_rests_on(hers, shared_house):
    hers.execute(text(OPEN), {"who": identity(BO)})
    hers.commit()
    planning.set_deputy(shared_house.desk(METTE), plan_with(None).id, None, JENS.id)
    assert len(hers.execute(text(WORDS)).all()) == 1
    assert looks(hers) == 1


def test_the_lead_hands_a_plan_to_another_unit_and_keeps_what_was_written(hers, shared_house):
    made = plan_with(None)
    hand_over(shared_house, LIS)
    with shared_house.begin(METTE, False) as work:
        assert work.plans.get(made.id).coordinator == LIS.id


def test_a_protected_address_is_logged_and_then_read_for_the_cover(shared_house):
    made = plan_with(None)
    lived = Address("Hemmeligvej 7", "8998", "Skjulby")
    guarded = citizen(address=lived, protection=Protection(address=True))
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(guarded)
        work.plans.add(made)
        work.commit()
    desk = shared_house.desk(METTE)
    seen = opening.open_citizen(desk, identity(BO)).citizen
    with desk.start_reading() as work, pytest.raises(NotFound):
        work.citizens.protected_address(identity(BO))
    wish = PaperWish(show_address=True, address_reason="Skal sende brev", cover=True)
    papers.print_plan(desk, made.id, wish)
    with desk.start_reading() as work:
        assert work.citizens.protected_address(identity(BO)) == lived
    registering.set_protection(desk, seen, Protection())
    assert [each.id for each in worklists.find_citizens(desk, "hemmeligvej")] == [identity(BO)]
