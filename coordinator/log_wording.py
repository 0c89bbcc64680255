"""The log's chain in words: what is wrong with it, and a seal to be kept outside the store."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from coordinator.danish import short_date, short_moment
from coordinator.danish_time import local_time
from coordinator.i18n import N_, _, ngettext
from coordinator.stores import LogDoubt
from plans.log_chain import Break, LogFault, SealMark

_MACHINE: Final = "samplan-seal"

_SENTENCES: Final = {
    Break.ROW_ALTERED: N_("Row {row} of {days} was changed after it was written."),
    Break.ROWS_EXCHANGED: N_(
        "A row under seal {seal} was replaced by another. The rows are of {days}."
    ),
    Break.SEAL_ALTERED: N_("Seal {seal} of {days} was changed after it was made."),
    Break.SEAL_OUT_OF_CHAIN: N_(
        "Seal {seal} of {days} does not follow the seal before it. One of them was replaced."
    ),
    Break.NEWEST_GONE: N_(
        "Seal {seal} of {days} was seen outside the store and is no longer in it. Either the "
        "newest seals were removed, or the store was restored from an older backup."
    ),
}


def fault_sentence(fault: LogFault) -> str:
    """Say where the chain breaks."""
    counted = _COUNTED.get(fault.kind)
    text = _(_SENTENCES[fault.kind]) if counted is None else counted(fault.count)
    return text.format(row=fault.row, seal=fault.seal, count=fault.count, days=_days(fault))


def _missing(count: int) -> str:
    return ngettext(
        "{count} row is missing under seal {seal}. The seal covers rows around {days}.",
        "{count} rows are missing under seal {seal}. The seal covers rows around {days}.",
        count,
    )


def _added(count: int) -> str:
    return ngettext(
        "{count} row was put under seal {seal} afterwards. The rows are of {days}.",
        "{count} rows were put under seal {seal} afterwards. The rows are of {days}.",
        count,
    )


def _seals_missing(count: int) -> str:
    return ngettext(
        "{count} seal at or before seal {seal} of {days} is missing.",
        "{count} seals at or before seal {seal} of {days} are missing.",
        count,
    )


_COUNTED: Final[dict[Break, Callable[[int], str]]] = {
    Break.ROWS_MISSING: _missing,
    Break.ROWS_ADDED: _added,
    Break.SEAL_MISSING: _seals_missing,
}


def doubt_sentence(doubt: LogDoubt) -> str:
    """Say what this PC remembers of the log and did not find."""
    facts = {"seal": doubt.missed.number, "moment": short_moment(doubt.missed.at)}
    if doubt.restored_at is not None:
        text = _(
            "The store was restored from a backup on {restored}. What was logged after the backup "
            "is in the store that was replaced."
        )
        return text.format(restored=short_moment(doubt.restored_at))
    text = _(
        "The log lacks seal {seal} of {moment}, which this PC has seen. Either the newest rows "
        "were removed, or the store was restored from an older backup. Tell your data protection "
        "officer."
    )
    return text.format(**facts)


def seal_text(mark: SealMark) -> str:
    """Write a seal as a text to be mailed or printed; the last line is for the program."""
    body = _(
        "Seal {number} on the log of Samplan\n"
        "Made: {moment}\n"
        "Fingerprint: {fingerprint}\n\n"
        "Keep this text outside Samplan, where nobody who looks after the store can change it.\n"
        "It holds nothing about any citizen. With it «samplan audit verify --against FILE» tells\n"
        "whether anything that was logged up to now was changed or removed since.\n"
    ).format(
        number=mark.number,
        moment=short_moment(mark.at),
        fingerprint=" ".join(mark.hash[at : at + 8] for at in range(0, len(mark.hash), 8)),
    )
    return f"{body}\n{_MACHINE} {mark.number} {mark.at.isoformat()} {mark.hash}\n"


def seal_in(text: str) -> SealMark | None:
    """Read a seal from the text it was written as; None when there is none."""
    for line in text.splitlines():
        # A mail program may have put signs of a quotation before the line.
        words = line.lstrip("> \t").split()
        if len(words) == len(("mark", "number", "at", "hash")) and words[0] == _MACHINE:
            try:
                return SealMark(int(words[1]), datetime.fromisoformat(words[2]), words[3])
            except ValueError:
                return None
    return None


def _days(fault: LogFault) -> str:
    if fault.first is None or fault.last is None:
        return "?"
    first, last = (short_date(local_time(each).date()) for each in (fault.first, fault.last))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)
