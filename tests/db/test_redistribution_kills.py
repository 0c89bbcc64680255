"""Who is killed while accepting many has accepted those before, whole, and none of those after."""

import pytest
from sqlalchemy import make_url

from db.engine import as_person, open_shared
from tests.drill import accept_kills

_KILLS = 4


def _holds(found):
    assert [each.torn for each in found] == [0] * len(found)
    assert found[-1].accepted == found[-1].total == accept_kills.CITIZENS


def test_in_a_local_store(tmp_path):
    _holds(accept_kills.local(tmp_path, _KILLS))


@pytest.mark.parametrize("house", ["shared"], indirect=True)
def test_in_a_shared_store(house):
    accept_kills.fill(house.engine)
    address = house.engine.url.render_as_string(hide_password=False)

    def way_in(who):
        theirs = make_url(address).set(username=who.login)
        return as_person(open_shared(theirs.render_as_string(hide_password=False)))

    _holds(accept_kills.killed(way_in, lambda: open_shared(address), _KILLS, walled=True))
