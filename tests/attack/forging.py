"""Rows and steps that somebody forges: authors, names, times, versions, owners, approvals."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

import psycopg

from plans.people import StaffMember
from tests.attack.line import Case, Gain, Line
from tests.attack.stage import (
    BATCH,
    CLOSED,
    LEAD,
    OFFERED,
    PARTICIPANT,
    PIA,
    PLANS,
    STRANGER,
    UNKNOWN,
    Stage,
)
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    CLOCK,
    HANNE,
    HEALTH,
    IDA,
    JENS,
    KARLA,
    KIM,
    LEFT,
    LIS,
    METTE,
    NINA,
    SOCIAL,
    identity,
)

_BO, _KARLA, _KIM, _NINA = (PLANS[each] for each in (BO, KARLA, KIM, NINA))
_COORDINATOR, _UNIT_LEAD = METTE.login, BIRGER.login
_STEP: Final = (
    "UPDATE joint_plan SET version = version + 1, changed_by = access.me(), {} WHERE id = '{}'"
)
Row = Mapping[str, object]


def cases(_stage: Stage) -> Iterator[Case]:
    """Give the cases of forging."""
    for group in (_added(), _changed(), _told(), _handed(), _approved(), _logged()):
        yield from group


def _case(login: str, name: str, deed: Callable[[Line], Gain]) -> Case:
    return Case("forged rows and steps", f"{login}: {name}", login, deed)


def _added() -> Iterator[Case]:
    """Add rows that are another's, or say what is not so."""
    statement = {"plan_id": _BO, "heading": "resources", "text": "x", "service_area": SOCIAL.value}
    note = {
        "citizen_id": identity(BO), "on_date": "2026-11-17", "kind": "call", "text": "x",
        "author_id": AMIRA.id, "author_name": AMIRA.name, "written_at": "2026-11-17T09:30:00Z",
        "service_area": SOCIAL.value, "shared": False,
    }  # fmt: skip
    task = {"plan_id": _BO, "title": "x", "status": "requested",
            "intervention_id": identity("Praktik i butik")}  # fmt: skip
    step = {"plan_id": _BO, "task_id": _PLACE, "kind": "declined", "at": "2026-11-17T09:30:00Z",
            "by_id": JENS.id, "by_name": JENS.name}  # fmt: skip
    amira = {"by_id": AMIRA.id, "by_name": AMIRA.name}
    event = {"plan_id": _BO, "kind": "approved", "at": "2026-11-17T09:30:00Z", "place": 9}
    rows: Sequence[tuple[str, str, str, Row]] = (
        (PARTICIPANT, "a part of another area", "statement",
         statement | {"service_area": HEALTH.value}),
        (PARTICIPANT, "a part of no area", "statement", statement | {"service_area": None}),
        (PARTICIPANT, "in another's name", "statement", statement | {"created_by": METTE.id}),
        (PARTICIPANT, "changed in another's name", "statement",
         statement | {"changed_by": METTE.id}),
        (PARTICIPANT, "a later version", "statement", statement | {"version": 5}),
        (PARTICIPANT, "a note of another's", "record_note", note | {"author_id": METTE.id}),
        (PARTICIPANT, "a note of another area", "record_note",
         note | {"service_area": HEALTH.value}),
        (PARTICIPANT, "a note of a hidden citizen", "record_note",
         note | {"citizen_id": identity(KARLA)}),
        (PARTICIPANT, "a seat for oneself elsewhere", "participant",
         {"plan_id": _KARLA, "staff_id": AMIRA.id}),
        (PARTICIPANT, "a seat for another", "participant", {"plan_id": _BO, "staff_id": LEAD_ID}),
        (PARTICIPANT, "a consent", "consent",
         {"plan_id": _BO, "status": "given", "given_on": "2026-11-17", "how": "x",
          "service_areas": "social"}),
        (PARTICIPANT, "a task of another area, mine", "task", task | {"assignee_id": AMIRA.id}),
        (STRANGER, "a task for oneself in a known plan", "task", task | {"assignee_id": EVA_ID}),
        (STRANGER, "to follow up in a known plan", "task", task | {"follower_id": EVA_ID}),
        (_ASKED, "another's step", "task_step",
         step | {"by_id": METTE.id, "by_name": METTE.name}),
        (PARTICIPANT, "a no to another's task", "task_step", step | amira),
        (PARTICIPANT, "a wish in another area", "task_step", step | amira | {"kind": "asked"}),
        (_ASKED, "a step in another plan", "task_step", step | {"plan_id": _KARLA}),
        (_ASKED, "a wish of who is only asked", "task_step", step | {"kind": "asked"}),
        (_ASKED, "a step that there is not", "task_step", step | {"kind": "x"}),
        (LIS.login, "a passing on of who follows it up", "task_step",
         step | {"task_id": identity("Ring til klinikken"), "kind": "passed_on", "by_id": LIS.id,
                 "by_name": LIS.name}),
        (STRANGER, "a step in a known plan", "task_step", step | {"by_id": EVA_ID}),
        (STRANGER, "a plan for a hidden citizen", "joint_plan",
         {"citizen_id": identity(BO), "coordinator_id": EVA_ID, "status": "closed"}),
        (STRANGER, "an absence of a lead, with me instead", "absence",
         {"staff_id": BIRGER.id, "first_day": "2026-01-01", "deputy_id": EVA_ID}),
        (STRANGER, "an absence of a colleague", "absence",
         {"staff_id": METTE.id, "first_day": "2026-01-01"}),
        (LEAD, "an absence of another lead, with me instead", "absence",
         {"staff_id": BIRGER.id, "first_day": "2026-01-01", "deputy_id": HANNE.id}),
        (_COORDINATOR, "an approved plan", "joint_plan",
         {"citizen_id": identity(BO), "coordinator_id": METTE.id, "status": "closed",
          "approved_version": 7}),
        (_COORDINATOR, "a plan that another coordinates", "joint_plan",
         {"citizen_id": identity(BO), "coordinator_id": JENS.id, "status": "closed"}),
        (_COORDINATOR, "an approval", "plan_event",
         event | {"by_id": METTE.id, "by_name": METTE.name}),
        (_COORDINATOR, "another's event", "plan_event",
         event | {"by_id": BIRGER.id, "by_name": BIRGER.name}),
        (_COORDINATOR, "an approved version", "plan_version",
         {"plan_id": _BO, "number": 9, "canonical": "{}", "sha256": "", "approved_on": "2026-11-17",
          "paper": "x", "paper_sha256": ""}),
        (_COORDINATOR, "another's signature", "plan_signature",
         {"plan_id": _BO, "number": 1, "signer": "citizen", "signed_on": "2026-11-17",
          "by_id": BIRGER.id, "by_name": BIRGER.name, "at": "2026-11-17T09:30:00Z"}),
        (_COORDINATOR, "a follow-up of another citizen", "follow_up",
         {"plan_id": _BO, "citizen_id": identity(NINA), "held_on": "2026-11-17",
          "by_id": METTE.id, "by_name": METTE.name, "at": "2026-11-17T09:30:00Z",
          "next_on": "2027-01-01", "note": ""}),
        (_COORDINATOR, "another as author", "plan_author",
         {"plan_id": _BO, "staff_id": BIRGER.id, "since_version": 1}),
        (_COORDINATOR, "a tick of a review", "review_tick",
         {"plan_id": _KARLA, "round": 1, "place": 0, "code": "x", "by_id": BIRGER.id}),
        (_UNIT_LEAD, "another lead's tick", "review_tick",
         {"plan_id": _KARLA, "round": 1, "place": 0, "code": "x", "by_id": HANNE.id}),
        (_UNIT_LEAD, "a verdict on oneself", "log_verdict",
         {"week": "2026-11-16", "staff_id": BIRGER.id, "rules": "", "verdict": "fine"}),
        (_UNIT_LEAD, "a verdict on another unit", "log_verdict",
         {"week": "2026-11-16", "staff_id": HANNE.id, "rules": "", "verdict": "fine"}),
        (_UNIT_LEAD, "a version that was not reviewed", "plan_version",
         {"plan_id": _KIM, "number": 9, "canonical": "{}", "sha256": "",
          "approved_on": "2026-11-17", "paper": "x", "paper_sha256": ""}),
        (BATCH, "a citizen in another's name", "citizen",
         {"given_name": "X", "family_name": "X", "sort_key": "x", "created_by": METTE.id}),
        (BATCH, "a plan", "joint_plan",
         {"citizen_id": identity(NINA), "coordinator_id": METTE.id, "status": "closed"}),
        (UNKNOWN, "a setting", "setting", {"name": "x", "value": "x"}),
        (CLOSED, "a setting", "setting", {"name": "x", "value": "x"}),
        ("ida", "a citizen", "citizen",
         {"given_name": "X", "family_name": "X", "sort_key": "x"}),
        ("ida", "a colleague", "staff", {"login": "thief", "name": "x", "role": "team_lead"}),
    )  # fmt: skip
    for login, name, table, values in rows:
        yield _case(login, f"add {name}", adds(table, values))
    named = (
        (PARTICIPANT, "record_note", "author_name", note),
        (_COORDINATOR, "plan_event", "by_name", event | {"kind": "sent", "by_id": METTE.id}),
        (_COORDINATOR, "plan_signature", "by_name",
         {"plan_id": _BO, "number": 2, "signer": "citizen", "signed_on": "2026-11-17",
          "by_id": METTE.id, "at": "2026-11-17T09:30:00Z"}),
        (_COORDINATOR, "reminder", "by_name",
         {"plan_id": _BO, "by_id": METTE.id, "on_date": "2026-11-17",
          "at": "2026-11-17T09:30:00Z"}),
        (_ASKED, "task_step", "by_name", step),
        (_ASKED, "task_step", "to_name", step | {"kind": "passed_on", "to_id": METTE.id}),
        (_UNIT_LEAD, "plan_remark", "by_name",
         {"plan_id": _KARLA, "place": 0, "text": "x", "by_id": BIRGER.id,
          "at": "2026-11-17T09:30:00Z"}),
    )  # fmt: skip
    for login, table, column, values in named:
        yield _case(login, f"another's name in {table}.{column}",
                    _keeps(table, {**values, column: "Hanne Mønsterby"}, column))  # fmt: skip
    timed = (
        (PARTICIPANT, "record_note", "written_at", note),
        (PARTICIPANT, "statement", "created_at", statement),
        (PARTICIPANT, "statement", "changed_at", statement),
        (
            _COORDINATOR,
            "plan_event",
            "at",
            event | {"kind": "sent", "by_id": METTE.id, "by_name": METTE.name},
        ),
    )
    for login, table, column, values in timed:
        yield _case(login, f"another time in {table}.{column}",
                    _backdates(table, {**values, column: "2001-01-01T00:00:00+00:00"}, column))  # fmt: skip


_ASKED, _PLACE = JENS.login, identity("Find praktiksted")
_TO_METTE: Final = (
    f"assignee_id = '{METTE.id}', assignee_name = '{METTE.name}', follower_kind = '',"
    " follower_name = '', follower_id = NULL"
)
# Whom a task goes on to, and how: each has one thing that may not be.
_PASSED: Final[Mapping[str, str]] = {
    "as answered": f"{_TO_METTE}, status = 'accepted'",
    "with other words": f"{_TO_METTE}, status = 'requested', title = 'x'",
    "by another day": f"{_TO_METTE}, status = 'requested', due = '2030-01-01'",
    "taken out": f"{_TO_METTE}, status = 'requested', removed_at = now()",
    "under another name": f"assignee_id = '{METTE.id}', assignee_name = 'x', status = 'requested'",
    "to who has left": f"assignee_id = '{LEFT.id}', assignee_name = '{LEFT.name}',"
    " status = 'requested'",
    "to who reads no citizen": f"assignee_id = '{IDA.id}', assignee_name = '{IDA.name}',"
    " status = 'requested'",
    "to an area that does not share": f"assignee_id = '{PIA.id}', assignee_name = '{PIA.name}',"
    " status = 'requested'",
    "to somebody outside": f"{_TO_METTE}, assignee_kind = 'outside', status = 'requested'",
}

EVA_ID, LEAD_ID = identity("eva"), HANNE.id


def adds(table: str, values: Row) -> Callable[[Line], Gain]:
    """Add a row, which gains something where the server lets it."""

    def deed(line: Line) -> Gain:
        insert(line, table, values)
        return "a row more"

    return deed


def _keeps(table: str, values: Row, column: str) -> Callable[[Line], Gain]:
    """Add a row with a false value, which the server must refuse or put right."""

    def deed(line: Line) -> Gain:
        row_id = insert(line, table, values)
        ((kept,),) = line.rows(f"SELECT {column}::text FROM {table} WHERE id = %s", row_id)
        return kept if kept == str(values[column]) else None

    return deed


def _backdates(table: str, values: Row, column: str) -> Callable[[Line], Gain]:
    """Add a row of long ago to a store that has no time of its own, as in use."""

    def deed(line: Line) -> Gain:
        with psycopg.connect(line.stage.address) as past_walls:
            past_walls.execute("DELETE FROM access.fixed_time")
        try:
            row_id = insert(line, table, values)
            line.session.commit()
        finally:
            with psycopg.connect(line.stage.address) as past_walls:
                past_walls.execute("INSERT INTO access.fixed_time VALUES (%s)", (CLOCK.now(),))
        ((kept,),) = line.stage.ask(f"SELECT {column}::text FROM {table} WHERE id = %s", row_id)
        return kept if kept.startswith("2001") else None

    return deed


def insert(line: Line, table: str, values: Row) -> str:
    ((me,),) = line.rows("SELECT access.me()")
    now = "2026-11-17T09:30:00+00:00"
    whole: dict[str, Any] = {
        "id": str(uuid4()), "version": 1, "created_by": str(me), "changed_by": str(me),
        "created_at": now, "changed_at": now, **{k: _plain(v) for k, v in values.items()},
    }  # fmt: skip
    empty = {"text": "", "integer": 0, "boolean": False}
    for name, kind in line.stage.ask(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
        " AND table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL",
        table,
    ):
        whole.setdefault(name, empty.get(kind))
    names = ", ".join(whole)
    line.rows(
        f"INSERT INTO {table} ({names}) SELECT {names}"
        f" FROM jsonb_populate_record(NULL::{table}, %s::jsonb)",
        json.dumps(whole),
    )
    return str(whole["id"])


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def _changed() -> Iterator[Case]:
    """Change rows to what they are not."""
    own = "version = version + 1, changed_by = access.me()"
    steps = {
        (PARTICIPANT, "skip a version"): f"UPDATE citizen SET version = version + 2,"
        f" changed_by = access.me() WHERE id = '{identity(BO)}'",
        (PARTICIPANT, "keep the version"): "UPDATE citizen SET phone = '1',"
        f" changed_by = access.me() WHERE id = '{identity(BO)}'",
        (PARTICIPANT, "change in another's name"): "UPDATE citizen SET version = version + 1,"
        f" changed_by = '{METTE.id}' WHERE id = '{identity(BO)}'",
        (_COORDINATOR, "solve a remark as another"): f"UPDATE plan_remark SET {own},"
        f" solved_by = '{AMIRA.id}', solved_name = 'A' WHERE plan_id = '{_BO}'",
        (PARTICIPANT, "state of the plan"): _STEP.format("status = 'in_review'", _BO),
        (PARTICIPANT, "coordinator"): _STEP.format(f"coordinator_id = '{AMIRA.id}'", _BO),
        (PARTICIPANT, "deputy"): _STEP.format(f"deputy_id = '{AMIRA.id}'", _BO),
        (PARTICIPANT, "own words"): f"UPDATE own_words SET {own}, text = '' WHERE plan_id = '{_BO}'",
        (_ASKED, "a task into another plan"): f"UPDATE task SET {own}, plan_id = '{_KARLA}'"
        f" WHERE id = '{_PLACE}'",
        **{(_ASKED, f"pass a task on {how}"): f"UPDATE task SET {own}, {values}"
           f" WHERE id = '{_PLACE}'" for how, values in _PASSED.items()},
        (PARTICIPANT, "another's seat"): f"UPDATE participant SET {own}, staff_id = '{LEAD_ID}'",
        (PARTICIPANT, "take out a seat"): f"UPDATE participant SET {own}, removed_at = now()",
        (PARTICIPANT, "take out an author"): f"UPDATE plan_author SET {own}, removed_at = now()",
        (PARTICIPANT, "when a note was written"): f"UPDATE record_note SET {own},"
        f" written_at = '2001-01-01' WHERE author_id = '{AMIRA.id}'",
        (PARTICIPANT, "a note of last week"): f"UPDATE record_note SET {own}, text = 'x'"
        f" WHERE author_id = '{AMIRA.id}'",
        (PARTICIPANT, "what a conflict came to"): f"UPDATE settled_conflict SET {own}, chosen = ''",
        (_COORDINATOR, "when it was signed"): f"UPDATE plan_signature SET {own},"
        f" at = '2001-01-01' WHERE plan_id = '{_BO}'",
        (PARTICIPANT, "a number"): f"UPDATE citizen_identifier SET {own}, value = '1'",
        (_COORDINATOR, "take out an author"): f"UPDATE plan_author SET {own}, removed_at = now()",
        (_COORDINATOR, "delete an author"): "DELETE FROM plan_author",
        (_COORDINATOR, "a goal into another plan"): f"UPDATE goal SET {own}, plan_id = '{_KIM}'"
        f" WHERE plan_id = '{_BO}'",
        (_COORDINATOR, "a plan to another citizen"): _STEP.format(
            f"citizen_id = '{identity(NINA)}'", _BO),
        (_COORDINATOR, "coordinator"): _STEP.format(f"coordinator_id = '{JENS.id}'", _BO),
        (_COORDINATOR, "an event"): f"UPDATE plan_event SET {own}, text = 'x'",
        (_COORDINATOR, "a version"): f"UPDATE plan_version SET {own}, canonical = '{{}}'",
        (_COORDINATOR, "a follow-up"): f"UPDATE follow_up SET {own}, note = ''",
        (_COORDINATOR, "who signed in"): f"UPDATE plan_signature SET {own},"
        f" by_id = '{BIRGER.id}' WHERE plan_id = '{_BO}'",
        (_COORDINATOR, "withdraw as another"): f"UPDATE plan_signature SET {own},"
        f" withdrawn_by_id = '{BIRGER.id}', withdrawn_at = now() WHERE plan_id = '{_BO}'",
        (_COORDINATOR, "when it was made"): f"UPDATE goal SET {own}, created_at = '2001-01-01'",
        (_COORDINATOR, "who made it"): f"UPDATE goal SET {own}, created_by = '{BIRGER.id}'",
        (_COORDINATOR, "one's own role"): "UPDATE staff SET role = 'team_lead'",
        (_COORDINATOR, "one's own login"): "UPDATE staff SET login = 'birger' WHERE login = 'mette'",
        (_UNIT_LEAD, "the follow-up of a plan of the unit"): _STEP.format(
            "follow_up = '2030-01-01'", _BO),
        (_UNIT_LEAD, "the follow-up together with the coordinator"): _STEP.format(
            f"follow_up = '2030-01-01', coordinator_id = '{JENS.id}'", _BO),
        (_UNIT_LEAD, "where a plan goes back to"): _STEP.format("resume_to = 'approved'", _KARLA),
        (_UNIT_LEAD, "a part of a plan of the unit"): f"UPDATE goal SET {own}, title = 'x'"
        f" WHERE plan_id = '{_BO}'",
        ("ida", "the role of a colleague"): "UPDATE staff SET role = 'team_lead'",
        (LEAD, "the role of a colleague"): "UPDATE staff SET role = 'team_lead'",
    }  # fmt: skip
    for (login, name), statement in steps.items():
        yield _case(login, f"change {name}", changes(statement))
    passed = f"UPDATE task SET {own}, {_TO_METTE}, status = 'requested' WHERE id = '{_PLACE}'"
    yield _case(_ASKED, "change pass a task on in a closed plan", _when_closed(changes(passed)))


def _told() -> Iterator[Case]:
    """Tell of what was not done with a task: each is logged, and has one thing that is not so."""
    own = f"UPDATE task SET {_OWN}, {{}} WHERE id = '{_PLACE}'"
    away = own.format(f"{_TO_METTE}, assignee_kind = 'staff', status = 'requested'")
    anew = own.format("status = 'requested'")
    told: Sequence[tuple[StaffMember, str, str, Row]] = (
        (JENS, "a yes without a deed", "", {"kind": "accepted"}),
        (JENS, "a no without a deed", "", {"kind": "declined"}),
        (METTE, "a wish without a deed", "", {"kind": "asked", "to_id": JENS.id}),
        (JENS, "a passing on without a deed", "", {"kind": "passed_on", "to_id": METTE.id}),
        (METTE, "a taking without a deed", "", {"kind": "passed_on", "to_id": METTE.id}),
        (JENS, "a no to what goes on", own.format("status = 'in_progress'"), {"kind": "declined"}),
        (JENS, "a yes to what is declined", own.format("status = 'declined'"),
         {"kind": "accepted"}),
        (JENS, "a yes that names somebody", own.format("status = 'accepted'"),
         {"kind": "accepted", "to_id": METTE.id}),
        (METTE, "a wish to nobody", anew, {"kind": "asked"}),
        (METTE, "a wish to another", anew, {"kind": "asked", "to_id": AMIRA.id}),
        (METTE, "a wish for what is answered", own.format("status = 'accepted'"),
         {"kind": "asked", "to_id": JENS.id}),
        (METTE, "passed on to another", away, {"kind": "passed_on", "to_id": JENS.id}),
        (METTE, "passed on to nobody", away, {"kind": "passed_on"}),
    )  # fmt: skip
    for who, name, deed, values in told:
        step = {"plan_id": _BO, "task_id": _PLACE, "at": "2026-11-17T09:30:00Z", "by_id": who.id,
                "by_name": who.name, **values}  # fmt: skip
        yield Case("steps without their deed", name, who.login, _tells(deed, step))


def _tells(change: str, step: Row) -> Callable[[Line], Gain]:
    """Do something with a task, tell of something else, and commit."""

    def deed(line: Line) -> Gain:
        line.rows(f"SELECT log.put(gen_random_uuid(), 'change', '{identity(BO)}', 'task', NULL,"
                  " '', true)")  # fmt: skip
        if change and not line.count(change):
            return "the attack itself is wrong: no task was changed"
        insert(line, "task_step", step)
        line.session.commit()
        return "kept"

    return deed


_ANSWER: Final = (
    "UPDATE handover SET version = version + 1, changed_by = access.me(), answered_by_id ="
    " access.me(), answered_by_name = '', answered_at = access.now(), status = '{}'{}"
    f" WHERE id = '{OFFERED}'"
)
YES: Final = _ANSWER.format("accepted", "")


def _handed() -> Iterator[Case]:
    """Take a citizen over without a yes of the one who was asked, or more than was offered."""
    own = "version = version + 1, changed_by = access.me()"
    offer = {
        "citizen_id": identity(BO), "plan_id": _BO, "kind": "lasting", "cause": "moved",
        "giver_id": METTE.id, "giver_name": METTE.name, "receiver_id": LIS.id,
        "receiver_name": LIS.name, "by_id": METTE.id, "by_name": METTE.name,
        "at": "2026-11-17T09:30:00Z", "status": "offered", "note": "x",
    }  # fmt: skip
    karla = offer | {"citizen_id": identity(KARLA), "plan_id": _KARLA}
    rows: Sequence[tuple[str, str, str, Row]] = (
        (PARTICIPANT, "an offer in another's name", "handover", karla),
        (PARTICIPANT, "an offer of what another has", "handover",
         offer | {"by_id": AMIRA.id, "receiver_id": AMIRA.id}),
        (STRANGER, "a request for a known citizen", "handover",
         karla | {"by_id": EVA_ID, "receiver_id": EVA_ID, "kind": "request"}),
        (STRANGER, "an offer to oneself", "handover",
         karla | {"by_id": EVA_ID, "receiver_id": EVA_ID}),
        (LEAD, "another unit's, redistributed", "handover",
         karla | {"by_id": LEAD_ID, "kind": "redistribution", "receiver_id": LEAD_ID}),
        (_COORDINATOR, "one that is accepted at once", "handover",
         karla | {"status": "accepted", "answered_by_id": METTE.id}),
        (_COORDINATOR, "to who has left", "handover", karla | {"receiver_id": LEFT.id}),
        (_COORDINATOR, "to oneself", "handover", karla | {"receiver_id": METTE.id}),
        (_COORDINATOR, "with another citizen's plan", "handover", karla | {"plan_id": _KIM}),
        (_COORDINATOR, "a second of one citizen", "handover", offer),
        (_COORDINATOR, "a way back of nothing", "handover",
         karla | {"kind": "return", "status": "accepted", "answered_by_id": METTE.id,
                  "returns_id": OFFERED}),
        (STRANGER, "a word in another's", "handover_word",
         {"handover_id": OFFERED, "citizen_id": identity(BO), "kind": "asked", "text": "x",
          "by_id": EVA_ID, "at": "2026-11-17T09:30:00Z"}),
        (_COORDINATOR, "a question of who gives", "handover_word",
         {"handover_id": OFFERED, "citizen_id": identity(BO), "kind": "asked", "text": "x",
          "by_id": METTE.id, "at": "2026-11-17T09:30:00Z"}),
        *((login, f"a word without words: {kind} by {login}", "handover_word",
           {"handover_id": OFFERED, "citizen_id": identity(BO), "kind": kind, "text": "",
            "by_id": by, "at": "2026-11-17T09:30:00Z"})
          for login, by, kind in (
              (_ASKED, JENS.id, "reminded"), (LEAD, LEAD_ID, "reminded"),
              (STRANGER, EVA_ID, "reminded"), (PARTICIPANT, AMIRA.id, "reminded"),
              (_COORDINATOR, METTE.id, "settled"), (LEAD, LEAD_ID, "settled"),
              (_ASKED, JENS.id, "settled"))),
    )  # fmt: skip
    for login, name, table, values in rows:
        yield _case(login, f"hand over {name}", adds(table, values))
    for column in ("giver_name", "receiver_name", "by_name"):
        values = {**karla, column: "Hanne Mønsterby"}
        yield _case(_COORDINATOR, f"another's name in handover.{column}",
                    _keeps("handover", values, column))  # fmt: skip
    taken = (
        f"UPDATE task SET {own}, assignee_id = '{{}}', assignee_name = '{{}}'{{}} WHERE id = '{{}}'"
    )
    mettes = identity("Aftal kontaktperson")
    steps: Mapping[tuple[str, str], tuple[str, ...]] = {
        (_COORDINATOR, "accept what one offered"): (YES,),
        (PARTICIPANT, "accept what another is offered"): (YES,),
        (STRANGER, "accept what another is offered"): (YES,),
        (_ASKED, "decline without a reason"): (_ANSWER.format("declined", ", reason = ' '"),),
        (_ASKED, "withdraw what another offered"): (_ANSWER.format("withdrawn", ""),),
        (_ASKED, "accept twice"): (YES, YES),
        (LEAD, "withdraw another unit's"): (_ANSWER.format("withdrawn", ""),),
        (PARTICIPANT, "withdraw another's"): (_ANSWER.format("withdrawn", ""),),
        (_ASKED, "decline what one accepted"): (
            YES, _ANSWER.format("declined", ", reason = 'x'")),
        (_COORDINATOR, "offer anew what was withdrawn"): (
            _ANSWER.format("withdrawn", ""), _ANSWER.format("offered", "")),
        (_ASKED, "accept for a colleague"): (
            _ANSWER.format("accepted", f", receiver_id = '{LIS.id}'"),),
        (_ASKED, "accept from another"): (
            _ANSWER.format("accepted", f", giver_id = '{AMIRA.id}'"),),
        (_ASKED, "accept in other words"): (_ANSWER.format("accepted", ", note = 'y'"),),
        (_ASKED, "accept as the giver"): (
            YES.replace("answered_by_id = access.me()", f"answered_by_id = '{METTE.id}'"),),
        (_ASKED, "coordinate without a yes"): (
            _STEP.format(f"coordinator_id = '{JENS.id}'", _BO),),
        (LEAD, "name a coordinator instead of who is here"): (
            _STEP.format(f"coordinator_id = '{AMIRA.id}'", _NINA),),
        (LEAD, "name a coordinator of another unit's plan"): (
            _STEP.format(f"coordinator_id = '{LEAD_ID}'", _BO),),
        (_ASKED, "accept, and let another coordinate"): (
            YES, _STEP.format(f"coordinator_id = '{LIS.id}'", _BO)),
        (_ASKED, "accept, and take another plan"): (
            YES, _STEP.format(f"coordinator_id = '{JENS.id}'", _KARLA)),
        (_ASKED, "accept, and write the task anew"): (
            YES, taken.format(JENS.id, JENS.name, ", title = 'x'", mettes)),
        (_ASKED, "accept, and take the task as another"): (
            YES, taken.format(JENS.id, "Hanne Mønsterby", "", mettes)),
        (_ASKED, "accept, and give the task to a third"): (
            YES, taken.format(LIS.id, LIS.name, "", mettes)),
        (_ASKED, "take the task without a yes"): (
            taken.format(JENS.id, JENS.name, ", title = 'x'", mettes),),
        (_ASKED, "accept, and take another's seat"): (
            YES, f"UPDATE participant SET {own}, removed_at = now() WHERE plan_id = '{_NINA}'"),
    }  # fmt: skip
    for (login, name), statements in steps.items():
        yield _case(login, f"hand over: {name}", changes(*statements))
    cases_ = f"SELECT access.take_cases('{OFFERED}')"
    for login in (STRANGER, PARTICIPANT, _COORDINATOR, _ASKED):
        yield _case(login, "hand over: take the cases without a yes", changes(cases_))
    yield _case(_ASKED, "hand over: accept what was withdrawn", _when_withdrawn(changes(YES)))


def _when_withdrawn(deed: Callable[[Line], Gain]) -> Callable[[Line], Gain]:
    """Do something while the offer is withdrawn."""

    def done(line: Line) -> Gain:
        setting = "UPDATE handover SET status = %s WHERE id = %s"
        line.stage.past_walls.execute(setting, ("withdrawn", OFFERED))
        try:
            return deed(line)
        finally:
            line.end()
            line.stage.past_walls.execute(setting, ("offered", OFFERED))

    return done


def changes(*statements: str) -> Callable[[Line], Gain]:
    """Run statements; the last of them changes a row, or nothing is gained."""

    def deed(line: Line) -> Gain:
        for before in statements[:-1]:
            line.rows(before)
        rows = line.count(statements[-1])
        return f"{rows} rows changed" if rows else None

    return deed


def _when_closed(deed: Callable[[Line], Gain]) -> Callable[[Line], Gain]:
    """Do something while Bo's plan is closed."""

    def done(line: Line) -> Gain:
        ((before,),) = line.stage.ask("SELECT status FROM joint_plan WHERE id = %s", _BO)
        closing = "UPDATE joint_plan SET status = %s WHERE id = %s"
        line.stage.past_walls.execute(closing, ("closed", _BO))
        try:
            return deed(line)
        finally:
            line.end()
            line.stage.past_walls.execute(closing, (before, _BO))

    return done


def _approved() -> Iterator[Case]:
    """Approve what is not theirs to approve, and skip steps."""
    up = "approved_version = approved_version + 1"
    paused = "status = 'paused', wake_up_date = '2027-01-01'"
    author = (
        "INSERT INTO plan_author (id, version, created_at, created_by, changed_at, changed_by,"
        " plan_id, staff_id, since_version, removed_at) SELECT gen_random_uuid(), 1, now(),"
        f" access.me(), now(), access.me(), '{_NINA}', access.me(), 0, now()"
    )
    words = (
        "UPDATE own_words SET version = version + 1, changed_by = access.me(), text = 'x'"
        f" WHERE plan_id = '{_NINA}'"
    )
    hand_over = _STEP.format(f"coordinator_id = '{AMIRA.id}'", _NINA)
    send = _STEP.format("status = 'in_review'", _NINA)
    approve = _STEP.format(f"status = 'approved', {up}", _NINA)
    deeds: Sequence[tuple[str, str, tuple[str, ...]]] = (
        (_COORDINATOR, "a draft at once", (_STEP.format(f"status = 'approved', {up}", _KIM),)),
        (_COORDINATOR, "one's own in review",
         (_STEP.format(f"status = 'approved', {up}", _KARLA),)),
        (_COORDINATOR, "one's own without a version",
         (_STEP.format("status = 'approved'", _KARLA),)),
        (_COORDINATOR, "the version alone", (_STEP.format(up, _KARLA),)),
        (_COORDINATOR, "by a pause", (
            _STEP.format(paused + ", resume_to = 'draft'", _KIM),
            _STEP.format("status = 'approved', resume_to = NULL, wake_up_date = NULL", _KIM))),
        (_COORDINATOR, "by a pause that says so", (
            _STEP.format(paused + ", resume_to = 'approved'", _KIM),
            _STEP.format("status = 'approved', resume_to = NULL, wake_up_date = NULL", _KIM))),
        (_COORDINATOR, "by a pause that is told later", (
            _STEP.format(paused + ", resume_to = 'draft'", _KIM),
            _STEP.format("resume_to = 'active'", _KIM),
            _STEP.format("status = 'active', resume_to = NULL, wake_up_date = NULL", _KIM))),
        (_COORDINATOR, "active at once", (_STEP.format("status = 'active'", _KIM),)),
        (_COORDINATOR, "closed open again", (
            _STEP.format("status = 'closed'", _KIM), _STEP.format("status = 'draft'", _KIM))),
        (LEAD, "one's own as a lead", (send, approve)),
        (LEAD, "one's own, handed over first", (words, send, hand_over, approve)),
        (LEAD, "one's own, handed over first, as no author", (author, words, send, hand_over,
                                                              approve)),
        (LEAD, "another unit's", (_STEP.format(f"status = 'approved', {up}", _KARLA),)),
        (_UNIT_LEAD, "a draft", (_STEP.format(f"status = 'approved', {up}", _KIM),)),
        (_UNIT_LEAD, "two versions at once", (
            _STEP.format("status = 'approved', approved_version = approved_version + 2", _KARLA),)),
        (_UNIT_LEAD, "the version alone", (_STEP.format(up, _KARLA),)),
        (_UNIT_LEAD, "and change the day", (
            _STEP.format(f"status = 'approved', {up}, follow_up = '2030-01-01'", _KARLA),)),
        (_UNIT_LEAD, "a pause", (_STEP.format(paused + ", resume_to = 'in_review'", _KARLA),)),
        (_UNIT_LEAD, "the end", (_STEP.format("status = 'closed'", _KIM),)),
        (PARTICIPANT, "in review", (_STEP.format(f"status = 'approved', {up}", _KARLA),)),
    )  # fmt: skip
    for login, name, statements in deeds:
        yield _case(login, f"approve: {name}", changes(*statements))


def _logged() -> Iterator[Case]:
    """Write, change and take away rows of the log."""
    columns = "id, at, staff_id, staff_name, role, action, citizen_id, subject, why, related, hash"
    row = (
        f"INSERT INTO audit ({columns}) SELECT gen_random_uuid(), now(), access.me(), 'x', 'x',"
        " 'view', NULL, '', '', false, ''"
    )
    deeds = {
        "a row": row,
        "a row of another's": row.replace("access.me()", f"'{METTE.id}'"),
        "a change": "UPDATE audit SET why = 'x'",
        "another time": "UPDATE audit SET at = '2001-01-01'",
        "another seal": "UPDATE audit SET seal = 1",
        "a deletion": "DELETE FROM audit",
        "all of it": "TRUNCATE audit",
        "the seals": "DELETE FROM audit_seal",
        "a seal": "INSERT INTO audit_seal VALUES (99, now(), 0, '', '', '')",
        "a seal's change": "UPDATE audit_seal SET hash = ''",
        "a hash": "SELECT log.row_hash(NULL, NULL, NULL, '', '', '', NULL, '', NULL, '', true, 1)",
    }
    for login in (STRANGER, PARTICIPANT, LEAD, CLOSED, UNKNOWN, "ida", "dorte", BATCH):
        for name, statement in deeds.items():
            yield Case("forged log", f"{login}: {name}", login, changes(statement))
    for name, statement in _UNLOGGED.items():
        yield Case("changes without a row in the log", name, _COORDINATOR, _unlogged(statement))
    yield Case("changes without a row in the log", "a question", STRANGER, _asks_in_silence)
    for name, put in _FORGED_ROWS.items():
        yield Case("forged log", f"{STRANGER}: {name}", STRANGER, _logs(put))


_FORGED_ROWS: Final = {
    "related to a stranger": f"'view', '{identity(KARLA)}', 'citizen', NULL, '', true",
    "related to all": f"'view', '{identity(NINA)}', 'plan', NULL, 'x', true",
}


def _logs(values: str) -> Callable[[Line], Gain]:
    """Log through the door: who, when and how they stand are the server's to say."""

    def deed(line: Line) -> Gain:
        row = str(uuid4())
        line.rows(f"SELECT log.put('{row}', {values})")
        ((who, related),) = line.rows("SELECT staff_id, related FROM audit WHERE id = %s", row)
        return "a false row" if related or who != EVA_ID else None

    return deed


_OWN: Final = "version = version + 1, changed_by = access.me()"
_UNLOGGED: Final = {
    "a citizen": f"UPDATE citizen SET {_OWN} WHERE id = '{identity(KARLA)}'",
    "a plan": _STEP.format("follow_up = '2030-01-01'", _KARLA),
    "own words": f"UPDATE own_words SET {_OWN}, text = 'x' WHERE plan_id = '{_KARLA}'",
    "a goal": f"UPDATE goal SET {_OWN}, title = 'x' WHERE plan_id = '{_BO}'",
    "a consent": f"UPDATE consent SET {_OWN}, note = 'x' WHERE plan_id = '{_BO}'",
    "with a row about another": f"SELECT log.put(gen_random_uuid(), 'change', '{identity(BO)}',"
    f" 'citizen', NULL, '', true); UPDATE citizen SET {_OWN} WHERE id = '{identity(KARLA)}'",
}


def _unlogged(statement: str) -> Callable[[Line], Gain]:
    """Change and commit: the server must refuse what no row of the log tells of."""

    def deed(line: Line) -> Gain:
        for each in statement.split("; "):
            line.rows(each)
        line.session.commit()
        return "kept"

    return deed


def _asks_in_silence(line: Line) -> Gain:
    rows = "SELECT count(*) FROM audit WHERE staff_id = access.me()"
    ((before,),) = line.rows(rows)
    line.rows("SELECT access.ask_number('0101010000', 'x')")
    line.session.commit()
    ((after,),) = line.rows(rows)
    return None if after > before else "no row"
