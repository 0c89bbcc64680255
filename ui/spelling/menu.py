"""What a misspelled word offers: words that may have been meant, and the way into the word list."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from coordinator.i18n import _
from ui.spelling.words import Span

if TYPE_CHECKING:
    from ui.spelling.checked import Checked

MOST: Final = 6


def fill(
    menu: QMenu, checked: "Checked", span: Span, go_on: Callable[[], None] | None = None
) -> None:
    """Put the offers on top of a menu; suggestions come in when they are found."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    first = next(iter(menu.actions()), None)
    waiting = QAction(_("Looking for suggestions …"), menu)
    waiting.setEnabled(False)
    add = QAction(_("Add “{word}” to the dictionary").format(word=span.word), menu)
    add.triggered.connect(partial(_add, checked, span))
    made = [waiting, add]
    if go_on is not None:
        following = QAction(_("Next misspelled word"), menu)
        following.setShortcut(QKeySequence("F7"))
        following.triggered.connect(go_on)
        made.append(following)
    if first is not None:
        menu.insertActions(first, made)
        menu.insertSeparator(first)
    else:
        menu.addActions(made)
    menu.insertSeparator(add)
    checked.speller.suggest(span, partial(_show, menu, waiting, checked, span))


def _show(
    menu: QMenu, waiting: QAction, checked: "Checked", span: Span, words: tuple[str, ...]
) -> None:
    """Put the suggestions where the sentence about them stood."""
    if not isValid(menu) or not isValid(waiting):
        return
    if not words:
        waiting.setText(_("No suggestions"))
        return
    made = []
    for word in words[:MOST]:
        action = QAction(word, menu)
        action.triggered.connect(partial(_replace, checked, span, word))
        made.append(action)
    menu.insertActions(waiting, made)
    menu.removeAction(waiting)
    menu.setActiveAction(made[0])


def _replace(checked: "Checked", span: Span, word: str, _ticked: bool = False) -> None:
    checked.replace(span, word)


def _add(checked: "Checked", span: Span, _ticked: bool = False) -> None:
    checked.add(span.word)
