"""Every table of the store, one schema for both engines."""

from db.tables import house, lists, notes, papers, people, plan, reminders, reviews, together
from db.tables.base import Row

__all__ = [
    "Row",
    "house",
    "lists",
    "notes",
    "papers",
    "people",
    "plan",
    "reminders",
    "reviews",
    "together",
]
