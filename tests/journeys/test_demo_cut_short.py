"""The practice store, when its making was cut short."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest

from coordinator import demo
from coordinator.lists import PlanLine
from coordinator.ports import Clock
from coordinator.stores import OpenStore, Unlocking
from tests.journeys.conftest import PASSPHRASE, Terminal
from tests.ui.every_screen import make_practice


class PlugPulled(Exception):
    """The program ended here."""


def test_a_filling_that_was_cut_short_goes_on(
    solbaek: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[UUID] = []
    tell_up_to = demo._Story.tell_up_to

    def tell_a_few(story: demo._Story, place: int, end: str) -> None:
        tell_up_to(story, place, end)
        begun.append(story._plan)
        if len(begun) == 2:
            raise PlugPulled

    store = solbaek.stores.open(solbaek.store, Unlocking(PASSPHRASE))
    try:
        monkeypatch.setattr(demo, "FILES", ())  # they are loaded already
        monkeypatch.setattr(demo, "_PLANS", 4)
        monkeypatch.setattr(demo._Story, "tell_up_to", tell_a_few)
        with pytest.raises(PlugPulled):
            demo.fill(store, solbaek.clock, lambda _text: None)
        assert not demo._is_filled(store, solbaek.clock)
        monkeypatch.setattr(demo._Story, "tell_up_to", tell_up_to)
        demo.fill(store, solbaek.clock, lambda _text: None)
        assert demo._is_filled(store, solbaek.clock)
        assert len({line.citizen_id for line in _my_plans(store, solbaek.clock)}) == 4
    finally:
        store.close()


def test_the_stories_are_the_same_on_every_pc(tmp_path: Path) -> None:
    """So that a guide can name them."""
    practice = make_practice(tmp_path)
    try:
        lines = _my_plans(practice.store, practice.clock)
    finally:
        practice.store.close()
    assert [line.protected for line in lines].count(True) == 1
    told = sorted(line.citizen_name for line in lines)
    assert (len(told), told[0], told[-1]) == (12, "Carl Prøvesen", "Vibeke Rikke Øvelse")


def _my_plans(store: OpenStore, clock: Clock) -> Sequence[PlanLine]:
    desk = demo.Desk(demo.SYSTEM, store.begin, clock)
    with desk.taken_by(demo.cast_of(desk).coordinator).start_reading() as work:
        return work.lists.my_plans()
