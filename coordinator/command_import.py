"""The command that loads an export, or those that lie in a folder."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coordinator import command_output as output
from coordinator.danish import whole
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.imports import Action, ImportKind, ImportRefused, Proposal, load_mapping
from coordinator.imports.kinds import FIELD_LABELS
from coordinator.imports.own_mappings import own_file, own_folder
from coordinator.imports.rejects import rejects_csv
from coordinator.ports import Stale
from coordinator.stores import OpenStore
from coordinator.use_cases import importing

_DONE = 0
_REFUSED = 1
_PARTLY_REFUSED = 3

# Where a folder's files go when they are done with; nothing is deleted.
_TAKEN: Final = "loaded"
_NOT_TAKEN: Final = "refused"
# A file that changed so recently may still be on its way into the folder.
_SETTLED_S: Final = 60
_UNFINISHED: Final = (".part", ".filepart", ".tmp")
# Somebody may write at the same moment: the file is then compared once more.
_TRIES: Final = 3


def run(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    """Propose a file and, unless it is a dry run, apply it; of a folder, each file by its name."""
    if asked.file.is_dir():
        return _load_folder(asked, desk, store)
    try:
        load = _load(asked, asked.file, desk, store)
    except ImportRefused as error:
        output.complain(_refusal(error, ImportKind(asked.kind)))
        return _REFUSED
    _keep_rejects(load, asked.rejects)
    if asked.json:
        output.say_json(load.proposal.to_json())
    return _status(load)


def _load_folder(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    """Load what lies in a folder, and put each file aside when it is kept, or refused as a whole.

    Whatever ends the program in between, a file that is not aside is loaded again the next time,
    and what is loaded twice changes nothing.
    """
    worst, told = _DONE, []
    # Where the result is JSON, all else is said beside it.
    tell = output.complain if asked.json else output.say
    ready, unfinished = _files(asked.file)
    for path in ready:
        tell(f"{path.name}:")
        try:
            load = _load(asked, path, desk, store, doubts=not asked.whole)
        except ImportRefused as error:
            output.complain(_refusal(error, ImportKind(asked.kind)))
            worst, aside = _REFUSED, _NOT_TAKEN
        else:
            told.append({"file": path.name, **load.proposal.to_json()})
            worst, aside = worst or _status(load), _TAKEN
            if load.proposal.rejections and asked.rejects is not None:
                _keep_rejects(load, _free(asked.rejects / f"{path.stem}.csv"))
        if not asked.dry_run:
            _put_aside(path, aside)
    for path in unfinished:
        text = _("{file} may still be on its way into the folder. The next run loads it.")
        tell(text.format(file=path.name))
    if asked.json:
        output.say_json(told)
    return worst


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    """List a folder's files by name, which in exports has the date: the whole ones, the others."""
    before = time.time() - _SETTLED_S
    files = sorted(
        path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")
    )
    ready = [
        path for path in files if path.suffix not in _UNFINISHED and path.stat().st_mtime <= before
    ]
    return ready, [path for path in files if path not in ready]


def _put_aside(path: Path, where: str) -> None:
    (path.parent / where).mkdir(mode=0o700, exist_ok=True)
    path.rename(_free(path.parent / where / path.name))


def _free(wanted: Path) -> Path:
    """Give a name that nothing has: another export may have come under the same one."""
    number, found = 1, wanted
    while found.exists():
        number += 1
        found = wanted.with_stem(f"{wanted.stem}-{number}")
    return found


def _status(load: importing.Load) -> int:
    return _PARTLY_REFUSED if load.proposal.rejections else _DONE


def _refusal(error: ImportRefused, kind: ImportKind) -> str:
    """Say why a file is refused; where the window would ask for columns, name the file for it."""
    fields = error.facts.get("fields")
    if error.code != "columns-missing" or not isinstance(fields, tuple):
        return error.sentence
    return _(
        "No column was found for: {fields}. Write their headings in {file}, or choose the columns "
        "once under “Load data” in the window, which writes that file."
    ).format(fields=", ".join(_(FIELD_LABELS[each]) for each in fields), file=own_file(kind))


def _load(
    asked: argparse.Namespace, path: Path, desk: Desk, store: OpenStore, *, doubts: bool = False
) -> importing.Load:
    """Load a file and tell of it; with ``doubts`` one that lacks much is taken for a part."""
    data = importing.file_bytes(path)
    kind = ImportKind(asked.kind)
    mapping = load_mapping(kind, own_folder())

    def look() -> tuple[importing.Load, bool]:
        load = importing.look_into(desk, kind, path.name, data, mapping)
        doubtful = doubts and load.proposal.marks_many
        return (load.as_part() if doubtful else load), doubtful

    load, doubtful = look() if asked.dry_run else _applied(look, desk, store)
    if not asked.json:
        _tell(load.proposal, dry_run=asked.dry_run)
    if doubtful:
        output.complain(
            _(
                "Far too many known cases are not in the file, so it was taken for a part of an "
                "export: cases that are not in it stay as they are. Is it whole, use --whole."
            )
        )
    return load


def _applied(
    look: Callable[[], tuple[importing.Load, bool]], desk: Desk, store: OpenStore
) -> tuple[importing.Load, bool]:
    """Write what a look proposes, and look again when somebody wrote in the same moment."""
    tries = 1
    while True:
        load, doubtful = look()
        if load.proposal.writes:
            store.back_up("import", desk.clock.now())
        try:
            importing.apply(desk, load)
        except Stale:
            if tries == _TRIES:
                raise
            tries += 1
        else:
            return load, doubtful


def _keep_rejects(load: importing.Load, path: Path | None) -> None:
    if path is not None:
        path.write_bytes(_rejects(load))


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
