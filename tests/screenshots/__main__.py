"""Paint every screen and state to PNG: ``python -m tests.screenshots [folder] [--only word]``.

Both themes with text at 100, 150 and 200 %, from 900×560 to 1440×900, in Danish and English.
Prints what it wrote and everything that looked wrong; ends with 1 when something did.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TZ", "Europe/Copenhagen")

from PySide6.QtWidgets import QApplication

from coordinator.i18n import use_language
from tests.ui.every_screen import STATES, close_window, faults, make_practice, open_window
from ui.app import create_app, speak
from ui.theme import THEME

LOOKS = (
    ("light", 100, (1440, 900)),
    ("dark", 100, (1440, 900)),
    ("light", 100, (1366, 768)),
    ("light", 100, (900, 560)),
    ("light", 150, (1366, 768)),
    ("dark", 150, (1440, 900)),
    ("light", 200, (1366, 768)),
    ("dark", 200, (1366, 768)),
    ("light", 200, (1280, 720)),
)
LANGUAGES = ("da", "en")


def main(arguments: list[str]) -> int:
    """Paint everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("folder", nargs="?", default="build/screenshots", type=Path)
    parser.add_argument("--only", default="", help="states whose name has this word")
    parser.add_argument("--language", choices=LANGUAGES, default=None)
    parser.add_argument("--looks", default=len(LOOKS), type=int, help="only the first looks")
    asked = parser.parse_args(arguments)
    create_app(["samplan"], language="da", mode="light", text_scale=100)
    with tempfile.TemporaryDirectory() as place:
        use_language("da")  # the papers of the practice store are in its language
        practice = make_practice(place)
        try:
            wrong = sum(
                _paint(practice, asked, language, look)
                for language in ([asked.language] if asked.language else LANGUAGES)
                for look in LOOKS[: asked.looks]
            )
        finally:
            practice.store.close()
    print(f"{wrong} faults")
    return 1 if wrong else 0


def _paint(practice, asked, language, look) -> int:
    mode, scale, size = look
    use_language(language)
    speak(language)
    THEME.use(mode, scale)
    folder = asked.folder / f"{language}_{mode}_{size[0]}x{size[1]}_{scale}"
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for state in STATES:
        if asked.only not in state.name:
            continue
        window = open_window(practice, state, size)
        target = folder / f"{state.name.replace(' ', '_')}.png"
        window.grab().save(str(target))
        print(target)
        for fault in faults(window):
            wrong += 1
            print(f"  {fault}")
        close_window(window)
    QApplication.processEvents()
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
