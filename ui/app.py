"""The Qt application: fonts, look, Qt's own words, garbage, and what happens with a bug."""

import gc
import sys
from collections.abc import Callable, Sequence
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from coordinator.faults import uncaught
from ui.theme import THEME, Mode, load_fonts

if TYPE_CHECKING:
    from ui.problems import Problem

_COLLECT_EVERY_MS: Final = 1_000
_WHOLE_EVERY: Final = 30
_TURNS: Final = count(1)


def create_app(
    argv: Sequence[str], *, language: str = "da", mode: Mode = "system", text_scale: int = 100
) -> QApplication:
    """Make the one QApplication, dressed and in the language of the user."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(list(argv))
    app.setApplicationName("Samplan")
    app.setStyle("Fusion")
    load_fonts()
    speak(language)
    THEME.follow_system()
    THEME.use(mode, text_scale)
    collect_garbage_here(app)
    return app


def collect_garbage_here(app: QApplication) -> None:
    """Collect cycles on the screen's thread only; elsewhere it may free widgets off it."""
    gc.disable()
    timer = QTimer(app)
    timer.setInterval(_COLLECT_EVERY_MS)
    timer.timeout.connect(_collect)
    timer.start()


def _collect() -> None:
    # What is new takes a moment. All that a big import holds takes half a second to go through,
    # so the whole is only gone through while nobody is here.
    here = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
    gc.collect(1 if here or next(_TURNS) % _WHOLE_EVERY else 2)


class _Bugs:
    """Who is shown an uncaught error: the newest window, also for a thread of an older one.

    A thread keeps the hook that stood when it began, so the hook itself holds no window.
    """

    show: Callable[["Problem"], None] | None = None

    @classmethod
    def caught(
        cls, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if cls.show is None or issubclass(kind, KeyboardInterrupt):
            uncaught(kind, error, trace)
            return
        from ui.problems import bug  # noqa: PLC0415 - a start has no bugs to tell of

        cls.show(bug(error))


def catch_bugs(show: Callable[["Problem"], None]) -> None:
    """Have every uncaught error logged, without personal data, and shown; the program goes on."""
    _Bugs.show = staticmethod(show)
    sys.excepthook = _Bugs.caught


def speak(language: str) -> None:
    """Have Qt's own buttons and menus speak the user's language; English is built in."""
    app = QCoreApplication.instance()
    assert app is not None
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if language == "en":
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # Without the file Qt's few own words are English; that is no reason not to start.
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
