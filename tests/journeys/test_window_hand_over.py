"""AC-09 in the real window, by keyboard alone: a team lead hands a citizen over after a change."""

import pytest

from coordinator.use_cases import handover_letter, opening, worklists
from coordinator.use_cases.signing_in import SYSTEM
from plans.handovers import HandoverKind
from tests.journeys.sitting import CTRL, KEY, SHIFT, start
from tests.journeys.test_window_review import come_as, lead_of


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = start(tmp_path)
    here.window.resize(1440, 900)
    yield here
    here.leave()


def colleague_of(sitting):
    """Somebody else in the unit, who can take over."""
    me = sitting.me()
    with sitting.desk().start_reading() as work:
        staff = work.staff.everybody()
    unit = (me.service_area, me.team)
    return next(
        each for each in staff
        if (each.service_area, each.team) == unit and each.id != me.id and each.role == me.role
    )  # fmt: skip


def handovers_of(sitting, citizen_id):
    with sitting.desk().start_reading() as work:
        return work.handovers.of_citizen(citizen_id)


def test_ac_09_the_lead_says_why_and_nothing_moves_before_the_yes(sitting):
    author, lead, receiver = sitting.me(), lead_of(sitting), colleague_of(sitting)
    running = [each for each in worklists.my_day(sitting.desk(author)).my_plans
               if not each.protected and each.version]  # fmt: skip
    plan = next(each for each in running if not handovers_of(sitting, each.citizen_id))
    come_as(sitting, lead)
    sitting.find(plan.citizen_name, plan.citizen_name)
    sitting.press(KEY.Key_O, CTRL | SHIFT)
    sitting.is_at("Overdragelser")
    sitting.until(lambda: sitting.screen.form is not None, "the form")
    form = sitting.screen.form
    assert sitting.sees(f"{author.name} har ansvaret")
    sitting.until_at("Kollega")
    sitting.write(receiver.name)
    sitting.tab_to("Årsag til sagsbehandlerskift")
    sitting.write("Ydel")
    assert form.cause.value == "benefit_change"
    assert sitting.sees("ikke i sig selv en grund")
    sitting.tab_to("Det vigtigste først")
    sitting.write("Ring om eftermiddagen.")
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: form.fields["comment"].error, "the question for a comment")
    sitting.until_at("Kommentar")
    sitting.write("Borgeren kender kollegaen.")
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: handovers_of(sitting, plan.citizen_id), "the offer")
    (made,) = handovers_of(sitting, plan.citizen_id)
    assert (made.kind, made.giver.id, made.receiver.id, made.by.id) == (
        HandoverKind.REDISTRIBUTION, author.id, receiver.id, lead.id,
    )  # fmt: skip
    assert made.comment == "Borgeren kender kollegaen."

    come_as(sitting, receiver)
    sitting.window.open("handovers", str(made.id))
    sitting.until(lambda: sitting.screen.page.accept_button is not None, "the page")
    with sitting.desk().start_reading() as work:
        assert work.plans.get(plan.plan_id).coordinator == author.id
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: sitting.screen.page.may_print, "the yes")
    with sitting.desk(SYSTEM).start_reading() as work:
        assert work.plans.get(plan.plan_id).coordinator == receiver.id
    opening.open_citizen(sitting.desk(receiver), plan.citizen_id)
    assert handover_letter.print_letter(sitting.desk(receiver), made.id).startswith(b"%PDF")
