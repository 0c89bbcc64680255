"""Plans of any shape for property tests: every kind of part, every field, any words."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from plans.errors import RuleBroken
from plans.parts import (
    Challenge,
    Consent,
    ContactAgreement,
    Goal,
    Intervention,
    Measurement,
    OwnWords,
    Responsible,
    ResponsibleKind,
    Stance,
    Statement,
    SubGoal,
    Task,
    Waiting,
)
from plans.plan import JointPlan
from plans.weekly import WeeklyTime
from tests.builders import AMIRA, JENS, LIS, METTE, identity, participant, plan

STAFF = (METTE, JENS, AMIRA, LIS)
# No half character and no zero: neither JSON nor a server keeps them, and no keyboard writes them.
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
# A list of codes is kept with commas between them.
CODES = st.text("abc_æøå1", min_size=1, max_size=6)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
IDS = st.uuids(version=4)
FIGURES = st.decimals(Decimal(-99), Decimal(99), places=2).map(lambda each: each.normalize() + 0)
HOURS = st.decimals(Decimal(0), Decimal(168), places=2).map(lambda each: each.normalize() + 0)
TIMES = st.builds(
    lambda day, start, length: WeeklyTime(day, start, start + length),
    st.integers(1, 7),
    st.integers(0, 1200),
    st.integers(1, 240),
)
PEOPLE = st.sampled_from(STAFF).map(lambda each: Responsible(each.name, each.id)) | st.builds(
    Responsible,
    TEXTS,
    st.none(),
    st.sampled_from((ResponsibleKind.CITIZEN, ResponsibleKind.OUTSIDE)),
)
WAITING = st.builds(Waiting, TEXTS, TEXTS, st.none() | DAYS, st.none() | DAYS)


def _strategy(name: str, hint: Any) -> st.SearchStrategy[Any]:
    """Choose what a field may hold, by its type."""
    if name == "hours_a_week":
        return st.none() | HOURS
    if name == "times":
        return st.none() | st.integers(1, 99)
    if name == "weekly_times":
        return st.lists(TIMES, max_size=2).map(tuple)
    if name == "marks":
        return st.lists(CODES, max_size=3, unique=True).map(tuple)
    known = {
        str: TEXTS,
        date: DAYS,
        UUID: IDS,
        Decimal: FIGURES,
        Responsible: PEOPLE,
        Waiting: WAITING,
    }
    kinds = [each for each in get_args(hint) or (hint,) if each is not type(None)]
    if hint in known:
        return known[hint]
    if getattr(hint, "__origin__", None) is frozenset:
        return st.frozensets(st.sampled_from(list(get_args(hint)[0])))
    found = known.get(kinds[0])
    held = found if found is not None else st.sampled_from(list(kinds[0]))
    return st.none() | held if len(get_args(hint)) > 1 else held


def parts(kind: type, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Make any part of a kind that its own rules let be; ``given`` says what fields hold."""
    hints = get_type_hints(kind)
    below = {"sub_goals", "interventions", "tasks"}
    made = {
        each.name: given[each.name]
        if each.name in given
        else _strategy(each.name, hints[each.name])
        for each in fields(kind)
        if each.name not in below or each.name in given
    }

    def build(values: dict[str, Any]) -> Any:
        try:
            return kind(**values)
        except RuleBroken:
            return kind(**(values | {"end": None}))

    return st.fixed_dictionaries(made).map(build)


TASKS = parts(Task)
INTERVENTIONS = parts(Intervention, tasks=st.lists(TASKS, max_size=2).map(tuple))
GOALS = parts(
    Goal,
    sub_goals=st.lists(parts(SubGoal), max_size=2).map(tuple),
    interventions=st.lists(INTERVENTIONS, max_size=2).map(tuple),
)


def _list(part: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, max_size=most).map(tuple)


# Identity, citizen, coordinator and course are those of the builders' plan.
PLANS: st.SearchStrategy[JointPlan] = st.builds(
    plan,
    deputy=st.sampled_from((None, JENS.id, LIS.id)),
    own_words=parts(OwnWords),
    stance=parts(Stance),
    follow_up=st.none() | DAYS,
    statements=_list(parts(Statement)),
    challenges=_list(parts(Challenge)),
    goals=_list(GOALS, 3),
    contacts=_list(parts(ContactAgreement)),
    measurements=_list(parts(Measurement, goal_id=st.none())),
    consents=_list(parts(Consent)),
    participants=st.sampled_from(
        ((), (participant(AMIRA, "Bostøtte"),), (participant(LIS), participant(AMIRA, "Støtte")))
    ),
)


@st.composite
def next_versions(draw: st.DrawFn, before: JointPlan) -> JointPlan:
    """Make what a plan may have become: parts written anew, added, taken out, moved and turned."""
    other = draw(PLANS)
    kept = [each for each in before.goals if draw(st.booleans())]
    goals = draw(st.permutations([*kept, *other.goals]))
    changed = [
        replace(
            each,
            title=draw(TEXTS),
            due=draw(st.none() | DAYS),
            interventions=tuple(draw(st.permutations(each.interventions))),
        )
        for each in goals
    ]
    if len(changed) > 1 and changed[0].interventions and draw(st.booleans()):
        moved = changed[0].interventions[0]
        changed[0] = replace(changed[0], interventions=changed[0].interventions[1:])
        changed[1] = replace(changed[1], interventions=(*changed[1].interventions, moved))
    mixed = {
        name: tuple(draw(st.permutations([*getattr(before, name)[:1], *getattr(other, name)])))
        for name in ("statements", "challenges", "contacts", "measurements", "consents")
    }
    return replace(
        before,
        goals=tuple(changed),
        own_words=draw(st.sampled_from((before.own_words, other.own_words, OwnWords()))),
        stance=draw(st.sampled_from((before.stance, other.stance))),
        follow_up=draw(st.sampled_from((before.follow_up, other.follow_up))),
        deputy=other.deputy,
        participants=other.participants,
        **mixed,
    )


VERSIONS = PLANS.flatmap(lambda before: st.tuples(st.just(before), next_versions(before)))
BARE = JointPlan(plan().id, plan().citizen_id, METTE.id)
OF_NOBODY = identity("of nobody")
