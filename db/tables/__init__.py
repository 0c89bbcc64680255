"""Every table of the store, one schema for both engines."""

from db.tables import house, people, plan
from db.tables.base import Row

__all__ = ["Row", "house", "people", "plan"]
