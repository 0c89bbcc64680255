"""What went wrong is kept where support finds it, and tells of nobody."""

import logging
import os
from datetime import UTC, datetime

import pytest

from coordinator import faults
from coordinator.faults import KeptFaults


@pytest.fixture
def file(tmp_path):
    kept = KeptFaults(tmp_path / "log" / "faults.txt")
    logging.getLogger().addHandler(kept)
    yield tmp_path / "log" / "faults.txt"
    logging.getLogger().removeHandler(kept)


def test_a_fault_is_kept_by_its_place_and_number_for_this_person_alone(file):
    try:
        int("Kanarine Fuglekvist")
    except ValueError as error:
        faults.uncaught(ValueError, error, error.__traceback__)
        logging.getLogger("ui.x").warning("lost", exc_info=True)
    kept = file.read_text(encoding="utf-8")
    assert "Z ERROR coordinator.faults bug " in kept
    assert "ValueError < test_faults.py:" in kept
    assert kept.endswith("Z WARNING ui.x lost\n")
    assert "Kanarine" not in kept
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0


def test_a_line_of_a_library_or_of_no_weight_is_not_kept(file):
    logging.getLogger("sqlalchemy.pool").error("Kanarine Fuglekvist")
    logging.getLogger("ui.problems").info("rule: late")
    assert not file.exists()


def test_nothing_typed_makes_a_line_of_its_own(file):
    logging.getLogger("ui.x").warning("code: %s", "one\nZ ERROR ui.x forged")
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1


def test_an_old_file_gives_way_once_it_is_big(file, monkeypatch):
    monkeypatch.setattr(faults, "_MOST_BYTES", 40)
    for number in range(3):
        logging.getLogger("db.x").error("fault %d", number)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1
    assert {each.name for each in file.parent.iterdir()} == {"faults.txt", "faults.before.txt"}


def test_a_disk_that_is_full_stops_nothing(tmp_path):
    (tmp_path / "log").write_text("no folder")
    record = logging.makeLogRecord({"name": "ui.x", "msg": "lost", "levelno": logging.ERROR})
    KeptFaults(tmp_path / "log" / "faults.txt").emit(record)
    assert (tmp_path / "log").read_text() == "no folder"


def test_what_a_guesser_typed_at_this_pc_is_counted_from_a_moment_on(tmp_path):
    line = "2026-11-{day}T08:00:00Z WARNING ui.screens.welcome.presenter {words}\n"
    (tmp_path / "faults.before.txt").write_text(
        line.format(day="10", words="not let in: password-wrong")
        + line.format(day="16", words="not let in: password-wrong")
    )
    file = tmp_path / "faults.txt"
    file.write_text(
        line.format(day="17", words="not let in: store-key-wrong")
        + line.format(day="17", words="not let in: store-away")
        + line.format(day="18", words="not let in: password-wrong and more")
    )
    assert faults.refused_since(datetime(2026, 11, 16, tzinfo=UTC), file) == 2
    assert faults.refused_since(datetime(2026, 11, 17, 8, 0, 1, tzinfo=UTC), file) == 0
    assert faults.refused_since(datetime(2026, 11, 16, tzinfo=UTC), tmp_path / "none.txt") == 0


def test_a_refusal_that_is_logged_is_one_that_is_counted(file):
    before = datetime.now(UTC).replace(microsecond=0)
    logging.getLogger("ui.proving").warning("not let in: %s", "password-wrong")
    assert faults.refused_since(before, file) == 1
