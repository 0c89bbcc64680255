"""Every key of the frame and what it does: the window, the tooltips and the overview read it."""

from dataclasses import dataclass
from typing import Final

from coordinator.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Key:
    """One shortcut: ``deed`` is how code names it, ``keys`` as Qt writes it, ``text`` a msgid."""

    deed: str
    keys: str
    text: str
    group: str


_WAYS = N_("Finding the way")
_PAGE = N_("On the page")
_LISTS = N_("In lists")
_PLAN = N_("In plan and review")
_WINDOW = N_("The window")

KEYS: Final = (
    Key("search", "Ctrl+K", N_("Search for a citizen"), _WAYS),
    Key("back", "Alt+Left", N_("Back"), _WAYS),
    Key("forward", "Alt+Right", N_("Forward"), _WAYS),
    Key("beside", "Shift+Return", N_("Open what is chosen in a window of its own"), _WAYS),
    Key("beside_keypad", "Shift+Enter", "", _WAYS),
    Key("next_region", "F6", N_("Next region"), _WAYS),
    Key("previous_region", "Shift+F6", N_("Previous region"), _WAYS),
    Key("note", "Ctrl+Shift+N", N_("Write a note on the citizen"), _PAGE),
    Key("enquiry", "Ctrl+N", N_("New enquiry"), _WAYS),
    Key("task", "Ctrl+T", N_("New task"), _PAGE),
    Key("ask_colleague", "Ctrl+Shift+T", N_("Task for a colleague about what is in front"), _PAGE),
    Key("hand_over", "Ctrl+Shift+O", N_("Hand the citizen over"), _PAGE),
    Key("open_plan", "Ctrl+E", N_("Open the citizen's plan"), _PAGE),
    Key("primary", "Ctrl+Return", N_("The page's main action"), _PAGE),
    Key("primary_keypad", "Ctrl+Enter", "", _PAGE),
    Key("save", "Ctrl+S", N_("Save now"), _PAGE),
    Key("print", "Ctrl+P", N_("Print"), _PAGE),
    Key("refresh", "F5", N_("Refresh"), _PAGE),
    Key("spelling", "F7", N_("Next misspelled word"), _PAGE),
    Key("next_tab", "Ctrl+Tab", N_("Next tab, or next way to read in review"), _PAGE),
    Key("previous_tab", "Ctrl+Shift+Tab", N_("Previous tab, or way to read in review"), _PAGE),
    Key("sidebar", "Ctrl+B", N_("Fold the sidebar"), _WINDOW),
    Key("lock", "Ctrl+L", N_("Lock Samplan"), _WINDOW),
    Key("help", "F1", N_("Help for this page"), _WINDOW),
    Key("keys", "?", N_("Show all keys"), _WINDOW),
)

# A long text field listens to this itself.
INSERT_TEMPLATE: Final = "Ctrl+Shift+S"
# The screens themselves listen to these.
PLAN_KEYS: Final = (
    Key("undo", "Ctrl+Z", N_("Undo"), _PLAN),
    Key("redo", "Ctrl+Y", N_("Redo"), _PLAN),
    Key("redo_too", "Ctrl+Shift+Z", "", _PLAN),
    Key("next_gap", "F8", N_("Next thing that is missing, or next change"), _PLAN),
    Key("previous_gap", "Shift+F8", N_("The one before"), _PLAN),
    Key("goal", "Ctrl+Shift+M", N_("New goal"), _PLAN),
    Key("intervention", "Ctrl+Shift+I", N_("New intervention"), _PLAN),
    Key("move_up", "Alt+Shift+Up", N_("Move goal, intervention or task up"), _PLAN),
    Key("move_down", "Alt+Shift+Down", N_("Move goal, intervention or task down"), _PLAN),
    Key("section_before", "Ctrl+Up", N_("Previous section"), _PLAN),
    Key("section_after", "Ctrl+Down", N_("Next section"), _PLAN),
    Key("", INSERT_TEMPLATE, N_("Insert a text template"), _PLAN),
    Key("inspector", "F9", N_("What is missing"), _PLAN),
    Key("audience", "Ctrl+.", N_("Who can see this?"), _PLAN),
    Key("past", "Ctrl+Shift+H", N_("Who wrote this, and what did it say?"), _PLAN),
    Key("", "F2", N_("Write in what is chosen"), _PLAN),
    Key("", "M", N_("Remark on the change, in review"), _PLAN),
)

LIST_KEYS: Final = (
    Key("", "Up", N_("Previous row"), _LISTS),
    Key("", "Down", N_("Next row"), _LISTS),
    Key("", "Return", N_("Open the row"), _LISTS),
    Key("", "Space", N_("Mark as done, or not done after all"), _LISTS),
    Key("", "Ctrl+A", N_("Choose all that is shown, or none"), _LISTS),
    Key("", "Alt+Shift+Up", N_("Move the line up"), _LISTS),
    Key("", "Alt+Shift+Down", N_("Move the line down"), _LISTS),
    Key("", "R", N_("Ask again for an answer"), _LISTS),
    Key("", "V", N_("Pass the task on"), _LISTS),
    Key("", "U", N_("Another deadline"), _LISTS),
    Key("", "Ctrl+Left", N_("Draw the task to the state on the left, on the board"), _LISTS),
    Key("", "Ctrl+Right", N_("Draw the task to the state on the right, on the board"), _LISTS),
    Key("", "Shift+F10", N_("What can be done with the row"), _LISTS),
    Key("", "1–5", N_("What the list shows"), _LISTS),
    Key("", "1–4", N_("The result, in a follow-up"), _LISTS),
    Key("", "1–3", N_("Choose who should have the enquiry"), _LISTS),
    Key("", "Escape", N_("Close what is on top"), _LISTS),
)

_NAMES: Final = {
    "Left": N_("Left"),
    "Right": N_("Right"),
    "Up": N_("Arrow up"),
    "Down": N_("Arrow down"),
    "Space": N_("Space bar"),
    "Return": "Enter",
    "Escape": "Esc",
}


def shown(keys: str) -> str:
    """Give a shortcut as people read it: «Alt+Venstre»."""
    parts = (_NAMES.get(part, part) for part in keys.split("+"))
    return "+".join(_(part) for part in parts)


def keys_for(deed: str) -> str:
    """Give the shortcut of a deed, as Qt writes it.

    Raises:
        KeyError: when no key does this.
    """
    for key in KEYS:
        if key.deed == deed:
            return key.keys
    raise KeyError(deed)
