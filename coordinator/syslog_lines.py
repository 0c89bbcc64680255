"""A row of the log as a line of syslog (RFC 5424), without a word of any citizen.

What somebody typed as a reason stays in the store, for it may name the citizen.
"""

import platform
from typing import Final

from coordinator.ports import AuditAction
from plans.log_chain import LogRow

# Facility 13, «log audit»; severity 6, «informational», and 4, «warning», of what was refused.
_TOLD, _REFUSED = 13 * 8 + 6, 13 * 8 + 4
# 32473 is the number that RFC 5612 keeps for who has none of their own.
_ELEMENT: Final = "samplan@32473"
_ESCAPED: Final = str.maketrans({'"': r"\"", "\\": r"\\", "]": r"\]"})
_HOST_LENGTH: Final = 255


def syslog_line(row: LogRow, host: str = "") -> bytes:
    """Write a row as one line; its id and hash prove it against the store."""
    priority = _REFUSED if row.action == AuditAction.REFUSED else _TOLD
    fields = {
        "row": row.id,
        "action": row.action,
        "staff": row.staff_name,
        "staffId": row.staff_id,
        "role": row.role,
        "citizenId": row.citizen_id,
        "subject": row.subject,
        "subjectId": row.subject_id,
        "related": "yes" if row.related else "no",
        "seal": row.seal,
        "hash": row.hash,
    }
    told = " ".join(
        f'{name}="{_plain(str(value)).translate(_ESCAPED)}"'
        for name, value in fields.items()
        if value not in {None, ""}
    )
    at = row.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    where = "".join(each for each in host or platform.node() if "!" <= each <= "~")
    head = f"<{priority}>1 {at} {where[:_HOST_LENGTH] or '-'} samplan - {_plain(row.action) or '-'}"
    return f"{head} [{_ELEMENT} {told}]".encode()


def _plain(text: str) -> str:
    """Leave out what would end a line or move a cursor."""
    return "".join(each if each.isprintable() else " " for each in text)
