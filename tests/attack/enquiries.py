"""Enquiries that are taken, moved, forged and read past their rules."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tests.attack.forging import Row, adds, changes, insert
from tests.attack.line import Case, Gain, Line
from tests.attack.stage import EVA, PARTICIPANT, STRANGER, Stage
from tests.builders import AMIRA, BO, HANNE, IDA, KARLA, METTE, identity

_ENQUIRY, _OTHERS_ENQUIRY = (identity(f"enquiry {each}") for each in (BO, KARLA))
_TAKEN: Final = (
    f"UPDATE enquiry SET {{}}, status = 'taken', holder_id = '{AMIRA.id}' WHERE id = '{{}}'"
)


def cases(_stage: Stage) -> Iterator[Case]:
    """Give the cases of enquiries."""
    own = "version = version + 1, changed_by = access.me()"
    enquiry = {"subject": "x", "channel": "phone", "received_on": "2026-11-17", "status": "new",
               "due": "2026-11-20", "waits_since": "2026-11-17", "to_area": None}  # fmt: skip
    step = {"enquiry_id": _ENQUIRY, "kind": "told", "at": "2026-11-17T09:30:00Z",
            "by_id": AMIRA.id, "by_name": AMIRA.name, "to_area": None}  # fmt: skip
    rows: Sequence[tuple[str, str, str, Row]] = (
        (PARTICIPANT, "that another answers for", "enquiry", enquiry | {"holder_id": METTE.id}),
        (PARTICIPANT, "of a hidden citizen", "enquiry",
         enquiry | {"holder_id": AMIRA.id, "citizen_id": identity(KARLA)}),
        (PARTICIPANT, "that is answered already", "enquiry",
         enquiry | {"holder_id": AMIRA.id, "status": "answered"}),
        ("ida", "of who reads no citizen", "enquiry", enquiry | {"holder_id": IDA.id}),
        (PARTICIPANT, "another's step", "enquiry_step",
         step | {"by_id": METTE.id, "by_name": METTE.name}),
        (PARTICIPANT, "a step of a hidden one", "enquiry_step",
         step | {"enquiry_id": _OTHERS_ENQUIRY}),
        (STRANGER, "a step of a known one", "enquiry_step", step | {"by_id": EVA.id}),
        (PARTICIPANT, "words at another's step", "enquiry_words",
         {"id": identity(f"enquiry step {BO}"), "enquiry_id": _ENQUIRY, "text": "x"}),
    )  # fmt: skip
    for login, name, table, values in rows:
        yield Case("enquiries", f"{login}: add {name}", login, adds(table, values))
    moves = {
        (PARTICIPANT, "take another unit's"): _TAKEN.format(own, _OTHERS_ENQUIRY),
        (STRANGER, "take a known one"): _TAKEN.format(own, _ENQUIRY),
        (PARTICIPANT, "take it with another day"): _TAKEN.format(
            f"{own}, due = '2030-01-01'", _ENQUIRY),
        **{(PARTICIPANT, how): f"UPDATE enquiry SET {own}, {values} WHERE id = '{_ENQUIRY}'"
           for how, values in {
               "let another take it": f"status = 'taken', holder_id = '{HANNE.id}'",
               "take it to another unit": f"status = 'taken', holder_id = '{AMIRA.id}',"
               " to_area = 'health', to_team = 'Sundhedscenter'",
               "answer it untaken": "status = 'answered'",
               "send it on untaken": "to_area = 'health', to_team = 'Sundhedscenter'",
               "give it back to another": "status = 'new', to_area = NULL, to_team = '',"
               f" holder_id = '{HANNE.id}'",
           }.items()},
        (PARTICIPANT, "change what was said"): f"UPDATE enquiry_words SET {own}, text = ''",
        (PARTICIPANT, "change a step"): f"UPDATE enquiry_step SET {own}, kind = 'told'",
        (METTE.login, "send it where nobody works"): f"UPDATE enquiry SET {own},"
        f" to_area = 'health', to_team = 'Nedlagt' WHERE id = '{_ENQUIRY}'",
    }  # fmt: skip
    for (login, name), statement in moves.items():
        yield Case("enquiries", f"{login}: {name}", login, changes(statement))
    taken = _TAKEN.format(own, _ENQUIRY)
    for name, deeds in {
        "take it without a step": (True, taken, None),
        "take it unlogged": (False, taken, step | {"kind": "taken"}),
        "take it and tell of another step": (True, taken, step | {"kind": "told"}),
        "tell of a taking without a deed": (True, "", step | {"kind": "taken"}),
        "tell the citizen for another": (True, "", step),
    }.items():
        yield Case("enquiries", name, PARTICIPANT, _moves(*deeds))
    yield Case("enquiries", "read words before the look is kept", PARTICIPANT, _reads_words)


def _moves(logged: bool, change: str, step: Row | None) -> Callable[[Line], Gain]:
    """Do something with an enquiry, log it or not, tell of it or not, and commit."""

    def deed(line: Line) -> Gain:
        if logged:
            line.rows(f"SELECT log.put(gen_random_uuid(), 'change', '{identity(BO)}', 'enquiry',"
                      f" '{_ENQUIRY}', '', true)")  # fmt: skip
        if change and not line.count(change):
            return "the attack itself is wrong: no enquiry was changed"
        if step is not None:
            insert(line, "enquiry_step", step)
        line.session.commit()
        return "kept"

    return deed


def _reads_words(line: Line) -> Gain:
    line.rows(f"SELECT access.look_at_enquiry(gen_random_uuid(), '{_ENQUIRY}')")
    return (
        f"{len(line.rows('SELECT text FROM enquiry_words'))} texts"
        if line.rows("SELECT FROM enquiry_words")
        else None
    )
