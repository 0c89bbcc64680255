"""The page of an opened citizen: head and tabs that stay, one open form, content that scrolls."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from coordinator.i18n import _
from ui.screens.citizen.form import Form
from ui.screens.citizen.header import CitizenHeader, HeaderDeeds
from ui.screens.citizen.note_form import NoteForm
from ui.screens.citizen.notes_tab import NoteDeeds, Notes
from ui.screens.citizen.overview import Overview
from ui.screens.citizen.shown import CitizenShown
from ui.screens.citizen.tabs import Cases, Contact, History, Tab, TabDeeds
from ui.widgets.choices import Tabs
from ui.widgets.layouts import boxed, down
from ui.widgets.notices import Banner
from ui.widgets.surfaces import Scroll

_SIDE: Final = 26
MOST_HEAD: Final = 0.45


class Pane(QFrame):
    """Head, tabs and content; a form stands over the content until it is saved or left."""

    def __init__(self, header: HeaderDeeds, tabs: TabDeeds, notes: NoteDeeds) -> None:
        super().__init__()
        self.setObjectName("page")
        self.form: Form | None = None
        self.header = CitizenHeader(header)
        self.tabs = Tabs(_("The citizen's pages"), _names())
        self.tabs.picked.connect(self.show_tab)
        self.overview = Overview(tabs)
        self.notes = Notes(tabs, notes)
        self._contents: dict[str, Tab] = {
            "overview": self.overview,
            "cases": Cases(tabs),
            "notes": self.notes,
            "contact": Contact(tabs),
            "history": History(tabs),
        }
        # Tabs behind the one in front are made when they are turned to.
        self._shown: CitizenShown | None = None
        self._stale: set[str] = set()
        self.notice = Banner("warn", "", closable=True)
        self.notice.hide()
        self._form_box: QVBoxLayout = down()
        self._content = Scroll(_("The citizen's pages"), margins=(_SIDE, 14, _SIDE, 24))
        self._head = boxed(down(self.header, self.tabs, gap=0))
        self._fixed: QVBoxLayout = down(self._head, margins=(_SIDE, 0, _SIDE, 0))
        self._content.body.addWidget(self.notice)
        self._content.body.addLayout(self._form_box)
        for content in self._contents.values():
            self._content.body.addWidget(content)
        self._content.body.addStretch(1)
        self.setLayout(down(self._fixed, (self._content, 1), gap=0))
        bar = self._content.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_width)
        self._head.installEventFilter(self)
        self.show_tab("overview")

    def show_citizen(self, shown: CitizenShown) -> None:
        """Show a citizen; the open form stays when it is about the same one."""
        self.header.show_citizen(shown)
        self._shown = shown
        self._stale = set(self._contents)
        self._fill(self.tabs.value)
        self.tabs.show_count("cases", sum(case.running for case in shown.cases))
        self.tabs.show_count("notes", len(shown.notes.lines))
        if self.form is not None and not self.form.belongs_to(shown.citizen):
            self.close_form()
        if isinstance(self.form, NoteForm):
            self.form.show_notes(shown.notes)
        if self.form is not None:
            self.form.renew(shown.citizen)
        self._place_head()

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self.tabs.set_value(key)
        self._fill(key)
        for name, content in self._contents.items():
            content.setVisible(name == key)
        self._rank_primary()
        self._content.verticalScrollBar().setValue(0)

    def _fill(self, key: str) -> None:
        """Make what stands in a tab when it comes to the front, so that opening is quick."""
        if self._shown is not None and key in self._stale:
            self._stale.discard(key)
            self._contents[key].show_citizen(self._shown)

    def open_form(self, form: Form) -> None:
        """Put a form over the content, in place of the one before."""
        self.close_form()
        self.form = form
        self._form_box.addWidget(form)
        self._rank_primary()
        form.cancelled.connect(self.close_form)
        form.show()
        self._content.verticalScrollBar().setValue(0)
        form.focus_first()

    def close_form(self) -> None:
        """Let the form go; focus goes to the tabs."""
        form, self.form = self.form, None
        if form is None:
            return
        focus = QApplication.focusWidget()
        if focus is not None and form.isAncestorOf(focus):
            self.tabs.setFocus()
        self._form_box.removeWidget(form)
        self._rank_primary()
        form.hide()
        form.deleteLater()

    def show_notice(self, sentence: str) -> None:
        """Say over the content what went wrong; nothing is lost. Empty takes it away."""
        if not sentence and self.notice.isVisible():
            # Whoever reads on further down stays there.
            self.notice.hide()
            return
        self.notice.show_notice("warn", sentence)
        self.notice.setVisible(bool(sentence))
        self._content.verticalScrollBar().setValue(0)

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self._head, self._content]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the head scroll along where it would take half of the window."""
        super().resizeEvent(event)
        self._place_head()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again where the head fits when what stands in it has changed."""
        if watched is self._head and event.type() == QEvent.Type.LayoutRequest:
            self._place_head()
        return super().eventFilter(watched, event)

    def _rank_primary(self) -> None:
        """Let one button lead: the open form's, the tab's own, or the way to the plan."""
        self.notes.rank("secondary" if self.form is not None else "primary")
        beside = self.form is not None or self.tabs.value == "notes"
        self.header.primary.show_kind("secondary" if beside else "primary")

    def _keep_width(self, _least: int, most: int) -> None:
        """Keep the content under the head as wide as the head, with a scroll bar or without."""
        taken = self._content.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._content.body.setContentsMargins(_SIDE, 14, _SIDE - taken, 24)

    def _place_head(self) -> None:
        width = self.width() - 2 * _SIDE
        height = max(self._head.heightForWidth(width), self._head.sizeHint().height())
        stays = height <= self.height() * MOST_HEAD
        if stays and self._fixed.indexOf(self._head) < 0:
            self._fixed.addWidget(self._head)
        elif not stays and self._fixed.indexOf(self._head) >= 0:
            self._content.body.insertWidget(0, self._head)


def _names() -> list[tuple[str, str]]:
    return [
        ("overview", _("Overview")),
        ("cases", _("Cases")),
        ("notes", _("Notes")),
        ("contact", _("Contact and guardian")),
        ("history", _("History")),
    ]
