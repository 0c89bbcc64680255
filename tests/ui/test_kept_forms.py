"""Half-filled forms on their way to a store that does not answer."""

from dataclasses import replace

import pytest

from coordinator.begun import FormKey, Typed
from coordinator.ports import StoreDown
from coordinator.use_cases.begun_forms import typed_before
from tests.builders import METTE, identity
from tests.ui.fakes_runner import HeldRunner
from ui.kept_forms import KeptForms

KEY = FormKey("contact", identity("bo"))
OLDER = {"name": Typed("", "Åse")}
NEWER = {"name": Typed("", "Åse Bo")}


class Trying:
    """Forms at a store that fails as often as it is told."""

    def __init__(self, house) -> None:
        self.failures = 0
        self.desk = replace(house.desk(METTE), begin=self._begin)
        self._store_begins = house.desk(METTE).begin
        self.runner = HeldRunner()
        self.heard: list[Exception | None] = []
        self.forms = KeptForms(self.desk, self.runner, self.heard.append)

    def _begin(self, *asked):
        if self.failures:
            self.failures -= 1
            raise StoreDown
        return self._store_begins(*asked)

    def settle(self) -> None:
        """Let the store answer, then try again as the timer would."""
        self.runner.run_all()
        self.forms.flush()
        self.runner.run_all()


@pytest.fixture
def trying(qapp, memory_house) -> Trying:
    return Trying(memory_house)


def test_a_text_that_was_not_taken_is_tried_again(trying):
    trying.failures = 1
    trying.forms.typed(KEY, OLDER)
    trying.forms.flush()
    trying.settle()
    assert typed_before(trying.desk, KEY).typed == OLDER
    assert [type(each) for each in trying.heard] == [StoreDown, type(None)]


def test_an_older_text_that_was_not_taken_is_not_put_over_a_newer(trying):
    trying.failures = 1
    for text in (OLDER, NEWER):
        trying.forms.typed(KEY, text)
        trying.forms.flush()
    trying.settle()
    assert typed_before(trying.desk, KEY).typed == NEWER


def test_a_text_that_was_not_taken_does_not_come_back_after_the_form_is_done(trying):
    trying.failures = 1
    trying.forms.typed(KEY, OLDER)
    trying.forms.flush()
    trying.forms.done(KEY)
    trying.settle()
    assert typed_before(trying.desk, KEY) is None


def test_what_is_typed_while_the_store_fails_waits_for_it(trying):
    trying.failures = 1
    trying.forms.typed(KEY, OLDER)
    trying.forms.flush()
    trying.forms.typed(KEY, NEWER)
    trying.settle()
    assert typed_before(trying.desk, KEY).typed == NEWER
