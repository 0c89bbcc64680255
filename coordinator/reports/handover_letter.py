"""What the letter to the citizen says when the case worker changes."""

from datetime import date

from coordinator.danish import long_date
from coordinator.i18n import _, current_language
from coordinator.reports.paper import Fact, Facts, Municipality, Note, Paper, Part, Section
from plans.handovers import Handover
from plans.people import Citizen, StaffMember
from plans.withheld import Withheld


def letter_paper(
    citizen: Citizen,
    handover: Handover,
    receiver: StaffMember,
    cause: str,
    municipality: Municipality,
    day: date,
) -> Paper:
    """Say who the new case worker is, why, from when, and how to call.

    A protected address stands on no letter: it is handed to the citizen.
    """
    title = _("You get a new case worker")
    guard = citizen.protection.active
    return Paper(
        language=current_language(),
        document_title=_("Letter – {name}").format(name=citizen.name),
        municipality=municipality.name,
        title=title,
        subtitle=citizen.name,
        date_line=long_date(day),
        running_head=f"{title} · {citizen.name}",
        footer=" · ".join(part for part in (municipality.name, title) if part),
        page_of=_("Page {page} of {pages}"),
        watermark="",
        notice=_("Handed to the citizen in person.") if guard else "",
        sections=tuple(_sections(citizen, handover, receiver, cause, day)),
        replaced=_("{mark} stands for characters that cannot be printed here."),
    )


def _sections(
    citizen: Citizen, handover: Handover, receiver: StaffMember, cause: str, day: date
) -> tuple[Section, ...]:
    greeting = _("Dear {name}").format(name=citizen.name)
    who = _("Your new case worker is {name}.").format(name=receiver.name)
    since = _("{name} has your case from {day}.").format(name=receiver.name, day=long_date(day))
    first: list[Part] = [
        *_address(citizen),
        greeting + ".",
        who,
        since,
        _("Before that it was {name}.").format(name=handover.giver.name),
    ]
    if handover.until is not None:
        back = _("It is for a time. On {day} {name} has your case again.")
        first.append(back.format(day=long_date(handover.until), name=handover.giver.name))
    if handover.meeting is not None:
        both = _("On {day} you can meet {name} together with {other}.")
        first.append(
            both.format(
                day=long_date(handover.meeting), name=receiver.name, other=handover.giver.name
            )
        )
    why: list[Part] = [_("The cause is: {cause}.").format(cause=cause)]
    same: list[Part] = [
        _("Your plan stays as it is. What you have agreed with us still holds."),
        *(_promise(each.text, each.due) for each in handover.promises),
    ]
    call = [Fact(_("Name"), receiver.name)]
    if receiver.phone:
        call.append(Fact(_("Phone"), receiver.phone))
    if receiver.email:
        call.append(Fact(_("Mail"), receiver.email))
    asks = _("You can call if you have questions, or if you do not agree.")
    return (
        Section(_("Who it is"), tuple(first)),
        Section(_("Why"), tuple(why)),
        Section(_("What stays the same"), tuple(same)),
        Section(_("How to call"), (Facts(tuple(call)), Note(asks))),
    )


def _address(citizen: Citizen) -> list[Part]:
    """Give where the letter goes; a protected address is not printed."""
    if citizen.protection.active or isinstance(citizen.address, Withheld):
        return []
    return [citizen.address.line] if citizen.address.line else []


def _promise(text: str, day: date | None) -> str:
    if day is None:
        return text.rstrip(".") + "."
    return _("{what}: {day}.").format(what=text.rstrip("."), day=long_date(day))
