"""The one error that a rule raises."""

from typing import Final


class RuleBroken(Exception):
    """A rule said no; ``code`` names the rule, ``facts`` fill the sentence that people read.

    The exception's own text is the code alone, so that no fact about a person reaches a log.
    The sentence for each code is in ``coordinator.wording``.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code: Final = code
        self.facts: Final = facts
