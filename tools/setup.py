"""Make the virtual environment as the locks say, with or without make."""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "samplan-locks.txt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
HELP = """The locked packages could not be installed; see above.
On Debian and Ubuntu Python's own environments are a package: apt-get install python3-venv"""


def lock_of(*, dev: bool) -> Path:
    """Give the lock to install: what the program runs on, or that and the checks (``dev``)."""
    return ROOT / ("requirements-dev.txt" if dev else "requirements.txt")


def fingerprint(lock: Path) -> str:
    """Tell one lock in one interpreter from every other."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{lock.name} {digest} {sys.version_info.major}.{sys.version_info.minor}"


def is_current(*, dev: bool) -> bool:
    """Tell whether the environment was made from today's lock; the larger one serves both."""
    if not PYTHON.exists() or not STAMP.exists():
        return False
    made_from = STAMP.read_text(encoding="utf-8").splitlines()
    serving = [lock_of(dev=True)] if dev else [lock_of(dev=True), lock_of(dev=False)]
    return any(fingerprint(lock) in made_from for lock in serving)


def is_of_this_python() -> bool:
    """Tell whether the environment exists and belongs to the Python version that runs now."""
    settings = ENVIRONMENT / "pyvenv.cfg"
    if not PYTHON.exists() or not settings.exists():
        return False
    mine = rf"^version(_info)? = {sys.version_info.major}\.{sys.version_info.minor}\."
    return re.search(mine, settings.read_text(encoding="utf-8"), re.MULTILINE) is not None


def install(*, dev: bool) -> None:
    """Make the environment and put exactly the locked files in it.

    Raises:
        subprocess.CalledProcessError: when pip could not fetch them or a hash differs.
    """
    lock = lock_of(dev=dev)
    STAMP.unlink(missing_ok=True)
    if not is_of_this_python():
        venv.create(ENVIRONMENT, clear=True, with_pip=True, symlinks=os.name != "nt")
    # Wheels only: an office PC has no compiler, and a wheel runs no code while it is installed.
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    subprocess.run([*pip, *locked], check=True, cwd=ROOT)
    STAMP.write_text(fingerprint(lock) + "\n", encoding="utf-8")


def main() -> int:
    """Set up what is missing, and nothing when all is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also the tools that check the code")
    dev: bool = parser.parse_args().dev
    if sys.version_info < OLDEST:
        print("Samplan needs Python 3.11 or newer.", file=sys.stderr)
        return 1
    if not is_current(dev=dev):
        print("Setting up .venv from the lock; this takes a minute or two the first time.")
        try:
            install(dev=dev)
        except subprocess.CalledProcessError:
            print(HELP, file=sys.stderr)
            return 1
    compile_texts = [str(PYTHON), "-m", "tools.translations", "compile"]
    return subprocess.run(compile_texts, check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
