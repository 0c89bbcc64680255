"""``python -m tests.attack``: every attack, a table of what was gained; ends with 1 on a leak."""

import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests import postgres
from tests.attack import every
from tests.attack.line import Found
from tests.attack.stage import stage


def main() -> int:
    """Attack, and print what became of it."""
    began = time.monotonic()
    with postgres.server() as server:
        address = server if isinstance(server, str) else server.address
        with stage(address) as made:
            found = every.attack(made, every.cases(made))
    print(_table(found))
    leaks = [each for each in found if each.leak]
    for each in leaks:
        print(f"LEAK  {each.case.group}: {each.case.name}: {each.gain}")
    print(f"{len(found)} cases, {len(leaks)} leaks ({time.monotonic() - began:.0f} s)")
    return 1 if leaks else 0


def _table(found: Sequence[Found]) -> str:
    total = Counter(each.case.group for each in found)
    gained = Counter(each.case.group for each in found if each.leak)
    accepted = Counter(each.case.channel for each in found if each.gain and each.case.channel)
    lines = [f"{'attack':<44} cases  leaks"]
    lines += [f"{group:<44} {total[group]:>5}  {gained[group]:>5}" for group in total]
    lines += ["", f"{'accepted channel (docs/security/channels.md)':<60} times"]
    lines += [f"{channel:<60} {times:>5}" for channel, times in sorted(accepted.items())]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
