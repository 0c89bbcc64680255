"""The log of a citizen reads as sentences, not as codes."""

import pytest

from coordinator.i18n import use_language
from coordinator.wording import why_label


@pytest.mark.parametrize(
    ("action", "why", "said"),
    [
        ("load", "employment", "Beskæftigelse"),
        ("load", "staff", "staff"),
        ("view", "employment", "employment"),
        ("view", "Borgeren har ringet", "Borgeren har ringet"),
    ],
)
def test_only_a_load_names_the_service_it_came_from(action: str, why: str, said: str) -> None:
    use_language("da")
    try:
        assert why_label(action, why) == said
    finally:
        use_language("en")
