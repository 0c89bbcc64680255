"""Plans drawn on paper: read back page by page, for plain plans and for impossible ones."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coordinator.reports.drawing import Drawing, pieces
from coordinator.reports.pictures import page_count, page_picture
from coordinator.reports.sheet import BOTTOM, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP, bound
from plans.parts import Goal, Intervention, OwnWords, Responsible, Task
from plans.people import ServiceArea
from plans.plan import JointPlan
from tests.coordinator.paper_samples import (
    BO,
    CORE_TEAM,
    DRAFT,
    METTE,
    SARA,
    draw,
    normal_plan,
    pages,
    speak_danish,
    words,
)


@pytest.fixture(autouse=True)
def danish(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_danish(monkeypatch)


def with_text(text: str) -> JointPlan:
    """A plan that says ``text`` in every place."""
    person = Responsible(text)
    plan = normal_plan()
    task = Task(UUID(int=9), text, person)
    intervention = Intervention(UUID(int=8), ServiceArea.SOCIAL, text, text, text, tasks=(task,))
    goal = Goal(UUID(int=7), text, text, None, person, interventions=(intervention,))
    people = tuple(replace(each, name=text, function=text) for each in plan.participants)
    consents = tuple(replace(each, how=text) for each in plan.consents)
    return replace(
        plan, own_words=OwnWords(text), goals=(goal,), participants=people, consents=consents
    )


def test_no_task_stands_alone_on_the_next_page():
    """With more tasks the table breaks at every row in turn."""
    goal = normal_plan().goals[0]
    first = goal.interventions[0]
    for count in range(1, 24):
        tasks = tuple(
            Task(UUID(int=900 + at), f"Opgave {at:02}", None, date(2026, 9, 1) + timedelta(at))
            for at in range(count)
        )
        only = replace(goal, interventions=(replace(first, tasks=tasks),))
        read = pages(draw(replace(normal_plan(), goals=(only,))))
        per_page = [page.count("Opgave ") for page in read]
        assert sum(per_page) == count
        assert 1 not in per_page[1:], per_page


def test_the_rights_break_between_items_with_two_of_them_on_each_side():
    broken = False
    for count in range(1, 24):
        tasks = tuple(Task(UUID(int=900 + at), f"Opgave {at:02}", None) for at in range(count))
        goal = normal_plan().goals[0]
        only = replace(goal, interventions=(replace(goal.interventions[0], tasks=tasks),))
        read = pages(draw(replace(normal_plan(), goals=(only,))))
        items = [page.count("•") for page in read]
        assert sum(items) == 6
        assert 1 not in items
        broken = broken or len([each for each in items if each]) > 1
    assert broken


@pytest.mark.parametrize(("text", "kept"), [
    ("Det gælder til 2. september", "Det gælder til 2.\u00a0september"),
    ("Se § 85", "Se §\u00a085"), ("I dag kl. 10", "I dag kl.\u00a010"),
    ("Det er nr. 2. Nu", "Det er nr. 2.\u00a0Nu"), ("Tallet 2 er lige", "Tallet 2 er lige"),
])  # fmt: skip
def test_a_day_stays_with_its_month_and_a_sign_with_its_number(text, kept):
    assert bound(text) == kept


def test_a_plan_of_three_goals_takes_three_pages_in_its_order():
    read = pages(draw(normal_plan()))
    assert len(read) == 3
    text = " ".join(read)
    places = [
        text.index(each)
        for each in (
            "Min samlede plan",
            "Det vil jeg gerne",
            "Jeg vil gerne arbejde et sted, hvor der er ro.",
            "Mine mål",
            "1. Et job på 10 timer om ugen",
            "Praktik i en butik, 3 timer om ugen",
            "Hvem gør hvad hvornår",
            "Send henvisning til smertehold",
            "Dem kan jeg ringe til",
            "Det har jeg sagt ja til",
            "Vi mødes igen",
            "Mine rettigheder",
            "Vores aftale",
            "150277-9995",
        )
    ]
    assert places == sorted(places)


def test_every_page_has_its_number_the_municipality_and_the_version():
    for number, page in enumerate(pages(draw(normal_plan())), start=1):
        assert f"Side {number} af 3" in page
        assert "Solbæk Kommune · Samlet plan · version 3" in page


def test_a_draft_is_marked_on_every_page_and_an_approved_plan_on_none():
    assert all("KLADDE" in page for page in pages(draw(normal_plan(), issue=DRAFT)))
    assert "KLADDE" not in words(draw(normal_plan()))


def test_the_same_plan_gives_the_same_bytes_whatever_was_drawn_before():
    first = draw(normal_plan())
    draw(with_text("Noget helt andet: ÆØÅ æøå ß ж α"))
    assert sha256(draw(normal_plan())).digest() == sha256(first).digest()


@pytest.fixture
def busy():
    """Let threads change places far oftener than they do, as on a PC with much to do."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def test_threads_that_draw_at_once_give_the_same_bytes(busy):
    with ThreadPoolExecutor(4) as pool:
        drawn = set(pool.map(lambda _number: draw(normal_plan()), range(12)))
    assert drawn == {draw(normal_plan())}


def test_the_file_says_what_it_is_and_in_what_language():
    document = pypdfium2.PdfDocument(draw(normal_plan()))
    assert document.get_metadata_value("Title") == "Min samlede plan – Bo Testrup"
    assert document.get_metadata_value("Author") == "Solbæk Kommune"
    headings = [each.get_title() for each in document.get_toc()]
    document.close()
    assert headings[:3] == ["Min samlede plan", "Det vil jeg gerne", "Mine mål"]
    assert b"/Lang (da-DK)" in draw(normal_plan())


def test_all_text_stays_inside_the_margins():
    document = pypdfium2.PdfDocument(draw(with_text("Å" * 400)))
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, low, right, high = text.get_rect(index)
            assert left >= SIDE - 1
            assert right <= PAGE_WIDTH - SIDE + 1
            assert (low >= BOTTOM - 1 and high <= PAGE_HEIGHT - TOP + 1) or right - left < 400
    document.close()


def test_own_words_keep_their_lines_and_their_signs():
    text = 'Jeg vil <b>ikke</b> have "møder" & papir.\n\nKun ro &amp; tid.'
    read = words(draw(replace(normal_plan(), own_words=OwnWords(text))))
    assert 'Jeg vil <b>ikke</b> have "møder" & papir. Kun ro &amp; tid.' in read


def test_characters_that_cannot_be_printed_are_marked_and_explained():
    plan = replace(normal_plan(), own_words=OwnWords("Ro 😀😀 مرحبا nu"))
    read = words(draw(plan))
    assert "Ro [?] nu" in read
    assert "[?] står for tegn, der ikke kan vises her." in read
    assert "står for tegn" not in words(draw(normal_plan()))


def test_a_table_repeats_its_headings_on_each_page():
    plan = replace(normal_plan(), goals=normal_plan().goals * 10)
    read = pages(draw(plan))
    with_rows = [page for page in read if "Ring til butikken" in page or "Læg et budget" in page]
    assert len(with_rows) > 1
    assert all("Hvad Hvem Hvornår Status" in page for page in with_rows)


def test_a_goal_never_stands_without_its_first_intervention():
    for count in range(1, 12):
        plan = replace(
            normal_plan(),
            own_words=OwnWords("\n".join(["Ro."] * count)),
            goals=normal_plan().goals * 3,
        )
        for page in pages(draw(plan)):
            assert page.count("Et job på 10 timer") == page.count("Praktik i en butik")
            assert page.count("Færre smerter og") == page.count("Træning for mennesker")


def test_signatures_never_stand_without_their_text_and_the_version():
    for count in range(1, 40, 3):
        plan = replace(normal_plan(), own_words=OwnWords("\n".join(["Ro."] * count)))
        last = pages(draw(plan))[-1]
        assert "Vores aftale" in last
        assert "Dato Mette Prøvegaard" in last
        assert "Kopi til Borgeren" in last


def test_two_hundred_interventions_are_all_there():
    given_one = normal_plan().interventions[0]
    many = tuple(
        replace(given_one, id=UUID(int=number), title=f"Indsats nummer {number}.", tasks=())
        for number in range(1000, 1200)
    )
    goal = replace(normal_plan().goals[0], interventions=many)
    read = words(draw(replace(normal_plan(), goals=(goal,))))
    assert all(f"Indsats nummer {number}." in read for number in range(1000, 1200))


def test_an_empty_plan_is_a_paper_too():
    assert len(pages(draw(JointPlan(UUID(int=1), BO.id, METTE.id), issue=DRAFT))) == 2


def test_a_goal_without_interventions_is_a_heading_and_its_facts():
    goal = replace(normal_plan().goals[0], interventions=())
    read = words(draw(replace(normal_plan(), goals=(goal,))))
    assert "Senest 1. marts 2027" in read
    assert "Ingen opgaver endnu." in read


def test_a_part_that_nobody_can_draw_is_a_bug():
    with pytest.raises(TypeError):
        Drawing().part(object())


@pytest.mark.parametrize("text", ["‰" * 5000, "ord " * 3000, "\n" * 300, "a\n" * 400, "-" * 999])
def test_texts_that_fill_pages_are_broken_and_not_refused(text):
    assert draw(with_text(text)).startswith(b"%PDF")


def test_a_name_of_any_length_finds_its_place():
    bo = replace(BO, given_name="Bartholomæus-Alexander " * 12, family_name="Sønderhald" * 30)
    assert "Side 1 af" in words(draw(normal_plan(), bo))


# One letter, one wide sign, one that is not in the font, and every kind of break.
HARD = st.text(st.sampled_from("a‰😀 -\n\u00ad\u200b&<"), min_size=200, max_size=900)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(st.characters(), max_size=300) | HARD)
def test_no_text_at_all_can_stop_a_paper(text):
    bo = replace(BO, given_name=text, family_name=text)
    assert page_count(draw(with_text(text), bo, DRAFT)) >= 2


@given(st.text(max_size=400), st.integers(1, 60))
def test_a_text_cut_in_pieces_is_the_same_text(text, room):
    cut = pieces(text, room)
    assert "".join(cut) == text
    assert all(len(piece) <= room + 1 for piece in cut)


def test_the_pictures_of_the_others_copy_show_no_protected_address():
    pdf = draw(normal_plan(), SARA, CORE_TEAM)
    read = words(pdf)
    assert "Beskyttet adresse" in read
    assert "620785-XXXX" in read
    for hidden in ("Hemmelig", "Skjulby", "11 22 33 44", "0002"):
        assert hidden not in read


def test_a_page_becomes_a_picture_of_its_size():
    picture = page_picture(draw(normal_plan()), 0, dpi=72)
    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.rgb) == picture.stride * picture.height
    assert picture.rgb[:3] == b"\xff\xff\xff"


def test_the_accent_colour_is_not_turned_around_in_pictures():
    picture = page_picture(draw(normal_plan()), 0, dpi=144)
    dark_teal = bytes((0x16, 0x3F, 0x4B))
    assert dark_teal in picture.rgb


def test_a_page_that_is_not_there_is_an_error():
    with pytest.raises(IndexError):
        page_picture(draw(normal_plan()), 3)
