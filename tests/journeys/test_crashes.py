"""A program that breaks down leaves no word of a citizen: no dump, no report, no line."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Kanarine Fuglekvist"
# A program that was started as people start it, and then breaks down in every way there is.
PROGRAM = """
import ctypes, os, resource, runpy, sys, tempfile, threading

root, store = sys.argv[1:]
sys.argv = ["main.py", "--store", store, "find", "x"]
try:
    runpy.run_path(f"{root}/main.py", run_name="__main__")
except SystemExit as end:
    assert end.code == 4
print(tempfile.gettempdir())
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
citizen = "Kanarine" + " Fuglekvist"

def breaks():
    raise ValueError(citizen)

class Gone:
    def __del__(self):
        breaks()

thread = threading.Thread(target=breaks, name=citizen)
thread.start()
thread.join()
Gone()
child = os.fork()
if child == 0:
    os.abort()
_child, status = os.waitpid(child, 0)
print(os.WTERMSIG(status), os.WCOREDUMP(status), flush=True)
breaks()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits and signals are those of Linux")
def test_a_crash_leaves_neither_dump_nor_word(tmp_path):
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    homes = dict.fromkeys(("HOME", "TMPDIR"), str(tmp_path))
    homes |= {"PYTHONPATH": str(ROOT), "PATH": "", "XDG_RUNTIME_DIR": str(runtime)}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT), str(tmp_path / "samplan.db")],
        cwd=tmp_path,
        env=homes,
        # As where a developer asked for dumps.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (most, most)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout.splitlines() == [str(runtime), "(0, 0) 0", "6 False"]
    told = [line for line in ended.stderr.splitlines() if line.startswith("bug ")]
    assert len(told) == 3
    assert all("ValueError < <string>:" in line and "breaks" in line for line in told)
    assert CANARY not in ended.stderr + ended.stdout
    assert list(tmp_path.rglob("*")) == [runtime]
