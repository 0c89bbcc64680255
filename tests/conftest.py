"""What every test stands on: a known environment, and stores to try things on."""

import atexit
import gc
import os
import shutil
import tempfile
import time
from pathlib import Path

# Without a screen of its own Qt draws on one that is smaller than our windows. A colon would end
# the path, so on Windows it is told from here.
_SCREEN = Path(__file__).with_name("screen.json")
if os.name == "nt":
    _SCREEN = Path(os.path.relpath(_SCREEN))
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREEN.as_posix()}"
# Qt and platformdirs warn when it is missing, and warnings are errors.
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="samplan-run-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
# No test reaches the keyring of the person who runs it, nor what their PC remembers of stores
# and of who was not let in.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for _name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = tempfile.mkdtemp(prefix="samplan-data-")
    atexit.register(shutil.rmtree, os.environ[_name], ignore_errors=True)
# The same time zone on every machine, and one that is never UTC.
os.environ["TZ"] = "Europe/Copenhagen"
if hasattr(time, "tzset"):
    time.tzset()
for _name in ("SAMPLAN_PASSPHRASE", "SAMPLAN_PASSWORD", "SAMPLAN_TODAY", "SAMPLAN_STORE"):
    os.environ.pop(_name, None)

from collections.abc import Iterator  # noqa: E402
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402
from sqlalchemy import Engine  # noqa: E402

from coordinator import i18n  # noqa: E402
from db import engine as engines  # noqa: E402
from db import schema  # noqa: E402
from db.engine import create_local, open_local, open_shared  # noqa: E402
from db.envelope import STANDARD_COST  # noqa: E402
from tests import houses, postgres, statements  # noqa: E402
from tests.fakes import FakeStore  # noqa: E402
from tests.run_folder import run_folder  # noqa: E402

STORE_KEY = bytes(range(32))
# A slow machine is no fault, and what holds today holds tomorrow: only a drill draws anew.
settings.register_profile(
    "samplan",
    deadline=None,
    derandomize="SAMPLAN_LIVES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("samplan")
# What makes a passphrase dear to guess makes it dear to try; the defaults hold this very object.
for _field, _least in (("passes", 1), ("memory_kib", 8), ("lanes", 1)):
    object.__setattr__(STANDARD_COST, _field, _least)
# To look for garbage after every 700 objects takes a thirtieth of a run.
gc.set_threshold(20_000, 20, 20)
statements.share()
run_folder()  # before any worker begins
# No test cuts the power, and to wait for the disk is most of what a small commit takes.
PRAGMAS_IN_USE = engines._PRAGMAS
engines._PRAGMAS = tuple(
    each.replace("synchronous=FULL", "synchronous=OFF") for each in PRAGMAS_IN_USE
)


@pytest.fixture(autouse=True)
def _language_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that changes the language changes it for itself."""
    monkeypatch.setattr(i18n._Current, "language", i18n._Current.language)
    monkeypatch.setattr(i18n._Current, "catalogue", i18n._Current.catalogue)


@pytest.fixture
def as_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let local stores be opened with all their settings."""
    monkeypatch.setattr(engines, "_PRAGMAS", PRAGMAS_IN_USE)


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Engine]:
    """An open, encrypted local store without tables, in ``tmp_path / "samplan.db"``."""
    path = tmp_path / "samplan.db"
    create_local(path, STORE_KEY)
    engine = open_local(path, STORE_KEY)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def _server() -> Iterator[postgres.Server | str]:
    """The session's PostgreSQL server, or the address of the one that is named."""
    with postgres.server() as found:
        yield found


@pytest.fixture(scope="session")
def postgres_server(_server: postgres.Server | str) -> str:
    """The address of the session's PostgreSQL server (its maintenance database)."""
    return _server if isinstance(_server, str) else _server.address


@pytest.fixture
def own_server(_server: postgres.Server | str) -> Iterator[postgres.Server]:
    """The session's server where it is ours to set; it is as before at the end."""
    if isinstance(_server, str):
        pytest.skip("SAMPLAN_TEST_POSTGRES names a server that is not ours to set")
    yield _server
    _server.reset()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database that is this test's alone."""
    with postgres.fresh_database(postgres_server) as address:
        yield address


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[Engine]:
    """An open shared store without tables."""
    engine = open_shared(postgres_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A local store with tables and staff; a copy costs next to nothing."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    create_local(path, STORE_KEY, houses.build)
    return path


@pytest.fixture(scope="session")
def _shared_house(postgres_server: str) -> Iterator[houses.SqlHouse]:
    """A shared store with tables; to empty it is quicker than to make another."""
    with postgres.fresh_database(postgres_server) as address:
        engine = open_shared(address)
        schema.upgrade(engine)
        with houses.logins(engine, address) as persons:
            yield houses.SqlHouse(engine, persons)
        engine.dispose()


@pytest.fixture
def local_house(_sqlite_template: Path, tmp_path: Path) -> Iterator[houses.SqlHouse]:
    """An encrypted local store with staff in it."""
    path = tmp_path / "house.db"
    shutil.copy(_sqlite_template, path)
    engine = open_local(path, STORE_KEY)
    yield houses.SqlHouse(engine)
    engine.dispose()


@pytest.fixture
def shared_house(_shared_house: houses.SqlHouse) -> houses.SqlHouse:
    """A shared store with staff in it and nothing else."""
    houses.empty(_shared_house.engine)
    houses.hire(_shared_house.engine)
    return _shared_house


@pytest.fixture
def memory_house() -> FakeStore:
    """A store in memory with staff in it."""
    return FakeStore()


@pytest.fixture(params=["memory", "local", "shared"])
def house(request: pytest.FixtureRequest) -> houses.House:
    """One of the three stores, with staff in it: what a test says holds for each."""
    found: houses.House = request.getfixturevalue(f"{request.param}_house")
    return found


@pytest.fixture(params=["memory", "shared"])
def busy_house(request: pytest.FixtureRequest) -> houses.House:
    """A store in which two pieces of work can be under way at once."""
    found: houses.House = request.getfixturevalue(f"{request.param}_house")
    return found
