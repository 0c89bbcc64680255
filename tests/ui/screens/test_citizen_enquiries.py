"""The citizen page tells of the citizen's enquiries, and leads to each."""

import pytest

from coordinator.enquiries import NewEnquiry
from coordinator.use_cases import enquiries, opening
from tests.builders import JENS, METTE, citizen, plan
from tests.coordinator.house_of_plans import house_with
from tests.ui.screens.lists_world import speak_english
from ui.screens.citizen.overview import Overview
from ui.screens.citizen.showing import show
from ui.screens.citizen.tabs import TabDeeds
from ui.widgets.buttons import Button

BO = citizen()


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    speak_english(monkeypatch)


@pytest.fixture
def house():
    made = house_with(BO, plan())
    for subject in ("job", "education"):
        enquiries.register(
            made.desk(METTE), NewEnquiry("Jeg mangler hjælp", subject, citizen_id=BO.id)
        )
    first = enquiries.lists(made.desk(METTE)).mine[0].enquiry
    enquiries.answer(made.desk(METTE), first, "Vi har talt sammen")
    return made


def shown(house, member=METTE):
    page = opening.open_citizen(house.desk(member), BO.id)
    return show(page, house.desk(member))


def test_the_open_ones_come_first_and_say_who_has_them(house):
    open_one, answered = (step for _id, step in shown(house).enquiries)
    assert open_one.who.endswith(f"{METTE.name} has it")
    assert answered.who.endswith(f"{METTE.name} answered it")
    assert answered.pill.text == "Answered"


def test_what_is_not_theirs_is_not_told(house):
    assert shown(house, JENS).enquiries == ()


def test_each_can_be_opened_from_the_page(house, qtbot):
    opened = []
    names = TabDeeds.__dataclass_fields__
    deeds = TabDeeds(
        **{name: opened.append if name == "open_enquiry" else (lambda *_: None) for name in names}
    )
    tab = Overview(deeds)
    qtbot.addWidget(tab)
    found = shown(house)
    tab.show_citizen(found)
    ways = [
        each
        for each in tab.findChildren(Button)
        if each.accessibleName().startswith("Open the enquiry")
    ]
    ways[0].click()
    assert opened == [found.enquiries[0][0]]
