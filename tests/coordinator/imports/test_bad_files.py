"""Files that are refused as a whole: each with one clear sentence."""

import io
import struct
import zipfile

import pytest

from coordinator.i18n import use_language
from coordinator.imports import ImportKind, ImportRefused, Stopped, load_mapping, raw, read_file
from coordinator.imports.workbook_guard import MAX_TEXT, check_workbook
from tests.coordinator.imports.ugly import (
    HEALTH,
    SHEET,
    SOCIAL,
    csv_text,
    health,
    health_csv,
    sample,
    with_part,
    xlsx,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
WORKBOOK = sample(ImportKind.SOCIAL)
RELATIONS = "xl/_rels/workbook.xml.rels"


@pytest.fixture(autouse=True)
def english():
    use_language("en")


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def locked(data):
    """Set the flag of a locked entry in the archive's directory."""
    at = data.rindex(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


BAD = {
    "empty": (b"", "empty"),
    "blank": (b"\xef\xbb\xbf \r\n\r\n", "empty"),
    "locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "old workbook": (OLE + "Workbook".encode("utf-16-le"), "old-excel"),
    "old document": (OLE + "WordDocument".encode("utf-16-le"), "old-office"),
    "locked entry": (locked(WORKBOOK), "encrypted"),
    "pdf": (b"%PDF-1.7\n...", "pdf"),
    "picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "web page named xls": (b"\n<html><table><tr><td>CPR</td></tr></table>", "html"),
    "gzip": (b"\x1f\x8b\x08\0", "not-excel"),
    "zip": (archive(**{"a.txt": "x"}), "not-excel"),
    "open document": (archive(mimetype="x", **{"content.xml": "<a/>"}), "open-document"),
    "binary workbook": (archive(**{"xl/workbook.bin": "x"}), "binary-excel"),
    "cut workbook": (WORKBOOK[:5000], "broken"),
    "damaged sheet": (with_part(WORKBOOK, SHEET, lambda part: part[:3000]), "broken"),
    "bomb": (with_part(WORKBOOK, "xl/bomb.xml", lambda _: b" " * 30_000_000), "archive-unsafe"),
    "deep": (with_part(WORKBOOK, SHEET, lambda _: b"<a>" * 100 + b"</a>" * 100), "archive-unsafe"),
    "entities": (
        with_part(WORKBOOK, SHEET, lambda _: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "archive-unsafe",
    ),
    "many entries": (archive(**{f"{n}": "" for n in range(2_001)}), "archive-unsafe"),
    "empty workbook": (xlsx(), "empty"),
    "binary": (bytes(range(256)) * 4, "not-text"),
    "no table": (b"Hej med dig", "not-text"),
    "damaged letters": (health_csv(health()).replace("ø".encode(), b"\xc3"), "encoding-broken"),
    "damaged letters without BOM": (
        csv_text(HEALTH, health(name="Ærø, Åse")).encode().replace("ø".encode(), b"\xc3"),
        "encoding-broken",
    ),
    "half utf-16": (b"\xff\xfea", "not-text"),
    "heading only": (health_csv(), "no-rows"),
    "heading only in Excel": (xlsx(HEALTH), "no-rows"),
    "other columns": (csv_text(("Farve", "Antal"), ("rød", "1")).encode(), "columns-missing"),
    "quotes everywhere": (
        (csv_text(HEALTH) + 'a;"b"c\r\n' * 1_001).encode(), "quotes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_gets_one_sentence(name):
    data, code = BAD[name]
    with pytest.raises(ImportRefused) as caught:
        read_file(ImportKind.HEALTH, "fil", data)
    assert caught.value.code == code
    assert str(caught.value) == code
    assert caught.value.sentence.endswith(".")
    assert "{" not in caught.value.sentence


def test_bounds_hold(monkeypatch):
    monkeypatch.setattr("coordinator.imports.tables_in.MAX_BYTES", 100)
    with pytest.raises(ImportRefused, match="too-big"):
        read_file(ImportKind.SOCIAL, "s.xlsx", WORKBOOK)
    monkeypatch.undo()
    monkeypatch.setattr("coordinator.imports.csv_in.MAX_ROWS", 3)
    with pytest.raises(ImportRefused, match="too-many-rows"):
        read_file(ImportKind.HEALTH, "s.csv", health_csv(*[health()] * 4))
    with pytest.raises(ImportRefused, match="too-many-rows"):
        read_file(ImportKind.HEALTH, "s.csv", health_csv(*[health()] * 10))
    monkeypatch.setattr("coordinator.imports.xlsx_in.MAX_ROWS", 10)
    with pytest.raises(ImportRefused, match="too-many-rows"):
        read_file(ImportKind.SOCIAL, "s.xlsx", WORKBOOK)


def test_missing_columns_are_named_with_what_was_found():
    text = csv_text(
        ("Nr.", "Navn", "Indsats", "Dato"), ("150277-9995", "K P", "Andet", "01-05-2024")
    )
    with pytest.raises(ImportRefused) as caught:
        read_file(ImportKind.SOCIAL, "s.csv", text.encode())
    assert caught.value.facts["fields"] == ("number", "start")
    assert caught.value.facts["found"] == ("Nr.", "Navn", "Indsats", "Dato")
    assert "CPR number, Start" in caught.value.sentence
    mapping = load_mapping(ImportKind.SOCIAL).with_columns({"Nr.": "number", "Dato": "start"})
    assert read_file(ImportKind.SOCIAL, "s.csv", text.encode(), mapping).records[0].family == "P"


def test_a_column_can_be_left_out_and_unknown_ones_are_listed():
    text = csv_text((*HEALTH, "Note"), (*health(), "hemmelig"))
    mapping = load_mapping(ImportKind.HEALTH).with_columns({"skoledistrikt": ""})
    found = read_file(ImportKind.HEALTH, "s.csv", text.encode(), mapping)
    assert found.unmapped == ("skoledistrikt", "Note")
    assert found.records[0].district_text == ""


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "social"}', '{"kind": "health", "headings": {"x": []}}',
                                  '{"kind": "health", "headings": [], "date_formats": []}',
                                  '{"kind": "health", "headings": {}, "date_formats": ["dd-dd-yyyy"]}',
                                  '{"kind": "health", "headings": {}, "date_formats": [], "name_order": "x"}',
                                  '{"kind": "health", "headings": {}, "date_formats": [], "values": []}',
                                  '{"kind": "health", "headings": {}, "date_formats": [], "values": {"role": 1}}',
                                  '{"kind": "health", "headings": {"name": [1]}, "date_formats": []}'])  # fmt: skip
def test_a_broken_mapping_is_refused(text, tmp_path):
    (tmp_path / "health.json").write_text(text, encoding="utf-8")
    with pytest.raises(ImportRefused) as caught:
        load_mapping(ImportKind.HEALTH, tmp_path)
    assert "health.json" in caught.value.sentence


def test_a_mapping_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "health.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ImportRefused, match="mapping-broken"):
        load_mapping(ImportKind.HEALTH, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_and_delimiter_are_found(encoding, delimiter):
    text = "Sociale sager\r\nUdtræk, pr. 31.01.2025; alle\r\n\r\n" + csv_text(
        HEALTH, health(), delimiter=delimiter
    )
    found = read_file(ImportKind.HEALTH, "s.csv", text.encode(encoding))
    assert found.table.header_line == 4
    assert [(each.line, each.given) for each in found.records] == [(5, "Karla")]


def test_letters_of_two_signs_are_made_one():
    text = csv_text(HEALTH, health(name="A\u030ase, Karla"))
    assert read_file(ImportKind.HEALTH, "s.csv", text.encode()).records[0].family == "Åse"


def test_a_wrong_size_in_the_sheet_does_not_hide_rows():
    data = with_part(WORKBOOK, SHEET, lambda part: part.replace(b"A1:I1806", b"A1:A1"))
    assert len(read_file(ImportKind.SOCIAL, "s.xlsx", data).records) == 1803


def test_a_row_far_down_in_the_sheet_is_refused_and_does_not_hang():
    row = b'<row r="1048576"><c r="A1048576" t="n"><v>1</v></c></row></sheetData>'
    data = with_part(WORKBOOK, SHEET, lambda part: part.replace(b"</sheetData>", row))
    with pytest.raises(ImportRefused, match="too-many-rows"):
        read_file(ImportKind.SOCIAL, "s.xlsx", data)


def sheet_with(row: bytes) -> bytes:
    return with_part(
        WORKBOOK, SHEET, lambda part: part.replace(b"</sheetData>", row + b"</sheetData>")
    )


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1000000"><c r="XFD1000000"><v>1</v></c></row>',
        b'<row r="1000000"><c><v>1</v></c></row><row><c r="XFD9"><v>1</v></c></row>',
        b'<row><c r="ZZZZZZ9"><f>1+1</f></c></row>',
        b'<row><c r="4&#216;"><is><t>1</t></is></c></row>',
    ],
)
def test_a_cell_far_from_the_table_is_refused_before_it_fills_the_memory(row):
    with pytest.raises(ImportRefused, match="sheet-too-wide"):
        read_file(ImportKind.SOCIAL, "s.xlsx", sheet_with(row))


def test_cells_that_do_not_say_where_they_stand_are_counted_on():
    wide = b"<row>" + b"<c><v>1</v></c>" * 5_000 + b"</row>"
    data = sheet_with(wide + b"<row/>" * 5_000 + b"<row><c><v>1</v></c></row>")
    with pytest.raises(ImportRefused, match="sheet-too-wide"):
        read_file(ImportKind.SOCIAL, "s.xlsx", data)


@pytest.mark.parametrize(
    ("name", "before"), [("sheet1.dat", b"Not a table: "), ("sheet1.XML", b" " * 20)]
)
def test_a_far_cell_is_found_in_a_sheet_of_any_name(name, before):
    far = b'<row r="1000000"><c r="XFD1000000"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as book:
        sheet = before + book.read(SHEET).replace(b"</sheetData>", far)
    data = with_part(WORKBOOK, f"xl/worksheets/{name}", lambda _: sheet)
    data = with_part(data, RELATIONS, lambda part: part.replace(b"sheet1.xml", name.encode()))
    with pytest.raises(ImportRefused, match=r"sheet-too-wide|broken"):
        read_file(ImportKind.SOCIAL, "s.xlsx", data)


LONG = 1_000_000


def book_with_a_long_text(value: bytes, uses: int) -> bytes:
    """Make a workbook whose cells all share one text; ``value`` is what a cell asks for."""
    texts = b"<sst><si><t>" + b"x" * LONG + b"</t></si><si><t>y</t></si></sst>"
    cell = b'<row><c t="s">' + value + b"</c></row>"
    return with_part(sheet_with(cell * uses), "xl/sharedStrings.xml", lambda _: texts)


@pytest.mark.parametrize(
    "value",
    [
        b"<v>0</v>",
        b"<f>1</f><v>0</v>",
        b"<v>0<!-- -->1</v>",
        b"<v><![CDATA[0]]>1</v>",
        b"<v> +1</v>",
        b"<si><v>0</v></si>",
    ],
)
def test_a_long_text_that_many_cells_share_is_refused_before_it_fills_the_memory(value):
    with pytest.raises(ImportRefused, match="archive-unsafe"):
        check_workbook(book_with_a_long_text(value, uses=MAX_TEXT // LONG + 1))


def test_a_long_text_that_one_cell_has_does_not_count_for_the_others():
    check_workbook(book_with_a_long_text(b"<v>1</v>", uses=MAX_TEXT // LONG + 1))


def test_a_far_cell_with_a_colour_and_nothing_else_does_no_harm():
    data = sheet_with(b'<row r="900000"><c r="XFD900000" s="1"/></row>')
    assert len(read_file(ImportKind.SOCIAL, "s.xlsx", data).records) == 1803


def test_a_part_is_looked_into_whatever_it_is_called():
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    data = with_part(WORKBOOK, "xl/media/image1.png", lambda _: bomb)
    with pytest.raises(ImportRefused, match="archive-unsafe"):
        read_file(ImportKind.SOCIAL, "s.xlsx", data)


def test_a_workbook_behind_another_is_not_read_in_its_place():
    hidden = xlsx(SOCIAL, ("150277-9995", "Karla Prøvesen", "", "", "", "Andet", "01-05-2024"))
    shown = bytearray(WORKBOOK)
    shown[-2:] = struct.pack("<H", 5)  # a comment that is not there: some readers look on
    assert len(read_file(ImportKind.SOCIAL, "s.xlsx", hidden + shown).records) == 1803


def test_looking_through_a_workbook_can_be_stopped():
    def stop(_done, _total):
        raise Stopped

    with pytest.raises(Stopped):
        check_workbook(WORKBOOK, stop)


def test_a_workbook_with_a_comment_on_it_is_read():
    commented = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(commented, "a") as book:
        book.comment = b"Made by a program that says so."
    assert len(read_file(ImportKind.SOCIAL, "s.xlsx", commented.getvalue()).records) == 1803


def test_a_table_that_begins_further_in_keeps_its_row_numbers():
    row = ("150277-9995", "Karla Prøvesen", "", "", "", "Andet", "01-05-2024", "", "")
    book = xlsx((), (None, None), (None, *SOCIAL), (), (None, *row), (None, None, "9"))
    (record,) = read_file(ImportKind.SOCIAL, "s.xlsx", book).records
    assert (record.line, record.title) == (5, "Andet")


def test_a_workbook_named_csv_and_text_named_xlsx_are_read_by_what_they_are():
    assert read_file(ImportKind.SOCIAL, "s.csv", WORKBOOK).rejections == ()
    assert read_file(ImportKind.HEALTH, "s.xlsx", health_csv(health())).rejections == ()


def test_the_sheet_with_the_headings_is_chosen_and_odd_cells_are_read():
    book = xlsx(
        SOCIAL,
        (2512489996.0, "Karla Prøvesen", True, False, 7.5, "A\u030a", "01-05-2024", None, 12),
    )
    record = read_file(ImportKind.SOCIAL, "s.xlsx", book).records[0]
    assert (record.protected, record.district_text, record.title) == (False, "7,5", "Å")
    assert record.caseworker_text == "12"


def test_a_cell_in_excel_can_be_too_long():
    book = xlsx(SOCIAL, ("150277-9995", "x" * 10_001, "", "", "", "Andet", "01-05-2024", "", ""))
    (refused,) = read_file(ImportKind.SOCIAL, "s.xlsx", book).rejections
    assert refused.reason_code == "cell-long"


@pytest.mark.parametrize("kind", [ImportKind.SOCIAL, ImportKind.HEALTH])
def test_a_person_can_stop_the_reading(kind):
    told = []

    def progress(done, total):
        if told[-1:] != [(done, total)]:  # before the first row it is asked again and again
            told.append((done, total))
        if len(told) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        read_file(kind, "f", sample(kind), progress=progress)
    assert len(told) == 3
    assert told[1][0] - told[0][0] == raw.PROGRESS_EVERY
