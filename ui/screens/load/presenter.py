"""What the load screen does: guess, check, show, mend, load, report."""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import Final, TypeVar

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.imports import (
    ImportKind,
    ImportRefused,
    Mapping,
    Rejection,
    load_mapping,
    reread_row,
)
from coordinator.imports.example import example_csv
from coordinator.imports.guessing import guess_kind
from coordinator.imports.kinds import FIELDS, fields_without_column
from coordinator.imports.own_mappings import KIND_LABELS, OwnMappings
from coordinator.ports import Stale
from coordinator.use_cases import importing
from ui.navigation import Crumb
from ui.problems import describe
from ui.runner import Failed, Lane, Progress, Stopped
from ui.screen import ScreenContext
from ui.screens.load.checked import Checked
from ui.screens.load.face import LoadFace
from ui.screens.load.lines import (
    ALL,
    Choosing,
    ColumnsForm,
    LoadLine,
)
from ui.screens.load.listing import Listing
from ui.screens.load.mend_form import cells_of, form_of
from ui.screens.load.one_work import OneWork, telling
from ui.screens.load.words import field_label, report_of

T = TypeVar("T")
GUESS: Final = "guess"


class _Saving:
    """Writes what the user keeps as files: refused rows, and examples."""

    _view: LoadFace
    _context: ScreenContext
    _own: OwnMappings
    _checked: Checked | None
    _file: str

    def save_rejects(self, path: str) -> None:
        """Write the refused rows where the user chose."""
        if self._checked is not None:
            load = self._checked.load
            self._write(path, lambda: load.reading.rejects_csv(load.proposal.rejections))

    def save_example(self, path: str, kind: str) -> None:
        """Write an example of a kind of file."""
        self._write(path, lambda: example_csv(self._mapping_of(ImportKind(kind))))

    def reject_name(self) -> str:
        """Propose a name for the file of refused rows."""
        return _("{file}_refused.csv").format(file=Path(self._file).stem)

    def _mapping_of(self, kind: ImportKind) -> Mapping:
        return load_mapping(kind, self._own.folder)

    def _write(self, path: str, content: Callable[[], bytes]) -> None:
        def work() -> None:
            Path(path).write_bytes(content())

        self._context.runner.do(
            work, lambda _done: self._saved(path), self._not_saved, lane="paper"
        )

    def _saved(self, path: str) -> None:
        self._context.navigator.toast(_("Saved as {file}.").format(file=Path(path).name))

    def _not_saved(self, _error: Exception) -> None:
        self._view.show_notice(
            "danger", _("The file could not be saved."), _("Choose another folder.")
        )


class LoadPresenter(_Saving, Listing):
    """Holds the file, its proposal and what the user has chosen; writes only in ``load``."""

    def __init__(
        self, view: LoadFace, context: ScreenContext, own: OwnMappings | None = None
    ) -> None:
        self._view = view
        self._context = context
        self._own = own or OwnMappings()
        self._kind = GUESS
        self._file = ""
        self._data = b""
        self._mapping: Mapping | None = None
        self._checked: Checked | None = None
        self._reported = False
        self._work = OneWork(context.runner)
        self._shown: tuple[LoadLine, ...] = ()
        self._group, self._text, self._pages = ALL, "", 1

    def start(self) -> None:
        """Begin, or go on where the user was."""
        if not self._work.under_way and (self._checked is None or self._reported):
            self.again()
        elif self._checked is not None:
            self._crumbs(_("Check"))

    def again(self) -> None:
        """Let the file go and ask for one."""
        self._forget()
        self._choosing()

    def leave(self, _gone: object = None) -> None:
        """The screen goes: answers that are still under way are nobody's."""
        self._forget()

    def choose_kind(self, kind: str) -> None:
        """Take what the file is said to hold."""
        self._kind = kind

    def go_on(self) -> None:
        """Check the file that waits, once it is said what it holds."""
        if self._data and self._kind != GUESS:
            self._check(ImportKind(self._kind), None)

    def take_file(self, path: str) -> None:
        """Read a file, guess its kind where none is chosen, and check it."""
        self._work.let_go()
        self._checked = None
        self._file = Path(path).name
        wanted = self._kind

        def work(progress: Progress) -> tuple[bytes, ImportKind | None]:
            data = importing.file_bytes(Path(path))
            progress.check()
            if wanted != GUESS:
                return data, ImportKind(wanted)
            return data, guess_kind(data, {kind: self._mapping_of(kind) for kind in ImportKind})

        self._long(_("Reading the file"), work, self._read)

    def stop(self) -> None:
        """Stop the work; the answer comes by itself."""
        self._work.stop()

    def choose_line(self, line: LoadLine) -> None:
        """Offer to mend a refused row."""
        if self._checked is None or line.line is None or line.group != "rejected":
            self._view.show_mending(None)
            return
        self._view.show_mending(form_of(self._checked.load, line.line, line.reason))

    def reread(self, line: int, typed: MappingOf[int, str]) -> None:
        """Read a row as it is typed and say what is still wrong."""
        if self._checked is not None:
            reading = self._checked.load.reading
            cells = cells_of(self._checked.load, line, typed)
            found = reread_row(reading.mapping, reading.columns, line, cells)
            problem = found.reason if isinstance(found, Rejection) else ""
            self._view.show_mending_state(problem)

    def mend(self, line: int, typed: MappingOf[int, str]) -> None:
        """Take a corrected row into the proposal."""
        if self._checked is None:
            return
        load = self._checked.load
        cells = cells_of(load, line, typed)

        def work() -> Checked:
            reading = load.reading.mended(line, cells)
            return Checked.of(importing.compare(self._context.desk, reading, load.sha256))

        ticket = load

        def done(checked: Checked) -> None:
            if self._checked is not None and self._checked.load is ticket:
                trusted = bool(checked.sheet.doubt) and self._checked.sheet.whole
                self._view.show_mending(None)
                self._show(checked.trusted(whole=True) if trusted else checked)
                self._view.show_row(self._refused_after(line))

        self._context.runner.ask(
            ("load", id(self)), work, done, self._tell, lane="paper"
        )  # fmt: skip

    def ask_columns(self) -> None:
        """Let the user say anew which column is which."""
        if self._checked is not None:
            reading = self._checked.load.reading
            self._columns(reading.kind, reading.mapping, reading.columns, "")

    def use_columns(self, chosen: MappingOf[str, str], *, keep: bool) -> None:
        """Read the file with these columns; ``keep`` does so for later files too."""
        assert self._mapping is not None
        mapping = self._mapping.with_columns(chosen)
        missing = fields_without_column(mapping.kind, frozenset(filter(None, chosen.values())))
        if missing:
            names = ", ".join(field_label(field) for field in missing)
            self._view.show_columns_problem(
                _("These fields still need a column: {fields}.").format(fields=names)
            )
            return
        if keep:
            try:
                self._own.keep(mapping)
            except OSError:
                self._view.show_columns_problem(
                    _("The columns could not be kept on this PC. Use them this time only.")
                )
                return
        self._check(mapping.kind, mapping)

    def trust(self, whole: bool) -> None:
        """Take the file for the whole export, or for a part of it."""
        if self._checked is not None and self._checked.sheet.doubt:
            self._checked = self._checked.trusted(whole=whole)
            self._view.show_deed(self._checked.sheet)

    def load(self) -> None:
        """Write the proposal, after a backup."""
        if self._checked is None or self._work.under_way or not self._checked.sheet.verb:
            return
        load, house, desk = self._checked.writes, self._context.house, self._context.desk

        def work(progress: Progress) -> Changes:
            house.back_up()
            progress.check()
            return importing.apply(desk, load, telling(progress))

        self._long(_("Loading the rows"), work, self._loaded, self._not_loaded, lane="store")

    def _forget(self) -> None:
        self._work.let_go()
        self._context.runner.void(("load", id(self)))
        self._file, self._data, self._checked, self._mapping = "", b"", None, None
        self._kind, self._reported = GUESS, False
        self._group, self._text, self._shown = ALL, "", ()

    def _long(
        self,
        text: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = "paper",
    ) -> None:
        """Begin a long work and show how far it is."""
        self._view.show_notice("info", "", "")
        self._view.show_working(text, self._file)
        self._work.begin(work, self._view.show_progress, done, failed or self._not_checked, lane)

    def _choosing(self, problem: str = "", way_out: str = "") -> None:
        self._crumbs()
        offered = ((GUESS, _("Let Samplan find out")), *_kinds())
        waiting = self._file if self._data else ""
        self._view.show_choosing(Choosing(offered, self._kind, waiting, problem, way_out))

    def _read(self, found: tuple[bytes, ImportKind | None]) -> None:
        self._data, kind = found
        if kind is not None:
            self._check(kind, None)
            return
        self._choosing(
            _("Samplan cannot tell what is in {file}.").format(file=self._file),
            _("Choose what it holds."),
        )

    def _check(self, kind: ImportKind, mapping: Mapping | None) -> None:
        desk, file, data = self._context.desk, self._file, self._data

        def work(progress: Progress) -> Checked:
            used = mapping or self._mapping_of(kind)
            self._mapping = used
            return Checked.of(
                importing.look_into(desk, kind, file, data, used, telling(progress, rounds=2))
            )

        self._crumbs(_("Check"))
        self._long(_("Checking the rows"), work, self._begin_showing)

    def _begin_showing(self, checked: Checked) -> None:
        # The next file is another one, so its kind is found out anew.
        self._kind, self._group, self._text = GUESS, ALL, ""
        self._show(checked)

    def _show(self, checked: Checked) -> None:
        self._checked, self._reported = checked, False
        if not checked.sheet.chosen(self._group, ""):
            self._group = ALL if checked.sheet.chosen(ALL, "") else "unchanged"
        self._view.show_sheet(checked.sheet, self._group)
        self._show_lines()

    def _not_checked(self, error: Exception) -> None:
        if isinstance(error, ImportRefused):
            self._refused(error)
        elif isinstance(error, Stopped):
            self._file, self._data = "", b""
            self._choosing(_("Stopped. Nothing is loaded."))
        elif isinstance(error, OSError):
            self._file, self._data = "", b""
            self._choosing(
                _("The file cannot be opened."),
                _("Close it in other programs, or choose it again."),
            )
        else:
            self._choosing(describe(error).sentence)

    def _refused(self, error: ImportRefused) -> None:
        found = error.facts.get("found")
        if error.code == "columns-missing" and isinstance(found, tuple) and self._mapping:
            self._columns(self._mapping.kind, self._mapping, found, error.sentence)
            return
        self._data = b""
        self._kind = GUESS
        self._choosing(error.sentence, _("Nothing is loaded."))

    def _columns(
        self, kind: ImportKind, mapping: Mapping, found: tuple[str, ...], sentence: str
    ) -> None:
        self._mapping = mapping
        known = {place: field for field, place in mapping.columns(found).items()}
        headings = tuple((name, known.get(place, "")) for place, name in enumerate(found) if name)
        fields = (("", _("Is not read")), *((each, field_label(each)) for each in FIELDS[kind]))
        self._crumbs(_("Columns"))
        self._view.show_columns(
            ColumnsForm(self._file, headings, fields, sentence, _kinds(), kind.value)
        )

    def _loaded(self, changes: Changes) -> None:
        assert self._checked is not None
        self._reported = True
        self._crumbs(_("Loaded"))
        self._view.show_report(report_of(self._checked.load))
        self._context.feed.publish(changes)

    def _not_loaded(self, error: Exception) -> None:
        assert self._checked is not None
        if isinstance(error, Stale):
            self._compare_again()
            return
        self._show(self._checked)
        if isinstance(error, Stopped):
            self._view.show_notice("warn", _("Stopped. Nothing is loaded."), "")
        else:
            self._tell(error)

    def _compare_again(self) -> None:
        """The store moved since the check: show what would happen now."""
        assert self._checked is not None
        load, desk = self._checked.load, self._context.desk

        def work(progress: Progress) -> Checked:
            tell = telling(progress)
            return Checked.of(importing.compare(desk, load.reading, load.sha256, tell))

        def done(checked: Checked) -> None:
            self._show(checked)
            self._view.show_notice(
                "warn",
                _("Samplan changed since the check. Nothing is loaded."),
                _("The file was checked again. Look through the rows once more."),
            )

        self._long(_("Checking the rows"), work, done)

    def _tell(self, error: Exception) -> None:
        self._view.show_notice("danger", describe(error).sentence, _("Nothing is loaded."))

    def _crumbs(self, step: str = "") -> None:
        here = Crumb(_("Load data"), "import") if step else Crumb(_("Load data"))
        self._context.navigator.set_crumbs((here, Crumb(step)) if step else (here,))


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, _(words)) for kind, words in KIND_LABELS.items())
