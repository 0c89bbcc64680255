"""«Aftaler om kontakt»: how citizen and service keep in touch, each as one sentence."""

from functools import partial
from uuid import UUID

from coordinator.contact_wording import caller_words
from coordinator.dated_lists import DatedList
from coordinator.i18n import _, ngettext
from coordinator.wording import label
from plans.parts import ContactAgreement, Period
from ui.screens.plan.builder import Builder
from ui.screens.plan.deeds import PenFace
from ui.screens.plan.inputs import AreaInput, ChoiceInput, Input, LineInput
from ui.screens.plan.more_inputs import FigureInput, ListedInput
from ui.screens.plan.page import PlanPage
from ui.screens.plan.part_row import PartRow, choices, known_from
from ui.screens.plan.parts import Key
from ui.screens.plan.parts_block import PartsBlock, show_row
from ui.screens.plan.words import heading_question, joined
from ui.widgets.labels import Label
from ui.widgets.layouts import Part, across, down


class ContactsBlock(PartsBlock[ContactAgreement]):
    """All agreements on contact."""

    def __init__(self, pen: PenFace, builder: Builder) -> None:
        super().__init__(
            builder,
            _("Add agreement on contact"),
            pen.beside.contact,
            partial(_make, pen),
            show_row,
        )

    def show_page(self, title: str, page: PlanPage, *, force: bool) -> None:
        """Show the agreements."""
        question = heading_question(page.book, "contact")
        parts = page.plan.contacts
        self.show_parts(title, question, parts, page, section="contact", force=force)


class ContactRow(PartRow[ContactAgreement]):
    """One agreement."""

    def dress(self) -> None:
        """Put the sentence over the note."""
        self._sentence = Label("", "body_medium", wrap=True)
        self._note = Label("", "body", wrap=True)
        self._known = Label("", "caption", "3", wrap=True)
        self.head.setLayout(
            down(self._sentence, self._note, self._known, gap=3, margins=(4, 2, 4, 2))
        )

    def say(self, part: ContactAgreement, page: PlanPage) -> str:
        """Fill the labels."""
        sentence, note = contact_sentence(part, page), part.text.strip()
        known = known_from(part, page.book)
        self._sentence.setText(sentence)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._known.setText(joined(known))
        self._known.setVisible(any(known))
        return ", ".join(words for words in (sentence, note, *known) if words)

    def inputs(self, page: PlanPage) -> dict[str, Input]:  # noqa: ARG002 - as every row
        """Make the fields."""
        periods = [(None, _("Not filled in")), *((each, label(each)) for each in Period)]
        return {
            "form": ListedInput(_("Form")),
            "times": FigureInput(_("Times"), whole=True),
            "period": ChoiceInput(_("Per"), periods),
            "place": LineInput(_("Where")),
            "caller": ListedInput(_("Who calls")),
            "text": AreaInput(_("Note")),
            "service_area": ChoiceInput(_("Service area")),
            "source": ListedInput(_("Source")),
        }

    def lay_out(self, inputs: dict[str, Input]) -> tuple[Part, ...]:
        """The form alone, the rest two a line."""
        pairs = (("times", "period"), ("place", "caller"), ("service_area", "source"))
        lines = [across((inputs[one], 1), (inputs[other], 1), gap=10) for one, other in pairs]
        return inputs["form"], *lines[:2], inputs["text"], lines[2]

    def offer(self, inputs: dict[str, Input], part: ContactAgreement, page: PlanPage) -> None:
        """Offer today's forms and everybody by name."""
        form, caller = inputs["form"], inputs["caller"]
        forms = choices(page.book, DatedList.CONTACT_FORMS)
        if part.form and part.form not in dict(forms):
            forms.append((part.form, page.book.label(DatedList.CONTACT_FORMS, part.form)))
        if isinstance(form, ListedInput) and isinstance(caller, ListedInput):
            form.offer(forms)
            caller.offer([(each.who.name, each.who.name) for each in page.people])


def contact_sentence(part: ContactAgreement, page: PlanPage) -> str:
    """Say an agreement in one sentence: «Telefon 2 gange om måneden, Mette ringer»."""
    form = page.book.label(DatedList.CONTACT_FORMS, part.form) if part.form else _("Contact")
    often = ""
    if part.times is not None:
        often = ngettext("{count} time", "{count} times", part.times).format(count=part.times)
    per = label(part.period) if part.period else ""
    first = " ".join(words for words in (form, often, per) if words)
    rest = (part.place.strip(), caller_words(part.form, part.caller))
    return ", ".join(words for words in (first, *rest) if words)


def _make(pen: PenFace, part_id: UUID) -> ContactRow:
    return ContactRow(Key("contact_agreement", part_id), pen)
