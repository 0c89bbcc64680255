"""List the licences of what Samplan runs on, and refuse those that it may not carry.

Samplan is MPL-2.0 and is handed out as a program: no part may be GPL or AGPL alone. LGPL parts are
used as they come, as libraries.
"""

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.txt"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
REFUSED = re.compile(r"\b(?:AGPL|GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)

# Read by hand where the package's own data say nothing, or where it is for another system.
READ_BY_HAND = {
    "pywin32-ctypes": "BSD-3-Clause",
    "sqlcipher3": "Zlib (the binding) and BSD-3-Clause (SQLCipher)",
}


def locked_packages() -> list[str]:
    """Name the packages of the lock that the program runs on."""
    return LOCKED.findall(LOCK.read_text(encoding="utf-8"))


def licence_of(package: str) -> str:
    """Tell the licence of an installed package; empty when it says none.

    Raises:
        PackageNotFoundError: when it is neither installed nor read by hand.
    """
    if package in READ_BY_HAND:
        return READ_BY_HAND[package]
    return stated_in(metadata(package))


def stated_in(about: PackageMetadata) -> str:
    """Read the licence that a package states of itself, the precise statement first."""
    stated = about.json
    classifiers = stated.get("classifier", [])
    kinds = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License")]
    free_text = str(stated.get("license", "")).partition("\n")[0]
    return str(stated.get("license_expression", "")) or "; ".join(kinds) or free_text


def is_allowed(licence: str) -> bool:
    """Tell whether Samplan may carry a part under ``licence``; one of several choices is enough."""
    choices = re.split(r"\s+OR\s+|;\s*", licence)
    return any(choice.strip() and not REFUSED.search(choice) for choice in choices)


def main() -> int:
    """Print the list; 1 when a part is refused or unknown."""
    refused = 0
    for package in locked_packages():
        try:
            licence = licence_of(package)
        except PackageNotFoundError:
            print(f"  {package:24} (not for this Python version or system)")
            continue
        allowed = is_allowed(licence)
        refused += not allowed
        print(f"{'  ' if allowed else '! '}{package:24} {licence or 'states no licence'}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
