"""Two versions of a plan are compared on the citizen page, with the keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from coordinator.canonical import canonical_json, sha256_of
from coordinator.ports import ApprovedVersion
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.citizen_world import TODAY, World, speak_english
from tests.ui.screens.test_citizen_view import texts
from ui.compare_dialog import NOW, CompareDialog
from ui.compared import Compared, FieldCompared, PartCompared
from ui.comparing import Comparer
from ui.widgets.diff_text import DiffText

VERSIONS = [(2, "Version 2"), (1, "Version 1")]
FOUND = Compared(
    ("The deadline has moved.",),
    (PartCompared("Goal 1", "Changed", (FieldCompared("Deadline", "1 May", "2 May"),)),),
)


@pytest.fixture
def world(tmp_path, monkeypatch):
    speak_english(monkeypatch)
    made = World(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def opened(qtbot, monkeypatch):
    speak_english(monkeypatch)
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = []

    def make(*, has_draft=False, answer=FOUND):
        def ask(old, new, show, refuse):
            asked.append((old, new))
            if isinstance(answer, Compared):
                show(answer)
            else:
                refuse(answer)

        return CompareDialog(parent, VERSIONS, ask, has_draft=has_draft)

    return make, asked


def test_the_two_newest_are_compared_first(opened):
    make, asked = opened
    make()
    make(has_draft=True)
    assert asked == [(1, 2), (2, None)]


def test_sentences_come_first_and_fields_on_demand(opened):
    dialog = opened[0]()
    dialog.show()
    assert "•  The deadline has moved." in texts(dialog)
    dialog.view.set_value("fields")
    dialog.view.picked.emit("fields")
    assert "•  The deadline has moved." not in texts(dialog)
    assert [each.accessibleName() for each in dialog.findChildren(DiffText)] == [
        "removed: 1, added: 2"
    ]


def test_another_choice_is_compared_anew_and_the_same_twice_is_not(opened):
    make, asked = opened
    dialog = make(has_draft=True)
    dialog.old.set_value(1)
    dialog.old.picked.emit(1)
    assert asked[-1] == (1, None)
    dialog.new.set_value(1)
    dialog.new.picked.emit(1)
    assert len(asked) == 2
    assert dialog.said.text() == "Choose two versions that are not the same."


def test_a_refusal_and_no_difference_are_said(opened):
    make, _asked = opened
    assert make(answer="The store does not answer.").said.text() == "The store does not answer."
    same = make(answer=Compared((), ()))
    assert same.said.text() == "Nothing is different in the content."


def test_what_differs_is_read_from_the_store_and_a_late_answer_is_dropped(world):
    plan_id = world.plan(world.citizen("150277-9995", "Bo", "Testrup"))
    plan = replace(world.read_plan(plan_id), version=1)
    text = canonical_json(replace(plan, follow_up=TODAY))
    with world.begin(world.desk().member, True) as work:
        whole = work.plans.get(plan_id)
        work.plans.save(replace(whole, version=1))
        work.plans.add_version(
            plan_id, ApprovedVersion(1, text, sha256_of(text), TODAY, b"%PDF", "0")
        )
        work.commit()
    shown, refused = [], []
    Comparer(world.context(ImmediateRunner())).compare(
        plan_id, 1, None, shown.append, refused.append
    )
    assert [part.title for part in shown[0].parts] == ["Follow-up"]
    assert not refused
    Comparer(world.context(ImmediateRunner())).compare(
        plan_id, 7, NOW, shown.append, refused.append
    )
    assert refused == ["There is no approved version 7. Choose another."]
    runner = HeldRunner()
    comparer = Comparer(world.context(runner))
    comparer.compare(plan_id, 1, None, shown.append, refused.append)
    comparer.compare(plan_id, 1, None, shown.append, refused.append)
    runner.run_all()
    assert len(shown) == 2
