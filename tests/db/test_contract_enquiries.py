"""What every store promises of enquiries: who sees them, who moves them, and when words are read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.enquiries import NewEnquiry, Sending
from coordinator.ports import AuditAction, NotFound, Stale
from coordinator.use_cases import enquiries as cases
from plans.enquiries import EnquiryStatus, EnquiryStep, EnquiryStepKind, ToldBy
from plans.errors import RuleBroken
from plans.units import Unit
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    CLOCK,
    HANNE,
    HEALTH,
    JENS,
    LIS,
    METTE,
    NOW,
    SOCIAL,
    TODAY,
    citizen,
    enquiry,
    identity,
    plan,
)
from tests.coordinator.house_of_plans import refused
from tests.db.test_contract import put

HEALTH_CENTRE = Unit(HEALTH, "Sundhedscenter")
SUPPORT = Unit(SOCIAL, "Bostøtte")
STRANGER = NewEnquiry("Jeg kan ikke klare bad.", "care", from_whom="Ole, 12 34 56 78")


@pytest.fixture
def kept(house):
    put(house, citizen(), plan(deputy=None, participants=()))
    return house


def one(house, member, enquiry_id):
    return cases.open_enquiry(house.desk(member), enquiry_id)


def seen(house, member, enquiry_id):
    return one(house, member, enquiry_id).line.enquiry


def registered(house, typed=STRANGER, by=METTE):
    enquiry_id, changes = cases.register(house.desk(by), typed)
    assert changes.everything
    return enquiry_id


def sent(house, unit=HEALTH_CENTRE, typed=STRANGER):
    enquiry_id = registered(house, typed)
    cases.send(house.desk(METTE), seen(house, METTE, enquiry_id), Sending(unit, "Ring før 12"))
    return enquiry_id


def kinds(page):
    return [each.kind.value for each in page.line.steps]


def test_an_enquiry_comes_back_field_by_field(kept):
    whole = enquiry(citizen_id=identity(BO), unit=HEALTH_CENTRE, status=EnquiryStatus.SENT)
    step = EnquiryStep(
        identity("step"), whole.id, EnquiryStepKind.SENT, NOW, METTE.id, METTE.name,
        HEALTH_CENTRE, ToldBy.LETTER, "Ring", "Ole",
    )  # fmt: skip
    with kept.begin(METTE, True) as work:
        work.enquiries.add(whole)
        work.enquiries.add_step(step)
        changes = work.commit()
        assert (changes.citizens, changes.everything) == ({identity(BO)}, True)
    with kept.begin(METTE, False) as work:
        assert work.enquiries.get(whole.id) == whole
        assert work.enquiries.steps(whole.id) == (step,)
        (line,) = work.enquiries.of_citizen(identity(BO))
        assert work.enquiries.lines(TODAY) == (line,)
        assert line == work.enquiries.line(whole.id)
        assert (line.enquiry, line.holder_name, line.citizen_name, line.protected) == (
            whole, METTE.name, "Bo Testrup", False,
        )  # fmt: skip
        # A list never has the words.
        assert line.steps == (replace(step, text="", from_whom=""),)
        with pytest.raises(NotFound):
            work.enquiries.line(identity("none"))
        with pytest.raises(NotFound):
            work.enquiries.get(identity("none"))


def test_answered_ones_leave_the_lists_after_a_time(kept):
    done = enquiry(status=EnquiryStatus.ANSWERED)
    with kept.begin(METTE, True) as work:
        work.enquiries.add(done)
        work.commit()
    with kept.begin(METTE, False) as work:
        assert len(work.enquiries.lines(TODAY)) == 1
        assert work.enquiries.lines(TODAY + timedelta(1)) == ()


def write_over(work):
    work.enquiries.save(enquiry(holder=LIS.id))
    work.commit()


def test_who_writes_second_is_told(busy_house):
    with busy_house.begin(METTE, True) as work:
        work.enquiries.add(enquiry())
        work.commit()
    with busy_house.begin(METTE, True) as late:
        late.enquiries.get(enquiry().id)
        with busy_house.begin(JENS, True) as first:
            first.enquiries.get(enquiry().id)
            first.enquiries.save(enquiry(holder=JENS.id))
            first.commit()
        with pytest.raises(Stale):
            write_over(late)


def test_it_goes_from_any_door_to_who_answers_it(kept):
    enquiry_id = sent(kept)
    assert [each.enquiry.id for each in cases.lists(kept.desk(METTE)).sent] == [enquiry_id]
    (line,) = cases.lists(kept.desk(LIS)).queue
    assert (line.enquiry.holder, line.holder_name) == (METTE.id, METTE.name)
    page = one(kept, LIS, enquiry_id)
    assert [(each.text, each.from_whom) for each in page.line.steps] == [
        ("Jeg kan ikke klare bad.", "Ole, 12 34 56 78"), ("Ring før 12", ""),
    ]  # fmt: skip
    assert (page.may_take, page.may_return, page.is_mine) == (True, True, False)
    cases.take(kept.desk(LIS), page.line.enquiry)
    page = one(kept, LIS, enquiry_id)
    assert (page.line.holder_name, page.is_mine, page.may_take) == (LIS.name, True, False)
    cases.tell_citizen(kept.desk(LIS), page.line.enquiry, ToldBy.PHONE)
    cases.answer(kept.desk(LIS), page.line.enquiry, "Vi kommer i morgen")
    assert [each.enquiry.id for each in cases.lists(kept.desk(METTE)).answered] == [enquiry_id]
    page = one(kept, METTE, enquiry_id)
    assert kinds(page) == ["registered", "sent", "taken", "told", "answered"]
    assert page.line.steps[-1].text == "Vi kommer i morgen"
    assert page.line.steps[3].how is ToldBy.PHONE


def test_what_is_given_back_is_the_senders_with_the_reason(kept):
    enquiry_id = sent(kept, SUPPORT)
    cases.give_back(kept.desk(AMIRA), seen(kept, AMIRA, enquiry_id), "Det er plejen")
    (line,) = cases.lists(kept.desk(METTE)).mine
    assert (line.enquiry.id, line.enquiry.unit) == (enquiry_id, None)
    page = one(kept, METTE, enquiry_id)
    assert page.line.steps[-1].text == "Det er plejen"
    cases.send(kept.desk(METTE), page.line.enquiry, Sending(HEALTH_CENTRE))
    cases.remind_unit(kept.desk(METTE), seen(kept, METTE, enquiry_id))
    assert kinds(one(kept, LIS, enquiry_id)) == [
        "registered", "sent", "returned", "sent", "reminded",
    ]  # fmt: skip


def test_of_two_who_take_it_the_second_hears_who_was_first(kept):
    enquiry_id = sent(kept, SUPPORT)
    found = seen(kept, AMIRA, enquiry_id)
    cases.take(kept.desk(HANNE), found)
    with pytest.raises(RuleBroken) as caught:
        cases.take(kept.desk(AMIRA), found)
    assert (caught.value.code, caught.value.facts) == ("enquiry-taken", {"name": HANNE.name})


def test_nobody_else_sees_opens_or_moves_it(kept):
    enquiry_id = sent(kept)
    found = seen(kept, METTE, enquiry_id)
    desk = kept.desk(AMIRA)
    assert cases.lists(desk).every == ()
    for deed in (
        lambda: one(kept, AMIRA, enquiry_id),
        lambda: cases.take(desk, found),
        lambda: cases.give_back(desk, found, "Nej"),
        lambda: cases.answer(desk, found, "Ja"),
        lambda: cases.send(desk, found, Sending(SUPPORT)),
    ):
        # A server tells of nothing that it does not show.
        with pytest.raises((RuleBroken, NotFound)):
            deed()
    assert kinds(one(kept, METTE, enquiry_id)) == ["registered", "sent"]


def test_who_leads_the_holder_takes_over_and_the_queue_does_not_have_it_twice(kept):
    enquiry_id = registered(kept)
    assert cases.lists(kept.desk(BIRGER)).every == ()
    cases.take(kept.desk(BIRGER), seen(kept, BIRGER, enquiry_id))
    assert [each.enquiry.holder for each in cases.lists(kept.desk(BIRGER)).mine] == [BIRGER.id]
    assert (
        refused(lambda: cases.answer(kept.desk(METTE), seen(kept, METTE, enquiry_id), "Ja"))
        == "enquiry-not-yours"
    )


def test_a_name_goes_along_in_words_and_stands_in_no_list_of_who_may_not_see_the_citizen(kept):
    typed = NewEnquiry("Hun ringer igen", "care", citizen_id=identity(BO))
    enquiry_id = sent(kept, typed=typed)
    (line,) = cases.lists(kept.desk(LIS)).queue
    assert line.citizen_name == ""
    page = one(kept, LIS, enquiry_id)
    assert page.line.steps[0].from_whom == "Bo Testrup"
    assert not page.sees_citizen
    assert cases.lists(kept.desk(METTE)).sent[0].citizen_name == "Bo Testrup"
    (line,) = cases.of_citizen(kept.desk(METTE), identity(BO))
    assert line.enquiry.id == enquiry_id


def test_a_look_is_logged_once_in_a_sitting_and_the_words_are_read_behind_it(kept):
    enquiry_id = sent(kept)
    with kept.begin_logged(LIS, False) as work:
        assert not work.enquiries.looked(enquiry_id, CLOCK.now() - timedelta(hours=1))
    one(kept, LIS, enquiry_id)
    one(kept, LIS, enquiry_id)
    with kept.begin_logged(LIS, False) as work:
        assert work.enquiries.looked(enquiry_id, CLOCK.now() - timedelta(hours=1))
        assert not work.enquiries.looked(identity("another"), CLOCK.now() - timedelta(hours=1))
    with kept.begin(METTE, False) as work:
        rows = [row for row in work.sealed_log.rows() if row.staff_id == LIS.id]
    assert [(row.action, row.subject, row.subject_id) for row in rows] == [
        (AuditAction.VIEW, "enquiry", enquiry_id)
    ]
