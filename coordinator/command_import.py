"""The command that loads an export."""

import argparse

from coordinator import command_output as output
from coordinator.danish import whole
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.imports import Action, ImportKind, ImportRefused, Proposal, load_mapping
from coordinator.imports.kinds import FIELD_LABELS
from coordinator.imports.own_mappings import own_file, own_folder
from coordinator.imports.rejects import rejects_csv
from coordinator.stores import OpenStore
from coordinator.use_cases import importing

_DONE = 0
_REFUSED = 1
_PARTLY_REFUSED = 3


def run(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    """Propose a file and, unless it is a dry run, apply it."""
    try:
        return _load(asked, desk, store)
    except ImportRefused as error:
        output.complain(_refusal(error, ImportKind(asked.kind)))
        return _REFUSED


def _refusal(error: ImportRefused, kind: ImportKind) -> str:
    """Say why a file is refused; where the window would ask for columns, name the file for it."""
    fields = error.facts.get("fields")
    if error.code != "columns-missing" or not isinstance(fields, tuple):
        return error.sentence
    return _(
        "No column was found for: {fields}. Write their headings in {file}, or choose the columns "
        "once under “Load data” in the window, which writes that file."
    ).format(fields=", ".join(_(FIELD_LABELS[each]) for each in fields), file=own_file(kind))


def _load(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    data = importing.file_bytes(asked.file)
    kind = ImportKind(asked.kind)
    mapping = load_mapping(kind, own_folder())
    load = importing.look_into(desk, kind, asked.file.name, data, mapping)
    if asked.rejects is not None:
        asked.rejects.write_bytes(_rejects(load))
    if not asked.dry_run:
        if load.proposal.writes:
            store.back_up("import", desk.clock.now())
        importing.apply(desk, load)
    if asked.json:
        output.say_json(load.proposal.to_json())
    else:
        _tell(load.proposal, dry_run=asked.dry_run)
    return _PARTLY_REFUSED if load.proposal.rejections else _DONE


def _rejects(load: importing.Load) -> bytes:
    reading = load.reading
    return rejects_csv(
        reading.columns,
        reading.mapping.columns(reading.columns).get("number"),
        load.proposal.rejections,
        dict(reading.table.rows),
    )


def _tell(proposal: Proposal, *, dry_run: bool) -> None:
    counts = proposal.counts
    output.say(
        _(
            "{read} rows read: {created} new, {changed} changed, {unchanged} unchanged, "
            "{rejected} refused."
        ).format(read=proposal.read, **{action.value: counts[action] for action in Action})
    )
    if dry_run:
        output.say(_("Nothing was written."))
    for rejection in proposal.rejections:
        line = rejection.to_json()
        output.complain(
            _("Line {line}, {column}: {reason}").format(
                line=line["line"], column=line["column"] or "–", reason=line["reason"]
            )
        )
    _tell_notices(proposal)


def _tell_notices(proposal: Proposal) -> None:
    for notice in proposal.warnings:
        if notice.line is not None:
            output.say(_("Note, line {line}: {text}").format(line=notice.line, text=notice.text))
    # One line for all: thousands of names on a screen or in a nightly job's mail help nobody.
    if gone := sum(notice.line is None for notice in proposal.warnings):
        output.say(
            ngettext(
                "{count} case known from before is not in the file. Nothing is deleted; "
                "--json lists it.",
                "{count} cases known from before are not in the file. Nothing is deleted; "
                "--json lists them.",
                gone,
            ).format(count=whole(gone))
        )
