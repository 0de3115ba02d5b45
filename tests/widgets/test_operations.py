"""Background work: order, delivery on the GUI thread, refusals, defects, progress, and widgets that are gone."""

import threading
from functools import partial
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.kernel.errors import UserError
from app.widgets.operations import Operations, Progress
from app.widgets.progress import ProgressStrip

T = TypeVar("T")


def echo(number: int, _work: object) -> int:
    return number


def noted(seen: list[T], value: T, _work: object) -> T:
    seen.append(value)
    return value


def refuse(_work: object) -> None:
    raise UserError("test.no", "Tidak bisa.", "Coba lagi.")


def test_writes_keep_their_order_and_tell_what_changed(operations: Operations, qtbot: QtBot) -> None:
    done: list[int] = []
    told: list[frozenset[str]] = []
    operations.changed.connect(told.append)
    for number in range(50):
        operations.write(f"table{number}", partial(echo, number)).then(done.append)
    qtbot.waitUntil(lambda: operations.idle)
    assert done == list(range(50))
    assert told == [frozenset({f"table{number}"}) for number in range(50)]


def test_results_arrive_on_the_gui_thread(operations: Operations, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    where: list[threading.Thread] = []
    pending = operations.read(lambda _view: threads.append(threading.current_thread()))
    pending.then(lambda _result: where.append(threading.current_thread()))
    qtbot.waitUntil(lambda: operations.idle)
    assert where == [threading.main_thread()]
    assert threads[0] is not threading.main_thread()


def test_a_long_write_does_not_hold_up_a_read(operations: Operations, qtbot: QtBot) -> None:
    go_on = threading.Event()
    read: list[str] = []
    operations.write("slow", lambda _work: go_on.wait(10))
    operations.read(lambda view: str(view)).then(read.append)
    qtbot.waitUntil(lambda: read == ["view"])
    go_on.set()
    qtbot.waitUntil(lambda: operations.idle)


def test_a_refusal_is_shown_unless_the_caller_takes_it(operations: Operations, qtbot: QtBot) -> None:
    with qtbot.waitSignal(operations.refused) as shown:
        operations.write("a", refuse)
    assert shown.args[0].code == "test.no"
    taken: list[str] = []
    with qtbot.assertNotEmitted(operations.refused):
        operations.write("a", refuse).otherwise(lambda error: taken.append(error.code))
        qtbot.waitUntil(lambda: taken == ["test.no"])


def test_a_refused_write_tells_no_change(operations: Operations, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(operations.changed):
        operations.write("a", refuse)
        qtbot.waitUntil(lambda: operations.idle)


def test_a_defect_goes_to_the_crash_handler_and_the_worker_lives_on(operations: Operations, qtbot: QtBot) -> None:
    ended: list[bool] = []
    with qtbot.waitSignal(operations.crashed) as caught:
        operations.read(lambda _view: 1 // 0).finally_(lambda: ended.append(True))
    assert isinstance(caught.args[0], ZeroDivisionError)
    assert ended == [True]
    read: list[int] = []
    operations.read(lambda _view: 7).then(read.append)
    qtbot.waitUntil(lambda: read == [7])


def test_only_the_newest_of_a_name_is_delivered(operations: Operations, qtbot: QtBot) -> None:
    go_on = threading.Event()
    run: list[str] = []
    shown: list[str] = []
    operations.read(lambda _view: go_on.wait(10))
    for typed in ("s", "si", "sit", "siti"):
        operations.read(partial(noted, run, typed), latest="search").then(shown.append)
    go_on.set()
    qtbot.waitUntil(lambda: operations.idle)
    assert run == shown == ["siti"]


def test_progress_shows_after_a_while_and_can_be_stopped(operations: Operations, qtbot: QtBot) -> None:
    strip = ProgressStrip(operations)
    qtbot.addWidget(strip)
    progress = Progress("Membaca berkas")
    delivered: list[object] = []

    def endless(_view: object) -> None:
        pause = threading.Event()
        while True:
            pause.wait(0.001)
            progress.step(3, 10)

    operations.read(endless, progress=progress).then(delivered.append)
    assert strip.isHidden()
    qtbot.waitUntil(lambda: not strip.isHidden())
    progress.cancel()
    qtbot.waitUntil(lambda: operations.idle)
    assert strip.isHidden()
    assert delivered == []


def test_quick_work_shows_no_progress(operations: Operations, qtbot: QtBot) -> None:
    shown: list[Progress] = []
    operations.progressing.connect(shown.append)
    progress = Progress("Sebentar")
    with qtbot.waitSignal(progress.ended):
        operations.read(lambda _view: None, progress=progress)
    assert shown == []


@pytest.mark.parametrize("how", ["method", "closure"])
def test_a_widget_that_is_gone_is_not_touched(operations: Operations, qtbot: QtBot, how: str) -> None:
    go_on = threading.Event()
    label = QLabel()
    caught: list[object] = []
    operations.crashed.connect(caught.append)
    pending = operations.read(lambda _view: (go_on.wait(10), "teks")[1])
    pending.then(label.setText if how == "method" else lambda text: label.setText(text))
    shiboken6.delete(label)
    go_on.set()
    qtbot.waitUntil(lambda: operations.idle)
    assert caught == []


def test_closing_finishes_the_writes_and_ends_the_threads(qtbot: QtBot) -> None:
    written: list[int] = []
    made = Operations(lambda action, fn: (fn(None), frozenset()), lambda fn: fn(None))
    for number in range(20):
        made.write("a", partial(noted, written, number))
    made.close()
    made.close()
    assert written == list(range(20))
    assert not [thread for thread in threading.enumerate() if thread.name in ("pulang-write", "pulang-read")]


@pytest.mark.parametrize("fails", [False, True])
def test_what_leaves_is_recorded_first_and_a_failed_try_is_marked(
    operations: Operations, qtbot: QtBot, fails: bool
) -> None:
    seen: list[str] = []
    refused: list[UserError] = []
    operations.refused.connect(refused.append)

    def make(_work: object) -> str:
        seen.append("recorded")
        return "made"

    def write(made: str) -> None:
        seen.append(f"{made} written")
        if fails:
            refuse(made)

    operations.hand_out("leave", make, write, lambda _work, made: seen.append(f"{made} unwritten"))
    qtbot.waitUntil(lambda: operations.idle)
    assert seen == ["recorded", "made written", *(["made unwritten"] if fails else [])]
    assert [error.code for error in refused] == (["test.no"] if fails else [])
