"""The CSV of refused rows: it goes out, is corrected, and comes in again."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from coordinator.imports import ImportKind, Known, propose, read_file, refused_texts
from tests.coordinator.imports.ugly import HEALTH, SOCIAL, csv_text, health, health_csv, xlsx

KIND = ImportKind.HEALTH
SIGNS = st.sampled_from(list("'=+-@\t\r\n\"; ,aå\uff1d"))
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")


def once_more(found):
    return read_file(found.kind, "afviste.csv", found.rejects_csv())


def test_the_file_has_five_columns_and_then_the_original_ones():
    text = read_file(KIND, "s.csv", health_csv(health(start="x"))).rejects_csv().decode("utf-8-sig")
    header, row = text.splitlines()
    assert header == "fil;linje;kolonne;værdi;årsag;" + ";".join(HEALTH)
    assert row.startswith("s.csv;2;henvist;x;")
    assert row.endswith(";150277-9995;Prøvesen, Karla;0;Vestskolen;Genoptræning;x;;bepr")


def test_a_corrected_file_is_read_as_the_same_kind():
    found = read_file(KIND, "s.csv", health_csv(health(start="31-02-2025"), health(number="")))
    corrected = found.rejects_csv().replace(b"31-02-2025", b"28-02-2025")
    again = read_file(KIND, "afviste.csv", corrected)
    assert [each.line for each in again.records] == [2]
    assert again.records[0].family == "Prøvesen"
    assert [each.reason_code for each in again.rejections] == ["cpr-missing"]
    assert again.unmapped == ()


def test_the_number_is_whole_and_keeps_its_leading_zero_in_a_spreadsheet():
    row = (101659996, "Karla Prøvesen", "", "", "", "Andet", "x", "", "")
    text = read_file(ImportKind.SOCIAL, "s.xlsx", xlsx(SOCIAL, row)).rejects_csv().decode()
    assert ";010165-9996;" in text
    refused = read_file(KIND, "s.csv", health_csv(health(number="3102909995"))).rejects_csv()
    assert b"310290-9995" in refused


def test_rows_that_the_proposal_refuses_are_in_the_file():
    found = read_file(KIND, "s.csv", health_csv(health(), health(number="x")))
    proposal = propose(found, Known())
    assert found.rejects_csv(proposal.rejections) == found.rejects_csv()


def test_a_row_with_too_few_cells_is_refused_again():
    found = read_file(KIND, "s.csv", health_csv(health()[:5]))
    assert [each.reason_code for each in once_more(found).rejections] == ["cells-count"]


def test_a_row_with_wrong_quotation_marks_is_refused_again():
    text = csv_text(HEALTH, health()).replace("Genoptræning", '"Gen"optræning')
    found = read_file(KIND, "s.csv", text.encode())
    assert [each.line for each in once_more(found).rejections] == [2]


def test_a_formula_in_a_heading_comes_back_as_it_was():
    text = csv_text((*HEALTH, "=1+1"), (*health(number="1"), "a"))
    found = read_file(KIND, "s.csv", text.encode())
    assert b";'=1+1\r\n" in found.rejects_csv()
    assert once_more(found).columns == (*HEALTH, "=1+1")


@given(st.lists(st.text(SIGNS, max_size=6), min_size=3, max_size=3))
def test_cells_come_back_exactly_and_none_is_a_formula(cells):
    title, district, login = cells
    row = health(number="1", title=title, district=district, login=login)
    found = read_file(KIND, "s.csv", health_csv(row))
    again = once_more(found)
    assert refused_texts(again, again.rejections[0].line) == row
    text = found.rejects_csv().decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        assert not any(cell != "-" and cell.startswith(FORMULA) for cell in line)
