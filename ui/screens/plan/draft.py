"""What is written in a plan and not kept yet, over what the store has."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from plans.errors import RuleBroken
from plans.parts import Participant, Task
from plans.plan import JointPlan
from ui.screens.plan.merging import Conflict, FieldMerge, merge_by_itself
from ui.screens.plan.parts import (
    BESIDE,
    Key,
    Kind,
    Order,
    Part,
    differing,
    is_blank,
    parts_of,
    plan_of,
    with_fields,
)

WHOLE = ""
"""The field name of a conflict about a part that a colleague removed."""


@dataclass(frozen=True, slots=True)
class Write:
    """One part to be written: what was seen of it, and what it shall be; None is «not there».

    ``place`` is where one that comes back stood among its neighbours.
    """

    key: Key
    seen: Part | None
    wanted: Part | None
    place: int | None = None


@dataclass(slots=True)
class Draft:
    """One plan on the screen: the stored parts and mine over them.

    ``mine`` holds wanted values (None: removed). ``refused`` holds raw values that a rule would
    not let into a part; they stay in their fields. ``conflicts`` are per part, and so are the
    texts that were ``merged`` with a colleague's by themselves, oldest first. ``bases`` is what
    parts of mine rest on.
    """

    plan: JointPlan
    stored: dict[Key, Part] = field(default_factory=dict)
    mine: dict[Key, Part | None] = field(default_factory=dict)
    refused: dict[Key, dict[str, object]] = field(default_factory=dict)
    conflicts: dict[Key, list[Conflict]] = field(default_factory=dict)
    merged: list[tuple[Key, FieldMerge]] = field(default_factory=list)
    bases: dict[Key, Part | None] = field(default_factory=dict)
    # How parts stood under each other before one was removed: it comes back to its place.
    _orders: dict[tuple[Kind, UUID | None], tuple[UUID, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stored = parts_of(self.plan)

    # -- reading -----------------------------------------------------------------------------

    def value(self, key: Key) -> Part | None:
        """Give a part as it stands on the screen."""
        return self.mine[key] if key in self.mine else self.stored.get(key)

    def parts(self) -> dict[Key, Part]:
        """Give every part as it stands on the screen, new ones last."""
        merged = {**self.stored, **self.mine}
        gone = {key.id for key, part in merged.items() if part is None}
        if gone:
            for key in tuple(merged):
                if key.under in gone and key.under is not None:
                    gone.add(key.id)
                    merged[key] = None
        places: dict[UUID | None, int] = {
            each: place for order in self._orders.values() for place, each in enumerate(order)
        }
        there = {
            key: part
            for key, part in sorted(
                merged.items(), key=lambda found: places.get(found[0].id, len(places))
            )
            if part is not None
        }
        if not self._orders:
            # Nothing was removed; a plan of two hundred is put together at every key.
            return there
        alive = {each.id for each in there}
        return {key: self._in_place(key, part, alive) for key, part in there.items()}

    def shown(self) -> JointPlan:
        """Give the plan as it stands on the screen."""
        return plan_of(self.plan, self.parts())

    def below(self, key: Key) -> dict[Key, Part]:
        """Give what stands under a part, nearest first."""
        return below(key, self.parts())

    # -- writing -----------------------------------------------------------------------------

    def put(self, key: Key, part: Part | None) -> None:
        """Let a part be something else, or nothing."""
        if part is None:
            self._note_order(key)
            for each in self.below(key):
                self.discard(each)
            if key.under is not None and self._is_gone(key.under):
                # It goes with what it stands under.
                self.discard(key)
                return
        if key not in self.mine:
            self.bases[key] = self.stored.get(key)
        self.mine[key] = part
        self.refused.pop(key, None)

    def edit(self, key: Key, **values: object) -> None:
        """Change fields of a part.

        Raises:
            RuleBroken: when the values do not go together; they are kept as refused, and are tried
                again with the next change.
        """
        part = self.value(key)
        if part is None:
            raise RuleBroken("not-in-plan")
        together = {**self.refused.get(key, {}), **values}
        try:
            changed = with_fields(part, together)
        except RuleBroken:
            self.refused[key] = together
            raise
        if isinstance(changed, Task) and "waiting" in together:
            changed = changed.in_step_with_waiting()
        if changed != part:
            self.put(key, changed)
        self.refused.pop(key, None)

    def discard(self, key: Key) -> None:
        """Forget what was written in a part."""
        self.mine.pop(key, None)
        self.refused.pop(key, None)
        self.conflicts.pop(key, None)
        self.bases.pop(key, None)

    def drop_unchanged(self) -> None:
        """Forget parts that are again what the store has."""
        for key in tuple(self.mine):
            same = self.mine[key] == self.stored.get(key)
            if same and key not in self.refused and key not in self.conflicts:
                self.discard(key)

    # -- keeping -----------------------------------------------------------------------------

    def missing_above(self, key: Key) -> tuple[Key, ...]:
        """List what a part stands under that is not in the store yet, outermost first."""
        above = next((each for each in self.mine if each.id == key.under and key.under), None)
        if above is None or above in self.stored:
            return ()
        return (*self.missing_above(above), above)

    def writes(self, keys: tuple[Key, ...]) -> tuple[Write, ...]:
        """List what must be written to keep these parts: first what a part stands under."""
        found: dict[Key, Write] = {}
        for key in keys:
            for each in (*self.missing_above(key), key):
                write = self._write(each)
                if write is not None and (each == key or write.wanted is not None):
                    found[each] = write
        return tuple(found.values())

    def kept(self, write: Write) -> None:
        """Take in that the store now has a part as it was wanted."""
        key, wanted = write.key, write.wanted
        if wanted is None:
            for gone in (key, *below(key, self.stored)):
                self.stored.pop(gone, None)
                if gone in self.mine:
                    self.bases[gone] = None
        else:
            order = Key("order", under=key.under)
            if write.place is not None and key.kind in BESIDE:
                self._put_stored(write.place, key, wanted)
            elif write.place is not None and isinstance(stored := self.stored.get(order), Order):
                others = [each for each in stored.ids if each != key.id]
                assert key.id is not None
                others.insert(write.place, key.id)
                self.stored[order] = Order(tuple(others))
            self.stored[key] = wanted
        self.plan = plan_of(self.plan, self.stored)
        # The order of the goals follows from the goals that there are.
        self.stored = parts_of(self.plan)
        if self.mine.get(key, _UNTOUCHED) == wanted and key not in self.conflicts:
            # A refused value stays in its field, whatever else of the part was kept.
            self.mine.pop(key)
            self.bases.pop(key, None)
        elif key in self.mine:
            self.bases[key] = wanted

    def rebase(self, plan: JointPlan, held: tuple[Key, str] | None = None) -> None:
        """Take in a newer reading of the store; fields changed on both sides become conflicts.

        ``held`` is the field with the cursor: it counts as mine even if nothing was typed yet.
        """
        before = self.stored.get(held[0]) if held else None
        self.plan = plan
        self.stored = parts_of(plan)
        for key in tuple(self.mine):
            self._merge(key)
        if held is not None and before is not None and held[0] not in self.mine:
            self._hold(*held, before)

    def choose(self, key: Key, name: str, *, mine: bool) -> None:
        """Settle a conflict: keep my value, or take the colleague's."""
        found = self.conflict(key, name)
        left = [each for each in self.conflicts.pop(key, []) if each.field != name]
        if left:
            self.conflicts[key] = left
        part = self.mine.get(key)
        if mine or part is None or found is None:
            return
        if name == WHOLE:
            self.discard(key)
        else:
            self.mine[key] = with_fields(part, {name: found.theirs})

    def conflict(self, key: Key, name: str) -> Conflict | None:
        """Give the conflict about a field of a part."""
        return next((each for each in self.conflicts.get(key, ()) if each.field == name), None)

    def is_empty_new(self, key: Key) -> bool:
        """Whether a part is new and nothing was written in it or under it."""
        part = self.mine.get(key)
        return (
            part is not None
            and key not in self.stored
            and is_blank(part)
            and not self.refused.get(key)
            and all(is_blank(each) for each in self.below(key).values())
        )

    # -- inside ------------------------------------------------------------------------------

    def _write(self, key: Key) -> Write | None:
        if key not in self.mine:
            return None
        seen, wanted = self.bases.get(key), self.mine[key]
        for conflict in self.conflicts.get(key, ()):
            if conflict.field == WHOLE or wanted is None:
                return None
            # What is not settled yet must not be written over the colleague's.
            wanted = with_fields(wanted, {conflict.field: getattr(seen, conflict.field)})
        # The store keeps nobody's place in the core team.
        comes_back = seen is None and wanted is not None and key.kind != "participant"
        place = self._place(key) if comes_back else None
        return None if seen == wanted else Write(key, seen, wanted, place)

    def _in_place(self, key: Key, part: Part, alive: set[UUID | None]) -> Part:
        """Give an order with what came back under it where it stood; other parts as they are."""
        if not isinstance(part, Order) or key.under is None:
            return part
        kinds: tuple[Kind, ...] = ("intervention", "task")
        known = [each for kind in kinds for each in self._orders.get((kind, key.under), ())]
        ids = list(part.ids)
        for before, each in zip((None, *known), known, strict=False):
            if each in alive and each not in ids:
                ids.insert(ids.index(before) + 1 if before in ids else 0, each)
        return Order(tuple(ids))

    def _note_order(self, key: Key) -> None:
        """Remember how a part stands among its neighbours, before it goes."""
        ordered = key.under is not None or key.kind in BESIDE or key.kind == "participant"
        if key.id is not None and ordered:
            known = self._orders.get((key.kind, key.under), ())
            news = (each for each in self._beside(key) if each not in known)
            self._orders[key.kind, key.under] = (*known, *news)

    def _place(self, key: Key) -> int | None:
        """Where a part that was removed stood; None for one that is new."""
        if key.id is None or key.id not in self._orders.get((key.kind, key.under), ()):
            return None
        return self._beside(key).index(key.id)

    def _beside(self, key: Key) -> list[UUID]:
        """List what of its kind stands under the same part, and the part itself."""
        beside = (each for each in self.parts() if (each.kind, each.under) == (key.kind, key.under))
        return [each.id for each in beside if each.id]

    def _put_stored(self, place: int, key: Key, part: Part) -> None:
        """Let a part that came back stand where it stood among its kind."""
        others = [(each, self.stored[each]) for each in self.stored if each.kind == key.kind]
        for each, _part in others:
            del self.stored[each]
        others.insert(place, (key, part))
        self.stored.update(others)

    def _hold(self, key: Key, name: str, before: Part) -> None:
        theirs = self.stored.get(key)
        if theirs is None or name not in differing(before, theirs):
            return
        self.put(key, with_fields(theirs, {name: getattr(before, name)}))
        self.conflicts[key] = [Conflict(name, getattr(theirs, name), getattr(before, name))]

    def _is_gone(self, part_id: UUID) -> bool:
        above = key_for(self.mine, part_id)
        return above is not None and self.mine[above] is None

    def _merge(self, key: Key) -> None:
        base, mine, theirs = self.bases.get(key), self.mine[key], self.stored.get(key)
        if mine == theirs:
            self.discard(key)
            return
        if theirs == base:
            return
        if isinstance(mine, Participant) and isinstance(theirs, Participant) and base is None:
            # Both of us put the same person in: only the function can differ.
            self.mine[key] = mine = replace(mine, id=theirs.id)
            base = replace(theirs, function="")
        if mine is None or base is None or isinstance(mine, Order):
            # I removed it, made it, or set an order: what I want stands, over what is there now.
            self.bases[key] = theirs
            return
        if theirs is None:
            self.conflicts[key] = [Conflict(WHOLE, None, base)]
            self.bases[key] = None
            return
        self._merge_fields(key, base, mine, theirs)

    def _merge_fields(self, key: Key, base: Part, mine: Part, theirs: Part) -> None:
        my_fields, their_fields = differing(base, mine), differing(base, theirs)
        taken = {name: getattr(theirs, name) for name in their_fields - my_fields}
        # What is asked about already counts from where I began, not from what they wrote first.
        began = {each.field: each.base for each in self.conflicts.get(key, ())}
        open_still: list[Conflict] = []
        for name in sorted((my_fields & their_fields & differing(mine, theirs)) | began.keys()):
            here, there = getattr(mine, name), getattr(theirs, name)
            if here == there:
                continue
            conflict = Conflict(name, there, began.get(name, getattr(base, name)))
            merge = None if name in began else merge_by_itself(name, conflict.base, here, there)
            if merge is None:
                open_still.append(conflict)
            else:
                taken[name] = merge.text
                self.merged.append((key, merge))
        self.mine[key] = with_fields(
            mine, {name: taken[name] for name in taken.keys() - began.keys()}
        )
        self.bases[key] = theirs
        self.conflicts.pop(key, None)
        if open_still:
            self.conflicts[key] = open_still


_UNTOUCHED = object()


def below(key: Key, parts: dict[Key, Part]) -> dict[Key, Part]:
    """Give what stands under a part, nearest first."""
    if key.kind not in ("goal", "intervention"):
        return {}
    near = {
        each: part
        for each, part in parts.items()
        if each.under == key.id and key.id and not isinstance(part, Order)
    }
    far = [below(each, parts) for each in near]
    return near | {each: part for group in far for each, part in group.items()}


def key_for(parts: Iterable[Key], part_id: UUID) -> Key | None:
    """Find the part with an id."""
    return next((key for key in parts if key.id == part_id), None)
