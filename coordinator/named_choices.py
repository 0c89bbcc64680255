"""Words of the command line that stand for codes: the code itself, or its name in our language."""

from collections.abc import Iterator, Mapping

from coordinator.i18n import _, current_language


class NamedChoices:
    """What may stand after an option, as argparse asks for it; ``names`` are msgids by code."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def code(self, text: str) -> str:
        """Give the code of what was typed; what is none of them stays as it is."""
        typed = _plain(text)
        found = (code for code, name in self._names.items() if typed in (code, _plain(_(name))))
        return next(found, text)

    def __contains__(self, code: object) -> bool:
        return code in self._names

    def __iter__(self) -> Iterator[str]:
        """Name them as they are typed in the language in use; the codes are English."""
        return (
            code if current_language() == "en" else _(name).casefold()
            for code, name in self._names.items()
        )

    def listed(self) -> str:
        """Name them in a row."""
        return ", ".join(self)


def _plain(text: str) -> str:
    return text.strip().casefold().replace(" ", "_").replace("-", "_")
