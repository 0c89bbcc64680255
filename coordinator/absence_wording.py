"""How an absence is told wherever somebody is named."""

from collections.abc import Mapping
from uuid import UUID

from coordinator.danish import day_and_month
from coordinator.i18n import _
from plans.absence import Absence


def away_words(absence: Absence) -> str:
    """Say until when somebody is away: «væk til 20. nov.»."""
    if absence.last is None:
        return _("away until further notice")
    return _("away until {date}").format(date=day_and_month(absence.last))


def absence_words(absence: Absence, names: Mapping[UUID, str]) -> str:
    """Say until when and who stands in: «væk til 20. nov., stedfortræder Aksel Udkast»."""
    deputy = names.get(absence.deputy) if absence.deputy is not None else None
    if deputy is None:
        return away_words(absence)
    return _("{away}, deputy {name}").format(away=away_words(absence), name=deputy)
