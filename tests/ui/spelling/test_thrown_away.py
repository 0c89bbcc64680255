"""A field that goes while the answer about its words is on its way is no field any more."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from tests.ui.fakes_runner import HeldRunner
from tests.ui.spelling.dictionaries import FakeDictionary
from ui.screens.plan.spelled_line import SpelledLine
from ui.spelling.speller import SPELLER
from ui.theme import THEME
from ui.widgets.fields import TextArea


@pytest.fixture
def runner(tmp_path):
    made = HeldRunner()
    SPELLER.use(made, opener=lambda _folder: FakeDictionary("jeg"), own_path=tmp_path / "own.txt")
    yield made
    SPELLER.close()


def let_go():
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.mark.parametrize("make", [TextArea, SpelledLine])
def test_an_answer_finds_fields_without_a_parent_that_were_thrown_away(qapp, runner, make):
    fields = [make() for _number in range(20)]
    for each in fields:
        (each.setPlainText if make is TextArea else each.setText)("jeg arbjede")
        each.spelling.look()
    assert runner.held
    spellings = [each.spelling for each in fields[:5]]
    # Some go at once, as Qt lets them go, some when Python finds them, and some in a moment.
    for each in fields[:5]:
        Shiboken.delete(each)
    for each in fields[5:10]:
        each.deleteLater()
    del fields[5:], each
    runner.run_all()
    let_go()
    SPELLER.changed.emit()
    THEME.changed.emit()
    for each in spellings:
        assert not Shiboken.isValid(each)
