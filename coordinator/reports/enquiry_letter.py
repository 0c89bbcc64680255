"""The letter that tells a citizen who has the enquiry, and by when there is an answer."""

from dataclasses import dataclass
from datetime import date

from coordinator.danish import long_date
from coordinator.i18n import _, current_language
from coordinator.reports.cover_sheet import CoverPaper, EnvelopeMeasures, window_of
from coordinator.reports.paper import Fact, Facts, Municipality
from coordinator.reports.texts import blocks
from plans.people import Citizen


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the letter says: about what, since when, who has it, by when, and whom to call.

    ``name`` is who asked, where that is no known citizen.
    """

    citizen: Citizen | None
    name: str
    subject: str
    received_on: date
    due: date
    who: str
    ask_for: str
    phone: str


def receipt_letter(
    receipt: Receipt, municipality: Municipality, today: date, measures: EnvelopeMeasures
) -> CoverPaper:
    """Say the letter; a protected address is not on it, so it is handed over."""
    citizen = receipt.citizen
    by_hand = (receipt.name, _("To be handed over in person"))
    text = "\n\n".join(
        (
            _("You asked us for help. {who} has your enquiry now.").format(who=receipt.who),
            _("You get an answer by {day}. You need do nothing until then.").format(
                day=long_date(receipt.due)
            ),
            _("If you have heard nothing by then, call us. Then we find out why."),
        )
    )
    rows = (
        Fact(_("About"), receipt.subject),
        Fact(_("Came to us"), long_date(receipt.received_on)),
        Fact(_("Who has it"), receipt.who),
        Fact(_("Answer at the latest"), long_date(receipt.due)),
        Fact(_("Ask for"), receipt.ask_for),
        Fact(_("Call"), receipt.phone or municipality.phone),
    )
    return CoverPaper(
        language=current_language(),
        author=municipality.name,
        sender_line=municipality.sender_line,
        date_line=long_date(today),
        window=window_of(citizen, confirmed=False) if citizen else by_hand,
        title=_("We have your enquiry"),
        text=blocks(text),
        facts=Facts(tuple(row for row in rows if row.value)),
        measures=measures,
        document_title=_("We have your enquiry"),
    )
