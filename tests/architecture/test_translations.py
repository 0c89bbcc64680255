"""Danish is whole, says the same as English, and is plain."""

import gettext
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from plans.readability import Readability, measure
from tools import translations

HIGHEST_LIX = 40
# Fewer words than this make a figure that says more about one word than about the screen.
ENOUGH_WORDS = 60


@pytest.fixture(scope="module")
def said() -> dict[str, translations.Said]:
    return translations.extract()


@pytest.fixture(scope="module")
def danish() -> dict[str, Message]:
    texts, clashes = translations.collect()
    assert clashes == []
    return texts


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _kind in string.Formatter().parse(text) if name}


def wrong_placeholders(message: Message) -> bool:
    """Danish names what English names; a singular may leave the number out or write it."""
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    every = set().union(*map(fields, english))
    forms = translations.danish(message)
    if len(forms) != len(english):
        return True
    singular_only = len(forms) == 2 and fields(forms[0]) - every
    return bool(singular_only) or fields(forms[-1]) != fields(english[-1])


def test_every_text_has_its_danish(
    said: dict[str, translations.Said], danish: dict[str, Message]
) -> None:
    assert [
        key for key in said if key not in danish or not all(translations.danish(danish[key]))
    ] == []


def test_a_text_with_a_plural_has_both_forms(
    said: dict[str, translations.Said], danish: dict[str, Message]
) -> None:
    plural = {key for key, text in said.items() if isinstance(text.key, tuple)}
    assert [key for key in plural & set(danish) if len(translations.danish(danish[key])) != 2] == []


def test_no_danish_is_left_over(
    said: dict[str, translations.Said], danish: dict[str, Message]
) -> None:
    assert sorted(set(danish) - set(said)) == []


def test_every_part_is_merged() -> None:
    assert [part.name for part in translations.waiting_parts()] == []


def test_nothing_is_fuzzy_or_obsolete(danish: dict[str, Message]) -> None:
    assert [key for key, message in danish.items() if message.fuzzy] == []
    if translations.CATALOGUE.exists():
        assert dict(translations.read(translations.CATALOGUE).obsolete) == {}


def test_danish_fills_in_what_english_fills_in(danish: dict[str, Message]) -> None:
    assert [key for key, message in danish.items() if wrong_placeholders(message)] == []


@pytest.mark.parametrize(
    ("english", "forms", "wrong"),
    [
        ("Hi {name}", "Hej {name}", False),
        ("Hi {name}", "Hej {navn}", True),
        ("Hi {name}", "Hej", True),
        (("{n} day", "{n} days"), ("1 dag", "{n} dage"), False),
        (("{n} day", "{n} days"), ("{n} dag", "{n} dage"), False),
        (("{n} day", "{n} days"), ("{m} dag", "{n} dage"), True),
        (("{n} day", "{n} days"), ("1 dag", "dage"), True),
        (("{n} day", "{n} days"), "{n} dage", True),
    ],
)
def test_a_wrong_placeholder_is_noticed(english: str, forms: str, wrong: bool) -> None:
    assert wrong_placeholders(Message(english, forms)) is wrong


def sentences(message: Message) -> list[str]:
    """Give the forms that are sentences; labels and headings distort the figure (domain.md § 8)."""
    return [
        form
        for form in translations.danish(message)
        if form.rstrip("»” ").endswith((".", "?", "!"))
    ]


def figures(texts: list[Message]) -> Readability:
    return sum(
        (measure(text) for message in texts for text in sentences(message)), start=Readability()
    )


def test_the_whole_catalogue_is_plain_danish(danish: dict[str, Message]) -> None:
    assert figures(list(danish.values())).lix <= HIGHEST_LIX


def test_each_part_of_the_program_is_plain_danish(
    said: dict[str, translations.Said], danish: dict[str, Message]
) -> None:
    folders: dict[str, list[Message]] = {}
    for key, text in said.items():
        for folder in {str(Path(place).parent) for place in text.places} if key in danish else ():
            folders.setdefault(folder, []).append(danish[key])
    counted = {folder: figures(texts) for folder, texts in folders.items()}
    hard = {
        folder: figure.lix for folder, figure in counted.items() if figure.words >= ENOUGH_WORDS
    }
    assert {folder: lix for folder, lix in hard.items() if lix > HIGHEST_LIX} == {}


def test_only_sentences_are_measured() -> None:
    assert figures([Message("a", "Beskæftigelsesindsats"), Message("b", "Gem nu.")]).words == 2


def test_texts_are_found_where_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "a.py").write_text(
        "_('One')\nN_('Two')\nngettext('day', 'days', n)\nx('No')\n"
    )
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    assert {text.key for text in translations.extract().values()} == {"One", "Two", ("day", "days")}


def test_the_catalogue_compiles_to_what_gettext_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "MESSAGES", tmp_path)
    monkeypatch.setattr(translations, "COMPILED", tmp_path / "samplan.mo")
    monkeypatch.setattr(translations, "CATALOGUE", tmp_path / "samplan.po")
    monkeypatch.setattr(translations, "PARTS", tmp_path / "parts")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.po").write_text(
        'msgid "Save"\nmsgstr "Gem"\n\nmsgid "{n} day"\nmsgid_plural "{n} days"\n'
        'msgstr[0] "{n} dag"\nmsgstr[1] "{n} dage"\n'
    )
    assert translations.compile_catalogue() == 0

    with (tmp_path / "samplan.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Save") == "Gem"
    assert [catalogue.ngettext("{n} day", "{n} days", n) for n in (0, 1, 2)] == [
        "{n} dage",
        "{n} dag",
        "{n} dage",
    ]


def test_merging_keeps_what_is_said_and_refuses_two_wordings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "MESSAGES", tmp_path)
    monkeypatch.setattr(translations, "CATALOGUE", tmp_path / "samplan.po")
    monkeypatch.setattr(translations, "PARTS", tmp_path / "parts")
    monkeypatch.setattr(
        translations, "extract", lambda: {"Save": translations.Said("Save", ("ui/a.py",))}
    )
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.po").write_text(
        'msgid "Save"\nmsgstr "Gem"\n\nmsgid "Old"\nmsgstr "Gammel"\n'
    )
    assert translations.merge() == 0
    first = (tmp_path / "samplan.po").read_bytes()
    assert not (tmp_path / "parts").exists()
    assert b'#: ui/a.py\nmsgid "Save"\nmsgstr "Gem"' in first
    assert b"Old" not in first
    assert translations.merge() == 0
    assert (tmp_path / "samplan.po").read_bytes() == first  # no dates, no order of its own
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "b.po").write_text('msgid "Save"\nmsgstr "Gemme"\n')
    assert translations.merge() == 1
    assert (tmp_path / "parts" / "b.po").exists()
