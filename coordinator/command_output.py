"""What the command line writes: results to standard output, complaints to standard error."""

import sys


def say(text: str) -> None:
    """Write a line of the result."""
    sys.stdout.write(f"{text}\n")


def say_json(value: object) -> None:
    """Write a result as JSON that a person can read, too."""
    import json  # noqa: PLC0415 - a window writes none, and opens sooner

    say(json.dumps(value, ensure_ascii=False, indent=2))


def complain(sentence: str) -> None:
    """Write a sentence about what went wrong."""
    sys.stderr.write(f"{sentence}\n")
