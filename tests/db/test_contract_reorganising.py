"""Who could have whom, read in every store, and within the walls of a server."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.dated_lists import DatedList, ListEntry
from coordinator.imports import ImportKind
from coordinator.use_cases import handing_over, importing, redistributing
from coordinator.use_cases.absences import put_absence
from coordinator.use_cases.code_lists import put_entry
from coordinator.use_cases.handing_over import Offer
from coordinator.use_cases.reorganising import ReorganisationWish, candidates, pose
from plans.absence import Absence
from plans.caseload_plan import Relation
from plans.errors import RuleBroken
from plans.handovers import HandoverKind
from plans.people import Protection
from plans.redistributions import MoveWish, RedistributionWish
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    EMPLOYMENT,
    HANNE,
    IDA,
    JENS,
    KARLA,
    LIS,
    METTE,
    NINA,
    PRACTICE,
    TODAY,
    WORK,
    citizen,
    full_citizen,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)
from tests.db.test_contract import put

SOON, LATER = date(2026, 11, 20), date(2027, 1, 4)


@pytest.fixture
def town(house):
    """Mette coordinates Bo and Karla, who is protected, and has a case of Nina's."""
    near = replace(task("Ring til lægen", METTE), id=identity("near"), due=SOON)
    far = replace(task("Skriv til ham", METTE), id=identity("far"), due=LATER)
    work = replace(WORK, interventions=(replace(PRACTICE, tasks=(near, far)),))
    put(house, citizen(district="Nord"), plan(goals=(work,), participants=(), deputy=JENS.id))
    place = intervention("Job", tasks=())
    karlas = plan(
        id=identity("karlas"), citizen_id=identity(KARLA), deputy=None, consents=(), events=(),
        goals=(goal("Mål", place),), participants=(participant(LIS, "Sygeplejerske"),),
    )  # fmt: skip
    protected = replace(full_citizen(), protection=Protection(address=True))
    put(house, protected, karlas)
    rows = "CPR-nr.;Fornavn;Efternavn;Adresse;Postnr.;By;Adressebeskyttelse;Skoledistrikt;Ydelse;Afstand;Sagsstart;Sagsbehandler;Jobmål A;Jobmål B;Ordinære timer pr. uge\r\n"
    rows += f"{NINA[:6]}-{NINA[6:]};Nina;Prøvesen;;;;Nej;;Sygedagpenge;;01-01-2026;mette;;;\r\n"
    load = importing.look_into(house.loads(), ImportKind.EMPLOYMENT, "fil.csv", rows.encode())
    importing.apply(house.loads(), load)
    return house


def wish(*givers, **limits):
    people = {"mette": METTE, "jens": JENS, "lis": LIS, "amira": AMIRA}
    chosen = tuple((people[name].id, limit) for name, limit in limits.items())
    return ReorganisationWish(frozenset(each.id for each in givers), chosen)


def by_name(posed):
    return {posed.citizens[each.citizen]: each for each in posed.problem.citizens}


def test_a_lead_reads_whom_the_unit_has_and_who_knows_them(town):
    posed = pose(town.desk(BIRGER), wish(METTE, jens=9, lis=4))
    held = by_name(posed)
    bo = held["Bo Testrup"]
    assert (bo.giver, bo.area, bo.burden, bo.district) == (METTE.id, EMPLOYMENT, 2, "Nord")
    assert (bo.tasks, bo.soon, bo.moved, bo.protected) == (2, 1, False, False)
    assert bo.relation_to(JENS.id) is Relation.DEPUTY
    karla = next(each for each in posed.problem.citizens if each.citizen == identity(KARLA))
    assert (karla.protected, karla.district) == (True, "")
    assert karla.relation_to(LIS.id) is Relation.CORE_TEAM
    nina = held["Nina Prøvesen"]
    assert (nina.area, nina.burden, nina.relations) == (EMPLOYMENT, 1, ())


def test_receivers_stand_with_what_they_have_beside(town):
    posed = pose(town.desk(BIRGER), wish(METTE, mette=3, jens=9, lis=4))
    mette, jens, lis = posed.problem.receivers
    # All that Mette has is hers to give; of another unit one knows only what is agreed.
    assert (mette.elsewhere, mette.limit, jens.elsewhere, lis.elsewhere, lis.limit) == (
        0, 3, 0, 0, 4
    )  # fmt: skip
    left_out = replace(wish(METTE, mette=3), left_out=frozenset({(identity(BO), METTE.id)}))
    posed = pose(town.desk(BIRGER), left_out)
    assert posed.problem.receivers[0].elsewhere == 2
    assert identity(BO) not in {each.citizen for each in posed.problem.citizens}


def test_who_was_case_worker_before_knows_the_citizen_and_a_second_change_counts(town):
    offer = Offer(identity(BO), JENS.id, HandoverKind.LASTING, "capacity", "Ring til ham")
    handing_over.offer(town.desk(METTE), offer)
    (asked,) = handing_over.lists(town.desk(JENS)).to_me
    handing_over.accept(town.desk(JENS), asked.handover, ())
    (bo,) = pose(town.desk(BIRGER), wish(JENS, mette=9)).problem.citizens
    assert (bo.giver, bo.moved) == (JENS.id, True)
    assert bo.relation_to(METTE.id) is Relation.EARLIER


def test_who_is_on_the_way_to_somebody_is_no_part_of_it(town):
    redistributing.offer_set(
        town.desk(BIRGER),
        RedistributionWish(
            identity("sæt"), "capacity", (MoveWish(identity(BO), METTE.id, JENS.id),), note="Nu"
        ),
    )
    posed = pose(town.desk(BIRGER), wish(METTE, jens=9))
    assert posed.busy == 1
    assert identity(BO) not in posed.citizens


def test_candidates_are_the_unit_with_loads_and_everybody_else_without(town):
    found = {each.member.id: each for each in candidates(town.desk(BIRGER))}
    assert (found[METTE.id].load, found[METTE.id].led, found[METTE.id].limit) == (5, True, None)
    assert found[JENS.id].load == 0
    assert (found[LIS.id].load, found[LIS.id].led) == (None, False)
    assert IDA.id not in found


def test_a_unit_has_the_name_the_limit_and_the_subjects_of_the_day(town):
    now, before = date(2026, 11, 1), date(2026, 10, 31)
    lines = (
        ListEntry(DatedList.UNITS, "nord", METTE.team, "sygedagpenge", "40", EMPLOYMENT,
                  valid_from=date(2020, 1, 1), valid_to=before),
        ListEntry(DatedList.UNITS, "nord", "Jobhuset", "Fleksjob | ledighed", "30", EMPLOYMENT,
                  valid_from=now),
        ListEntry(DatedList.UNITS, "syd", "Sygehuset", "sygedagpenge", "", EMPLOYMENT,
                  valid_from=now),
    )  # fmt: skip
    for each in lines:
        put_entry(town.desk(BIRGER), None, each)
    found = {each.member.id: each for each in candidates(town.desk(BIRGER))}
    assert (found[METTE.id].unit, found[METTE.id].limit) == ("Jobhuset", 30)
    posed = pose(town.desk(BIRGER), wish(METTE, jens=9, lis=4))
    jens, lis = posed.problem.receivers
    assert jens.competences == {"fleksjob", "ledighed"}
    # Nothing is said of the health centre, so it takes what there is.
    assert lis.competences == {"fleksjob", "ledighed", "sygedagpenge"}
    nina = by_name(posed)["Nina Prøvesen"]
    assert nina.needs == {"sygedagpenge"}
    assert [each.held for each in posed.problem.nobody()] == [nina]


def test_who_is_away_is_told(town):
    put_absence(town.desk(BIRGER), None, Absence(identity("away"), JENS.id, TODAY, None))
    (receiver,) = pose(town.desk(BIRGER), wish(METTE, jens=9)).problem.receivers
    assert receiver.away


@pytest.mark.parametrize("asker", [METTE, HANNE, IDA])
def test_only_who_leads_the_givers_reads_their_citizens(town, asker):
    with pytest.raises(RuleBroken, match="caseload-not-yours"):
        pose(town.desk(asker), wish(METTE, jens=9))


def test_somebody_must_give_and_somebody_receive(town):
    with pytest.raises(RuleBroken, match="caseload-nobody-gives"):
        pose(town.desk(BIRGER), wish(jens=9))
    with pytest.raises(RuleBroken, match="caseload-nobody-receives"):
        pose(town.desk(BIRGER), wish(METTE))
    with pytest.raises(RuleBroken, match="caseload-not-yours"):
        candidates(town.desk(METTE))
