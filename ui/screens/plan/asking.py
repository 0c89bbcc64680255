"""Asking about what two people changed: only between two thoughts, and never twice."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.code_words import FIELD_LISTS
from coordinator.danish import clock as clock_words
from coordinator.dated_lists import CodeBook
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.ports import StoreDown
from coordinator.together import LastWrite, Settlement
from coordinator.use_cases import together
from ui.runner import Runner
from ui.screens.plan.aside import is_hidden
from ui.screens.plan.autosave import Alarm
from ui.screens.plan.draft import WHOLE, Draft
from ui.screens.plan.merging import Conflict, FieldMerge, proposal
from ui.screens.plan.part_words import part_words
from ui.screens.plan.parts import Key
from ui.screens.plan.question import Choice, NewsLine, Question
from ui.screens.plan.reading import PlanSeen
from ui.screens.plan.session import OpenPlan
from ui.screens.plan.settling import gone_words, reopen, settle
from ui.screens.plan.undo import Move
from ui.screens.plan.words import value_words

# experience.md 4.11: typing is interrupted only after a pause, or when the field is left.
PAUSE: Final = 2.0


class AskingFace(Protocol):
    """The view as it is asked through."""

    def ask_conflict(self, question: Question) -> None:
        """Ask what shall stand in a field."""

    def show_news(self, lines: tuple[NewsLine, ...]) -> None:
        """List what colleagues changed too."""


class Asking:
    """Finds what has to be asked in the open plan, asks it in a pause, and takes the answer in."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        under_pen: Callable[[], tuple[OpenPlan, PlanSeen] | None],
        show: Callable[[], None],
        *,
        clock: Callable[[], float],
        make_alarm: Callable[[Callable[[], None]], Alarm],
    ) -> None:
        self._desk, self._runner, self._under_pen, self._show = desk, runner, under_pen, show
        self._clock, self._alarm = clock, make_alarm(self._ring)
        self._face: AskingFace | None = None
        self._session: OpenPlan | None = None
        self._typed_at, self._typed_on_clock = float("-inf"), ""
        self._open: tuple[Key, str] | None = None
        self._later: list[tuple[Key, Conflict]] = []
        self._settled: list[tuple[Key, FieldMerge]] = []
        self._writers: tuple[LastWrite, ...] = ()
        # Nobody is asked about «a colleague» whose name is on its way.
        self._awaits_writers = False
        # How much of the draft's merges and conflicts is known here.
        self._known = (0, 0)
        self._unkept: list[Settlement] = []

    def show_in(self, face: AskingFace) -> None:
        """Take the view that asks."""
        self._face = face

    # -- what happens in the editor ----------------------------------------------------------

    def typed(self) -> None:
        """Something was typed: wait for a pause."""
        self._typed_at = self._clock()
        self._typed_on_clock = _time(self._desk.clock.now())

    def left(self) -> None:
        """A field was left: what waits may be asked now."""
        self._typed_at = float("-inf")
        self.look()

    def look(self) -> None:
        """See whether something is to be asked or told."""
        found = self._under_pen()
        if found is None:
            return
        session, draft = found[0], found[0].draft
        if session is not self._session:
            self._begin(session)
        count = (len(draft.merged), sum(map(len, draft.conflicts.values())))
        if count != self._known:
            before, self._known = self._known, count
            for key, merge in draft.merged[before[0] :]:
                self._keep(session, key, merge)
            self._ask_writers(session)
        if self._open is None and not self._awaits_writers and self._next(draft) is not None:
            self._alarm.set(max(0.0, self._typed_at + PAUSE - self._clock()))
        self._tell()

    def answer(self, question: Question, choice: Choice, text: str) -> None:
        """Take in what shall stand in a field; asked again when it changed meanwhile."""
        self._open = None
        found = self._under_pen()
        conflict = found[0].draft.conflict(question.key, question.field) if found else None
        if found is None or conflict is None or conflict.theirs != question.seen:
            self.look()
            return
        session, key, name = found[0], question.key, question.field
        before = session.draft.value(key)
        if choice == "merged":
            settle(session.draft, key, name, text)
        else:
            session.draft.choose(key, name, mine=choice == "mine")
        after = session.draft.value(key)
        session.undo.did((Move(key, before, after),))
        session.touch(key)
        session.saver.flush()
        chosen = {"mine": question.mine, "theirs": question.theirs}.get(choice, text)
        merge = FieldMerge(name, question.base, question.mine, question.theirs, chosen)
        if question.merged is not None:
            self._settled.append((key, merge))
        self._keep(session, key, merge)
        self._show()

    def postpone(self, question: Question) -> None:
        """Leave both as they are, with the notice at the field."""
        self._open = None
        found = self._under_pen()
        conflict = found[0].draft.conflict(question.key, question.field) if found else None
        if conflict is not None:
            self._later.append((question.key, conflict))
        self.look()

    def who_wrote(self, key: Key) -> str:
        """Name the colleague who wrote a part last; "" while that is not known."""
        who = self._writer(key)
        return who.name if who is not None else ""

    def take_up(self, line: NewsLine) -> None:
        """Ask about something that was put off, settled or put together."""
        found = self._under_pen()
        if found is None:
            return
        draft = found[0].draft
        self._later = [
            (key, each) for key, each in self._later if (key, each.field) != (line.key, line.field)
        ]
        for known in (draft.merged, self._settled):
            for key, merge in reversed(known):
                if (key, merge.field) == (line.key, line.field):
                    known.remove((key, merge))
                    reopen(draft, key, merge)
                    break
        self._known = (len(draft.merged), self._known[1])
        self._typed_at = float("-inf")
        self._show()

    # -- inside ------------------------------------------------------------------------------

    def _begin(self, session: OpenPlan) -> None:
        self._session, self._open = session, None
        self._known, self._writers, self._awaits_writers = (0, 0), (), False
        self._later.clear()
        self._settled.clear()
        self._alarm.clear()

    def _next(self, draft: Draft) -> tuple[Key, Conflict] | None:
        for key, conflicts in draft.conflicts.items():
            if is_hidden(draft, key):
                # There is no text of a colleague's to choose: mine is set apart when it is left.
                continue
            part = draft.value(key)
            for each in conflicts:
                # A field that was only looked at takes what a colleague wrote when it is left.
                only_seen = part is not None and getattr(part, each.field, None) == each.base
                if (key, each) not in self._later and (each.field == WHOLE or not only_seen):
                    return key, each
        return None

    def _ring(self) -> None:
        found = self._under_pen()
        if found is None or found[0] is not self._session or self._open is not None:
            return
        if self._awaits_writers:
            return
        due = self._next(found[0].draft)
        if due is not None and self._face is not None:
            self._open = (due[0], due[1].field)
            self._face.ask_conflict(self._question(*found, *due))

    def _question(
        self, session: OpenPlan, seen: PlanSeen, key: Key, conflict: Conflict
    ) -> Question:
        part, name = session.draft.value(key), conflict.field
        mine = getattr(part, name, None)
        both = proposal(name, conflict.base, mine, conflict.theirs)
        who = self._writer(key)
        place = part_words(key, session.draft.parts())
        names = {each.id: each.name for each in seen.staff}
        say = partial(_words, name=name, names=names, book=seen.book)
        whole = name == WHOLE
        return Question(
            key=key,
            field=name,
            who=who.name if who else "",
            area=who.service_area.value if who and who.service_area else "",
            place=place,
            base=say(conflict.base),
            mine=place if whole else say(mine),
            theirs=gone_words(session.draft, key) if whole else say(conflict.theirs),
            merged=both.text if both is not None and not whole else None,
            mine_at=self._typed_on_clock,
            theirs_at=_time(who.at) if who else "",
            seen=conflict.theirs,
        )

    def _ask_writers(self, session: OpenPlan) -> None:
        self._awaits_writers = True
        work = partial(together.last_writes, self._desk, session.plan_id)
        slot = ("writers", id(self))
        self._runner.ask(slot, work, self._take_writers, self._miss_writers)

    def _take_writers(self, writers: tuple[LastWrite, ...]) -> None:
        me = self._desk.member.id
        self._writers = tuple(each for each in writers if each.staff_id != me)
        found = self._under_pen()
        if found is not None and found[0].draft.conflicts:
            # The notices at the fields name them too.
            self._awaits_writers = False
            self._show()
        else:
            self._miss_writers()

    def _miss_writers(self, _error: Exception | None = None) -> None:
        self._awaits_writers = False
        self.look()

    def _writer(self, key: Key) -> LastWrite | None:
        """Who wrote a part last: by its own row of the log, else by one of its kind.

        Nobody, where it is gone because the consent hides it.
        """
        found = self._under_pen()
        if found is not None and is_hidden(found[0].draft, key):
            return None
        by_id = [each for each in self._writers if key.id and each.subject_id == key.id]
        by_kind = [each for each in self._writers if each.subject == key.kind]
        return next(iter((*by_id, *by_kind)), None)

    def _keep(self, session: OpenPlan, key: Key, merge: FieldMerge) -> None:
        """Let all three texts stay in the store."""
        texts = (merge.mine, merge.theirs, merge.text)
        self._unkept.append(Settlement(key.kind, key.id, merge.field, *texts))
        while self._unkept:
            each = self._unkept.pop(0)
            work = partial(together.keep_settled, self._desk, session.plan_id, each)
            self._runner.do(work, _nothing, partial(self._not_kept, each))

    def _not_kept(self, settlement: Settlement, error: Exception) -> None:
        if not isinstance(error, StoreDown):
            raise error
        # It goes with the next one.
        self._unkept.append(settlement)

    def _tell(self) -> None:
        found = self._under_pen()
        if found is None or self._face is None:
            return
        draft = found[0].draft
        put_off = [(key, each) for key, each in self._later if each in draft.conflicts.get(key, ())]
        lines = [
            self._line(draft, key, each.field, _("Not settled yet"), _("Compare"))
            for key, each in put_off
        ]
        for key, merge in reversed((*draft.merged, *self._settled)):
            if not any((line.key, line.field) == (key, merge.field) for line in lines):
                lines.append(
                    self._line(draft, key, merge.field, _("Put together with yours"), _("Undo"))
                )
        self._face.show_news(tuple(lines))

    def _line(self, draft: Draft, key: Key, name: str, what: str, verb: str) -> NewsLine:
        who = self._writer(key)
        sentence = (
            _("Changed by {name} {time}").format(name=who.name, time=clock_words(who.at))
            if who
            else _("Changed by a colleague")
        )
        place = part_words(key, draft.parts())
        return NewsLine(key, name, sentence, f"{place}: {what}" if place else what, verb)


def _words(value: object, *, name: str, names: Mapping[UUID, str], book: CodeBook) -> str:
    """Say a value of a field; a text is itself, also when it is empty."""
    is_text = isinstance(value, str) and not isinstance(value, Enum) and name not in FIELD_LISTS
    return str(value) if is_text else value_words(value, names, book, name)


def _time(moment: datetime) -> str:
    return clock_words(moment)


def _nothing(_changes: Changes) -> None:
    """Nobody has to hear of it."""
