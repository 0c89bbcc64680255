"""Two people write in one plan of a shared store, each by the own login.

``python -m tests.drill.two_in_a_plan [ROUNDS]``: four rounds of five in different fields, which
must go together by themselves, the fifth in the same field, where the second is asked and neither
text is lost. The short form of it is tests/ui/screens/test_plan_company.py.
"""

import sys
import time
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import make_url

from coordinator.i18n import use_language
from coordinator.use_cases import planning
from tests import colleagues, postgres
from tests.builders import EMPLOYMENT, goal, identity, intervention
from tests.ui.screens.own_process import OwnProcess
from tests.ui.screens.plan_world import FakeClock
from ui.screens.plan.parts import OWN_WORDS, Key

_GOALS = 4
_SEEN_S = 9.0
_FORMS = ("Ro {n}", "Tirsdag kl. {n}", "Et sted med {n} kolleger", "Lægen siger {n} timer")
_WORDS = "Jeg vil arbejde."
Field = tuple[Key, str]


@dataclass
class Score:
    """How the rounds went."""

    different: int = 0
    merged: int = 0
    same: int = 0
    asked: int = 0
    lost: int = 0

    @property
    def held(self) -> bool:
        return self.merged >= 0.95 * self.different and self.asked == self.same and not self.lost


def fields_of(plan: Any) -> list[Field]:
    """Give every field of the plan in which the drill writes."""
    found: list[Field] = [(OWN_WORDS, "text"), (OWN_WORDS, "matters")]
    for each in plan.goals:
        found += [(Key("goal", each.id), name) for name in ("title", "measure")]
        for under in each.interventions:
            key = Key("intervention", under.id, each.id)
            found += [(key, name) for name in ("title", "provider", "legal_basis")]
    return found


def value(process: OwnProcess, field: Field, *, stored: bool) -> str:
    """Read a field as it is in the store, or on somebody's screen."""
    key, name = field
    plan = process.stored() if stored else process.page.plan
    parts = {OWN_WORDS: plan.own_words}
    for each in plan.goals:
        parts[Key("goal", each.id)] = each
        parts |= {Key("intervention", i.id, each.id): i for i in each.interventions}
    return str(getattr(parts[key], name))


class Table:
    """Two people at one plan, and the seconds that pass."""

    def __init__(self, desks: list[Any], plan_id: Any, chance: Random) -> None:
        self.clock, self.chance, self.score = FakeClock(), chance, Score()
        self.both = [OwnProcess(each, plan_id, self.clock) for each in desks]
        self.clock.wait(_SEEN_S)
        self.fields = fields_of(self.both[0].stored())

    def different(self, number: int) -> None:
        """Let each write in a field of their own, before they saw the other's."""
        fields = self.chance.sample(self.fields, 2)
        texts = self._write(fields, number)
        self.score.different += 1
        asked = [question for each in self.both for question in each.asked]
        kept = [value(self.both[0], field, stored=True) for field in fields]
        shown = [[value(each, field, stored=False) for field in fields] for each in self.both]
        self.score.merged += not asked and kept == texts
        self.score.lost += sum(text not in (*kept, *map(str, asked)) for text in texts)
        self.score.lost += shown != [texts, texts]
        self._answer("mine")

    def same(self, number: int) -> None:
        """Let both write in one field: the second is asked, and what is answered is kept."""
        field = self.chance.choice(self.fields)
        texts = self._write([field, field], number)
        self.score.same += 1
        asked = [question for each in self.both for question in each.asked]
        self.score.asked += len(asked) == 1
        for question in asked[:1]:
            kept = value(self.both[0], field, stored=True)
            self.score.lost += {question.mine, question.theirs} != set(texts)
            self.score.lost += kept != question.theirs
            choice = self.chance.choice(("mine", "theirs"))
            self._answer(choice)
            wanted = getattr(question, choice)
            kept = value(self.both[0], field, stored=True)
            shown = {value(each, field, stored=False) for each in self.both}
            self.score.lost += kept != wanted or shown != {wanted}
        self._answer("mine")

    def _write(self, fields: list[Field], number: int) -> list[str]:
        forms = self.chance.sample(_FORMS, 2)
        texts = [form.format(n=number * 2 + place) for place, form in enumerate(forms)]
        for each, (key, name), text in zip(self.both, fields, texts, strict=True):
            each.pen.hold(key, name)
            each.pen.typed(key, name, text)
            if self.chance.random() < 0.5:
                self.clock.wait(self.chance.uniform(0.0, 1.4))
        self.clock.wait(_SEEN_S)
        for each in self.both:
            each.pen.left()
        self.clock.wait(_SEEN_S)
        return texts

    def _answer(self, choice: str) -> None:
        for each in self.both:
            for question in each.asked:
                each.presenter.asking.answer(question, choice, "")
            each.asked.clear()
        self.clock.wait(_SEEN_S)


def main(rounds: int) -> bool:
    """Write, and print how it went."""
    use_language("da")
    began = time.perf_counter()
    with postgres.server() as made:
        assert isinstance(made, postgres.Server), "the drill makes its own server"
        with postgres.fresh_database(made.address) as address:
            colleagues.furnish(address, 2)
            by_tls = made.by_tls("", str(make_url(address).database))
            people = [colleagues.member(number) for number in range(2)]
            engines = [colleagues.engine_of(each, by_tls) for each in people]
            pairs = zip(engines, people, strict=True)
            desks = [colleagues.desk_at(engine, each) for engine, each in pairs]
            plan_id = colleagues.plan_id(0)
            planning.set_deputy(desks[0], plan_id, None, people[1].id)
            for number in range(_GOALS):
                under = intervention("Praktik", EMPLOYMENT, id=identity(f"under {number}"))
                made_goal = goal("Arbejde", id=identity(f"goal {number}"), owner=None)
                planning.put_goal(desks[0], plan_id, None, made_goal)
                planning.put_intervention(desks[0], plan_id, made_goal.id, None, under)
            table = Table(desks, plan_id, Random(5))
            for number in range(rounds):
                (table.same if number % 5 == 4 else table.different)(number)
            for engine in engines:
                engine.dispose()
    score, took = table.score, time.perf_counter() - began
    share = 100 * score.merged / max(1, score.different)
    print(
        f"two in one plan: different fields {score.merged} of {score.different} by themselves"
        f" ({share:.1f} %), same field asked {score.asked} of {score.same},"
        f" {score.lost} texts lost or silently overwritten; {took:.0f} s"
    )
    return score.held


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 50) else 1)
