"""Whatever happens to a local store's key or disk: a Danish sentence, a way on, and no new key.

Each line of the table is a PC on one morning. The window is the real one, on real files; only the
keyrings are in memory. After each morning the store's bytes are as they were, no keyring holds
another key than the store's own, and nothing lies open on the disk.
"""

import os
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import keyring
import keyring.errors
import pytest

from coordinator.i18n import use_language
from coordinator.stores import Unlocking
from db.envelope import Envelope, envelope_path
from db.known_places import KnownPlaces
from db.store_house import SqlStores
from plans.people import Role
from tests.db.keyrings import DictBackend, Forgetful, Locked
from tests.review_house import METTE
from tests.ui.screens.test_welcome import CLOCK, Entrance
from ui.widgets.buttons import Button

PHRASE = "syv små grise går hjem"
CANARY = "Kanarine Fuglekvist"


@dataclass
class Pc:
    """A PC with the store of one person, and the keyring of whoever is signed in to it."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    code: str = ""
    backend: object = field(default_factory=DictBackend)

    @property
    def store(self) -> Path:
        return self.folder / "samplan.db"

    def sign_in(self, name: str, backend: object) -> None:
        """Somebody signs in to the PC: a profile of their own, and their keyring."""
        self.backend = backend
        self.monkeypatch.setenv("XDG_DATA_HOME", str(self.folder.parent / name))

    def kept(self) -> set[str]:
        """The keys in the keyring of who is signed in."""
        return set(getattr(self.backend, "kept", {}).values())

    def files(self) -> set[Path]:
        return {each for each in self.folder.rglob("*") if each.is_file()}


def held_in(path):
    """What is in a file, also where the program may not read it."""
    descriptor = os.open(path, os.O_RDONLY)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


class Broken(DictBackend):
    """A keyring that fails in its own words."""

    def get_password(self, service, username):
        raise keyring.errors.InitError("no bus")

    set_password = get_password


@pytest.fixture(scope="module")
def mettes(tmp_path_factory):
    """Mette's store as it was last night: its folder, her keyring, and the recovery code."""
    with pytest.MonkeyPatch.context() as patched:
        made = Pc(tmp_path_factory.mktemp("mette") / "disk", patched)
        made.folder.mkdir()
        patched.setattr("db.keyring.trusted", lambda backend: backend)
        patched.setattr("keyring.get_keyring", lambda: made.backend)
        made.sign_in("profile", DictBackend())
        stores = SqlStores(CLOCK)
        made.code = stores.create(str(made.store), Unlocking())
        store = stores.open(str(made.store), Unlocking())
        with store.begin(METTE, True) as work:
            work.staff.add(replace(METTE, name=CANARY, role=Role.CASEWORKER))
            work.commit()
        store.close()
    return made


@pytest.fixture
def pc(mettes, tmp_path, monkeypatch):
    """Mette's PC: the key to her store lies in her keyring."""
    use_language("da")
    made = Pc(tmp_path / "disk", monkeypatch, mettes.code)
    shutil.copytree(mettes.folder, made.folder)
    monkeypatch.setattr("db.keyring.trusted", lambda backend: backend)
    monkeypatch.setattr("keyring.get_keyring", lambda: made.backend)
    made.sign_in("mette", DictBackend())
    made.backend.kept.update(mettes.backend.kept)
    KnownPlaces().note(made.store, Envelope.read(made.store).store_id)
    return made


@pytest.fixture
def welcome(qtbot):
    made = []

    def show(path):
        made.append(Entrance(qtbot, path, login="mette"))
        return made[-1].start()

    yield show
    for each in made:
        each.close()


def _same(_pc):
    pass


def _no_keyring(pc):
    pc.backend = None


def _locked(pc):
    pc.backend = Locked()


def _broken(pc):
    pc.backend = Broken()


def _null(pc):
    pc.backend = Forgetful()


def _other_user(pc):
    pc.sign_in("nina", DictBackend())


def _wrong_entry(pc):
    for name in pc.backend.kept:
        pc.backend.kept[name] = "11" * 32


def _rubbish_entry(pc):
    for name in pc.backend.kept:
        pc.backend.kept[name] = "not a key"


def _other_disk(pc):
    """The files lie on another disk now; the keyring knows the store, not the disk."""
    new = pc.folder.with_name("new disk")
    shutil.move(pc.folder, new)
    pc.folder = new


def _other_pc(pc):
    _other_disk(pc)
    pc.sign_in("mette on another PC", DictBackend())


def _no_envelope(pc):
    envelope_path(pc.store).unlink()


def _disk_away(pc):
    pc.folder.rename(pc.folder.with_name("in a drawer"))


def _file_away(pc):
    pc.store.rename(pc.store.with_name("elsewhere.db"))


def _not_allowed(pc):
    real = Path.open

    def refused(path, *how, **named):
        if path == pc.store:
            raise PermissionError
        return real(path, *how, **named)

    pc.monkeypatch.setattr(Path, "open", refused)


def _envelope_not_allowed(pc):
    real = Path.open

    def refused(path, *how, **named):
        if path == envelope_path(pc.store):
            raise PermissionError
        return real(path, *how, **named)

    pc.monkeypatch.setattr(Path, "open", refused)


CODE_ASKED = "Skriv gendannelseskoden fra dengang"
AFTER_CODE = "kept again"
PHRASE_ASKED = "passphrase"
# What happened; what is said; the buttons that lead on; what the recovery code leads to.
MORNINGS = {
    "nothing happened": (_same, "", (), ""),
    "keyring absent": (_no_keyring, CODE_ASKED, ("Åbn", "Prøv igen"), PHRASE_ASKED),
    "keyring null": (_null, CODE_ASKED, ("Åbn", "Prøv igen"), PHRASE_ASKED),
    "keyring locked": (_locked, "nøglering er låst", ("Prøv igen", "Brug gendannelseskoden"), ""),
    "keyring broken": (_broken, "nøglering er låst", ("Prøv igen", "Brug gendannelseskoden"), ""),
    "key of another store": (_wrong_entry, "passer ikke til", ("Åbn", "Prøv igen"), AFTER_CODE),
    "rubbish in the keyring": (_rubbish_entry, CODE_ASKED, ("Åbn", "Prøv igen"), AFTER_CODE),
    "other user of the PC": (_other_user, CODE_ASKED, ("Åbn", "Prøv igen"), AFTER_CODE),
    "other disk": (_other_disk, "", (), ""),
    "other PC": (_other_pc, CODE_ASKED, ("Åbn", "Prøv igen"), AFTER_CODE),
    "key file left behind": (
        _no_envelope, "nøglefil", ("Prøv igen", "Gendan den nyeste sikkerhedskopi"), "",
    ),
    "disk away": (_disk_away, "Tilslut den disk", ("Prøv igen",), ""),
    "file away": (_file_away, "som du har åbnet før", ("Prøv igen",), ""),
    "folder of another": (_not_allowed, "må ikke læse", ("Prøv igen",), ""),
    "key file of another": (_envelope_not_allowed, "må ikke læse", ("Prøv igen",), ""),
}  # fmt: skip


@pytest.mark.parametrize("morning", MORNINGS)
def test_each_morning_has_a_danish_sentence_and_a_way_in(pc, welcome, morning):
    happens, said, ways, after = MORNINGS[morning]
    key = next(iter(pc.kept()))
    happens(pc)
    keyrings = pc.kept()
    before = {each: held_in(each) for each in pc.files() if each.suffix == ".db"}
    window = welcome(pc.store)
    if not said:
        assert [member.name for _store, member in window.entered] == [CANARY]
        assert KnownPlaces().knows(pc.store)
        return
    told = f"{window.words} {window.error}"
    assert said in told
    texts = [each.text() for each in window.seen(Button)]
    assert set(ways) <= set(texts)
    assert "Opret datalageret" not in texts
    assert window.entered == []
    assert {each: held_in(each) for each in before} == before
    assert pc.kept() == keyrings
    if after:
        _by_code(pc, window, after)
        assert pc.kept() <= {key}
    _nothing_lies_open(pc, key)


def _by_code(pc, window, after):
    """The code is typed once; the next morning nothing is asked but what was chosen."""
    window.type(pc.code.lower().replace("-", " "))
    window.press("Åbn")
    if after == PHRASE_ASKED:
        assert "samme for alle" in window.words
        window.type(PHRASE, PHRASE)
        window.press("Brug adgangssætningen")
    assert len(window.entered) == 1
    assert window.entered[0][0].asks_for == ("passphrase" if after == PHRASE_ASKED else "")
    window.close()
    again = Entrance(window.qtbot, pc.store, login="mette").start()
    if after == PHRASE_ASKED:
        again.type(PHRASE)
        again.press("Åbn")
    assert len(again.entered) == 1
    again.close()


def _nothing_lies_open(pc, key):
    secrets = [CANARY.encode(), key.encode(), bytes.fromhex(key), pc.code.encode(), PHRASE.encode()]
    secrets.append(pc.code.replace("-", "").encode())
    for each in pc.folder.parent.rglob("*"):
        held = held_in(each) if each.is_file() else b""
        assert not any(secret in held for secret in secrets), each.name


def test_each_of_two_users_types_the_code_once_and_neither_shuts_the_other_out(pc, welcome):
    mine = pc.backend
    theirs = DictBackend()
    for backend, name, asked in (
        (theirs, "nina", True),
        (mine, "mette", False),
        (theirs, "nina", False),
        (mine, "mette", False),
    ):
        pc.sign_in(name, backend)
        window = welcome(pc.store)
        assert (window.entered == []) is asked
        if asked:
            window.type(pc.code)
            window.press("Åbn")
        assert len(window.entered) == 1
        window.close()
    assert list(mine.kept.items()) == list(theirs.kept.items())


def test_who_has_the_store_open_is_named_to_the_next_user(pc, welcome, monkeypatch):
    monkeypatch.setenv("LOGNAME", "mette")
    held = SqlStores(CLOCK).open(str(pc.store), Unlocking())
    window = welcome(pc.store)
    assert "allerede åbent" in window.words
    assert "mette" in window.words
    held.close()
    window.press("Prøv igen")
    assert len(window.entered) == 1


def test_a_new_store_in_place_of_one_that_is_away_is_made_only_when_asked_for(pc, welcome):
    old = Envelope.read(pc.store).store_id
    _disk_away(pc)
    window = welcome(pc.store)
    assert not pc.folder.exists()
    window.press("Opret et nyt datalager her")
    window.press("Jeg har skrevet den ned")
    assert Envelope.read(pc.store).store_id != old
    assert len(pc.kept()) == 2


def test_a_pc_that_never_had_a_store_is_offered_one(pc, welcome, tmp_path):
    window = welcome(tmp_path / "another.db")
    assert "Opret datalageret" in [each.text() for each in window.seen(Button)]


@pytest.mark.parametrize("text", ["", "[]", '{"format": 9, "stores": {}}', '{"format": 1}'])
def test_a_memory_of_places_that_cannot_be_read_knows_nothing(tmp_path, text):
    (tmp_path / "stores.json").write_text(text)
    assert not KnownPlaces(tmp_path).knows(tmp_path / "samplan.db")
