"""What the control of the log shows, as frozen values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding: who, whom, by which rules, which looks; ``verdict`` is empty while it waits."""

    key: str
    who: str
    whom: str
    rules: tuple[str, ...]
    looks: tuple[str, ...]
    verdict: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class WeekShown:
    """A week; ``newest``: there is no later week to go to."""

    title: str
    findings: tuple[FindingShown, ...]
    verdicts: tuple[tuple[str, str], ...]
    newest: bool
