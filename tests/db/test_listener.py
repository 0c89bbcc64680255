"""News from a shared store: at once, ids alone, to who has to do with the citizen."""

import threading
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text

from coordinator.changes import Changes
from coordinator.use_cases import planning
from db.listener import Listener
from plans.parts import OwnWords
from tests.builders import AMIRA, BO, HANNE, JENS, METTE, citizen, identity, participant, plan

PATIENCE_S = 20


class Ear:
    """Keeps what was heard, and waits for it."""

    def __init__(self) -> None:
        self.heard: list[Changes] = []
        self._more = threading.Condition()

    def hear(self, changes: Changes) -> None:
        with self._more:
            self.heard.append(changes)
            self._more.notify_all()

    def wait_for(self, number: int) -> list[Changes]:
        with self._more:
            assert self._more.wait_for(lambda: len(self.heard) >= number, PATIENCE_S)
            return list(self.heard)


@pytest.fixture
def house(shared_house):
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan(participants=(participant(AMIRA),), goals=()))
        work.commit()
    return shared_house


@pytest.fixture
def listening(house) -> Iterator[object]:
    """Give a function that lets somebody listen; all stop at the end."""
    began: list[Listener] = []

    def listen(member, mine=(), connect=None) -> Ear:
        engine, ear, tuned = house.persons[member.login], Ear(), threading.Event()

        def line() -> psycopg.Connection:
            proxied = engine.raw_connection()
            driver = proxied.driver_connection
            proxied.detach()
            return Tuned(driver, tuned)

        listener = Listener(connect or line, mine, ear.hear)
        listener.listen()
        began.append(listener)
        assert tuned.wait(PATIENCE_S) or connect
        return ear

    yield listen
    for each in began:
        each.stop()


class Tuned:
    """A line that says when it listens."""

    def __init__(self, line: psycopg.Connection, tuned: threading.Event) -> None:
        self._line, self._tuned = line, tuned

    def __getattr__(self, name: str) -> object:
        return getattr(self._line, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            setattr(self._line, name, value)

    def execute(self, statement, *values):
        found = self._line.execute(statement, *values)
        if "LISTEN" in str(statement) and "UNLISTEN" not in str(statement):
            self._tuned.set()
        return found


def write(house, member, words: str) -> None:
    with house.begin(METTE, False) as work:
        seen = work.plans.get(plan().id).own_words
    planning.write_own_words(house.desk(member), plan().id, seen, OwnWords(words))


def test_a_change_is_heard_by_who_has_to_do_with_the_citizen_and_nobody_else(house, listening):
    participant_, deputy, stranger = listening(AMIRA), listening(JENS), listening(HANNE)
    write(house, METTE, "Ro.")
    news = Changes(citizens=frozenset({identity(BO)}), plans=frozenset({plan().id}))
    assert participant_.wait_for(1) == deputy.wait_for(1) == [news]
    # Hanne leads Amira, who only takes part: no case and no plan of her unit.
    assert stranger.heard == []


def test_what_this_program_wrote_itself_is_no_news(house, listening):
    with house.persons["mette"].connect() as connection:
        mine = {connection.connection.driver_connection.info.backend_pid}
    ear, other = listening(METTE, mine=Everything(mine)), listening(AMIRA)
    write(house, METTE, "Ro.")
    other.wait_for(1)
    assert ear.heard == []


class Everything:
    """Every process of the pool there is."""

    def __init__(self, mine: set[int]) -> None:
        self._mine = mine

    def __contains__(self, _pid: object) -> bool:
        return True


def test_after_a_line_that_broke_all_may_have_changed(house, listening):
    ear = listening(AMIRA)
    with house.engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename = 'amira' AND query LIKE '%LISTEN%'"
            )
        )
    assert ear.wait_for(1) == [Changes(everything=True)]


def test_what_is_no_news_is_not_heard(house, listening):
    ear = listening(AMIRA)
    with house.engine.begin() as connection:
        asked = text("SELECT name FROM access.channel WHERE staff_id = :who")
        (name,) = connection.execute(asked, {"who": AMIRA.id}).one()
        for payload in ("Bo Testrup", "", "; DROP TABLE citizen"):
            connection.execute(text("SELECT pg_notify(:name, :it)"), {"name": name, "it": payload})
    write(house, METTE, "Ro.")
    (news,) = ear.wait_for(1)
    assert news.citizens == {identity(BO)}


def test_nobody_reads_the_channel_of_another(house, listening):
    listening(AMIRA)
    with house.persons["mette"].connect() as connection:
        hers = connection.execute(text("SELECT access.my_channel()")).scalar()
        again = connection.execute(text("SELECT access.my_channel()")).scalar()
        assert hers == again
        with pytest.raises(Exception, match="permission denied"):
            connection.execute(text("SELECT name FROM access.channel"))
