"""Cards of parts of a plan, each of which can be remarked on where it stands."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from coordinator.i18n import _
from ui.screens.review.shown import ShownRemark
from ui.theme import color, scaled
from ui.widgets.buttons import Button
from ui.widgets.fields import TextArea
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.surfaces import Inset

# A screenful at once; then few slices, because each lays out all that is there.
_AT_ONCE: Final = 16
_SLICE: Final = 100


@dataclass(frozen=True, slots=True)
class Remarking:
    """What cards need to be remarked on: what is written by now, and who keeps it.

    ``written`` is None where nobody writes; ``earlier`` are the remarks of reviews before.
    """

    drafts: Mapping[str, str]
    written: Callable[[str, str], None] | None
    earlier: tuple[ShownRemark, ...] = ()

    def on(self, key: str) -> tuple[ShownRemark, ...]:
        """Give the earlier remarks on a part."""
        return tuple(each for each in self.earlier if each.key == key)

    def within(self, keys: tuple[str, ...]) -> tuple[ShownRemark, ...]:
        """Give the earlier remarks on some parts, in their order."""
        return tuple(remark for key in keys for remark in self.on(key))


class RemarkSlot(QFrame):
    """The remarks on one part: those of earlier reviews, and the one that is being written.

    The field is made when somebody begins to write: a plan has hundreds of parts.
    """

    def __init__(
        self, key: str, title: str, remarking: Remarking, also: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self._key, self._title, self._remarking = key, title, remarking
        self._area: TextArea | None = None
        earlier = [earlier_remark(each) for each in remarking.on(key)]
        earlier += [earlier_remark(each, titled=True) for each in remarking.within(also)]
        self._lines = down(*earlier, gap=6)
        self.setLayout(self._lines)
        begun = remarking.drafts.get(key, "")
        if begun.strip() and remarking.written is not None:
            self._make_area(begun)
        self.setVisible(bool(earlier) or self._area is not None)

    @property
    def area(self) -> TextArea:
        """The field of the remark."""
        return self._area or self._make_area(self._remarking.drafts.get(self._key, ""))

    @property
    def is_written_in(self) -> bool:
        """Whether the cursor is in the remark."""
        return self._area is not None and self._area.hasFocus()

    def open(self) -> None:
        """Begin a remark, or go on with it."""
        area = self.area
        self.show()
        area.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = area.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        area.setTextCursor(cursor)

    def _make_area(self, text: str) -> TextArea:
        key, written = self._key, self._remarking.written
        name = _("Remark on {title}").format(title=self._title)
        area = self._area = TextArea(text, name=name, fewest=1, most=8)
        hint = Label(_("Your remark – goes along if you return the plan"), "caption", "warn")
        # A stripe of its own ground, so that a remark is never read as the plan's own words.
        mine = Inset(across(Icon("message", "warn", 18), hint, None, gap=8), area)
        self._lines.addWidget(mine)
        # What is not shown yet would get the cursor too late, after it went somewhere else.
        mine.show()
        if written is not None:
            area.textChanged.connect(lambda: written(key, area.text()))
        return area


def earlier_remark(remark: ShownRemark, *, titled: bool = False) -> QFrame:
    """Show a remark of an earlier review and whether it is solved."""
    icon = Icon("circle-check", "ok", 18) if remark.solved else Icon("message", "warn", 18)
    text = f"{remark.title}: {remark.text}" if titled and remark.title else remark.text
    words = Label(text, "small_medium", wrap=True)
    state = remark.solved or _("Not solved yet")
    under = Label(
        f"{remark.said} · {state}", "caption", "2" if remark.solved else "warn", wrap=True
    )
    made = Inset(across(icon, (down(words, under, gap=1), 1), gap=10))
    made.setAccessibleName(f"{text}. {remark.said}. {state}")
    return made


class PartCard(QFrame):
    """A part of the plan; in focus it can be remarked on with M.

    ``also`` are the names of the parts in it; what is ``indented`` stands under a card before.
    """

    indented = False

    def __init__(
        self,
        key: str,
        title: str,
        head: tuple[QWidget, ...],
        body: QLayout,
        remarking: Remarking,
        *,
        also: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.also: Final = also
        self.key: Final = key
        self.title: Final = title
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        before, *after = head
        top = across(before, (Label(title, "h3", wrap=True), 1), *after, gap=9)
        self.slot: Final = RemarkSlot(key, title, remarking, also)
        self._writes = remarking.written is not None and bool(key)
        if self._writes:
            button = Button(_("Remark"), self.remark, kind="ghost", icon="message", size="small")
            button.setAccessibleName(_("Remark on {title}").format(title=title))
            button.setToolTip(_("Remark") + " (M)")
            top.addWidget(button)
        self.setLayout(down(top, boxed(body), self.slot, gap=8, margins=(16, 10, 12, 14)))

    def remark(self) -> None:
        """Begin a remark on this part."""
        if self._writes:
            self.slot.open()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, and the focus ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


@dataclass(frozen=True, slots=True)
class Planned:
    """A card to be made: the names of the parts that it shows, and how it is made."""

    keys: tuple[str, ...]
    make: Callable[[], PartCard]


class PartCards(QFrame):
    """Cards under each other; ``step`` goes from one to the next.

    The first are there at once, and the others come in slices, so that keys are heard in between.
    """

    def __init__(self, planned: Iterable[Planned], nothing: str = "") -> None:
        super().__init__()
        self._planned: Final = deque(planned)
        self.keys: Final = frozenset(key for each in self._planned for key in each.keys)
        self._built: list[PartCard] = []
        self._body = down(gap=10)
        if not self._planned:
            self._body.addWidget(Label(nothing, "body", "2", wrap=True))
        self.setLayout(self._body)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._build_slice)
        self._build(_AT_ONCE)

    @property
    def cards(self) -> tuple[PartCard, ...]:
        """The cards that are there, from the top."""
        return tuple(self._built)

    def build_all(self) -> None:
        """Make every card now, as when somebody wants one that is not there yet."""
        self._build(len(self._planned))

    def step(self, step: int) -> PartCard | None:
        """Give focus to the next card (or the one before with -1), round at the ends."""
        here = self._place()
        start = here if here is not None else -1 if step > 0 else 0
        if not 0 <= start + step < len(self._built):
            self.build_all()
        if not self._built:
            return None
        card = self._built[(start + step) % len(self._built)]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        return card

    def current(self) -> PartCard | None:
        """The card that focus is in, or was in last."""
        place = self._place()
        return self._built[place] if place is not None else None

    def _build_slice(self) -> None:
        self._build(_SLICE)

    def _build(self, most: int) -> None:
        made = [self._planned.popleft().make() for _number in range(min(most, len(self._planned)))]
        self._built += made
        self._body.addWidget(boxed(down(*(_placed(card) for card in made), gap=10)))
        if self._planned:
            self._soon.start()

    def _place(self) -> int | None:
        focus = self.focusWidget()
        for place, card in enumerate(self._built):
            if card is focus or card.isAncestorOf(focus):
                return place
        return None


def _placed(card: PartCard) -> QWidget:
    return boxed(down(card, margins=(scaled(22), 0, 0, 0))) if card.indented else card
