"""What the review screen does with real plans, without widgets."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from coordinator import i18n
from coordinator.change_wording import Vocabulary
from coordinator.changes import Changes
from coordinator.news import whole_content
from coordinator.ports import StoreDown
from coordinator.reports.pictures import PagePicture
from coordinator.use_cases import opening, plan_parts, plan_remarks, planning, reviewing
from coordinator.use_cases.begun_forms import typed_before
from coordinator.use_cases.review_queue import ReviewQueue
from plans.flat import PlanPart
from plans.parts import Challenge, Consent, OwnWords, Responsible, Statement, Task
from plans.remarks import RemarkDraft, Tick
from plans.states import ConsentStatus, PlanStatus
from tests.builders import full_plan
from tests.review_house import (
    AMIRA,
    BIRGER,
    EMPLOYMENT,
    FIND_PLACE,
    HANNE,
    JENS,
    METTE,
    PRACTICE,
    WORK_GOAL,
    House,
    open_house,
)
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.fakes_review import FakeFeed, FakeNavigator
from ui.begun import BegunForms
from ui.kept_forms import KeptForms
from ui.screens.review.heads import shown_queue
from ui.screens.review.presenter import ReviewPresenter
from ui.screens.review.remarks import part_key, remark_key
from ui.screens.review.shown import ShownPaper, ShownPause, ShownQueue, ShownReview
from ui.screens.review.whole_content import shown_plan


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as made:
        yield made


class FakeView:
    """Keeps what it was last told to show."""

    def __init__(self) -> None:
        self.queue = ShownQueue((), "")
        self.review: ShownReview | None = None
        self.remark = ""
        self.notices: list[str] = []
        self.refusals: list[str] = []
        self.busy = False
        self.made: list[tuple[int, int]] = []
        self.while_making: Callable[[], None] = lambda: None
        self.empty = False
        self.pause: ShownPause | None = None

    def show_queue(self, queue: ShownQueue) -> None:
        self.queue = queue

    def show_review(self, review: ShownReview, drafts: Mapping[str, str]) -> None:
        self.review, self.drafts, self.empty = review, drafts, False
        self.remark = drafts.get("", "")
        self.pause = None

    def show_nothing(self) -> None:
        self.empty = True

    def show_notice(self, sentence: str, *, warns: bool) -> None:
        self.notices.append(sentence)

    def show_news(self, sentence: str) -> None:
        self.notices.append(sentence)

    def show_refusal(self, sentence: str) -> None:
        self.refusals.append(sentence)

    def show_pause(self, pause: ShownPause) -> None:
        self.pause, self.review, self.empty = pause, None, False

    def show_busy(self, *, busy: bool, done: int = 0, total: int = 0) -> None:
        self.busy = busy
        if total:
            self.made.append((done, total))
            self.while_making()


class FakePages:
    """Keeps the paper and the pages that came."""

    def __init__(self) -> None:
        self.papers: list[ShownPaper] = []
        self.pages: list[tuple[int, int]] = []
        self.problems: list[str] = []

    def show_paper(self, paper: ShownPaper) -> None:
        self.papers.append(paper)

    def show_page(self, number: int, picture: PagePicture) -> None:
        self.pages.append((number, picture.width))

    def show_problem(self, sentence: str) -> None:
        self.problems.append(sentence)


class Desk:
    """A presenter with all around it."""

    def __init__(self, house: House, member=BIRGER, runner=None, begun=None) -> None:
        self.view, self.navigator, self.feed = FakeView(), FakeNavigator(), FakeFeed()
        self.runner = runner or ImmediateRunner()
        self.begun = begun or BegunForms()
        self.presenter = ReviewPresenter(
            house.desk(member), self.runner, self.feed, self.navigator, self.begun
        )
        self.presenter.attach(self.view)
        self.feed.listener = self.presenter.changed

    @property
    def review(self) -> ShownReview:
        assert self.view.review is not None
        return self.view.review


def revised(house: House) -> None:
    """Approve the plan, then change a little of everything and send it again."""
    house.approve()
    house.revise()
    desk, plan = house.desk(METTE), house.read()
    goal = plan.goal(WORK_GOAL)
    planning.put_goal(desk, plan.id, goal, replace(goal, title="Arbejde 8 timer om ugen"))
    new = Task(uuid4(), "Ring til klinikken", Responsible(METTE.name, METTE.id), date(2026, 12, 3))
    planning.put_task(desk, plan.id, PRACTICE, None, new)
    planning.remove_task(desk, plan.id, PRACTICE, FIND_PLACE)
    planning.set_deputy(desk, plan.id, plan.deputy, None)
    planning.set_follow_up(desk, plan.id, None, date(2027, 1, 25))
    house.send()


# -- the queue -------------------------------------------------------------------------------


def test_nothing_waits(house):
    desk = Desk(house)
    desk.presenter.activate(None)

    assert desk.view.empty
    assert desk.view.queue.groups == ()
    assert desk.navigator.crumbs == ["Review"]


def test_reading_again_opens_what_came_meanwhile(house):
    desk = Desk(house)
    desk.presenter.refresh()
    assert desk.view.empty
    house.send()
    desk.presenter.refresh()

    assert desk.review.plan_id == house.plan


def test_the_plan_that_waited_longest_opens_by_itself(house):
    house.send()
    house.send(house.protected_plan)
    desk = Desk(house)
    desk.presenter.activate(None)

    assert desk.review.title == "Bo Testrup – plan version 1"
    assert desk.navigator.crumbs == ["Review", "Bo Testrup, version 1"]
    assert [heading for heading, _rows in desk.view.queue.groups] == ["Waiting for you"]
    assert [row.title for row in desk.view.queue.rows] == ["Bo Testrup", "Sara Skærmet"]
    assert desk.view.queue.waiting == "2 waiting"
    assert desk.view.queue.rows[0].pill == "Sent today"


def test_a_long_wait_is_marked(house):
    house.send()
    with house.begin(BIRGER, False) as work:
        lines = work.lists.plans_with_status(PlanStatus.IN_REVIEW)
    later = shown_queue(ReviewQueue(lines, (), ()), date(2026, 11, 21))
    one = shown_queue(ReviewQueue(lines, (), ()), date(2026, 11, 18))
    unknown = shown_queue(
        ReviewQueue((replace(lines[0], sent_at=None),), (), ()), date(2026, 11, 21)
    )

    assert (later.rows[0].pill, later.rows[0].late) == ("Waited 4 days", True)
    assert (one.rows[0].pill, one.rows[0].late) == ("Waited 1 day", False)
    assert unknown.rows[0].pill == "Sent today"


def test_a_case_worker_sees_what_was_sent_and_what_came_back(house):
    seen = house.send()
    house.send(house.protected_plan)
    drafts = [RemarkDraft("Skriv hvorfor."), RemarkDraft("Hvem?", PlanPart.GOAL, WORK_GOAL)]
    reviewing.return_with_remarks(house.desk(BIRGER), seen, drafts)
    desk = Desk(house, METTE)
    desk.presenter.activate(None)

    groups = dict(desk.view.queue.groups)
    assert list(groups) == ["Sent", "Returned"]
    assert groups["Returned"][0].pill == "2 remarks"
    assert groups["Returned"][0].remark == "Skriv hvorfor.\nHvem?"
    assert desk.review.title.startswith("Sara Skærmet")
    desk.presenter.choose(house.plan)
    assert desk.review.returned == "Birger Mønsterby, 17 November 2026: Skriv hvorfor.\nHvem?"
    assert desk.review.sentence == "The plan is not waiting for review."


# -- what is shown ---------------------------------------------------------------------------


def test_a_first_version_is_shown_whole(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(house.plan)

    assert desk.review.changes is None
    assert desk.review.may_decide
    assert "first version" in desk.review.subtitle
    assert desk.review.plan.own_words.startswith("Jeg vil gerne")
    assert [goal.title for goal in desk.review.plan.goals] == [
        "Goal 1: Arbejde 6 timer om ugen",
        "Goal 2: Sove 6 timer om natten",
    ]
    assert desk.review.plan.goals[0].interventions[0].tasks == (
        ("Find et roligt praktiksted", "Mette Prøvegaard", "20-11-2026"),
    )


def test_a_later_version_shows_what_changed(house):
    revised(house)
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    changes = desk.review.changes

    assert changes is not None
    assert [(each.kind, each.title) for each in changes] == [
        ("changed", "The citizen's own words"),
        ("changed", "Goal 1: Arbejde 8 timer om ugen"),
        ("new", "Task: Ring til klinikken"),
        ("removed", "Task: Find et roligt praktiksted"),
        ("new", "Follow-up"),
        ("changed", "Coordinator and deputy"),
    ]
    assert "6 changes since version 1" in desk.review.subtitle
    task, leads = changes[2], changes[5]
    assert all(each.who.startswith("Mette Prøvegaard · ") for each in changes)
    assert desk.review.unchanged > 0
    assert task.area == "employment"
    assert [(each.label, each.old, each.new) for each in task.fields] == [
        ("Responsible", "", "Mette Prøvegaard"),
        ("Deadline", "", "3 December 2026"),
        ("Status", "", "New"),
    ]
    assert [(each.old, each.new) for each in leads.fields] == [("Jens Udkast", "")]


def test_a_consent_and_a_service_area_are_told_in_words(house):
    house.approve()
    house.revise()
    desk, plan = house.desk(METTE), house.read()
    place = plan.intervention(PRACTICE)
    goal = plan.goals[0]
    planning.put_intervention(desk, plan.id, goal.id, place, replace(place, legal_basis="LAB § 58"))
    second = Consent(
        uuid4(), date(2026, 8, 2), "Mundtligt", frozenset({EMPLOYMENT}), ConsentStatus.DECLINED
    )
    planning.put_consent(desk, plan.id, None, second)
    house.send()
    shown = Desk(house)
    shown.presenter.activate(house.plan)
    assert shown.review.changes is not None
    words = {
        (each.title, field.label): field.new
        for each in shown.review.changes
        for field in each.fields
    }

    assert words["Intervention: Praktik i en butik", "Legal basis"] == "LAB § 58"
    assert words["Consent", "Covers"] == "Employment"
    assert words["Consent", "Status"] == "Said no"


def test_the_checklist_tells_what_was_proven_and_what_is_missing(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(house.plan)

    found = {check.text: check for check in desk.review.checks}
    assert found["Hvert mål har måling, dato og ansvarlig"].note == "Checked by Samplan"
    baseline = found["Timer eller et andet udgangspunkt er målt"]
    assert (baseline.proven, baseline.note) == (False, "Nothing is measured yet.")
    judged = found["Forkortelser er forklaret"]
    assert (judged.code, judged.proven, judged.note) == ("abbreviations", False, "You judge")


def test_why_a_point_does_not_hold_is_said(house):
    consent, desk = house.read().consents[0], house.desk(METTE)
    hard = "Kommunalbestyrelsens rehabiliteringsforanstaltninger forudsætter dokumentation. " * 9
    planning.write_own_words(desk, house.plan, house.read().own_words, OwnWords(hard))
    planning.set_deputy(desk, house.plan, house.read().deputy, None)
    house.send()
    gone = replace(consent, status=ConsentStatus.WITHDRAWN)
    planning.put_consent(desk, house.plan, consent, gone)
    screen = Desk(house)
    screen.presenter.activate(house.plan)
    notes = {each.text: each.note for each in screen.review.checks if not each.proven}
    assert "consent" in notes["Samtykket dækker alt, der deles"]
    assert notes["LIX er inden for grænsen"].endswith("The limit is 35.")
    deputy = "Koordinerende sagsbehandler og stedfortræder er udpeget"
    assert notes[deputy] == "Nobody is named as deputy."


def test_what_is_ticked_is_kept_with_the_decision(house, qapp):
    house.send()
    desk = Desk(house, begun=kept_forms(house))
    desk.presenter.ticked("sourced", on=True)
    desk.presenter.activate(None)
    for code, on in (("sourced", True), ("party_hearing", True), ("party_hearing", False)):
        desk.presenter.ticked(code, on=on)
    desk.begun.flush()
    again = Desk(house, begun=kept_forms(house))
    again.presenter.activate(None)
    assert {each.code for each in again.review.checks if each.code and each.proven} == {"sourced"}
    assert again.view.notices == []
    again.presenter.approve()
    with house.begin(BIRGER, False) as work:
        ticks = work.reviews.ticks(house.plan, 1)
    assert Tick("own_words") in ticks
    assert Tick("sourced", BIRGER.id, BIRGER.name) in ticks
    assert {each.code for each in ticks}.isdisjoint({"party_hearing", "baseline_measure"})


def test_a_bare_plan_is_shown_without_falling(house):
    other = planning.create_plan(house.desk(HANNE), _third_citizen(house))[0]
    desk = Desk(house, HANNE)
    desk.presenter.activate(other)

    assert desk.review.plan.own_words == ""
    assert dict(desk.review.plan.facts) == {"Coordinator": HANNE.name}
    assert not all(check.proven for check in desk.review.checks)
    assert desk.review.subtitle == "first version"


def _third_citizen(house: House) -> UUID:
    from coordinator.use_cases.registering import NewCitizen, create_citizen  # noqa: PLC0415

    return create_citizen(house.desk(HANNE), NewCitizen("110390-9995", "Karla", "Prøvesen"))[0]


def test_a_bare_goal_and_task_are_shown_by_what_they_have(house):
    from plans.parts import Goal, Intervention  # noqa: PLC0415 - only here

    desk, plan = house.desk(METTE), house.plan
    goal = Goal(uuid4(), "")
    planning.put_goal(desk, plan, None, goal)
    bare = Intervention(uuid4(), EMPLOYMENT, "Uden mere", end=date(2027, 1, 1))
    planning.put_intervention(desk, plan, goal.id, None, bare)
    planning.put_task(desk, plan, bare.id, None, Task(uuid4(), ""))
    planning.put_participant(desk, plan, None, JENS.id)
    screen = Desk(house, METTE)
    screen.presenter.activate(plan)

    shown = screen.review.plan.goals[2]
    assert shown.facts == (("Status", "Under way"),)
    assert shown.interventions[0].details == "Employment · until 01-01-2027 · Planned"
    assert shown.interventions[0].tasks == (("", "", ""),)
    assert dict(screen.review.plan.facts)["Core team"] == "Amira Skitse (Bostøtte), Jens Udkast"


def test_the_plan_is_read_as_the_citizen_will_have_it(house):
    house.send(house.protected_plan)
    paper, pages = Desk(house).presenter.paper, FakePages()
    paper.draw(0, 413)
    paper.read(house.protected_plan, pages)
    (shown,) = pages.papers
    assert shown.note == f"This is the paper if the plan is approved today: {shown.pages} pages."
    assert shown.reading.startswith("LIX ")
    assert shown.warnings == ("The address is protected and does not stand in the plan.",)
    paper.draw(0, 413)
    assert pages.pages == [(0, pytest.approx(413, abs=2))]
    assert ("view", "paper") in {(e.action, e.subject) for e in house.log(house.sara)}
    paper.read(house.plan, pages)
    assert pages.papers[1].note.startswith("The paper as a draft: ")
    paper.read(uuid4(), pages)
    assert len(pages.problems) == 1


def test_a_paper_that_comes_too_late_is_dropped(house):
    house.send()
    runner, pages = HeldRunner(), FakePages()
    presenter = Desk(house, runner=runner).presenter
    presenter.paper.read(house.plan, pages)
    presenter.finish()
    runner.run_all()
    assert pages.papers == []


# -- who decides -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "sentence", "takes_back"),
    [
        (METTE, "A team lead who has not written in the plan approves it", True),
        (JENS, "A team lead who has not written in the plan approves it", True),
        (AMIRA, "A team lead who has not written in the plan approves it", False),
        (HANNE, "The plan belongs to another unit.", False),
    ],
)
def test_who_does_not_decide_reads_why(house, member, sentence, takes_back):
    house.send()
    opening.open_plan(house.desk(member), house.plan, "Vagt")
    desk = Desk(house, member)
    desk.presenter.activate(house.plan)

    assert not desk.review.may_decide
    assert desk.review.sentence.startswith(sentence)
    assert desk.review.may_take_back is takes_back


def test_an_author_takes_the_plan_back(house):
    house.send()
    desk = Desk(house, METTE)
    desk.presenter.activate(house.plan)
    desk.presenter.take_back()

    assert house.read().status is PlanStatus.DRAFT
    assert desk.navigator.toasts == ["You can write in the plan again."]


# -- deciding --------------------------------------------------------------------------------


def test_approving_says_so_and_offers_the_next(house):
    house.send()
    house.send(house.protected_plan)
    desk = Desk(house)
    desk.presenter.activate(None)
    desk.presenter.approve()

    assert house.read().status is PlanStatus.APPROVED
    assert desk.navigator.toasts == ["Version 1 is approved."]
    assert desk.feed.heard[0].touch(house.plan)
    assert desk.view.pause is not None
    assert desk.view.pause.title == "Next: Sara Skærmet"
    assert [row.title for row in desk.view.queue.rows] == ["Sara Skærmet"]
    assert not desk.view.busy
    desk.presenter.choose(desk.view.pause.plan_id)
    assert desk.review.title.startswith("Sara Skærmet")
    desk.presenter.approve()
    assert desk.view.empty
    assert desk.navigator.crumbs == ["Review"]


def test_the_last_of_the_queue_is_followed_by_the_first(house):
    house.send()
    house.send(house.protected_plan)
    desk = Desk(house)
    desk.presenter.activate(house.protected_plan)
    desk.presenter.approve()

    assert desk.view.pause is not None
    assert desk.view.pause.title == "Next: Bo Testrup"


@pytest.mark.parametrize("first", ["approve", "return_with_remarks"])
@pytest.mark.parametrize("second", ["approve", "return_with_remarks"])
def test_the_second_of_two_presses_decides_about_nothing(house, first, second):
    house.send()
    house.send(house.protected_plan)
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.remark_written("", "Uddyb." if first == "return_with_remarks" else "")
    getattr(desk.presenter, first)()
    desk.presenter.remark_written("", "Uddyb.")
    getattr(desk.presenter, second)()

    assert house.read().status is not PlanStatus.IN_REVIEW
    assert house.read(house.protected_plan).status is PlanStatus.IN_REVIEW
    assert desk.view.review is None


def test_the_next_is_looked_at_only_when_it_is_opened(house):
    house.send()
    house.send(house.protected_plan)
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.approve()
    assert not _was_looked_at(house, house.sara)
    desk.presenter.choose(house.protected_plan)
    assert _was_looked_at(house, house.sara)


def _was_looked_at(house: House, citizen: UUID) -> bool:
    return any((line.action, line.subject) == ("view", "review") for line in house.log(citizen))


def test_the_next_is_another_when_somebody_has_decided_it_meanwhile(house):
    house.send()
    house.send(house.protected_plan)
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.approve()
    reviewing.take_back(house.desk(METTE), house.protected_plan)
    desk.presenter.refresh()
    assert desk.view.empty
    house.send(house.protected_plan)
    desk.presenter.refresh()
    assert desk.view.pause is not None


def test_coming_back_to_the_screen_opens_what_waits(house):
    house.send()
    house.send(house.protected_plan)
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.approve()
    desk.presenter.activate(None)
    assert desk.review.plan_id == house.protected_plan


def test_a_plan_outside_the_queue_can_be_decided_too(house):
    house.send()
    runner = HeldRunner()
    desk = Desk(house, runner=runner)
    desk.presenter.activate(house.plan)
    runner.run()  # the plan, before the queue
    desk.presenter.approve()
    runner.run(1)
    runner.run_all()

    assert house.read().status is PlanStatus.APPROVED
    assert desk.view.empty


def test_an_approval_tells_how_many_papers_are_made_and_can_be_stopped(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.view.while_making = desk.presenter.stop_approval
    desk.presenter.approve()
    assert desk.view.made == [(0, 12)]
    assert desk.view.notices == ["Stopped. Nothing is approved."]
    assert (desk.view.busy, house.read().status) == (False, PlanStatus.IN_REVIEW)
    desk.presenter.stop_approval()
    desk.view.while_making = desk.presenter.approve  # pressed again meanwhile
    desk.presenter.approve()
    assert house.read().version == 1
    assert desk.view.made[-1] == (11, 12)


def test_returning_keeps_the_remark_in_the_plan(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(None)
    desk.presenter.remark_written("", "  Uddyb begrundelsen.  ")
    desk.presenter.return_with_remarks()

    plan = house.read()
    assert plan.status is PlanStatus.DRAFT
    assert plan.events[-1].text == "Uddyb begrundelsen."
    assert desk.navigator.toasts == ["The plan is returned with 1 remark."]
    house.send()
    desk.presenter.activate(house.plan)
    assert desk.view.remark == ""


def test_a_second_review_shows_what_changed_since_the_return_and_what_was_remarked(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(None)
    goal, own = (f"goal:{WORK_GOAL}", f"own_words:{house.plan}")
    desk.presenter.remark_written(goal, "Hvor mange timer?")
    desk.presenter.remark_written(own, "Hvornår er det sagt?")
    desk.presenter.return_with_remarks()
    assert desk.navigator.toasts == ["The plan is returned with 2 remarks."]
    mette, plan = house.desk(METTE), house.read()
    with house.begin(METTE, False) as work:
        first, _own = work.reviews.remarks(house.plan)
    assert (first.part, first.part_id) == (PlanPart.GOAL, WORK_GOAL)
    planning.put_goal(
        mette, plan.id, plan.goal(WORK_GOAL), replace(plan.goal(WORK_GOAL), measure="8 timer")
    )
    plan_remarks.solve_remark(mette, first.id)
    house.send()

    desk.presenter.activate(house.plan)
    changes = desk.review.since_return
    assert changes is not None
    assert [(each.key, each.title) for each in changes] == [
        (goal, "Goal 1: Arbejde 6 timer om ugen")
    ]
    assert [(each.key, each.text, each.solved) for each in desk.review.remarks] == [
        (goal, "Hvor mange timer?", "Solved by Mette Prøvegaard"),
        (own, "Hvornår er det sagt?", ""),
    ]
    assert desk.view.drafts == {}
    desk.presenter.approve()
    house.revise()
    house.send()
    desk.presenter.activate(house.plan)
    assert desk.review.since_return is None
    assert desk.review.remarks == ()


def test_parts_that_change_places_are_a_change(house):
    house.approve()
    house.revise(house.read().own_words.text)
    plan = house.read()
    order = tuple(goal.id for goal in reversed(plan.goals))
    plan_parts.order_parts(house.desk(METTE), plan.id, None, order)
    house.send()
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    last = desk.review.changes[-1]
    assert (last.kind, last.title) == ("ordered", "The order of the goals is another")
    (field,) = last.fields
    assert field.new == "Sove 6 timer om natten, Arbejde 6 timer om ugen"


def test_codes_are_said_by_the_words_of_their_lists(house):
    house.approve()
    house.revise()
    text = Statement(uuid4(), "health", "Sover dårligt.", source="doctor")
    pain = Challenge(uuid4(), "health", "Ondt i ryggen.")
    for part in (text, pain):
        plan_parts.put_part(house.desk(METTE), house.plan, None, part)
    house.send()
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    titles = [each.title for each in desk.review.changes]
    assert "Helbred og sundhedsfaglig rådgivning" in titles
    assert "Challenge: Sundhedsforhold" in titles
    said = {field.new for each in desk.review.changes for field in each.fields}
    assert "Læge eller sygehus" in said
    whole = desk.review.plan.before
    assert [part.title for part in whole] == titles[1:3]
    assert whole[0].facts == (("Text", "Sover dårligt."), ("Source", "Læge eller sygehus"))


def test_the_whole_plan_leaves_nothing_out(house):
    plan = full_plan()
    shown = shown_plan(plan, {}, date(2026, 11, 17), Vocabulary())
    said = repr(shown)
    texts = {plan.own_words.matters, *(step.title for step in plan.sub_goals)}
    for each in plan.interventions:
        texts |= {each.purpose, each.offer, each.waiting.on_whom if each.waiting else ""}
    assert len(texts) > 3
    assert [text for text in texts if text not in said] == []
    keys = {shown.own_key, shown.people_key, *shown.people_also}
    keys |= {each.key for each in (*shown.before, *shown.after)}
    for each in shown.goals:
        keys |= {each.key, *each.also}
        keys |= {key for part in each.interventions for key in (part.key, *part.also)}
    named = {part_key(each.part, each.part_id) for each in whole_content(plan)}
    assert named <= keys


def kept_forms(house, member=BIRGER):
    return KeptForms(house.desk(member), ImmediateRunner(), lambda _error: None)


def test_a_remark_that_was_begun_is_there_when_the_program_starts_again(house, qapp):
    house.send()
    before = Desk(house, begun=kept_forms(house))
    before.presenter.activate(None)
    before.presenter.remark_written("", "Uddyb begrun")
    before.begun.flush()

    desk = Desk(house, begun=kept_forms(house))
    desk.presenter.activate(None)
    assert desk.view.remark == "Uddyb begrun"
    assert [each for each in desk.view.notices if "is not sent yet" in each]
    desk.presenter.return_with_remarks()
    assert typed_before(house.desk(BIRGER), remark_key(house.plan)) is None


def test_a_remark_is_forgotten_when_the_plan_is_approved(house, qapp):
    house.send()
    desk = Desk(house, begun=kept_forms(house))
    desk.presenter.activate(None)
    desk.presenter.remark_written("", "Uddyb begrun")
    desk.presenter.approve()
    assert house.read().status is PlanStatus.APPROVED
    assert typed_before(house.desk(BIRGER), remark_key(house.plan)) is None


def test_an_emptied_remark_leaves_nothing_to_come_back_to(house, qapp):
    house.send()
    desk = Desk(house, begun=kept_forms(house))
    desk.presenter.activate(None)
    desk.presenter.remark_written("", "Uddyb")
    desk.presenter.remark_written("", "")
    desk.begun.flush()
    again = Desk(house, begun=kept_forms(house))
    again.presenter.activate(None)
    assert again.view.remark == ""
    assert again.view.notices == []


def test_returning_without_a_remark_is_refused_in_words(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(None)
    desk.presenter.return_with_remarks()

    assert desk.view.refusals == [
        "Write what needs to change, so that the author knows what to do."
    ]
    assert house.read().status is PlanStatus.IN_REVIEW


def test_a_plan_that_changed_meanwhile_is_shown_anew_with_the_remark(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(None)
    desk.presenter.remark_written("", "Uddyb.")
    mette = house.desk(METTE)
    reviewing.take_back(mette, house.plan)
    planning.set_follow_up(mette, house.plan, None, date(2027, 1, 25))
    house.send()
    desk.presenter.approve()

    assert desk.view.pause is not None
    assert desk.view.pause.title == "The plan was changed meanwhile"
    desk.presenter.approve()
    desk.presenter.refresh()
    assert desk.view.review is None
    desk.presenter.choose(desk.view.pause.plan_id)
    assert house.read().status is PlanStatus.IN_REVIEW
    (notice,) = desk.view.notices
    assert notice.startswith("Mette Prøvegaard changed the plan at ")
    assert notice.endswith(" See the 1 new change.")
    assert [each.title for each in desk.review.news] == ["Follow-up"]
    assert desk.view.remark == "Uddyb."
    assert ("We meet again", "25 January 2027") in desk.review.plan.facts


def test_a_change_from_elsewhere_is_shown_and_said(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(None)
    changes = reviewing.take_back(house.desk(METTE), house.plan)
    desk.feed.publish(changes)

    assert desk.review.sentence == "The plan is not waiting for review."
    (notice,) = desk.view.notices
    assert notice.startswith("Mette Prøvegaard took the plan back at ")
    desk.feed.publish(Changes(plans=frozenset({uuid4()})))
    assert len(desk.view.notices) == 1


def test_nothing_is_decided_twice(house):
    house.send()
    runner = HeldRunner()
    desk = Desk(house, runner=runner)
    desk.presenter.activate(house.plan)
    runner.run_all()
    desk.presenter.approve()
    assert desk.view.busy
    for deed in ("approve", "return_with_remarks", "take_back"):
        getattr(desk.presenter, deed)()
    desk.presenter.changed(Changes(everything=True))

    assert len(runner.held) == 1


def test_a_store_that_is_down_is_told_and_the_plan_stays(house, monkeypatch):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(None)

    def down(*_all: object) -> Changes:
        raise StoreDown

    monkeypatch.setattr(reviewing, "approve", down)
    desk.presenter.approve()

    assert len(desk.view.notices) == 1
    assert not desk.view.busy
    assert desk.review.plan_id == house.plan


# -- another citizen's answer ----------------------------------------------------------------


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_only_the_plan_that_was_asked_for_last_is_shown(house, order):
    house.send()
    house.send(house.protected_plan)
    runner = HeldRunner()
    desk = Desk(house, runner=runner)
    desk.presenter.activate(None)
    runner.run_all()
    desk.view.review = None
    desk.presenter.choose(house.protected_plan)
    desk.presenter.choose(house.plan)
    first, second = (runner.held[place] for place in order)
    runner.held.clear()
    first()
    second()

    assert desk.review.plan_id == house.plan


def test_a_refusal_is_said_with_the_name_when_the_reader_has_gone_on(house):
    house.send()
    house.send(house.protected_plan)
    runner = HeldRunner()
    desk = Desk(house, runner=runner)
    desk.presenter.activate(None)
    runner.run_all()
    name = "Bo Testrup"
    desk.presenter.approve()
    reviewing.take_back(house.desk(METTE), house.plan)
    desk.presenter.choose(house.protected_plan)
    decide, *others = runner.held
    runner.held.clear()
    for each in (*others, decide):
        each()
    assert desk.review.plan_id == house.protected_plan
    assert [each.partition(": ")[0] for each in desk.view.notices] == [name]
    assert desk.view.refusals == []


def test_a_plan_chosen_while_another_is_decided_is_the_one_that_opens(house):
    house.send()
    house.send(house.protected_plan)
    runner = HeldRunner()
    desk = Desk(house, runner=runner)
    desk.presenter.activate(None)
    runner.run_all()
    desk.presenter.approve()
    desk.presenter.choose(house.protected_plan)
    runner.run_all()

    assert house.read().status is PlanStatus.APPROVED
    assert desk.review.plan_id == house.protected_plan
    assert house.read(house.protected_plan).status is PlanStatus.IN_REVIEW


def test_a_plan_that_is_not_there_leaves_the_open_one(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(None)
    desk.presenter.choose(uuid4())

    assert desk.review.plan_id == house.plan
    assert desk.view.notices == ["This is not here any more. Refresh the page."]
    desk.presenter.approve()
    assert house.read().status is PlanStatus.APPROVED


def test_a_plan_that_never_was_leaves_the_queue(house):
    desk = Desk(house)
    desk.presenter.activate(uuid4())

    assert desk.view.empty
    assert len(desk.view.notices) == 1


def test_a_team_lead_of_another_unit_is_refused_even_when_asked_directly(house):
    house.send()
    opening.open_plan(house.desk(HANNE), house.plan, "Vagt")
    desk = Desk(house, HANNE)
    desk.presenter.activate(house.plan)
    desk.presenter.approve()

    assert desk.view.refusals == ["The plan belongs to another unit. Its own team lead reviews it."]
    assert house.read().status is PlanStatus.IN_REVIEW


def test_coming_back_reads_the_open_plan_anew(house):
    house.send()
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    reviewing.take_back(house.desk(METTE), house.plan)
    desk.presenter.activate(None)
    assert not desk.review.may_decide
    with house.begin(METTE, False) as work:
        lines = work.lists.history(house.read().citizen_id, 10)
    assert [line.action for line in lines if line.subject == "review"] == ["view", "view"]


def test_the_path_leads_to_the_plan_before_it_is_read_and_after(house):
    house.send()
    runner = HeldRunner()
    desk = Desk(house, runner=runner)
    desk.presenter.activate(None)
    runner.run()  # the queue, whose first is asked for
    unread = desk.navigator.path[-1]
    runner.run_all()
    assert (unread.text, desk.navigator.crumbs[-1]) == ("Joint plan", "Bo Testrup, version 1")
    for crumb in (unread, desk.navigator.path[-1]):
        assert (crumb.screen, crumb.argument) == ("plan", str(house.plan))


def test_choosing_the_open_plan_again_reads_nothing(house):
    house.send()
    runner = HeldRunner()
    desk = Desk(house, runner=runner)
    desk.presenter.activate(house.plan)
    runner.run_all()
    desk.presenter.choose(house.plan)

    assert runner.held == []


# -- ways on ---------------------------------------------------------------------------------


def test_the_ways_lead_to_the_plan_and_to_its_paper(house):
    house.send()
    desk = Desk(house)
    desk.presenter.remark_written("", "Ingen plan er åben.")
    for deed in ("open_plan", "print_plan", "approve", "return_with_remarks", "take_back"):
        getattr(desk.presenter, deed)()
    assert desk.navigator.opened == []

    desk.presenter.activate(house.plan)
    desk.presenter.open_plan()
    desk.presenter.print_plan()
    assert desk.navigator.opened == [
        ("plan", str(house.plan)),
        ("print", ("plan", str(house.plan))),
    ]


@pytest.mark.parametrize(
    ("today", "when"),
    [
        (date(2026, 11, 18), "yesterday"),
        (date(2026, 11, 30), "17 November 2026, 13 days ago"),
    ],
)
def test_the_heading_tells_when_it_was_sent(house, today, when):
    from ui.screens.review.heads import subtitle  # noqa: PLC0415 - only here

    assert f"Sent by Mette Prøvegaard {when}" in subtitle(house.send(), 1, today)


def test_an_approved_plan_is_called_by_its_version(house):
    house.approve()
    desk = Desk(house)
    desk.presenter.activate(house.plan)

    assert desk.review.title == "Bo Testrup – plan version 1"
    assert desk.review.changes == ()


def test_a_plan_chosen_while_a_changed_one_is_decided_opens_all_the_same(house):
    house.send()
    house.send(house.protected_plan)
    runner = HeldRunner()
    desk = Desk(house, runner=runner)
    desk.presenter.activate(house.plan)
    runner.run_all()
    reviewing.take_back(house.desk(METTE), house.plan)
    desk.presenter.approve()
    desk.presenter.choose(house.protected_plan)
    runner.run_all()
    assert desk.review.plan_id == house.protected_plan
    assert desk.view.pause is None
    assert len(desk.view.notices) == 1
