"""What this PC remembers of a store's log: the newest seal that was seen, and nobody's name."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from db.durable import make_private_folder, write_atomically
from db.places import default_path
from plans.log_chain import SealMark

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Remembered:
    """The newest seal that was seen; ``restored_at`` when the store was put back since."""

    mark: SealMark
    restored_at: datetime | None = None


class SealMemory:
    """The memory of one store, in a small file among this person's data."""

    def __init__(self, store_id: UUID, folder: Path | None = None) -> None:
        seals = (folder or default_path().parent) / "seals"
        self._path: Final = seals / f"{store_id.hex[:12]}.json"

    def read(self) -> Remembered | None:
        """Give what is remembered; None at first, and when the file cannot be read."""
        try:
            values = json.loads(self._path.read_bytes())
            if values["format"] != _FORMAT:
                return None
            restored = values["restored_at"]
            return Remembered(
                SealMark(
                    int(values["number"]),
                    datetime.fromisoformat(values["at"]),
                    str(values["hash"]),
                ),
                None if restored is None else datetime.fromisoformat(restored),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, mark: SealMark, restored_at: datetime | None = None) -> None:
        """Remember a seal instead of the one before; a disk that is full is not worth a stop."""
        values = {
            "format": _FORMAT,
            "number": mark.number,
            "at": mark.at.isoformat(),
            "hash": mark.hash,
            "restored_at": None if restored_at is None else restored_at.isoformat(),
        }
        try:
            make_private_folder(self._path.parent)
            write_atomically(self._path, json.dumps(values).encode())
        except OSError:
            return

    def note_restore(self, at: datetime) -> None:
        """Remember that the store was put back from a backup by our own command."""
        known = self.read()
        if known is not None:
            self.keep(known.mark, at)
