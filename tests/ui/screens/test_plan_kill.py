"""A program that is killed: what was typed is there when it starts again."""

import subprocess

import pytest

from tests.drill.plan_kills import IDLE, kept, typed_until, typist
from tests.ui.screens.plan_world import full_plan, plan_world

_LETTERS = 30


def test_what_was_typed_survives_a_kill_after_two_seconds_of_rest(tmp_path):
    world = plan_world(tmp_path)
    plan_id = full_plan(world)
    world.engine.dispose()
    process = typist(tmp_path, plan_id, _LETTERS, 0.01)
    try:
        typed_until(process, lambda seen: seen[-1][0] == _LETTERS)
        # The promise itself is in seconds, so here time must really pass.
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(IDLE)
    finally:
        process.kill()
        process.communicate()
    assert kept(world, plan_id) == _LETTERS
    world.engine.dispose()
