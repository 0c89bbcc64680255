"""The fields of an intervention."""

from functools import partial

from PySide6.QtCore import Qt

from coordinator.dated_lists import DatedList
from coordinator.i18n import _
from coordinator.wording import label
from plans import transitions
from plans.parts import Intervention
from plans.people import ServiceArea
from ui.screens.plan.coded_inputs import CodeInput
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.inputs import ChoiceInput, DateInput, Input, LawInput, LineInput
from ui.screens.plan.more_fields import MoreFields, SideBySide
from ui.screens.plan.offer_input import OfferInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.typed_inputs import HoursInput, WaitingInput, WeeklyInput
from ui.widgets.labels import Label
from ui.widgets.layouts import across


def intervention_form(key: Key, pen: PenFace, page: PlanPage) -> PartForm:
    """Make the fields of an intervention."""
    today = page.today
    title, area = OfferInput(_("Intervention")), ChoiceInput(_("Service area"))
    title.offered.connect(partial(pen.take_offer, key))
    law, provider = LawInput(_("Legal basis")), LineInput(_("Provider"))
    start = DateInput(_("From"), lambda: today)
    end = DateInput(_("Until"), lambda: today)
    status = ChoiceInput(_("Status"))
    first: dict[str, Input] = {"title": title, "service_area": area}
    first |= {"legal_basis": law, "provider": provider}
    first |= {"start": start, "end": end, "status": status}
    seldom = _seldom_used(page)
    form = PartForm(key, pen, first | seldom)
    top = Qt.AlignmentFlag.AlignTop
    rows = (across((title, 2), (area, 1)), across(law, provider), across(start, end, status))
    for row in rows:
        for place in range(row.count()):
            row.itemAt(place).setAlignment(top)  # type: ignore[union-attr]  # it is there
    hours, times, *short, waiting = seldom.values()
    # The hours of several days need the width of a day's more.
    weekly = SideBySide(hours, times)
    more = MoreFields(seldom, weekly, SideBySide(*short), waiting, quiet=("offer",))
    hint = Label(_("Enter and Esc close. What is written is kept."), "caption", "3", wrap=True)
    form.lay_out(*rows, more, hint, gap=8)
    return form


def offer_intervention(form: PartForm, each: Intervention, page: PlanPage) -> None:
    """Say what can be chosen for an intervention as it is now."""
    title, area, law = (form.inputs[name] for name in ("title", "service_area", "legal_basis"))
    mine = page.allowed.areas | {each.service_area}
    if isinstance(title, OfferInput):
        offers = page.book.offers()
        title.offer([one for one in offers if one.service_area in (None, *mine)])
    if isinstance(area, ChoiceInput):
        area.offer([(one, label(one)) for one in ServiceArea if one in mine])
    if isinstance(law, LawInput):
        law.offer(page.book.on(DatedList.LEGAL_BASES), each.service_area)
    status = form.inputs["status"]
    if isinstance(status, ChoiceInput):
        next_ones = transitions.INTERVENTION[each.status] | {each.status}
        status.offer([(one, label(one)) for one in type(each.status) if one in next_ones])


def _seldom_used(page: PlanPage) -> dict[str, Input]:
    """Make the fields that many interventions do not fill; what it waits for comes last."""
    today = page.today
    return {
        "hours_a_week": HoursInput(_("Hours a week")),
        "weekly_times": WeeklyInput(_("Times of the week")),
        "purpose": CodeInput(_("Purpose"), page.book, DatedList.THEMES),
        "offer": CodeInput(_("Offer"), page.book, DatedList.OFFERS),
        "source": CodeInput(_("Source"), page.book, DatedList.SOURCES),
        "waiting": WaitingInput(page.book, lambda: today),
    }
