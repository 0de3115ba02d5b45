"""The one way to run anything slow: off the GUI thread, in order, with progress, errors shown and changes told.

Writes run one after the other on a worker of their own, reads on another, so that a long report never holds up a
confirmation. Results come back on the GUI thread, and only to widgets that still exist.
"""

import threading
from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.errors import UserError

T = TypeVar("T")
U = TypeVar("U")
RunWrite = Callable[[str, Callable[[Any], Any]], tuple[Any, frozenset[str]]]
RunRead = Callable[[Callable[[Any], Any]], Any]
SHOW_PROGRESS_AFTER_MS = 300


class Cancelled(Exception):
    """The user stopped a long operation; what it had begun is rolled back."""


class Progress(QObject):
    """How far a long operation is; made on the GUI thread, told from the worker."""

    moved = Signal(int, int)
    ended = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self._cancel = threading.Event()

    def step(self, done: int, total: int = 0) -> None:
        """Tell how much is done (total 0 = unknown); raises Cancelled when the user has stopped it."""
        if self._cancel.is_set():
            raise Cancelled
        self.moved.emit(done, total)

    def cancel(self) -> None:
        """Stop at the next step."""
        self._cancel.set()


class Pending(Generic[T]):
    """An operation under way: say what happens with its result."""

    def __init__(self) -> None:
        self._then: list[Callable[[T], object]] = []
        self._otherwise: list[Callable[[UserError], object]] = []
        self._finally: list[Callable[[], object]] = []
        self._heir: Later[Any] | None = None

    def then(self, callback: Callable[[T], object]) -> "Pending[T]":
        """Call with the result, on the GUI thread."""
        self._then.append(callback)
        return self

    def otherwise(self, callback: Callable[[UserError], object]) -> "Pending[T]":
        """Call when it was refused, instead of the message bar."""
        self._otherwise.append(callback)
        return self

    def finally_(self, callback: Callable[[], object]) -> "Pending[T]":
        """Call at the end, whatever it was; for switching a button on again."""
        self._finally.append(callback)
        return self

    def before(self, follow: Callable[[T], "Pending[U]"]) -> "Later[U]":
        """Then run this with the result; what is returned is done when both are, or refused as either is."""
        heir = self._heir = Later(follow)
        self.then(heir.begin).otherwise(heir.pass_on).finally_(heir.stop_unbegun)
        return heir

    def settle(
        self, kept: Callable[[T], object], refused: Callable[[UserError], object], ended: Callable[[], object]
    ) -> None:
        """Let a sheet wait for it: it closes before anything else happens and tells a refusal instead of others."""
        self._then.insert(0, kept)
        self._otherwise = [refused]
        self._finally.insert(0, ended)

    @property
    def handles_refusal(self) -> bool:
        """Whether a refusal is shown by the caller itself."""
        return bool(self._otherwise) if self._heir is None else self._heir.handles_refusal

    def succeed(self, result: T) -> None:
        """Deliver a result."""
        _call(self._then, result)
        _call(self._finally)

    def refuse(self, error: UserError) -> None:
        """Deliver a refusal."""
        _call(self._otherwise, error)
        _call(self._finally)

    def stop(self) -> None:
        """Deliver the end of a cancelled or broken operation."""
        _call(self._finally)


class Later(Pending[T]):
    """What begins when something else is there: the file it goes to, or the content that is written."""

    def __init__(self, begin: Callable[..., Pending[T]]) -> None:
        super().__init__()
        self._begin, self._begun = begin, False

    def begin(self, found: object) -> None:
        """It is there: this ends as what begins now does."""
        self._begun = True
        begun = self._begin(found)
        begun.settle(partial(_call, self._then), self.pass_on, self.stop)
        begun._heir = self

    def pass_on(self, error: UserError) -> None:
        """It was refused; the end is told apart."""
        _call(self._otherwise, error)

    def stop_unbegun(self) -> None:
        """It will never begin."""
        if not self._begun:
            self.stop()


class Closing(Enum):
    """What the yes of a sheet returns where nothing is written yet, so that nothing typed in it can be lost."""

    AT_ONCE = auto()


Begun = Pending[Any] | Closing
"""What the yes of a sheet began."""


class _Worker:
    """One thread that takes jobs in order until it is told to stop."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, job: Callable[[], None]) -> None:
        self._jobs.put(job)

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


class Operations(QObject):
    """Runs work in the background; screens call `write` and `read`, the frame listens to the signals."""

    changed = Signal(frozenset)
    refused = Signal(object)
    crashed = Signal(object)
    progressing = Signal(object)
    _finished = Signal(object)

    def __init__(self, run_write: RunWrite, run_read: RunRead, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run_write, self._run_read = run_write, run_read
        self._writer, self._reader = _Worker("pulang-write"), _Worker("pulang-read")
        self._carrier = _Worker("pulang-carry")
        self._latest: dict[str, int] = {}
        self._open = 0
        self._closed = False
        self._finished.connect(self._deliver)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._open == 0

    def write(self, action: str, fn: Callable[[Any], T], progress: Progress | None = None) -> Pending[T]:
        """Run `fn(work)` as the use case `action`; then `changed` tells which tables it touched."""

        def job() -> tuple[T, frozenset[str]]:
            return self._run_write(action, fn)

        return self._start(self._writer, job, progress)

    def read(self, fn: Callable[[Any], T], latest: str = "", progress: Progress | None = None) -> Pending[T]:
        """Run `fn(view)`; with `latest` set, only the newest read of that name is run and delivered."""
        return self._start(self._reader, lambda: (self._run_read(fn), frozenset()), progress, latest)

    def compute(self, fn: Callable[[], T], latest: str = "", progress: Progress | None = None) -> Pending[T]:
        """Run `fn()`, which needs no vault (drawing a page, reading a spreadsheet)."""
        return self._start(self._reader, lambda: (fn(), frozenset()), progress, latest)

    def carry(self, fn: Callable[[], T], progress: Progress | None = None) -> Pending[T]:
        """Run `fn()`, which may take minutes (a slow flashdisk); writes and reads go on beside it."""
        return self._start(self._carrier, lambda: (fn(), frozenset()), progress)

    def hand_out(
        self,
        action: str,
        make: Callable[[Any], T],
        write: Callable[[T], U],
        unwritten: Callable[[Any, T], object],
        progress: Progress | None = None,
    ) -> Later[U]:
        """Make and record what leaves, then write it with `write(made)`; what could not be written is recorded so.

        The record comes first, so nothing leaves unrecorded; `unwritten(work, made)` marks a try that failed.
        """

        def follow(made: T) -> Pending[U]:
            left: list[U] = []
            written = self.compute(partial(write, made), progress=progress)
            written.then(left.append)
            return written.finally_(lambda: left or self.write(action, lambda w: unwritten(w, made)))

        return self.write(action, make).before(follow)

    def close(self) -> None:
        """Finish the writes that wait, drop the reads and end the threads; nothing is delivered any more."""
        if self._closed:
            return
        self._closed = True
        self._carrier.close()
        self._writer.close()
        self._reader.close()

    def _start(
        self, worker: _Worker, job: Callable[[], tuple[T, frozenset[str]]], progress: Progress | None, latest: str = ""
    ) -> Pending[T]:
        pending: Pending[T] = Pending()
        turn = self._latest[latest] = self._latest.get(latest, 0) + 1 if latest else 0
        self._open += 1
        if progress is not None:
            self._announce_later(progress)
        worker.put(partial(self._run, job, pending, (progress, latest, turn)))
        return pending

    def _announce_later(self, progress: Progress) -> None:
        timer = QTimer(progress)
        timer.setSingleShot(True)
        timer.timeout.connect(partial(self.progressing.emit, progress))
        progress.ended.connect(timer.stop)
        timer.start(SHOW_PROGRESS_AFTER_MS)

    def _run(
        self,
        job: Callable[[], tuple[Any, frozenset[str]]],
        pending: Pending[Any],
        marks: tuple[Progress | None, str, int],
    ) -> None:
        progress, latest, turn = marks
        outcome: Callable[[], None]
        touched: frozenset[str] = frozenset()
        try:
            if self._is_stale(latest, turn) or (self._closed and threading.current_thread().name == "pulang-read"):
                raise Cancelled
            result, touched = job()
            outcome = partial(pending.succeed, result)
        except Cancelled:
            outcome = pending.stop
        except UserError as error:
            outcome = partial(self._refuse, pending, error)
        except Exception as error:  # noqa: BLE001 - a defect; the crash handler shows it
            outcome = partial(self._crash, pending, error)
        if not self._closed:
            self._finished.emit((outcome, touched, progress, latest, turn))

    def _deliver(self, finished: tuple[Callable[[], None], frozenset[str], Progress | None, str, int]) -> None:
        outcome, touched, progress, latest, turn = finished
        self._open -= 1
        if progress is not None:
            progress.ended.emit()
        if self._closed or self._is_stale(latest, turn):
            return
        outcome()
        if touched:
            self.changed.emit(touched)

    def _is_stale(self, latest: str, turn: int) -> bool:
        return bool(latest) and self._latest.get(latest) != turn

    def _refuse(self, pending: Pending[Any], error: UserError) -> None:
        if not pending.handles_refusal:
            self.refused.emit(error)
        pending.refuse(error)

    def _crash(self, pending: Pending[Any], error: Exception) -> None:
        self.crashed.emit(error)
        pending.stop()


def _call(callbacks: list[Callable[..., object]], *values: object) -> None:
    for callback in callbacks:
        if _reachable(callback):
            callback(*values)


def _reachable(callback: object) -> bool:
    """Whether every Qt object a callback would touch still exists: its self, its bound values, its closure."""
    touched: list[object] = [getattr(callback, "__self__", None)]
    if isinstance(callback, partial):
        touched += [*callback.args, *callback.keywords.values()]
        if not _reachable(callback.func):
            return False
    for cell in getattr(callback, "__closure__", None) or ():
        try:
            touched.append(cell.cell_contents)
        except ValueError:
            continue
    return all(shiboken6.isValid(thing) for thing in touched if isinstance(thing, QObject))
