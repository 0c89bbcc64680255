"""Which function says which kind of paper."""

from collections.abc import Callable, Mapping
from typing import Final

from coordinator.reports.content.citizen import citizens_plan
from coordinator.reports.content.core_team import core_teams_copy
from coordinator.reports.content.overview import FITS, overview
from coordinator.reports.content.source import Source
from coordinator.reports.content.tasks import task_list
from coordinator.reports.kinds import PaperKind
from coordinator.reports.paper import Paper

_WHOLE: Final[Mapping[PaperKind, Callable[[Source], Paper]]] = {
    PaperKind.CITIZEN: citizens_plan,
    PaperKind.CORE_TEAM: core_teams_copy,
    PaperKind.TASKS: task_list,
}


def paper_contents(source: Source) -> tuple[Callable[[], Paper], ...]:
    """Give the ways to say a paper, from the fullest to the shortest; the first that fits is it.

    Only a paper of one page has several; every other is said whole.
    """
    kind = source.issue.key.kind
    if kind is PaperKind.OVERVIEW:
        return tuple(lambda fit=fit: overview(source, fit) for fit in FITS)
    return (lambda: _WHOLE[kind](source),)
