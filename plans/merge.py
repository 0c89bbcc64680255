"""Two texts that were both made from a third, put together: what both wrote is kept.

Changes in different sentences stand side by side and go together by themselves. Changes in one
sentence go together word by word, and somebody reads the proposal before it stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# A word with what stands inside it, such as «24/11», «og/eller» and «kl.10»; air; or one sign.
_PIECE = re.compile(r"\w+(?:[.,:/'’-]\w+)*|\s+|[^\w\s]")
_ENDS = frozenset(".!?…")
_CLOSING = frozenset("\"'»”’)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one text as it stands to the text it was made from."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """One text made of two; ``clean`` when no sentence was changed on both sides."""

    text: str
    clean: bool


class _Hunk(NamedTuple):
    """Pieces ``start`` to ``end`` of the first text became ``new``."""

    start: int
    end: int
    new: tuple[str, ...]


def merged(base: str, mine: str, theirs: str) -> Merged:
    """Put two texts together that were both made from ``base``.

    Where both changed the same words, theirs comes first: it stood in the store before mine.
    """
    if theirs in (base, mine):
        return Merged(mine, clean=True)
    if mine == base:
        return Merged(theirs, clean=True)
    before = _PIECE.findall(base)
    my_hunks, their_hunks = _hunks(before, mine), _hunks(before, theirs)
    places = _places(before)
    apart = not _touched(my_hunks, before, places) & _touched(their_hunks, before, places)
    whole = _Whole(before)
    crossed = False
    for start, end, of_mine, of_theirs in _groups(my_hunks, their_hunks):
        whole.keep_until(start)
        if not of_theirs:
            whole.add(_within(before, of_mine, start, end))
        elif not of_mine:
            whole.add(_within(before, of_theirs, start, end))
        else:
            crossed |= whole.add_both(
                _within(before, of_theirs, start, end), _within(before, of_mine, start, end)
            )
        whole.go_on_from(end)
    whole.keep_until(len(before))
    return Merged(whole.text, clean=apart and not crossed)


def stretches(base: str, text: str) -> tuple[Stretch, ...]:
    """Give ``text`` with what was added to ``base`` in it; what only went stands as removed."""
    before = _PIECE.findall(base)
    found: list[Stretch] = []
    done = 0
    for hunk in _hunks(before, text):
        found.append(Stretch("same", "".join(before[done : hunk.start])))
        done = hunk.end
        if hunk.new:
            found.append(Stretch("added", "".join(hunk.new)))
        else:
            found.append(Stretch("removed", "".join(before[hunk.start : hunk.end])))
    found.append(Stretch("same", "".join(before[done:])))
    return tuple(each for each in found if each.text)


def changes(base: str, text: str) -> tuple[tuple[int, int, str], ...]:
    """Say which characters of ``base``, from and to, became what in ``text``."""
    before = _PIECE.findall(base)
    starts = [0]
    for piece in before:
        starts.append(starts[-1] + len(piece))
    return tuple(
        (starts[hunk.start], starts[hunk.end], "".join(hunk.new)) for hunk in _hunks(before, text)
    )


class _Whole:
    """The text that grows while both sides are gone through."""

    def __init__(self, before: Sequence[str]) -> None:
        self._before, self._at = before, 0
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def keep_until(self, end: int) -> None:
        """Take over what nobody changed."""
        self.add(self._before[self._at : end])
        self._at = end

    def go_on_from(self, place: int) -> None:
        self._at = place

    def add(self, pieces: Sequence[str]) -> None:
        """Put pieces at the end; two words that meet there do not run together."""
        if pieces and self._pieces and _is_word(self._pieces[-1]) and _is_word(pieces[0]):
            self._pieces.append(" ")
        self._pieces += pieces

    def add_both(self, theirs: Sequence[str], mine: Sequence[str]) -> bool:
        """Put in what both made of the same words; say whether they made different things."""
        if _holds(mine, theirs):
            self.add(mine)
        elif _holds(theirs, mine):
            self.add(theirs)
        else:
            self.add(theirs)
            if theirs and mine and not theirs[-1].isspace() and _is_word(mine[0]):
                self.add((" ",))
            self.add(mine)
        return list(theirs) != list(mine)


def _hunks(before: Sequence[str], text: str) -> tuple[_Hunk, ...]:
    """Say what became of a text; two changes with no word between them are one."""
    after = _PIECE.findall(text)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    room = min(len(before), len(after)) - head
    while tail < room and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    # A long text with a small change costs next to nothing that way.
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    found: list[_Hunk] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            continue
        start, end = head + a0, head + a1
        if found and not any(map(_is_word, before[found[-1].end : start])):
            last = found.pop()
            between = tuple(before[last.end : start])
            found.append(_Hunk(last.start, end, (*last.new, *between, *new[b0:b1])))
        else:
            found.append(_Hunk(start, end, tuple(new[b0:b1])))
    return tuple(_after_its_dot(hunk, before) for hunk in found)


def _after_its_dot(hunk: _Hunk, before: Sequence[str]) -> _Hunk:
    """Let a sentence that was added begin behind the dot before it, not with that dot."""
    start, new = hunk.start, hunk.new
    if start == hunk.end and new[0] in _ENDS and start < len(before) and before[start] == new[0]:
        return _Hunk(start + 1, start + 1, (*new[1:], new[0]))
    return hunk


class _Group(NamedTuple):
    """Changes that meet, of either side, and the pieces of the first text that they cover."""

    start: int
    end: int
    mine: tuple[_Hunk, ...]
    theirs: tuple[_Hunk, ...]


def _groups(mine: Sequence[_Hunk], theirs: Sequence[_Hunk]) -> list[_Group]:
    """Put together the changes that meet, in the order of the first text."""
    found: list[_Group] = []
    for hunk, is_mine in sorted(
        [(each, True) for each in mine] + [(each, False) for each in theirs]
    ):
        last = _Group(hunk.start, hunk.end, (), ())
        if found and (hunk.start < found[-1].end or hunk.start == found[-1].start):
            last = found.pop()
        new = (hunk,)
        of_mine = last.mine + new if is_mine else last.mine
        of_theirs = last.theirs if is_mine else last.theirs + new
        found.append(_Group(last.start, max(last.end, hunk.end), of_mine, of_theirs))
    return found


def _within(before: Sequence[str], hunks: Sequence[_Hunk], start: int, end: int) -> list[str]:
    """Give what one side made of the pieces from ``start`` to ``end``."""
    made: list[str] = []
    for hunk in hunks:
        made += [*before[start : hunk.start], *hunk.new]
        start = hunk.end
    return [*made, *before[start:end]]


def _places(before: Sequence[str]) -> list[int]:
    """Number the place of each piece: sentences have odd numbers, the air between them even ones.

    A dot before a figure or a small letter ends no sentence: «kl. 10», «den 23. november».
    """
    places: list[int] = []
    number, ended = 1, False
    for at, piece in enumerate(before):
        if "\n" in piece or (ended and piece.isspace() and _begins(before[at + 1 :])):
            places.append(number + 1)
            number, ended = number + 2, False
            continue
        places.append(number)
        ended = piece in _ENDS or (ended and piece in _CLOSING)
    return places


def _begins(rest: Sequence[str]) -> bool:
    """Whether a sentence can begin here."""
    first = next((piece for piece in rest if _is_word(piece)), "")
    return not first or not (first[0].islower() or first[0].isdigit())


def _touched(hunks: Sequence[_Hunk], before: Sequence[str], places: Sequence[int]) -> set[int]:
    """Number the places that one side changed."""
    return {place for hunk in hunks for place in _touched_by(hunk, before, places)}


def _touched_by(hunk: _Hunk, before: Sequence[str], places: Sequence[int]) -> set[int]:
    if hunk.start < hunk.end:
        return set(places[hunk.start : hunk.end])
    left = places[hunk.start - 1] if hunk.start else 0
    right = places[hunk.start] if hunk.start < len(places) else left + 1
    if left == right:
        return {left}
    found = set()
    if left % 2 and not _is_closed(before[: hunk.start]):
        # It goes on with a sentence that has no end yet.
        found.add(left)
    if right % 2 and right <= max(places, default=0) and not _is_closed(hunk.new):
        found.add(right)
    return found or {left + left % 2}


def _is_closed(pieces: Sequence[str]) -> bool:
    """Whether a sentence ends with these pieces."""
    for piece in reversed(pieces):
        if "\n" in piece or piece in _ENDS:
            return True
        if not piece.isspace() and piece not in _CLOSING:
            return False
    return True


def _holds(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether a stretch has another in it whole."""
    size = len(short)
    return any(list(long[at : at + size]) == list(short) for at in range(len(long) - size + 1))


def _is_word(piece: str) -> bool:
    return piece[:1].isalnum() or piece[:1] == "_"
