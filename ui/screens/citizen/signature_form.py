"""The form that registers a signature on the paper of an approved version."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from plans.people import Citizen
from plans.scans import MEGABYTE, MOST_MEGABYTES, Scan, ScanType
from plans.signatures import Signer, Signing
from ui.begun import while_there
from ui.scans import choose_scan, opens
from ui.screens.citizen.form import Form, Writes, date_field, picked
from ui.screens.citizen.signatures_shown import SigningShown
from ui.widgets.buttons import Button, icon_button
from ui.widgets.choices import Combo
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.speech import say

SIGNATURE: Final = "signature"
_KINDS: Final[Mapping[ScanType, str]] = {
    ScanType.PDF: "PDF",
    ScanType.PNG: "PNG",
    ScanType.JPEG: "JPEG",
}


class SignatureForm(Form):
    """Who signed which day, and the scanned copy where there is one."""

    def __init__(
        self, seen: Citizen, signing: SigningShown, number: int, today: date, writes: Writes
    ) -> None:
        title = _("Register signature on version {number}").format(number=number)
        super().__init__(title, writes, seen)
        self.form_name = f"{SIGNATURE}:{number}"
        self._signing, self._number = signing, number
        self._day = date_field(_("Signed on"), today, today)
        by_citizen = number not in signing.signed_by_citizen
        self._signer = Combo(
            [(Signer.CITIZEN, _("The citizen")), (Signer.REPRESENTATIVE, _("A representative"))],
            Signer.CITIZEN if by_citizen else Signer.REPRESENTATIVE,
        )
        self._name = TextLine(next(iter(signing.names), ""), longest=200)
        self._copy: Final = _CopyRow(writes)
        fields = {
            "signed_on": self._day,
            "signer": Field(_("Who signed"), self._signer),
            "name": Field(_("The representative's name"), self._name),
        }
        self.add(fields_across(fields["signed_on"], fields["signer"], fields["name"]), self._copy)
        self.finish(fields, _("Register signature"))
        self._signer.currentIndexChanged.connect(self._show_name)
        self._show_name()

    def missing(self) -> Mapping[str, str]:
        """Say what a signature is not without."""
        found: dict[str, str] = {}
        if picked(self._day) is None:
            found["signed_on"] = _("Write the day that stands on the paper.")
        if self._by_other and not self._name.text().strip():
            found["name"] = _("Write the name of the representative who signed.")
        return found

    def send(self) -> None:
        """Send who signed and when, with the copy."""
        day, signer = picked(self._day), self._signer.value
        assert day is not None
        assert isinstance(signer, Signer)
        name = self._name.text().strip() if self._by_other else ""
        signing = Signing(self._number, signer, day, name)
        self.writes.signatures.register(self._signing.plan_id, signing, self._copy.scan)

    @property
    def _by_other(self) -> bool:
        return self._signer.value is Signer.REPRESENTATIVE

    def _show_name(self, _index: int = 0) -> None:
        self._fields["name"].setVisible(self._by_other)


class _CopyRow(QFrame):
    """Chooses the scanned copy and tells what was chosen, or why it cannot be taken."""

    def __init__(self, writes: Writes) -> None:
        super().__init__()
        self.scan: Scan | None = None
        self._writes = writes
        self._choose = Button(_("Choose scanned copy …"), self._ask, icon="file-import")
        self._told = Label("", "body", wrap=True)
        self._drop = icon_button("x", _("Leave the copy out"), self._leave_out)
        self._wrong = Label("", "small_medium", "danger", wrap=True)
        self._error = boxed(across(Icon("alert-circle", "danger", 16), (self._wrong, 1), gap=6))
        hint = _("PDF, PNG or JPEG of at most {most} MB. You can also attach it later.")
        self.setLayout(
            down(
                across(self._choose, (self._told, 1), self._drop, gap=10),
                Label(hint.format(most=MOST_MEGABYTES), "small", "2", wrap=True),
                self._error,
                gap=4,
            )
        )
        self._show(None)

    def _ask(self) -> None:
        choose_scan(self, self._read)

    def _read(self, path: str) -> None:
        self._told.setText(_("The file is being read …"))
        took, refused = while_there(self, self._show), while_there(self, self._refuse)
        self._writes.signatures.read_file(path, opens, took, refused)

    def _show(self, scan: Scan | None) -> None:
        self.scan = scan
        self._error.hide()
        self._drop.setVisible(scan is not None)
        self._choose.show_text(
            _("Choose scanned copy …") if scan is None else _("Choose another …")
        )
        self._told.setText("")
        if scan is not None:
            size = _size_words(len(scan.content))
            words = _("The copy is ready: {kind}, {size}").format(
                kind=_KINDS[scan.media_type], size=size
            )
            self._told.setText(words)
            say(self, words)

    def _refuse(self, sentence: str) -> None:
        self._show(None)
        self._wrong.setText(sentence)
        self._error.show()
        self._choose.setFocus()
        say(self, sentence)

    def _leave_out(self) -> None:
        self._choose.setFocus()
        self._show(None)


def _size_words(size: int) -> str:
    if size < MEGABYTE:
        return _("{count} kB").format(count=max(1, round(size / 1000)))
    return _("{count} MB").format(count=round(size / MEGABYTE))
