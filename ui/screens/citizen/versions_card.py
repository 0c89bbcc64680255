"""The card of approved versions: each with its fingerprint and who signed it on paper."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.screens.citizen.shown import PlanShown, VersionShown
from ui.screens.citizen.signatures_shown import SignatureShown
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.surfaces import Card, rule

if TYPE_CHECKING:
    from ui.screens.citizen.tabs import TabDeeds


def versions_card(plan: PlanShown | None, deeds: "TabDeeds") -> Card:
    """Make the card; two versions, or one and what is written now, can be compared."""
    compare = Button(_("Compare"), deeds.compare, kind="ghost", icon="arrows-right-left")
    compare.setAccessibleName(_("Compare versions"))
    versions = plan.versions if plan is not None else ()
    can_compare = plan is not None and len(versions) + plan.has_draft > 1
    card = Card(title=_("Approved versions"), actions=[compare] if can_compare and versions else [])
    for version in versions:
        if version is not versions[0]:
            card.add(rule())
        card.add(_version(version, deeds))
    if not versions:
        card.add(Label(_("No version is approved yet."), "body", "2", wrap=True))
    return card


def _version(version: VersionShown, deeds: "TabDeeds") -> QWidget:
    fingerprint = _("Fingerprint {text}").format(text=version.fingerprint)
    lines = down(
        Label(version.title, "body_medium", wrap=True),
        Label(fingerprint, "small", "2", wrap=True),
        gap=4,
    )
    for each in version.signatures:
        lines.addWidget(_signature(each, version, deeds))
    if version.may_sign:
        sign = Button(
            _("Register signature"), partial(deeds.sign, version.number), kind="ghost",
            size="small", icon="ballpen",
        )  # fmt: skip
        sign.setAccessibleName(
            _("Register signature on version {number}").format(number=version.number)
        )
        lines.addLayout(across(sign, None))
    return boxed(lines)


def _signature(shown: SignatureShown, version: VersionShown, deeds: "TabDeeds") -> QWidget:
    tone = "2" if shown.note else ""
    texts = down(Label(shown.text, "body", tone, wrap=True), gap=1)
    if shown.note:
        texts.addWidget(Label(shown.note, "small", "2", wrap=True))
    wanted = []
    if shown.has_scan:
        wanted.append((_("Show copy"), "eye", deeds.show_scan))
    if shown.may_change:
        verb = _("Replace copy") if shown.has_scan else _("Attach copy")
        wanted.append((verb, "file-import", deeds.attach_scan))
        wanted.append((_("Withdraw"), "arrow-back-up", deeds.withdraw_signature))
    buttons = []
    for words, icon, deed in wanted:
        button = Button(
            words, partial(deed, shown.signature), kind="ghost", size="small", icon=icon
        )
        button.setAccessibleName(f"{words}, {version.short}, {shown.text}")
        buttons.append(button)
    verbs = Flow(gap=4, line_gap=2)
    verbs.show_all(*buttons)
    if buttons:
        texts.addWidget(verbs)
    row = boxed(across(down(3, Icon("ballpen", "ink2", 16), None, gap=0), (texts, 1), gap=8))
    row.setAccessibleName(" ".join(part for part in (shown.text, shown.note) if part))
    return row
