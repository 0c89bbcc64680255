"""Reading the figures that people type: «12,5», «1.250», «12.5»."""

import re
from decimal import Decimal
from typing import Final

_MOST_DIGITS: Final = 12
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")
_FIGURE = re.compile(r"-?\d+(\.\d+)?")


def read_figure(text: str) -> Decimal | None:
    """Give the figure that ``text`` means, or None when it means none.

    A comma comes before decimals; points between groups of three figures are thousands.
    """
    plain = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if "," in plain or _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    if not _FIGURE.fullmatch(plain) or sum(map(str.isdigit, plain)) > _MOST_DIGITS:
        return None
    return Decimal(plain)
