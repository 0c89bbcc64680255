"""A shared store to look at: a real server with TLS, Solbæk in it, and two colleagues' windows.

The server lies in a temporary folder and is gone when both windows are closed.
"""

import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from typing import Final

import psycopg
from sqlalchemy import make_url

from coordinator.demo import cast_of, fill
from coordinator.desk import Desk, SystemClock
from coordinator.i18n import use_language
from coordinator.ports import Clock
from coordinator.stores import Unlocking
from coordinator.use_cases import worklists
from coordinator.use_cases.signing_in import SYSTEM
from db.store_house import SqlStore, SqlStores
from plans.people import Role, StaffMember
from tests import postgres

PASSWORD: Final = "solbaek-demo"


class DemoStores(SqlStores):
    """Stores at which the demo's people need not type the password that they all have."""

    def open(self, address: str | None, given: Unlocking) -> SqlStore:
        asked = given if given.password else Unlocking(login=given.login, password=PASSWORD)
        return super().open(address, asked)


def main(arguments: list[str]) -> int:
    """Make the server and open two windows; with an address, be one of the windows."""
    use_language("da")
    if arguments:
        return window(arguments[0])
    clock = SystemClock.from_environment()
    with postgres.server() as server:
        if isinstance(server, str):
            sys.stderr.write("SAMPLAN_TEST_POSTGRES names a server; the demo makes its own.\n")
            return 2
        with postgres.fresh_database(server.address) as address:
            people = furnish(address, clock)
            for each in people:
                _tell(f"{each.login:10} {each.name:28} {server.by_tls(each.login, _name(address))}")
            _tell(f"De har alle adgangskoden {PASSWORD}")
            windows = [
                subprocess.Popen([sys.executable, "-m", "tests.demo_shared", place])
                for place in (server.by_tls(each.login, _name(address)) for each in people[:2])
            ]
            try:
                return max(each.wait() for each in windows)
            except KeyboardInterrupt:
                return 0  # the windows hear it too, and the server goes with them


def furnish(address: str, clock: Clock) -> tuple[StaffMember, ...]:
    """Make Solbæk in an empty database, and logins for six of its people; two come first."""
    stores = SqlStores(clock)
    stores.create(address, Unlocking())
    store = stores.open(address, Unlocking())
    try:
        fill(store, clock, _tell)
        system = Desk(SYSTEM, store.begin, clock)
        cast = cast_of(system)
        social_lead = next(
            each
            for each in worklists.staff(system)
            if (each.role, each.service_area) == (Role.TEAM_LEAD, cast.social.service_area)
        )
    finally:
        store.close()
    people = (cast.coordinator, cast.social, cast.lead, cast.deputy, cast.health, social_lead)
    with psycopg.connect(address, autocommit=True) as line:
        for each in people:
            postgres.hire(line, each.login, PASSWORD)
    return people


def _name(address: str) -> str:
    return str(make_url(address).database)


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def dismiss(address: str, people: Sequence[StaffMember]) -> None:
    """Take the logins away again, from a server that goes on."""
    with psycopg.connect(address, autocommit=True) as line:
        for each in people:
            postgres.dismiss(line, each.login)


def window(address: str) -> int:
    """Open one window, as the login that the address names."""
    from ui.start import run  # noqa: PLC0415 - the furnishing needs no Qt

    clock = SystemClock.from_environment()
    return run(address, None, None, partial(DemoStores, clock), clock)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
