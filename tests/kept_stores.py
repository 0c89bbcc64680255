"""Local stores that are made once in a run and copied after: a copy costs next to nothing."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from db import schema
from db.engine import create_local

_KEPT: dict[tuple[bytes, object], bytes] = {}


def local_store(path: Path, key: bytes, build: Callable[[Engine], None] = schema.upgrade) -> None:
    """Put a local store at ``path`` as ``create_local`` makes it with ``build``."""
    if (key, build) not in _KEPT:
        create_local(path, key, build)
        _KEPT[key, build] = path.read_bytes()
    else:
        path.write_bytes(_KEPT[key, build])
