"""One memory of compiled statements for all stores of a run.

SQLAlchemy remembers for each engine, and each dialect object, how a statement is written; a test
that opens a store of its own would have every statement written anew.
"""

import functools

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from db import engine

_CAPACITY = 3_000
_STATEMENTS: "LRUCache[object, object]" = LRUCache(_CAPACITY)
_create_engine = engine.create_engine


def share() -> None:
    """Let every engine that is made from now on write its statements from the one memory."""
    engine.create_engine = _remembering
    DefaultDialect.__eq__ = _is_same_dialect
    DefaultDialect.__hash__ = _hash_of_dialect


@functools.wraps(_create_engine)
def _remembering(*where: object, **options: object) -> Engine:
    made = _create_engine(*where, **options)
    made._compiled_cache = _STATEMENTS
    return made


def _is_same_dialect(one: DefaultDialect, other: object) -> bool:
    """Two dialects write alike that are of one kind and one driver."""
    return type(one) is type(other) and one.dbapi is other.dbapi


def _hash_of_dialect(one: DefaultDialect) -> int:
    return hash((type(one), id(one.dbapi)))
