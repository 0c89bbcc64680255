"""The letter to the citizen: who, why, when and how to call, in plain words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.i18n import use_language
from coordinator.reports.handover_letter import letter_paper
from coordinator.reports.paper import Facts, Municipality, Note
from coordinator.use_cases import handing_over, handover_letter
from coordinator.use_cases.handing_over import Offer
from plans.handovers import Handover, HandoverKind, Party, Promise
from plans.readability import measure
from tests.builders import BO, JENS, METTE, NOW, TODAY, citizen, identity, plan, protected_citizen
from tests.coordinator.house_of_plans import house_with, refused

HANDED = Handover(
    identity("handover"), identity(BO), plan().id, HandoverKind.LASTING, "organisation",
    Party.of(METTE), Party.of(JENS), Party.of(METTE), NOW,
    promises=(Promise("Vi ringer om kørsel", TODAY), Promise("Du får planen i stor skrift")),
)  # fmt: skip
SENDER = Municipality(name="Solbæk Kommune", sender_line="", phone="")


def said(who, handover=HANDED):
    """Give all that stands in the letter, sentence by sentence."""
    paper = letter_paper(who, handover, JENS, "Organisationsændring", SENDER, TODAY)
    words = [paper.title, paper.subtitle, paper.notice]
    for section in paper.sections:
        words.append(section.heading)
        for part in section.parts:
            if isinstance(part, Facts):
                words += [f"{each.label} {each.value}" for each in part.rows]
            else:
                words.append(part.text if isinstance(part, Note) else str(part))
    return words


@pytest.fixture
def danish():
    use_language("da")
    yield
    use_language("en")


def test_it_says_who_why_when_and_how_to_call(danish):
    text = " ".join(said(citizen()))
    for wanted in (JENS.name, METTE.name, "Organisationsændring", "17. november 2026", JENS.phone):
        assert wanted in text
    assert "Vi ringer om kørsel: 17. november 2026." in text


def test_it_is_plain(danish):
    body = [each for each in said(citizen()) if each.endswith(".")]
    assert measure("\n".join(body)).lix < 35


def test_a_protected_address_stands_on_no_letter(danish):
    text = " ".join(said(protected_citizen()))
    assert "Hemmeligvej" not in text
    assert "Udleveres personligt." in text
    assert "Søndergade 12" in " ".join(said(citizen()))


def test_one_for_a_time_says_when_the_first_comes_back(danish):
    lent = replace(HANDED, kind=HandoverKind.TEMPORARY, until=TODAY + timedelta(14))
    assert f"Den 1. december 2026 har {METTE.name} din sag igen." in " ".join(said(citizen(), lent))


def test_there_is_none_before_a_yes_and_then_a_paper():
    house = house_with(citizen(), plan(deputy=None))
    wish = Offer(identity(BO), JENS.id, HandoverKind.LASTING, "organisation", "Ring")
    handover_id, _changes = handing_over.offer(house.desk(METTE), wish)
    letter = lambda: handover_letter.print_letter(house.desk(JENS), handover_id)  # noqa: E731
    assert refused(letter) == "handover-letter-early"
    handing_over.accept(house.desk(JENS), house.kept.handovers[handover_id], ())
    assert letter().startswith(b"%PDF")
    assert house.log[-1].subject == "handover_letter"
