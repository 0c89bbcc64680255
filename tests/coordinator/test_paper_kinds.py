"""Every kind of paper: what each says and hides, on one page where it must, in large print too."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pypdfium2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coordinator.reports.checks import check_paper
from coordinator.reports.content.source import Issue, accountable, unshared
from coordinator.reports.kinds import CITIZEN_KEY, PAPER_FORMS, PaperKey, PaperKind
from coordinator.reports.paper import Checklist, GoalOnPaper, Note
from coordinator.reports.paper_pdf import render_source
from coordinator.reports.pictures import page_count
from plans.parts import Goal, Intervention, OwnWords, Responsible, Stance, Task
from plans.people import Citizen, ServiceArea
from plans.plan import JointPlan
from plans.states import CitizenStance, ConsentStatus, PlanStatus, TaskStatus
from tests.coordinator.paper_samples import (
    AMIRA,
    APPROVED,
    BO,
    CORE_TEAM,
    METTE,
    PEOPLE,
    SARA,
    draw,
    normal_plan,
    pages,
    said,
    source,
    speak_danish,
    whole_plan,
    words,
)

DAY = APPROVED.day
LONG = "Annemarie-Kristiane Rosenkrantz Sønderhald-Bartholomæussen Åby"
EMPTY = JointPlan(UUID(int=1), BO.id, METTE.id)
BO_60 = replace(BO, given_name=LONG, family_name="")
KEYS = [
    PaperKey(kind, CITIZEN_KEY if form.per_person else "", large)
    for kind, form in PAPER_FORMS.items()
    for large in (False, True)
]
SIZES = st.booleans()
# What could not be printed, on a draft of a protected citizen: all that takes room at once.
UNPRINTABLE = "00000000Ð0\u082e0\U0005ec23%𗟕ÿ\U000f4164"


@pytest.fixture(autouse=True)
def danish(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_danish(monkeypatch)


def issue(kind: PaperKind, person: str = "", *, large: bool = False, approved: bool = True):
    return Issue(DAY, approved, PaperKey(kind, person, large))


def many(goals: int) -> JointPlan:
    """A plan of so many goals, each with three interventions and four tasks."""
    made = []
    for number in range(goals):
        goal = normal_plan().goals[number % 3]
        tasks = tuple(
            Task(UUID(int=9000 + 10 * number + at), f"Opgave {number}.{at}", Responsible(LONG),
                 DAY + timedelta(number + at))
            for at in range(4)
        )  # fmt: skip
        first = replace(goal.interventions[0], id=UUID(int=7000 + number), tasks=tasks)
        made.append(replace(goal, id=UUID(int=5000 + number), interventions=(first,)))
    return replace(normal_plan(), goals=tuple(made))


def without_social(plan: JointPlan) -> JointPlan:
    areas = frozenset({ServiceArea.EMPLOYMENT, ServiceArea.HEALTH})
    return replace(plan, consents=(replace(plan.consents[0], service_areas=areas),))


PLANS = {
    "nothing": EMPTY,
    "one goal": replace(normal_plan(), goals=normal_plan().goals[:1]),
    "three goals": normal_plan(),
    "thirty goals": many(30),
    "every part": whole_plan(),
}


# -- all of them -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS, ids=str)
@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_same_plan_gives_the_same_bytes_in_every_kind(plan, key):
    of = Issue(DAY, approved=True, key=key)
    assert draw(plan, issue=of) == draw(plan, issue=of)


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_every_kind_says_what_it_is_and_in_what_language(key):
    pdf = draw(normal_plan(), issue=Issue(DAY, approved=True, key=key))
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title").endswith("– Bo Testrup")
    assert len(list(document.get_toc())) > 3
    document.close()
    assert b"/Lang (da-DK)" in pdf


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_a_draft_says_so_on_every_page_of_every_kind(key):
    drafts = pages(draw(many(30), issue=Issue(DAY, approved=False, key=key)))
    assert all("KLADDE" in page for page in drafts)


@pytest.mark.parametrize("key", KEYS, ids=str)
@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_large_print_says_what_normal_print_says_in_its_order(plan, key):
    normal, large = (
        said(source(plan, BO_60, Issue(DAY, approved=True, key=replace(key, large=size))))
        for size in (False, True)
    )
    assert normal.sections == large.sections


@pytest.mark.parametrize("kind", PaperKind)
@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_nothing_in_large_print_is_smaller_than_eighteen_points(plan, kind):
    pdf = draw(plan, BO_60, issue(kind, CITIZEN_KEY, large=True))
    document = pypdfium2.PdfDocument(pdf)
    sizes = {
        round(each.get_font_size(), 1)
        for page in document
        for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=6)
    }
    document.close()
    assert sizes
    assert min(sizes) >= 18


@pytest.mark.parametrize("kind", [PaperKind.CORE_TEAM, PaperKind.TASKS])
@pytest.mark.parametrize("citizen", [BO, SARA])
def test_who_is_not_the_citizen_learns_neither_address_nor_phone(kind, citizen):
    read = words(draw(normal_plan(), citizen, issue(kind, str(AMIRA.id)))).replace(" ", "")
    for hidden in (
        citizen.address.street,
        citizen.district,
        citizen.communication.phone,
        citizen.number.formatted,
    ):
        assert hidden.replace(" ", "") not in read


def test_long_names_keep_their_hyphens_and_letters():
    for large in (False, True):
        for kind in (PaperKind.CITIZEN, PaperKind.CORE_TEAM, PaperKind.TASKS):
            read = words(draw(many(1), BO_60, issue(kind, LONG, large=large)))
            assert "Sønderhald- Bartholomæussen" in read or "Sønderhald-Bartholomæussen" in read
            assert "SønderhaldBartholomæussen" not in read


@pytest.mark.parametrize("large", [False, True])
def test_signatures_come_with_the_end_of_the_rights(large):
    for count in range(0, 40, 4):
        plan = replace(normal_plan(), own_words=OwnWords("\n".join(["Ro."] * count)))
        last = pages(draw(plan, issue=issue(PaperKind.CITIZEN, large=large)))[-1]
        assert last.index("Ankestyrelsen") < last.index("Vores aftale") < last.index("Dato")


@pytest.mark.parametrize("large", [False, True])
def test_no_heading_is_the_last_of_its_page(large):
    headings = ("Hvis noget kommer i vejen", "Dem kan jeg ringe til", "Det skal jeg gøre")
    for count in range(1, 14):
        tasks = many(4).tasks[:count]
        goal = normal_plan().goals[0]
        only = replace(goal, interventions=(replace(goal.interventions[0], tasks=tasks),))
        plan = replace(normal_plan(), goals=(only,))
        for page in pages(draw(plan, issue=issue(PaperKind.TASKS, LONG, large=large))):
            body = page.split(" Solbæk Kommune ·")[0]
            assert not body.endswith(headings), page


# -- the overview ----------------------------------------------------------------------------


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_overview_is_one_page(plan, large):
    for approved in (False, True):
        for citizen in (BO, SARA, BO_60):
            of = issue(PaperKind.OVERVIEW, large=large, approved=approved)
            assert page_count(draw(plan, citizen, of)) == 1


HARD = st.text(st.sampled_from("a‰Å😀 -\n&<"), max_size=500)


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=HARD | st.text(max_size=200), count=st.integers(0, 40), large=SIZES)
@example(text=UNPRINTABLE, count=2, large=True)
def test_no_text_at_all_makes_the_overview_longer(text, count, large):
    person = Responsible(text)
    tasks = tuple(Task(UUID(int=900 + at), text, person, DAY) for at in range(count))
    work = Intervention(UUID(int=8), ServiceArea.SOCIAL, text, tasks=tasks)
    goals = tuple(
        Goal(UUID(int=700 + at), text, text, DAY, person, interventions=(work,) if at == 0 else ())
        for at in range(max(1, count))
    )
    people = tuple(replace(each, name=text, function=text) for each in normal_plan().participants)
    plan = replace(normal_plan(), own_words=OwnWords(text), goals=goals, participants=people)
    staff = {key: replace(each, name=text, phone=text) for key, each in PEOPLE.items()}
    sara = replace(SARA, given_name=text, family_name=text)
    of = issue(PaperKind.OVERVIEW, large=large, approved=False)
    assert page_count(render_source(source(plan, sara, of, staff))) == 1


def test_the_overview_says_how_much_it_leaves_out():
    read = words(draw(many(30), issue=issue(PaperKind.OVERVIEW)))
    assert "mere i planen" in read
    three = words(draw(normal_plan(), issue=issue(PaperKind.OVERVIEW)))
    assert "mere i planen" not in three
    assert "Mine rettigheder står i min samlede plan." in three


def test_the_overview_leaves_out_what_is_done():
    read = words(draw(normal_plan(), issue=issue(PaperKind.OVERVIEW)))
    assert "Send henvisning til smertehold" not in read
    assert "Find en fast dag til morgenhjælp Amira Skitse 21-09-2026" in read


# -- the core team's copy --------------------------------------------------------------------


def test_the_core_team_reads_law_provider_and_status():
    read = words(draw(normal_plan(), issue=CORE_TEAM))
    assert "Social · SEL § 85 Socialpædagogisk støtte (bostøtte) · Bostøtten" in read
    assert "Beskæftigelse Samtykke fra 2. september 2026" in read


def test_what_no_consent_covers_is_hidden_from_the_core_team_and_not_from_the_citizen():
    plan = without_social(normal_plan())
    assert unshared(plan, DAY) == {ServiceArea.SOCIAL}
    read = words(draw(plan, issue=CORE_TEAM))
    for hidden in ("Bostøtte til faste morgener", "SEL § 85", "Læg et budget"):
        assert hidden not in read
    assert "2 opgaver er skjult" in read
    assert "Intet samtykke." in read
    assert "Bostøtte til faste morgener" in words(draw(plan))


def test_a_withdrawn_consent_stops_the_sharing():
    consent = replace(normal_plan().consents[0], status=ConsentStatus.WITHDRAWN)
    found = said(source(replace(normal_plan(), consents=(consent,)), issue=CORE_TEAM))
    goals = [part for part in found.sections[1].parts if isinstance(part, GoalOnPaper)]
    assert {each.title for goal in goals for each in goal.interventions} == {
        "Skjult – kræver samtykke eller adgang"
    }
    assert "Borgeren har trukket sit samtykke tilbage. Del ikke mere." in repr(found)
    # What is hidden is not said to be missing.
    assert found.sections[2].parts == (Note("8 opgaver er skjult. De kræver samtykke."),)
    dated = replace(consent, withdrawn_on=date(2026, 9, 12))
    plan = replace(normal_plan(), consents=(dated,))
    assert "Borgeren trak sit samtykke tilbage den 12. september 2026." in repr(
        said(source(plan, issue=CORE_TEAM))
    )
    assert "Jeg trak mit samtykke tilbage den 12. september 2026." in repr(said(source(plan)))


def test_the_core_team_reads_what_matters_and_what_the_citizen_answered():
    team = words(draw(whole_plan(), issue=CORE_TEAM))
    assert "Det er vigtigt for borgeren At jeg kan være der for min søn." in team
    assert "Borgeren er ikke enig i hele planen. Jeg vil hellere begynde i december." in team


def test_the_citizen_reads_who_can_see_the_plan():
    read = words(draw(normal_plan()))
    assert (
        "Hvem kan se min plan Mette Prøvegaard, Jens Udkast, Amira Skitse og Lis Kladde arbejder "
        "med planen. En teamleder læser planen, før den bliver godkendt. Andre sagsbehandlere kan "
        "slå mig op. Hvert opslag bliver skrevet ned. Alle andre ser intet"
    ) in read


# -- the task list ---------------------------------------------------------------------------


def checks(plan: JointPlan, person: str, citizen: Citizen = BO) -> list[Checklist]:
    found = said(source(plan, citizen, issue(PaperKind.TASKS, person)))
    parts = [part for section in found.sections for part in section.parts]
    return [part for part in parts if isinstance(part, Checklist)]


def test_a_task_list_is_one_persons_by_deadline_and_what_is_done_comes_last():
    (mine,) = checks(normal_plan(), str(METTE.id))
    assert [each.title for each in mine.rows] == [
        "Skriv en kort aftale om timer og skånehensyn",
        "Svar fra klinisk funktion lægges i sagen",
    ]
    done = replace(normal_plan().tasks[0], status=TaskStatus.COMPLETED)
    first = normal_plan().goals[0]
    work = replace(first.interventions[0], tasks=(done, *first.interventions[0].tasks[1:]))
    plan = replace(normal_plan(), goals=(replace(first, interventions=(work,)),))
    (only,) = checks(plan, str(done.assignee.staff_id))
    assert [each.done for each in only.rows] == [True]


def test_everybody_who_is_accountable_is_listed_and_the_citizen_always():
    names = [each.name for each in accountable(normal_plan(), BO, PEOPLE)]
    assert names == [
        "Bo Testrup",
        "Jens Udkast",
        "Mette Prøvegaard",
        "Amira Skitse",
        "Lis Kladde",
    ]
    assert [each.key for each in accountable(EMPTY, BO, {})] == [CITIZEN_KEY]


def test_a_worker_reads_the_tasks_of_the_own_area_whatever_the_consent():
    plan = without_social(normal_plan())
    (own,) = checks(plan, str(AMIRA.id))
    assert len(own.rows) == 2


# -- every part of a plan ----------------------------------------------------------------------


def test_the_citizen_reads_every_part_in_the_order_of_the_headings():
    assert [each.heading for each in said(source(whole_plan())).sections] == [
        "Det vil jeg gerne",
        "Det er vigtigt for mig",
        "Mine ressourcer og erfaringer",
        "Mine udfordringer",
        "Mine mål",
        "Hvem gør hvad hvornår",
        "Sådan holder vi kontakt",
        "Dem kan jeg ringe til",
        "Helbred og sundhedsfaglig rådgivning",
        "a heading that was",
        "Sådan er det gået",
        "Det har jeg sagt ja til",
        "Hvem kan se min plan",
        "Vi mødes igen",
        "Mine rettigheder",
        "Vores aftale",
    ]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("kind", [PaperKind.CITIZEN, PaperKind.CORE_TEAM])
def test_nothing_that_a_plan_says_is_lost_on_paper(kind, large):
    read = words(draw(whole_plan(), issue=issue(kind, large=large)))
    for text in (
        "Jeg er god til dyr, og jeg møder til tiden.",
        "Kilde: Borger",
        "Lægen skriver, at ryggen bliver bedre.",
        "En tekst under en gammel overskrift.",
        "Nu: 2 Moderat · Forventet: 1 Let",
        "Nu: Ikke vurderet",
        "Jobmål A",
        "To timer om ugen · senest 01-11-2026",
        "Fem timer om ugen · Bliver bedre",
        "7,5 timer om ugen",
        "Afventer læge eller attest, Lægehuset",
        "2 gange om måneden · Havnen · Amira tager kontakt",
        "Vurderet 03-09-2026 · Kilde: Læge eller sygehus",
        "3 gange",
        "Afventer arbejdsgiver, Havnecaféen, se igen 20-09-2026",
        "Resultat: Svaret er ja",
        "0 timer (01-09-2026); 2,5 timer (01-10-2026, uge 40",
    ):
        assert text in read, text


def test_the_citizen_reads_terms_and_disagreement_and_the_core_team_what_it_sorts_by():
    own = words(draw(whole_plan()))
    assert "Det gælder: timer og skånehensyn. Oplysningerne kommer fra: lægen." in own
    assert "Jeg er ikke enig i hele planen. Jeg vil hellere begynde i december." in own
    assert "Pejlemærker" not in own
    team = words(draw(whole_plan(), issue=CORE_TEAM))
    assert "Pejlemærker Job eller uddannelse først" in team
    for text in (
        "Formål: Praktiske opgaver · Virksomhedspraktik · Kilde: Læge eller sygehus",
        "senest 01-11-2026 · Kilde: Borger",
        "uge 40, Kilde: Kommunens systemer",
    ):
        assert text in team
        assert text not in own
    assert "Smerte – Et job på 10 timer om ugen, hvor der er ro 6 (01-09-2026)" in own
    agreed = replace(whole_plan(), stance=Stance(CitizenStance.AGREES, "", date(2026, 9, 10)))
    assert "Jeg er enig i planen. (10. september 2026)" in words(draw(agreed))


def test_what_an_area_wrote_without_consent_is_hidden_from_the_core_team():
    areas = frozenset({ServiceArea.EMPLOYMENT})
    plan = whole_plan()
    plan = replace(plan, consents=(replace(plan.consents[0], service_areas=areas),))
    team = words(draw(plan, issue=CORE_TEAM))
    assert "Jeg er god til dyr" in team
    for hidden in ("ryggen", "Mentale funktioner", "havnen"):
        assert hidden not in team
    assert "ryggen bliver bedre" in words(draw(plan))


def test_who_follows_up_on_somebody_outside_is_named():
    goal = normal_plan().goals[0]
    work = goal.interventions[0]
    task = replace(work.tasks[0], follower=Responsible("Jens Udkast"))
    work = replace(work, tasks=(task,))
    plan = replace(normal_plan(), goals=(replace(goal, interventions=(work,)),))
    assert "(følges op af Jens Udkast)" in words(draw(plan))


# -- news ------------------------------------------------------------------------------------


def test_what_is_new_since_the_version_before_stands_after_the_own_words():
    news = ("Fristen for «Job» er flyttet.", "Målet «Søvn» er nyt.")
    found = said(source(normal_plan(), issue=replace(APPROVED, news=news)))
    assert found.sections[1].heading == "Nyt siden version 2"
    assert [block.plain for block in found.sections[1].parts[0]] == list(news)
    many_more = said(source(normal_plan(), issue=replace(APPROVED, news=news * 20)))
    assert many_more.sections[1].parts[0][-1].plain == "Og 16 ændringer mere."
    draft = said(source(normal_plan(), issue=Issue(DAY, approved=False, news=news)))
    assert draft.sections[1].heading == "Nyt siden version 3"


# -- what to know before printing ------------------------------------------------------------


def warned(plan: JointPlan, citizen: Citizen = BO, of: Issue = APPROVED) -> str:
    return " ".join(check_paper(source(plan, citizen, of), plan, DAY).warnings)


def test_a_plan_that_reads_easily_and_hides_nothing_warns_of_nothing():
    assert warned(normal_plan()) == ""
    assert check_paper(source(normal_plan()), normal_plan(), DAY).lix_line.startswith("LIX ")
    assert check_paper(source(EMPTY), EMPTY, DAY).lix_line == ""


def test_a_plan_that_reads_hard_warns():
    hard = "Beskæftigelsesmæssige rehabiliteringsforanstaltninger iværksættes løbende. " * 9
    goal = Goal(UUID(int=7), hard, hard)
    assert "Skriv kortere" in warned(replace(normal_plan(), goals=(goal,)))


def test_protection_and_parts_without_consent_are_told():
    assert "Adressen er beskyttet" in warned(normal_plan(), SARA)
    plan = without_social(normal_plan())
    assert "2 indsatser er skjult. Der er ikke samtykke til social." in warned(plan, of=CORE_TEAM)
    assert "Der er ikke samtykke til social." in warned(plan)


def test_a_copy_that_may_not_be_shared_today_says_so():
    ended = replace(normal_plan().consents[0], valid_until=date(2026, 9, 20))
    plan = replace(normal_plan(), consents=(ended,))
    later = check_paper(source(plan, issue=CORE_TEAM), plan, date(2026, 9, 21))
    assert "Del ikke denne kopi." in later.warnings[0]


def test_a_plan_at_rest_and_an_older_version_say_so():
    old = source(normal_plan())
    newer = replace(normal_plan(), version=5, status=PlanStatus.CLOSED)
    assert check_paper(old, newer, DAY).warnings == (
        "Det her er version 3. Version 5 er nyere.",
        "Planen er afsluttet. Det står ikke på papiret.",
    )
