"""What the rows of signatures ask before anything is sent: which file, why, and what to show."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from plans.scans import Scan
from plans.signatures import Signature
from ui.begun import while_there
from ui.runner import Runner
from ui.scans import choose_scan, opens
from ui.screens.citizen.scan_dialog import ScanDialog
from ui.screens.citizen.signature_writes import SignatureWrites
from ui.widgets.dialogs import ReasonDialog


class SignatureDeeds:
    """Opens the dialogs over ``parent``; ``writes`` is where their answers go.

    ``in_front`` tells whether the page of a plan's citizen is still in front.
    """

    def __init__(
        self,
        parent: QWidget,
        writes: Callable[[], SignatureWrites],
        in_front: Callable[[UUID], bool],
    ) -> None:
        self._parent, self._writes, self._in_front = parent, writes, in_front

    def attach(self, signature: Signature) -> None:
        """Let the user choose the scanned copy and keep it."""

        def chosen(path: str) -> None:
            self._writes().attach(signature, path, opens)

        choose_scan(self._parent, while_there(self._parent, chosen))

    def show_scan(self, signature: Signature) -> None:
        """Fetch the copy and show it, unless the user has left the citizen meanwhile."""
        self._writes().fetch(signature, partial(self._show, signature))

    def withdraw(self, signature: Signature) -> None:
        """Ask why the registration is wrong; it stays and says so."""
        ReasonDialog(
            self._parent,
            _("Withdraw the registration"),
            _("The registration stays in the list, with your reason. Then register the right one."),
            _("Withdraw"),
            partial(self._writes().withdraw, signature),
            label=_("What is wrong with it?"),
        ).open()

    def _show(self, signature: Signature, runner: Runner, scan: Scan) -> None:
        if self._in_front(signature.plan_id):
            title = _("Signed copy of version {number}").format(number=signature.signing.number)
            ScanDialog(self._parent, runner, scan, title).open()
