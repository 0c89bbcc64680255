"""A program that starts, tells in JSON what it took, and ends: run by ``tests.bench.starts``."""

import json
import os
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.start import Program

# How often the heart beats, and from what silence on a person notices.
_BEAT_MS = 5
_NOTICED_MS = 50
# How long a screen is given to read and paint before the next is opened.
_STAY_MS = 400


def main(kind: str, store: str, login: str) -> int:
    """Start a program of a kind."""
    if kind.startswith("bare"):
        return _bare(with_library=kind != "bare")
    return _samplan(kind, store, login)


def _bare(*, with_library: bool) -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - that is measured

    if with_library:
        import sqlmodel  # noqa: F401, PLC0415 - that is measured

    class Bare(QMainWindow):
        def paintEvent(self, event: object) -> None:
            _tell_once()
            app.quit()

    app = QApplication([])
    window = Bare()
    window.resize(1440, 900)
    window.show()
    return app.exec()


def _samplan(kind: str, store: str, login: str) -> int:
    import main as program  # noqa: PLC0415 - the start that people make, with all it loads

    def quit_soon() -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - as main.py, which loads Qt late
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        QTimer.singleShot(0, QApplication.quit)

    if kind == "welcome":
        _after_paint(quit_soon)
    else:
        _after_worklist(kind, quit_soon)
    return program.main(["--store", store, "--user", login])


def _after_paint(then: "Callable[[], None]") -> None:
    """Tell when the first window of ours has painted itself."""
    from ui.screens.welcome.view import WelcomeWindow  # noqa: PLC0415

    paint = WelcomeWindow.paintEvent

    def painted(self: WelcomeWindow, event: object) -> None:
        paint(self, event)  # type: ignore[arg-type]  # as Qt gives it
        _tell_once()
        then()

    WelcomeWindow.paintEvent = painted  # type: ignore[method-assign,assignment]  # to listen


def _after_worklist(kind: str, then: "Callable[[], None]") -> None:
    """Tell when «Min dag» has its lines on the screen."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    from ui import start  # noqa: PLC0415

    opened = start.Program._open_window
    programs: list[Program] = []

    def open_window(self: "Program", *values: object) -> None:
        from ui.screens.day.view import DayView  # noqa: PLC0415 - with the window, as measured

        show = DayView.show_page

        def shown(view: DayView, page: object) -> None:
            DayView.show_page = show  # type: ignore[method-assign]  # once is enough
            show(view, page)  # type: ignore[arg-type]
            view.repaint()
            if kind == "screens":
                QTimer.singleShot(_STAY_MS, view, lambda: _walk(programs[0], then))
                return
            _tell_once()
            then()

        DayView.show_page = shown  # type: ignore[method-assign,assignment]  # to listen
        programs.append(self)
        opened(self, *values)  # type: ignore[arg-type]

    start.Program._open_window = open_window  # type: ignore[method-assign,assignment]


def _walk(program: "Program", then: "Callable[[], None]") -> None:
    """Open the screens in turn; a timer notes every silence."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    from tests.bench.synthetic import BIG_PLAN, citizen_id  # noqa: PLC0415

    window = program.window
    assert window is not None
    stops: list[tuple[str, object]] = [
        ("citizens", None), ("citizen", citizen_id(0)), ("plan", BIG_PLAN),
        ("citizen", citizen_id(5)), ("day", None), ("citizens", None), ("plan", BIG_PLAN),
        ("day", None),
    ]  # fmt: skip
    beats = [time.perf_counter()]
    heart = QTimer(window)
    heart.setInterval(_BEAT_MS)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start()

    def go() -> None:
        if stops:
            window.open(*stops.pop(0))
            QTimer.singleShot(_STAY_MS, window, go)
            return
        heart.stop()
        gaps = [(later - sooner) * 1000 for sooner, later in pairwise(beats)]
        stalls = sum(gap > _NOTICED_MS for gap in gaps)
        _say({"longest": max(gaps), "stalls": stalls})
        then()

    go()


_told: list[bool] = []


def _tell_once() -> None:
    if not _told:
        _told.append(True)
        started = float(os.environ["SAMPLAN_BENCH_STARTED"])
        _say({"seconds": time.time() - started, "mebibytes": _memory()})


def _say(figures: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


def _memory() -> float:
    """Give what is in memory of this program now, in MiB; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
