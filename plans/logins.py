"""Logins of staff: what one may be called, and what stands in the way of closing one."""

import re
from dataclasses import asdict, dataclass, replace
from typing import Final

from plans.errors import RuleBroken
from plans.password_words import is_guessable
from plans.people import Role, StaffMember

# What a server takes as the name of a role without a second thought; db/policies say the same.
_LOGIN: Final = re.compile(r"[a-z][a-z0-9._-]{0,62}")
_RESERVED_STARTS: Final = ("pg_", "samplan")
_RESERVED: Final = frozenset(
    {
        "postgres", "public", "none", "user", "current_user", "current_role", "session_user",
        Role.SYSTEM.value,
    }
)  # fmt: skip
LEAST_PASSWORD: Final = 12
# Who works with citizens; the others see none.
WITH_CITIZENS: Final = frozenset({Role.CASEWORKER, Role.TEAM_LEAD})


@dataclass(frozen=True, slots=True)
class Burden:
    """What somebody answers for: running cases, plans they coordinate, tasks, open enquiries."""

    cases: int = 0
    plans: int = 0
    tasks: int = 0
    enquiries: int = 0

    def __bool__(self) -> bool:
        return bool(self.cases or self.plans or self.tasks or self.enquiries)

    def require_none(self, name: str) -> None:
        """Refuse to let somebody go who would leave a citizen without anybody.

        Raises:
            RuleBroken: ``still-responsible``.
        """
        if self:
            raise RuleBroken("still-responsible", name=name, **asdict(self))


def sound(member: StaffMember) -> StaffMember:
    """Give a new or moved member of staff as they are kept.

    Raises:
        RuleBroken: ``login-wrong``, ``login-reserved``, ``staff-name-missing``, ``role-reserved``.
    """
    login = member.login.strip().casefold()
    if not _LOGIN.fullmatch(login):
        raise RuleBroken("login-wrong")
    if login in _RESERVED or login.startswith(_RESERVED_STARTS):
        raise RuleBroken("login-reserved", login=login)
    name = " ".join(member.name.split())
    if not name:
        raise RuleBroken("staff-name-missing")
    if member.role is Role.SYSTEM:
        raise RuleBroken("role-reserved")
    return replace(member, login=login, name=name, team=" ".join(member.team.split()))


def require_strong(password: str, *names: str) -> None:
    """Refuse a password that is short, or that its owner's ``names`` and known words give away.

    Raises:
        RuleBroken: ``password-too-short``, ``password-guessable``.
    """
    if len(password) < LEAST_PASSWORD:
        raise RuleBroken("password-too-short", least=LEAST_PASSWORD)
    if is_guessable(password, *names):
        raise RuleBroken("password-guessable")


def told(deed: str, member: StaffMember) -> str:
    """Say in a line of the log what was done with whom; a server's function says the same."""
    facts = (member.login, member.role.value, member.service_area or "", member.team)
    return f"{deed} {', '.join(fact for fact in facts if fact)}"
