"""What the load screen does with real files and a real store, without widgets."""

from gettext import NullTranslations

import pytest

from coordinator import i18n
from coordinator.changes import Changes
from coordinator.imports.own_mappings import OwnMappings
from coordinator.ports import StoreDown
from coordinator.use_cases import importing, worklists
from tests.review_house import BIRGER, METTE, open_house
from tests.ui.fakes_runner import HeldRunner, ImmediateRunner
from tests.ui.screens.fakes_review import FakeNavigator
from ui.feed import ChangeFeed
from ui.screen import House, ScreenContext
from ui.screens.load.listing import PAGE
from ui.screens.load.presenter import LoadPresenter

HEAD = "cpr,navn,adressebeskyttelse,skoledistrikt,forloeb,henvist,afsluttet,fagperson"
KARLA = '1103909995,"Prøvesen, Karla",0,Vestskolen,Kostvejledning,2026-01-04,,lis'
YRSA = '0101659996,"Påhit, Yrsa",0,Vestskolen,Kostvejledning,2026-02-04,,lis'
BACKWARDS = '2512489996,"Nytest, Nina",0,Vestskolen,Træning,2026-06-01,2026-03-01,lis'


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "en")
    monkeypatch.setattr(i18n._Current, "catalogue", NullTranslations())


class Face:
    """Keeps what it was told, by the name of the call."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        if not name.startswith(("show_", "add_")):
            raise AttributeError(name)
        return lambda *values: self.calls.append((name, values))

    def last(self, name):
        return next(values for called, values in reversed(self.calls) if called == name)

    @property
    def step(self):
        steps = ("show_choosing", "show_working", "show_columns", "show_sheet", "show_report")
        return next(called for called, _ in reversed(self.calls) if called in steps)

    @property
    def notice(self):
        return self.last("show_notice")[1]


class Screen:
    """A presenter with all that it stands on."""

    def __init__(self, house, folder, runner=None, member=BIRGER):
        self.house, self.folder = house, folder
        self.view, self.navigator = Face(), FakeNavigator()
        self.backups = []
        self.runner = runner or ImmediateRunner()
        self.feed = ChangeFeed()
        self.heard = []
        self.feed.subscribe(self.hear)
        self.own = OwnMappings(folder / "mappings")
        context = ScreenContext(
            house.desk(member),
            self.runner,
            self.feed,
            self.navigator,
            House(back_up=lambda: self.backups.append("import")),
        )
        self.presenter = LoadPresenter(self.view, context, self.own)

    def hear(self, changes):
        self.heard.append(changes)

    def file(self, *rows, head=HEAD, name="sundhed.csv"):
        path = self.folder / name
        path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
        return str(path)

    def take(self, *rows, **how):
        self.presenter.start()
        self.presenter.take_file(self.file(*rows, **how))

    @property
    def sheet(self):
        return self.view.last("show_sheet")[0]

    @property
    def lines(self):
        return self.view.last("show_lines")[0]

    def citizens(self):
        return {each.name for each in worklists.find_citizens(self.house.desk(BIRGER), "prøvesen")}


@pytest.fixture
def house(tmp_path):
    with open_house(tmp_path) as made:
        yield made


@pytest.fixture
def screen(house, tmp_path, qapp):
    return Screen(house, tmp_path)


def test_the_kind_of_a_file_is_found_from_its_headings(screen):
    screen.take(KARLA)
    assert screen.view.step == "show_sheet"
    assert screen.sheet.title == "Load citizens and health courses"
    assert screen.navigator.crumbs == ["Load data", "Check"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7\n", "The file is a PDF."),
        (b"\x89PNG\r\n\x1a\n", "The file is a picture."),
        (b"PK\x03\x04 not a workbook", "The Excel workbook is damaged"),
    ],
)
def test_a_file_that_is_no_table_is_told_so_whatever_it_holds(screen, tmp_path, data, said):
    path = tmp_path / "eksport.csv"
    path.write_bytes(data)
    screen.presenter.start()
    screen.presenter.take_file(str(path))
    choosing = screen.view.last("show_choosing")[0]
    assert choosing.problem.startswith(said)
    assert choosing.waiting == ""


def test_a_check_writes_nothing_and_counts_every_row(screen):
    screen.take(KARLA, YRSA, BACKWARDS)
    counts = screen.sheet.counts
    assert (counts["created"], counts["rejected"], counts["unchanged"]) == (2, 1, 0)
    assert screen.sheet.verb == "Load 2 rows"
    assert screen.backups == []
    assert screen.citizens() == set()


def test_numbers_are_masked_in_every_row(screen):
    screen.take(KARLA, BACKWARDS)
    told = "".join(f"{each.person} {each.number} {each.sought}" for each in screen.lines)
    assert "110390-XXXX" in told
    assert "9995" not in told
    assert "9996" not in told


def test_loading_makes_a_backup_first_and_then_tells_everybody(screen):
    screen.take(KARLA, BACKWARDS)
    screen.presenter.load()
    assert screen.backups == ["import"]
    assert screen.citizens() == {"Karla Prøvesen"}
    assert len(screen.heard) == 1
    assert isinstance(screen.heard[0], Changes)
    report = screen.view.last("show_report")[0]
    assert report.title == "1 row is loaded"
    assert report.text.startswith("1 refused row is not loaded.")


def test_the_same_file_again_has_nothing_to_load(screen):
    screen.take(KARLA)
    screen.presenter.load()
    screen.presenter.again()
    screen.presenter.take_file(screen.file(KARLA))
    assert screen.sheet.counts["unchanged"] == 1
    assert screen.sheet.verb == ""
    screen.presenter.load()
    assert screen.backups == ["import"]


def test_a_load_that_is_stopped_keeps_nothing(house, tmp_path, qapp):
    screen = Screen(house, tmp_path, HeldRunner())
    screen.take(KARLA)
    screen.runner.run_all()
    screen.presenter.load()
    assert screen.view.step == "show_working"
    screen.presenter.stop()
    screen.runner.run_all()
    assert screen.view.notice == "Stopped. Nothing is loaded."
    assert screen.view.step == "show_sheet"
    assert screen.citizens() == set()


def test_a_check_that_is_stopped_asks_for_a_file_again(house, tmp_path, qapp):
    screen = Screen(house, tmp_path, HeldRunner())
    screen.take(KARLA)
    screen.presenter.stop()
    screen.runner.run_all()
    choosing = screen.view.last("show_choosing")[0]
    assert choosing.problem == "Stopped. Nothing is loaded."


def test_an_answer_for_a_file_that_was_let_go_is_dropped(house, tmp_path, qapp):
    screen = Screen(house, tmp_path, HeldRunner())
    screen.take(KARLA)
    screen.presenter.again()
    screen.runner.run_all()
    assert screen.view.step == "show_choosing"


def test_with_no_file_looked_into_there_is_nothing_to_save_mend_or_list(screen, tmp_path):
    made = screen.presenter
    for deed in (
        lambda: made.save_rejects(str(tmp_path / "rejects.csv")),
        lambda: made.reread(2, {}),
        lambda: made.mend(2, {}),
        made.ask_columns,
        lambda: made.search("karla"),
        made.go_on,
        lambda: made.trust(whole=True),
    ):
        deed()
    assert screen.view.calls == []
    assert not (tmp_path / "rejects.csv").exists()


def test_a_sheet_that_was_left_stands_there_again(screen):
    screen.take(KARLA)
    before = list(screen.view.calls)
    screen.presenter.start()
    assert screen.view.calls == before
    assert screen.navigator.crumbs == ["Load data", "Check"]


def test_a_row_mended_in_a_file_that_was_let_go_is_dropped(house, tmp_path, qapp):
    screen = Screen(house, tmp_path, HeldRunner())
    screen.take(KARLA)
    screen.runner.run_all()
    screen.presenter.mend(2, {})
    screen.presenter.again()
    screen.runner.run_all()
    assert screen.view.step == "show_choosing"


def test_a_row_mended_in_a_sheet_that_was_checked_again_since_is_dropped(house, tmp_path, qapp):
    screen = Screen(house, tmp_path, HeldRunner())
    screen.take(KARLA)
    screen.runner.run_all()
    other = Screen(house, tmp_path)
    other.take(KARLA, name="other.csv")
    other.presenter.load()
    screen.presenter.mend(2, {})
    screen.presenter.load()
    screen.runner.run(1)
    screen.runner.run(1)
    assert screen.sheet.counts["unchanged"] == 1
    before = list(screen.view.calls)
    screen.runner.run()
    assert screen.view.calls == before


def test_coming_back_while_a_file_is_looked_into_changes_nothing(house, tmp_path, qapp):
    screen = Screen(house, tmp_path, HeldRunner())
    screen.take(KARLA)
    before = list(screen.view.calls)
    screen.presenter.start()
    assert screen.view.calls == before


def test_columns_that_cannot_be_kept_are_not_used(screen, monkeypatch):
    def full(_mapping):
        raise OSError

    screen.take(KARLA, head=HEAD.replace("navn", "person"))
    screen.presenter.choose_kind("health")
    screen.presenter.go_on()
    chosen = dict(screen.view.last("show_columns")[0].headings) | {"person": "name"}
    monkeypatch.setattr(screen.own, "keep", full)
    screen.presenter.use_columns(chosen, keep=True)
    assert "could not be kept on this PC" in screen.view.last("show_columns_problem")[0]
    assert screen.view.step == "show_columns"


def test_a_load_that_fails_says_why_and_shows_the_sheet_again(screen, monkeypatch):
    def down(*_values):
        raise StoreDown

    screen.take(KARLA)
    monkeypatch.setattr(importing, "apply", down)
    screen.presenter.load()
    assert screen.view.step == "show_sheet"
    assert screen.view.last("show_notice")[2] == "Nothing is loaded."


def test_nothing_is_drawn_after_the_screen_has_gone(house, tmp_path, qapp):
    screen = Screen(house, tmp_path, HeldRunner())
    screen.take(KARLA)
    screen.presenter.leave()
    before = list(screen.view.calls)
    screen.runner.run_all()
    assert screen.view.calls == before


def test_a_store_that_moved_since_the_check_is_compared_again(screen, tmp_path):
    screen.take(KARLA)
    other = Screen(screen.house, tmp_path)
    other.take(KARLA, name="other.csv")
    other.presenter.load()
    screen.presenter.load()
    assert screen.view.notice == "Samplan changed since the check. Nothing is loaded."
    assert screen.sheet.counts["unchanged"] == 1


def test_a_refused_row_is_mended_and_joins_the_proposal(screen):
    screen.take(KARLA, BACKWARDS)
    screen.presenter.show_group("rejected")
    (line,) = screen.lines
    screen.presenter.choose_line(line)
    form = screen.view.last("show_mending")[0]
    assert form.line == 3
    wrong = form.cells[0]
    assert (wrong.heading, wrong.text, wrong.wrong) == ("afsluttet", "2026-03-01", True)
    screen.presenter.reread(3, {wrong.place: "2026-05-31"})
    assert "before the start" in screen.view.last("show_mending_state")[0]
    screen.presenter.reread(3, {wrong.place: "2026-07-01"})
    assert screen.view.last("show_mending_state") == ("",)
    screen.presenter.mend(3, {wrong.place: "2026-07-01"})
    assert screen.sheet.verb == "Load 2 rows"
    assert screen.sheet.counts["rejected"] == 0
    assert screen.view.last("show_mending") == (None,)


def test_a_row_that_is_not_refused_has_nothing_to_mend(screen):
    screen.take(KARLA)
    screen.presenter.choose_line(screen.lines[0])
    assert screen.view.last("show_mending") == (None,)


def test_refused_rows_are_saved_with_their_reasons(screen, tmp_path):
    screen.take(KARLA, BACKWARDS)
    screen.presenter.save_rejects(str(tmp_path / "refused.csv"))
    text = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    assert "251248-9996" in text
    assert "before the start" in text
    assert screen.navigator.toasts == ["Saved as refused.csv."]
    assert screen.presenter.reject_name() == "sundhed_refused.csv"


def test_a_folder_that_cannot_be_written_is_told(screen, tmp_path):
    screen.take(KARLA, BACKWARDS)
    screen.presenter.save_rejects(str(tmp_path / "nowhere" / "refused.csv"))
    assert screen.view.notice == "The file could not be saved."


UNKNOWN = HEAD.replace("navn", "person").replace("forloeb", "aktivitet")


def test_unknown_columns_are_asked_for_and_kept(screen):
    screen.take(KARLA, head=UNKNOWN)
    choosing = screen.view.last("show_choosing")[0]
    assert choosing.waiting == "sundhed.csv"
    screen.presenter.choose_kind("staff")
    screen.presenter.choose_kind("health")
    assert screen.view.step == "show_choosing"
    screen.presenter.go_on()
    form = screen.view.last("show_columns")[0]
    assert dict(form.headings)["person"] == ""
    assert dict(form.headings)["henvist"] == "start"
    chosen = dict(form.headings) | {"person": "name"}
    screen.presenter.use_columns(chosen, keep=True)
    problem = screen.view.last("show_columns_problem")[0]
    assert problem.endswith("a column: Intervention or benefit.")
    screen.presenter.use_columns(chosen | {"aktivitet": "title"}, keep=True)
    assert screen.view.step == "show_sheet"
    assert screen.sheet.counts["created"] == 1
    assert [kind.value for kind in screen.own.kinds()] == ["health"]
    screen.presenter.again()
    screen.presenter.take_file(screen.file(KARLA, head=UNKNOWN))
    assert screen.view.step == "show_sheet"


def test_columns_for_this_time_are_not_kept(screen):
    screen.take(KARLA, head=HEAD.replace("navn", "person"))
    screen.presenter.choose_kind("health")
    screen.presenter.go_on()
    form = screen.view.last("show_columns")[0]
    screen.presenter.use_columns(dict(form.headings) | {"person": "name"}, keep=False)
    assert screen.sheet.counts["created"] == 1
    assert screen.own.kinds() == ()


def test_a_file_whose_columns_are_asked_for_can_be_read_as_another_kind(screen):
    screen.take(KARLA)
    screen.presenter.ask_columns()
    form = screen.view.last("show_columns")[0]
    assert (form.kind, "staff" in dict(form.kinds)) == ("health", True)
    screen.presenter.choose_kind("staff")
    assert screen.view.last("show_columns")[0] is form
    screen.presenter.go_on()
    assert screen.view.last("show_columns")[0].kind == "staff"


def test_columns_that_nobody_reads_are_named(screen):
    screen.take(f"{KARLA},x", head=f"{HEAD},bemærkning")
    assert screen.sheet.unread == ("bemærkning",)
    screen.presenter.ask_columns()
    assert screen.view.step == "show_columns"


def test_a_file_that_is_no_export_gets_one_sentence(screen, tmp_path):
    picture = tmp_path / "sundhed.csv"
    picture.write_bytes(b"%PDF-1.7 ...")
    screen.presenter.start()
    screen.presenter.choose_kind("health")
    screen.presenter.take_file(str(picture))
    choosing = screen.view.last("show_choosing")[0]
    assert choosing.problem == "The file is a PDF. Choose the export as CSV or Excel."
    assert choosing.waiting == ""


def test_a_file_that_is_gone_is_told(screen, tmp_path):
    screen.presenter.start()
    screen.presenter.take_file(str(tmp_path / "gone.csv"))
    assert screen.view.last("show_choosing")[0].problem == "The file cannot be opened."


def test_rows_are_sought_by_every_word(screen):
    screen.take(KARLA, YRSA)
    screen.presenter.search("kost karla")
    assert [each.person for each in screen.lines] == ["Karla Prøvesen"]
    screen.presenter.search("kost nobody")
    assert screen.view.last("show_lines") == ((), 0)


def test_long_lists_come_in_pages(screen):
    rows = [KARLA.replace("Kostvejledning", f"Forløb {n}") for n in range(PAGE + 5)]
    screen.take(*rows)
    assert len(screen.lines) == PAGE
    assert screen.view.last("show_lines")[1] == PAGE + 5
    screen.presenter.next_page()
    assert len(screen.view.last("add_lines")[0]) == 5
    calls = len(screen.view.calls)
    screen.presenter.next_page()
    assert len(screen.view.calls) == calls


def test_a_case_that_the_newer_file_lacks_is_listed(screen):
    screen.take(KARLA, YRSA)
    screen.presenter.load()
    screen.presenter.again()
    screen.presenter.take_file(screen.file(KARLA))
    assert screen.sheet.counts["missing"] == 1
    screen.presenter.show_group("missing")
    assert [each.person for each in screen.lines] == ["Yrsa Påhit"]


ROWS = [KARLA.replace("Kostvejledning", f"Forløb {n}") for n in range(10)]
NEW = KARLA.replace("Kostvejledning", "Nyt")


def loaded(screen, *rows):
    screen.take(*rows)
    screen.presenter.load()
    screen.presenter.again()


@pytest.fixture
def small_file(screen):
    loaded(screen, *ROWS)
    screen.presenter.take_file(screen.file(ROWS[0]))
    return screen


def test_a_file_that_lacks_most_cases_marks_none_unless_it_is_said_to_be_whole(small_file):
    sheet = small_file.sheet
    assert sheet.doubt == (
        "The file has 1 case, and 9 of the 10 known ones are not in it. Is it the whole export?"
    )
    assert (sheet.verb, sheet.whole) == ("", False)
    assert sheet.foot == "Cases that are not in the file stay as they are."
    small_file.presenter.trust(whole=True)
    assert small_file.view.last("show_deed")[0].verb == "Mark 9 cases as gone"
    small_file.presenter.trust(whole=False)
    assert small_file.view.last("show_deed")[0].verb == ""


@pytest.mark.parametrize(("whole", "gone"), [(False, 0), (True, 9)])
def test_a_doubtful_file_is_loaded_as_it_was_answered(screen, whole, gone):
    loaded(screen, *ROWS)
    screen.presenter.take_file(screen.file(ROWS[0], NEW))
    assert screen.sheet.verb == "Load 1 row"
    if whole:
        screen.presenter.trust(whole=True)
    screen.presenter.load()
    screen.presenter.again()
    screen.presenter.take_file(screen.file(*ROWS, NEW))
    assert screen.sheet.counts["changed"] == gone


def test_a_fifth_of_the_cases_may_be_gone_without_a_question(screen):
    loaded(screen, *ROWS)
    screen.presenter.take_file(screen.file(*ROWS[2:]))
    assert (screen.sheet.doubt, screen.sheet.verb) == ("", "Mark 2 cases as gone")
    screen.presenter.take_file(screen.file(*ROWS[3:]))
    assert screen.sheet.doubt.startswith("The file has 7 cases, and 3 of the 10 known ones")


def test_cases_that_were_gone_before_are_not_asked_about_again(small_file):
    small_file.presenter.trust(whole=True)
    small_file.presenter.load()
    small_file.presenter.again()
    small_file.presenter.take_file(small_file.file(ROWS[0]))
    assert small_file.sheet.counts["missing"] == 9
    assert (small_file.sheet.doubt, small_file.sheet.verb) == ("", "")


def test_an_answer_stays_while_rows_are_mended(screen):
    loaded(screen, *ROWS)
    screen.presenter.take_file(screen.file(NEW, BACKWARDS))
    assert not screen.sheet.whole
    screen.presenter.trust(whole=True)
    screen.presenter.mend(3, {6: "2026-07-01"})
    assert screen.sheet.whole
    assert screen.sheet.verb == "Load 2 rows"


def test_the_next_refused_row_is_shown_after_one_is_mended(screen):
    others = (BACKWARDS.replace("Træning", name) for name in ("Gang", "Løb"))
    screen.take(KARLA, BACKWARDS, *others)
    for line, following in ((4, 3), (5, 1), (3, -1)):
        screen.presenter.mend(line, {6: "2026-07-01"})
        assert screen.view.last("show_row") == (following,)


def test_what_changes_is_told_as_old_and_new(screen):
    screen.take(KARLA)
    screen.presenter.load()
    screen.presenter.again()
    screen.presenter.take_file(screen.file(KARLA.replace(",,lis", ",2026-12-01,lis")))
    (line,) = screen.lines
    assert line.spoken == "End: empty → 01-12-2026"


def test_a_case_worker_may_not_load(house, tmp_path, qapp):
    screen = Screen(house, tmp_path, member=METTE)
    screen.take(KARLA)
    assert screen.view.last("show_choosing")[0].problem.startswith("Your role does not let you")


@pytest.mark.parametrize("kind", ["staff", "districts", "employment", "social", "health"])
def test_the_example_of_each_kind_can_be_loaded(screen, tmp_path, kind):
    path = tmp_path / "example.csv"
    screen.presenter.save_example(str(path), kind)
    screen.presenter.start()
    screen.presenter.choose_kind(kind)
    screen.presenter.take_file(str(path))
    assert screen.sheet.counts["created"] == 1
    assert screen.sheet.unread == ()


def test_a_refused_row_has_the_name_that_the_file_has(screen):
    nameless = KARLA.replace('"Prøvesen, Karla"', "")
    short = BACKWARDS.replace("2512489996", "25124899")
    cut = '2512489996,"Nytest, Nina",0'
    screen.take(BACKWARDS, short, nameless, cut)
    assert [each.person for each in screen.lines] == [
        "Nina Nytest", "Nina Nytest", "110390-XXXX", "251248-XXXX",
    ]  # fmt: skip
    assert screen.sheet.chosen("rejected", "nina nytest") == screen.lines[:2]
