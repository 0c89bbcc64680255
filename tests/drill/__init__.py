"""Drills: what happens when programs, servers, lines and disks fail at the worst moment."""

# A drill leaves nothing in the home of who runs it, and reads nothing there.
import tests.conftest  # noqa: F401
