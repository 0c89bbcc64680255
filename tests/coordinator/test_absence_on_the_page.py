"""The citizen's page knows who of the plan's people is away today, and who stands in."""

from datetime import timedelta

from coordinator.use_cases import opening
from coordinator.use_cases.absences import put_absence
from plans.absence import Absence
from tests.builders import BO, HANNE, JENS, METTE, TODAY, citizen, identity, plan
from tests.coordinator.house_of_plans import house_with


def test_the_page_has_the_absences_of_the_plans_people():
    house = house_with(citizen(), plan())
    away = Absence(identity("a"), METTE.id, TODAY, None, JENS.id)
    put_absence(house.desk(METTE), None, away)
    put_absence(house.desk(HANNE), None, Absence(identity("b"), HANNE.id, TODAY - timedelta(1)))
    page = opening.open_citizen(house.desk(METTE), identity(BO))
    assert dict(page.absences) == {METTE.id: away}
    assert dict(page.deputies) == {JENS.id: JENS.name}
