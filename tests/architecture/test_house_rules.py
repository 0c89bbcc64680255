"""The house rules hold in every module, and each of them would notice a breach."""

import string
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.architecture import rules
from tests.architecture.rules import Source

Rule = Callable[[Source], Iterator[str]]

BREACHES: list[tuple[Rule, str]] = [
    (rules.long_functions, "def f():\n" + "    x = 1\n" * 40),
    (rules.long_functions, "class A:\n    async def f(self):\n" + "        x = 1\n" * 40),
    (rules.wide_classes, "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(16))),
    (rules.imports_of_main, "import main"),
    (rules.imports_of_main, "def f():\n    from main import start"),
    (rules.forbidden_libraries, "from PySide6.QtCharts import QChart"),
    (rules.forbidden_libraries, "from PySide6 import QtGraphs"),
    (rules.forbidden_libraries, "import PySide6.QtDataVisualization"),
    (rules.texts_in_f_strings, "x = f'{_(\"Save\")}: {name}'"),
    (rules.texts_in_f_strings, "x = f'{self.tr(\"Save\")}'"),
    (rules.texts_in_f_strings, 'x = f\'{ngettext("a", "b", n)}\''),
    (rules.texts_that_are_not_literal, "N_(text)"),
    (rules.texts_that_are_not_literal, "ngettext('one', f'{n} many', n)"),
    (rules.threads, "from threading import Thread"),
    (rules.threads, "import threading\nthreading.Thread(target=f)"),
    (rules.threads, "import threading\nthreading.Timer(1, f)"),
    (rules.threads, "from concurrent.futures import ThreadPoolExecutor"),
    (rules.threads, "from PySide6.QtCore import QThreadPool"),
    (rules.threads, "from PySide6 import QtCore\nQtCore.QThread()"),
    (rules.threads, "import asyncio"),
    (rules.sessions, "with Session(engine) as session: ..."),
    (rules.sessions, "orm.sessionmaker(engine)"),
    (rules.misused_domain_names, "class Task: ..."),
    (rules.misused_domain_names, "class TaskQueue: ..."),
    (rules.misused_domain_names, "class BackgroundTaskX: ..."),
    (rules.talkative_logs, "log.info(f'opened {citizen}')"),
    (rules.talkative_logs, "logger.info('opened %s', citizen.name)"),
    (rules.talkative_logs, "self._log.warning('opened ' + name)"),
    (rules.talkative_logs, "logging.error(text)"),
    (rules.talkative_logs, "log.log(10, 'opened %s', str(error))"),
    (rules.talkative_logs, "log.info('opened', extra={'who': name})"),
]

FINE: list[tuple[Rule, str, str]] = [
    (rules.long_functions, "ui/a.py", 'def f():\n    """One.\n' + "\n" * 40 + '    """\n    x = 1'),
    (rules.long_functions, "db/migrations/versions/a.py", "def f():\n" + "    x = 1\n" * 50),
    (rules.wide_classes, "ui/a.py",
     "class A:\n" + "".join(f"    def _m{n}(self): ...\n    def onE{n}(self): ...\n" for n in range(20))),
    (rules.texts_in_f_strings, "ui/a.py", "text = _('Save {name}').format(name=f'{name}!')"),
    (rules.texts_in_f_strings, "ui/a.py", "text = f'{_(entry.title)} ({keys})'"),
    (rules.threads, "ui/jobs.py", "from PySide6.QtCore import QThreadPool"),
    (rules.threads, "ui/a.py", "from threading import Lock\nfrom PySide6.QtCore import QTimer"),
    (rules.sessions, "db/a.py", "Session(engine)"),
    (rules.misused_domain_names, "plans/plan.py", "class Plan: ..."),
    (rules.misused_domain_names, "ui/a.py", "class PlanRow: ..."),
    (rules.talkative_logs, "ui/a.py", "log.info('refused: %s, %d', error.code, len(rows), exc_info=True)"),
    (rules.talkative_logs, "ui/a.py", "log.error('a fault of kind %s', type(error).__name__)"),
    (rules.talkative_logs, "ui/a.py", "self.report.error(name)"),
]  # fmt: skip

RULES = list(dict.fromkeys(rule for rule, _snippet in BREACHES))


def test_every_module_keeps_every_rule() -> None:
    """One walk for all rules: to read the modules takes longer than to judge them."""
    faults = [
        f"{rule.__name__}: {fault}"
        for source in rules.sources()
        for rule in RULES
        for fault in rule(source)
    ]
    assert faults == []


@pytest.mark.parametrize(("rule", "snippet"), BREACHES)
def test_a_breach_is_noticed(rule: Rule, snippet: str) -> None:
    assert list(rule(Source("coordinator/sample.py", snippet)))


@pytest.mark.parametrize(("rule", "path", "snippet"), FINE)
def test_what_is_allowed_passes(rule: Rule, path: str, snippet: str) -> None:
    assert list(rule(Source(path, snippet))) == []


def test_the_rules_read_the_whole_program() -> None:
    read = {source.path.split("/")[0] for source in rules.sources()}
    assert read >= set(rules.PACKAGES)
    assert "plans/errors.py" in {source.path for source in rules.sources()}


def test_main_is_short() -> None:
    main = next(source for source in rules.sources() if source.path == "main.py")
    assert len(main.text.splitlines()) <= rules.LONGEST_MAIN


@pytest.fixture
def sentences() -> dict[str, str]:
    from coordinator.wording import SENTENCES  # noqa: PLC0415 - the other rules run without it

    return SENTENCES


@cache
def found_refusals() -> list[rules.Refusal]:
    return [refusal for source in rules.sources() for refusal in rules.refusals(source)]


def test_every_refusal_names_its_code_where_it_is_raised() -> None:
    assert [refusal.place for refusal in found_refusals() if refusal.code is None] == []


def test_every_rule_has_a_sentence(sentences: dict[str, str]) -> None:
    codes = {refusal.code for refusal in found_refusals()} - {None}
    assert codes - set(sentences) == set()


def test_every_sentence_gets_the_facts_that_it_names(sentences: dict[str, str]) -> None:
    short_of = [
        f"{refusal.place} {refusal.code} lacks {named - refusal.facts}"
        for refusal in found_refusals()
        if refusal.facts is not None
        and (named := fields(sentences.get(refusal.code or "", ""))) - refusal.facts
    ]
    assert short_of == []


def fields(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _kind in string.Formatter().parse(sentence) if name}


def test_a_refusal_is_read_with_its_code_and_facts() -> None:
    snippet = "raise RuleBroken('late' if a else 'early', due=d)\nraise RuleBroken(code, **facts)"
    first, second, third = rules.refusals(Source("plans/sample.py", snippet))
    assert (first.code, second.code, third.code) == ("late", "early", None)
    assert (first.facts, third.facts) == ({"due"}, None)
    computed = (
        "def x_refusal():\n    if a: return 'late'\n    return None\nraise RuleBroken(refusal)"
    )
    assert [found.code for found in rules.refusals(Source("plans/a.py", computed))] == ["late"]
    assert fields("Due {due}, by {who}.") == {"due", "who"}
