"""Members of staff as the window's foot and the practice store's menu show them."""

from collections.abc import Sequence
from typing import Final

from coordinator.wording import label
from plans.people import Role, StaffMember
from ui.navigation import UserCard

_MOST_OFFERED: Final = 8


def user_card(member: StaffMember) -> UserCard:
    """Show who is signed in: team leads with their role, others with their team."""
    role = label(member.role)
    subtitle = member.team if member.role is Role.CASEWORKER else f"{role} · {member.team}"
    return UserCard(member.login, member.name, subtitle.strip(" ·"), member.role.value)


def first_screen(member: StaffMember, *, walled: bool) -> str:
    """Name the screen where somebody begins; loads behind walls are no work of a window."""
    begin = {
        Role.SYSTEM: "settings" if walled else "import",
        Role.ADMINISTRATOR: "staff",
        Role.AUDITOR: "log_control",
    }
    return begin.get(member.role, "day")


def cards_to_offer(member: StaffMember, people: Sequence[StaffMember]) -> tuple[UserCard, ...]:
    """Choose whom the practice store offers to become: the unit, its lead first, then other leads.

    So a case worker's own team lead is two clicks away, and the way back is as short.
    """
    unit = (member.service_area, member.team)

    def nearness(other: StaffMember) -> tuple[bool, bool]:
        return ((other.service_area, other.team) != unit, other.role is not Role.TEAM_LEAD)

    others = sorted((each for each in people if each.id != member.id), key=nearness)
    return tuple(user_card(each) for each in others[:_MOST_OFFERED])
