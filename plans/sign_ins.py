"""How long it counts that somebody showed who they are."""

from dataclasses import dataclass
from typing import Final, Self

from plans.errors import RuleBroken

# NIST SP 800-63B § 4.2.3 wants a sign-in at least every twelve hours at its second level.
HOURS: Final = (4, 8, 12, 24)
MINUTES: Final = (5, 15, 60, 240)


@dataclass(frozen=True, slots=True)
class SignInRules:
    """After ``hours`` the lock asks again; a weighty deed asks again after ``minutes``."""

    hours: int = 12
    minutes: int = 15

    @classmethod
    def of(cls, hours: object, minutes: object) -> Self:
        """Take what is stored; what is not offered is as shipped."""
        shipped = cls()
        return cls(
            next((each for each in HOURS if each == hours), shipped.hours),
            next((each for each in MINUTES if each == minutes), shipped.minutes),
        )

    def require_offered(self) -> None:
        """Refuse times that are not offered.

        Raises:
            RuleBroken: ``sign-in-rules-unknown``.
        """
        if self.hours not in HOURS or self.minutes not in MINUTES:
            raise RuleBroken("sign-in-rules-unknown")
