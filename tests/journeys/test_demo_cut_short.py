"""The practice store, when its making was cut short."""

from uuid import UUID

import pytest

from coordinator import demo
from coordinator.stores import Unlocking
from tests.journeys.conftest import PASSPHRASE, Terminal


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
        monkeypatch.setattr(demo._Story, "tell_up_to", tell_a_few)
        with pytest.raises(PlugPulled):
            demo.fill(store, solbaek.clock, lambda _text: None)
        monkeypatch.setattr(demo._Story, "tell_up_to", tell_up_to)
        demo.fill(store, solbaek.clock, lambda _text: None)

        assert store.info().counts["plans"] == len(demo._ENDS)
        assert demo._is_filled(store, solbaek.clock)
        desk = demo.Desk(demo.SYSTEM, store.begin, solbaek.clock)
        with desk.taken_by(demo.cast_of(desk).coordinator).start_reading() as work:
            lines = work.lists.my_plans()
        assert [line.protected for line in lines].count(True) == 1
        assert len({line.citizen_id for line in lines}) == len(demo._ENDS)
        # The same on every PC, so that a guide can name them.
        told = sorted(line.citizen_name for line in lines)
        assert (len(told), told[0], told[-1]) == (12, "Carl Prøvesen", "Vibeke Rikke Øvelse")
    finally:
        store.close()
