"""Files that are either whole or not there, also after a power cut."""

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, replacing what was there, for this user's eyes only."""
    temporary = _written_beside(path, data)
    try:
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_new(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` where nothing was.

    Raises:
        FileExistsError: when something is there; it stays as it was.
    """
    temporary = _written_beside(path, data)
    try:
        move_new(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def move_new(source: Path, target: Path) -> None:
    """Give the file ``source`` the name ``target``, in the same folder, where nothing was.

    Raises:
        FileExistsError: when something is there; it stays as it was.
    """
    os.link(source, target)  # unlike a rename, it refuses an existing target on every system
    source.unlink()
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Wait until the content of ``path`` is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` with its parents, if missing, for this user alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _written_beside(path: Path, data: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:  # mkstemp makes it readable for this user only
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
