"""Make resources/passwords/leaked.bloom of lists of passwords, one a line."""

import sys
from pathlib import Path

from coordinator.leaked_passwords import PLACE, filter_of
from plans.logins import LEAST_PASSWORD


def main(arguments: list[str]) -> int:
    """Take the files that are named; shorter ones than a password may be are left out."""
    if not arguments:
        sys.stderr.write("python -m tools.leaked_passwords FILE …\n")
        return 2
    found = {
        word.casefold()
        for name in arguments
        for word in Path(name).read_text(encoding="utf-8", errors="replace").split("\n")
        if len(word) >= LEAST_PASSWORD
    }
    PLACE.write_bytes(filter_of(found))
    sys.stdout.write(f"{len(found)} passwords in {PLACE.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
