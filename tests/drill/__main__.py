"""``python -m tests.drill [TIMES]``: every drill."""

import sys

from tests.drill import plan_kills

if __name__ == "__main__":
    sys.exit(0 if plan_kills.main(int(sys.argv[1]) if len(sys.argv) > 1 else 60) else 1)
