"""What the print screen does with real papers, without widgets."""

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from uuid import uuid4

import pytest

from coordinator import i18n
from coordinator.changes import Changes
from coordinator.ports import StoreDown
from coordinator.reports.kinds import EVERYBODY
from coordinator.reports.pictures import PagePicture
from tests.coordinator.paper_samples import pages, words
from tests.review_house import METTE, House, open_house
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.navigation import Crumb
from ui.screens.print import presenter as module
from ui.screens.print.presenter import PrintPresenter
from ui.screens.print.shown import ShownChoices, ShownPaper


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
        self.choices: ShownChoices | None = None
        self.paper: ShownPaper | None = None
        self.pages: list[int] = []
        self.problems: list[str] = []
        self.printers_asked = 0
        self.file_names: list[str] = []
        self.printed: list[bytes] = []
        self.busy = False

    def show_waiting(self) -> None:
        self.choices = self.paper = None

    def show_choices(self, choices: ShownChoices) -> None:
        self.choices, self.paper = choices, None

    def show_paper(self, paper: ShownPaper) -> None:
        self.paper = paper

    def show_page(self, number: int, picture: PagePicture) -> None:
        self.pages.append(number)

    def show_problem(self, sentence: str) -> None:
        self.problems.append(sentence)

    def ask_printer(self) -> None:
        self.printers_asked += 1

    def ask_file(self, name: str) -> None:
        self.file_names.append(name)

    def print_paper(self, content: bytes) -> None:
        self.printed.append(content)

    def show_busy(self, *, busy: bool) -> None:
        self.busy = busy


class Desk:
    """A presenter with all around it."""

    def __init__(self, house: House, runner=None) -> None:
        self.house, self.view, self.navigator = house, FakeView(), FakeNavigator()
        self.runner = runner or ImmediateRunner()
        self.presenter = PrintPresenter(house.desk(METTE), self.runner, self.navigator)
        self.presenter.attach(self.view)

    @property
    def choices(self) -> ShownChoices:
        assert self.view.choices is not None
        return self.view.choices

    @property
    def paper(self) -> ShownPaper:
        assert self.view.paper is not None
        return self.view.paper

    def printed(self) -> str:
        self.presenter.print_now()
        return words(self.view.printed[-1])

    def logged(self, citizen=None) -> list[tuple[str, str]]:
        lines = self.house.log(citizen or self.house.bo)
        return [(each.action, each.subject) for each in lines if each.subject in {"paper", "cover"}]


def test_a_draft_is_shown_as_it_would_be_printed(house):
    desk = Desk(house)
    desk.presenter.activate(house.plan)

    assert desk.choices.title == "Joint plan – Bo Testrup"
    assert desk.choices.versions == ((0, "Draft of version 1"),)
    assert not desk.paper.locked
    assert desk.paper.note.startswith("A draft.")
    assert desk.view.pages == [0]
    assert desk.navigator.crumbs == ["Citizens", "Bo Testrup", "Joint plan", "Print"]
    assert desk.logged() == [("view", "paper")]


def test_the_path_leads_to_the_plan_before_anything_is_read(house):
    desk = Desk(house, HeldRunner())
    desk.presenter.activate(house.plan)
    assert desk.navigator.path[1:] == (
        Crumb("Joint plan", "plan", str(house.plan)),
        Crumb("Print"),
    )


def test_an_approved_plan_is_locked_and_printed_as_kept(house):
    house.approve()
    desk = Desk(house)
    desk.presenter.activate(house.plan)

    assert desk.choices.versions == ((1, "Version 1, approved 17-11-2026"),)
    assert desk.choices.version == 1
    assert desk.paper.locked
    assert desk.paper.note == "Version 1 is locked. The paper is exactly what lies in the case."
    desk.presenter.print_now()
    with house.begin(METTE, False) as work:
        assert desk.view.printed == [work.plans.version(house.plan, 1).paper]
    assert ("print", "paper") in desk.logged()


def test_a_version_is_chosen_while_the_next_is_written(house):
    house.approve()
    house.revise()
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    assert [key for key, _text in desk.choices.versions] == [0, 1]
    assert desk.choices.version == 0

    desk.presenter.choose_version(1)
    assert (desk.choices.version, desk.paper.locked) == (1, True)
    desk.presenter.activate(house.plan)
    assert (desk.choices.version, desk.paper.locked) == (1, True)
    desk.presenter.choose_version(0)
    assert not desk.paper.locked


def test_a_copy_for_the_core_team_has_no_cover(house):
    house.approve()
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.choose_cover(wanted=True)
    assert desk.choices.cover
    desk.presenter.choose_what("core_team")

    assert not desk.choices.may_cover
    assert desk.paper.note == "Version 1 is locked. The paper is exactly what lies in the case."
    assert "Søndergade" not in desk.printed()


def test_a_task_list_is_chosen_for_a_person_and_in_large_print(house):
    house.approve()
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.choose_what("tasks")
    assert desk.paper.person == "citizen"
    assert desk.choices.may_cover
    assert (str(METTE.id), METTE.name) in desk.paper.people
    assert desk.paper.people[-1] == (EVERYBODY, "Everybody, each their own list")

    desk.presenter.choose_copy(person=str(METTE.id))
    assert desk.paper.person == str(METTE.id)
    assert not desk.choices.may_cover
    desk.presenter.choose_copy(large=True)
    assert (desk.choices.large, desk.paper.person) == (True, str(METTE.id))
    assert METTE.name in desk.printed()

    desk.presenter.choose_what("overview")
    assert (desk.choices.person, desk.choices.large, desk.paper.pages) == ("", True, 1)


def test_what_to_know_is_told_before_it_is_printed(house):
    desk = Desk(house)
    desk.presenter.activate(house.protected_plan)

    assert desk.paper.reading.startswith("LIX ")
    assert desk.paper.warnings == ("The address is protected and does not stand in the plan.",)
    desk.presenter.choose_what("test")
    assert (desk.paper.reading, desk.paper.warnings) == ("", ())


def test_a_cover_carries_the_address(house):
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    pages_before = desk.paper.pages
    desk.presenter.choose_cover(wanted=True)

    assert desk.paper.pages == pages_before + 1
    assert not desk.choices.asks_address
    assert "Søndergade 12" in desk.printed()


def test_a_protected_address_stands_on_the_cover_only_for_a_reason(house):
    desk = Desk(house)
    desk.presenter.activate(house.protected_plan)
    desk.presenter.choose_cover(wanted=True)
    assert desk.choices.asks_address
    assert "Hemmelig" not in desk.printed()

    desk.presenter.show_address(" Borgeren bad om post ")
    assert desk.choices.address_reason == "Borgeren bad om post"
    desk.presenter.print_now()
    assert "Hemmelig Allé 7" in pages(desk.view.printed[-1])[0]

    desk.presenter.show_address("")
    assert desk.choices.address_reason == ""
    assert "Hemmelig" not in desk.printed()
    assert desk.view.problems == []


def test_a_cover_taken_away_and_put_back_keeps_the_reason(house):
    desk = Desk(house)
    desk.presenter.activate(house.protected_plan)
    desk.presenter.choose_cover(wanted=True)
    desk.presenter.show_address("Borgeren bad om post")
    desk.presenter.choose_cover(wanted=False)
    assert "Hemmelig" not in desk.printed()
    desk.presenter.choose_cover(wanted=True)

    assert desk.choices.address_reason == "Borgeren bad om post"


def test_another_plan_forgets_what_was_chosen(house):
    desk = Desk(house)
    desk.presenter.activate(house.protected_plan)
    desk.presenter.choose_cover(wanted=True)
    desk.presenter.show_address("Borgeren bad om post")
    desk.presenter.activate(house.plan)
    assert not desk.choices.cover
    desk.presenter.activate(house.protected_plan)

    assert desk.choices.address_reason == ""


def test_the_test_page_is_about_nobody(house, tmp_path):
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    before = desk.logged()
    desk.presenter.choose_what("test")
    desk.presenter.want_file()
    desk.presenter.save_to(tmp_path / "test.pdf")

    assert desk.view.file_names == ["test-page-for-envelopes.pdf"]
    assert "nobody" in desk.paper.note
    assert "Bo" not in words((tmp_path / "test.pdf").read_bytes()).split()
    assert desk.logged() == before


def test_pages_are_turned_within_the_paper(house):
    desk = Desk(house)
    desk.presenter.turn_to(0)
    desk.presenter.activate(house.plan)
    desk.presenter.turn_to(1)
    desk.presenter.turn_to(99)
    desk.presenter.turn_to(-1)

    assert desk.view.pages == [0, 1]


def test_saving_writes_the_paper_and_says_so(house, tmp_path):
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.want_file()
    desk.presenter.save_to(tmp_path / "plan.pdf")

    assert desk.view.file_names == ["joint-plan-2026-11-17-draft.pdf"]
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert desk.navigator.toasts == ["Saved as PDF."]
    assert ("export", "paper") in desk.logged()
    assert not desk.view.busy


def test_a_file_that_cannot_be_written_is_told(house, tmp_path):
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.save_to(tmp_path / "missing" / "plan.pdf")

    assert desk.view.problems == ["The file could not be written. Choose another folder or name."]
    assert not desk.view.busy


def test_a_printer_is_asked_for_when_there_is_a_paper(house):
    runner = HeldRunner()
    desk = Desk(house, runner)
    desk.presenter.want_print()
    desk.presenter.want_file()
    desk.presenter.activate(house.plan)
    runner.run()
    desk.presenter.want_print()
    assert desk.view.printers_asked == 0

    runner.run_all()
    desk.presenter.want_print()
    assert desk.view.printers_asked == 1


def test_nothing_leaves_twice(house):
    runner = HeldRunner()
    desk = Desk(house, runner)
    desk.presenter.activate(house.plan)
    runner.run_all()
    desk.presenter.print_now()
    assert desk.view.busy
    desk.presenter.want_print()
    desk.presenter.want_file()

    assert (desk.view.printers_asked, desk.view.file_names) == (0, [])


def test_the_printers_answer_is_told(house):
    desk = Desk(house)
    desk.presenter.activate(house.plan)
    desk.presenter.print_now()
    desk.presenter.print_ended(well=True)
    assert desk.navigator.toasts == ["Sent to the printer."]

    desk.presenter.print_now()
    desk.presenter.print_ended(well=False)
    house.approve()
    desk.presenter.refresh()
    desk.presenter.print_now()
    desk.presenter.print_ended(well=False)
    assert desk.view.problems == [
        "The printer does not answer. Choose another printer, or save as PDF.",
        "The printer does not answer. The paper is kept. Choose another printer.",
    ]
    assert not desk.view.busy


def test_a_store_that_is_down_is_told(house, monkeypatch):
    def down(*_all: object) -> None:
        raise StoreDown

    monkeypatch.setattr(module, "paper_choices", down)
    desk = Desk(house)
    desk.presenter.activate(house.plan)

    assert len(desk.view.problems) == 1
    desk.presenter.choose_what("core_team")
    assert desk.view.choices is None


def test_a_change_of_the_plan_draws_it_anew(house):
    desk = Desk(house)
    desk.presenter.refresh()
    desk.presenter.changed(Changes(everything=True))
    assert desk.view.choices is None

    desk.presenter.activate(house.plan)
    house.approve()
    desk.presenter.changed(Changes(plans=frozenset({uuid4()})))
    assert not desk.paper.locked
    desk.presenter.changed(Changes(plans=frozenset({house.plan})))
    assert desk.paper.locked
    desk.presenter.refresh()
    assert desk.paper.locked


def test_a_page_of_the_paper_before_is_never_shown(house):
    runner = HeldRunner()
    desk = Desk(house, runner)
    desk.presenter.activate(house.plan)
    runner.run_all()
    desk.presenter.turn_to(1)
    late = runner.held.pop()
    desk.presenter.choose_what("core_team")
    late()

    assert desk.view.pages == [0]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_only_the_plan_that_was_asked_for_last_is_shown(house, order):
    runner = HeldRunner()
    desk = Desk(house, runner)
    desk.presenter.activate(house.protected_plan)
    desk.presenter.activate(house.plan)
    answers = [runner.held[place] for place in order]
    runner.held.clear()
    for answer in answers:
        answer()
    runner.run_all()

    assert desk.choices.title.endswith("Bo Testrup")
    assert "Bo Testrup" in desk.navigator.crumbs
    runner.run_all()
    desk.presenter.print_now()
    runner.run_all()
    assert "Sara" not in words(desk.view.printed[-1])


def test_a_paper_of_the_plan_before_is_never_shown_or_printed(house):
    runner = HeldRunner()
    desk = Desk(house, runner)
    desk.presenter.activate(house.protected_plan)
    runner.run()
    late = runner.held.pop()
    desk.presenter.activate(house.plan)
    late()

    assert desk.view.paper is None
    desk.presenter.want_print()
    assert desk.view.printers_asked == 0
