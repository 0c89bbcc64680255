"""Work off the screen's thread: which answers arrive, and which must not."""

import threading

import pytest

from coordinator.store_errors import StoreCollided
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from ui.jobs import JobProgress, Jobs, ThreadLane
from ui.runner import Runner, Stopped
from ui.waits import Waits


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()
    made.deleteLater()


def keep(runner: Runner) -> Runner:
    return runner


def test_jobs_and_the_fakes_are_runners(jobs):
    for runner in (jobs, HeldRunner(), ImmediateRunner()):
        assert keep(runner) is runner


def test_work_runs_elsewhere_and_its_answer_arrives_here(jobs, qtbot):
    where = []

    def work():
        where.append(threading.current_thread())
        return 42

    def done(value):
        where.append(threading.current_thread())
        answers.append(value)

    answers = []
    jobs.ask("slot", work, done)
    qtbot.waitUntil(lambda: answers == [42])
    assert where[0] is not where[1] is threading.main_thread()


def test_a_later_question_voids_an_answer_that_already_waits_in_the_queue(jobs, qtbot):
    shown = []
    first_answered = threading.Event()
    jobs.ask("citizen", lambda: "A", shown.append)
    # The store lane is one worker, so when this has run, A's answer is in the queue.
    jobs.do(first_answered.set, lambda _: None, shown.append)
    assert first_answered.wait(5)
    jobs.ask("citizen", lambda: "B", shown.append)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["B"]


def test_a_voided_question_that_has_not_begun_is_not_asked_at_all(jobs, qtbot):
    gate, asked, shown = threading.Event(), [], []
    jobs.do(gate.wait, lambda _: None, shown.append)
    jobs.ask("search", lambda: asked.append("a"), lambda _: None)
    jobs.ask("search", lambda: asked.append("ab"), lambda _: shown.append("ab"))
    gate.set()
    qtbot.waitUntil(lambda: shown == ["ab"])
    assert asked == ["ab"]


def test_different_slots_do_not_void_each_other(jobs, qtbot):
    shown = []
    jobs.ask("one", lambda: 1, shown.append)
    jobs.ask("two", lambda: 2, shown.append)
    qtbot.waitUntil(lambda: shown == [1, 2])


def test_every_write_is_answered(jobs, qtbot):
    shown = []
    for n in range(20):
        jobs.do(lambda n=n: n, shown.append, shown.append)
    qtbot.waitUntil(lambda: shown == list(range(20)))


def test_a_failure_travels_as_a_value(jobs, qtbot):
    failed = []

    def work():
        raise KeyError("x")

    jobs.do(work, lambda _: None, failed.append)
    jobs.ask("slot", work, lambda _: None, failed.append, lane="paper")
    qtbot.waitUntil(lambda: [type(error) for error in failed] == [KeyError, KeyError])


def test_an_unexpected_failure_of_a_question_reaches_the_exception_hook(jobs, qtbot):
    def work():
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        jobs.ask("slot", work, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_long_work_tells_how_far_it_is_and_hears_stop(jobs, qtbot):
    counts, failed = [], []
    begun = threading.Event()

    def work(progress):
        progress.report(1, 10)
        begun.set()
        while True:
            progress.check()

    handle = jobs.do_long(work, lambda n, of: counts.append((n, of)), lambda _: None, failed.append)
    assert begun.wait(5)
    handle.stop()
    qtbot.waitUntil(lambda: bool(failed))
    assert counts == [(1, 10)]
    assert isinstance(failed[0], Stopped)


def test_progress_is_told_at_most_ten_times_a_second_and_always_at_the_end():
    now, told = [0.0], []
    progress = JobProgress(lambda n, of: told.append(n), clock=lambda: now[0])
    for n in range(1, 101):
        now[0] = n * 0.01
        progress.report(n, 100)
    assert told[-1] == 100
    assert 10 <= len(told) <= 12


def test_closing_finishes_the_writes_and_drops_the_reads(qapp):
    jobs, shown = Jobs(), []
    jobs.do(lambda: "written", shown.append, shown.append)
    jobs.ask("slot", lambda: "read", shown.append)
    jobs.close()
    assert shown == ["written"]
    jobs.deleteLater()


class HeldLane:
    """A lane whose work a server holds: it is begun and does not end."""

    def __init__(self, name, _threads):
        self.name, self.patience, self.work = name, [], []

    def submit(self, work):
        self.work.append(work)

    def end(self, patience_s):
        self.patience.append(patience_s)
        return not self.work


def test_closing_lets_go_of_a_server_that_does_not_answer(qapp):
    lanes, shown = {}, []

    def lane(name, threads):
        made = HeldLane if name == "store" else ThreadLane
        return lanes.setdefault(name, made(name, threads))

    jobs = Jobs(lane=lane)
    jobs.do(lambda: "kept here", shown.append, shown.append, lane="journal")
    jobs.do(lambda: "at the server", shown.append, shown.append)
    assert jobs.close(patience_s=10) == {"store"}
    assert shown == ["kept here"]
    assert 0 <= lanes["store"].patience[0] <= 10
    assert not jobs.close()
    jobs.deleteLater()


def test_no_paper_eats_up_the_time_that_the_store_has_for_a_last_write(qapp):
    ended = []

    class Noted(HeldLane):
        def end(self, patience_s):
            ended.append(self.name)
            return super().end(patience_s)

    jobs = Jobs(lane=Noted)
    assert not jobs.close(patience_s=10)
    assert ended[:2] == ["journal", "store"]
    jobs.deleteLater()


def test_a_lane_that_is_not_waited_for_says_so():
    gate, lane = threading.Event(), ThreadLane("test")
    lane.submit(gate.wait)
    assert not lane.end(0)
    gate.set()
    assert lane.end(None)


@pytest.mark.parametrize("order", [(0, 0), (1, 0)])
def test_the_wrong_citizen_is_never_shown(order):
    runner, shown = HeldRunner(), []
    runner.ask("citizen", lambda: "A", shown.append)
    runner.ask("citizen", lambda: "B", shown.append)
    for number in order:
        runner.run(number)
    assert shown == ["B"]


def test_the_immediate_runner_answers_before_it_returns():
    shown = []
    ImmediateRunner().do_long(
        lambda p: p.report(1, 2), lambda *n: shown.append(n), shown.append, shown.append
    )
    assert shown == [(1, 2), None]


@pytest.mark.parametrize(("collisions", "ends"), [(0, "kept"), (2, "kept"), (3, "told")])
def test_work_that_met_another_is_done_again_a_few_times(jobs, qtbot, collisions, ends):
    tried, told = [], []

    def work():
        tried.append(1)
        if len(tried) <= collisions:
            raise StoreCollided
        return "kept"

    jobs.do(work, told.append, lambda error: told.append("told" if error.code else ""))
    qtbot.waitUntil(lambda: bool(told))
    assert (told, len(tried)) == ([ends], min(collisions + 1, 3))


class Clock:
    """Stands until a test moves it."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def slow(qapp):
    """Give jobs whose clock a test moves, a gate that holds the store's answer, and what is told."""
    clock, gate = Clock(), threading.Event()
    jobs = Jobs(clock=clock)
    told = []
    jobs.waiting.connect(told.append)
    yield jobs, clock, gate, told
    gate.set()
    jobs.close()
    jobs.deleteLater()


def test_a_read_that_the_store_does_not_answer_is_told_until_it_does(slow, qtbot):
    jobs, clock, gate, told = slow
    jobs.ask("slot", gate.wait, lambda _: None)
    clock.now = 0.5
    qtbot.waitUntil(lambda: told == ["fetching"])
    assert jobs.kept_waiting == "fetching"
    gate.set()
    qtbot.waitUntil(lambda: told == ["fetching", ""])


def test_a_write_that_the_store_does_not_answer_is_told_before_what_is_read_behind_it(slow, qtbot):
    jobs, clock, gate, told = slow
    jobs.do(gate.wait, lambda _: None, lambda _: None)
    jobs.ask("slot", lambda: None, lambda _: None)
    clock.now = 1.5
    qtbot.waitUntil(lambda: told == ["saving"])
    gate.set()
    qtbot.waitUntil(lambda: told == ["saving", "fetching", ""])


def test_a_question_that_nobody_waits_for_any_more_ends_the_waiting_too(slow, qtbot):
    jobs, clock, gate, told = slow
    jobs.do(gate.wait, lambda _: None, lambda _: None, lane="aside")
    jobs.ask("slot", lambda: None, lambda _: None)
    jobs.void("slot")
    clock.now = 0.5
    qtbot.waitUntil(lambda: told == ["fetching"])
    gate.set()
    qtbot.waitUntil(lambda: told == ["fetching", ""])


@pytest.mark.parametrize("lane", ["aside", "paper", "text", "journal"])
def test_what_is_not_asked_of_the_store_for_somebody_keeps_nobody_waiting(slow, qtbot, lane):
    jobs, clock, gate, told = slow
    jobs.do(gate.wait, lambda _: None, lambda _: None, lane=lane)
    clock.now = 60.0
    jobs.ask("slot", lambda: None, lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: not jobs._waits._since)
    assert told == []


def test_waiting_is_told_in_its_time_and_what_is_not_saved_before_what_is_not_read():
    clock = Clock()
    waits = Waits(clock)
    assert (waits.state(), waits.due_in()) == ("", None)
    read = waits.begin("fetching")
    assert (waits.state(), waits.due_in()) == ("", 0.3)
    clock.now = 0.3
    assert (waits.state(), waits.due_in()) == ("fetching", 9.7)
    write = waits.begin("saving")
    assert (waits.state(), waits.due_in()) == ("fetching", 1.0)
    clock.now = 1.5
    assert waits.state() == "saving"
    waits.end(write)
    assert waits.state() == "fetching"
    clock.now = 10.0
    assert (waits.state(), waits.due_in()) == ("silent", None)
    waits.end(read)
    waits.end(read)
    assert waits.state() == ""


def test_what_is_answered_soon_again_and_again_keeps_nobody_waiting():
    clock = Clock()
    waits = Waits(clock)
    before = waits.begin("fetching")
    for step in range(1, 20):
        clock.now = step * 0.2
        newer = waits.begin("fetching")
        waits.end(before)
        before = newer
        assert waits.state() == ""
