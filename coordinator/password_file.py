"""The password of a job that nobody sits at, in a file that is its owner's alone."""

import os
from pathlib import Path
from typing import Final

from coordinator.server_errors import PasswordFileMissing, PasswordFileOpen

_OTHERS: Final = 0o077


def password_in(path: Path) -> str:
    """Read the password: the first line of the file.

    On Windows rights are no bits of the file, so there whoever sets the job up sees to them.

    Raises:
        PasswordFileOpen: others than who runs the job may read or write the file, or own it.
        PasswordFileMissing: it cannot be read, or nothing stands in it.
    """
    try:
        with path.open(encoding="utf-8") as file:
            state = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (state.st_mode & _OTHERS or state.st_uid != os.getuid()):
                raise PasswordFileOpen(path=path)
            password = file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise PasswordFileMissing(path=path) from None
    if not password:
        raise PasswordFileMissing(path=path)
    return password
