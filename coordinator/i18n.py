"""The language of what people read: one catalogue for screens, sentences and paper."""

import gettext as _gettext
import io
from functools import cache
from pathlib import Path

LOCALE_DIR = Path(__file__).resolve().parent.parent / "resources" / "locale"
LANGUAGES = ("da", "en")


class _Current:
    """The catalogue in use; one per process, as the language of a program is."""

    language = "da"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str) -> None:
    """Take ``language`` ("da" or "en") for every text from now on.

    Raises:
        ValueError: for a language that Samplan does not speak.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    # The msgids are English, so English needs no catalogue.
    _Current.catalogue = _gettext.NullTranslations() if language == "en" else _catalogue(language)
    _Current.language = language


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    """Read the compiled catalogue, or compile its source in memory where set-up did not."""
    try:
        return _gettext.translation("samplan", LOCALE_DIR, [language])
    except FileNotFoundError:
        from babel.messages.mofile import write_mo  # noqa: PLC0415 - only without a set-up
        from babel.messages.pofile import read_po  # noqa: PLC0415

        compiled = io.BytesIO()
        with (LOCALE_DIR / language / "LC_MESSAGES" / "samplan.po").open("rb") as source:
            write_mo(compiled, read_po(source, locale=language))
        compiled.seek(0)
        return _gettext.GNUTranslations(compiled)


def current_language() -> str:
    """Tell which language is in use: "da" or "en"."""
    return _Current.language


def _(message: str) -> str:
    """Give ``message`` in the language in use."""
    return _Current.catalogue.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Give the form of a message that fits the count ``n``."""
    return _Current.catalogue.ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Mark ``message`` for translation where a constant stands; ``_`` it when shown."""
    return message
