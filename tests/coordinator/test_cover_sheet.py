"""The cover sheet: its address in the window, and nothing there that must not show."""

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coordinator.reports.cover_sheet import (
    CoverPaper,
    EnvelopeMeasures,
    cover_content,
    join,
    render_cover,
    render_window_test,
)
from coordinator.reports.paper import Municipality
from coordinator.reports.texts import load_texts
from plans.cpr import CprNumber
from plans.people import Address, Citizen, Identifier
from plans.withheld import Withheld, WithheldReason
from tests.coordinator.paper_samples import (
    BO,
    SARA,
    SOLBAEK,
    draw,
    normal_plan,
    pages,
    speak_danish,
    words,
)

MORNING = datetime(2026, 9, 14, 8, 42, tzinfo=UTC)
MM = 72 / 25.4
DANISH = EnvelopeMeasures()


@pytest.fixture(autouse=True)
def danish(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_danish(monkeypatch)


def cover(
    citizen: Citizen = BO,
    *,
    confirmed: bool = False,
    measures: EnvelopeMeasures = DANISH,
) -> CoverPaper:
    return cover_content(
        citizen, SOLBAEK, MORNING, load_texts("da"), address_confirmed=confirmed, measures=measures
    )


def inside(pdf: bytes, measures: EnvelopeMeasures, slack: float = 0) -> list[str]:
    """The words inside the window, ``slack`` mm more on each side."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text = page.get_textpage().get_text_bounded(
        left=(measures.left - slack) * MM,
        top=page.get_height() - (measures.top - slack) * MM,
        right=(measures.left + measures.width + slack) * MM,
        bottom=page.get_height() - (measures.top + measures.height + slack) * MM,
    )
    document.close()
    return text.split("\r\n")


@pytest.mark.parametrize(
    "measures", [DANISH, EnvelopeMeasures(left=22, top=48, width=80, height=32)]
)
def test_the_address_and_nothing_else_shows_in_the_window(measures):
    pdf = render_cover(cover(measures=measures))
    lines = ["Bo Testrup", "Birkevænget 12, 2. tv.", "9999 Solbæk"]
    assert inside(pdf, measures) == lines
    assert inside(pdf, measures, slack=5) == lines


def test_the_sheet_says_who_sends_when_it_was_printed_and_the_number():
    read = words(render_cover(cover()))
    assert SOLBAEK.sender_line in read
    assert "14. september 2026 kl. 10.42" in read
    assert "150277-9995" in read


def test_a_new_number_shows_on_the_cover():
    bo = replace(BO, identifiers=(*BO.identifiers, Identifier(CprNumber("1502779996"))))
    assert "150277-9996" in words(render_cover(cover(bo)))


def test_a_protected_citizen_is_handed_the_letter():
    read = words(render_cover(cover(SARA)))
    assert cover(SARA).window == ("Sara Skærmet", "Udleveres personligt")
    for hidden in ("Hemmelig", "9998", "Skjulby"):
        assert hidden not in read


def test_a_confirmed_address_shows_though_it_is_protected():
    assert cover(SARA, confirmed=True).window == (
        "Sara Skærmet",
        "Hemmelig Allé 7",
        "9998 Skjulby",
    )


@pytest.mark.parametrize("address", [Withheld(WithheldReason.PROTECTED_ADDRESS), Address()])
def test_without_an_address_to_show_the_letter_is_handed_over(address):
    assert cover(replace(SARA, address=address), confirmed=True).window[1:] == (
        "Udleveres personligt",
    )


def test_a_long_name_gives_way_so_that_street_and_town_stay_in_the_window():
    bo = replace(
        BO,
        given_name="Bartholomæus-Alexander Kristoffer Emmanuel Nepomuk",
        family_name="Hjørringbro-Skovsgaardsminde-Kirkegaardsvænget Østergaard-Sønderhaldsen",
    )
    lines = inside(render_cover(cover(bo)), DANISH)
    assert len(lines) <= 6
    assert lines[-2:] == ["Birkevænget 12, 2. tv.", "9999 Solbæk"]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.text(max_size=200))
def test_no_name_or_street_can_stop_a_cover(name, street):
    bo = replace(BO, given_name=name, address=Address(street, "9999", street))
    sender = Municipality(name, street)
    paper = cover_content(bo, sender, MORNING, load_texts("da"))
    assert len(pages(render_cover(paper))) >= 1


def test_the_title_of_the_file_names_nobody():
    document = pypdfium2.PdfDocument(render_cover(cover()))
    title = document.get_metadata_value("Title")
    document.close()
    assert title == "Følgebrev"


def test_the_test_page_shows_frame_measures_and_rulers():
    pdf = render_window_test(EnvelopeMeasures(left=22), load_texts("da"))
    read = words(pdf)
    assert "Fra venstre 22 mm" in read
    assert "0 0 20 20 40 40 60 60 80 80 100 100" in read
    assert inside(pdf, EnvelopeMeasures(left=22))[0] == "Borgerens navn"
    assert len(pages(pdf)) == 1


def test_a_printed_letter_is_the_cover_before_the_plan():
    kept = draw(normal_plan())
    before = bytes(kept)
    letter = pages(join(render_cover(cover()), kept))
    assert "Din samlede plan" in letter[0]
    assert letter[1:] == pages(kept)
    assert kept == before


def test_the_folds_are_those_of_both_envelopes():
    assert EnvelopeMeasures().folds == (99.0, 198.0, 148.5)
