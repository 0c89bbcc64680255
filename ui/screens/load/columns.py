"""The card in which the user says which column is which."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from coordinator.i18n import _
from ui.screens.load.face import LoadPresenting
from ui.screens.load.lines import ColumnsForm
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.notices import Banner
from ui.widgets.surfaces import Card


class ColumnsCard(Card):
    """One line a heading: what the file calls it, and the field it stands for."""

    def __init__(self, form: ColumnsForm, presenter: LoadPresenting) -> None:
        super().__init__(title=_("Which column is which?"))
        self._presenter = presenter
        self._kinds = Combo(form.kinds, form.kind, name=_("What does the file hold?"))
        # An arrow key changes what is chosen, so the file is read anew by its own button only.
        other = Button(_("Read it as this"), self._read_anew, icon="refresh")
        other.setEnabled(False)
        self._kinds.picked.connect(lambda kind: other.setEnabled(kind != form.kind))
        holds = Field(_("What does the file hold?"), self._kinds)
        self.problem = Banner("warn", form.sentence)
        self.problem.setVisible(bool(form.sentence))
        text = _("Samplan reads a column as the field you choose. Other columns are not read.")
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(2, 1)
        grid.addWidget(Label(_("Heading in the file"), "small_medium", "2"), 0, 0)
        grid.addWidget(Label(_("Field in Samplan"), "small_medium", "2"), 0, 1)
        self._combos: dict[str, Combo] = {}
        for place, (heading, field) in enumerate(form.headings, start=1):
            name = _("Field for {heading}").format(heading=heading)
            combo = self._combos[heading] = Combo(form.fields, field, name=name)
            combo.picked.connect(self._picked)
            grid.addWidget(Label(heading, "body_medium"), place, 0)
            grid.addWidget(combo, place, 1)
        keep = Button(_("Keep the columns and check"), self.use, kind="primary", icon="check")
        once = Button(_("This time only"), self._once)
        foot = Qt.AlignmentFlag.AlignBottom
        held = across(holds, other, None, gap=14)
        held.setAlignment(other, foot)
        self.add(
            held, Label(text, "body", "2", wrap=True), self.problem, grid, across(keep, once, None)
        )

    def show_problem(self, sentence: str) -> None:
        """Say what is still missing."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()

    def use(self) -> None:
        """Keep these columns for later files too."""
        self._presenter.use_columns(self._chosen(), keep=True)

    def _once(self) -> None:
        self._presenter.use_columns(self._chosen(), keep=False)

    def _read_anew(self) -> None:
        self._presenter.choose_kind(str(self._kinds.value))
        self._presenter.go_on()

    def _chosen(self) -> dict[str, str]:
        return {heading: str(combo.value or "") for heading, combo in self._combos.items()}

    def _picked(self, field: object) -> None:
        """A field has one column: the one that had it before gives it up."""
        for combo in self._combos.values():
            if combo is not self.sender() and field and combo.value == field:
                combo.set_value("")
