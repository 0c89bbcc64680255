"""``python -m tests.drill [full] [NAME ...]``: every drill, or those that are named.

Without ``full`` in some minutes; with it in as many as quality asks, which takes hours on two
cores. A line each says what was promised, what was found, and whether it held. What `make test`
has of each is named at the top of its file.
"""

import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Drill:
    """A drill, what it promises, and how often it tries in the usual form and in the full one."""

    name: str
    promise: str
    usual: tuple[int, ...]
    full: tuple[int, ...]


DRILLS = (
    Drill("cuts", "100,000 kept writes, 1,000 cuts: each kept once, in order", (3_200, 20), (100_000, 110)),
    Drill("kills", "2,000 kills in each store: none lost, none torn, none corrupt", (100,), (2_000,)),
    Drill("faults", "200 full disks, 1,000 faults: none lost, none torn, none corrupt", (10, 30), (200, 1_000)),
    Drill("two_in_a_plan", "≥ 95 % of different fields by themselves, never a silent overwrite", (25,), (500,)),
    Drill("failover", "nothing acknowledged is lost; back by itself ≤ 10 s after the server", (1,), (10,)),
    Drill("restores", "≤ 60 s, every row", (2_000,), (100_000,)),
    Drill("move_kills", "a store moves there and back, killed at any time: every row, once", (10,), (500,)),
    Drill("plan_kills", "≤ 5 s of typing lost, nothing after 2 s of rest", (20,), (500,)),
    Drill("accept_kills", "who is killed accepting many: each citizen has one owner, whole", (40,), (1_000,)),
    Drill("log_tampering", "every tampering found", (1_100,), (11_000,)),
)  # fmt: skip


def main(asked: list[str]) -> int:
    """Run drills one after the other, each in a process of its own; 0 when all held."""
    names = [each for each in asked if each != "full"]
    if unknown := set(names) - {each.name for each in DRILLS}:
        sys.stderr.write(f"no such drill: {', '.join(sorted(unknown))}\n")
        return 2
    broken = []
    for each in DRILLS:
        if names and each.name not in names:
            continue
        times = each.full if "full" in asked else each.usual
        print(f"{each.name}: {each.promise}", flush=True)
        command = [sys.executable, "-m", f"tests.drill.{each.name}", *map(str, times)]
        if subprocess.run(command, check=False).returncode:
            broken.append(each.name)
            print(f"{each.name}: NOT HELD", flush=True)
    print(f"not held: {', '.join(broken)}" if broken else "all held")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
