"""Puts a proposal into the words of the load screen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from coordinator.danish import short_date, whole
from coordinator.i18n import N_, _, ngettext
from coordinator.imports import (
    FIELD_LABELS,
    Action,
    Difference,
    ImportKind,
    Notice,
    Proposal,
    ProposedChange,
)
from coordinator.imports.records import CaseRecord, DistrictRecord, StaffRecord
from coordinator.use_cases.importing import Load
from coordinator.wording import label
from plans.people import Role, ServiceArea
from ui.screens.load.lines import ALL, Group, LoadLine, Piece, Report, Sheet

_TITLES: Final = {
    ImportKind.STAFF: N_("Load staff"),
    ImportKind.DISTRICTS: N_("Load school districts"),
    ImportKind.EMPLOYMENT: N_("Load citizens and employment cases"),
    ImportKind.SOCIAL: N_("Load citizens and social interventions"),
    ImportKind.HEALTH: N_("Load citizens and health courses"),
}
_WHO: Final = {ImportKind.STAFF: N_("Name"), ImportKind.DISTRICTS: N_("School district")}
_GROUP_OF: Final[dict[Action, Group]] = {
    Action.CREATED: "created",
    Action.CHANGED: "changed",
    Action.UNCHANGED: "unchanged",
    Action.REJECTED: "rejected",
}
_REASONS: Final = {
    Action.CREATED: N_("Not in Samplan before"),
    Action.CHANGED: N_("Newer in the file than in Samplan"),
    Action.UNCHANGED: N_("The same in Samplan"),
}
_FLAGS: Final = {"yes": N_("yes"), "no": N_("no"), "": N_("not stated")}
_FLAG_FIELDS: Final = frozenset({"protected", "missing"})


def sheet_of(load: Load) -> Sheet:
    """Put a proposal into words; thousands of rows, so off the screen's thread."""
    proposal, reading = load.proposal, load.reading
    lines = tuple(_lines(proposal, reading.names_in(proposal.rejections)))
    groups = [group for each in lines for group in each.groups]
    counts = {group: groups.count(group) for group in (*_GROUP_OF.values(), *_EXTRA)}
    rows = ngettext("{n} row", "{n} rows", proposal.read).format(n=whole(proposal.read))
    template = _("mapping: {title}").format(title=reading.mapping.title)
    return Sheet(
        _(_TITLES[proposal.kind]),
        f"{proposal.file} · {rows} · {template}",
        _(_WHO.get(proposal.kind, N_("Citizen"))),
        counts,
        lines,
        _verb(proposal, counts),
        _foot(proposal, counts),
        reading.unmapped,
        _doubt(proposal),
        whole=True,
    )


def with_deed(sheet: Sheet, load: Load, *, whole: bool) -> Sheet:
    """Say what is loaded of a doubtful file: all, or what is sure when it is a part only."""
    proposal = load.proposal
    foot = _foot(proposal, sheet.counts)
    if not whole:
        stays = _("Cases that are not in the file stay as they are.")
        foot = f"{foot} {stays}" if proposal.writes else stays
    return replace(sheet, verb=_verb(proposal, sheet.counts), foot=foot, whole=whole)


_EXTRA: Final[tuple[Group, ...]] = ("check", "missing")


def report_of(load: Load) -> Report:
    """Tell what a load did."""
    counts = {_GROUP_OF[action]: n for action, n in load.proposal.counts.items()}
    done = counts["created"] + counts["changed"]
    title = ngettext("{n} row is loaded", "{n} rows are loaded", done).format(n=whole(done))
    refused = counts["rejected"]
    text = ngettext(
        "{n} refused row is not loaded. Save it, correct it, and load it again.",
        "{n} refused rows are not loaded. Save them, correct them, and load them again.",
        refused,
    ).format(n=whole(refused))
    return Report(title, text if refused else _("No row was refused."), counts)


def field_label(field: str) -> str:
    """Name a field."""
    return _(FIELD_LABELS[field])


def _verb(proposal: Proposal, counts: dict[Group, int]) -> str:
    done = counts["created"] + counts["changed"]
    if done:
        return ngettext("Load {n} row", "Load {n} rows", done).format(n=whole(done))
    gone = len(proposal.writes.missing)
    if gone:
        return ngettext(
            "Mark {n} case as gone", "Mark {n} cases as gone", gone
        ).format(n=whole(gone))  # fmt: skip
    return _("Load") if proposal.writes else ""


def _doubt(proposal: Proposal) -> str:
    """Ask about a file that far too many of the known cases are not in."""
    if not proposal.marks_many:
        return ""
    return ngettext(
        "The file has {n} case, and {gone} of the {known} known ones are not in it. "
        "Is it the whole export?",
        "The file has {n} cases, and {gone} of the {known} known ones are not in it. "
        "Is it the whole export?",
        proposal.read,
    ).format(
        n=whole(proposal.read),
        gone=whole(len(proposal.writes.missing)),
        known=whole(proposal.present),
    )


def _foot(proposal: Proposal, counts: dict[Group, int]) -> str:
    if not proposal.writes:
        return _("The file changes nothing. There is nothing to load.")
    refused = counts["rejected"]
    if not refused:
        return _("All rows can be loaded. A backup is made first.")
    return ngettext(
        "The {n} refused row is not loaded. A backup is made first.",
        "The {n} refused rows are not loaded. A backup is made first.",
        refused,
    ).format(n=whole(refused))


def _lines(proposal: Proposal, refused: Mapping[int, str]) -> Iterator[LoadLine]:
    notices: dict[int, list[Notice]] = defaultdict(list)
    for notice in proposal.warnings:
        if notice.line is not None:
            notices[notice.line].append(notice)
    place = 0
    for place, change in enumerate(proposal.changes):
        name = change.label or refused.get(change.line, "")
        yield _line(change, name, notices.get(change.line, ()), place)
    for gone in proposal.missing:
        place += 1
        since = short_date(gone.start) if gone.start else ""
        text = " · ".join(part for part in (gone.title, since) if part)
        reason = _("No longer in the file. It stays in Samplan, marked as gone.")
        sought = _folded(gone.name, gone.number, text, reason)
        yield LoadLine(
            None, "missing", frozenset({"missing"}), gone.name, gone.number, text, reason,
            sought, place=place,
        )  # fmt: skip


def _line(change: ProposedChange, name: str, notices: Iterable[Notice], place: int) -> LoadLine:
    told = [each.text for each in notices]
    group = _GROUP_OF[change.action]
    groups = {group} | ({"check"} if told else set())
    if groups != {"unchanged"}:
        groups.add(ALL)
    pieces = tuple(_piece(each) for each in change.differences)
    text, reason = _new(change), ""
    if change.rejection is not None:
        text, reason = _refused(change), change.rejection.reason
    elif told:
        reason = " ".join(told)
    else:
        reason = _(_REASONS[change.action])
    person = name or (change.number if change.rejection is None else "")
    values = [value for piece in pieces for value in (piece.label, piece.old, piece.new)]
    sought = _folded(person, change.number, text, reason, str(change.line), *values)
    shown: Group = "check" if told else group
    return LoadLine(
        change.line, shown, frozenset(groups), person or change.number or _("Row without a name"),
        change.number, text, reason, sought, pieces, place,
    )  # fmt: skip


def _folded(*parts: str) -> str:
    return " ".join(parts).casefold()


def _refused(change: ProposedChange) -> str:
    assert change.rejection is not None
    column, value = change.rejection.column, change.rejection.value
    if not column:
        return _("The whole row")
    shown = value or _("empty")
    return f"{column}: {shown}"


def _new(change: ProposedChange) -> str:
    record = change.record
    if isinstance(record, CaseRecord):
        end = short_date(record.end) if record.end else ""
        days = f"{short_date(record.start)} – {end}".rstrip()
        return f"{record.title}, {days}"
    if isinstance(record, StaffRecord):
        return " · ".join(part for part in (label(record.role), record.team) if part)
    if isinstance(record, DistrictRecord):
        return _("{n} adults").format(n=whole(record.adults))
    return ""


def _piece(difference: Difference) -> Piece:
    was, now = (_value(difference.field, value) for value in (difference.old, difference.new))
    return Piece(field_label(difference.field), was, now)


def _value(field: str, value: str | None) -> str:
    if value is None:
        return _("hidden")
    if field in _FLAG_FIELDS:
        return _(_FLAGS[value])
    if field == "role" and value:
        return label(Role(value))
    if field == "service_area" and value:
        return label(ServiceArea(value))
    return value or _("empty")
