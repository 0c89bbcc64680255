"""Samplan: wires screens, store and core together; the only file that knows all of them."""

import argparse
import sys

from coordinator import command_line
from coordinator.desk import SystemClock
from coordinator.stores import Stores

_CLOCK = SystemClock.from_environment()


def _stores() -> Stores:
    """Make the house of stores: imports that the first window must not wait for."""
    from db.store_house import SqlStores  # noqa: PLC0415

    return SqlStores(_CLOCK)


def _open_window(asked: argparse.Namespace) -> int:
    from ui.start import run  # noqa: PLC0415 - the command line needs no Qt

    return run(asked.store, asked.user, asked.language, _stores, _CLOCK)


def _open_demo(asked: argparse.Namespace) -> int:
    from ui.start import run_demo  # noqa: PLC0415 - see above

    return run_demo(asked.store, asked.language, _stores, _CLOCK)


def main(arguments: list[str]) -> int:
    """Do what the arguments say and give the exit status; without a command, open the window."""
    return command_line.main(
        arguments, command_line.Program(_stores, _CLOCK, _open_window, _open_demo)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
