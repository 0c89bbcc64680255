"""The first of two servers dies while people write: the second goes on, and so do they."""

import os
import sys

import pytest

from coordinator.i18n import use_language
from coordinator.server_errors import CertificateOtherName
from coordinator.use_cases import opening
from tests import colleagues, pair
from tests.drill.failover import taken_over


@pytest.fixture
def two_servers(monkeypatch, tmp_path):
    if not sys.platform.startswith("linux") or "SAMPLAN_TEST_POSTGRES" in os.environ:
        pytest.skip("it kills servers of its own, process by process")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    # Nobody waits here for what spreads people in use.
    monkeypatch.setattr("ui.screens.plan.autosave.RETRY", 0.2)
    monkeypatch.setattr("db.listener._AGAIN_S", (0.05, 0.1))
    with pair.two_servers(3) as two:
        yield two
    use_language("da")


def test_a_window_goes_on_at_the_second_server_and_nothing_is_lost(qapp, two_servers):
    found = taken_over(two_servers, decision=0.0, writers=range(2, 3))
    assert not found.wrong
    assert found.words_kept
    (told,) = found.shown
    assert told.startswith("Ingen forbindelse – gemt på denne pc kl. ")
    # The second is believed for its own certificate alone.
    second = two_servers.second
    second.authority.issue(second.folder, pair.FIRST)
    second.set()
    who = colleagues.member(2)
    engine = colleagues.engine_of(who, two_servers.address)
    with pytest.raises(CertificateOtherName):
        opening.read_plan(colleagues.desk_at(engine, who), colleagues.plan_id(2))
