"""The figures that people type."""

from decimal import Decimal

import pytest

from coordinator.figures_in import read_figure


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12,5", Decimal("12.5")),
        ("12.5", Decimal("12.5")),
        (" 3 ", Decimal(3)),
        ("0", Decimal(0)),
        ("1.250", Decimal(1250)),
        ("1.250,75", Decimal("1250.75")),
        ("12 000", Decimal(12000)),
        ("-2", Decimal(-2)),
        ("\N{MINUS SIGN}2", Decimal(-2)),
    ],
)
def test_a_figure_is_read_as_danes_write_it(typed, meant):
    assert read_figure(typed) == meant


@pytest.mark.parametrize("typed", ["", "to", "2x", "1,2,3", ",5", "NaN", "1e9", "9" * 13])
def test_what_is_no_figure_is_none(typed):
    assert read_figure(typed) is None
