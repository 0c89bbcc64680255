"""Samplan: wires screens, store and core together; the only file that knows all of them."""

import argparse
import sys
from functools import partial

from coordinator import command_line
from coordinator.desk import SystemClock
from coordinator.dumps import keep_memory_private, keep_temporary_files_in_memory
from coordinator.faults import keep_faults, tell_by_place_alone
from coordinator.ports import Clock
from coordinator.stores import Stores


def _stores(clock: Clock) -> Stores:
    """Make the house of stores: imports that the first window must not wait for."""
    from db.store_house import SqlStores  # noqa: PLC0415

    return SqlStores(clock)


def _open_window(clock: Clock, asked: argparse.Namespace) -> int:
    from ui.start import run  # noqa: PLC0415 - the command line needs no Qt

    keep_faults()
    return run(asked.store, asked.user, asked.language, partial(_stores, clock), clock)


def _open_demo(clock: Clock, asked: argparse.Namespace) -> int:
    from ui.start import run_demo  # noqa: PLC0415 - see above

    return run_demo(asked.store, asked.language, partial(_stores, clock), clock)


def main(arguments: list[str]) -> int:
    """Do what the arguments say and give the exit status; without a command, open the window."""
    try:
        clock = SystemClock.from_environment()
    except ValueError:
        return command_line.refuse_day(arguments)
    program = command_line.Program(
        partial(_stores, clock), clock, partial(_open_window, clock), partial(_open_demo, clock)
    )
    return command_line.main(arguments, program)


if __name__ == "__main__":
    keep_memory_private()
    keep_temporary_files_in_memory()
    tell_by_place_alone()
    sys.exit(main(sys.argv[1:]))
