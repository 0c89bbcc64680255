"""Keeps what the program holds out of core dumps, reports of crashes and folders on the disk."""

import contextlib
import ctypes
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

_SET_DUMPABLE: Final = 4
# SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: no report of a fault, and none is sent.
_NO_REPORT: Final = 0x0001 | 0x0002
# WER_FAULT_REPORTING_FLAG_NOHEAP: a report that is made all the same holds no memory.
_NO_HEAP: Final = 0x0001


def keep_memory_private() -> None:
    """Ask the system to write none of this process's memory anywhere, and to show it to nobody.

    Another program of the same person cannot read it on Linux either. A system that knows no such
    wish is left as it is; what is written to swap and hibernation is the disk's to encrypt.
    """
    with contextlib.suppress(AttributeError, OSError, ValueError):
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetErrorMode(_NO_REPORT)
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)
        else:
            import resource  # noqa: PLC0415 - not on Windows

            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            # A dump that goes to a program asks no limit; this holds for it too.
            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def keep_temporary_files_in_memory() -> None:
    """Let libraries put temporary files where Linux keeps them in memory, for this person alone.

    Qt hands pages to CUPS by such a file. Where the desktop has no such folder, all is as before.
    """
    if sys.platform == "win32":
        return
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    with contextlib.suppress(OSError):
        found = Path(folder).stat()
        if folder and found.st_uid == os.getuid() and not found.st_mode & 0o077:
            os.environ["TMPDIR"] = folder
            tempfile.tempdir = None
