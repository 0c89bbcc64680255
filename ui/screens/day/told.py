"""What became of one's hand-overs, in words."""

from datetime import date
from uuid import UUID

from coordinator.danish import clock, day_and_month
from coordinator.danish_time import local_time
from coordinator.handover_news import HandoverNews
from coordinator.i18n import _
from plans.handovers import Handover, HandoverKind, HandoverStatus
from ui.screens.day.lines import ToldLine


def told_line(news: HandoverNews, me: UUID, today: date) -> ToldLine:
    """Say what became of a hand-over, and when."""
    handover = news.handover
    at = handover.answered_at or handover.at
    day = local_time(at).date()
    back = handover.kind is HandoverKind.RETURN
    declined = handover.status is HandoverStatus.DECLINED
    return ToldLine(
        key=str(handover.id),
        citizen=news.citizen_name or _("A citizen"),
        what=_what(handover, me),
        when=clock(at) if day == today else day_and_month(day),
        icon="arrow-back-up" if back else "x" if declined else "check",
    )


def _what(handover: Handover, me: UUID) -> str:
    giver, receiver = handover.giver.name, handover.receiver.name
    mine = handover.receiver.id == me
    if handover.kind is HandoverKind.RETURN:
        words = (
            _("Is back with you, as agreed with {giver}")
            if mine
            else _("Is back with {receiver}, as agreed")
        )
    elif handover.status is HandoverStatus.DECLINED:
        words = _("{answerer} declined: {reason}")
    elif not handover.moves:
        words = _("{receiver} helps")
    elif mine:
        words = _("{giver} said yes: the citizen is yours")
    else:
        words = _("{receiver} has taken over")
    answerer, reason = handover.answerer.name, handover.reason
    return words.format(giver=giver, receiver=receiver, answerer=answerer, reason=reason)
