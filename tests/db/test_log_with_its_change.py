"""A change and its row in the log are kept together, or neither is: on every store."""

from dataclasses import replace

import pytest

from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases import planning, registering
from db.errors import ConstraintBroken
from plans.parts import OwnWords
from plans.people import Communication
from tests.builders import BO, HANNE, JENS, KARLA, METTE, citizen, full_citizen, identity, plan

WORDS = OwnWords("Noget helt andet")


@pytest.fixture
def bos(house):
    """A store with Bo, his plan, and Karla."""
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.citizens.add(full_citizen())
        work.plans.add(plan())
        work.commit()
    return house


def stands_as_before(house) -> bool:
    """Whether Bo and his plan are as they were, and the log tells of nothing but looks."""
    with house.begin(METTE, False) as work:
        return (
            work.plans.get(plan().id) == plan()
            and work.citizens.get(identity(BO)) == citizen()
            and {line.action for each in (BO, KARLA) for line in history(work, each)} <= {"view"}
        )


def history(work, number):
    return work.lists.history(identity(number), 5)


def changed(work) -> None:
    """Change Bo and his plan."""
    work.citizens.save(replace(work.citizens.get(identity(BO)), given_name="Bobo"))
    work.plans.save(replace(work.plans.get(plan().id), own_words=WORDS))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((), id="no row"),
        pytest.param((AuditEntry(AuditAction.VIEW, identity(BO), related=True),), id="a look"),
        pytest.param(
            (AuditEntry(AuditAction.CHANGE, identity(KARLA), related=True),), id="of another"
        ),
    ],
)
def test_a_change_without_its_row_is_not_kept(bos, rows):
    with bos.begin_logged(METTE, True) as work:
        changed(work)
        work.audit.record(*rows)
        with pytest.raises(AssertionError, match="without its row"):
            work.commit()
    assert stands_as_before(bos)


def test_a_new_citizen_without_a_row_is_not_kept(house):
    with house.begin_logged(METTE, True) as work:
        work.citizens.add(citizen())
        with pytest.raises(AssertionError, match="without its row"):
            work.commit()
    with house.begin(METTE, False) as work:
        assert work.lists.counts()["citizens"] == 0


@pytest.mark.parametrize("store", ["local_house", "shared_house"])
def test_a_row_that_the_store_refuses_takes_the_change_with_it(store, request):
    house = request.getfixturevalue(store)
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan())
        work.commit()
    with pytest.raises(ConstraintBroken):
        change_with_a_row_that_is_none(house)
    assert stands_as_before(house)


def change_with_a_row_that_is_none(house) -> None:
    """Log a change of nothing, which the table does not take."""
    with house.begin_logged(METTE, True) as work:
        changed(work)
        work.audit.record(AuditEntry(AuditAction.CHANGE, identity(BO), None, related=True))
        work.commit()


class LogIsFull(Exception):
    """The log cannot be written."""


@pytest.mark.parametrize(
    "deed",
    [
        lambda desk: planning.write_own_words(desk, plan().id, plan().own_words, WORDS),
        lambda desk: registering.set_communication(desk, citizen(), Communication("87654321")),
        lambda desk: planning.set_deputy(desk, plan().id, JENS.id, HANNE.id),
    ],
)
def test_a_deed_whose_row_cannot_be_written_changes_nothing(bos, deed):
    def begin(member, writes):
        work = bos.begin_logged(member, writes)

        def full(_entries):
            raise LogIsFull

        work.audit.record_all = full
        return work

    with pytest.raises(LogIsFull):
        deed(replace(bos.desk(METTE), begin=begin))
    assert stands_as_before(bos)


def test_a_deed_keeps_its_change_and_its_row(bos):
    planning.write_own_words(bos.desk(METTE), plan().id, plan().own_words, WORDS)
    with bos.begin(METTE, False) as work:
        assert work.plans.get(plan().id).own_words == WORDS
        # On a server, reading the plan is a look, which the server logs.
        (line,) = (each for each in work.lists.history(identity(BO), 5) if each.action != "view")
    assert (line.who, line.action, line.subject, line.related) == (
        METTE.name, "change", "own_words", True,
    )  # fmt: skip
