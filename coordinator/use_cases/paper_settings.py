"""What the municipality says of itself on paper, and where its envelopes have their window."""

import json
from dataclasses import asdict, replace
from typing import Final

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _, current_language
from coordinator.ports import AuditAction, AuditEntry, UnitOfWork
from coordinator.reports.cover_sheet import EnvelopeMeasures, render_window_test
from coordinator.reports.paper import Municipality
from coordinator.reports.texts import load_texts
from plans.access import Deed

_MUNICIPALITY: Final = "municipality"
_ENVELOPE: Final = "envelope"
# The folds are those of the paper's format and no municipality's choice.
_WINDOW: Final = ("left", "top", "width", "height", "lines", "size")


def municipality(work: UnitOfWork) -> Municipality:
    """Read who sends the papers; a store that was told nothing says «Kommunen»."""
    stored: dict[str, str] = json.loads(work.settings.read(_MUNICIPALITY) or "{}")
    name = stored.get("name", "").strip() or _("The municipality")
    return Municipality(name, stored.get("sender_line", ""), stored.get("phone", ""))


def envelope(work: UnitOfWork) -> EnvelopeMeasures:
    """Read where the window of the municipality's envelopes is, in mm."""
    stored: dict[str, float] = json.loads(work.settings.read(_ENVELOPE) or "{}")
    return replace(EnvelopeMeasures(), **stored)  # type: ignore[arg-type]  # as written below


def read_paper_settings(desk: Desk) -> tuple[Municipality, EnvelopeMeasures]:
    """Read both, for the settings screen."""
    with desk.start_reading() as work:
        return municipality(work), envelope(work)


def write_paper_settings(
    desk: Desk, sender: Municipality, measures: EnvelopeMeasures | None = None
) -> Changes:
    """Write who sends the papers and, when given, where the window of the envelopes is.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.SET)
    with desk.start_work() as work:
        work.settings.write(_MUNICIPALITY, json.dumps(asdict(sender), ensure_ascii=False))
        if measures is not None:
            window = {name: getattr(measures, name) for name in _WINDOW}
            work.settings.write(_ENVELOPE, json.dumps(window))
        work.audit.record(AuditEntry(AuditAction.SETTING, subject="paper", related=False))
        return work.commit()


def window_test(desk: Desk) -> bytes:
    """Draw the page that shows whether the address hits the window; it is about nobody."""
    with desk.start_reading() as work:
        measures = envelope(work)
    return render_window_test(measures, load_texts(current_language()))
