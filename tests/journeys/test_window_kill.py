"""A program that is killed while somebody fills in a form: the text is there at the next start."""

import subprocess

import pytest

from tests.drill.plan_kills import IDLE, typed_until, typist
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.lists_world import METTE
from tests.ui.screens.plan_world import full_plan, plan_world
from ui.feed import ChangeFeed
from ui.people import user_card
from ui.window import SCREENS, Window

_LETTERS = 30


def test_a_half_filled_form_survives_a_kill_and_is_open_again(tmp_path, qtbot, monkeypatch):
    world = plan_world(tmp_path)
    full_plan(world)
    with world.desk(METTE).start_reading() as work:
        citizen_id = work.lists.my_plans()[0].citizen_id
    world.engine.dispose()
    # Whatever the program writes while it runs, it writes here.
    for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    process = typist(tmp_path, citizen_id, _LETTERS, 0.01, "citizen")
    try:
        seen = typed_until(process, lambda seen: seen[-1][0] == _LETTERS)
        # The promise itself is in seconds, so here time must really pass.
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(IDLE)
    finally:
        process.kill()
        process.communicate()
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert len(files) > 2, "the store, its log and what else is beside it"
    assert [each.name for each in files if b"bcdefghij" in each.read_bytes()] == []
    screens = tuple(each for each in SCREENS if each.name == "citizen")
    desk = world.desk(METTE)
    window = Window(desk=desk, runner=ImmediateRunner(), feed=ChangeFeed(), screens=screens)
    qtbot.addWidget(window)
    window.show_user(user_card(METTE))
    window.show()
    window.open("citizen", str(citizen_id))
    form = window.current_screen().board.form
    assert form.form_name == "contact"
    assert len(form._note.text()) == seen[-1][0] == _LETTERS
    assert form._memory.notice.isVisible()
    world.engine.dispose()
