"""The citizen page without widgets: whom it shows, for what reason, and what becomes of writes."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import StoreDown
from coordinator.store_errors import StoreAway
from coordinator.use_cases import planning, registering, reviewing
from coordinator.use_cases.signing_in import SYSTEM
from plans.parts import Consent
from plans.people import Address, Communication, ContactPerson, ContactRole, Protection, ServiceArea
from plans.states import ConsentStatus
from plans.withheld import Withheld
from tests.handed import hand_over
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.citizen_world import (
    BIRGER,
    JENS,
    LIS,
    METTE,
    TODAY,
    World,
    speak_english,
)
from ui.screens.citizen.numbers import read_number
from ui.screens.citizen.presenter import CitizenPresenter
from ui.screens.citizen.shown import Refused, TypedCitizen

BO, KARLA, KIM = "150277-9995", "110390-9995", "620785-0002"


class Board:
    """Keeps what it is told to show, in order."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *values: self.told.append((name, *values))

    @property
    def page(self):
        """The citizen in front, or None when something else is."""
        pages = [
            said
            for said in self.told
            if said[0] in {"show_blank", "show_citizen", "ask_reason", "show_failure", "show_new"}
        ]
        return pages[-1][1] if pages and pages[-1][0] == "show_citizen" else None

    def last(self, name):
        return [said[1:] for said in self.told if said[0] == name][-1]

    def count(self, name):
        return sum(said[0] == name for said in self.told)


class Stage:
    def __init__(self, world, runner, who=METTE):
        self.world, self.runner = world, runner
        self.context = world.context(runner, who)
        self.board = Board()
        self.presenter = CitizenPresenter(self.context)
        self.presenter.attach(self.board)
        self.context.feed.subscribe(self.presenter.changed)
        self.writes = self.presenter.writes

    @property
    def opened(self):
        return self.context.navigator.opened

    @property
    def citizen(self):
        return self.board.page.citizen


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def bo(world):
    citizen_id = world.citizen(BO, "Bo", "Testrup")
    world.plan(citizen_id)
    return citizen_id


@pytest.fixture
def kim(world):
    guarded = Protection(address=True, name=True, special=True, until=date(2026, 12, 31))
    citizen_id = world.citizen(KIM, "Kim", "Skærmet", guarded)
    world.plan(citizen_id)
    return citizen_id


@pytest.fixture
def stage(world):
    return Stage(world, ImmediateRunner())


@pytest.mark.parametrize("order", [(0, 0), (1, 0)])
def test_only_the_citizen_asked_for_last_is_shown_whatever_the_order(world, bo, kim, order):
    stage = Stage(world, HeldRunner())
    stage.presenter.activate(str(bo))
    stage.presenter.activate(str(kim))
    for number in order:
        stage.runner.run(number)
    assert stage.board.count("show_citizen") == 1
    assert stage.citizen.id == kim
    assert stage.context.navigator.crumbs == ["Citizens", "Kim Skærmet"]


def test_nothing_of_the_last_citizen_stands_while_the_next_is_read(world, bo, kim):
    stage = Stage(world, HeldRunner())
    stage.presenter.activate(str(bo))
    stage.runner.run()
    stage.presenter.activate(str(kim))
    assert stage.board.page is None
    assert stage.context.navigator.crumbs == ["Citizens", "Citizen"]
    assert stage.presenter.page is None


def test_who_has_no_case_is_asked_why_and_sees_nothing_before(world, bo):
    stage = Stage(world, ImmediateRunner(), BIRGER)
    other = world.citizen(KARLA, "Karla", "Prøvesen")
    stage.presenter.activate(str(other))
    assert "no case" in stage.board.last("ask_reason")[0]
    assert stage.board.page is None
    stage.presenter.give_reason("  ")
    assert stage.board.last("refuse_reason")
    stage.presenter.give_reason("Borgeren har ringet")
    assert stage.citizen.id == other
    assert ("view", "citizen", "Borgeren har ringet") in world.log(other)


def test_the_way_back_to_the_same_citizen_asks_no_second_time(world, bo):
    stage = Stage(world, ImmediateRunner(), BIRGER)
    other = world.citizen(KARLA, "Karla", "Prøvesen")
    stage.presenter.activate((str(other), "Borgeren har ringet"))
    stage.presenter.activate(str(bo))
    stage.presenter.activate(str(other))
    assert stage.citizen.id == other


def test_a_citizen_who_is_not_there_is_said_in_the_page(stage):
    stage.presenter.activate((str(uuid4()), "Borgeren har ringet"))
    assert stage.board.last("show_failure")[0]


def test_without_a_citizen_the_page_says_where_to_choose_one(stage):
    stage.presenter.activate(None)
    stage.presenter.give_reason("Intet")
    stage.presenter.refresh()
    assert stage.board.last("show_failure") == ("Choose a citizen in the list.",)


def test_after_a_failure_refresh_opens_the_citizen(world, bo):
    stage = Stage(world, HeldRunner())
    stage.presenter.activate(str(bo))
    stage.runner.held.clear()
    stage.presenter._not_opened(StoreDown())
    stage.presenter.refresh()
    stage.runner.run_all()
    assert stage.citizen.id == bo


def test_the_page_tells_who_it_is_and_who_works(stage, bo):
    stage.presenter.activate(str(bo))
    shown = stage.board.page
    assert (shown.number, shown.facts) == (BO, ("49 years", "Nørrevoldsskolen"))
    assert [pill.text for pill in shown.pills] == [
        "Plan: draft", "Consent until 1 September 2027", "1 task overdue",
    ]  # fmt: skip
    assert [(person.name, person.subtitle) for person in shown.people] == [
        ("Mette Prøvegaard", "Coordinating case worker"),
        ("Jens Udkast", "Deputy"),
        ("Lis Kladde", "Sundhedscenter · core team"),
    ]
    assert shown.plan.own_words_note == "The citizen's own words, 2 October 2026"


def test_next_steps_come_by_deadline_and_say_how_late(stage, bo):
    stage.presenter.activate(str(bo))
    steps = [(step.title, step.pill.text) for step in stage.board.page.plan.steps]
    assert steps == [
        ("For sent", "4 days over"),
        ("I dag", "Today"),
        ("Starts: Praktik", "Today"),
        ("Senere", "24 Nov"),
        ("Goal: Arbejde 6 timer", "5 Jun"),
        ("Uden frist", "No deadline"),
    ]


def test_protection_stands_first_and_masks_address_and_district(stage, kim):
    stage.presenter.activate(str(kim))
    shown = stage.board.page
    assert (
        shown.protection.title
        == "Protected name and address until 31 December 2026 – special protection"
    )
    assert shown.facts[-1] == shown.address == shown.district == "Protected address"
    assert shown.sources == ()


def test_an_ended_protection_still_hides_until_a_person_confirms(stage, kim):
    stage.world.clock.day = date(2027, 1, 1)
    stage.presenter.activate(str(kim))
    shown = stage.board.page
    assert shown.protection.ended
    assert shown.protection.text == "The address stays hidden until a person confirms."
    assert shown.address == "Protected address"


def test_the_address_is_shown_for_a_reason_and_logged(stage, kim):
    stage.presenter.activate(str(kim))
    stage.presenter.show_address("Skal sende brev")
    assert stage.board.last("show_address") == ("Søndergade 12, 8999 Solbæk",)
    assert ("unmask", "address", "Skal sende brev") in stage.world.log(kim)


def test_an_address_is_not_shown_on_another_citizens_page(world, bo, kim):
    stage = Stage(world, HeldRunner())
    stage.presenter.activate(str(kim))
    stage.runner.run()
    stage.presenter.show_address("Skal sende brev")
    stage.presenter.activate(str(bo))
    stage.runner.run_all()
    assert stage.board.count("show_address") == 0


def test_without_a_reason_the_address_stays_hidden(stage, kim):
    stage.presenter.activate(str(kim))
    stage.presenter.show_address(" ")
    assert stage.board.count("show_address") == 0
    assert stage.board.last("show_notice")[0]


def test_a_copied_number_is_logged(stage, bo):
    stage.presenter.activate(str(bo))
    stage.presenter.note_copy()
    assert ("export", "number", "") in stage.world.log(bo)


def test_nothing_is_done_while_nobody_is_on_the_page(stage):
    stage.presenter.note_copy()
    stage.presenter.show_address("Skal sende brev")
    stage.presenter.create_plan()
    stage.presenter.print_plan()
    stage.writes.set_deputy(None)
    stage.presenter.changed(Changes(everything=True))
    assert stage.board.told == []


def test_the_plan_opens_and_prints_by_its_own_id(stage, bo):
    stage.presenter.activate(str(bo))
    plan_id = str(stage.board.page.plan.id)
    stage.presenter.open_plan()
    stage.presenter.print_plan()
    assert stage.opened == [("plan", plan_id), ("print", ("plan", plan_id))]


def test_without_a_plan_one_is_begun_and_opened(stage, world):
    karla = world.citizen(KARLA, "Karla", "Prøvesen")
    stage.presenter.activate((str(karla), "Ny borger"))
    stage.presenter.open_plan()
    with world.begin(METTE, False) as work:
        plan = work.plans.of_citizen(karla)
    assert stage.opened == [("plan", str(plan.id))]


def test_two_presses_begin_one_plan(world):
    stage = Stage(world, HeldRunner())
    karla = world.citizen(KARLA, "Karla", "Prøvesen")
    stage.presenter.activate((str(karla), "Ny borger"))
    stage.runner.run_all()
    stage.presenter.open_plan()
    stage.presenter.open_plan()
    assert len(stage.runner.held) == 1
    planning.create_plan(world.desk(), karla)
    stage.runner.run_all()
    assert "joint plan already" in stage.board.last("show_notice")[0]
    assert stage.board.page.plan is not None


def gone(_desk):
    raise StoreAway


def test_a_store_that_is_back_takes_its_sentence_away(stage, bo, monkeypatch):
    stage.presenter.activate(str(bo))
    with monkeypatch.context() as away:
        away.setattr(Desk, "start_reading", gone)
        away.setattr(Desk, "start_work", gone)
        stage.presenter.refresh()
        assert "connection" in stage.board.last("show_notice")[0]
    assert stage.board.count("show_notice") == 1
    stage.presenter.changed(Changes(everything=True))
    assert stage.board.last("show_notice") == ("",)
    stage.presenter.refresh()
    assert stage.board.count("show_notice") == 2


def test_a_citizen_who_could_not_be_opened_is_opened_when_the_store_is_back(stage, bo, monkeypatch):
    with monkeypatch.context() as away:
        away.setattr(Desk, "start_work", gone)
        stage.presenter.activate(str(bo))
        assert stage.board.count("show_failure") == 1
    stage.presenter.changed(Changes(everything=True))
    assert stage.board.page.citizen.id == bo


def test_news_of_this_citizen_are_read_and_of_others_not(stage, bo, kim):
    stage.presenter.activate(str(bo))
    before = stage.board.count("show_citizen")
    stage.presenter.changed(Changes(citizens=frozenset({kim})))
    assert stage.board.count("show_citizen") == before
    stage.presenter.changed(Changes(plans=frozenset({stage.board.page.plan.id})))
    assert stage.board.count("show_citizen") == before + 1


def test_a_replacement_number_gives_way_to_the_cpr_number_of_the_same_citizen(stage, world):
    """AC-03."""
    typed = TypedCitizen(
        "710390-0001", "Tomas", "Fiktivsen", date(1990, 3, 11), Address(), Protection()
    )
    stage.presenter.activate(("new", "710390-0001"))
    stage.writes.create(typed)
    screen, tomas = stage.opened[-1]
    stage.presenter.activate(tomas)
    assert screen == "citizen"
    assert stage.board.page.number_is_replacement
    stage.writes.give_number(stage.citizen, KARLA, date(2026, 10, 1))
    shown = stage.board.page
    assert str(shown.citizen.id) == tomas
    assert (shown.number, shown.number_is_replacement) == (KARLA, False)
    assert [number.text for number in shown.numbers] == [KARLA, "710390-0001"]
    assert "30-09-2026" in shown.numbers[1].note
    with world.begin(METTE, False) as work:
        assert {
            found.id for text in ("7103900001", KARLA) for found in work.lists.find(text, 5)
        } == {shown.citizen.id}


def test_a_number_somebody_has_shows_the_possible_duplicate_and_merges_nothing(stage, bo, kim):
    stage.presenter.activate(str(kim))
    stage.writes.give_number(stage.citizen, BO, TODAY)
    refused = stage.board.last("form_refused")[0]
    assert (refused.field, refused.duplicate) == ("number", bo)
    assert stage.world.read(kim).number.formatted == KIM
    stage.presenter.ways.to_citizen(refused.duplicate)
    assert stage.opened == [("citizen", str(bo))]


@pytest.mark.parametrize(
    ("number", "given", "born", "field"),
    [("12", "Bo", None, "number"), (BO, "", None, "name"), ("710390-0001", "Tomas", None, "birth_date")],
)  # fmt: skip
def test_what_a_new_citizen_lacks_is_said_at_its_field(stage, number, given, born, field):
    stage.presenter.activate(("new", ""))
    stage.writes.create(TypedCitizen(number, given, "Testrup", born, Address(), Protection()))
    assert stage.board.last("form_refused")[0].field == field
    assert stage.opened == []


def test_a_citizen_made_while_the_user_went_on_does_not_pull_the_user_back(world, bo):
    stage = Stage(world, HeldRunner())
    stage.presenter.activate(("new", ""))
    stage.writes.create(TypedCitizen(KARLA, "Karla", "Prøvesen", None, Address(), Protection()))
    stage.presenter.activate(str(bo))
    stage.runner.run_all()
    assert stage.opened == []


def test_a_colleague_who_was_first_is_told_and_the_newest_is_read(stage, bo):
    stage.presenter.activate(str(bo))
    seen = stage.citizen
    registering.set_communication(stage.world.desk(JENS), seen, Communication(phone="11223344"))
    stage.writes.write_communication(seen, Communication(phone="99887766"))
    assert stage.board.last("form_refused")[0].stale
    assert stage.citizen.communication.phone == "11223344"
    stage.writes.write_communication(stage.citizen, Communication(phone="99887766"))
    assert stage.world.read(bo).communication.phone == "99887766"
    assert stage.board.count("form_saved") == 1


def test_an_answer_for_another_citizen_leaves_the_open_form_alone(world, bo, kim):
    stage = Stage(world, HeldRunner())
    stage.presenter.activate(str(bo))
    stage.runner.run()
    stage.writes.write_communication(stage.citizen, Communication(phone="99887766"))
    stage.writes.put_contact(stage.citizen, ContactPerson(uuid4(), ContactRole.RELATIVE, ""))
    stage.presenter.activate(str(kim))
    stage.runner.run(2)
    stage.runner.run_all()
    assert stage.board.count("form_saved") == 0
    assert stage.board.count("form_refused") == 0
    assert stage.board.count("show_notice") == 1
    assert stage.world.read(bo).communication.phone == "99887766"


def test_a_protection_that_is_ended_can_be_put_back(stage, kim):
    stage.presenter.activate(str(kim))
    old = stage.citizen.protection
    stage.writes.protect(stage.citizen, Protection())
    assert stage.board.page.address == "Søndergade 12, 8999 Solbæk"
    text, undo = stage.context.navigator.toasts[-1]
    assert text == "The protection is ended."
    undo()
    assert stage.world.read(kim).protection == old
    assert isinstance(stage.world.read(kim).address, Withheld)


def test_undo_does_nothing_on_another_citizens_page(stage, bo, kim):
    stage.presenter.activate(str(kim))
    stage.writes.protect(stage.citizen, Protection())
    stage.presenter.activate(str(bo))
    stage.context.navigator.toasts[-1][1]()
    assert stage.world.read(kim).protection == Protection()
    assert stage.world.read(bo).protection == Protection()


def test_contact_people_come_and_go_and_come_back(stage, bo):
    stage.presenter.activate(str(bo))
    guardian = ContactPerson(uuid4(), ContactRole.GUARDIAN, "Vera Værgeby", "12121212")
    stage.writes.put_contact(stage.citizen, guardian)
    assert stage.citizen.contacts == (guardian,)
    stage.writes.remove_contact(stage.citizen, guardian)
    assert stage.citizen.contacts == ()
    stage.context.navigator.toasts[-1][1]()
    assert stage.citizen.contacts == (guardian,)


def test_name_and_birth_date_are_written(stage, bo):
    stage.presenter.activate(str(bo))
    stage.writes.write_name_and_address(
        stage.citizen, ("Bo", "Nytest"), Address("Vej 1", "8999", "Solbæk")
    )
    assert stage.context.navigator.crumbs[-1] == "Bo Nytest"
    stage.writes.confirm_birth_date(stage.citizen, date(1977, 2, 14))
    assert stage.board.page.birth_date == "14 February 1977"


def test_the_people_of_the_plan_are_named(stage, bo):
    stage.presenter.activate(str(bo))
    stage.writes.ask_staff()
    assert METTE in stage.board.last("show_staff")[0]
    stage.writes.set_deputy(METTE.id)
    assert stage.board.last("form_refused")[0].field == "deputy"
    stage.writes.set_deputy(None)
    stage.writes.remove_participant(stage.board.page.plan.people.team[0][0])
    assert [person.name for person in stage.board.page.people] == ["Mette Prøvegaard"]
    stage.writes.put_participant(LIS.id, "")
    assert stage.board.page.people[-1].subtitle == "Sundhedscenter · core team"
    stage.writes.name_coordinator(JENS.id)
    assert "team lead" in stage.board.last("form_refused")[0].sentence


def test_who_a_colleague_has_just_named_is_not_written_over(stage, bo):
    stage.presenter.activate(str(bo))
    plan_id = stage.board.page.plan.id
    planning.set_deputy(stage.world.desk(), plan_id, JENS.id, LIS.id)
    stage.writes.set_deputy(None)
    assert stage.board.last("form_refused")[0].stale
    assert stage.board.page.plan.people.deputy == LIS.id
    stage.writes.set_deputy(None)
    assert stage.board.page.plan.people.deputy is None


def test_a_coordinator_a_colleague_has_just_named_is_not_written_over(world, bo):
    stage = Stage(world, ImmediateRunner(), BIRGER)
    stage.presenter.activate(str(bo))
    hand_over(world, BIRGER, METTE, BIRGER, bo)
    stage.writes.name_coordinator(JENS.id)
    assert stage.board.last("form_refused")[0].stale
    stage.writes.name_coordinator(None)
    assert stage.context.navigator.opened[-1] == ("handovers", ("new", str(bo)))
    assert stage.board.page.plan.people.coordinator == BIRGER.id


def test_a_seat_a_colleague_has_just_changed_is_not_written_over(stage, bo):
    stage.presenter.activate(str(bo))
    plan_id = stage.board.page.plan.id
    seat = stage.world.read_plan(plan_id).participants[0]
    planning.put_participant(stage.world.desk(), plan_id, seat, LIS.id, "Kostvejleder")
    stage.writes.put_participant(LIS.id, "Tovholder")
    assert stage.board.last("form_refused")[0].stale
    assert stage.board.page.plan.people.team[0][2] == "Kostvejleder"


def test_who_was_taken_out_meanwhile_is_said_to_be_gone(stage, bo):
    stage.presenter.activate(str(bo))
    plan_id, seat = stage.board.page.plan.id, stage.board.page.plan.people.team[0][0]
    planning.remove_participant(stage.world.desk(), plan_id, seat)
    stage.writes.remove_participant(seat)
    assert "no longer in the plan" in stage.board.last("form_refused")[0].sentence
    assert stage.board.page.plan.people.team == ()


def test_choices_one_after_the_other_do_not_trip_over_each_other(world, bo):
    stage = Stage(world, HeldRunner())
    stage.presenter.activate(str(bo))
    stage.runner.run_all()
    for deputy in (None, LIS.id, JENS.id, None):
        stage.writes.set_deputy(deputy)
    stage.runner.run_all()
    assert stage.board.count("form_refused") == 0
    assert stage.board.page.plan.people.deputy is None


def test_a_consent_that_a_colleague_has_just_changed_is_not_withdrawn_over_it(stage, bo):
    stage.presenter.activate(str(bo))
    plan_id, seen = stage.board.page.plan.id, stage.board.page.plan.people.consent
    less = replace(seen, service_areas=frozenset({ServiceArea.HEALTH}))
    planning.put_consent(stage.world.desk(), plan_id, seen, less)
    gone = replace(seen, status=ConsentStatus.WITHDRAWN)
    stage.writes.put_consent(seen, gone)
    assert stage.board.last("form_refused")[0].stale
    assert stage.board.page.plan.people.consent == less


def test_a_withdrawn_consent_stops_the_plan_and_nothing_of_it_is_late(stage, bo):
    stage.presenter.activate(str(bo))
    seen = stage.board.page.plan.people.consent
    stage.writes.put_consent(seen, replace(seen, status=ConsentStatus.WITHDRAWN))
    page = stage.board.page
    assert page.pills[0].text == "Plan: consent withdrawn"
    assert [pill.kind for pill in page.pills] == ["neutral", "warn"]
    assert page.plan.steps == ()
    assert ("consent", "consent", "") in stage.world.log(bo)
    assert ("review", "consent_withdrawn", "") in stage.world.log(bo)


def test_nobody_is_named_in_a_closed_plan(stage, bo):
    stage.presenter.activate(str(bo))
    reviewing.close(stage.world.desk(), stage.board.page.plan.id, "job", "Flyttet i arbejde")
    stage.writes.set_deputy(None)
    assert "closed" in stage.board.last("form_refused")[0].sentence
    stage.presenter.refresh()
    people = stage.board.page.plan.people
    assert (people.leads, people.names_coordinator) == (False, False)


def test_a_consent_that_soon_ends_says_so(stage, bo):
    stage.presenter.activate(str(bo))
    areas = frozenset({ServiceArea.EMPLOYMENT})
    stage.world.clock.day = TODAY + timedelta(1)
    given = Consent(
        uuid4(), TODAY + timedelta(1), "Mundtligt", areas, valid_until=TODAY + timedelta(13)
    )
    stage.writes.put_consent(None, given)
    assert stage.board.page.plan.consent.title == "The consent ends in 12 days"
    assert stage.board.page.pills[1].kind == "warn"


def test_who_may_only_look_is_offered_no_change(world, bo):
    stage = Stage(world, ImmediateRunner(), SYSTEM)
    stage.presenter.activate((str(bo), "Fejlsøgning"))
    shown = stage.board.page
    assert not shown.may_change
    assert not shown.may_create_plan
    assert not shown.plan.people.leads


def test_the_history_says_when_who_and_what(stage, bo):
    stage.presenter.activate(str(bo))
    line = stage.board.page.log[-1]
    assert (line.day, line.clock, line.who, line.what) == (
        "Tuesday 17 November 2026", "09:15", "Mette Prøvegaard", "Created: citizen",
    )  # fmt: skip


def test_a_list_opens_from_here(stage):
    stage.presenter.ways.to_list()
    assert stage.opened == [("citizens", None)]


@pytest.mark.parametrize(
    ("text", "error", "note", "calculated"),
    [
        ("", False, "", None),
        ("1502", True, "", None),
        ("310290-9995", True, "", None),
        (BO, False, "modulus 11", None),
        ("710390-0001", False, "replacement", date(1990, 3, 11)),
    ],
)
def test_a_typed_number_tells_its_errors_and_soft_notes(text, error, note, calculated):
    read = read_number(text)
    assert bool(read.error) == error
    assert note in read.note
    assert bool(read.note) == bool(note)
    assert read.calculated == calculated


def test_a_refusal_has_no_duplicate_by_itself():
    assert Refused("No.").duplicate is None


def test_a_plan_made_after_one_has_gone_on_opens_nothing(world, kim):
    citizen = world.citizen(BO, "Bo", "Testrup")
    stage = Stage(world, HeldRunner())
    stage.presenter.activate((str(citizen), "Ny borger"))
    stage.runner.run_all()
    stage.presenter.create_plan()
    stage.presenter.activate(str(kim))
    stage.runner.run_all()
    assert stage.opened == []
    assert ("create", "plan", "") in world.log(citizen)


def test_a_failure_says_nothing_once_the_screen_is_gone(world, bo):
    stage = Stage(world, HeldRunner())
    stage.presenter.activate(str(bo))
    stage.runner.run_all()
    stage.presenter.finish()
    before = list(stage.board.told)
    stage.presenter._failed(StoreDown())
    assert stage.board.told == before
