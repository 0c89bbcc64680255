"""The program of the process that looks for a plan; it stands alone and imports nothing of ours.

HiGHS may not hear for seconds that it should stop: a process of its own is ended at once, and takes
nobody along if it breaks down. It is told numbers alone, one line of JSON, and tells each better
plan in a line as soon as it has one; an empty one says that it is at work.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

HEARTBEAT_S = 0.1
# A wish is proven when less than one is between the best found and the best possible.
NO_CHANGE = 0.999
Say = Callable[[dict[str, Any]], None]


class Model:
    """The problem in columns and rows: for each kind and receiver how many go there."""

    def __init__(self, told: dict[str, Any], highspy: Any) -> None:
        self.told = told
        self.highspy = highspy
        self.cells = len(told["cells"])  # then come the columns of who is left without a receiver
        self.over = self.cells + len(told["sizes"])  # and of what is above an even share
        self.columns = self.over + len(told["rooms"])
        self.solver = highspy.Highs()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", NO_CHANGE),
        ):
            self.solver.setOptionValue(name, value)
        self.solver.passModel(self._lp())

    def wishes(self) -> list[list[int]]:
        """Name the columns that each wish counts, the weightiest wish first."""
        told = self.told
        above = list(range(self.over, self.columns))
        return [told["moving"], told["strangers"], above, told["again"]]

    def values_of(self, counts: list[int]) -> list[float]:
        """Give every column its value when so many go from each kind to each receiver."""
        loads = [0] * len(self.told["rooms"])
        for (kind, receiver), count in zip(self.told["cells"], counts, strict=True):
            loads[receiver] += count * self.told["burdens"][kind]
        above = [
            max(0, load - share) for load, share in zip(loads, self.told["shares"], strict=True)
        ]
        return [*map(float, counts), *[0.0] * len(self.told["sizes"]), *map(float, above)]

    def begin_at(self, values: list[float]) -> None:
        """Begin the search at a plan that keeps the rules."""
        solution = self.highspy.HighsSolution()
        solution.col_value = values
        self.solver.setSolution(solution)

    def hold(self, wish: list[int], most: float) -> None:
        """Let no later plan cost more than so much of a wish."""
        lowest = -self.highspy.kHighsInf
        self.solver.addRow(lowest, most, len(wish), wish, [1.0] * len(wish))

    def search(
        self, costs: dict[int, float], within_s: float, improved: Callable[[Any], None]
    ) -> None:
        """Look for the plan that costs least, until it is proven or late."""
        self.solver.changeColsCost(
            self.columns,
            list(range(self.columns)),
            [costs.get(column, 0.0) for column in range(self.columns)],
        )
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + within_s)
        self.solver.cbMipImprovingSolution.subscribe(improved)
        self.solver.run()
        self.solver.cbMipImprovingSolution.unsubscribe(improved)

    def found(self) -> list[float] | None:
        """Give the values of the columns of the best plan; None without any."""
        feasible = self.highspy.SolutionStatus.kSolutionStatusFeasible
        if self.solver.getInfo().primal_solution_status != int(feasible):
            return None
        return list(self.solver.getSolution().col_value)

    def is_impossible(self) -> bool:
        """Whether it is proven that no plan keeps the rules."""
        status = self.highspy.HighsModelStatus.kInfeasible
        return bool(self.solver.getModelStatus() == status)

    def leave_some(self) -> dict[int, float]:
        """Allow that some are left without a receiver; gives what each of a kind then costs."""
        for kind, size in enumerate(self.told["sizes"]):
            self.solver.changeColBounds(self.cells + kind, 0, size)
        return {self.cells + kind: float(each) for kind, each in enumerate(self.told["burdens"])}

    def _lp(self) -> Any:
        """Write it down: each kind goes somewhere, and everybody has their limit."""
        import numpy  # noqa: PLC0415, ICN001 - as slow to load as the solver

        told, rows, endless = self.told, self._rows(), self.highspy.kHighsInf
        kinds, people = len(told["sizes"]), len(told["rooms"])
        lp = self.highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, len(rows)
        lp.col_cost_ = numpy.zeros(self.columns)
        lp.col_lower_ = numpy.zeros(self.columns)
        tops = [told["sizes"][kind] for kind, _receiver in told["cells"]]
        lp.col_upper_ = numpy.array([*tops, *[0] * kinds, *[endless] * people], dtype=float)
        lp.row_lower_ = numpy.array([*told["sizes"], *[-endless] * (2 * people)], dtype=float)
        lp.row_upper_ = numpy.array([*told["sizes"], *told["rooms"], *told["shares"]], dtype=float)
        kind_of = self.highspy.HighsVarType
        lp.integrality_ = [*[kind_of.kInteger] * self.over, *[kind_of.kContinuous] * people]
        entries = [each for row in rows for each in row]
        lp.a_matrix_.format_ = self.highspy.MatrixFormat.kRowwise
        ends = numpy.cumsum([0, *(len(row) for row in rows)])
        lp.a_matrix_.start_ = ends.astype(numpy.int32)
        lp.a_matrix_.index_ = numpy.array([column for column, _ in entries], dtype=numpy.int32)
        lp.a_matrix_.value_ = numpy.array([value for _, value in entries], dtype=float)
        return lp

    def _rows(self) -> list[list[tuple[int, float]]]:
        people = len(self.told["rooms"])
        going: list[list[tuple[int, float]]] = [[] for _ in self.told["sizes"]]
        coming: list[list[tuple[int, float]]] = [[] for _ in range(people)]
        for column, (kind, receiver) in enumerate(self.told["cells"]):
            going[kind].append((column, 1.0))
            coming[receiver].append((column, float(self.told["burdens"][kind])))
        for kind, row in enumerate(going):
            row.append((self.cells + kind, 1.0))
        above = [[*row, (self.over + place, -1.0)] for place, row in enumerate(coming)]
        return [*going, *coming, *above]


def answer(told: dict[str, Any], say: Say) -> None:
    """Go through the wishes, the weightiest first, and tell what is found."""
    import highspy  # noqa: PLC0415 - slow to load, and whoever reads this module needs it not

    model = Model(told, highspy)
    best = None if told["start"] is None else model.values_of(told["start"])
    for place, wish in enumerate(model.wishes()):
        best = _wished(model, place, wish, best, say)
        if best is None:
            if model.is_impossible():
                _tell_left(model, say)
            break
        model.hold(wish, round(sum(best[column] for column in wish)))
    say({"end": True})


def _wished(
    model: Model, place: int, wish: list[int], best: list[float] | None, say: Say
) -> list[float] | None:
    """Work at one wish, from the best plan so far; gives the best then, if there is one."""
    if best is not None:
        if not round(sum(best[column] for column in wish)):
            say({"wish": place, "bound": 0.0})
            return best
        model.begin_at(best)

    def improved(event: Any) -> None:
        out = event.data_out
        say(_line(model, place, out.mip_solution, out.mip_dual_bound))

    model.search(dict.fromkeys(wish, 1.0), model.told["wish_s"], improved)
    found = model.found()
    if found is None:
        return best
    say(_line(model, place, found, model.solver.getInfo().mip_dual_bound))
    return found


def _line(model: Model, place: int, values: Any, bound: float) -> dict[str, Any]:
    counts = [round(values[column]) for column in range(model.cells)]
    return {"wish": place, "counts": counts, "bound": bound if abs(bound) < 1e9 else None}


def _tell_left(model: Model, say: Say) -> None:
    """Tell how many of each kind are left when as little burden as can be is left over."""
    model.search(model.leave_some(), model.told["wish_s"], lambda _event: None)
    values = model.found()
    if values is not None:
        say({"left": [round(values[each]) for each in range(model.cells, model.over)]})


def main() -> None:
    """Read the problem, say at times that it is worked at, and answer."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    told = json.loads(sys.stdin.readline())
    beat = threading.Thread(target=_beat, daemon=True)
    beat.start()
    answer(told, _say)


def _beat() -> None:
    pause = threading.Event()
    while not pause.wait(HEARTBEAT_S):
        try:
            _say({})
        except OSError:
            # Who asked has gone.
            os._exit(1)


_one_at_a_time = threading.Lock()


def _say(line: dict[str, Any]) -> None:
    with _one_at_a_time:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
