"""The house rules as functions: one syntax tree in, one line per fault out."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("plans", "coordinator", "db", "ui")

LONGEST_FUNCTION = 40
MOST_PUBLIC_METHODS = 15
LONGEST_MAIN = 100

# A class may be listed here with the reason why it cannot be two.
WIDE_CLASSES: dict[str, str] = {
    "ui/window.py:Window": "it is the navigator of its screens besides a window",
}

TEXT_FUNCTIONS = {"_", "N_", "ngettext", "gettext", "tr"}
THREAD_NAMES = {
    "Thread", "ThreadPoolExecutor", "ProcessPoolExecutor", "QThread", "QThreadPool", "QRunnable",
    "QtConcurrent", "start_new_thread",
}  # fmt: skip
THREAD_MODULES = {"concurrent", "multiprocessing", "asyncio", "_thread"}
# The last is a program of its own, which beats while its only other thread counts.
THREADED_FILES = {"ui/jobs.py", "db/listener.py", "coordinator/caseload_child.py"}
FORBIDDEN_QT = {"QtCharts", "QtGraphs", "QtGraphsWidgets", "QtDataVisualization", "borb"}

DOMAIN_NAMES = {"Task", "Intervention", "Goal", "Plan", "Review", "Case", "ServiceArea"}
DOMAIN_FOLDERS = ("plans/", "db/tables/", "coordinator/use_cases/")
TECHNICAL_COMPOUND = re.compile(
    r"^(Background|Async|Worker|Thread|Timer)Task|Task(Runner|Queue|Pool|Manager|Worker)$"
)

LOGGER = re.compile(r"^_?(log|logger|logging)$", re.IGNORECASE)
LOG_VERBS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
LOG_KEYWORDS = {"exc_info", "stack_info", "stacklevel"}
# What a log line may say besides its constant text: never who, always what kind or how many.
LOGGABLE = {
    "code", "count", "engine", "exit_status", "incident", "kind", "language", "level", "milliseconds", "pages",
    "reference", "revision", "rows", "seconds", "size", "state", "status", "trail", "version", "__name__", "returncode",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One module: its path from the root with forward slashes, its text and its nodes."""

    path: str
    text: str

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the syntax tree."""
        return tuple(ast.walk(ast.parse(self.text)))

    @property
    def frozen(self) -> bool:
        """Migrations are history; nobody makes them shorter afterwards."""
        return self.path.startswith("db/migrations/versions/")


def sources() -> list[Source]:
    """Read every module of the program."""
    paths = [path for name in PACKAGES for path in (ROOT / name).rglob("*.py")]
    main = ROOT / "main.py"
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted([*paths, *([main] if main.exists() else [])])
    ]


def imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """Give each imported module with the name taken from it, or an empty name."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def called(node: ast.AST) -> str:
    """Give the last name of what a call calls; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def long_functions(source: Source) -> Iterator[str]:
    """A function has at most 40 lines; its docstring is not counted."""
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            first = node.body[0]
            if ast.get_docstring(node) is not None:
                lines -= first.end_lineno - first.lineno + 1
            if lines > LONGEST_FUNCTION and not source.frozen:
                yield f"{source.path}:{node.lineno} {node.name} has {lines} lines"


def wide_classes(source: Source) -> Iterator[str]:
    """A class offers at most 15 methods; what Qt calls (camelCase) is not an offer."""
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and f"{source.path}:{node.name}" not in WIDE_CLASSES:
            methods = {
                item.name
                for item in node.body
                if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)
                and not item.name.startswith("_")
                and item.name == item.name.lower()
            }
            if len(methods) > MOST_PUBLIC_METHODS:
                yield f"{source.path}:{node.lineno} {node.name} has {len(methods)} public methods"


def imports_of_main(source: Source) -> Iterator[str]:
    """main.py wires; nothing leans on it."""
    for module, _name in imports(source.nodes):
        if module == "main" or module.startswith("main."):
            yield f"{source.path} imports main"


def forbidden_libraries(source: Source) -> Iterator[str]:
    """Some parts of Qt are GPL; Samplan is not."""
    for module, name in imports(source.nodes):
        for part in {*module.split("."), name} & FORBIDDEN_QT:
            yield f"{source.path} imports {part}"


def texts_in_f_strings(source: Source) -> Iterator[str]:
    """A text inside an f-string is never extracted, so it would never be Danish."""
    for string in source.nodes:
        if isinstance(string, ast.JoinedStr):
            for node in ast.walk(string):
                if called(node) in TEXT_FUNCTIONS and any(map(_is_text, node.args)):
                    yield f"{source.path}:{string.lineno} {called(node)}() inside an f-string"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.JoinedStr)


def texts_that_are_not_literal(source: Source) -> Iterator[str]:
    """Only a literal can be extracted; a constant is marked by N_ where it stands."""
    for node in source.nodes:
        if called(node) in {"N_", "ngettext"} and not source.path.endswith("i18n.py"):
            wanted = node.args[: 2 if called(node) == "ngettext" else 1]
            if not all(isinstance(arg, ast.Constant) for arg in wanted):
                yield f"{source.path}:{node.lineno} {called(node)}() of something not literal"


def threads(source: Source) -> Iterator[str]:
    """Threads start in one place, so that one place can stop them."""
    if source.path in THREADED_FILES:
        return
    for module, name in imports(source.nodes):
        timer = module == "threading" and name == "Timer"
        if name in THREAD_NAMES or module.split(".")[0] in THREAD_MODULES or timer:
            yield f"{source.path} imports {module} {name}".rstrip()
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            timer = (node.value.id, node.attr) == ("threading", "Timer")
            if timer or node.attr in THREAD_NAMES:
                yield f"{source.path}:{node.lineno} uses {node.value.id}.{node.attr}"


def sessions(source: Source) -> Iterator[str]:
    """A database session outside db lets rows out of it."""
    if not source.path.startswith("db/"):
        for node in source.nodes:
            if called(node) in {"Session", "sessionmaker", "scoped_session"}:
                yield f"{source.path}:{node.lineno} opens a session"


def misused_domain_names(source: Source) -> Iterator[str]:
    """The domain's words name the domain's things only."""
    at_home = source.path.startswith(DOMAIN_FOLDERS)
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and (
            (node.name in DOMAIN_NAMES and not at_home) or TECHNICAL_COMPOUND.search(node.name)
        ):
            yield f"{source.path}:{node.lineno} class {node.name}"


def talkative_logs(source: Source) -> Iterator[str]:
    """A log line is a constant text and facts that name nobody."""
    for node in source.nodes:
        if called(node) in LOG_VERBS and isinstance(node.func, ast.Attribute):
            target = node.func.value
            owner = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            if LOGGER.match(owner) and not _is_quiet(node):
                yield f"{source.path}:{node.lineno} {ast.unparse(node)}"


def _is_quiet(call: ast.Call) -> bool:
    arguments = call.args[1:] if called(call) == "log" else call.args
    if not arguments or not isinstance(arguments[0], ast.Constant):
        return False
    keywords_known = all(keyword.arg in LOG_KEYWORDS for keyword in call.keywords)
    return keywords_known and all(map(_names_nobody, arguments[1:]))


def _names_nobody(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Attribute):
        return node.attr in LOGGABLE
    if isinstance(node, ast.Name):
        return node.id in LOGGABLE
    return isinstance(node, ast.Call) and called(node) == "len"


@dataclass(frozen=True)
class Refusal:
    """One place where a rule says no; ``facts`` is None when they are not spelled out."""

    place: str
    code: str | None
    facts: frozenset[str] | None


def refusals(source: Source) -> Iterator[Refusal]:
    """Find each code that a rule may say no with.

    It stands in ``RuleBroken("code")`` or is returned by a function named ``…_refusal``, whose
    answer is raised as ``RuleBroken(refusal)``; a code of None is one that could not be read.
    """
    # Most modules refuse nothing, and to take one apart is dear.
    spoken_of = "RuleBroken" in source.text or "_refusal" in source.text
    for node in source.nodes if spoken_of else ():
        place = f"{source.path}:{getattr(node, 'lineno', 0)}"
        if called(node) == "RuleBroken" and ast.unparse(node.args[0]) != "refusal":
            names = {keyword.arg for keyword in node.keywords}
            facts = None if None in names else frozenset(name for name in names if name)
            for code in _literals(node.args[0]):
                yield Refusal(place, code, facts)
        elif isinstance(node, ast.FunctionDef) and node.name.endswith("_refusal"):
            returned = [item.value for item in ast.walk(node) if isinstance(item, ast.Return)]
            for code in filter(None, (code for value in returned for code in _literals(value))):
                yield Refusal(place, code, None)


def _literals(node: ast.expr | None) -> Iterator[str | None]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    else:
        yield node.value if isinstance(node, ast.Constant) else None
