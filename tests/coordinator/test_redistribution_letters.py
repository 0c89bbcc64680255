"""The letters of a redistribution: by postcode, protected ones apart, each printed once."""

from dataclasses import replace

import pytest

from coordinator.i18n import use_language
from coordinator.ports import AuditAction
from coordinator.reports.pictures import page_count
from coordinator.use_cases import handing_over, redistributing
from coordinator.use_cases.redistribution_letters import make_letters
from plans.people import Address
from plans.redistributions import MoveWish, RedistributionWish
from tests.builders import (
    BIRGER,
    BO,
    HANNE,
    JENS,
    KIM,
    METTE,
    NINA,
    citizen,
    identity,
    plan,
    protected_citizen,
)
from tests.coordinator.house_of_plans import house_with, refused
from tests.coordinator.paper_samples import pages as pages_of

SET = identity("omfordeling")
WHO = (BO, NINA, KIM)


@pytest.fixture(autouse=True)
def _danish():
    use_language("da")


@pytest.fixture
def house():
    places = {BO: Address("Testvej 2", "8998", "Solbæk"), NINA: Address("Testvej 1", "8995", "By")}
    made = house_with(
        *(replace(citizen(who), address=places[who]) for who in (BO, NINA)),
        protected_citizen(),
        *(plan(identity(who), deputy=None) for who in WHO),
    )
    moves = tuple(MoveWish(identity(who), METTE.id, JENS.id) for who in WHO)
    redistributing.offer_set(made.desk(BIRGER), RedistributionWish(SET, "illness_leave", moves))
    return made


def accept(house, *who):
    wanted = {identity(each) for each in who}
    for line in handing_over.lists(house.desk(JENS)).to_me:
        if line.handover.citizen_id in wanted and line.handover.is_open:
            handing_over.accept(house.desk(JENS), line.handover, ())


def numbers(house):
    found = redistributing.open_set(house.desk(BIRGER), SET).redistribution
    return {each.citizen_id: each.letter.number for each in found.moves if each.letter}


def test_they_are_sorted_by_postcode_and_protected_ones_lie_apart(house):
    accept(house, *WHO)
    told = []
    job, _changes = make_letters(
        house.desk(BIRGER), SET, lambda done, total: told.append((done, total))
    )
    assert (job.by_post, job.by_hand, job.before) == (2, 1, 0)
    assert told == [(1, 3), (2, 3), (3, 3)]
    pages = pages_of(job.content)
    assert len(pages) == page_count(job.content) == 5
    assert [("Breve med posten" in each, "Breve, der gives personligt" in each) for each in pages] == [
        (True, False), (False, False), (False, False), (False, True), (False, False),
    ]  # fmt: skip
    assert "8995 By" in pages[1]
    assert "8998 Solbæk" in pages[2]
    assert "Jens Udkast" in pages[4]
    assert "Hemmeligvej" not in "".join(pages)
    assert numbers(house) == {identity(NINA): 1, identity(BO): 2, identity(KIM): 3}


def test_a_second_press_prints_only_what_is_new(house):
    accept(house, BO)
    make_letters(house.desk(BIRGER), SET)
    assert refused(lambda: make_letters(house.desk(BIRGER), SET)) == "redistribution-no-letters"
    accept(house, NINA)
    job, _changes = make_letters(house.desk(BIRGER), SET)
    assert (job.by_post, job.before) == (1, 1)
    assert numbers(house) == {identity(BO): 1, identity(NINA): 2}
    again, _changes = make_letters(house.desk(BIRGER), SET, anew=True)
    assert again.by_post == 2
    assert numbers(house) == {identity(BO): 1, identity(NINA): 2}


def test_each_that_leaves_is_logged_and_nobody_else_prints(house):
    accept(house, BO)
    assert refused(lambda: make_letters(house.desk(HANNE), SET)) == "not-your-unit"
    make_letters(house.desk(BIRGER), SET)
    printed = [each for each in house.log if each.action is AuditAction.PRINT]
    assert [(each.citizen_id, each.subject) for each in printed] == [
        (identity(BO), "handover_letter")
    ]


def test_who_stops_it_has_printed_nothing(house):
    accept(house, BO)

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_letters(house.desk(BIRGER), SET, stop)
    assert numbers(house) == {}
