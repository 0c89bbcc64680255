"""Who may see and change which rows: the attack's own table, which no policy is read for."""

from collections.abc import Mapping
from typing import Final

from tests.attack import stage
from tests.attack.stage import PLANS
from tests.builders import AMIRA, BO, HANNE, NINA, SOCIAL, identity

NOTHING, EVERYTHING = "false", "true"
# Names of colleagues, districts, settings and lists: no citizen stands in them.
HOUSE: Final = {
    "staff",
    "absence",
    "district",
    "setting",
    "list_entry",
    "alembic_version",
    "store_move",
}
# Whom a login has to do with.
_WHOM: Final = {stage.PARTICIPANT: BO, stage.LEAD: NINA}
_OF_CITIZEN: Final = {"citizen_identifier", "citizen_contact", "citizen_source", "case_file"}
# A plan's tables by the plan; what stands under another table by that one.
_UNDER: Final = {"plan_scan": "signature_id", "follow_up_result": "follow_up_id"}
_PARENT: Final = {"signature_id": "plan_signature", "follow_up_id": "follow_up"}
_OF_PLAN: Final = {
    "own_words", "stance", "statement", "challenge", "contact_agreement", "measurement", "goal",
    "sub_goal", "intervention", "task", "participant", "consent", "plan_author", "plan_event",
    "plan_version", "version_paper", "plan_remark", "review_snapshot", "review_tick",
    "plan_signature", "follow_up", "reminder", "task_step", "settled_conflict", "presence",
}  # fmt: skip
_LOADED: Final = {
    *_OF_CITIZEN, "citizen", "protected_address", "protected_source", "search_token", "staff",
    "district", "load", "setting", "list_entry",
}  # fmt: skip
_STAFF_IDS: Final[Mapping[str, object]] = {
    stage.STRANGER: stage.EVA.id,
    stage.OTHER_AREA: stage.SVEN.id,
    stage.PARTICIPANT: AMIRA.id,
    stage.LEAD: HANNE.id,
}
_AREAS: Final = {stage.PARTICIPANT: SOCIAL.value, stage.LEAD: SOCIAL.value}


def seen(login: str, table: str) -> str:
    """Give the condition of the rows of a table that a login may see."""
    if table in HOUSE:
        return EVERYTHING
    if login == stage.BATCH:
        own = f"staff_id = '{identity('system')}'"
        return {"audit": own, "operation": EVERYTHING}.get(
            table, EVERYTHING if table in _LOADED else NOTHING
        )
    if login == stage.OFFICER:
        return EVERYTHING if table in {"audit", "audit_seal", "log_verdict"} else NOTHING
    if login == stage.ADMINISTRATOR:
        own = f"staff_id = '{identity('ida')}'"
        return {"audit": own, "load": EVERYTHING}.get(table, NOTHING)
    if login not in _STAFF_IDS:
        return NOTHING
    return _seen_by_staff(login, table)


def _seen_by_staff(login: str, table: str) -> str:
    me = _STAFF_IDS[login]
    if table in {"begun_form", "recent", "sign_in"}:
        return f"staff_id = '{me}'"
    if table == "load":
        return EVERYTHING if login == stage.LEAD else NOTHING
    if table in {"handover", "handover_word"}:
        return _handed(login, table)
    if table in _SETS:
        return _SETS[table] if login == stage.LEAD else NOTHING
    if table in _ENQUIRIES:
        return _ENQUIRIES[table] if login in {stage.PARTICIPANT, stage.LEAD} else NOTHING
    about = of_citizen(login, table)
    if table == "audit":
        return f"({about}) OR staff_id = '{me}'" + _UNIT.get(login, "")
    if table == "log_verdict":
        return f"false {_UNIT.get(login, '')}"
    return about


def _handed(login: str, table: str) -> str:
    """Give the condition of hand-overs: between two, and for the leads of their units."""
    people = f"'{_STAFF_IDS[login]}'"
    unit = f", '{AMIRA.id}', '{identity(stage.CLOSED)}'" if login == stage.LEAD else ""
    mine = f"by_id = {people} OR giver_id IN ({people}{unit}) OR receiver_id IN ({people}{unit})"
    return mine if table == "handover" else f"handover_id IN (SELECT id FROM handover WHERE {mine})"


# Sets of hand-overs: for the leads of the givers' units, and nobody else.
_UNITS: Final = f"giver_id IN ('{AMIRA.id}', '{HANNE.id}', '{identity(stage.CLOSED)}')"
_SETS: Final = {
    "redistribution": f"id IN (SELECT redistribution_id FROM redistribution_move WHERE {_UNITS})",
    "redistribution_move": _UNITS,
}
# What lies in the queue of the unit; what was said in it is nobody's before a look that is logged.
_QUEUED: Final = "to_area = 'social' AND to_team = 'Bostøtte'"
_ENQUIRIES: Final = {
    "enquiry": _QUEUED,
    "enquiry_step": f"enquiry_id IN (SELECT id FROM enquiry WHERE {_QUEUED})",
    "enquiry_words": NOTHING,
}
# The unit of the lead: Amira and who has left it.
_UNIT: Final = {stage.LEAD: f" OR staff_id IN ('{AMIRA.id}', '{identity(stage.CLOSED)}')"}


def of_citizen(login: str, table: str) -> str:
    """Give the condition of the rows about the citizen whom a login has to do with."""
    who = _WHOM.get(login)
    if table in _BETWEEN:
        return _between(login, table, identity(who) if who else identity("nobody"))
    if who is None:
        return NOTHING
    citizen, plan = identity(who), PLANS[who]
    if login == stage.PARTICIPANT and table in _WHOLE:
        return NOTHING
    if table == "record_note":
        return (
            f"citizen_id = '{citizen}' AND ((shared AND {_AREA})"
            f" OR service_area = '{_AREAS[login]}' OR author_id = '{_STAFF_IDS[login]}')"
        )
    if table in _HIDES:
        return f"{_rows_of(table, citizen, plan)} AND {_HIDES[table]}"
    return _rows_of(table, citizen, plan)


# Tasks between colleagues: from me, to me, in my unit's queue, or said of the citizen by an area
# that the consent shares with mine; the lead sees those of the unit.
_BETWEEN: Final = {"staff_task", "staff_task_step"}


def _between(login: str, table: str, citizen: object) -> str:
    me = _STAFF_IDS[login]
    unit = f"(SELECT id FROM staff WHERE team = '{_TEAM}')" if login == stage.LEAD else f"('{me}')"
    seen = (
        f"citizen_id = '{citizen}' AND (sender_area IS NULL OR {_SHARED_AREA})"
        f" OR sender_id IN {unit} OR assignee_id IN {unit}"
    )
    if login == stage.OTHER_AREA:
        seen += f" OR {_QUEUED}"
    if table == "staff_task":
        return seen
    return f"staff_task_id IN (SELECT id FROM staff_task WHERE {seen})"


_TEAM: Final = HANNE.team
_QUEUED: Final = f"(assignee_id IS NULL AND queue_team = '{stage.SVEN.team}')"
_SHARED_AREA: Final = f"sender_area <> '{stage.HIDDEN_AREA.value}'"


# Papers and states of a whole plan: for who leads it, while anything in it is withheld.
_WHOLE: Final = {
    "plan_version", "version_paper", "review_snapshot", "settled_conflict", "plan_scan",
}  # fmt: skip
_AREA = f"service_area IS DISTINCT FROM '{stage.HIDDEN_AREA.value}'"
_HIDDEN = f"(SELECT id FROM intervention WHERE service_area = '{stage.HIDDEN_AREA.value}')"
# What the consent of the plan hides, from everybody at hand.
_HIDES: Final = {
    **dict.fromkeys(
        ("statement", "challenge", "contact_agreement", "measurement", "intervention",
         "case_file"), _AREA,
    ),
    "task": f"intervention_id NOT IN {_HIDDEN}",
    "task_step": f"task_id IN (SELECT id FROM task WHERE intervention_id NOT IN {_HIDDEN})",
    "follow_up_result": f"(intervention_id IS NULL OR intervention_id NOT IN {_HIDDEN})",
    "plan_remark": f"(part_id IS NULL OR part_id NOT IN {_HIDDEN})",
}  # fmt: skip


def _rows_of(table: str, citizen: object, plan: object) -> str:
    if table == "citizen":
        return f"id = '{citizen}'"
    if table in {*_OF_CITIZEN, "joint_plan", "search_token", "audit"}:
        return f"citizen_id = '{citizen}'"
    if table in _OF_PLAN:
        return f"plan_id = '{plan}'"
    if table in _UNDER:
        link = _UNDER[table]
        return f"{link} IN (SELECT id FROM {_PARENT[link]} WHERE plan_id = '{plan}')"
    return NOTHING


def changed(login: str, table: str) -> str:
    """Give the condition of the rows of a table that a login may change."""
    if login == stage.BATCH:
        return EVERYTHING if table in _LOADED else NOTHING
    if table in {"setting", "list_entry"}:
        return EVERYTHING if login in {stage.LEAD, stage.ADMINISTRATOR} else NOTHING
    if login == stage.OFFICER and table == "log_verdict":
        return EVERYTHING
    if login not in _STAFF_IDS:
        return NOTHING
    if table == "absence":
        return f"staff_id = '{_STAFF_IDS[login]}'" + _UNIT.get(login, "")
    if table in {"begun_form", "recent", "presence", "sign_in"}:
        return f"staff_id = '{_STAFF_IDS[login]}'"
    if table == "log_verdict":
        return f"false {_UNIT.get(login, '')}"
    if table in _ENQUIRIES:
        return seen(login, table) if table == "enquiry" else NOTHING
    if table in _SETS:
        return seen(login, table)
    return _changed_of_citizen(login, table)


def _changed_of_citizen(login: str, table: str) -> str:
    about = of_citizen(login, table)
    if table == "staff_task":
        return _changed_between(login)
    if table == "staff_task_step":
        return NOTHING
    if table in {"citizen", "citizen_identifier", "citizen_contact"}:
        return about
    if table == "record_note":
        return f"author_id = '{_STAFF_IDS[login]}'"
    if login == stage.LEAD:
        return about if table in _LED else NOTHING
    if login == stage.PARTICIPANT and table in _OF_AREA:
        return f"({about}) AND service_area = '{SOCIAL.value}'"
    if login == stage.PARTICIPANT and table == "plan_remark":
        return f"({about}) AND part_id IN {_MINE}"
    if login == stage.PARTICIPANT and table == "task":
        return f"({about}) AND '{AMIRA.id}' IN (assignee_id, follower_id)"
    return NOTHING


def _changed_between(login: str) -> str:
    """Who has a task works on it, and its lead moves it; the forgeries tell what nobody may."""
    if login == stage.OTHER_AREA:
        return _QUEUED
    unit = {stage.PARTICIPANT: f"('{AMIRA.id}')",
            stage.LEAD: f"(SELECT id FROM staff WHERE team = '{_TEAM}')"}.get(login)  # fmt: skip
    return f"assignee_id IN {unit}" if unit is not None else NOTHING


_MINE: Final = f"(SELECT id FROM intervention WHERE service_area = '{SOCIAL.value}')"
# What belongs to a service area's part of a plan, and what its coordinator changes.
_OF_AREA: Final = {"statement", "challenge", "contact_agreement", "measurement", "intervention"}
_LED: Final = {
    *_OF_AREA, "joint_plan", "own_words", "stance", "goal", "sub_goal", "task", "participant",
    "consent", "plan_signature", "plan_remark", "reminder",
}  # fmt: skip


def deleted(login: str, table: str) -> str:
    """Give the condition of the rows of a table that a login may take away."""
    if table == "search_token":
        return EVERYTHING if login == stage.BATCH else of_citizen(login, table)
    if table == "presence" and login in _STAFF_IDS:
        return f"staff_id = '{_STAFF_IDS[login]}' OR ({of_citizen(login, table)})"
    return NOTHING


def added(login: str, table: str) -> bool:
    """Tell whether a login may add a row that is not about a citizen of its own, and forged."""
    if login == stage.BATCH:
        return table in _LOADED | {"operation"}
    if table == "operation" or (login == stage.PARTICIPANT and table in _OWN_ADDED):
        return True
    if table in {"setting", "list_entry"}:
        return login in {stage.LEAD, stage.ADMINISTRATOR}
    # A set is a lead's to make; whom it holds is asked of each.
    return table == "redistribution" and login == stage.LEAD


# What a participant of a plan adds to it, where the row that is forged is of their service area.
_OWN_ADDED: Final = {"contact_agreement", "settled_conflict"}
# Columns that nobody changes in a row that is there: whose it is and who made it.
FIXED: Final = {
    "id", "created_at", "created_by", "plan_id", "citizen_id", "staff_id", "by_id", "by_name", "at",
    "author_id", "author_name", "written_at",
}  # fmt: skip
