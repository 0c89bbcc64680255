"""The form of a member of staff: who, as what, where, and how to reach them."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal

from coordinator.begun import FormKey
from coordinator.i18n import _
from ui.begun import BegunForms
from ui.keys import keys_for
from ui.screens.staff.shown import PersonShown, TypedPerson
from ui.widgets.buttons import Button
from ui.widgets.choices import Choice, Combo, Segments
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.form_memory import Control, FormMemory
from ui.widgets.layouts import across
from ui.widgets.surfaces import Card

_LONGEST: Final = 120


class PersonForm(Card):
    """``wanted`` tells what to keep and whether a password is wanted, ``left`` that nothing is."""

    wanted = Signal(object, bool)
    left = Signal()

    def __init__(self, shown: PersonShown, begun: BegunForms) -> None:
        is_new = not shown.key
        super().__init__(title=_("Details"))
        typed = shown.typed
        self._login = typed.login
        nothing: Choice = ("", _("Choose"))
        roles = [nothing, *shown.roles] if is_new else list(shown.roles)
        self._role = Combo(roles, typed.role)
        self._area = Combo(list(shown.areas), typed.area)
        names = ("name", "login", "team", "phone", "email")
        self._lines: Final = {
            name: TextLine(longest=_LONGEST) for name in names if name != "login" or is_new
        }
        for name, line in self._lines.items():
            line.setText(getattr(typed, name))
        hint = _("Small letters and figures. It cannot be changed later.")
        self.fields: Final = {
            "name": Field(_("Name"), self._lines["name"]),
            "role": Field(_("Role"), self._role),
            "area": Field(_("Service area"), self._area),
            "team": Field(_("Team"), self._lines["team"]),
            "phone": Field(_("Phone"), self._lines["phone"]),
            "email": Field(_("E-mail"), self._lines["email"]),
        }
        if is_new:
            self.fields["login"] = Field(_("Login"), self._lines["login"], hint=hint)
        self.way: Final = _ways() if is_new and shown.on_server else None
        self._lay_out(is_new=is_new)
        controls: dict[str, Control] = {"role": self._role, "area": self._area, **self._lines}
        key = FormKey("staff", UUID(shown.key) if shown.key else None)
        self._memory = FormMemory(self, controls, begun, key)
        self.body.insertWidget(1, self._memory.notice)
        self._memory.look_back()

    def submit(self) -> None:
        """Tell what is typed."""
        texts = {name: line.text() for name, line in self._lines.items()}
        texts = {"login": self._login} | texts
        typed = TypedPerson(role=str(self._role.value), area=str(self._area.value), **texts)
        self.wanted.emit(typed, self.way is not None and self.way.value == "made")

    def refuse(self, name: str, sentence: str) -> None:
        """Say at a field why it is not kept; what is typed stays."""
        self.fields[name].show_error(sentence)
        self.fields[name].control.setFocus()

    def take_focus(self) -> None:
        """Begin at the name."""
        self._lines["name"].setFocus()

    def done(self) -> None:
        """It is saved or left: there is nothing to come back to."""
        self._memory.done()

    def _lay_out(self, *, is_new: bool) -> None:
        first = [self.fields[each] for each in ("name", "login") if each in self.fields]
        self.body.addLayout(fields_across(*first))
        self.body.addLayout(
            fields_across(self.fields["role"], self.fields["area"], self.fields["team"])
        )
        self.body.addLayout(fields_across(self.fields["phone"], self.fields["email"]))
        if self.way is not None:
            self.add(Field(_("How they sign in"), self.way))
        verb = _("Add to staff") if is_new else _("Save")
        save = Button(verb, self.submit, kind="primary", keys=keys_for("primary"))
        self.body.addLayout(across(None, Button(_("Cancel"), self.left.emit), save))
        for each, field in self.fields.items():
            control = self._lines.get(each)
            if control is not None:
                control.textChanged.connect(field.clear_error)
                control.returnPressed.connect(self.submit)
        self._role.picked.connect(self.fields["role"].clear_error)


def _ways() -> Segments:
    """How somebody new signs in to a server."""
    ways = [("made", _("Samplan makes a password")), ("none", _("Single sign-on"))]
    return Segments(_("How they sign in"), ways, "made")
