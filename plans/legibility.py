"""How hard a whole plan is to read, section by section, as the citizen gets it.

Names of interventions and laws are headings and terms: nobody can write them plainer, so they do
not count (domain.md § 8).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plans.plan import JointPlan
from plans.readability import FEWEST_WORDS, LIMIT, Readability, Sentence, hardest, measure


@dataclass(frozen=True, slots=True)
class Legible:
    """One section: what was counted in it, and its hardest sentence."""

    section: str
    counted: Readability
    hardest: Sentence | None = None

    @property
    def too_hard(self) -> bool:
        """Whether it is above the limit, and has a sentence that can be written plainer.

        A list of a few words a line is above it by its terms alone.
        """
        sentence = self.hardest
        if sentence is None or sentence.counted.lix <= LIMIT:
            return False
        return self.counted.lix > LIMIT


@dataclass(frozen=True, slots=True)
class Legibility:
    """All sections in their order, and the whole."""

    sections: tuple[Legible, ...] = ()

    @property
    def whole(self) -> Readability:
        """What was counted in the whole text."""
        return sum((each.counted for each in self.sections), start=Readability())

    @property
    def has_figure(self) -> bool:
        """Whether there are enough words for a figure."""
        return self.whole.words >= FEWEST_WORDS

    @property
    def too_hard(self) -> tuple[Legible, ...]:
        """The sections above the limit, the hardest first."""
        found = (each for each in self.sections if each.too_hard)
        return tuple(sorted(found, key=lambda each: each.counted.lix, reverse=True))


def measure_sections(texts: Mapping[str, Iterable[str]]) -> Legibility:
    """Measure texts by section; each text of a section ends its own sentences."""
    return Legibility(tuple(_legible(name, "\n".join(each)) for name, each in texts.items()))


def plan_texts(plan: JointPlan) -> dict[str, tuple[str, ...]]:
    """Give what people wrote in a plan, by the section of the editor that it stands in."""
    goals = (text for goal in plan.goals for text in (goal.title, goal.measure))
    texts: dict[str, tuple[str, ...]] = {
        "own_words": (plan.own_words.text, plan.own_words.matters),
        "challenges": tuple(each.text for each in plan.challenges),
        "goals": tuple(goals),
        "who": tuple(task.title for task in plan.tasks),
        "contact": tuple(each.text for each in plan.contacts),
        "measures": tuple(each.note for each in plan.measurements),
        "agreement": (plan.stance.text,),
    }
    for each in plan.statements:
        section = text_section(each.heading)
        texts[section] = (*texts.get(section, ()), each.text)
    return texts


def text_section(heading: str) -> str:
    """Name the section that a heading of free text is."""
    return f"text:{heading}"


def _legible(section: str, text: str) -> Legible:
    return Legible(section, measure(text), hardest(text))
