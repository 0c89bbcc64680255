"""The municipality's own column mappings: kept on this PC, used before those that ship."""

from pathlib import Path
from typing import Final

from platformdirs import user_config_path

from coordinator.i18n import N_
from coordinator.imports.kinds import ImportKind
from coordinator.imports.mapping import Mapping

# What a kind of file is called.
KIND_LABELS: Final = {
    ImportKind.STAFF: N_("Staff"),
    ImportKind.DISTRICTS: N_("School districts"),
    ImportKind.EMPLOYMENT: N_("Employment: benefits and job goals"),
    ImportKind.SOCIAL: N_("Social: interventions"),
    ImportKind.HEALTH: N_("Health: courses"),
}


def own_folder() -> Path:
    """Name the folder; a file in it has the kind's word as its name, such as ``social.json``."""
    return user_config_path("Samplan", appauthor=False) / "mappings"


def own_file(kind: ImportKind) -> Path:
    """Name the file that holds the municipality's own mapping of a kind."""
    return own_folder() / f"{kind.value}.json"


class OwnMappings:
    """The mappings in a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder: Final = folder or own_folder()

    def kinds(self) -> tuple[ImportKind, ...]:
        """Name the kinds of files that have a mapping of their own."""
        return tuple(kind for kind in ImportKind if self._path(kind).is_file())

    def keep(self, mapping: Mapping) -> None:
        """Keep a mapping for the next file of its kind.

        Raises:
            OSError: when it cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._path(mapping.kind).write_text(mapping.to_json(), encoding="utf-8")

    def forget(self, kind: ImportKind) -> None:
        """Go back to the mapping that ships.

        Raises:
            OSError: when it cannot be removed.
        """
        self._path(kind).unlink(missing_ok=True)

    def _path(self, kind: ImportKind) -> Path:
        return self.folder / f"{kind.value}.json"
