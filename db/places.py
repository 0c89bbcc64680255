"""Where a store can be: an address, as a person writes it, and which places are refused."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coordinator.store_errors import StoreAddressWrong, StoreOnNetworkDrive
from db.server_address import SCHEMES

# 9p is not among them: it is how a container or WSL sees a disk of its own machine.
# fmt: off
_NETWORK: Final = frozenset({
    "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs",
    "nfs", "nfs3", "nfs4", "ocfs2", "remote", "smb2", "smb3", "smbfs", "webdav", "fuse.ceph",
    "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs",
    "fuse.smbnetfs", "fuse.sshfs",
})
# fmt: on
_DRIVE_REMOTE: Final = 4


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A local store's file."""

    path: Path


@dataclass(frozen=True, slots=True, repr=False)
class SharedPlace:
    """A shared store's address; it may hold a password, so it is never shown as it is."""

    address: str

    def __repr__(self) -> str:
        return f"SharedPlace({self.shown!r})"

    @property
    def shown(self) -> str:
        """The address without user, password and options."""
        _scheme, _separator, rest = self.address.partition("://")
        return f"postgresql://{rest.rpartition('@')[2].partition('?')[0]}"


Place = LocalPlace | SharedPlace
FilesystemKind = Callable[[Path], str]


def parse_place(text: str | None) -> Place:
    """Read a store's address: a path, a ``postgresql://`` address, or nothing for the usual place.

    Raises:
        StoreAddressWrong: for an address of another kind.
    """
    plain = (text or "").strip()
    if not plain:
        return LocalPlace(default_path())
    if plain.startswith(SCHEMES):
        return SharedPlace(plain)
    if "://" in plain or "\0" in plain:
        raise StoreAddressWrong
    return LocalPlace(Path(plain).expanduser().absolute())


def default_path() -> Path:
    """Name the local store of the person who is logged in."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only without an address

    return user_data_path("Samplan", appauthor=False) / "samplan.db"


def filesystem_kind(path: Path) -> str:
    """Name the kind of file system that ``path`` is or will be on; "remote" on Windows' shares."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        root = os.path.splitdrive(path)[0] + "\\"
        remote = ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE
        return "remote" if remote else "local"
    import psutil  # noqa: PLC0415 - only for a local store

    real = path.resolve()
    mounts = {Path(mount.mountpoint): mount.fstype for mount in psutil.disk_partitions(all=True)}
    return next((mounts[folder] for folder in (real, *real.parents) if folder in mounts), "")


def refuse_network_drive(path: Path, kind_of: FilesystemKind = filesystem_kind) -> None:
    """Let a local store be made or opened at ``path`` only on a disk of this computer.

    Raises:
        StoreOnNetworkDrive: write-ahead logs and locks do not hold across a network.
    """
    if str(path).startswith(("\\\\", "//")) or kind_of(path).lower() in _NETWORK:
        raise StoreOnNetworkDrive(path=path)
