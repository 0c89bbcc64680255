"""What becomes of texts that two people wrote: shown, settled, and asked about again."""

from coordinator.i18n import _
from ui.screens.plan.aside import is_hidden
from ui.screens.plan.draft import Draft
from ui.screens.plan.merging import Conflict, FieldMerge
from ui.screens.plan.parts import Key, with_fields


def merged_under(draft: Draft, held: tuple[Key, str] | None) -> dict[Key, dict[str, str]]:
    """Give the text with the cursor when it was put together with a colleague's, and stands."""
    for key, merge in reversed(draft.merged):
        if (key, merge.field) == held:
            same = getattr(draft.value(key), merge.field, None) == merge.text
            return {key: {merge.field: merge.text}} if same else {}
    return {}


def settle(draft: Draft, key: Key, name: str, value: object) -> None:
    """Settle a conflict by a value of its own."""
    draft.choose(key, name, mine=True)
    part = draft.mine.get(key)
    if part is not None:
        draft.mine[key] = with_fields(part, {name: value})


def reopen(draft: Draft, key: Key, merge: FieldMerge) -> None:
    """Let a text that was put together be asked about: mine, theirs or both."""
    part = draft.value(key)
    if part is None or draft.conflict(key, merge.field) is not None:
        return
    draft.put(key, with_fields(part, {merge.field: merge.mine}))
    draft.conflicts.setdefault(key, []).append(Conflict(merge.field, merge.theirs, merge.base))


def gone_words(draft: Draft, key: Key) -> str:
    """Say why a part is not there any more."""
    return _("hidden from you by the consent") if is_hidden(draft, key) else _("removed")
