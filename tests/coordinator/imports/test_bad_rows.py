"""Rows that are refused, with line, column, masked value and reason."""

import pytest

from coordinator.i18n import use_language
from coordinator.imports import (
    ImportKind,
    Known,
    Rejection,
    propose,
    read_file,
    refused_texts,
    reread_row,
)
from tests.coordinator.imports.ugly import (
    HEALTH,
    SOCIAL,
    csv_text,
    employment,
    employment_csv,
    health,
    health_csv,
    xlsx,
)


@pytest.fixture(autouse=True)
def english():
    use_language("en")


def read_health(*rows):
    return read_file(ImportKind.HEALTH, "sundhed.csv", health_csv(*rows))


@pytest.mark.parametrize(
    ("row", "column", "value", "code"),
    [
        (health(number=""), "cpr", "", "cpr-missing"),
        (health(number="1502779"), "cpr", "150277X", "cpr-length"),
        (health(number="150277-99955"), "cpr", "150277-XXXXX", "cpr-length"),
        (health(number="Karla"), "cpr", "Karla", "cpr-letters"),
        (health(number="310290-9995"), "cpr", "310290-XXXX", "cpr-date"),
        (health(number="000000-0000"), "cpr", "000000-XXXX", "cpr-date"),
        (health(name=" "), "navn", "", "required-missing"),
        (health(name=","), "navn", ",", "required-missing"),
        (health(title=""), "forloeb", "", "required-missing"),
        (health(start=""), "henvist", "", "required-missing"),
        (health(start="31-02-2025"), "henvist", "31-02-2025", "date-bad"),
        (health(start="i går"), "henvist", "i går", "date-bad"),
        (health(start="0202-01-01"), "henvist", "0202-01-01", "date-bad"),
        (health(start="150277-9995"), "henvist", "150277-XXXX", "date-bad"),
        (health(end="2024-12-31"), "afsluttet", "2024-12-31", "end-before-start"),
        (health(end="2500-12-31"), "afsluttet", "2500-12-31", "date-bad"),
        (health(protected="måske"), "adressebeskyttelse", "måske", "flag-bad"),
        (health(title="#REF!"), None, "", "cell-error"),
        (health()[:7], None, "", "cells-count"),
        ((*health(), "x"), None, "", "cells-count"),
        (health(title="x" * 10_001), None, "", "cell-long"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_others_are_read(row, column, value, code):
    found = read_health(health(number="251248-9996"), row, health(number="110390-9995"))
    assert [each.line for each in found.records] == [2, 4]
    (refused,) = found.rejections
    assert (refused.file, refused.line, refused.column) == ("sundhed.csv", 3, column)
    assert refused.value.strip() == value
    assert refused.reason_code == code
    assert refused.reason
    assert "{" not in refused.reason


def test_a_row_has_one_rejection_its_first_cause():
    found = read_health(health(number="", start="x", title=""), health())
    assert [each.reason_code for each in found.rejections] == ["cpr-missing"]


def test_the_second_row_of_one_case_is_refused_and_names_the_first():
    found = read_health(health(), health(title="Krop og sind"), health(name="Prøvesen, K."))
    assert [each.line for each in found.records] == [2, 3]
    (refused,) = found.rejections
    assert (refused.line, refused.column, refused.value) == (4, "cpr", "150277-XXXX")
    assert refused.reason == "The same case is in line 2. That line is used."


def test_a_citizen_has_one_employment_case():
    found = read_file(
        ImportKind.EMPLOYMENT, "b.csv", employment_csv(employment(), employment(start="02-05-2024"))
    )
    assert [each.line for each in found.rejections] == [3]


def test_an_empty_cell_too_many_at_the_end_does_no_harm():
    assert read_health((*health(), "", "")).rejections == ()


def test_an_open_quotation_mark_costs_its_own_row_only():
    rows = [health(number=number) for number in ("150277-9995", "251248-9996", "110390-9995")]
    text = csv_text(HEALTH, *rows).replace("Vestskolen", '"Vestskolen', 1)
    found = read_file(ImportKind.HEALTH, "s.csv", text.encode())
    assert [each.line for each in found.records] == [3, 4]
    assert [(each.line, each.reason_code) for each in found.rejections] == [(2, "quotes")]


def test_letters_after_a_closing_quotation_mark_cost_their_own_row_only():
    text = csv_text(HEALTH, health(), health(title="X")).replace("Genoptræning", '"Gen"optræning')
    found = read_file(ImportKind.HEALTH, "s.csv", text.encode())
    assert [each.line for each in found.records] == [3]


def test_a_row_over_several_lines_counts_from_where_it_begins():
    found = read_health(
        health(title="Genop\ntræning\n"), health(number="x"), health(number="110390-9995")
    )
    assert [each.line for each in found.records] == [2, 6]
    assert found.records[0].title == "Genop træning"
    assert [each.line for each in found.rejections] == [5]


def test_blank_rows_are_no_data_rows_but_count_as_lines():
    found = read_health(("",) * 8, health(), (" ",), health(number="x"))
    assert [each.line for each in found.records] == [3]
    assert [each.line for each in found.rejections] == [5]


def test_a_replacement_number_and_one_that_fails_modulus_11_are_welcome():
    found = read_health(health(number="710390-0001"), health(number="010165-9996"))
    assert found.rejections == ()


def test_the_year_9999_means_no_end():
    assert read_health(health(end="9999-12-31")).records[0].end is None


def test_a_number_in_excel_that_lost_its_zero_is_masked_when_refused():
    row = (130139991, "Karla Prøvesen", "", "", "", "Andet", "01-05-2024", "", "")
    ok = (101659996, "Karla Prøvesen", "", "", "", "Andet", "01-05-2024", "", "")
    found = read_file(ImportKind.SOCIAL, "s.xlsx", xlsx(SOCIAL, row, ok))
    (refused,) = found.rejections
    assert (refused.line, refused.value, refused.reason_code) == (2, "013013XXXX", "cpr-date")
    assert found.records[0].number.value == "0101659996"


def test_an_unknown_role_is_refused_with_the_roles_that_are_known():
    text = csv_text(("Login", "Navn", "Rolle"), ("kapr", "Karla Prøvesen", "Trold"))
    (refused,) = read_file(ImportKind.STAFF, "m.csv", text.encode()).rejections
    assert refused.reason_code == "value-unknown"
    assert "Teamleder" in refused.reason


def test_a_bad_count_of_adults_is_refused_and_thousands_are_read():
    text = csv_text(
        ("Skoledistrikt", "Borgere over 18 år"), ("A", "4.446"), ("B", "mange"), ("a", "1")
    )
    found = read_file(ImportKind.DISTRICTS, "d.csv", text.encode())
    assert [each.adults for each in found.records] == [4446]
    assert [each.reason_code for each in found.rejections] == ["count-bad", "duplicate-district"]


def test_a_mended_row_takes_its_place():
    found = read_health(health(number="1"), health(number="251248-9996"))
    mended = found.mended(2, health())
    assert [each.line for each in mended.records] == [2, 3]
    assert mended.rejections == ()
    assert propose(mended, Known()).read == 2


def test_a_row_that_is_mended_into_another_is_refused_as_its_double():
    found = read_health(health(number="1"), health())
    (refused,) = found.mended(2, health()).rejections
    assert (refused.line, refused.reason_code) == (2, "duplicate")


def test_a_row_that_is_mended_badly_is_refused_anew():
    found = read_health(health(number="1"), health())
    (refused,) = found.mended(2, health(start="x")).rejections
    assert (refused.line, refused.reason_code) == (2, "date-bad")
    single = reread_row(found.mapping, found.columns, 2, health(start="x"))
    assert isinstance(single, Rejection)


def test_the_cells_of_a_refused_row_can_be_corrected_as_text():
    row = (101659996, "Karla Prøvesen", "", "", "", "Andet", "x", "", "")
    found = read_file(ImportKind.SOCIAL, "s.xlsx", xlsx(SOCIAL, row))
    texts = list(refused_texts(found, 2))
    assert texts[0] == "010165-9996"
    texts[6] = "01-05-2024"
    assert found.mended(2, tuple(texts)).records[0].number.value == "0101659996"


def test_a_name_without_comma_is_read_in_the_order_of_the_mapping():
    record = read_health(health(name="Prøvesen Karla Ane")).records[0]
    assert (record.given, record.family) == ("Karla Ane", "Prøvesen")


def test_a_quotation_that_runs_over_too_many_lines_is_a_wrong_one():
    rows = [health(number=f"{day:02}0190-9995") for day in range(1, 29)] * 3
    lines = csv_text(HEALTH, *rows).splitlines(keepends=True)
    lines[1] = lines[1].replace("Vestskolen", '"Vestskolen')
    lines[80] = lines[80].replace("bepr", 'bepr"')
    found = read_file(ImportKind.HEALTH, "s.csv", "".join(lines).encode())
    assert [each.line for each in found.rejections if each.reason_code == "quotes"] == [2]
    assert len(found.table.rows) == len(rows)
