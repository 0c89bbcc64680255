"""What is dear to make and made once in a run, whichever of its workers asks for it first."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

_NAME = "SAMPLAN_RUN_FOLDER"


def run_folder() -> Path:
    """Give the folder of this run; who asks first makes it, and takes it away at the end."""
    if _NAME not in os.environ:
        os.environ[_NAME] = tempfile.mkdtemp(prefix="samplan-made-")
        atexit.register(shutil.rmtree, os.environ[_NAME], ignore_errors=True)
    return Path(os.environ[_NAME])


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Give the folder of this run that ``make`` filled; it is there to be copied, not used."""
    folder = run_folder() / name
    with FileLock(run_folder() / f"{name}.lock"):
        if not folder.exists():
            begun = folder.with_suffix(".begun")
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            make(begun)
            begun.rename(folder)
    return folder
