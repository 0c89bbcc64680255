"""A plan in review laid out as one way to read it wants: its changes, or all of it."""

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.screens.review.change_cards import change_cards
from ui.screens.review.part_card import PartCards, Remarking, earlier_remark
from ui.screens.review.shown import ShownChange, ShownReview
from ui.screens.review.whole_plan import whole_plan


def changes_in(review: ShownReview, mode: object) -> tuple[ShownChange, ...] | None:
    """Give the changes that a way of reading shows; None where it shows the whole plan."""
    found = {
        "news": review.news,
        "return": review.since_return,
        "changes": review.changes,
    }
    return found.get(str(mode))


def cards_for(review: ShownReview, mode: object, remarking: Remarking) -> PartCards:
    """Make the cards of a way of reading."""
    changes = changes_in(review, mode)
    if changes is None:
        return whole_plan(review.plan, remarking)
    nothing = _("Nothing differs from the approved version.")
    since = _("Nothing has changed since the plan was returned.")
    return change_cards(changes, remarking, nothing if mode == "changes" else since)


def remarks_without_card(review: ShownReview, cards: PartCards) -> list[QWidget]:
    """Make a line of each earlier remark whose part is not shown, so that none is overlooked."""
    shown = [each for each in review.remarks if each.key not in cards.keys]
    return [earlier_remark(each, titled=True) for each in shown]
