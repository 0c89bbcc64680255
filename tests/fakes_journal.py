"""The draft journal in memory."""

from coordinator.journal import Unsent, UnsentPlan


class FakeJournal:
    """What several people kept, in memory; ``trouble`` is raised instead of keeping.

    ``of`` gives somebody else's journal in the same place, as after a new start.
    """

    def __init__(self, staff_id=None, kept=None, *, lasting=True):
        self.lasting = lasting
        self.kept = {} if kept is None else kept
        self.trouble = None
        self.writes = 0
        self._staff_id = staff_id

    def of(self, staff_id):
        return FakeJournal(staff_id, self.kept)

    def keep(self, plan_id, parts, at):
        if self.trouble is not None:
            raise self.trouble
        self.writes += 1
        for part, content in parts.items():
            place = (self._staff_id, plan_id, part)
            if content is None:
                self.kept.pop(place, None)
            else:
                self.kept[place] = Unsent(part, content, at)

    def of_plan(self, plan_id):
        found = [
            each for place, each in self.kept.items() if place[:2] == (self._staff_id, plan_id)
        ]
        return tuple(sorted(found, key=lambda each: each.part))

    def plans(self):
        by_plan = {}
        for (staff_id, plan_id, _part), each in self.kept.items():
            if staff_id == self._staff_id:
                by_plan.setdefault(plan_id, []).append(each.at)
        found = [UnsentPlan(plan_id, len(times), max(times)) for plan_id, times in by_plan.items()]
        return tuple(sorted(found, key=lambda each: (each.at, str(each.plan_id))))
