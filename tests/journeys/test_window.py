"""The main job in the real window: real jobs, a real encrypted store, only keys and clicks.

The practice store stands for the municipality. Keys are counted where experience.md § 11.1 and
quality.md have a budget for them; nothing here is timed.
"""

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from coordinator.use_cases import worklists
from plans.people import ServiceArea
from plans.states import PlanStatus
from tests.journeys.sitting import ALT, CTRL, KEY, SHIFT, start

WORDS = "Jeg vil gerne arbejde et sted, hvor der er ro."
GOAL, MEASURE = "Arbejde 6 timer om ugen", "Timer om ugen"
PRACTICE, PROVIDER, TASK = "Praktik i butik", "Solbæk Byggemarked", "Ring til butikken"
# experience.md § 11.1: 1 «Find og åbn en borger» and 7 «Udskriv planen til borgeren»; quality.md.
MOST_KEYS_TO_OPEN = 8
MOST_ACTIONS_FOR_A_GOAL = 4
MOST_ACTIONS_TO_PAPER = 3


@pytest.fixture
def sitting(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.start.catch_bugs", lambda _show: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = start(tmp_path)
    yield here
    here.leave()


def my_desk(sitting):
    return sitting.desk(sitting.me())


def without_plan(sitting):
    """A citizen of the case worker's who has no plan yet."""
    with my_desk(sitting).start_reading() as work:
        found = work.lists.my_citizens(200)
    return next(each for each in found if each.plan_status is None and not each.protected)


def plan_open(sitting):
    """Wait for the plan on the screen; gives the way to read what the store has of it."""
    sitting.is_at("Samlet plan")
    sitting.until(sitting.screen.document.isVisible, "plan")
    plan_id = sitting.screen._page.plan.id

    def stored():
        with sitting.desk().start_reading() as work:
            return work.plans.get(plan_id)

    return stored


def test_from_the_phone_call_to_the_paper_by_keyboard(sitting, tmp_path):
    """AC-01 as far as the plan goes, with the keys that the overview names."""
    citizen = without_plan(sitting)
    me = sitting.me()
    sitting.find(citizen.name[:14].lower(), citizen.name)
    sitting.press(KEY.Key_Return, CTRL)
    stored = plan_open(sitting)

    sitting.write(WORDS)
    sitting.press(KEY.Key_Escape)
    write_goal(sitting)
    write_intervention(sitting)
    write_task(sitting)
    add_to_the_team(sitting)
    write_consent(sitting)
    sitting.press(KEY.Key_S, CTRL)
    sitting.until(lambda: sitting.sees("Gemt kl."), "word of saving")
    sitting.until(
        lambda: [len(each.service_areas) for each in stored().consents] == [2], "the tick"
    )
    assert_is_written(stored(), me)

    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: stored().status is PlanStatus.IN_REVIEW, "review")
    approve(sitting, citizen.name, stored)
    sitting.become(me.name)
    sitting.find(citizen.name[:14].lower(), citizen.name)
    file = save_paper(sitting, tmp_path, citizen.name)
    assert file.read_bytes().startswith(b"%PDF")
    sitting.press(KEY.Key_Left, ALT)
    sitting.is_at("Borger")
    sitting.until(lambda: sitting.sees("ersion 1"), "version")
    assert citizen.name not in sitting.window.windowTitle()


def write_goal(sitting):
    """Ctrl+Shift+M, the goal, Tab … ; the first three are a goal already (quality.md)."""
    sitting.actions = 0
    sitting.press(KEY.Key_M, CTRL | SHIFT)
    sitting.until_at("Mål")
    sitting.write(GOAL)
    sitting.press(KEY.Key_Tab)
    sitting.until(lambda: sitting.screen._page.plan.goals[0].title == GOAL, "goal")
    assert sitting.actions <= MOST_ACTIONS_FOR_A_GOAL
    sitting.fill({"Måles på": MEASURE, "Nås inden": "+20u", "Ansvarlig": "anna fik"})


def write_intervention(sitting):
    sitting.press(KEY.Key_I, CTRL | SHIFT)
    sitting.until_at("Indsats")
    sitting.fill({
        "Indsats": PRACTICE, "Hjemmel": "LAB § 57", "Leverandør": PROVIDER, "Fra": "+1u",
        "Til": "+13u",
    })  # fmt: skip


def write_task(sitting):
    sitting.press(KEY.Key_T, CTRL)
    sitting.until_at("Opgave")
    sitting.fill({"Opgave": TASK, "Ansvarlig": "anna fik"})
    sitting.write("fredag")
    sitting.press(KEY.Key_Return)
    sitting.until(lambda: sitting.field() == "Opgave", "the next task")
    assert sitting.is_in_sight()
    sitting.press(KEY.Key_Escape)


def add_to_the_team(sitting):
    sitting.tab_to("Føj en person")
    sitting.write("agnieszka kop")
    sitting.press(KEY.Key_Return)
    sitting.until(lambda: sitting.screen._page.plan.participants, "participant")


def write_consent(sitting):
    """F8 leads to what is missing: the consent is, and Tab goes through its fields."""
    sitting.press(KEY.Key_F8)
    sitting.until_at("Hvordan det blev givet")
    sitting.write("Skriftligt")
    sitting.tab_to("Svar")
    sitting.press(KEY.Key_Down)
    for area in ("Beskæftigelse", "Sundhed"):
        sitting.tab_to(area)
        sitting.press(KEY.Key_Space)
    sitting.tab_to("Luk")
    sitting.press(KEY.Key_Return)
    sitting.until(lambda: not sitting.screen._page.gaps, "whole plan")


def assert_is_written(plan, me):
    assert plan.own_words.text == WORDS
    goal = plan.goals[0]
    assert (goal.title, goal.measure, goal.owner.staff_id) == (GOAL, MEASURE, me.id)
    assert goal.due is not None
    practice = goal.interventions[0]
    assert (practice.title, practice.legal_basis, practice.provider) == (
        PRACTICE, "LAB § 57", PROVIDER,
    )  # fmt: skip
    assert practice.start < practice.end
    assert [(task.title, task.assignee.staff_id) for task in practice.tasks] == [(TASK, me.id)]
    assert practice.tasks[0].due is not None
    assert len(plan.participants) == 1
    assert [each.how for each in plan.consents] == ["Skriftligt"]
    assert plan.consents[0].service_areas == {
        ServiceArea.EMPLOYMENT,
        ServiceArea.HEALTH,
    }


def approve(sitting, name, stored):
    """Two clicks to the team lead, whose day lists the plan; arrows, Enter, Ctrl+Enter."""
    sitting.actions = 0
    sitting.become("eamleder")
    assert sitting.actions == 2
    sitting.until(sitting.screen.work.hasFocus, "list")
    for _row in range(10):
        if name in sitting.chosen():
            break
        sitting.press(KEY.Key_Down)
    assert name in sitting.chosen()
    sitting.press(KEY.Key_Return)
    sitting.is_at("Gennemsyn")
    sitting.until(lambda: sitting.screen.decision.isVisible() and sitting.sees(name), "plan")
    sitting.press(KEY.Key_Return, CTRL)
    sitting.until(lambda: stored().status is PlanStatus.APPROVED, "approval")


def save_paper(sitting, folder, name):
    """From the citizen to the file: Ctrl+P, Tab, Enter; the name tells nobody who it is."""
    sitting.actions = 0
    sitting.press(KEY.Key_P, CTRL)
    sitting.is_at("Udskriv")
    sitting.until(lambda: sitting.field() == "Udskriv", "paper")
    sitting.tab_to("Gem som PDF")
    sitting.press(KEY.Key_Return)
    assert sitting.actions <= MOST_ACTIONS_TO_PAPER
    return give_file_name(sitting, folder, name)


def give_file_name(sitting, folder, name):
    sitting.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog), "dialog")
    proposed = sitting.screen.findChild(QFileDialog).selectedFiles()[0].rsplit("/", 1)[-1]
    assert proposed.endswith("-v1.pdf")
    assert not any(word.lower() in proposed.lower() for word in name.split())
    sitting.press(KEY.Key_Home)
    sitting.write(f"{folder}/")
    sitting.press(KEY.Key_Return)
    file = folder / proposed
    sitting.until(lambda: file.exists() and file.stat().st_size > 0, "file")
    return file


def test_a_citizen_is_open_within_the_budget_of_keys(sitting):
    """experience.md § 11.1, job 1: Ctrl+K, at most six letters, Enter."""
    letters, name = short_search(my_desk(sitting))
    sitting.actions = 0
    sitting.find(letters, name)
    # Typing is one action there; here each letter is a key.
    assert sitting.actions - 1 + len(letters) <= MOST_KEYS_TO_OPEN


def short_search(desk):
    """Six letters that put one of mine first."""
    with desk.start_reading() as work:
        mine = work.lists.my_citizens(50)
    for each in mine:
        letters = each.name[:6].lower().strip()
        found = worklists.find_citizens(desk, letters)
        if found and found[0].id == each.id:
            return letters, each.name
    raise LookupError


def test_a_wrong_file_is_refused_in_words_and_changes_nothing(sitting, tmp_path):
    sitting.become("eamleder")
    with sitting.desk().start_reading() as work:
        before = work.lists.counts()
    wrong = tmp_path / "regneark.csv"
    wrong.write_text("a;b\n1;2\n", encoding="utf-8")
    sitting.window.open("import")
    sitting.screen.presenter.take_file(str(wrong))
    sitting.until(lambda: sitting.screen._notice.isVisible() or sitting.screen._columns, "words")
    with sitting.desk().start_reading() as work:
        assert work.lists.counts() == before
