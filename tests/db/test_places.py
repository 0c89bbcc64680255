"""Where a store can be."""

from pathlib import Path

import pytest

from coordinator.store_errors import StoreAddressWrong, StoreOnNetworkDrive
from db.places import (
    LocalPlace,
    SharedPlace,
    default_path,
    filesystem_kind,
    parse_place,
    refuse_network_drive,
)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_no_address_is_the_usual_place(text: str | None) -> None:
    assert parse_place(text) == LocalPlace(default_path())
    assert default_path().name == "samplan.db"


def test_a_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse_place("Solbæk kommune.db") == LocalPlace(tmp_path / "Solbæk kommune.db")
    assert parse_place("~/x.db") == LocalPlace(Path.home() / "x.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_a_shared_address_hides_who_and_how(scheme: str) -> None:
    place = parse_place(f"{scheme}://lise:hemmelig@db.example:5432/samplan?sslmode=verify-full")
    assert isinstance(place, SharedPlace)
    assert place.shown == "postgresql://db.example:5432/samplan"
    assert "hemmelig" not in repr(place)
    assert "lise" not in str(place)


@pytest.mark.parametrize("text", ["mysql://x/y", "sqlite:///x.db", "https://x", "file://x", "a\0b"])
def test_another_kind_of_address_is_refused(text: str) -> None:
    with pytest.raises(StoreAddressWrong):
        parse_place(text)


@pytest.mark.parametrize("kind", ["nfs4", "CIFS", "smb3", "fuse.sshfs", "remote", "afpfs"])
def test_a_network_drive_is_refused(kind: str) -> None:
    with pytest.raises(StoreOnNetworkDrive):
        refuse_network_drive(Path("/srv/samplan.db"), lambda _: kind)


@pytest.mark.parametrize("path", [r"\\server\share\samplan.db", "//server/share/samplan.db"])
def test_a_share_by_its_name_is_refused_unasked(path: str) -> None:
    class UncPath(type(Path())):  # type: ignore[misc]
        def __str__(self) -> str:
            return path

    with pytest.raises(StoreOnNetworkDrive):
        refuse_network_drive(UncPath("x"), lambda _: "ntfs")


@pytest.mark.parametrize("kind", ["ext4", "NTFS", "apfs", "local", "tmpfs", "overlay", ""])
def test_a_disk_of_this_computer_is_fine(kind: str) -> None:
    refuse_network_drive(Path("/srv/samplan.db"), lambda _: kind)


def test_the_disk_of_this_test_is_known_before_the_file_is(tmp_path: Path) -> None:
    assert filesystem_kind(tmp_path / "not" / "yet.db")
    refuse_network_drive(tmp_path / "not" / "yet.db")


def test_a_link_to_another_disk_counts_as_that_disk(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/shm" if Path("/dev/shm").exists() else tmp_path)
    assert filesystem_kind(tmp_path / "link" / "s.db") == filesystem_kind(
        (tmp_path / "link").resolve()
    )
