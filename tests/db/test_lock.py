"""One process at a time in a local store."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coordinator.i18n import use_language
from coordinator.store_errors import StoreAlreadyOpen, StoreNotThere, StoreReadOnly
from db.lock import StoreLock

HOLD = "import sys; from pathlib import Path; from db.lock import StoreLock\nlock = StoreLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def other_process(tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "s.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_store_in_another_process_is_already_open_and_says_where(
    tmp_path: Path, other_process: subprocess.Popen[str]
) -> None:
    with pytest.raises(StoreAlreadyOpen) as caught:
        StoreLock(tmp_path / "s.db").acquire()
    use_language("en")
    assert f"({other_process.pid}, " in caught.value.sentence


def test_the_lock_of_a_killed_process_is_free(
    tmp_path: Path, other_process: subprocess.Popen[str]
) -> None:
    other_process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    other_process.wait()
    with StoreLock(tmp_path / "s.db"):
        assert (tmp_path / "s.db.holder").read_text().startswith(f"{os.getpid()}, ")


def test_a_loser_does_not_disturb_the_holder(tmp_path: Path) -> None:
    with StoreLock(tmp_path / "s.db"):
        for _ in range(2):
            with pytest.raises(StoreAlreadyOpen):
                StoreLock(tmp_path / "s.db").acquire()
        assert (tmp_path / "s.db.holder").exists()


def test_a_store_is_free_after_it_was_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with StoreLock(tmp_path / "s.db"):
            pass
    assert not (tmp_path / "s.db.holder").exists()


def test_another_thread_may_give_it_back(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path / "s.db")
    lock.acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    StoreLock(tmp_path / "s.db").acquire()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreNotThere):
        StoreLock(tmp_path / "none" / "s.db").acquire()
    assert list(tmp_path.iterdir()) == []


def test_an_unreadable_holder_is_a_question_mark(tmp_path: Path) -> None:
    with StoreLock(tmp_path / "s.db"):
        (tmp_path / "s.db.holder").write_bytes(b"\xff")
        with pytest.raises(StoreAlreadyOpen) as caught:
            StoreLock(tmp_path / "s.db").acquire()
    assert caught.value.facts["holder"] == "?"


def test_a_folder_that_may_not_be_written_in_says_so(tmp_path: Path) -> None:
    (tmp_path / "s.db.holder").mkdir()
    with pytest.raises(StoreReadOnly):
        StoreLock(tmp_path / "s.db").acquire()
    (tmp_path / "s.db.holder").rmdir()
    StoreLock(tmp_path / "s.db").acquire()
