"""A cheap part of the attacks, so that a new table or policy that leaks is told at once."""

import pytest

from tests.attack import every
from tests.attack.stage import stage


@pytest.fixture(scope="module")
def attacked(postgres_server):
    with stage(postgres_server) as made:
        yield made


def test_no_attack_gains_anything(attacked):
    found = every.attack(attacked, every.quick(attacked))
    assert [f"{each.case.name}: {each.gain}" for each in found if each.leak] == []
    assert len(found) > 500
