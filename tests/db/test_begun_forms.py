"""What somebody typed in a form is theirs alone, until it is saved: in every store."""

from coordinator.begun import FormKey, Typed
from coordinator.danish_time import local_time
from coordinator.use_cases.begun_forms import form_to_go_on_with, keep_typed, typed_before
from tests.builders import JENS, METTE, TODAY, identity

KEY = FormKey("contact", identity("bo"))
NAME = {"name": Typed("", "Åse Bo – søster")}


def test_what_was_typed_comes_back_with_its_time(house):
    desk = house.desk(METTE)
    assert typed_before(desk, KEY) is None
    keep_typed(desk, KEY, NAME)
    begun = typed_before(desk, KEY)
    assert begun.typed == NAME
    assert local_time(begun.at).date() == TODAY


def test_the_newest_text_stands(house):
    desk = house.desk(METTE)
    keep_typed(desk, KEY, NAME)
    keep_typed(desk, KEY, {"phone": Typed("1", "12345678")})
    assert typed_before(desk, KEY).typed == {"phone": Typed("1", "12345678")}


def test_nobody_reads_what_another_typed(house):
    keep_typed(house.desk(METTE), KEY, NAME)
    assert typed_before(house.desk(JENS), KEY) is None


def test_forms_do_not_mix(house):
    desk = house.desk(METTE)
    keep_typed(desk, KEY, NAME)
    assert typed_before(desk, FormKey("contact", identity("nina"))) is None
    assert typed_before(desk, FormKey("contact")) is None
    assert typed_before(desk, FormKey("number", identity("bo"))) is None


def test_a_form_that_is_done_with_is_gone(house):
    desk = house.desk(METTE)
    keep_typed(desk, KEY, NAME)
    keep_typed(desk, KEY, {})
    assert typed_before(desk, KEY) is None
    keep_typed(desk, KEY, NAME)
    assert typed_before(desk, KEY).typed == NAME


def test_no_text_of_a_form_that_is_done_with_stays_in_the_store(local_house):
    desk = local_house.desk(METTE)
    keep_typed(desk, KEY, NAME)
    keep_typed(desk, KEY, {})
    with local_house.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT content FROM begun_form").scalars().all()
    assert kept == [""]


def test_typing_changes_nothing_that_others_read(house):
    with house.begin(METTE, True) as work:
        work.begun.write(KEY, NAME)
        assert not work.commit()


def test_one_goes_on_with_the_form_that_was_typed_in_last(house):
    desk, bo = house.desk(METTE), identity("bo")
    assert form_to_go_on_with(desk, bo) is None
    keep_typed(desk, KEY, NAME)
    assert form_to_go_on_with(house.desk(JENS), bo) is None
    assert form_to_go_on_with(desk, identity("nina")) is None
    assert form_to_go_on_with(desk, bo) == KEY
    other = FormKey("number", bo)
    keep_typed(desk, other, {"number": Typed("", "15")})
    assert form_to_go_on_with(desk, bo) == other
    keep_typed(desk, other, {})
    assert form_to_go_on_with(desk, bo) == KEY
