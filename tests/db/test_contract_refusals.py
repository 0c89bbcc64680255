"""What every store keeps of what it refused: who tried, when and by which rule, and no more."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coordinator.begun import FormKey, Typed
from coordinator.log_control_wording import look_sentence
from coordinator.server_errors import StoreForbids
from coordinator.use_cases import log_control, notes
from coordinator.use_cases import staff as staffing
from plans.errors import RuleBroken
from plans.log_control import ControlRule, Verdict
from plans.refusals import REFUSALS_AN_HOUR
from tests.builders import BIRGER, BO, HANNE, IDA, JENS, METTE, NOW, TODAY, citizen, identity
from tests.db.test_contract import put

POLICIES = Path(__file__).resolve().parents[2] / "db" / "policies"
FORM = FormKey("note", identity(BO))


def refused(house):
    with house.begin(BIRGER, False) as work:
        everybody = work.staff.everybody()
        return work.log_control.refusals(everybody, NOW - timedelta(1), NOW + timedelta(1))


def fail(house, member, code: str) -> None:
    def half() -> None:
        with house.desk(member).start_work() as work:
            work.begun.write(FORM, {"text": Typed("", "halvt")})
            raise RuleBroken(code)

    with pytest.raises(RuleBroken, match=code):
        half()


def test_what_a_role_does_not_do_is_logged_without_whom_it_was_about(house):
    put(house, citizen())
    with pytest.raises(RuleBroken, match="not-allowed"):
        staffing.staff_page(house.desk(METTE))
    with pytest.raises(RuleBroken, match="not-allowed"):
        notes.read_notes(house.desk(IDA), identity(BO))
    found = refused(house)
    assert {(each.staff_id, each.action, each.subject, each.why) for each in found} == {
        (METTE.id, "refused", "not-allowed", ""),
        (IDA.id, "refused", "not-allowed", ""),
    }
    assert {each.citizen_id for each in found} == {None}


def test_what_was_begun_is_undone_and_that_it_was_tried_stays(house):
    fail(house, METTE, "not-your-plan")
    # What is missing or wrong is no refusal.
    fail(house, METTE, "name-missing")
    with house.desk(METTE).start_reading() as work:
        assert work.begun.read(FORM) is None
    assert [each.subject for each in refused(house)] == ["not-your-plan"]


def test_nobody_floods_the_log_and_who_leads_the_unit_looks_at_it(house):
    for _ in range(REFUSALS_AN_HOUR + 2):
        fail(house, METTE, "papers-withheld")
    fail(house, JENS, "not-your-plan")
    assert len(refused(house)) == REFUSALS_AN_HOUR + 1
    desk = house.desk(BIRGER)
    ((finding, _verdict),) = log_control.control_week(desk, TODAY).findings
    assert (finding.staff_id, finding.citizen_id) == (METTE.id, None)
    assert (finding.rules, len(finding.looks)) == ((ControlRule.REFUSED,), REFUSALS_AN_HOUR)
    assert look_sentence(finding.looks[0]).endswith(" · Refused: what the consent withholds")
    log_control.judge(desk, finding, None, Verdict.FOLLOW_UP, "Jeg taler med hende.")
    ((again, kept),) = log_control.control_week(desk, TODAY, again=True).findings
    assert (again.id, kept and kept.words) == (finding.id, "Jeg taler med hende.")
    assert log_control.control_week(house.desk(HANNE), TODAY).findings == ()


def test_a_server_says_the_same_bound_and_tells_of_its_walls(shared_house):
    written = (POLICIES / "80_log.sql").read_text(encoding="utf-8")
    (bound,) = re.findall(r"a\.action = 'refused'\) < (\d+)", written)
    assert int(bound) == REFUSALS_AN_HOUR
    with pytest.raises(StoreForbids), shared_house.desk(METTE).start_work() as work:
        work._state.session.execute(text("DELETE FROM staff"))
    assert [each.subject for each in refused(shared_house)] == ["store-forbids"]
    # One's own rows are read, those of others are not.
    with shared_house.persons[JENS.login].connect() as connection:
        asked = text("SELECT count(*) FROM audit WHERE action = 'refused'")
        assert connection.execute(asked).scalar_one() == 0
        with pytest.raises(DBAPIError):
            connection.execute(text("DELETE FROM audit"))


def test_that_a_refusal_cannot_be_logged_hides_no_refusal(shared_house):
    with shared_house.engine.begin() as connection:
        connection.execute(text("UPDATE staff SET active = false WHERE login = 'jens'"))
    with (
        pytest.raises(RuleBroken, match="not-your-plan"),
        shared_house.desk(JENS).start_reading(),
    ):
        raise RuleBroken("not-your-plan")
    assert refused(shared_house) == ()
