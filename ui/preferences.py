"""What one person prefers on this PC: language, theme, text size, dictionary, and the lock.

Nothing about citizens.
"""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from platformdirs import user_config_path

from coordinator.i18n import LANGUAGES

MODES: Final = ("system", "light", "dark")
TEXT_SCALES: Final = (100, 125, 150, 200)
# Minutes without a key or the mouse; 0 is never.
LOCK_AFTER: Final = (5, 15, 30, 0)
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices; what a file does not tell, or tells wrongly, is as shipped."""

    language: str = "da"
    mode: Literal["system", "light", "dark"] = "system"
    text_scale: int = 100
    dictionary_folder: str = ""
    lock_after: int = 15
    lock_with_screen: bool = True
    hide_from_capture: bool = False
    calendar_file: str = ""


def preferences_path() -> Path:
    """Name the file of the person who is logged in on this PC."""
    return user_config_path("Samplan", appauthor=False) / "preferences.json"


def read_preferences(path: Path | None = None) -> Preferences:
    """Read the choices; a missing or broken file gives those as shipped."""
    try:
        stored = json.loads((path or preferences_path()).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError):
        _LOG.info("preferences cannot be read")
        return Preferences()
    if not isinstance(stored, dict):
        return Preferences()
    shipped = Preferences()
    language, mode, scale = (stored.get(name) for name in ("language", "mode", "text_scale"))
    folder, lock_after = (stored.get(name) for name in ("dictionary_folder", "lock_after"))
    calendar_file = stored.get("calendar_file")
    with_screen, hide = (stored.get(name) for name in ("lock_with_screen", "hide_from_capture"))
    return Preferences(
        language=language if language in LANGUAGES else shipped.language,
        mode=mode if mode in MODES else shipped.mode,
        text_scale=scale if scale in TEXT_SCALES else shipped.text_scale,
        dictionary_folder=folder if isinstance(folder, str) else shipped.dictionary_folder,
        # True is 1 to Python, and no number of minutes.
        lock_after=lock_after
        if lock_after in LOCK_AFTER and not isinstance(lock_after, bool)
        else shipped.lock_after,
        lock_with_screen=with_screen is not False,
        hide_from_capture=hide is True,
        calendar_file=calendar_file if isinstance(calendar_file, str) else shipped.calendar_file,
    )


def write_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Keep the choices.

    Raises:
        OSError: when they cannot be written.
    """
    target = path or preferences_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
