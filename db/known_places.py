"""Where this person had stores on this PC: a disk that is away is no PC without a store."""

import json
from pathlib import Path
from typing import Final
from uuid import UUID

from db.durable import make_private_folder, write_atomically
from db.places import default_path

_FORMAT: Final = 1


class KnownPlaces:
    """Paths and ids of local stores that were opened, in a small file among this person's data."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path: Final = (folder or default_path().parent) / "stores.json"

    def knows(self, store: Path) -> bool:
        """Whether a store was opened at this path before."""
        return str(store) in self._read()

    def note(self, store: Path, store_id: UUID) -> None:
        """Remember a store that was opened; a disk that is full is not worth a stop."""
        known = self._read()
        if known.get(str(store)) == str(store_id):
            return
        values = {"format": _FORMAT, "stores": {**known, str(store): str(store_id)}}
        try:
            make_private_folder(self._path.parent)
            write_atomically(self._path, json.dumps(values).encode())
        except OSError:
            return

    def _read(self) -> dict[str, str]:
        try:
            values = json.loads(self._path.read_bytes())
            if values["format"] != _FORMAT:
                return {}
            return {str(path): str(store_id) for path, store_id in values["stores"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}
