"""Whatever reads text that others wrote reads long hostile text in one pass.

A pattern that tries each way to part it would take minutes for one of these, and the run would end.
"""

import contextlib
from datetime import date

import pytest

from coordinator import dates_in, figures_in, weekly_in
from coordinator.imports import cells, csv_in, findings, mapping, rejects
from coordinator.reports import texts
from coordinator.use_cases import worklists
from db import folding
from plans import logins, readability
from plans.errors import RuleBroken
from ui.spelling import words

TODAY = date(2026, 11, 17)
LONG = 30_000
SEEDS = (
    "a", "1", " ", "-", "a-", "1.", "1 ", "a'", "\n", '"', "1,", "@", "a@", "a.", "https://a",
    "om ", "i ", "1. jan", "12", "**a", "'", "§ ", "(", " a", "0 -", "kl. 1", "1:", "a, ", "1234 ",
    "mandag ", "\x00",
)  # fmt: skip
READERS = {
    "a date": lambda text: dates_in.read_date(text, TODAY),
    "a past date": lambda text: dates_in.read_past_date(text, TODAY),
    "a birth date": lambda text: dates_in.read_birth_date(text, TODAY),
    "a figure": figures_in.read_figure,
    "weekly times": weekly_in.read_weekly,
    "hours": weekly_in.read_hours,
    "a number": cells.number_of,
    "an address": lambda text: cells.address_of(text, "", ""),
    "a count": cells.count_of,
    "readability": readability.measure,
    "what is searched": lambda text: worklists._NUMBER.sub("", text),
    "numbers in a complaint": lambda text: findings._CPR_LIKE.sub("", text),
    "a heading": lambda text: mapping._NOT_WORD.sub("", text),
    "a date format": mapping._DATE_FORMAT.fullmatch,
    "signs of no text": lambda text: csv_in._CONTROL.sub("", text),
    "a refused cell": rejects._WOULD_BE_CHANGED.match,
    "bold words": lambda text: texts._BOLD.sub("", text),
    "words of a name": folding.words,
    "words to spell": lambda text: list(words.words_of(text)),
    "a login": logins._LOGIN.fullmatch,
}


@pytest.mark.parametrize("reader", READERS)
def test_long_hostile_text_is_read_in_one_pass(reader):
    for seed in SEEDS:
        for end in ("", "!", "x"):
            text = (seed * (LONG // len(seed) + 1))[:LONG] + end
            with contextlib.suppress(RuleBroken, cells.CellRefused):
                READERS[reader](text)


def test_what_is_read_stays_what_it_was():
    assert dates_in.read_date("onsdag den 18. november 2026", TODAY) == date(2026, 11, 18)
    found = cells.address_of("Skovvej 84,   8997  Solbæk", "", "")
    assert (found.street, found.postcode, found.town) == ("Skovvej 84", "8997", "Solbæk")
