"""Write in the log behind the program's back, thousands of times: every time it is found.

The short form of it is tests/db/test_sealed_log.py.
"""

import sys
import time

from tests.tampering import TAMPERINGS, missed


def main(times: int) -> bool:
    """Tamper, print what was not found, and say whether all was."""
    began = time.perf_counter()
    seed = time.time_ns()
    found = missed(times, seed)
    for each in found:
        print(f"not found: {each}")
    took = time.perf_counter() - began
    told = f"{times} tamperings of {len(TAMPERINGS)} kinds, drawn from {seed}"
    print(f"{told}: {len(found)} not found, {took:.0f} s")
    return not found


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 11_000) else 1)
