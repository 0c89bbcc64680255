"""What one person prefers on this PC: language, theme, text size, the dictionary's folder.

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
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices; what a file does not tell, or tells wrongly, is as shipped."""

    language: str = "da"
    mode: Literal["system", "light", "dark"] = "system"
    text_scale: int = 100
    dictionary_folder: str = ""


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
    folder = stored.get("dictionary_folder")
    return Preferences(
        language=language if language in LANGUAGES else shipped.language,
        mode=mode if mode in MODES else shipped.mode,
        text_scale=scale if scale in TEXT_SCALES else shipped.text_scale,
        dictionary_folder=folder if isinstance(folder, str) else shipped.dictionary_folder,
    )


def write_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Keep the choices.

    Raises:
        OSError: when they cannot be written.
    """
    target = path or preferences_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
