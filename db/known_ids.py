"""Ids as a local store gives them back: most rows of a plan name the same few, made once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Engine, Uuid

# A plan of hundreds of parts has as many ids of its own; who wrote them are few.
_KEPT = 4096


class _KnownUuid(Uuid[UUID]):
    """Reads an id from its 32 figures; the same figures give the same object."""

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], UUID | None] | None:
        del dialect, coltype
        return _read


def _read(figures: str | None) -> UUID | None:
    return None if figures is None else known_id(figures)


@lru_cache(maxsize=_KEPT)
def known_id(figures: str) -> UUID:
    """Read an id, once for the same figures."""
    return UUID(figures)


def read_ids_once(engine: Engine) -> None:
    """Let an engine without an id type of its own read ids that way."""
    engine.dialect.colspecs = {**engine.dialect.colspecs, Uuid: _KnownUuid}
