"""What a joint plan says on paper: the words, in their order, for each reader."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from coordinator import i18n
from coordinator.reports.content.source import Issue
from coordinator.reports.content.words import phone_number
from coordinator.reports.paper import Facts, GoalOnPaper, Note, Paper, People, Quote, TableOnPaper
from coordinator.reports.texts import Block, Run, blocks, load_texts
from plans.flat import PlanPart, WithheldPart
from plans.parts import Goal
from plans.people import Citizen, ServiceArea
from plans.plan import JointPlan
from plans.states import ConsentStatus, GoalLifecycle
from plans.withheld import Withheld, WithheldReason
from tests.builders import identity
from tests.coordinator.paper_samples import (
    APPROVED,
    BO,
    CORE_TEAM,
    DRAFT,
    METTE,
    SARA,
    normal_plan,
    said,
    source,
    speak_danish,
)


@pytest.fixture(autouse=True)
def danish(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_danish(monkeypatch)


def paper(plan: JointPlan, citizen: Citizen = BO, issue: Issue = APPROVED) -> Paper:
    return said(source(plan, citizen, issue))


def section(of: Paper, heading: str):
    return next(each.parts for each in of.sections if each.heading == heading)


def facts(of: Paper) -> dict[str, str]:
    (found,) = (part for part in of.sections[-1].parts if isinstance(part, Facts))
    return {fact.label: fact.value for fact in found.rows}


def test_the_sections_stand_in_their_order_with_the_own_words_first():
    assert [each.heading for each in paper(normal_plan()).sections] == [
        "Det vil jeg gerne",
        "Mine mål",
        "Hvem gør hvad hvornår",
        "Dem kan jeg ringe til",
        "Det har jeg sagt ja til",
        "Hvem kan se min plan",
        "Vi mødes igen",
        "Mine rettigheder",
        "Vores aftale",
    ]


def test_own_words_stand_as_written_with_the_day_they_were_said():
    (quote,) = section(paper(normal_plan()), "Det vil jeg gerne")
    assert quote == Quote(normal_plan().own_words.text, "Sagt 2. september 2026")


def test_a_goal_has_measure_date_and_owner_and_its_interventions():
    goal = section(paper(normal_plan()), "Mine mål")[1]
    assert isinstance(goal, GoalOnPaper)
    assert [(fact.label, fact.value) for fact in goal.facts] == [
        (
            "Det kan vi se ved",
            "Jeg er oppe før kl. 8 fire dage om ugen, og regningerne er betalt",
        ),
        ("Senest", "15. januar 2027"),
        ("Ansvarlig", "Amira Skitse"),
    ]
    first = goal.interventions[0]
    assert (first.letter, first.title, first.details, first.period) == (
        "S",
        "Bostøtte til faste morgener",
        ("SEL § 85 Socialpædagogisk støtte (bostøtte)", "Bostøtten"),
        "fra 03-08-2026",
    )


def test_a_goal_that_is_not_under_way_says_so():
    plan = normal_plan()
    goal = replace(plan.goals[0], lifecycle=GoalLifecycle.PAUSED)
    (shown,) = section(paper(replace(plan, goals=(goal,))), "Mine mål")
    assert shown.facts[-1].label == "Status"


def test_tasks_stand_by_deadline_and_those_without_one_last():
    plan = normal_plan()
    tasks = plan.interventions[0].tasks
    intervention = replace(plan.interventions[0], tasks=(replace(tasks[0], due=None), tasks[1]))
    goal = replace(plan.goals[0], interventions=(intervention,))
    (table,) = section(paper(replace(plan, goals=(goal,))), "Hvem gør hvad hvornår")
    assert isinstance(table, TableOnPaper)
    assert table.headings[:3] == ("Hvad", "Hvem", "Hvornår")
    assert [row[:3] for row in table.rows] == [
        (tasks[1].title, "Mette Prøvegaard", "01-10-2026"),
        (tasks[0].title, "Jens Udkast", ""),
    ]


def test_those_to_call_are_coordinator_deputy_and_core_team_each_once():
    plan = normal_plan()
    doubled = replace(plan.participants[0], staff_id=METTE.id)
    plan = replace(plan, participants=(*plan.participants, doubled))
    people = section(paper(plan), "Dem kan jeg ringe til")[0]
    assert isinstance(people, People)
    assert [(each.name, each.phone) for each in people.rows] == [
        ("Mette Prøvegaard", "12 34 56 78"),
        ("Jens Udkast", "12 34 56 79"),
        ("Amira Skitse", "12 34 56 80"),
        ("Lis Kladde", "12 34 56 81"),
    ]


def test_somebody_who_is_not_known_is_named_as_the_plan_names_them():
    found = said(source(normal_plan(), people={}))
    names = [each.name for each in section(found, "Dem kan jeg ringe til")[0].rows]
    assert names == ["Ikke oplyst", "Ikke oplyst", "Amira Skitse", "Lis Kladde"]


def test_the_consent_says_when_to_whom_how_and_until_when():
    (text,) = section(paper(normal_plan()), "Det har jeg sagt ja til")
    assert text == (
        "Den 2. september 2026 sagde jeg ja til, at disse fagområder deler det, planen har brug "
        "for: beskæftigelse, social og sundhed. Sådan blev det givet: Mundtligt ved samtale. "
        "Det gælder til 2. september 2027. Jeg kan trække det tilbage når som helst."
    )


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (ConsentStatus.WITHDRAWN, "Jeg har trukket mit samtykke tilbage."),
        (ConsentStatus.DECLINED, Note("Intet samtykke endnu.")),
    ],
)
def test_a_consent_that_does_not_hold_is_not_said_to(status, says):
    plan = normal_plan()
    consents = tuple(replace(each, status=status) for each in plan.consents)
    changed = replace(plan, consents=consents)
    assert section(paper(changed), "Det har jeg sagt ja til") == (says,)


def test_a_consent_for_one_service_area_names_it_alone():
    plan = normal_plan()
    narrow = replace(
        plan.consents[0], service_areas=frozenset({ServiceArea.HEALTH}), how="", valid_until=None
    )
    (text,) = section(paper(replace(plan, consents=(narrow,))), "Det har jeg sagt ja til")
    assert text.endswith("har brug for: sundhed. Jeg kan trække det tilbage når som helst.")


def test_the_follow_up_has_its_weekday():
    (text,) = section(paper(normal_plan()), "Vi mødes igen")
    assert text == "Mandag den 18. januar 2027. Jeg må tage en bisidder med."


def test_the_rights_say_that_decisions_are_sent_separately():
    (rights,) = section(paper(normal_plan()), "Mine rettigheder")
    assert "afgørelser er sendt særskilt" in " ".join(block.plain for block in rights)


def test_an_empty_plan_says_what_is_missing():
    found = paper(JointPlan(UUID(int=1), BO.id, METTE.id), issue=DRAFT)
    notes = [part.text for each in found.sections for part in each.parts if isinstance(part, Note)]
    assert notes == [
        "Ikke skrevet endnu.",
        "Ingen mål endnu.",
        "Ingen opgaver endnu.",
        "Intet samtykke endnu.",
        "Ingen dato endnu.",
    ]


def test_parts_without_title_or_data_still_have_a_line():
    plan = JointPlan(UUID(int=1), BO.id, METTE.id, goals=(Goal(UUID(int=2), ""),))
    (goal,) = section(paper(plan, issue=DRAFT), "Mine mål")
    assert (goal.title, goal.facts, goal.interventions) == ("Mål uden titel", (), ())


def test_an_approved_paper_has_its_day_and_version_and_no_watermark():
    found = paper(normal_plan())
    assert found.subtitle == "Bo Testrup · version 3 · godkendt 14. september 2026"
    assert found.document_title == "Min samlede plan – Bo Testrup"
    assert (found.watermark, found.notice) == ("", "")


def test_a_draft_says_so_and_which_version_it_will_be():
    found = paper(normal_plan(), issue=DRAFT)
    assert found.watermark == "KLADDE"
    assert found.subtitle == "Bo Testrup · kladde til version 4 · udskrevet 14. september 2026"


def test_only_the_citizens_own_copy_has_the_whole_number_and_the_phone():
    own = facts(paper(normal_plan()))
    assert (own["CPR-nummer"], own["Telefon"]) == ("150277-9995", "87 65 43 21")
    other = facts(paper(normal_plan(), issue=CORE_TEAM))
    assert other["CPR-nummer"] == "150277-XXXX"
    assert "Telefon" not in other


@pytest.mark.parametrize("citizen", [BO, SARA])
def test_a_copy_for_others_has_no_address_phone_or_district(citizen):
    text = repr(paper(normal_plan(), citizen, CORE_TEAM)).replace(" ", "")
    for hidden in (
        citizen.address.street,
        citizen.address.postcode + citizen.address.town,
        citizen.district,
        citizen.communication.phone,
    ):
        assert hidden.replace(" ", "") not in text


@pytest.mark.parametrize("issue", [APPROVED, DRAFT, CORE_TEAM])
def test_nothing_tells_where_a_protected_citizen_lives(issue):
    found = paper(normal_plan(), SARA, issue)
    assert found.notice.startswith("Beskyttet adresse.")
    assert "Beskyttet adresse" in found.running_head
    for hidden in ("Hemmelig Allé", "9998", "Skjulby", "11 22 33 44", "11223344"):
        assert hidden not in repr(found)


def test_what_is_withheld_says_so():
    plan = normal_plan()
    goal = replace(plan.goals[0], measure=Withheld(WithheldReason.ACCESS))
    (shown,) = section(paper(replace(plan, goals=(goal,))), "Mine mål")
    assert shown.facts[0].value == "Skjult – kræver samtykke eller adgang"


def test_what_is_withheld_from_who_prints_stands_there_as_that():
    whole = normal_plan()
    goal = whole.goals[0]
    hidden = (
        WithheldPart(identity("x"), PlanPart.INTERVENTION, goal.id, ServiceArea.SOCIAL),
        WithheldPart(identity("y"), PlanPart.CHALLENGE, None, ServiceArea.HEALTH),
    )
    said_of = paper(replace(whole, withheld=hidden))
    (shown, *_others) = section(said_of, "Mine mål")
    assert shown.interventions[-1].title == "Skjult – kræver samtykke eller adgang"
    assert shown.interventions[-1].area_name == "Social"
    (rows,) = section(said_of, "Ikke med i denne kopi")
    assert [(each.label, each.value) for each in rows.rows] == [
        ("Sundhed", "Skjult – kræver samtykke eller adgang")
    ]
    assert "Ikke med i denne kopi" not in [each.heading for each in paper(whole).sections]


def test_the_words_around_follow_the_language_and_the_content_stays(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", i18n._gettext.NullTranslations())
    found = said(source(normal_plan(), language="en"))
    assert (found.language, found.title) == ("en", "My joint plan")
    assert section(found, "This is what I would like")[0].text == normal_plan().own_words.text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("12345678", "12 34 56 78"),
        ("+45 1234 5678", "12 34 56 78"),
        ("+46 8 123 456", "+46 8 123 456"),
        (" ", ""),
        ("²³⁴⁵⁶⁷⁸⁹", "²³⁴⁵⁶⁷⁸⁹"),
    ],
)
def test_phone_numbers_stand_in_groups_of_two(typed, printed):
    assert phone_number(typed) == printed


def test_the_long_texts_know_paragraphs_points_and_bold():
    assert blocks("First line\ngoes on.\n\n- **Bold** point\n- next\nline\n\nA * star < & >") == (
        Block((Run("First line goes on."),)),
        Block((Run("Bold", bold=True), Run(" point")), bullet=True),
        Block((Run("next line"),), bullet=True),
        Block((Run("A * star < & >"),)),
    )


def test_every_long_text_is_there_in_both_languages():
    for language in ("da", "en"):
        texts = load_texts(language)
        assert texts.rights
        assert texts.signatures
        assert texts.cover
        assert texts.window_test


def test_a_missing_text_is_an_error_and_not_an_empty_page(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        load_texts("da", tmp_path)


def test_a_period_may_lack_either_end():
    plan = normal_plan()
    given = plan.interventions[0]
    ends = {
        (None, None): "",
        (None, date(2026, 12, 1)): "til 01-12-2026",
        (date(2026, 9, 1), date(2026, 12, 1)): "01-09-2026 – 01-12-2026",
    }
    for (start, end), text in ends.items():
        goal = replace(plan.goals[0], interventions=(replace(given, start=start, end=end),))
        (shown,) = section(paper(replace(plan, goals=(goal,))), "Mine mål")
        assert shown.interventions[0].period == text
