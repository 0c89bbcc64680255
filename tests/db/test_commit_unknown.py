"""A line that breaks at the commit: the store is asked what became of the work."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, text

from coordinator.ports import NotFound, Stale, StoreDown
from coordinator.store_errors import StoreAway, StoreBusy
from db.engine import open_shared
from db.unit_of_work import SqlUnitOfWork
from tests.builders import BO, METTE, citizen, identity
from tests.houses import SqlHouse

_TROUBLE = "DO $$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'XX000'; END $$"


def _cut(engine: Engine, pid: int) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})


@pytest.fixture
def breaking(shared_house: SqlHouse) -> Iterator[Callable[[bool], Engine]]:
    """Give an engine whose first commit loses its line, after the server kept it or before."""
    other = shared_house.engine
    made = []

    def make(kept: bool) -> Engine:
        engine = open_shared(
            other.url.render_as_string(hide_password=False).replace("+psycopg", "")
        )
        made.append(engine)
        keep = engine.dialect.do_commit

        def commit(line: Any) -> None:
            engine.dialect.do_commit = keep
            if kept:
                keep(line)
            _cut(other, line.dbapi_connection.info.backend_pid)
            line.dbapi_connection.execute("SELECT 1")  # the answer never comes

        engine.dialect.do_commit = commit
        return engine

    yield make
    for engine in made:
        engine.dispose()


def _cut_under_way(shared_house: SqlHouse, deed: Callable[[], None]) -> None:
    with shared_house.begin(METTE, False) as work:
        work.lists.counts()
        line = work._state.session.connection().connection.dbapi_connection
        _cut(shared_house.engine, line.info.backend_pid)
        deed()


def test_trouble_of_the_servers_own_is_no_fault_of_samplan(shared_house):
    with pytest.raises(StoreBusy), shared_house.begin(METTE, False) as work:
        work._state.session.execute(text(_TROUBLE))


def test_a_line_that_broke_by_the_end_of_work_is_told_as_a_store_that_is_away(shared_house):
    with pytest.raises(StoreAway):
        _cut_under_way(shared_house, lambda: None)


def test_what_went_wrong_first_is_told_when_the_line_broke_too(shared_house):
    def refuse() -> None:
        raise Stale

    with pytest.raises(Stale):
        _cut_under_way(shared_house, refuse)


def _write(house: SqlHouse) -> None:
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        changes = work.commit()
    assert changes.citizens == {identity(BO)}


def test_work_that_was_kept_before_the_line_broke_is_told_as_kept(
    breaking, shared_house, monkeypatch
):
    asked = []
    ask = SqlUnitOfWork._was_kept

    def listening(work):
        asked.append(ask(work))
        return asked[-1]

    monkeypatch.setattr(SqlUnitOfWork, "_was_kept", listening)
    _write(SqlHouse(breaking(True)))
    assert asked == [True]
    with shared_house.begin(METTE, False) as work:
        assert work.citizens.get(identity(BO)) == citizen()


def test_work_that_was_not_kept_is_told_as_not_kept(breaking, shared_house):
    house = SqlHouse(breaking(False))
    with pytest.raises(StoreDown):
        _write(house)
    with shared_house.begin(METTE, False) as work, pytest.raises(NotFound):
        work.citizens.get(identity(BO))


def test_work_can_be_done_again_after_the_line_broke(breaking, shared_house):
    house = SqlHouse(breaking(False))
    with pytest.raises(StoreDown):
        _write(house)
    _write(house)
    with shared_house.begin(METTE, False) as work:
        assert work.lists.counts()["citizens"] == 1
