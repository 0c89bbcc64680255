"""The search for what a sitting left behind finds what lies open, wherever it lies."""

import logging
import os
import tempfile
from pathlib import Path

import pytest

from tests.journeys.left_behind import Traces, note_typed

WORD = "Kanarine Fuglekvist"


def _in_a_log(_folder: Path) -> None:
    logging.getLogger("ui").warning("problem: %s", WORD)


def _in_a_temporary_file(_folder: Path) -> None:
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write(f"<p>{WORD}</p>")


def _in_a_profile(_folder: Path) -> None:
    Path(os.environ["XDG_CONFIG_HOME"], "Samplan.conf").write_text(f"last={WORD}", "utf-16-le")


def _beside_the_store(folder: Path) -> None:
    (folder / "samplan.db.drafts").write_bytes(bytes(4096) + WORD.encode())


def _in_a_name(folder: Path) -> None:
    (folder / f"{WORD}.pdf").touch()


@pytest.mark.parametrize(
    "leave", [_in_a_log, _in_a_temporary_file, _in_a_profile, _beside_the_store, _in_a_name]
)
def test_what_was_typed_is_found(tmp_path, leave):
    before = dict(os.environ), tempfile.gettempdir()
    traces = Traces(tmp_path)
    note_typed(WORD)
    note_typed("kort")
    note_typed("/a/path/that/was/typed")
    leave(tmp_path)
    found = traces.end()
    assert len(found) == 1
    assert WORD in found[0]
    assert (dict(os.environ), tempfile.gettempdir()) == before


def test_nothing_is_found_where_nothing_lies(tmp_path):
    traces = Traces(tmp_path)
    note_typed(WORD)
    (tmp_path / "samplan.db").write_bytes(bytes(4096))
    assert traces.end() == []
