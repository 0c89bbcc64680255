"""A scanned copy is kept without what it tells besides what is seen on it."""

import io
import random

import pypdfium2
import pytest
from PIL import Image, PngImagePlugin
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator.reports.pictures import cleaned_pdf, page_count, page_picture
from coordinator.use_cases.signing import read_file
from plans.errors import RuleBroken
from plans.scan_cleaning import cleaned_picture
from plans.scans import ScanType

SECRET = "Kanarine Fuglekvist"
GPS, MAKER, TAKEN, ORIENTATION = 0x8825, 0x010F, 0x0132, 0x0112


def picture(size=(40, 20)):
    made = Image.new("RGB", size, "white")
    for step in range(size[0]):
        made.putpixel((step, step // 2), (200, 10, 10))
    return made


def photo(*, turned=6, progressive=False, behind=b""):
    """A photo as a telephone takes it: where, when and with what."""
    exif = Image.Exif()
    exif[MAKER], exif[TAKEN], exif[ORIENTATION] = SECRET, "2026:11:17 08:12:00", turned
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (55.0, 40.0, 30.0)
    file = io.BytesIO()
    picture().save(
        file, "JPEG", exif=exif, comment=SECRET, progressive=progressive, dpi=(300, 300),
        icc_profile=b"colours", xmp=f"<x>{SECRET}</x>".encode(),
    )  # fmt: skip
    return file.getvalue() + behind


def pdf(**told):
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    canvas.setAuthor(SECRET)
    canvas.setTitle(SECRET)
    canvas.drawString(100, 700, "Underskrevet")
    if told.get("photo"):
        canvas.drawImage(ImageReader(io.BytesIO(told["photo"])), 100, 300, 200, 100)
    canvas.showPage()
    canvas.drawString(100, 700, "Side to")
    canvas.save()
    return file.getvalue()


def dots(content):
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_tells_no_more_where_and_when_it_was_taken(progressive):
    taken = photo(progressive=progressive, behind=b"\xff\xd8 a film " + SECRET.encode())
    kept = cleaned_picture(ScanType.JPEG, taken)
    assert SECRET.encode() in taken
    assert SECRET.encode() not in kept
    shown = Image.open(io.BytesIO(kept))
    assert dict(shown.getexif()) == {ORIENTATION: 6}
    assert (shown.info["dpi"], shown.info["icc_profile"]) == ((300, 300), b"colours")
    assert "comment" not in shown.info
    assert dots(kept) == dots(taken)
    assert cleaned_picture(ScanType.JPEG, kept) == kept


def test_a_photo_that_stands_upright_has_no_exif_left():
    assert b"Exif" not in cleaned_picture(ScanType.JPEG, photo(turned=1))


def test_a_png_keeps_its_dots_and_resolution_alone():
    file, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET)
    told.add_itxt("Comment", SECRET)
    picture().save(file, "PNG", pnginfo=told, exif=Image.Exif(), dpi=(300, 300))
    kept = cleaned_picture(ScanType.PNG, file.getvalue() + SECRET.encode())
    assert SECRET.encode() not in kept
    shown = Image.open(io.BytesIO(kept))
    assert set(shown.info) == {"dpi"}
    assert dots(kept) == dots(file.getvalue())


@pytest.mark.parametrize("kind", [ScanType.PNG, ScanType.JPEG])
def test_a_damaged_picture_is_refused_and_never_hangs(kind):
    file = io.BytesIO()
    picture().save(file, kind.name)
    whole, chance = file.getvalue(), random.Random(20261122)
    for _try in range(300):
        hurt = bytearray(whole[: chance.randrange(8, len(whole))])
        hurt[chance.randrange(2, len(hurt))] = chance.randrange(256)
        try:
            cleaned_picture(kind, bytes(hurt))
        except RuleBroken as refused:
            assert refused.code == "scan-unreadable"  # noqa: PT017 - some of them are whole


def test_a_pdf_keeps_its_pages_alone():
    told = pdf(photo=photo())
    kept = cleaned_pdf(told)
    assert SECRET.encode() in told
    assert SECRET.encode() not in kept
    with pypdfium2.PdfDocument(kept) as document:
        told_of = {name for name, words in document.get_metadata_dict().items() if words}
        # When it was taken into Samplan, and by what.
        assert told_of <= {"Creator", "Producer", "CreationDate"}
        (image,) = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        assert SECRET.encode() not in bytes(image.get_data())
    assert page_count(kept) == 2
    for page in range(2):
        assert page_picture(kept, page, 50).rgb == page_picture(told, page, 50).rgb


def test_files_that_hang_in_a_pdf_are_not_kept():
    with pypdfium2.PdfDocument(pdf()) as document:
        document.new_attachment("hemmelig.txt").set_data(SECRET.encode())
        file = io.BytesIO()
        document.save(file)
    with pypdfium2.PdfDocument(cleaned_pdf(file.getvalue())) as kept:
        assert kept.count_attachments() == 0


def test_what_is_kept_of_a_file_is_what_was_cleaned(tmp_path):
    path, seen = tmp_path / "foto.jpg", []
    path.write_bytes(photo())

    def opens(scan):
        seen.append(scan.content)
        return True

    kept = read_file(path, opens)
    assert kept.content == cleaned_picture(ScanType.JPEG, photo())
    assert seen == [photo(), kept.content]
    with pytest.raises(RuleBroken, match="scan-unreadable"):
        read_file(path, lambda scan: scan.content != kept.content)
