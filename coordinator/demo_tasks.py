"""The tasks between colleagues of the practice store: asked, waiting, declined, and in a queue."""

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from coordinator.desk import Desk
from coordinator.use_cases import staff_tasks
from plans.parts import Priority, Waiting
from plans.people import StaffMember
from plans.staff_tasks import Wish
from plans.units import unit_of

_DETAILS: Final = "Borgeren fortæller, at boligen er fugtig. Jeg mangler jeres vurdering."
_NO: Final = "Jeg er på kursus hele ugen."


def ask_colleagues(
    desk: Desk, citizen_id: UUID, deputy: StaffMember, lead: StaffMember, social: StaffMember
) -> None:
    """Let the case worker, her unit and social services ask each other for things."""
    today, theirs = desk.clock.today(), desk.taken_by(social)

    def wish(title: str, days: int, **more: object) -> Wish:
        return Wish(title, today + timedelta(days), citizen_id=citizen_id, **more)  # type: ignore[arg-type]

    answer = wish(
        "Giv svar om mødetider", 1, kind="answer", expected="Hvilke dage passer?",
        text="Bostøtten kan kun komme tirsdag eller torsdag.", priority=Priority.HIGH,
    )  # fmt: skip
    staff_tasks.ask(theirs, uuid4(), answer, desk.member.id)
    visit = wish(
        "Undersøg, om boligen kan bruges", 6, kind="investigate", text=_DETAILS,
        references=("Notat fra hjemmebesøg",),
    )  # fmt: skip
    staff_tasks.ask(desk, uuid4(), visit, social.id)
    waits = uuid4()
    staff_tasks.ask(theirs, waits, wish("Indhent udtalelse fra lægen", 9), desk.member.id)
    staff_tasks.accept(desk, staff_tasks.read(desk, waits))
    until = today + timedelta(4)
    waiting = Waiting("doctor", "Lægen i Solbæk", today, until)
    staff_tasks.wait(desk, staff_tasks.read(desk, waits), waiting)
    declined = uuid4()
    staff_tasks.ask(desk, declined, wish("Ring til praktikstedet", 3, kind="contact"), deputy.id)
    other = desk.taken_by(deputy)
    staff_tasks.decline(other, staff_tasks.read(other, declined), _NO)
    queued = wish("Deltag i møde om bostøtte", 7, kind="meeting")
    staff_tasks.ask(theirs, uuid4(), queued, unit_of(desk.member))
    room = Wish("Bestil lokale til gruppemødet", today + timedelta(2))
    staff_tasks.ask(desk.taken_by(lead), uuid4(), room, unit_of(desk.member))
