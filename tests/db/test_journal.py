"""The draft journal: the same in memory and in its encrypted file; and where its key lies."""

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from keyring.errors import KeyringLocked as LibraryLocked

from coordinator.desk import SystemClock
from coordinator.journal import NO_JOURNAL
from coordinator.store_errors import StoreFull, StoreReadOnly
from coordinator.stores import Unlocking
from db import journal as db_journal
from db.journal import JournalFile, local_journal, shared_journal
from db.keyring import Keyring
from db.places import SharedPlace
from db.store_house import SqlStores
from plans.people import Role, StaffMember
from tests.builders import METTE
from tests.fakes_journal import FakeJournal

KEY = bytes(range(32))
AT = datetime(2026, 11, 21, 9, 15, tzinfo=UTC)
PLAN, OTHER = UUID(int=1), UUID(int=2)
ME, COLLEAGUE = UUID(int=11), UUID(int=12)
SERVER = SharedPlace("postgresql://mette:hemmelig@server/samplan")


class Wallet:
    """A keyring's library; ``locked`` as one that does not open."""

    def __init__(self, *, locked=False):
        self.kept, self.locked = {}, locked

    def get_password(self, service, username):
        if self.locked:
            raise LibraryLocked
        return self.kept.get(username)

    def set_password(self, service, username, password):
        self.kept[username] = password


def local_file(folder: Path) -> JournalFile:
    return local_journal(folder / "samplan.db", KEY)


@pytest.fixture(params=["memory", "file"])
def journals(request, tmp_path):
    """Two people's journals in one place."""
    made = FakeJournal() if request.param == "memory" else local_file(tmp_path)
    yield made
    if request.param == "file":
        made.close()


def contents(journal, plan_id=PLAN):
    return {each.part: each.content for each in journal.of_plan(plan_id)}


# -- what holds for both ---------------------------------------------------------------------


def test_what_is_kept_is_there_with_its_time(journals):
    mine = journals.of(ME)
    mine.keep(PLAN, {"own_words": b"Ro.", "goal:1": b"Arbejde"}, AT)
    assert contents(mine) == {"own_words": b"Ro.", "goal:1": b"Arbejde"}
    assert {each.at for each in mine.of_plan(PLAN)} == {AT}
    assert mine.lasting


def test_the_newest_text_of_a_part_takes_the_place_of_the_last(journals):
    mine = journals.of(ME)
    mine.keep(PLAN, {"own_words": b"R"}, AT)
    mine.keep(PLAN, {"own_words": b"Ro."}, AT + timedelta(seconds=2))
    assert contents(mine) == {"own_words": b"Ro."}


def test_a_part_that_the_store_has_is_let_go_of(journals):
    mine = journals.of(ME)
    mine.keep(PLAN, {"own_words": b"Ro.", "goal:1": b"Arbejde"}, AT)
    mine.keep(PLAN, {"own_words": None, "never there": None}, AT)
    assert contents(mine) == {"goal:1": b"Arbejde"}


def test_plans_are_listed_the_oldest_first(journals):
    mine = journals.of(ME)
    assert mine.plans() == ()
    mine.keep(OTHER, {"own_words": b"x"}, AT + timedelta(hours=1))
    mine.keep(PLAN, {"own_words": b"x", "goal:1": b"y"}, AT)
    assert [(each.plan_id, each.parts) for each in mine.plans()] == [(PLAN, 2), (OTHER, 1)]


def test_nobody_sees_what_another_wrote(journals):
    journals.of(ME).keep(PLAN, {"own_words": b"Mit"}, AT)
    journals.of(COLLEAGUE).keep(PLAN, {"own_words": b"Dit"}, AT)
    assert contents(journals.of(ME)) == {"own_words": b"Mit"}
    journals.of(COLLEAGUE).keep(PLAN, {"own_words": None}, AT)
    assert journals.of(COLLEAGUE).plans() == ()
    assert contents(journals.of(ME)) == {"own_words": b"Mit"}


# -- the file --------------------------------------------------------------------------------


def test_the_file_is_encrypted_private_and_read_again_after_a_new_start(tmp_path):
    first = local_file(tmp_path)
    first.of(ME).keep(PLAN, {"own_words": b"Jeg vil have ro."}, AT)
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"Jeg vil have ro" not in content
        assert b"SQLite format 3" not in content
        assert path.stat().st_mode & 0o077 == 0
    # As after a kill: the first one was never closed.
    assert contents(local_file(tmp_path).of(ME)) == {"own_words": b"Jeg vil have ro."}
    first.close()


def test_the_file_is_made_when_a_plan_is_opened_and_not_before(tmp_path):
    file = local_file(tmp_path)
    assert file.of(ME).plans() == ()
    assert list(tmp_path.iterdir()) == []
    assert file.of(ME).of_plan(PLAN) == ()
    assert (tmp_path / "samplan.db.drafts").exists()
    file.close()


def test_a_file_that_another_key_made_is_set_aside_and_never_written_over(tmp_path):
    old = local_journal(tmp_path / "samplan.db", bytes(32))
    old.of(ME).keep(PLAN, {"own_words": b"x"}, AT)
    old.close()
    before = (tmp_path / "samplan.db.drafts").read_bytes()
    new = local_file(tmp_path)
    new.of(ME).keep(PLAN, {"own_words": b"y"}, AT)
    assert contents(new.of(ME)) == {"own_words": b"y"}
    (aside,) = tmp_path.glob("samplan.db.drafts.unreadable-*")
    assert aside.read_bytes() == before
    new.close()


def test_a_write_that_fails_keeps_what_was_there_and_the_next_goes_well(tmp_path):
    file = local_file(tmp_path)
    mine = file.of(ME)
    mine.keep(PLAN, {"own_words": b"x"}, AT)
    pages = file._connection.execute("PRAGMA page_count").fetchone()[0]
    file._connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFull):
        mine.keep(PLAN, {"own_words": b"y" * 100_000}, AT)
    assert contents(mine) == {"own_words": b"x"}
    file._connection.execute("PRAGMA max_page_count=1000000")
    mine.keep(PLAN, {"own_words": b"y"}, AT)
    assert contents(mine) == {"own_words": b"y"}
    file.close()


def test_a_full_disk_is_told_as_one_when_the_file_is_to_be_made(tmp_path, monkeypatch):
    def full(*_values):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(db_journal, "create_local", full)
    with pytest.raises(StoreFull):
        local_file(tmp_path).of(ME).keep(PLAN, {"own_words": b"x"}, AT)


def test_two_windows_make_the_file_at_the_same_moment(tmp_path, monkeypatch):
    real = db_journal.create_local

    def slower(path, key):
        patched.undo()
        local_file(tmp_path).of(COLLEAGUE).keep(PLAN, {"own_words": b"dit"}, AT)
        return real(path, key)

    with monkeypatch.context() as patched:
        patched.setattr(db_journal, "create_local", slower)
        mine = local_file(tmp_path).of(ME)
        mine.keep(PLAN, {"own_words": b"mit"}, AT)
    assert contents(mine) == {"own_words": b"mit"}
    assert contents(local_file(tmp_path).of(COLLEAGUE)) == {"own_words": b"dit"}


# -- the key ---------------------------------------------------------------------------------


def shared(folder, wallet):
    return shared_journal(SERVER, folder, lambda: None if wallet is None else Keyring(wallet))


def test_the_key_for_a_shared_store_lies_in_the_keyring_and_opens_it_again(tmp_path):
    wallet = Wallet()
    first = shared(tmp_path, wallet)
    first.of(ME).keep(PLAN, {"own_words": b"x"}, AT)
    first.close()
    assert len(wallet.kept) == 1
    again = shared(tmp_path, wallet)
    assert contents(again.of(ME)) == {"own_words": b"x"}
    again.close()


def test_another_login_on_the_same_server_finds_the_same_file(tmp_path):
    wallet = Wallet()
    first = shared(tmp_path, wallet)
    first.of(ME).keep(PLAN, {"own_words": b"x"}, AT)
    first.close()
    place = SharedPlace("postgresql://birger@server/samplan?sslmode=verify-full")
    again = shared_journal(place, tmp_path, lambda: Keyring(wallet))
    assert contents(again.of(ME)) == {"own_words": b"x"}
    again.close()


@pytest.mark.parametrize("wallet", [None, Wallet(locked=True)], ids=["none", "locked"])
def test_without_a_keyring_nothing_is_ever_written(tmp_path, wallet):
    mine = shared(tmp_path, wallet).of(ME)
    assert not mine.lasting
    assert mine.of_plan(PLAN) == mine.plans() == ()
    with pytest.raises(StoreReadOnly):
        mine.keep(PLAN, {"own_words": b"x"}, AT)
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_that_is_locked_today_leaves_the_file_for_tomorrow(tmp_path):
    wallet = Wallet()
    first = shared(tmp_path, wallet)
    first.of(ME).keep(PLAN, {"own_words": b"x"}, AT)
    first.close()
    wallet.locked = True
    assert shared(tmp_path, wallet).of(ME).of_plan(PLAN) == ()
    wallet.locked = False
    again = shared(tmp_path, wallet)
    assert contents(again.of(ME)) == {"own_words": b"x"}
    again.close()


def test_a_store_gives_the_journal_of_who_works_and_the_next_start_finds_it(tmp_path):
    member = StaffMember(uuid4(), "mette", "Mette", None, "", Role.CASEWORKER)
    stores, address = SqlStores(SystemClock()), str(tmp_path / "samplan.db")
    stores.create(address, Unlocking(), demo=True)
    for start in (1, 2):
        store = stores.open(address, Unlocking())
        journal = store.drafts(member)
        if start == 1:
            journal.keep(PLAN, {"own_words": b"x"}, AT)
        assert contents(journal) == {"own_words": b"x"}
        assert store.drafts(METTE).plans() == ()
        store.close()


def test_no_journal_keeps_nothing():
    NO_JOURNAL.keep(PLAN, {"own_words": b"x"}, AT)
    assert NO_JOURNAL.of_plan(PLAN) == NO_JOURNAL.plans() == ()
    assert not NO_JOURNAL.lasting
