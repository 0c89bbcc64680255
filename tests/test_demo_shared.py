"""The shared store to look at lets its people in, each by their own login."""

from coordinator.demo import SAMPLE_DIR
from coordinator.desk import Desk
from coordinator.imports import ImportKind
from coordinator.stores import Unlocking
from coordinator.use_cases import importing
from coordinator.use_cases.signing_in import SYSTEM, sign_in
from tests import demo_shared
from tests.builders import CLOCK


def only_staff(store, clock, _tell) -> None:
    desk = Desk(SYSTEM, store.begin, clock)
    data = (SAMPLE_DIR / "medarbejdere.csv").read_bytes()
    importing.apply(desk, importing.look_into(desk, ImportKind.STAFF, "medarbejdere.csv", data))


def test_six_people_of_the_demo_sign_in_at_its_server(own_server, postgres_url, monkeypatch):
    monkeypatch.setattr(demo_shared, "fill", only_staff)
    people = demo_shared.furnish(postgres_url, CLOCK)
    assert len({each.login for each in people}) == 6
    stores = demo_shared.DemoStores(CLOCK)
    for each in people[:2]:
        address = own_server.by_tls(each.login, postgres_url.partition("?")[0].rpartition("/")[2])
        store = stores.open(address, Unlocking())
        assert (store.walled, sign_in(store.begin, None, store.server_login)) == (True, each)
        store.close()
    demo_shared.dismiss(postgres_url, people)
