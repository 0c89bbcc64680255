"""Takes off a picture what it tells besides what is seen: where, when, by whom, with what.

How it is turned (EXIF orientation), its colours and its resolution stay, for they are seen.
"""

from collections.abc import Iterator
from typing import Final, Literal

from plans.errors import RuleBroken
from plans.scans import ScanType

_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP15 = 0xE0, 0xEF
# Markers without a length, in the middle of the picture's own data (ITU-T T.81 § B.1.1.3).
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
# What of the application's segments a picture needs: JFIF, its colours, Adobe's kind of colours.
_NEEDED: Final = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_EXIF: Final = b"Exif\0\0"
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = 1
_PNG_HEAD: Final = 8
# Chunks that a picture is made of or shown by (PNG § 11); text, time, EXIF and others go.
_PNG_KEPT: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
     b"cICP", b"bKGD", b"pHYs"}
)  # fmt: skip


def cleaned_picture(media_type: ScanType, content: bytes) -> bytes:
    """Give a PNG or JPEG without what it tells besides; the dots are the same, byte for byte.

    Raises:
        RuleBroken: ``scan-unreadable`` when it is damaged.
    """
    try:
        return _png(content) if media_type is ScanType.PNG else cleaned_jpeg(content)
    except (IndexError, ValueError) as error:
        raise RuleBroken("scan-unreadable") from error


def cleaned_jpeg(content: bytes) -> bytes:
    """Give a JPEG without what it tells besides.

    Raises:
        ValueError, IndexError: when it is damaged.
    """
    kept = [b"\xff\xd8"]
    turned = _UPRIGHT
    for marker, segment in _segments(content):
        body = segment[4:]
        if marker == 0xE1 and body.startswith(_EXIF):
            turned = _orientation(body[len(_EXIF) :])
        elif _is_seen(marker, body):
            kept.append(segment)
    if turned != _UPRIGHT:
        # Behind JFIF, which stands first where it is.
        kept.insert(2 if kept[1][1] == _APP0 else 1, _turned(turned))
    return b"".join(kept)


def _is_seen(marker: int, body: bytes) -> bool:
    """Tell whether a segment is a part of what is seen."""
    if marker in _NEEDED:
        return body.startswith(_NEEDED[marker])
    return not (_APP0 <= marker <= _APP15 or marker == _COM)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk through a JPEG up to its end; whatever hangs behind is left out."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError(at)
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == _EOI:
            yield marker, content[at : at + 2]
            return
        end = at + 2
        if marker not in _BARE:
            end += int.from_bytes(content[end : end + 2])
        if marker == _SOS:
            end = _end_of_dots(content, end)
        if end > len(content) or end < at + 2:
            raise ValueError(at)
        yield marker, content[at:end]
        at = end


def _end_of_dots(content: bytes, start: int) -> int:
    """Find the marker behind the picture's own data, in which 0xFF stands before a 0."""
    at = content.index(b"\xff", start)
    while content[at + 1] == 0 or content[at + 1] in _BARE:
        at = content.index(b"\xff", at + 2)
    return at


def _orientation(tiff: bytes) -> int:
    if tiff[:4] not in {b"II*\0", b"MM\0*"}:
        return _UPRIGHT
    order: Literal["little", "big"] = "little" if tiff.startswith(b"II") else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    start = number(4, 4)
    for place in range(min(number(start, 2), 1000)):
        entry = start + 2 + place * 12
        if number(entry, 2) == _ORIENTATION and entry + 10 <= len(tiff):
            found = number(entry + 8, 2)
            return found if 1 <= found <= 8 else _UPRIGHT
    return _UPRIGHT


def _turned(orientation: int) -> bytes:
    """Make a segment that tells how the picture is turned, and nothing else."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2) + b"\0\0"
    body = _EXIF + b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _png(content: bytes) -> bytes:
    kept = [content[:_PNG_HEAD]]
    at = _PNG_HEAD
    while True:
        kind = content[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(content[at : at + 4])
        if len(kind) != 4 or end > len(content):
            raise ValueError(at)
        if kind in _PNG_KEPT:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
