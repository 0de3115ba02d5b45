"""The confined process as its caller sees it: started ahead where a file may be chosen soon, asked once, then gone."""

import atexit
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from app.manifest.reading import limits
from app.manifest.reading.limits import RefusedError

CHILD_FLAG = "--read-file-from-stdin"
"""First argument that turns the frozen program into the child; `app/__main__.py` looks for it before all else."""
Child = subprocess.Popen[bytes]
_ahead: list[Child] = []
_warm: set[int] = set()
_turn = Lock()


def prepare() -> None:
    """Have one child waiting, confined and with its libraries loaded: the chosen file need not wait for that."""
    with _turn:
        if not any(child.poll() is None for child in _ahead):
            _bury()
            _ahead.append(_start())


def await_ready() -> None:
    """Wait until the child that waits has loaded what it needs, as it has by the time somebody chose a file."""
    with _turn:
        for child in _ahead:
            if child.pid not in _warm and child.stdout is not None:
                child.stdout.readline()
                _warm.add(child.pid)


def dismiss() -> None:
    """End the child that waits; nobody is about to choose a file."""
    with _turn:
        _bury()


def ask(request: bytes, data: bytes) -> bytes:
    """What a child of our own answers about these bytes; it never sees a second file."""
    child = _take()
    try:
        output, _ignored = child.communicate(request + data, timeout=limits.WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        child.kill()
        child.communicate()
        raise RefusedError("too_slow") from late
    if child.returncode != 0:
        raise RefusedError("too_slow" if _out_of_time(child.returncode) else "too_big")
    return output.removeprefix(limits.READY)


def command() -> list[str]:
    """How the child is started: bare Python without site packages, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    root = str(Path(__file__).resolve().parents[3])
    start = f"import sys; sys.path += {[root, *_libraries()]!r}; from app.manifest.reading.child import main; main()"
    return [sys.executable, "-I", "-S", "-c", start]


def _take() -> Child:
    with _turn:
        while _ahead:
            child = _ahead.pop()
            if child.poll() is None:
                _warm.discard(child.pid)
                return child
            _close(child)
    return _start()


def _start() -> Child:
    return subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _bury() -> None:
    while _ahead:
        child = _ahead.pop()
        child.kill()
        _close(child)


def _close(child: Child) -> None:
    _warm.discard(child.pid)
    with child:  # closes the pipes and waits
        pass


def _out_of_time(code: int) -> bool:
    """Whether the system ended the child for its processor time (SIGXCPU here, a job limit on Windows)."""
    return code in (-24, -9, 1816)


def _libraries() -> list[str]:
    """Folders the readers were installed in."""
    found = [find_spec(name) for name in ("python_calamine", "pypdfium2", "PIL")]
    return sorted({str(Path(spec.origin).parents[1]) for spec in found if spec is not None and spec.origin})


atexit.register(dismiss)
