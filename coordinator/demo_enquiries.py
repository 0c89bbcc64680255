"""The enquiries of the practice store: one in each state, told through the same use cases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coordinator.desk import Desk, SystemClock
from coordinator.enquiries import NewEnquiry, Sending
from coordinator.lists import FoundCitizen
from coordinator.use_cases import enquiries
from plans.enquiries import Channel, Enquiry, ToldBy, receiving_unit
from plans.people import StaffMember
from plans.units import Unit


def tell_enquiries(
    desk: Desk, citizens: Sequence[FoundCitizen], social: StaffMember, health: StaffMember
) -> None:
    """Register seven enquiries about citizens and strangers, unless some are there already."""
    with desk.start_reading() as work:
        if work.enquiries.lines(date.min):
            return
    known = [each.id for each in citizens if not each.protected]
    mine, theirs = _unit(desk.member), _unit(health)
    _new(desk, 0, NewEnquiry(_BATH, "care", Channel.PHONE, None, "Ole Skabelon, 89 99 01 40"))
    _new(desk, 3, NewEnquiry(_DRIVE, "transport", Channel.MEETING, known[0]))
    _send(desk, 1, NewEnquiry(_BATH, "care", Channel.PHONE, known[1]), theirs)
    _send(desk, 6, NewEnquiry(_AIDS, "aids", Channel.LETTER, known[2]), theirs)
    _send(desk.taken_by(social), 1, NewEnquiry(_JOB, "job", Channel.COLLEAGUE, known[3]), mine)
    taken = _send(desk, 2, NewEnquiry(_PAIN, "training", Channel.DIGITAL_POST, known[4]), theirs)
    enquiries.take(desk.taken_by(health), taken)
    enquiries.tell_citizen(desk.taken_by(health), _now(desk.taken_by(health), taken), ToldBy.PHONE)
    done = _new(desk, 4, NewEnquiry(_WORK, "sick_leave", Channel.PHONE, known[5]))
    enquiries.answer(desk, done, "Jeg har ringet. Mødet er flyttet til næste tirsdag.")


_BATH = (
    "Jeg bor alene og kan ikke klare indkøb og bad for tiden. Og jeg ved ikke, hvem jeg skal "
    "ringe til."
)
_DRIVE = "Jeg skal til undersøgelse på sygehuset og kan ikke komme derhen selv."
_AIDS = "Badebænken er gået i stykker. Hvem kan jeg få en ny af?"
_JOB = "Jeg vil gerne prøve at arbejde lidt igen. Kan I ringe til mig?"
_PAIN = "Jeg er blevet opereret i knæet og har ikke hørt noget om genoptræning."
_WORK = "Jeg er stadig syg. Skal jeg komme til mødet på torsdag?"


def _unit(member: StaffMember) -> Unit:
    unit = receiving_unit(member)
    assert unit is not None, "who plays works in a unit"
    return unit


def _earlier(desk: Desk, days: int) -> Desk:
    """Give the desk as it was some days ago."""
    return replace(desk, clock=SystemClock(desk.clock.today() - timedelta(days=days)))


def _new(desk: Desk, days: int, typed: NewEnquiry) -> Enquiry:
    then = _earlier(desk, days)
    enquiry_id, _changes = enquiries.register(then, typed)
    return enquiries.open_enquiry(then, enquiry_id).line.enquiry


def _send(desk: Desk, days: int, typed: NewEnquiry, unit: Unit) -> Enquiry:
    found = _new(desk, days, typed)
    message = "Vil gerne ringes op før kl. 12."
    enquiries.send(_earlier(desk, days), found, Sending(unit, message))
    return _now(desk, found)


def _now(desk: Desk, enquiry: Enquiry) -> Enquiry:
    return enquiries.open_enquiry(desk, enquiry.id).line.enquiry
