"""What a person sees and does: windows, screens and widgets, in Qt."""

import PySide6.QtCore  # noqa: F401 - puts its own import in place, which is made quick below
from shibokensupport import feature  # type: ignore[import-not-found]  # made by PySide


def _uses_no_feature(_module: object) -> bool:
    return False


# After each import of any module PySide reads that module's source in search of its own name, to
# let ``from __feature__ import …`` change the names of Qt's methods. Nobody here asks for that, and
# reading the source of every module takes a third of a start.
feature._mod_uses_pyside = _uses_no_feature  # noqa: SLF001 - there is no other way
