"""Ids that sort by the time they were made."""

import time
from uuid import RFC_4122

from coordinator.ids import new_id


def test_an_id_is_of_version_7_and_nobody_elses():
    made = [new_id() for _ in range(2_000)]
    assert len(set(made)) == len(made)
    assert {each.version for each in made} == {7}
    assert {each.variant for each in made} == {RFC_4122}


def test_an_id_begins_with_the_time(monkeypatch):
    monkeypatch.setattr(time, "time_ns", lambda: 1_800_000_000_123_456_789)
    earlier = new_id()
    assert earlier.int >> 80 == 1_800_000_000_123
    monkeypatch.setattr(time, "time_ns", lambda: 1_800_000_000_124_000_000)
    assert new_id() > earlier
