"""``python -m tests.drill [TIMES]``: every drill."""

import sys

from tests.drill import log_tampering, plan_kills

if __name__ == "__main__":
    held = [
        log_tampering.main(11_000),
        plan_kills.main(int(sys.argv[1]) if len(sys.argv) > 1 else 60),
    ]
    sys.exit(0 if all(held) else 1)
