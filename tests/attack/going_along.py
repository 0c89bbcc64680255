"""Tasks between colleagues and enquiries that are taken along without a yes, or more than was given."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tests.attack.forging import YES, changes
from tests.attack.line import Case, Gain, Line
from tests.attack.stage import OFFERED, PARTICIPANT, STRANGER, TO_ANOTHER, TO_PARTICIPANT, Stage
from tests.builders import BO, JENS, KARLA, LIS, METTE, identity

_ASKED, _GIVER = JENS.login, METTE.login
_OWN: Final = "version = version + 1, changed_by = access.me()"
_SENDER: Final = f"UPDATE staff_task SET {_OWN}, sender_id = '{{}}', sender_name = '{{}}'{{}}"
_HELD: Final = f"UPDATE enquiry SET {_OWN}, holder_id = '{{}}'{{}} WHERE id = '{{}}'"
_HERS, _OTHERS = (identity(f"enquiry {each}") for each in (BO, KARLA))
_DOOR: Final = f"SELECT * FROM access.take_tasks('{OFFERED}')"


def cases(_stage: Stage) -> Iterator[Case]:
    """Give the cases of what goes along with a hand-over."""
    task = f" WHERE id = '{TO_PARTICIPANT}'"
    steps: Mapping[tuple[str, str], tuple[str, ...]] = {
        (_ASKED, "take a task without a yes"): (
            _SENDER.format(JENS.id, JENS.name, "") + task,),
        (_ASKED, "accept, and take another citizen's task"): (
            YES, _SENDER.format(JENS.id, JENS.name, "") + f" WHERE id = '{TO_ANOTHER}'"),
        (_ASKED, "accept, and give the task to a third"): (
            YES, _SENDER.format(LIS.id, LIS.name, "") + task),
        (_ASKED, "accept, and take the task under another name"): (
            YES, _SENDER.format(JENS.id, LIS.name, "") + task),
        (_ASKED, "accept, and write the task anew"): (
            YES, _SENDER.format(JENS.id, JENS.name, ", text = 'x'") + task),
        (_ASKED, "accept, and take what another was asked"): (
            YES, _SENDER.format(JENS.id, JENS.name, f", assignee_id = '{JENS.id}',"
                                f" assignee_name = '{JENS.name}'") + task),
        (_ASKED, "accept, and be done with the task"): (
            YES, _SENDER.format(JENS.id, JENS.name, ", status = 'completed'") + task),
        (_GIVER, "ask in a colleague's name"): (
            _SENDER.format(JENS.id, JENS.name, "") + task,),
        (PARTICIPANT, "ask in a colleague's name"): (
            _SENDER.format(JENS.id, JENS.name, "") + task,),
        (_ASKED, "take an enquiry without a yes"): (_HELD.format(JENS.id, "", _HERS),),
        (_ASKED, "accept, and take another citizen's enquiry"): (
            YES, _HELD.format(JENS.id, "", _OTHERS)),
        (_ASKED, "accept, and give the enquiry to a third"): (
            YES, _HELD.format(LIS.id, "", _HERS)),
        (_ASKED, "accept, and move the enquiry's last day"): (
            YES, _HELD.format(JENS.id, ", due = '2030-01-01'", _HERS)),
        (_GIVER, "let a colleague answer for an enquiry"): (_HELD.format(JENS.id, "", _HERS),),
    }  # fmt: skip
    for (login, name), statements in steps.items():
        yield Case("going along", f"{login}: {name}", login, changes(*statements))
    for login in (STRANGER, PARTICIPANT, _GIVER, _ASKED):
        yield Case("going along", f"{login}: take all without a yes", login, changes(_DOOR))
    for name, staying in {"a task": TO_PARTICIPANT, "an enquiry": _HERS}.items():
        yes = YES.replace("status = 'accepted'", f"status = 'accepted', staying = '{staying}'")
        yield Case("going along", f"take {name} that stays by the door", _ASKED,
                   _takes(yes, str(staying)))  # fmt: skip
        by_hand = (
            _SENDER.format(JENS.id, JENS.name, "") + task
            if staying == TO_PARTICIPANT
            else _HELD.format(JENS.id, "", _HERS)
        )
        yield Case("going along", f"take {name} that stays by hand", _ASKED, changes(yes, by_hand))
    yield Case("going along", "tell that an enquiry went along", PARTICIPANT, _tells)


def _takes(yes: str, staying: str) -> Callable[[Line], Gain]:
    """Accept with something that stays, and look whether the door took it all the same."""

    def deed(line: Line) -> Gain:
        line.rows(yes)
        taken = {str(row[1]) for row in line.rows(_DOOR)}
        if not taken:
            return "the attack itself is wrong: nothing went along"
        return "taken" if staying in taken else None

    return deed


def _tells(line: Line) -> Gain:
    line.rows(f"SELECT log.put(gen_random_uuid(), 'change', '{identity(BO)}', 'enquiry', '{_HERS}',"
              " '', true)")  # fmt: skip
    line.rows(
        "INSERT INTO enquiry_step (id, version, created_at, created_by, changed_at, changed_by,"
        " enquiry_id, kind, at, by_id, by_name, to_team, how) SELECT gen_random_uuid(), 1, now(),"
        " access.me(), now(), access.me(), %s, 'handed_over', now(), access.me(), '', '', ''",
        _HERS,
    )
    line.session.commit()
    return "kept"
