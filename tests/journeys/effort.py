"""Counts what a job costs: keys and clicks, each against its budget (experience.md § 11.1).

A chord is one key; a double click would be two. What is typed as content costs nothing, except
where the letters are the way to something, as in a search. The account begins where the job does: by
keyboard on the line or citizen it is about, by mouse with nothing chosen. A test that counts a job::

    def test_the_job(sitting, record_property):
        effort = Effort(sitting, 2)
        effort.press(KEY.Key_N, CTRL | SHIFT)
        effort.write("content is free")
        effort.press(KEY.Key_Return, CTRL)
        effort.settle_account(record_property)
"""

from dataclasses import dataclass
from typing import Final

from tests.journeys.sitting import PLAIN


@dataclass(frozen=True)
class Budget:
    """The most that a job may cost, by mouse alone and by keyboard alone."""

    job: str
    clicks: int
    keys: int


BUDGETS: Final = {
    1: Budget("Find og åbn en borger", 2, 8),
    2: Budget("Skriv notat efter samtale", 2, 2),
    3: Budget("Afslut en opgave", 1, 1),
    4: Budget("Giv en kollega i et andet område en opgave", 4, 10),
    5: Budget("Ryk for svar", 1, 1),
    6: Budget("Send en henvendelse det rette sted", 3, 3),
    7: Budget("Udskriv planen til borgeren", 2, 2),
    8: Budget("Følg op på en plan med fire indsatser", 6, 8),
    10: Budget("Gennemse en plan og returnér den", 4, 5),
}
# Some jobs are done in two ways with budgets of their own.
APPROVE: Final = "godkendt"
RECENT: Final = "senest åbnet"
PHONED: Final = "registreret først"
_OF_WAY: Final = {
    (1, RECENT): Budget("Find og åbn en borger", 1, 8),
    # Twenty seconds: three fields, and no more presses than these.
    (6, PHONED): Budget("Registrér en henvendelse, og send den det rette sted", 8, 10),
    (10, APPROVE): Budget("Gennemse en plan", 2, 2),
}
PROPERTY: Final = "effort"


def budget_of(job, note=""):
    """Give the budget of a job done in a way."""
    return _OF_WAY.get((job, note), BUDGETS[job])


class Effort:
    """The account of one job at a sitting, from now on."""

    def __init__(self, sitting, job, *, note=""):
        self.sitting, self.job, self.note = sitting, job, note
        self.keys = self.clicks = 0

    def press(self, key, modifier=PLAIN):
        """Strike a key or a chord."""
        self.keys += 1
        self.sitting.press(key, modifier)

    def write(self, text):
        """Type content, which is not counted."""
        self.sitting.write(text)

    def spell(self, text):
        """Type letters that lead somewhere: each is a key."""
        self.keys += len(text)
        self.sitting.write(text)

    def click(self, widget, place=None):
        """Press the mouse on a control."""
        self.clicks += 1
        self.sitting.click(widget, place)

    def click_on(self, name, *kind):
        """Press the mouse on the control with a name."""
        self.clicks += 1
        self.sitting.click_on(name, *kind)

    def click_in_row(self, table, row, column=0, from_left=None):
        """Press the mouse in a cell of a list, in its middle or so far from its left edge."""
        cell = table.visualRect(table.rows.index(row, column))
        place = cell.center()
        if from_left is not None:
            place.setX(cell.left() + from_left)
        self.click(table.viewport(), place)

    def settle_account(self, record_property):
        """Fail above the budget, and have the figures printed at the end of the run."""
        budget = budget_of(self.job, self.note)
        way, spent, most = (
            ("keys", self.keys, budget.keys)
            if self.keys
            else ("clicks", self.clicks, budget.clicks)
        )
        assert not (self.keys and self.clicks), "a job is done by keyboard alone or mouse alone"
        record_property(PROPERTY, (self.job, way, spent, most, self.note))
        assert spent <= most, f"job {self.job} took {spent} {way}, and {most} are allowed"


def table(accounts):
    """Write the figures of a run as lines; ``accounts`` as ``settle_account`` recorded them."""
    yield f"{'job':<46} {'way':<7}{'found':>6}{'most':>6}"
    for job, way, spent, most, note in sorted(accounts):
        name = f"{job} {budget_of(job, note).job}" + (f" ({note})" if note else "")
        yield f"{name:<46} {way:<7}{spent:>6}{most:>6}"
