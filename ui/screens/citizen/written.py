"""How what a form sends is written and undone."""

from collections.abc import Callable

from coordinator.changes import Changes
from coordinator.desk import Desk
from plans.people import Citizen

Use = Callable[[Desk], Changes]
Undo = tuple[str, Callable[[Citizen], Use]]
"""What is told when it is written, and the way back on the citizen as then read."""
