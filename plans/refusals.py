"""Which refusals the log keeps: somebody tried what is not theirs to do."""

from typing import Final

# Codes of ``RuleBroken`` and of the store; all others tell of something that is missing or wrong.
REFUSALS: Final = frozenset(
    {
        "not-allowed",
        "not-a-team-lead",
        "not-your-area",
        "not-your-plan",
        "not-your-unit",
        "own-login",
        "own-plan",
        "absence-not-yours",
        "caseload-not-yours",
        "figures-by-batch-login",
        "load-by-batch-login",
        "log-auditor-only",
        "note-not-yours",
        "note-withheld",
        "papers-withheld",
        "part-withheld",
        "parts-withheld",
        "store-forbids",
        "too-many-looks",
    }
)
# So many of one person within an hour are kept, so that nobody floods the log with them;
# db/policies say the same.
REFUSALS_AN_HOUR: Final = 60
