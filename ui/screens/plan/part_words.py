"""What a part of the plan is called when somebody else writes in it."""

from collections.abc import Mapping

from coordinator.i18n import _
from ui.screens.plan.parts import Key, Part


def part_words(key: Key, parts: Mapping[Key, Part]) -> str:
    """Name a part by its title, or by the section that it stands in; "" for one unknown."""
    title = str(getattr(parts.get(key), "title", "")).strip()
    return title or section_words(key)


def section_words(key: Key) -> str:
    """Name the section that a part stands in; "" for one unknown."""
    return _SECTIONS.get(key.kind, lambda: "")()


_SECTIONS = {
    "own_words": lambda: _("What I would like"),
    "follow_up": lambda: _("Follow-up"),
    "stance": lambda: _("What the citizen thinks of the plan"),
    "statement": lambda: _("Text"),
    "challenge": lambda: _("My challenges"),
    "contact_agreement": lambda: _("Agreements on contact"),
    "measurement": lambda: _("Measures over time"),
    "order": lambda: _("Goals and interventions"),
    "goal": lambda: _("Goals and interventions"),
    "intervention": lambda: _("Goals and interventions"),
    "task": lambda: _("Who does what"),
    "consent": lambda: _("Consent and core team"),
    "participant": lambda: _("Consent and core team"),
    "deputy": lambda: _("Consent and core team"),
}
