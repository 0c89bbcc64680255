"""What a person gave, turned into what opens a place: a local store's key, or a server's door."""

from pathlib import Path
from typing import TYPE_CHECKING

from coordinator.stores import Unlocking
from db.keys import Secrets, unlock, unlock_with_recovery
from db.places import SharedPlace
from db.server_address import ServerAddress

if TYPE_CHECKING:
    from db.server_door import Door


def door_to(place: SharedPlace, given: Unlocking) -> "Door":
    """Give the door of a shared store's server."""
    from db.server_door import Credentials, Door  # noqa: PLC0415 - a local store needs none

    credentials = Credentials(given.login, given.password, given.remember)
    return Door(ServerAddress.read(place.address), credentials)


def key_of(path: Path, given: Unlocking) -> bytes:
    """Give the key of a local store or a backup; errors as in ``db.keys``."""
    if given.recovery_code is not None:
        return unlock_with_recovery(path, given.recovery_code)
    return unlock(path, Secrets(given.passphrase))
