"""The settings: one's own password to a shared store."""

from gettext import NullTranslations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from coordinator import i18n
from coordinator.server_errors import PasswordWrong
from tests.builders import METTE
from tests.ui.fakes_runner import ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.feed import ChangeFeed
from ui.screen import House, ScreenContext
from ui.screens.settings.password_card import PasswordCard
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.view import SettingsScreen
from ui.widgets.buttons import Button

NEW = "korrekt hest batteri"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Kept:
    """A password that a server keeps."""

    text = "en gammel hemmelighed"

    def change(self, old, new):
        if old != self.text:
            raise PasswordWrong
        self.text = new


@pytest.fixture
def settings(qtbot, tmp_path, memory_house):
    def make(password):
        context = ScreenContext(
            memory_house.desk(METTE), ImmediateRunner(), ChangeFeed(), FakeNavigator(),
            House(own_password=password),
        )  # fmt: skip
        view = SettingsScreen(context.runner)
        view.presenter = SettingsPresenter(view, context, tmp_path / "p.json")
        view.password = view.presenter.password
        qtbot.addWidget(view)
        view.resize(1000, 900)
        view.show()
        view.activate(None)
        QApplication.processEvents()
        return view

    return make


def test_who_signed_in_without_a_password_has_none_to_change(settings):
    assert settings(None).findChild(PasswordCard) is None


def test_a_password_is_changed_by_who_knows_it_and_types_the_new_one_twice(settings):
    password = Kept()
    card = settings(password).findChild(PasswordCard)

    def lines():
        return [line for line in card.findChildren(QLineEdit) if line.isVisible()]

    def press(text):
        next(b for b in card.findChildren(Button) if b.text() == text).click()
        QApplication.processEvents()

    def save(*texts):
        for line, text in zip(lines(), texts, strict=True):
            line.setText(text)
        press("Save the new password")
        return {key: field.error for key, field in card.fields.items() if field.error}

    assert lines() == []
    press("Change the password")
    assert all(line.echoMode() is QLineEdit.EchoMode.Password for line in lines())
    assert all(line.accessibleName() for line in lines())
    assert save("", NEW, NEW) == {"old": "Type this too."}
    assert list(save("forkert", NEW, NEW)) == ["old"]
    assert list(save(password.text, NEW, "korrekt hest")) == ["again"]
    assert list(save(password.text, "kort", "kort")) == ["new"]
    assert save(password.text, NEW, NEW) == {}
    assert password.text == NEW
    assert card.state.text().startswith("Saved")
    assert lines() == []
    press("Change the password")
    assert [line.text() for line in lines()] == ["", "", ""]
