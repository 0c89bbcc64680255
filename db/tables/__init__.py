"""Every table of the store, one schema for both engines."""

from db.tables import (
    absence,
    figures,
    follow_ups,
    house,
    lists,
    log_control,
    moves,
    notes,
    papers,
    people,
    plan,
    reminders,
    reviews,
    sign_ins,
    signatures,
    task_steps,
    together,
)
from db.tables.base import Row

__all__ = [
    "Row",
    "absence",
    "figures",
    "follow_ups",
    "house",
    "lists",
    "log_control",
    "moves",
    "notes",
    "papers",
    "people",
    "plan",
    "reminders",
    "reviews",
    "sign_ins",
    "signatures",
    "task_steps",
    "together",
]
