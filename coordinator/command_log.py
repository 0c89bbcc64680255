"""The commands about the log: verify it, keep its seals, control it, and give insight into it."""

import argparse
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from coordinator import command_output as output
from coordinator.danish import short_moment, whole
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.log_control_wording import look_sentence, verdict_sentence, week_title
from coordinator.log_wording import doubt_sentence, fault_sentence, seal_in, seal_text
from coordinator.stores import OpenStore
from coordinator.use_cases import log_control, verifying
from coordinator.use_cases.verifying import Verified
from plans.errors import RuleBroken
from plans.log_chain import SealMark
from plans.log_control import Finding, LogVerdict

_DONE = 0
_REFUSED = 1


def run(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    """Do one of ``audit verify|seal|send|sample|insight``."""
    if asked.what == "seal":
        return _seal(asked, desk, store)
    if asked.what == "send":
        return _send(asked, desk, store)
    if asked.what == "sample":
        return _sample(asked, desk)
    if asked.what == "insight":
        return _insight(asked, desk)
    return _verify(asked, desk, store)


def _verify(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    doubt = store.log_doubt
    remembered = [*_told(asked.against)]
    if doubt is not None and doubt.restored_at is None:
        remembered.append(doubt.missed)
    found = verifying.verify_log(desk, remembered)
    if asked.accept is not None:
        verifying.accept_log(desk, found.faults, asked.accept)
        store.accept_log()
    if asked.json:
        output.say_json(_as_json(found))
    else:
        if doubt is not None and doubt.restored_at is not None:
            output.say(doubt_sentence(doubt))
        _tell(found)
    accepted = asked.accept is not None
    return _DONE if found.whole or accepted else _REFUSED


def _told(files: Iterable[Path]) -> Iterable[SealMark]:
    for file in files:
        mark = seal_in(file.read_text(encoding="utf-8-sig"))
        if mark is None:
            raise RuleBroken("seal-unreadable")
        yield mark


def _tell(found: Verified) -> None:
    for fault in found.faults:
        output.complain(fault_sentence(fault))
    if found.faults:
        output.complain(
            _(
                "The log is not what it was. Change nothing, keep the store and its backups, and "
                "tell your data protection officer."
            )
        )
        return
    rows = ngettext(
        "The log is whole: {rows} row under {seals} seals.",
        "The log is whole: {rows} rows under {seals} seals.",
        found.rows,
    )
    output.say(rows.format(rows=whole(found.rows), seals=whole(found.seals)))
    if found.waiting_since is not None:
        waiting = ngettext(
            "{count} row waits for a seal, since {moment}.",
            "{count} rows wait for a seal, the oldest since {moment}.",
            found.unsealed,
        )
        since = short_moment(found.waiting_since)
        output.say(waiting.format(count=whole(found.unsealed), moment=since))
    if found.newest is not None:
        newest = _("The newest seal is number {number} of {moment}.")
        at = short_moment(found.newest.at)
        output.say(newest.format(number=found.newest.number, moment=at))


def _seal(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    mark = store.seal_log()
    if mark is None:
        output.say(_("The log has no row yet, so there is nothing to seal."))
        return _DONE
    verifying.note_seal_published(desk, mark)
    text = seal_text(mark)
    if asked.out is None:
        output.say(text.rstrip())
        return _DONE
    target: Path = asked.out.resolve()
    if target.is_dir():
        target /= f"samplan-{desk.clock.today().isoformat()}.txt"
    target.write_text(text, encoding="utf-8")
    output.say(
        _("Seal {number} is written to {file}. Keep it outside the store.").format(
            number=mark.number, file=target
        )
    )
    return _DONE


def _send(asked: argparse.Namespace, desk: Desk, store: OpenStore) -> int:
    # Only here is anything sent anywhere.
    from coordinator.collector import Collector, FileCollector, TlsCollector  # noqa: PLC0415
    from coordinator.syslog_lines import syslog_line  # noqa: PLC0415
    from coordinator.use_cases.log_sending import send_log  # noqa: PLC0415

    to: Collector = (
        FileCollector(asked.out) if asked.to is None else TlsCollector(asked.to, asked.roots)
    )
    store.seal_log()
    count = send_log(
        desk,
        _mark_in(asked.mark),
        lambda rows: to.give(map(syslog_line, rows)),
        lambda mark: _keep_mark(asked.mark, mark),
    )
    sent = ngettext("{n} row of the log is sent.", "{n} rows of the log are sent.", count)
    output.say(sent.format(n=whole(count)))
    return _DONE


def _mark_in(file: Path) -> SealMark | None:
    """Read how far the log is sent; a file that is not there yet says nothing."""
    try:
        (mark,) = _told([file])
    except FileNotFoundError:
        return None
    return mark


def _keep_mark(file: Path, mark: SealMark) -> None:
    """Keep how far the log is sent, whole or not at all."""
    beside = file.with_name(f"{file.name}.part")
    beside.write_text(seal_text(mark), encoding="utf-8")
    beside.replace(file)


def _sample(asked: argparse.Namespace, desk: Desk) -> int:
    today = desk.clock.today()
    week = _week(asked.week) if asked.week else log_control.last_whole_week(today)
    found = log_control.control_week(desk, week)
    if asked.json:
        output.say_json([_finding_as_json(each, seen) for each, seen in found.findings])
        return _DONE
    output.say(week_title(found))
    for finding, seen in found.findings:
        rules = ", ".join(found.labels[rule] for rule in finding.rules)
        who = finding.staff_name
        if finding.citizen_name:
            who = _("{who} with {whom}").format(who=who, whom=finding.citizen_name)
        output.say(f"\n{who} ({rules})")
        for look in finding.looks:
            output.say(f"  {look_sentence(look, named=finding.citizen_id is None)}")
        if seen is not None:
            output.say(f"  {verdict_sentence(seen)} {seen.words}".rstrip())
    return _DONE


def _insight(asked: argparse.Namespace, desk: Desk) -> int:
    # Drawing is read only when it is needed.
    from coordinator.use_cases.log_insight import citizens_log_by_number  # noqa: PLC0415

    kind = asked.out.suffix.lower()
    if kind not in {".pdf", ".csv"}:
        raise RuleBroken("insight-file-kind")
    found = citizens_log_by_number(desk, asked.cpr, names=asked.names)
    asked.out.write_bytes(found.pdf() if kind == ".pdf" else found.csv())
    output.say(_("The log is written to {file}.").format(file=asked.out.resolve()))
    return _DONE


def _week(text: str) -> date:
    try:
        return datetime.strptime(f"{text}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a day, no time
    except ValueError:
        raise RuleBroken("week-wrong") from None


def _finding_as_json(finding: Finding, seen: LogVerdict | None) -> dict[str, object]:
    return {
        "week": finding.week.isoformat(),
        "who": finding.staff_name,
        "citizen": finding.citizen_name,
        "rules": [rule.value for rule in finding.rules],
        "rows": [str(look.id) for look in finding.looks],
        "first": finding.looks[0].at.isoformat(),
        "last": finding.looks[-1].at.isoformat(),
        "verdict": None if seen is None else seen.verdict.value,
        "words": "" if seen is None else seen.words,
    }


def _as_json(found: Verified) -> dict[str, object]:
    return {
        "whole": found.whole,
        "rows": found.rows,
        "unsealed": found.unsealed,
        "waiting_since": found.waiting_since.isoformat() if found.waiting_since else None,
        "seals": found.seals,
        "newest": None
        if found.newest is None
        else {
            "number": found.newest.number,
            "at": found.newest.at.isoformat(),
            "hash": found.newest.hash,
        },
        "faults": [
            {
                "kind": fault.kind.value,
                "row": None if fault.row is None else str(fault.row),
                "seal": fault.seal,
                "first": None if fault.first is None else fault.first.isoformat(),
                "last": None if fault.last is None else fault.last.isoformat(),
                "count": fault.count,
                "sentence": fault_sentence(fault),
            }
            for fault in found.faults
        ],
    }
