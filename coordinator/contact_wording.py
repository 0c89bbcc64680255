"""Who sees to a contact between the citizen and a service, in words."""

from collections.abc import Mapping
from typing import Final

from coordinator.i18n import N_, _

# What somebody does who sees to a contact, by its form; whoever sees to another makes contact.
_CALLS: Final[Mapping[str, str]] = {
    "phone": N_("{name} calls"),
    "video": N_("{name} calls"),
    "text_message": N_("{name} writes"),
    "digital_post": N_("{name} writes"),
    "letter": N_("{name} writes"),
}
_ELSE: Final = N_("{name} makes contact")


def caller_words(form: str, caller: str) -> str:
    """Say who sees to a contact of a form; nothing where nobody is named."""
    name = caller.strip()
    return _(_CALLS.get(form, _ELSE)).format(name=name) if name else ""
