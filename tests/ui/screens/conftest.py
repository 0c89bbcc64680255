"""What the tests of screens stand on."""

import pytest

from tests.ui.screens.plan_world import plan_world


@pytest.fixture
def world(tmp_path):
    """A store in memory with everybody in staff, at whose desks a plan is written."""
    made = plan_world(tmp_path)
    yield made
    made.engine.dispose()
