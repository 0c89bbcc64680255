"""A cheap part of the attacks, so that a new table or policy that leaks is told at once."""

import re
from pathlib import Path

import psycopg
import pytest

from tests.attack import every, matrix
from tests.attack.line import Channel
from tests.attack.stage import STRANGER, stage


@pytest.fixture(scope="module")
def attacked(postgres_server):
    with stage(postgres_server) as made:
        yield made


def leaks(found):
    return [f"{each.case.name}: {each.gain}" for each in found if each.leak]


def test_no_attack_gains_anything(attacked):
    found = every.attack(attacked, every.quick(attacked))
    assert leaks(found) == []
    assert len(found) > 500


def test_a_hole_is_found(attacked):
    with psycopg.connect(attacked.address, autocommit=True) as line:
        line.execute("CREATE POLICY hole ON goal FOR SELECT TO samplan_staff USING (true)")
        try:
            cases = matrix.of_one(attacked, "goal", STRANGER)
            assert len(leaks(every.attack(attacked, cases))) > 3
        finally:
            line.execute("DROP POLICY hole ON goal")


def test_every_accepted_channel_has_its_reason():
    told = (Path(__file__).parents[2] / "docs/security/channels.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", told, flags=re.MULTILINE)) == set(Channel)
