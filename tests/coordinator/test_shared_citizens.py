"""The shared-citizen tables: the sample's figures as printed, and nothing that is hidden."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid5

import openpyxl
import pytest

from coordinator import danish, i18n
from coordinator.exports import csv_bytes, neutral
from coordinator.reports.shared_citizens import (
    DistrictRow,
    SharedCase,
    SharedRequest,
    shared_citizens,
)
from coordinator.reports.tables import Table, TableRow
from plans.cpr import CprNumber
from plans.errors import RuleBroken
from plans.people import ServiceArea
from tests.coordinator.paper_samples import speak_danish

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SAMPLE = RESOURCES / "sample"
EMPLOYMENT, SOCIAL, HEALTH = ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL, ServiceArea.HEALTH
JANUARY = date(2025, 1, 1)
YEARS = (2025, 2024, 2023, 2022)
CITIZENS = UUID(int=1)


@pytest.fixture(autouse=True)
def danish_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Danish figures and Danish texts, straight from the source of the catalogue."""
    speak_danish(monkeypatch)


# --- the sample, read as plainly as possible -----------------------------------------------------


def _day(text: str, form: str) -> date | None:
    return datetime.strptime(text, form).date() if text else None


def _source_rows() -> Iterator[tuple[ServiceArea, str, bool, str, str, date | None, date | None]]:
    with (SAMPLE / "beskaeftigelse.csv").open(encoding="cp1252", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            protected = row["Adressebeskyttelse"] == "Ja"
            start = _day(row["Sagsstart"], "%d-%m-%Y")
            yield (
                EMPLOYMENT,
                row["CPR-nr."],
                protected,
                row["Skoledistrikt"],
                row["Ydelse"],
                start,
                None,
            )
    book = openpyxl.load_workbook(SAMPLE / "social.xlsx", read_only=True)
    for cpr, _name, _address, mark, district, title, start, end, _who in book.active.iter_rows(
        min_row=4, values_only=True
    ):
        if cpr is None:
            continue
        days = [each.date() if each else None for each in (start, end)]
        yield SOCIAL, f"{cpr:0>10}", bool(mark), district or "", title, *days
    book.close()
    with (SAMPLE / "sundhed.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            days = [_day(row[name], "%Y-%m-%d") for name in ("henvist", "afsluttet")]
            protected = row["adressebeskyttelse"] == "1"
            yield HEALTH, row["cpr"], protected, row["skoledistrikt"], row["forloeb"], *days


@pytest.fixture(scope="module")
def sample() -> tuple[list[SharedCase], list[DistrictRow]]:
    rows = list(_source_rows())
    numbers = [CprNumber.parse(row[1]) for row in rows]
    district: dict[str, str] = {}
    for number, row in zip(numbers, rows, strict=True):
        if row[3]:
            district.setdefault(number.value, row[3])
    cases = [
        SharedCase(
            citizen_id=uuid5(CITIZENS, number.value),
            birth_date=number.derived_birth_date,
            district=district.get(number.value),
            protected=row[2],
            service_area=row[0],
            title=row[4],
            start=row[5],
            end=row[6],
        )
        for number, row in zip(numbers, rows, strict=True)
    ]
    with (SAMPLE / "skoledistrikter.csv").open(encoding="utf-8-sig", newline="") as file:
        districts = [
            DistrictRow(name, int(adults))
            for name, adults in list(csv.reader(file, delimiter=";"))[1:]
        ]
    return cases, districts


@pytest.fixture(scope="module")
def expected() -> dict[str, dict]:
    return json.loads((SAMPLE / "expected.json").read_text("utf-8"))["by_district"]


def as_printed(count: int) -> str:
    return "-" if count < 5 else f"{count:,}".replace(",", ".")


def cells(table: Table) -> dict[str, tuple[str, ...]]:
    return {row.label: row.cells for row in table.rows}


def visible_total(counts: list[int]) -> str:
    shown = [count for count in counts if count >= 5]
    if not shown:
        return "-"
    return ("~" if len(shown) < len(counts) else "") + as_printed(sum(shown))


def test_health_and_employment_by_district_is_the_published_table(sample, expected) -> None:
    table = shared_citizens(*sample, SharedRequest((EMPLOYMENT, HEALTH), JANUARY))
    assert table.title == (
        "Antal borgere med en sag/kontakt både på sundhedsområdet og i jobcenteret i januar 2025"
    )
    assert table.columns == ("Antal borgere", "Andel af borgere (+18 år) i distriktet")
    assert [row.label for row in table.rows] == list(expected)
    assert {label: row[0] for label, row in cells(table).items()} == {
        label: as_printed(facts["health_and_employment"]) for label, facts in expected.items()
    }
    assert cells(table)["Aaskolen"] == ("76", "1,7 pct.")
    assert table.total == TableRow("I alt", ("2.341", "2,9 pct."))


def test_social_and_employment_by_district_has_two_decimals(sample, expected) -> None:
    table = shared_citizens(*sample, SharedRequest((SOCIAL, EMPLOYMENT), JANUARY))
    assert {label: row[0] for label, row in cells(table).items()} == {
        label: as_printed(facts["social_and_employment"]["2025"])
        for label, facts in expected.items()
    }
    assert cells(table)["Aaskolen"] == ("12", "0,27 pct.")
    assert table.total == TableRow("I alt", ("735", "0,90 pct."))


def test_the_years_are_printed_newest_first_with_the_published_totals(sample, expected) -> None:
    table = shared_citizens(
        *sample, SharedRequest((SOCIAL, EMPLOYMENT), JANUARY, years=YEARS[::-1])
    )
    assert table.columns == ("2025", "2024", "2023", "2022")
    assert cells(table) == {
        label: tuple(as_printed(facts["social_and_employment"][str(year)]) for year in YEARS)
        for label, facts in expected.items()
    }
    assert table.total.cells == ("735", "~702", "~719", "~648")


def test_interventions_are_printed_as_imported_with_visible_totals(sample, expected) -> None:
    table = shared_citizens(
        *sample, SharedRequest((EMPLOYMENT, SOCIAL), JANUARY, by_intervention=True)
    )
    titles = tuple(expected["Aaskolen"]["interventions"])
    assert table.columns == titles
    assert cells(table) == {
        label: tuple(as_printed(facts["interventions"][title]) for title in titles)
        for label, facts in expected.items()
    }
    assert table.total.cells == tuple(
        visible_total([facts["interventions"][title] for facts in expected.values()])
        for title in titles
    )


def test_the_samples_exact_totals_are_true_and_hide_more_rather_than_tell(sample, expected) -> None:
    request = SharedRequest((SOCIAL, EMPLOYMENT), JANUARY, years=YEARS, exact_totals=True)
    table = shared_citizens(*sample, request)
    totals = [
        sum(facts["social_and_employment"][str(year)] for facts in expected.values())
        for year in YEARS
    ]
    assert list(table.total.cells) == [as_printed(total) for total in totals]
    # Two small counts whose sum is under 2 x 4 take the most populous district with them.
    assert cells(table)["Vestskolen"] == ("195", "-", "-", "-")


def test_the_samples_interventions_have_exact_totals_too(sample, expected) -> None:
    request = SharedRequest((SOCIAL, EMPLOYMENT), JANUARY, by_intervention=True, exact_totals=True)
    table = shared_citizens(*sample, request)
    titles = list(expected["Aaskolen"]["interventions"])
    totals = [sum(facts["interventions"][title] for facts in expected.values()) for title in titles]
    assert sum(totals) == 820
    assert list(table.total.cells) == [as_printed(total) for total in totals]


# --- who counts, and where -----------------------------------------------------------------------

NORTH, PROTECTED = DistrictRow("Nordby", 100), DistrictRow("Beskyttet adresse", 50)
BORN = date(1980, 1, 1)


def shared(count: int, place: str | None, first: int = 0, **changes: object) -> list[SharedCase]:
    facts: dict = {
        "birth_date": BORN, "district": place, "protected": False, "title": "Bostøtte (§ 85)",
        "start": date(2020, 1, 1), "end": None,
    }  # fmt: skip
    facts |= changes
    return [
        SharedCase(citizen_id=uuid5(CITIZENS, f"{place}{first + n}"), service_area=area, **facts)
        for n in range(count)
        for area in (EMPLOYMENT, SOCIAL)
    ]


def table_of(cases: list[SharedCase], *districts: DistrictRow, **request: object) -> Table:
    rows = districts or (NORTH, PROTECTED)
    return shared_citizens(cases, rows, SharedRequest((EMPLOYMENT, SOCIAL), JANUARY, **request))


def acceptance_case() -> Table:
    places = {"Nordby": 12, "Sydby": 4, "Øby": 0, "Vestby": 7}
    cases = [case for place, count in places.items() for case in shared(count, place)]
    cases += shared(3, "hemmelig", protected=True)
    return table_of(cases, *(DistrictRow(name, 100) for name in places), PROTECTED)


def test_hidden_small_numbers_are_in_no_form_of_the_table() -> None:
    table = acceptance_case()
    assert [row.cells[0] for row in table.rows] == ["12", "-", "-", "7", "-"]
    assert [row.cells[1] for row in table.rows] == ["12,00 pct.", "-", "-", "7,00 pct.", "-"]
    assert table.total.cells == ("~19", "-")
    assert table.to_csv().decode("utf-8-sig").splitlines() == [
        "Skoledistrikt;Antal borgere;Andel af borgere (+18 år) i distriktet",
        "Nordby;12;12,00 pct.", "Sydby;-;-", "Øby;-;-", "Vestby;7;7,00 pct.",
        "Beskyttet adresse;-;-", "I alt;~19;-",
    ]  # fmt: skip
    assert json.loads(table.to_json()) == {
        "title": table.title,
        "columns": ["Antal borgere", "Andel af borgere (+18 år) i distriktet"],
        "rows": [{"label": row.label, "cells": list(row.cells)} for row in table.rows],
        "total": {"label": "I alt", "cells": ["~19", "-"]},
        "note": table.note,
    }
    assert list(json.loads(table.to_json())) == ["title", "columns", "rows", "total", "note"]


def test_the_note_explains_the_marks_that_the_table_has() -> None:
    hidden = acceptance_case().note
    assert "18 år den 31. januar 2025" in hidden
    assert "”-” er færre end 5 borgere." in hidden
    assert "”~”" in hidden
    whole = table_of(shared(9, "Nordby") + shared(9, "x", protected=True)).note
    assert "”-”" not in whole
    assert "”~”" not in whole


def test_an_exact_table_warns_against_publishing_it_beside_the_other() -> None:
    cases = shared(30, "Nordby") + shared(2, "x", protected=True)
    table = table_of(cases, exact_totals=True)
    assert [row.cells[0] for row in table.rows] == ["-", "-"]
    assert table.total.cells[0] == "32"
    assert "Må ikke offentliggøres sammen" in table.note


def test_only_who_is_18_on_the_last_day_of_the_newest_month_counts() -> None:
    cases = shared(5, "Nordby", birth_date=date(2007, 1, 31))
    cases += shared(5, "Nordby", 5, birth_date=date(2007, 2, 1))
    cases += shared(5, "Nordby", 10, birth_date=None)
    assert table_of(cases).rows[0].cells[0] == "5"
    # The day is the same for every year, so somebody can count in a year when they were a minor.
    assert table_of(cases, years=(2024, 2025)).rows[0].cells == ("5", "5")


def test_who_turns_18_after_a_leap_day_is_no_adult_on_it() -> None:
    cases = shared(6, "Nordby", birth_date=date(2006, 3, 1))
    cases += shared(5, "Nordby", 6, birth_date=date(2006, 2, 28))
    request = SharedRequest((EMPLOYMENT, SOCIAL), date(2024, 2, 1))
    assert shared_citizens(cases, [NORTH], request).rows[0].cells[0] == "5"


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (date(2025, 1, 31), None, True),
        (date(2025, 2, 1), None, False),
        (None, date(2025, 1, 1), True),
        (None, date(2024, 12, 31), False),
        (date(2020, 1, 1), date(2030, 1, 1), True),
    ],
)
def test_a_case_counts_in_the_month_that_it_overlaps(start, end, counts) -> None:
    cases = [
        SharedCase(each.citizen_id, BORN, "Nordby", False, each.service_area, "", start, end)
        for each in shared(5, "Nordby")
    ]
    table = table_of(cases)
    assert table.rows[0].cells[0] == ("5" if counts else "-")


def test_one_area_alone_does_not_count() -> None:
    cases = [case for case in shared(9, "Nordby") if case.service_area is SOCIAL]
    assert table_of(cases).rows[0].cells[0] == "-"


def test_protection_in_one_source_takes_the_citizen_out_of_the_district() -> None:
    cases = shared(6, "Nordby")
    half_protected = [
        SharedCase(
            c.citizen_id, BORN, "Nordby", c.service_area is SOCIAL, c.service_area, "", None, None
        )
        for c in cases
    ]
    assert [row.cells[0] for row in table_of(half_protected).rows] == ["-", "6"]
    assert [row.cells[0] for row in table_of(half_protected[::-1]).rows] == ["-", "6"]


def test_protected_addresses_have_their_row_even_when_it_is_not_published() -> None:
    table = table_of(shared(6, "x", protected=True), NORTH)
    assert cells(table)["Beskyttet adresse"] == ("6", "-")


@pytest.mark.parametrize("place", [None, "Nedlagt Skole"])
def test_citizens_without_a_known_district_have_a_row_before_the_protected(place) -> None:
    table = table_of(shared(6, place))
    assert [row.label for row in table.rows] == ["Nordby", "Uden distrikt", "Beskyttet adresse"]
    assert cells(table)["Uden distrikt"] == ("6", "-")


def test_the_row_without_district_does_not_tell_whether_a_shared_citizen_is_in_it() -> None:
    shared_one = shared(9, "Nordby") + shared(1, None)
    not_shared = [case for case in shared_one if case.district or case.service_area is SOCIAL]
    assert table_of(shared_one) == table_of(not_shared)
    assert "Uden distrikt" in cells(table_of(not_shared))


def test_a_column_does_not_tell_whether_a_shared_citizen_is_in_it() -> None:
    one = shared(9, "Nordby") + shared(1, "Nordby", 9, title="Andet")
    none = [case for case in one if case.title != "Andet" or case.service_area is SOCIAL]
    assert table_of(one, by_intervention=True) == table_of(none, by_intervention=True)
    assert table_of(none, by_intervention=True).total.cells == ("~9", "-")


def test_interventions_stand_by_paragraph_and_the_rest_last() -> None:
    titles = ["Andet", "Behandling", "Botilbud (§§ 107, 108)", "Bostøtte (§ 85)"]
    cases = [case for title in titles for case in shared(1, "Nordby", title=title)]
    assert table_of(cases, by_intervention=True).columns == (
        "Bostøtte (§ 85)",
        "Botilbud (§§ 107, 108)",
        "Behandling",
        "Andet",
    )


def test_a_district_without_a_figure_of_adults_has_no_share_and_the_total_none() -> None:
    table = table_of(
        shared(6, "Nordby") + shared(6, "x", protected=True), DistrictRow("Nordby", None), PROTECTED
    )
    assert [row.cells for row in table.rows] == [("6", "-"), ("6", "12,00 pct.")]
    assert table.total.cells == ("12", "-")


@pytest.mark.parametrize(
    ("areas", "facts", "code"),
    [
        ((SOCIAL, SOCIAL), {}, "report-same-area"),
        ((SOCIAL, HEALTH), {"by_intervention": True, "years": (2025,)}, "report-two-breakdowns"),
        ((EMPLOYMENT, HEALTH), {"by_intervention": True}, "report-no-interventions"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(areas, facts, code) -> None:
    with pytest.raises(RuleBroken) as refusal:
        SharedRequest(areas, JANUARY, **facts)
    assert refusal.value.code == code


def test_exact_totals_that_would_tell_a_small_count_are_refused() -> None:
    with pytest.raises(RuleBroken, match="suppression-impossible"):
        table_of(shared(5, "Nordby") + shared(0, "x"), exact_totals=True)


def test_a_table_without_any_intervention_has_rows_and_no_columns() -> None:
    table = table_of([], by_intervention=True)
    assert table.columns == table.total.cells == ()
    assert [row.label for row in table.rows] == ["Nordby", "Beskyttet adresse"]


def test_titles_say_what_the_table_breaks_down_by() -> None:
    pair = "Antal borgere med en sag/kontakt både på socialområdet og i jobcenteret"
    assert (
        table_of([], by_intervention=True).title
        == f"{pair} i januar 2025, fordelt på social indsats"
    )
    assert table_of([], years=YEARS).title == (
        "Udvikling i antal borgere med en sag/kontakt både på socialområdet og i jobcenteret i januar"
    )


# --- figures, dates and files --------------------------------------------------------------------


def test_figures_and_dates_are_written_the_danish_way() -> None:
    day = date(2026, 9, 1)
    assert danish.whole(1234567) == "1.234.567"
    assert danish.share(1, 8, 0) == "13 pct."
    assert danish.share(1, 800, 2) == "0,13 pct."
    assert danish.short_date(day) == "01-09-2026"
    assert danish.long_date(date(2026, 9, 14)) == "14. september 2026"
    assert danish.weekday_date(date(2026, 9, 14)) == "mandag den 14. september 2026"
    assert danish.clock(datetime(2026, 9, 14, 8, 42, tzinfo=UTC)) == "kl. 10.42"


def test_figures_and_dates_are_written_the_english_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Current, "language", "en")
    assert danish.whole(1234567) == "1,234,567"
    assert danish.share(76, 4446, 1) == "1.7%"
    assert danish.short_date(date(2026, 9, 1)) == "01-09-2026"
    assert danish.weekday_date(date(2026, 9, 14)) == "Monday 14 September 2026"
    assert danish.clock(datetime(2026, 12, 14, 8, 42, tzinfo=UTC)) == "09:42"


@pytest.mark.parametrize("cell", ["=1+1", "+45", "-5", "--", "@x", "\tx", "\rx", "\nx", "\uff1d1"])
def test_no_exported_cell_is_a_formula(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-", "", "~19", "1-2", "1,7 pct."])
def test_harmless_cells_are_exported_as_they_are(cell: str) -> None:
    assert neutral(cell) == cell


def test_exported_csv_opens_in_a_danish_spreadsheet() -> None:
    content = csv_bytes(["Navn", "=x"], [["Øby; nord", "@y"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "Navn;'=x\r\n\"Øby; nord\";'@y\r\n"
