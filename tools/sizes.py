"""Print how big files and functions are: a place to look, not a failure."""

import ast
import sys
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
LONG_FILE = 300


def modules() -> list[Path]:
    """Find the program's modules; the frozen migrations are not among them."""
    found = [
        path
        for name in ("plans", "coordinator", "db", "ui")
        for path in (ROOT / name).rglob("*.py")
    ]
    return sorted(path for path in found if "versions" not in path.parts)


def function_lengths(path: Path) -> list[int]:
    """Give the number of lines of each function in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]


def main() -> int:
    """Print medians, the longest and the files over the aim."""
    files = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    functions = [length for path in files for length in function_lengths(path)]
    print(f"files: {len(files)}, lines: {sum(files.values())}, median {median(files.values())}")
    print(
        f"functions: {len(functions)}, median {median(functions)}, "
        f"p95 {quantiles(functions, n=20)[-1]:.0f}, longest {max(functions)}"
    )
    for path, lines in files.items():
        if lines > LONG_FILE:
            print(f"over {LONG_FILE} lines: {path.relative_to(ROOT)} {lines}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
