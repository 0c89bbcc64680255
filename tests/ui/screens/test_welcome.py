"""The welcome against real stores on disk: each thing that can stand in the way has a way on."""

import shutil
from datetime import UTC, datetime
from gettext import NullTranslations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from coordinator import i18n
from coordinator.desk import SystemClock
from coordinator.server_errors import (
    CertificateOtherName,
    LoginClosed,
    PasswordNeeded,
    PasswordNotKept,
    PasswordToChange,
    PasswordWrong,
)
from coordinator.stores import ServerLogin, Unlocking
from coordinator.wording import sentence_for
from db.store_house import SqlStores
from plans.errors import RuleBroken
from plans.people import Role, ServiceArea, StaffMember
from tests.review_house import METTE
from tests.ui.every_screen import clipped, settle
from tests.ui.fakes_runner import ImmediateRunner
from ui.screens import welcome
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, TickBox
from ui.widgets.fields import Field
from ui.widgets.figure import Strands
from ui.widgets.labels import Label
from ui.widgets.notices import Banner

CLOCK = SystemClock(datetime(2026, 11, 17, tzinfo=UTC).date())
SECRET = "hest batteri klamme"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Entrance:
    """A welcome window with what a person sees and does in it."""

    def __init__(self, qtbot, path, login=None, stores=None):
        self.path, self.entered, self.practised = path, [], []
        self.stores = stores or SqlStores(CLOCK)
        context = welcome.WelcomeContext(
            str(path),
            login,
            lambda: self.stores,
            CLOCK,
            ImmediateRunner(),
            lambda store, member: self.entered.append((store, member)),
            lambda: self.practised.append(True),
        )
        self.view = welcome.build(context)
        qtbot.addWidget(self.view)
        self.view.show()
        self.qtbot = qtbot

    def start(self):
        self.view.presenter.start()
        return self

    def seen(self, kind):
        QApplication.processEvents()
        return [each for each in self.view.findChildren(kind) if each.isVisible()]

    @property
    def words(self):
        return " ".join(label.text() for label in self.seen(Label))

    @property
    def error(self):
        return " ".join(field.error for field in self.seen(Field)).strip()

    def type(self, *texts):
        for line, text in zip(self.seen(QLineEdit), texts, strict=True):
            line.setText(text)

    def press(self, text):
        button = next(each for each in self.seen(Button) if each.text() == text)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def close(self):
        for store, _member in self.entered:
            store.close()
        self.entered.clear()


@pytest.fixture
def entrance(qtbot, tmp_path):
    made = []

    def make(**how):
        made.append(Entrance(qtbot, tmp_path / "samplan.db", **how))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture(scope="module")
def under_a_passphrase(tmp_path_factory):
    """A store under a passphrase, to be copied, and its recovery code."""
    folder = tmp_path_factory.mktemp("locked")
    return folder, SqlStores(CLOCK).create(str(folder / "samplan.db"), Unlocking(SECRET))


@pytest.fixture
def locked(tmp_path, under_a_passphrase):
    """A store under a passphrase; gives its recovery code."""
    folder, code = under_a_passphrase
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return code


def add_staff(path, *members):
    store = SqlStores(CLOCK).open(str(path), Unlocking(SECRET))
    with store.begin(METTE, True) as work:
        for member in members:
            work.staff.add(member)
        work.commit()
    store.close()


def test_a_pc_without_a_store_offers_to_make_one_or_to_practise(entrance):
    made = entrance().start()
    assert str(made.path) in made.words
    made.press("Use practice data")
    assert made.practised == [True]
    assert not made.path.exists()


def test_a_new_store_is_made_under_a_passphrase_and_shows_its_code_once(entrance):
    made = entrance().start()
    made.press("Create the store")
    assert "no keyring" in made.words
    made.type(SECRET, SECRET)
    made.press("Use this passphrase")
    code = next(each.text() for each in made.seen(Label) if each.text().count("-") == 6)
    assert len(code.replace("-", "")) == 28
    made.press("I have written it down")
    assert made.entered[0][1].role is Role.SYSTEM


def test_two_passphrases_that_differ_make_nothing(entrance):
    made = entrance().start()
    made.press("Create the store")
    made.type(SECRET, SECRET[:-1])
    made.press("Use this passphrase")
    assert made.error == "The two differ. Type the passphrase again."
    assert not made.path.exists()


def test_a_short_passphrase_is_refused_at_its_field(entrance):
    made = entrance().start()
    made.press("Create the store")
    made.type("kort", "kort")
    made.press("Use this passphrase")
    assert made.error.startswith("The passphrase is too short.")
    assert not made.path.exists()


def test_a_locked_store_asks_for_the_passphrase_and_keeps_asking(entrance, locked):
    made = entrance().start()
    assert "The store is locked." in made.words
    made.type("en helt anden saetning")
    made.press("Open")
    assert made.error == (
        "The passphrase does not fit. Look at Caps Lock and type it again, "
        "or use the recovery code."
    )
    made.type(SECRET)
    made.press("Open")
    assert len(made.entered) == 1


def test_the_recovery_code_opens_and_a_new_passphrase_holds_after(entrance, locked):
    made = entrance().start()
    made.press("Use the recovery code")
    made.type(locked.lower().replace("-", " "))
    made.press("Open")
    assert "Choose a passphrase" in made.words
    made.type("en ny lang saetning", "en ny lang saetning")
    made.press("Use this passphrase")
    assert len(made.entered) == 1
    made.close()
    again = entrance().start()
    again.type("en ny lang saetning")
    again.press("Open")
    assert len(again.entered) == 1


def test_a_mistyped_recovery_code_is_told_at_its_field(entrance, locked):
    made = entrance().start()
    made.press("Use the recovery code")
    wrong = ("A" if locked[0] != "A" else "B") + locked[1:]
    made.type(wrong)
    made.press("Open")
    assert made.error
    assert made.entered == []
    # One letter is mended, not 28 typed again.
    assert made.seen(QLineEdit)[0].text() == wrong


def test_the_code_of_another_store_is_told_to_be_so(entrance, locked, tmp_path):
    other = SqlStores(CLOCK).create(str(tmp_path / "other" / "samplan.db"), Unlocking(SECRET))
    assert other != locked
    made = entrance().start()
    made.press("Use the recovery code")
    made.type(other)
    made.press("Open")
    assert made.error == (
        "The recovery code does not fit this store. "
        "Compare it with the paper, and see that the paper is this store's."
    )


def test_a_damaged_store_is_restored_from_its_newest_backup(entrance, locked, tmp_path):
    path = tmp_path / "samplan.db"
    backed_up(path)
    path.write_bytes(b"no store at all" * 1000)
    made = entrance().start()
    made.type(SECRET)
    made.press("Open")
    assert "is damaged" in made.words
    made.press("Restore the newest backup")
    assert len(made.entered) == 1


def backed_up(path):
    store = SqlStores(CLOCK).open(str(path), Unlocking(SECRET))
    store.back_up("manual", CLOCK.now())
    store.close()


def test_a_store_that_is_gone_is_never_offered_to_be_made_anew(entrance, locked, tmp_path):
    path = tmp_path / "samplan.db"
    backed_up(path)
    path.rename(tmp_path / "elsewhere.db")
    made = entrance().start()
    assert "is gone, but its backups are still here" in made.words
    assert "Create the store" not in made.words
    (tmp_path / "elsewhere.db").rename(path)
    made.press("Try again")
    made.type(SECRET)
    made.press("Open")
    assert len(made.entered) == 1


def test_restoring_asks_for_the_passphrase_until_it_fits(entrance, locked, tmp_path):
    path = tmp_path / "samplan.db"
    backed_up(path)
    path.unlink()
    made = entrance().start()
    made.press("Restore the newest backup")
    made.type("en helt anden saetning")
    made.press("Open")
    assert made.error == (
        "The passphrase does not fit. Look at Caps Lock and type it again, "
        "or use the recovery code."
    )
    assert not path.exists()
    made.type(SECRET)
    made.press("Open")
    assert len(made.entered) == 1


def test_the_recovery_code_restores_too(entrance, locked, tmp_path):
    path = tmp_path / "samplan.db"
    backed_up(path)
    path.unlink()
    made = entrance().start()
    made.press("Restore the newest backup")
    made.press("Use the recovery code")
    made.type(locked)
    made.press("Open")
    assert len(made.entered) == 1


def test_a_store_that_is_open_elsewhere_says_so_and_can_be_tried_again(entrance, locked, tmp_path):
    other = SqlStores(CLOCK).open(str(tmp_path / "samplan.db"), Unlocking(SECRET))
    made = entrance().start()
    made.type(SECRET)
    made.press("Open")
    assert any("already open in another Samplan" in b.accessibleName() for b in made.seen(Banner))
    other.close()
    made.press("Try again")
    made.type(SECRET)
    made.press("Open")
    assert len(made.entered) == 1


class WithKeyring(SqlStores):
    """A PC whose keyring has the key."""

    def create(self, address, given, *, demo=False):
        return super().create(address, Unlocking(SECRET))

    def open(self, address, given):
        return super().open(address, Unlocking(SECRET))


def test_a_store_made_with_a_keyring_opens_by_itself_after_its_code(entrance):
    made = entrance(stores=WithKeyring(CLOCK))
    made.view.presenter.create()
    assert not made.entered
    made.view.presenter.go_on()
    assert len(made.entered) == 1


def test_a_store_that_has_no_code_to_show_is_opened_at_once(entrance):
    class Server(WithKeyring):
        def create(self, address, given, *, demo=False):
            super().create(address, given)

    made = entrance(stores=Server(CLOCK))
    made.view.presenter.create()
    assert len(made.entered) == 1


def test_where_there_is_no_backup_none_is_restored(entrance):
    made = entrance()
    made.view.presenter.restore_newest()
    assert sentence_for(RuleBroken("no-backup")) in made.words


def test_who_is_not_in_staff_says_who_they_are(entrance, locked, tmp_path):
    add_staff(tmp_path / "samplan.db", METTE)
    made = entrance().start()
    made.type(SECRET)
    made.press("Open")
    assert "Who are you?" in made.words
    made.press("Continue")
    assert made.error == "Choose yourself in the list."
    made.seen(Combo)[0].set_value(METTE.id)
    made.press("Continue")
    assert made.entered[0][1].name == METTE.name


def test_a_login_that_is_named_and_known_needs_no_question(entrance, locked, tmp_path):
    add_staff(tmp_path / "samplan.db", METTE)
    made = entrance(login="mette").start()
    made.type(SECRET)
    made.press("Open")
    assert made.entered[0][1].login == "mette"


def test_a_login_that_is_unknown_is_told_where_one_chooses(entrance, locked, tmp_path):
    add_staff(tmp_path / "samplan.db", METTE)
    made = entrance(login="nobody").start()
    made.type(SECRET)
    made.press("Open")
    assert "nobody" in made.error
    assert made.entered == []


class Server:
    """A shared store's server: it asks for a password, and a keyring may keep it."""

    keyring = True
    secret = SECRET
    made_by_another = False

    def __init__(self, house, who="mette"):
        self.begin = house.begin
        self.server_login = ServerLogin(who)
        self.given, self.closed, self.out = [], 0, None

    def exists(self, _address):
        return True

    def open(self, _address, given):
        self.given.append(given)
        facts = {"login": given.login or "mette", "keyring": self.keyring}
        if self.out is not None:
            raise self.out
        if given.password is None:
            raise PasswordNeeded(**facts)
        if given.password != self.secret:
            raise PasswordWrong(**facts)
        if self.made_by_another:
            raise PasswordToChange
        return self

    def choose_password(self, _address, given, new):
        if len(new) < 12:
            raise RuleBroken("password-too-short", least=12)
        assert given.password == self.secret
        self.secret, self.made_by_another = new, False

    def close(self):
        self.closed += 1


def test_a_server_asks_once_for_login_and_password_and_says_what_is_wrong(entrance, memory_house):
    server = Server(memory_house)
    made = entrance(stores=server).start()
    assert "shared store" in made.words
    assert made.error == ""
    made.press("Sign in")
    assert made.error == "Type your password."
    made.type("mette", "forkert")
    made.press("Sign in")
    assert made.error.startswith("Login and password do not go together")
    assert made.seen(QLineEdit)[0].text() == "mette"
    made.type("mette", SECRET)
    made.press("Sign in")
    assert [each[1].login for each in made.entered] == ["mette"]
    assert [(each.login, each.remember) for each in server.given] == [
        (None, None), ("mette", True), ("mette", True),
    ]  # fmt: skip


def test_a_password_that_another_made_is_changed_before_anything_opens(
    entrance, memory_house, caplog
):
    server = Server(memory_house)
    server.made_by_another = True
    made = entrance(stores=server).start()
    made.type("mette", SECRET)
    made.press("Sign in")
    assert "Choose your own password" in made.words
    assert made.error == ""
    made.type("en ny hemmelighed", "en anden hemmelighed")
    made.press("Save the new password")
    assert made.error == "The two differ. Type the password again."
    made.type("kort", "kort")
    made.press("Save the new password")
    assert made.error.startswith("A password has at least 12 characters")
    made.type("en ny hemmelighed", "en anden hemmelighed")
    assert made.error == ""
    made.press("Save the new password")
    assert made.error == "The two differ. Type the password again."
    made.type("en ny hemmelighed", "en ny hemmelighed")
    assert made.error == ""
    made.press("Save the new password")
    assert [each[1].login for each in made.entered] == ["mette"]
    # It goes in, and is remembered, as was said when signing in.
    assert (server.given[-1].password, server.given[-1].remember) == ("en ny hemmelighed", True)
    assert caplog.records == []


def test_a_password_is_remembered_only_where_it_can_be_and_is_wanted(entrance, memory_house):
    server = Server(memory_house)
    made = entrance(stores=server).start()
    made.seen(TickBox)[0].setChecked(False)
    made.type("mette", SECRET)
    made.press("Sign in")
    assert server.given[-1].remember is False
    server.keyring = False
    again = entrance(stores=server).start()
    assert again.seen(TickBox) == []
    again.type("", SECRET)
    again.press("Sign in")
    assert again.error == "Type your login."
    server.out = PasswordNotKept(login="mette", keyring=True)
    again.type("mette", SECRET)
    again.press("Sign in")
    assert server.given[-1].remember is None
    assert again.error.startswith("This PC's keyring could not keep the password.")
    assert again.seen(TickBox) == []


@pytest.mark.parametrize("who", ["nobody", "olga"])
def test_who_signs_in_but_does_not_work_here_may_sign_in_as_somebody_else(
    entrance, memory_house, who
):
    server = Server(memory_house, who)
    made = entrance(stores=server).start()
    made.type(who, SECRET)
    made.press("Sign in")
    assert f"{who}" in made.words
    assert (made.entered, server.closed) == ([], 1)
    made.press("Sign in as somebody else")
    assert [each.text() for each in made.seen(QLineEdit)] == ["", ""]


def test_a_closed_login_and_a_certificate_that_is_wrong_are_told(entrance, memory_house, caplog):
    server = Server(memory_house)
    server.out = LoginClosed()
    made = entrance(stores=server).start()
    assert "Your login to the store is closed." in made.words
    assert "Sign in as somebody else" in [each.text() for each in made.seen(Button)]
    server.out = CertificateOtherName(host="db.solbaek.dk", name="localhost")
    made.press("Try again")
    assert "shows a certificate for localhost" in made.words
    # Support finds it by its code; no login and no server is named.
    told = [each.getMessage() for each in caplog.records if each.levelname == "WARNING"]
    assert told == [f"not let in: {kind.code}" for kind in (LoginClosed, CertificateOtherName)]
    assert "Sign in as somebody else" not in [each.text() for each in made.seen(Button)]


def test_nobody_is_named_before_the_store_is_open(entrance, locked):
    made = entrance().start()
    assert "Prøvegaard" not in made.words
    assert made.view.windowTitle() == "Samplan"


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900), (900, 560)])
def test_a_long_cause_stands_whole(entrance, size):
    made = entrance()
    path = "/srv/data of the municipality/here and there/samplan.db"
    made.view.resize(*size)
    made.view.show()
    made.view.show_trouble(
        f"The store {path} is gone, but its backups are still here.",
        "Put the file back if it was moved, or restore the newest backup.",
        can_restore=True,
    )
    settle(lambda: False, 0.2)
    assert clipped(made.view) == []


def test_every_control_of_every_step_has_a_name(entrance):
    made = entrance()
    long = StaffMember(
        METTE.id, "nina", "Nina Margrethe Alexandra Nytest-Østergaard-Ålestrup",
        ServiceArea.SOCIAL, "Team Bostøtte og fastholdelse", Role.CASEWORKER,
    )  # fmt: skip
    steps = (
        lambda: made.view.show_missing("here"),
        lambda: made.view.show_new_passphrase("Too short."),
        lambda: made.view.show_recovery_code("ABCD-EFGH"),
        lambda: made.view.show_passphrase(""),
        lambda: made.view.show_recovery(""),
        lambda: made.view.show_trouble("Away.", "Wait.", can_restore=True, has_code=True),
        lambda: made.view.show_trouble("Moved.", "Plug in.", can_restore=False, can_create=True),
        lambda: made.view.show_who([long], ""),
        lambda: made.view.show_sign_in("nina", PasswordWrong().sentence, can_keep=True),
        lambda: made.view.show_own_password("Too short."),
        lambda: made.view.show_trouble("Shut.", "Ask.", can_restore=False, other_login=True),
    )
    for step in steps:
        step()
        for kind in (QLineEdit, Button, Combo):
            for control in made.seen(kind):
                assert control.accessibleName(), control
        made.view.resize(900, 560)
        QApplication.processEvents()
        assert made.view.width() == 900
        assert made.seen(Strands) == []
        made.view.resize(1440, 900)
        assert len(made.seen(Strands)) == 1
