"""Tasks between colleagues that are forged: to have to do with a citizen, or to say what is not."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final
from uuid import UUID

from plans.people import StaffMember
from tests.attack.forging import Row, adds
from tests.attack.line import Case, Gain, Line
from tests.attack.stage import (
    EVA,
    IN_QUEUE,
    LEAD,
    OTHER_AREA,
    PARTICIPANT,
    PIA,
    STRANGER,
    SVEN,
    TO_ANOTHER,
    TO_PARTICIPANT,
    Stage,
)
from tests.builders import AMIRA, BO, HANNE, HEALTH, IDA, JENS, KARLA, LEFT, LIS, METTE, identity

_OF_BO: Final = {"citizen_id": identity(BO)}


def cases(_stage: Stage) -> Iterator[Case]:
    """Give the cases of tasks between colleagues."""
    for (login, name), row in _ROWS.items():
        yield Case("staff tasks", f"{login}: add {name}", login, adds("staff_task", row))
    for (login, name), row in _STEPS.items():
        yield Case("staff tasks", f"{login}: add {name}", login, adds("staff_task_step", row))
    for (login, task, name), values in _CHANGES.items():
        yield Case("staff tasks", f"{login}: {name}", login, _changes(task, values))


def _asked(by: StaffMember, to: StaffMember, status: str = "requested", **more: object) -> Row:
    row: dict[str, object] = {
        "title": "x", "origin_kind": "alone", "priority": "medium", "status": status,
        "sender_id": by.id, "sender_name": by.name, "sender_area": by.service_area,
        "assignee_id": to.id, "assignee_name": to.name, **_OF_BO,
    }  # fmt: skip
    return row | more


_ROWS: Final[Mapping[tuple[str, str], Row]] = {
    (STRANGER, "a task for oneself about a hidden citizen"): _asked(EVA, EVA, "accepted"),
    (STRANGER, "a task for a colleague about a hidden citizen"): _asked(EVA, JENS),
    (STRANGER, "a task from another to oneself"): _asked(METTE, EVA),
    (PARTICIPANT, "a task in another's name"): _asked(METTE, AMIRA),
    (PARTICIPANT, "a task of another area"): _asked(AMIRA, LIS, sender_area=HEALTH.value),
    (PARTICIPANT, "a task to an area that does not share"): _asked(AMIRA, PIA),
    (PARTICIPANT, "a task to a queue that does not share"): _asked(
        AMIRA, AMIRA, assignee_id=None, assignee_name="", has_queue=True, queue_area="benefit",
        queue_team=PIA.team,
    ),
    (PARTICIPANT, "a task to who has left"): _asked(AMIRA, LEFT),
    (PARTICIPANT, "a task to who reads no citizen"): _asked(AMIRA, IDA),
    (PARTICIPANT, "a task under another name"): _asked(AMIRA, HANNE, assignee_name="x"),
    (PARTICIPANT, "a task that another has taken on"): _asked(AMIRA, HANNE, "accepted"),
    (PARTICIPANT, "a task that is answered"): _asked(AMIRA, HANNE, result="x"),
    (PARTICIPANT, "a task of nobody"): _asked(AMIRA, AMIRA, assignee_id=None, assignee_name=""),
    (PARTICIPANT, "a task about a hidden citizen"): _asked(
        AMIRA, HANNE, citizen_id=identity(KARLA)
    ),
}  # fmt: skip


def _step(by: StaffMember, task: UUID, kind: str, who: str, **more: object) -> Row:
    row: dict[str, object] = {
        "staff_task_id": task, "kind": kind, "by_id": by.id, "by_name": by.name,
        "at": "2026-11-17T09:30:00Z", "citizen_id": identity(who),
    }  # fmt: skip
    return row | more


_STEPS: Final[Mapping[tuple[str, str], Row]] = {
    (PARTICIPANT, "a step of another's task"): _step(AMIRA, TO_ANOTHER, "accepted", KARLA),
    (PARTICIPANT, "a step in another's name"): _step(METTE, TO_PARTICIPANT, "cancelled", BO),
    (PARTICIPANT, "a step about another citizen"): _step(AMIRA, TO_PARTICIPANT, "accepted", KARLA),
    (PARTICIPANT, "a reminder of who was asked"): _step(AMIRA, TO_PARTICIPANT, "reminded", BO),
    (PARTICIPANT, "a step that there is not"): _step(AMIRA, TO_PARTICIPANT, "x", BO),
    (PARTICIPANT, "a claim of another unit's task"): _step(AMIRA, IN_QUEUE, "claimed", KARLA),
    (STRANGER, "a step of a known task"): _step(EVA, TO_ANOTHER, "accepted", KARLA),
}

_TO_HANNE: Final = f"assignee_id = '{HANNE.id}', assignee_name = '{HANNE.name}'"
_CHANGES: Final[Mapping[tuple[str, UUID, str], str]] = {
    **{(PARTICIPANT, TO_PARTICIPANT, f"another {column}"): f"{column} = {value}"
       for column, value in {
           "title": "'x'", "text": "'x'", "kind": "'x'", "expected": "'x'", "refs": "'x'",
           "due": "'2030-01-01'", "priority": "'low'", "origin_kind": "'part'",
           "sender_area": "'health'", "sender_name": "'x'", "removed_at": "now()",
           "sender_id": f"'{AMIRA.id}'", "assignee_name": "'x'",
           "status": "'cancelled'", "has_queue": "true", "queue_team": "'x'",
       }.items()},
    (PARTICIPANT, TO_PARTICIPANT, "pass on as answered"): f"{_TO_HANNE}, status = 'accepted'",
    (PARTICIPANT, TO_PARTICIPANT, "pass on with other words"): f"{_TO_HANNE}, text = 'x'",
    (PARTICIPANT, TO_PARTICIPANT, "pass on under another name"):
        f"assignee_id = '{HANNE.id}', assignee_name = 'x'",
    (PARTICIPANT, TO_PARTICIPANT, "pass on to who has left"):
        f"assignee_id = '{LEFT.id}', assignee_name = '{LEFT.name}'",
    (PARTICIPANT, TO_PARTICIPANT, "pass on to an area that does not share"):
        f"assignee_id = '{PIA.id}', assignee_name = '{PIA.name}'",
    (PARTICIPANT, TO_PARTICIPANT, "give back to a queue that there is not"):
        "assignee_id = NULL, assignee_name = '', has_queue = true, queue_team = 'Bostøtte'",
    (PARTICIPANT, TO_PARTICIPANT, "skip to cancelled with an answer"):
        "status = 'cancelled', result = 'x'",
    (PARTICIPANT, TO_ANOTHER, "another's task"): "status = 'accepted'",
    (STRANGER, TO_ANOTHER, "a known task"): "status = 'accepted'",
    (STRANGER, IN_QUEUE, "claim another unit's task"):
        f"assignee_id = '{EVA.id}', assignee_name = '{EVA.name}', status = 'accepted'",
    (OTHER_AREA, IN_QUEUE, "claim what the consent does not share"):
        f"assignee_id = '{SVEN.id}', assignee_name = '{SVEN.name}', status = 'accepted'",
    (OTHER_AREA, IN_QUEUE, "claim for another"):
        f"assignee_id = '{LIS.id}', assignee_name = '{LIS.name}', status = 'accepted'",
    (OTHER_AREA, IN_QUEUE, "be done with what nobody has"): "status = 'completed'",
    (LEAD, TO_PARTICIPANT, "answer for who was asked"): "status = 'accepted'",
    (LEAD, TO_PARTICIPANT, "be done in another's place"): "status = 'completed', result = 'x'",
    (LEAD, TO_PARTICIPANT, "another's words"): "text = 'x'",
}  # fmt: skip


def _changes(task: UUID, values: str) -> Callable[[Line], Gain]:
    own = "version = version + 1, changed_by = access.me()"

    def deed(line: Line) -> Gain:
        done = line.count(f"UPDATE staff_task SET {own}, {values} WHERE id = '{task}'")
        return f"{done} rows" if done else None

    return deed
