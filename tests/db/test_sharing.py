"""What the consent does not share: hidden by the use cases of every store and by the server."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coordinator.imports import ImportKind
from coordinator.ports import NotFound
from coordinator.together import Settlement
from coordinator.use_cases import (
    follow_up,
    importing,
    notes,
    opening,
    plan_parts,
    plan_remarks,
    planning,
    reviewing,
    together,
    versions,
    worklists,
)
from coordinator.use_cases.follow_up import Followed
from coordinator.use_cases.signing_in import SYSTEM
from plans.absence import Absence
from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.notes import NoteContent, WithheldNote
from plans.parts import EventKind, OwnWords, Statement, Waiting
from plans.people import WithheldCase
from plans.remarks import RemarkDraft, remarks_of
from plans.states import ConsentStatus, InterventionStatus, PlanStatus, TaskStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    CLOCK,
    EMPLOYMENT,
    HANNE,
    HEALTH,
    JENS,
    LIS,
    METTE,
    NOW,
    SOCIAL,
    TODAY,
    citizen,
    consent,
    event,
    goal,
    identity,
    intervention,
    participant,
    plan,
    ready_plan,
    task,
)
from tests.handed import hand_over

CV = Statement(identity("cv"), "resources", "Har kørt bus.", EMPLOYMENT)
SLEEP = Statement(identity("sleep"), "resources", "Sover dårligt.", HEALTH)
PRACTICE = intervention("Praktik", EMPLOYMENT, tasks=(task("Find sted", METTE),))
ALL = frozenset({EMPLOYMENT, SOCIAL, HEALTH})
# Seen by Lis of health before she wrote anything: what Mette of employment made is not hers.
WORK = goal("Arbejde", PRACTICE)


def keep(house, **fields):
    whole = {"goals": (WORK,), "statements": (CV,), "consents": ()}
    made = plan(participants=(participant(AMIRA), participant(LIS)), **(whole | fields))
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(made)
        work.commit()
    return made


def approved(house, **fields):
    """Keep a plan that its team lead approves while everybody's service area shares."""
    made = ready_plan(status=PlanStatus.IN_REVIEW, **fields)
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(made)
        work.commit()
    birger = house.desk(BIRGER)
    reviewing.approve(birger, reviewing.open_review(birger, made.id).plan)
    return made


def withdraw(house, made, by=METTE):
    """Let the citizen take the consent of a plan back."""
    (yes,) = made.consents
    no = replace(yes, status=ConsentStatus.WITHDRAWN, withdrawn_on=date(2026, 11, 16))
    planning.put_consent(house.desk(by), made.id, yes, no)


def read(house, member, plan_id):
    return opening.open_plan(house.desk(member), plan_id)[0]


def test_without_a_consent_the_areas_see_where_something_stands_and_no_more(house):
    made = keep(house)
    assert not read(house, METTE, made.id).withheld
    found = read(house, LIS, made.id)
    assert (found.statements, found.interventions) == ((), ())
    hidden = {(each.kind, each.id, each.under, each.heading) for each in found.withheld}
    assert hidden == {
        ("statement", CV.id, None, "resources"),
        ("intervention", PRACTICE.id, WORK.id, ""),
    }


def test_what_one_writes_leaves_what_one_does_not_see(house):
    made = keep(house)
    plan_parts.put_part(house.desk(LIS), made.id, None, SLEEP)
    for member, theirs in ((LIS, (SLEEP,)), (METTE, (CV,))):
        assert read(house, member, made.id).statements == theirs
    # Her own consent would have to name both.
    planning.write_own_words(house.desk(METTE), made.id, made.own_words, OwnWords("Ro."))
    planning.put_consent(house.desk(METTE), made.id, None, consent(service_areas=ALL))
    for member in (LIS, METTE):
        assert set(read(house, member, made.id).statements) == {CV, SLEEP}
    assert read(house, LIS, made.id).goals == (WORK,)


def test_a_withdrawn_consent_hides_at_the_next_look(house):
    yes = consent(service_areas=ALL)
    made = keep(house, consents=(yes,))
    assert read(house, LIS, made.id).statements == (CV,)
    withdraw(house, made)
    assert read(house, LIS, made.id).statements == ()
    with pytest.raises(RuleBroken, match=r"part-withheld|plan-locked|not-your"):
        plan_parts.put_part(house.desk(LIS), made.id, CV, replace(CV, text="Andet"))


def test_a_part_that_was_hidden_while_it_was_written_in_is_told_as_that(house):
    made = keep(house)
    with pytest.raises(RuleBroken, match="part-withheld"):
        plan_parts.put_part(house.desk(LIS), made.id, CV, replace(CV, text="Andet"))


def test_a_goal_is_not_taken_out_with_what_hangs_unseen_under_it(house):
    theirs = intervention("Samtaler", HEALTH)
    made = keep(house, goals=(goal("Ro"),))
    planning.put_intervention(house.desk(LIS), made.id, made.goals[0].id, None, theirs)
    with pytest.raises(RuleBroken, match="parts-withheld"):
        planning.remove_goal(house.desk(METTE), made.id, made.goals[0].id)


def test_who_has_a_task_sees_what_it_is_for(house):
    given = intervention("Praktik", EMPLOYMENT, tasks=(task("Ring", AMIRA),))
    made = keep(house, goals=(goal("Arbejde", given),))
    assert read(house, AMIRA, made.id).interventions == (given,)
    assert read(house, LIS, made.id).interventions == ()


def test_papers_stay_with_who_leads_the_plan_when_the_consent_is_gone(house):
    made = approved(house)
    assert opening.open_citizen(house.desk(LIS), identity(BO)).versions
    withdraw(house, made)
    assert opening.open_citizen(house.desk(METTE), identity(BO)).versions
    assert opening.open_citizen(house.desk(LIS), identity(BO)).versions == ()
    with pytest.raises(RuleBroken, match="papers-withheld"):
        versions.compare_versions(house.desk(LIS), made.id, 1)
    assert reviewing.open_review(house.desk(LIS), made.id).before is None


def test_who_is_to_lead_a_plan_after_a_withdrawal_reads_old_versions_as_others_do(house):
    """An approved version is the plan in one piece, with what is hidden now."""
    made = approved(house)
    withdraw(house, made)
    hand_over(house, JENS)
    jens = house.desk(JENS)

    def versions_of():
        return [each.number for each in opening.open_citizen(jens, identity(BO)).versions]

    assert versions_of() == []
    # To write in it now is no hand in what was approved.
    words = read(house, JENS, made.id).own_words
    with suppress(RuleBroken):
        planning.write_own_words(jens, made.id, words, OwnWords("Ro."))
    assert versions_of() == []
    with pytest.raises(RuleBroken, match="papers-withheld"):
        versions.compare_versions(jens, made.id, 1)
    newer = consent(id=identity("newer"), given_on=TODAY, service_areas=ALL)
    planning.put_consent(jens, made.id, None, newer)
    assert versions_of() == [1]


def test_who_sent_what_came_back_has_no_hand_in_what_another_sent(shared_house):
    house = shared_house
    kinds = ((EventKind.SENT, METTE), (EventKind.RETURNED, BIRGER), (EventKind.SENT, JENS))
    before = NOW - timedelta(days=9)
    events = tuple(replace(event(kind, by, by.name), at=before) for kind, by in kinds)
    theirs = frozenset({JENS.id})
    made = approved(house, coordinator=JENS.id, deputy=None, authors=theirs, events=events)
    withdraw(house, made, by=JENS)
    hand_over(house, METTE, JENS)
    assert opening.open_citizen(house.desk(METTE), identity(BO)).versions == ()
    with house.persons["mette"].connect() as hers:
        assert hers.execute(text("SELECT count(*) FROM plan_version")).scalar() == 0


def test_nobody_makes_themselves_an_author_of_what_was_approved(shared_house):
    made = approved(shared_house)
    withdraw(shared_house, made)
    hand_over(shared_house, JENS)
    read(shared_house, JENS, made.id)
    author = text(
        "INSERT INTO plan_author (id, version, created_by, changed_by, created_at, changed_at,"
        " plan_id, staff_id, since_version) VALUES (gen_random_uuid(), 1, access.me(),"
        " access.me(), now(), now(), :plan, access.me(), :since)"
    )
    with shared_house.persons["jens"].connect() as his:
        assert his.execute(text("SELECT count(*) FROM plan_version")).scalar() == 0
        his.execute(author, {"plan": made.id, "since": 1})
        with pytest.raises(DBAPIError, match="row-level security"):
            his.execute(author, {"plan": made.id, "since": 0})


def test_who_acts_for_a_lead_reviews_what_the_lead_would_see(house):
    yes = consent(service_areas=frozenset({EMPLOYMENT, HEALTH}))
    made = ready_plan(
        status=PlanStatus.IN_REVIEW, consents=(yes,), participants=(), goals=(WORK,), version=0
    )
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(made)
        away = Absence(identity("away"), BIRGER.id, TODAY, TODAY, HANNE.id)
        work.staff.absences.add(away)
        work.commit()
    desk = house.desk(HANNE)
    seen = reviewing.open_review(desk, made.id)
    assert (seen.plan.withheld, seen.refusal) == ((), None)
    assert seen.plan.interventions == (PRACTICE,)
    with house.begin(METTE, True) as work:
        work.staff.absences.remove(away.id)
        work.commit()
    # On a server the look went with what it rested on; elsewhere it lasts for its sitting.
    with suppress(RuleBroken, NotFound):
        assert read(house, HANNE, made.id).interventions == ()


def test_no_part_is_given_to_an_area_that_does_not_share(house):
    made = keep(house, consents=(consent(service_areas=frozenset({EMPLOYMENT, SOCIAL})),))
    desk = house.desk(METTE)
    plan_parts.put_part(desk, made.id, CV, replace(CV, service_area=SOCIAL))
    with pytest.raises(RuleBroken, match="area-not-shared"):
        plan_parts.put_part(
            desk, made.id, replace(CV, service_area=SOCIAL), replace(CV, service_area=HEALTH)
        )
    with pytest.raises(RuleBroken, match="area-not-shared"):
        planning.put_intervention(
            desk, made.id, WORK.id, PRACTICE, replace(PRACTICE, service_area=HEALTH)
        )


def test_a_list_names_nothing_that_is_hidden_in_the_plan(house):
    """The coordinator hears of a declined task of another area where the consent shares it."""
    made = keep(house, goals=(goal("Ro"),))
    waiting = Waiting("doctor", "Egen læge", date(2026, 11, 2), date(2026, 11, 9))
    theirs = intervention("Samtaler", HEALTH, waiting=waiting)
    lis = house.desk(LIS)
    planning.put_intervention(lis, made.id, made.goals[0].id, None, theirs)
    for title, status in (("Ring", TaskStatus.DECLINED), ("Vent", TaskStatus.REQUESTED)):
        given = replace(task(title, AMIRA), status=status)
        planning.put_task(lis, made.id, theirs.id, None, given)

    def named():
        with house.desk(METTE).start_reading() as work:
            waits = work.lists.work(TODAY)
            return {each.title for each in (*waits, *work.lists.awaited()) if each.title}

    assert named() == set()
    planning.put_consent(house.desk(METTE), made.id, None, consent(service_areas=ALL))
    assert named() == {"Ring", "Vent", "Samtaler"}


def test_an_acting_lead_has_in_lists_what_they_see_in_the_plan(house):
    """Hanne coordinates a plan in which employment gave a task, and acts for its lead."""
    given = replace(task("Find sted", AMIRA), status=TaskStatus.DECLINED)
    work_on = goal("Arbejde", intervention("Praktik", EMPLOYMENT, tasks=(given,)))
    made = keep(house, goals=(work_on,), coordinator=HANNE.id)

    def named():
        with house.desk(HANNE).start_reading() as work:
            return {each.title for each in work.lists.work(TODAY) if each.title}

    assert named() == set()
    with house.begin(METTE, True) as work:
        work.staff.absences.add(Absence(identity("away"), BIRGER.id, TODAY, TODAY, HANNE.id))
        work.commit()
    assert named() == {"Find sted"}
    assert read(house, HANNE, made.id).tasks == (given,)


def test_who_acts_for_a_lead_across_the_areas_sees_all_that_is_shared(house):
    away = replace(BIRGER, id=identity("across"), login="across", service_area=None)
    made = keep(
        house,
        consents=(consent(service_areas=frozenset({EMPLOYMENT, HEALTH})),),
        coordinator=HANNE.id,
    )
    assert read(house, HANNE, made.id).interventions == ()
    with house.begin(METTE, True) as work:
        work.staff.add(away)
        work.staff.absences.add(Absence(identity("away"), away.id, TODAY, TODAY, HANNE.id))
        work.commit()
    assert read(house, HANNE, made.id).interventions == (PRACTICE,)


def test_the_marks_of_a_plan_tell_every_area_at_work_in_it(house):
    made = keep(house)
    (line,) = list_of(house.desk(LIS))
    assert line.service_areas == (EMPLOYMENT,)
    assert not read(house, LIS, made.id).interventions


def list_of(desk):
    with desk.start_reading() as work:
        return work.lists.my_plans()


def test_what_is_cancelled_and_hidden_holds_nothing_up(house):
    over = intervention("Samtaler", HEALTH)
    made = keep(house, goals=(goal("Ro"),))
    lis, under = house.desk(LIS), made.goals[0].id
    planning.put_intervention(lis, made.id, under, None, over)
    assert not read(house, METTE, made.id).withheld[0].over
    ended = replace(over, status=InterventionStatus.CANCELLED)
    planning.put_intervention(lis, made.id, under, over, ended)
    (hidden,) = read(house, METTE, made.id).withheld
    assert (hidden.id, hidden.over) == (over.id, True)
    with pytest.raises(RuleBroken, match="parts-withheld"):
        planning.remove_goal(house.desk(METTE), made.id, under)


# -- cases and notes ---------------------------------------------------------------------------------

CASES = """CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler
150277-9995;Bo Testrup;Søndergade 12, 2. tv., 8999 Solbæk;nej;Nørrevoldsskolen;Bostøtte;01-01-2026;;amira
"""


def test_a_case_of_another_area_is_told_of_and_read_where_the_consent_lets_it_be(house):
    made = keep(house)
    looked = importing.look_into(house.loads(), ImportKind.SOCIAL, "fil.csv", CASES.encode())
    importing.apply(house.loads(), looked)

    def case_of(member):
        (found,) = opening.open_citizen(house.desk(member), identity(BO)).case_files
        return found

    assert case_of(AMIRA).title == "Bostøtte"
    hidden = case_of(LIS)
    assert (type(hidden), hidden.service_area, hidden.caseworker) == (
        WithheldCase, SOCIAL, AMIRA.name,
    )  # fmt: skip
    # In a list of citizens the areas stand as marks, which is no more than that.
    (line,) = worklists.find_citizens(house.desk(LIS), "Bo Testrup")
    assert line.service_areas == (SOCIAL,)
    planning.put_consent(house.desk(METTE), made.id, None, consent(service_areas=ALL))
    assert case_of(LIS).title == "Bostøtte"


def test_a_shared_note_is_read_where_the_consent_lets_it_be(house):
    made = keep(house)
    said = NoteContent(date(2026, 11, 16), "call", "Talte med Bo.", shared=True)
    notes.write_note(house.desk(METTE), identity(BO), said)

    def read_by(member):
        (found,) = notes.read_notes(house.desk(member), identity(BO))
        return found

    assert isinstance(read_by(LIS), WithheldNote)
    yes = consent(service_areas=ALL)
    planning.put_consent(house.desk(METTE), made.id, None, yes)
    found = read_by(LIS)
    assert found.note.text == said.text
    notes.add_correction(house.desk(LIS), found.note, said)
    no = replace(yes, status=ConsentStatus.WITHDRAWN, withdrawn_on=date(2026, 11, 16))
    planning.put_consent(house.desk(METTE), made.id, yes, no)
    assert isinstance(read_by(LIS), WithheldNote)
    assert refused_addition(house, found.note, said) == "note-withheld"


def refused_addition(house, note, content):
    try:
        notes.add_correction(house.desk(LIS), note, content)
    except NotFound:
        return "note-withheld"
    except RuleBroken as error:
        return error.code
    return ""


# -- by plain SQL ------------------------------------------------------------------------------------

CONSENT = (
    "INSERT INTO consent (id, version, created_by, changed_by, created_at, changed_at, plan_id, place,"
    " given_on, how, service_areas, status, note, scope, sources, purpose) VALUES"
    " (gen_random_uuid(), 1, access.me(), access.me(), now(), now(), :plan, 0, '2026-11-01',"
    " 'Mundtligt', 'employment,health', 'given', '', '', '', '')"
)


@pytest.fixture
def hers(shared_house):
    """Mette's own connection: she coordinates a plan in which Lis of health wrote."""
    made = keep(shared_house)
    plan_parts.put_part(shared_house.desk(LIS), made.id, None, SLEEP)
    read(shared_house, METTE, made.id)
    with shared_house.persons["mette"].connect() as connection:
        yield connection


def test_a_consent_that_is_not_kept_shows_nothing(hers):
    asked = text("SELECT count(*) FROM statement")
    assert hers.execute(asked).scalar() == 1
    hers.execute(text(CONSENT), {"plan": plan().id})
    assert hers.execute(asked).scalar() == 1
    hers.rollback()
    assert hers.execute(asked).scalar() == 1


def test_who_leads_the_plan_does_not_write_blindly_in_what_they_do_not_see(hers):
    blind = text("UPDATE statement SET version = 2, changed_by = :me, changed_at = :at, text = ''")
    wrote = hers.execute(blind, {"me": METTE.id, "at": CLOCK.now()})
    assert wrote.rowcount == 1


def test_a_task_under_what_one_does_not_see_opens_nothing(hers, shared_house):
    theirs = intervention("Samtaler", HEALTH)
    planning.put_intervention(shared_house.desk(LIS), plan().id, WORK.id, None, theirs)
    assert hers.execute(text("SELECT count(*) FROM intervention")).scalar() == 1
    mine = text(
        "INSERT INTO task (id, version, created_by, changed_by, created_at, changed_at, plan_id,"
        " intervention_id, place, title, assignee_id, assignee_name, assignee_kind, status,"
        " follower_name, follower_kind, is_waiting, waiting_cause, waiting_on, result, source)"
        " VALUES (gen_random_uuid(), 1, access.me(), access.me(), now(), now(), :plan, :under, 0,"
        " 'Se', access.me(), '', 'staff', 'requested', '', '', false, '', '', '', '')"
    )
    with pytest.raises(DBAPIError, match="row-level security"):
        hers.execute(mine, {"plan": plan().id, "under": theirs.id})


def test_who_makes_themselves_the_coordinator_reads_no_papers_before_that_is_kept(shared_house):
    """What is rolled back is in no log, so it may not have shown what the consent hides."""
    made = approved(shared_house)
    withdraw(shared_house, made)
    read(shared_house, BIRGER, made.id)
    with shared_house.engine.begin() as line:
        # From who is here it goes by a hand-over alone.
        line.execute(text("UPDATE staff SET active = false WHERE login = 'mette'"))
    myself = text(
        "UPDATE joint_plan SET coordinator_id = access.me(), version = version + 1,"
        " changed_by = access.me(), changed_at = now()"
    )
    with shared_house.persons["birger"].connect() as his:
        asked = text("SELECT count(*) FROM plan_version")
        assert his.execute(asked).scalar() == 0
        his.execute(myself)
        assert his.execute(asked).scalar() == 0


def test_what_was_there_when_the_walls_were_raised_is_shared_and_read(shared_house):
    made = approved(shared_house)
    with shared_house.engine.begin() as line:
        # As db/policies derive both from the rows of the store.
        line.execute(text("UPDATE access.shared SET made_in = NULL"))
        line.execute(text("UPDATE access.relation SET made_in = NULL"))
    assert not read(shared_house, LIS, made.id).withheld
    withdraw(shared_house, made)
    assert opening.open_citizen(shared_house.desk(METTE), identity(BO)).versions


def test_what_is_said_about_a_hidden_part_is_hidden_too(house):
    """Also from who leads the plan and keeps its papers: no consent ever shared these words."""
    made = keep(house)
    lis = house.desk(LIS)
    plan_parts.put_part(lis, made.id, None, SLEEP)
    words = Settlement("statement", SLEEP.id, "text", "Sover dårligt.", "Drikker.", "Begge dele.")
    together.keep_settled(lis, made.id, words)
    read(house, METTE, made.id)
    assert together.settled_texts(house.desk(METTE), made.id) == ()
    planning.put_consent(house.desk(METTE), made.id, None, consent(service_areas=ALL))
    (kept,) = together.settled_texts(house.desk(METTE), made.id)
    assert kept.settlement == words


# In memory, what is taken out leaves no row.
@pytest.mark.parametrize("house", ["local", "shared"], indirect=True)
def test_what_is_said_about_a_hidden_part_is_hidden_too_when_the_part_is_gone(house):
    made = keep(house)
    lis, mette = house.desk(LIS), house.desk(METTE)
    plan_parts.put_part(lis, made.id, None, SLEEP)
    talks, ring = intervention("Samtaler", HEALTH), task("Ring")
    planning.put_intervention(lis, made.id, WORK.id, None, talks)
    planning.put_task(lis, made.id, talks.id, None, ring)
    words = Settlement("statement", SLEEP.id, "text", "Sover dårligt.", "Drikker.", "Begge dele.")
    together.keep_settled(lis, made.id, words)
    about = (
        (PlanPart.STATEMENT, SLEEP.id), (PlanPart.INTERVENTION, talks.id),
        (PlanPart.TASK, ring.id), (PlanPart.STATEMENT, CV.id), (None, None),
    )  # fmt: skip
    drafts = [RemarkDraft(f"Uddyb {place}.", *each) for place, each in enumerate(about)]
    with house.begin(SYSTEM, True) as work:
        work.reviews.add_remarks(remarks_of(made.id, drafts, BIRGER, CLOCK.now()))
        work.commit()
    plan_parts.remove_part(lis, made.id, PlanPart.STATEMENT, SLEEP.id)
    planning.remove_intervention(lis, made.id, talks.id)
    plan_parts.remove_part(mette, made.id, PlanPart.STATEMENT, CV.id)

    def remarks(desk):
        found = plan_remarks.read_remarks(desk, made.id).remarks
        return {each.text for each in found}

    assert read(house, METTE, made.id).withheld == ()
    assert remarks(mette) == {"Uddyb 3.", "Uddyb 4."}
    assert together.settled_texts(mette, made.id) == ()
    # Of a task that is gone, where another intervention is hidden, nobody knows whose it was.
    assert remarks(lis) == {"Uddyb 0.", "Uddyb 1.", "Uddyb 4."}


def test_who_leads_the_plan_writes_where_their_task_lets_them_see(house):
    made = keep(house, goals=(goal("Ro"),))
    lis, mette = house.desk(LIS), house.desk(METTE)
    theirs = intervention("Samtaler", HEALTH)
    planning.put_intervention(lis, made.id, made.goals[0].id, None, theirs)
    unseen = task("Se")
    planning.put_task(lis, made.id, theirs.id, None, unseen)
    with pytest.raises(RuleBroken, match="part-withheld"):
        planning.put_task(mette, made.id, theirs.id, None, task("Ring"))
    planning.put_task(lis, made.id, theirs.id, None, task("Ring", METTE))
    (found,) = read(house, METTE, made.id).interventions
    renamed = replace(found, title="Samtaler hver uge")
    planning.put_intervention(mette, made.id, made.goals[0].id, found, renamed)
    assert read(house, LIS, made.id).interventions == (renamed,)


def test_a_follow_up_tells_nothing_of_what_is_hidden(house):
    work_on = replace(PRACTICE, status=InterventionStatus.RUNNING)
    made = keep(
        house,
        goals=(goal("Arbejde", work_on),),
        consents=(consent(service_areas=ALL),),
        status=PlanStatus.ACTIVE,
        version=1,
    )
    said = Followed(
        TODAY, date(2027, 2, 1), {work_on.id: "continued"}, {work_on.id: "Mødte op."}, {}
    )
    follow_up.hold(house.desk(METTE), read(house, METTE, made.id), said)

    def words(member):
        page = follow_up.read_for_follow_up(house.desk(member), made.id)
        (held,) = opening.open_citizen(house.desk(member), identity(BO)).follow_ups
        assert (held,) == page.earlier
        return [each.words for each in held.results]

    assert words(LIS) == words(METTE) == ["Mødte op."]
    (yes,) = made.consents
    planning.put_consent(
        house.desk(METTE), made.id, yes, replace(yes, status=ConsentStatus.WITHDRAWN)
    )
    assert (words(LIS), words(METTE)) == ([], ["Mødte op."])


def test_a_remark_is_solved_by_who_sees_where_it_points_and_writes_there(hers, shared_house):
    about = (PlanPart.STATEMENT, SLEEP.id), (PlanPart.STATEMENT, CV.id), (None, None)
    drafts = [RemarkDraft("Uddyb.", kind, part_id) for kind, part_id in about]
    remarks = remarks_of(plan().id, drafts, BIRGER, CLOCK.now())
    with shared_house.begin(METTE, True) as work:
        work.reviews.add_remarks(remarks)
        work.commit()
    # Where nothing is read of a row, a server asks the policy of changes alone.
    blind = text("UPDATE plan_remark SET version = 2, changed_by = access.me(), changed_at = now()")
    assert hers.execute(blind).rowcount == 2
    for member, solves in ((LIS, 1), (AMIRA, 0)):
        read(shared_house, member, plan().id)
        with shared_house.persons[member.login].connect() as theirs:
            assert theirs.execute(blind).rowcount == solves


def test_who_leads_the_plan_does_not_end_tasks_that_they_do_not_see(hers, shared_house):
    theirs = intervention("Samtaler", HEALTH)
    lis = shared_house.desk(LIS)
    planning.put_intervention(lis, plan().id, WORK.id, None, theirs)
    planning.put_task(lis, plan().id, theirs.id, None, task("Se"))
    blind = text(
        "UPDATE task SET version = 2, changed_by = :me, changed_at = :at, status = 'cancelled'"
    )
    assert hers.execute(blind, {"me": METTE.id, "at": CLOCK.now()}).rowcount == 1


def test_a_goal_is_not_taken_out_past_the_program_either(hers, shared_house):
    theirs = intervention("Samtaler", HEALTH)
    planning.put_intervention(shared_house.desk(LIS), plan().id, WORK.id, None, theirs)
    hers.execute(
        text(
            "UPDATE goal SET removed_at = now(), version = version + 1, changed_by = access.me(),"
            " changed_at = now()"
        )
    )
    with pytest.raises(DBAPIError, match="something stands under it"):
        hers.commit()
