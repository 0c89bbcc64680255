"""What the print screen does: shows the paper as it will be, prints it, saves it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, Protocol, TypeVar
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish import short_date
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.reports.kinds import CITIZEN_KEY, EVERYBODY, PAPER_FORMS, PaperKey, PaperKind
from coordinator.reports.pictures import PagePicture, page_count, page_picture
from coordinator.use_cases.paper_settings import window_test
from coordinator.use_cases.papers import (
    PaperChoices,
    PaperWish,
    ReadyPaper,
    paper_choices,
    preview_plan,
    print_plan,
    save_plan,
)
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screen import at_once
from ui.screens.print.shown import ShownChoices, ShownPaper, What

T = TypeVar("T")
Give = Callable[[Desk, UUID, PaperWish], ReadyPaper]

# Sharp on a screen of twice the pixels, and drawn in a tenth of a second.
_PREVIEW_DPI: Final = 150


class View(Protocol):
    """The screen as its presenter sees it."""

    def show_waiting(self) -> None:
        """Show nothing of the plan before while another is read."""

    def show_choices(self, choices: ShownChoices) -> None:
        """Show what can be chosen."""

    def show_paper(self, paper: ShownPaper) -> None:
        """Show what the paper is; its first page follows."""

    def show_page(self, number: int, picture: PagePicture) -> None:
        """Show a page, counted from 0."""

    def show_problem(self, sentence: str) -> None:
        """Say why there is no paper, or why it did not leave."""

    def ask_printer(self) -> None:
        """Let the user choose a printer."""

    def ask_file(self, name: str) -> None:
        """Let the user choose a file."""

    def print_paper(self, content: bytes) -> None:
        """Send the paper to the chosen printer."""

    def show_busy(self, *, busy: bool) -> None:
        """Keep the paper from leaving twice."""


@dataclass(frozen=True, slots=True)
class _Preview:
    paper: ReadyPaper
    pages: int


class PrintPresenter:
    """Holds which paper is wanted, and the one that is shown."""

    def __init__(self, desk: Desk, runner: Runner, navigator: Navigator) -> None:
        self._desk = desk
        self._runner = runner
        self._navigator = navigator
        self._view: View
        self._plan: UUID | None = None
        self._choices: PaperChoices | None = None
        self._what: What = "citizen"
        self._wish = PaperWish()
        self._preview: _Preview | None = None
        self._busy = False
        # Who puts a protected address on paper shows first who they are.
        self.prove: Callable[[Callable[[], None]], None] = at_once

    def attach(self, view: View) -> None:
        """Take the view that shows it."""
        self._view = view

    # -- what is wanted ----------------------------------------------------------------------

    def activate(self, plan: UUID) -> None:
        """Come to the screen for a plan; what was chosen for another is forgotten."""
        if plan != self._plan:
            self._what, self._wish = "citizen", PaperWish()
            self._choices = self._preview = None
            # A paper of the plan before may still be on its way.
            for slot in ("print-paper", "print-page"):
                self._runner.void((slot, id(self)))
            self._view.show_waiting()
        self._plan = plan
        self._crumbs(plan)
        self._read(plan)

    def choose_what(self, what: What) -> None:
        """Choose what to print: a paper of the plan, or the test page."""
        self._what = what
        if what == "test":
            self._want(self._wish)
            return
        kind = PaperKind(what)
        person = CITIZEN_KEY if PAPER_FORMS[kind].per_person else ""
        self._want(replace(self._wish, key=PaperKey(kind, person, self._wish.key.large)))

    def choose_copy(self, *, person: str | None = None, large: bool | None = None) -> None:
        """Choose whose task list it is, or normal or large print; None leaves it as it is."""
        key = self._wish.key
        person = key.person if person is None else person
        large = key.large if large is None else large
        self._want(replace(self._wish, key=replace(key, person=person, large=large)))

    def choose_version(self, number: int) -> None:
        """Choose an approved version, or the draft with 0."""
        self._want(replace(self._wish, version=number or None))

    def choose_cover(self, *, wanted: bool) -> None:
        """Choose whether a cover sheet lies in front."""
        self._want(replace(self._wish, cover=wanted, show_address=wanted and self._may_show))

    def show_address(self, reason: str) -> None:
        """Let a protected address stand on the cover, for a reason that is logged.

        Without a reason the cover says that the plan is handed over in person.
        """
        why = reason.strip()
        wish = replace(self._wish, show_address=bool(why), address_reason=why)
        if why:
            self.prove(partial(self._want, wish))
        else:
            self._want(wish)

    def turn_to(self, number: int) -> None:
        """Show another page, counted from 0."""
        preview = self._preview
        if preview is not None and 0 <= number < preview.pages:
            content = preview.paper.content
            self._runner.ask(
                ("print-page", id(self)),
                lambda: page_picture(content, number, _PREVIEW_DPI),
                lambda picture: self._view.show_page(number, picture),
                self._failed,
                lane="paper",
            )

    def changed(self, changes: Changes) -> None:
        """Read the paper again when its plan changed."""
        if self._plan is not None and changes.touch(self._plan):
            self._read(self._plan)

    def refresh(self) -> None:
        """Read everything again."""
        if self._plan is not None:
            self._read(self._plan)

    # -- where it goes -----------------------------------------------------------------------

    def want_print(self) -> None:
        """Ask for a printer."""
        if self._preview is not None and not self._busy:
            self._view.ask_printer()

    def want_file(self) -> None:
        """Ask for a file."""
        if self._preview is not None and not self._busy:
            self._view.ask_file(self._preview.paper.file_name)

    def print_now(self) -> None:
        """Log the print, then give the paper to the printer that was chosen."""
        paper = self._paper_job(print_plan)
        self._leave(lambda: paper().content, self._view.print_paper)

    def save_to(self, path: Path) -> None:
        """Log the export, then write the file."""
        paper = self._paper_job(save_plan)
        self._leave(lambda: path.write_bytes(paper().content), lambda _size: self._saved())

    def print_ended(self, *, well: bool) -> None:
        """Hear whether the printer has taken every page."""
        self._idle()
        if well:
            self._navigator.toast(_("Sent to the printer."))
        else:
            words = _("The printer does not answer. Choose another printer, or save as PDF.")
            if self._preview is not None and self._preview.paper.kept:
                words = _("The printer does not answer. The paper is kept. Choose another printer.")
            self._view.show_problem(words)

    # -- inside ------------------------------------------------------------------------------

    @property
    def _may_show(self) -> bool:
        """Whether the address may stand on the cover as it is."""
        return self._choices is not None and (
            not self._choices.protected or bool(self._wish.address_reason)
        )

    def _read(self, plan: UUID) -> None:
        self._runner.ask(
            ("print-choices", id(self)),
            lambda: paper_choices(self._desk, plan),
            self._choices_arrived,
            self._failed,
        )

    def _choices_arrived(self, choices: PaperChoices) -> None:
        self._choices = choices
        numbers = {each.number for each in choices.versions}
        if self._wish.version not in numbers:
            self._wish = replace(self._wish, version=None)
        self._crumbs(choices.plan_id)
        self._want(self._wish)

    def _crumbs(self, plan: UUID) -> None:
        """Show the path, also before anything is read of the plan."""
        crumbs = [Crumb(_("Citizens"), "citizens")]
        if self._choices is not None:
            citizen = str(self._choices.citizen_id)
            crumbs.append(Crumb(self._choices.citizen_name, "citizen", citizen))
        crumbs += [Crumb(_("Joint plan"), "plan", str(plan)), Crumb(_("Print"))]
        self._navigator.set_crumbs(crumbs)

    def _want(self, wish: PaperWish) -> None:
        self._wish = wish
        self._preview = None
        if self._choices is None:
            return
        self._runner.void(("print-page", id(self)))
        self._view.show_choices(self._shown(self._choices))
        paper = self._paper_job(preview_plan)
        self._runner.ask(
            ("print-paper", id(self)),
            lambda: _with_pages(paper()),
            self._paper_arrived,
            self._failed,
            lane="paper",
        )

    def _paper_arrived(self, preview: _Preview) -> None:
        self._preview = preview
        pages = ngettext("{n} page", "{n} pages", preview.pages).format(n=preview.pages)
        paper = preview.paper
        shown = ShownPaper(self._what, preview.pages, self._note(paper), paper.kept, pages)
        if self._what != "test":
            shown = replace(
                shown,
                people=_people(paper),
                person=paper.key.person,
                reading=paper.check.lix_line,
                warnings=paper.check.warnings,
            )
        self._view.show_paper(shown)
        self.turn_to(0)

    def _note(self, paper: ReadyPaper) -> str:
        if self._what == "test":
            return _("The test page is about nobody. Hold it against an envelope.")
        if not paper.approved:
            return _("A draft. Every page says DRAFT until the plan is approved.")
        if not paper.kept:
            return _("Made today from version {number}, which is locked.").format(
                number=paper.version
            )
        return _("Version {number} is locked. The paper is exactly what lies in the case.").format(
            number=paper.version
        )

    def _paper_job(self, give: Give) -> Callable[[], ReadyPaper]:
        """Fix what is wanted now; the job may run when something else is wanted."""
        desk, wish = self._desk, self._wish
        if self._what == "test":
            name = _("test-page-for-envelopes") + ".pdf"
            return lambda: ReadyPaper(window_test(desk), name, approved=True, version=0)
        assert self._choices is not None, "a paper is wanted of a plan that was read"
        plan = self._choices.plan_id
        return lambda: give(desk, plan, wish)

    def _leave(self, deed: Callable[[], T], done: Callable[[T], None]) -> None:
        self._busy = True
        self._view.show_busy(busy=True)
        self._runner.do(deed, done, self._not_left, lane="paper")

    def _saved(self) -> None:
        self._idle()
        self._navigator.toast(_("Saved as PDF."))

    def _not_left(self, error: Exception) -> None:
        self._idle()
        self._failed(error)

    def _idle(self) -> None:
        self._busy = False
        self._view.show_busy(busy=False)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OSError):
            words = _("The file could not be written. Choose another folder or name.")
            self._view.show_problem(words)
        else:
            self._view.show_problem(describe(error).sentence)

    def _shown(self, choices: PaperChoices) -> ShownChoices:
        versions = [
            (
                each.number,
                _("Version {number}, approved {date}").format(
                    number=each.number, date=short_date(each.approved_on)
                ),
            )
            for each in choices.versions
        ]
        if choices.draft_of is not None:
            draft = _("Draft of version {number}").format(number=choices.draft_of)
            versions.insert(0, (0, draft))
        return ShownChoices(
            title=_("Joint plan – {name}").format(name=choices.citizen_name),
            versions=tuple(versions),
            version=self._wish.version or versions[0][0],
            what=self._what,
            large=self._wish.key.large,
            person=self._wish.key.person,
            may_cover=self._what != "test" and self._wish.key.for_citizen,
            cover=self._wish.cover,
            protected=choices.protected,
            address_reason=self._wish.address_reason if self._wish.show_address else "",
        )


def _with_pages(paper: ReadyPaper) -> _Preview:
    return _Preview(paper, page_count(paper.content))


def _people(paper: ReadyPaper) -> tuple[tuple[str, str], ...]:
    """List whose tasks can be printed, and all of them where there are several."""
    people = tuple((each.key, each.name) for each in paper.people)
    return (*people, (EVERYBODY, _("Everybody, each their own list"))) if people[1:] else people
