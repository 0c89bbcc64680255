"""Every dialog keeps the promises of the screens: names, room for its words, one primary."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from coordinator.begun import FormKey
from coordinator.dated_lists import DatedList
from coordinator.i18n import _, use_language
from plans.states import PlanStatus
from tests.ui.every_screen import (
    STATES,
    close_window,
    faults,
    open_window,
    settle,
)
from ui.begun import BegunForms
from ui.compare_dialog import CompareDialog
from ui.compared import Compared, FieldCompared, PartCompared
from ui.keys_dialog import KeysDialog
from ui.last_words import LastWords
from ui.proof_dialog import ProofDialog
from ui.screens.citizen.dates_dialog import DatesDialog
from ui.screens.citizen.insight_dialog import InsightDialog
from ui.screens.plan.conflict_dialog import ConflictDialog
from ui.screens.plan.dialogs import RestDialog, WithdrawalDialog
from ui.screens.plan.notices import DifferenceDialog, LooseDialog
from ui.screens.plan.parts import OWN_WORDS
from ui.screens.plan.question import Question
from ui.screens.plan.restored import Loose, Restored, RestoredField, RestoredPart
from ui.screens.plan.step_dialogs import CloseDialog, GoneThroughDialog
from ui.screens.plan.templates import TemplateDialog
from ui.screens.staff.login_card import CloseDialog as CloseLoginDialog
from ui.task_questions import PassOnDialog
from ui.theme import THEME
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.timeline_model import Bar
from ui.window import SCREENS

DAY = date(2026, 11, 17)
LONG = "Borgeren vil gerne arbejde i en butik tæt på Nørrevoldsskolens fritidshjem. " * 3
NAME = "Christian-Alexander Krogsgaard-Overbygaard Fiktivsen-Attrapsen"
# Text size, window, theme and language.
LOOKS = {
    "small": (100, (1366, 768), "light", "da"),
    "large": (200, (1366, 768), "light", "da"),
    "dark_english": (150, (1280, 720), "dark", "en"),
    "smallest": (100, (900, 560), "dark", "da"),
}


def nothing(*_given, **_named):
    """What a dialog tells goes nowhere here."""


def _conflict(window, _page):
    texts = (LONG, LONG + "Han vil også sove.", LONG + "Han vil gerne hjem.")
    question = Question(
        OWN_WORDS, "text", NAME, "social", "Borgerens egne ord", *texts,
        LONG + "Han vil også sove. Han vil gerne hjem.", "14.02", "14.03", texts[2],
    )  # fmt: skip
    return ConflictDialog(window, question, "Ønsker", nothing, nothing)


def _compare(window, _page):
    fields = (FieldCompared("Frist", "1. marts 2027", "5. maj 2027"), FieldCompared("", "", LONG))
    found = Compared((LONG, LONG), (PartCompared(f"Mål: {LONG}", "Ændret", fields),))
    return CompareDialog(
        window,
        [(2, "Version 2, godkendt 12. november 2026"), (1, "Version 1, godkendt 1. oktober 2026")],
        lambda _old, _new, show, _refuse: show(found),
        has_draft=True,
    )


def _proof(window, _page):
    dialog = ProofDialog(window, "password", nothing)
    dialog.refuse(_("That does not fit. Look at Caps Lock, and try again."))
    return dialog


def _restored():
    part = RestoredPart(f"Mål: {LONG}", (RestoredField("Måles på", "Timer", LONG),))
    return Restored(datetime(2026, 11, 17, 8, 15, tzinfo=UTC), (part,), (Loose("Mål", LONG),))


DIALOGS = {
    "close": lambda window, page: CloseDialog(window, page, nothing),
    "gone through": lambda window, page: GoneThroughDialog(window, page, nothing),
    "rest": lambda window, _page: RestDialog(window, DAY, nothing),
    "withdrawal": lambda window, _page: WithdrawalDialog(window, nothing),
    "close login": lambda window, _page: CloseLoginDialog(window, NAME),
    "reason": lambda window, _page: ReasonDialog(
        window,
        "Åbn borgeren",
        f"{NAME} er ikke blandt dine borgere.",
        "Åbn",
        nothing,
        suggestions=("Ja", "Nej"),
    ),
    "pass on": lambda window, _page: PassOnDialog(
        window, (), BegunForms(), FormKey("task:pass"), nothing
    ),
    "conflict": _conflict,
    "difference": lambda window, _page: DifferenceDialog(window, _restored()),
    "loose": lambda window, _page: LooseDialog(window, _restored().loose, nothing),
    "template": lambda window, page: TemplateDialog(window, page.book.on(DatedList.TEXT_TEMPLATES)),
    "compare": _compare,
    "insight": lambda window, _page: InsightDialog(window, nothing),
    "dates": lambda window, _page: DatesDialog(
        window, Bar("1", "social", LONG, DAY, None, "plan", "I gang", "Planen"), DAY, nothing
    ),
    "keys": lambda window, _page: KeysDialog(window, SCREENS),
    "proof": _proof,
    "last_words": lambda window, _page: LastWords(window),
    "last_words_no_text_kept": lambda window, _page: LastWords(window, "store and text"),
    "last_words_of_a_paper": lambda window, _page: LastWords(window, "paper"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_in_a_dialog_is_nameless_small_or_cut(practice, look):
    scale, size, mode, language = LOOKS[look]
    use_language(language)
    THEME.use(mode, scale)
    window = open_window(
        practice, next(each for each in STATES if each.name == "plan active"), size
    )
    page = window.current_screen()._page
    assert page.plan.status is PlanStatus.ACTIVE
    wrong = []
    for name, make in DIALOGS.items():
        dialog = make(window, page)
        dialog.open()
        for _turn in range(3):
            QCoreApplication.processEvents()
        dialog.grab()
        wrong += [f"{name}: {fault}" for fault in faults(dialog)]
        if dialog.width() > size[0] or dialog.height() > size[1]:
            wrong.append(f"{name}: {dialog.width()}×{dialog.height()} in {size}")
        dialog.done(0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle(lambda: True)
    close_window(window)
    print(*wrong, sep="\n")
    assert wrong == []
