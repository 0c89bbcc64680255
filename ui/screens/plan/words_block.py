"""The citizen's own words: a quote to read, a text to write together."""

from datetime import date

from PySide6.QtWidgets import QFrame

from coordinator.danish import long_date
from coordinator.dated_lists import ListEntry
from coordinator.i18n import _
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.form import PartForm
from ui.screens.plan.inputs import AreaInput, DateInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import OWN_WORDS
from ui.screens.plan.templates import offer_templates, templates_for
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.surfaces import Inset


class WordsBlock(QFrame):
    """«Det vil jeg gerne»: opened, the words and the day they were said."""

    def __init__(self, pen: PenFace) -> None:
        super().__init__()
        self._pen = pen
        self._page: PlanPage | None = None
        self.form: PartForm | None = None
        self._quote = Label("", "quote", wrap=True)
        self._matters_title = Label(_("What matters to me"), "small_medium", "2")
        self._matters = Label("", "body", wrap=True)
        self._said = Label("", "caption", "3")
        self.edit = Button("", self.open, kind="ghost", icon="pencil", size="small")
        self._question = Label("", "body", "2", wrap=True)
        mark = down(2, Icon("quote", "ink3", 20), None)
        matters = boxed(down(self._matters_title, self._matters, gap=2))
        self._matters_box = matters
        words = down(self._quote, self._question, matters, across(self._said, None, self.edit))
        self._shown = Inset(across(mark, (words, 1), gap=10))
        self._forms = down(gap=0)
        self._writing = boxed(self._forms)
        self._writing.hide()
        self.setLayout(down(Label(_("What I would like"), "h2"), self._shown, self._writing, gap=9))

    def show_words(self, page: PlanPage, *, force: bool) -> None:
        """Show what the words say now."""
        self._page = page
        words, may = page.plan.own_words, page.may_write(OWN_WORDS)
        text = words.text.strip()
        quoted = _("“{words}”").format(words=text)
        self._quote.setText(quoted if text else _("Nothing is written yet."))
        self._question.setText(_("What does {name} want to happen?").format(name=page.given_name))
        self._question.setVisible(not text and may)
        matters = words.matters.strip()
        self._matters.setText(matters)
        self._matters_box.setVisible(bool(matters))
        self._said.setText(_said(page.given_name, words.said_on) if text else "")
        verb = _("Change together with {name}") if text else _("Write together with {name}")
        self.edit.show_text(verb.format(name=page.given_name))
        self.edit.setVisible(may)
        # The button brings air of its own.
        self._shown.body.setContentsMargins(14, 18, 10, 6 if may else 14)
        notes = page.notes_of(OWN_WORDS)
        if notes.errors or notes.clashes:
            self._make_form()
            self._shown.hide()
        if self.form is not None:
            self.form.show_part(words, page, force=force)

    def open(self, name: str = "text") -> None:
        """Open the words for writing."""
        if self._page is not None and self._page.may_write(OWN_WORDS):
            self._make_form().focus(name)
            self._shown.hide()

    def _templates(self) -> tuple[ListEntry, ...]:
        return templates_for(self._page.book, "own_words") if self._page is not None else ()

    def close_form(self) -> None:
        """Close the fields; the text is kept."""
        if self.form is None:
            return
        form, self.form = self.form, None
        had_cursor = form.has_cursor()
        self._writing.hide()
        self._shown.show()
        if had_cursor:
            self.edit.setFocus()
        form.hide()
        form.deleteLater()

    def _make_form(self) -> PartForm:
        if self.form is not None:
            return self.form
        page = self._page
        assert page is not None
        question = _("What does {name} want to happen?").format(name=page.given_name)
        text = AreaInput(question, role="quote")
        offer_templates(text.area, self._templates)
        today = page.today
        said = DateInput(_("Said on"), lambda: today, past=True)
        said.setMaximumWidth(scaled(160))
        matters = AreaInput(_("What matters to me"))
        offer_templates(matters.area, self._templates)
        inputs = {"text": text, "matters": matters, "said_on": said}
        form = PartForm(OWN_WORDS, self._pen, inputs)
        done = Button(_("Close"), self.close_form, size="small")
        form.lay_out(text, matters, across(said, None, done), gap=8)
        form.closed.connect(self.close_form)
        form.show_part(page.plan.own_words, page, force=True)
        self.form = form
        self._forms.addWidget(form)
        self._writing.show()
        return form


def _said(name: str, day: date | None) -> str:
    words = _("{name}'s own words").format(name=name)
    return f"{words}, {long_date(day)}" if day else words
