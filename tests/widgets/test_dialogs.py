"""Questions, messages and the lock: nothing blocks, words must be typed, nothing shines through."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.errors import UserError
from app.kernel.i18n import set_language
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, ask_reason, at_once, confirm, save_file, tell
from app.widgets.fields import ChoiceField, NoteField, TextField
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.lock import LockOverlay
from app.widgets.message import Message, MessageBar
from app.widgets.narrow import ElidedButton, ElidedLabel
from app.widgets.operations import Begun, Closing
from app.widgets.qt_words import QtWords


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_a_plain_question_is_answered_by_enter_or_escape(parent: QWidget, qtbot: QtBot) -> None:
    answers: list[bool] = []
    sheet = confirm(parent, Question("Tutup rombongan?", yes="Tutup"), at_once(lambda: answers.append(True)))
    assert sheet.yes.text() == "Tutup"
    assert sheet.no.text() == "Batal"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert answers == []
    again = confirm(parent, Question("Tutup rombongan?"), at_once(lambda: answers.append(True)))
    again.yes.click()
    assert answers == [True]


def test_the_word_must_be_typed(parent: QWidget, qtbot: QtBot) -> None:
    done: list[bool] = []
    sheet = confirm(parent, Question("Batalkan BAST?", word="BATAL", danger=True), at_once(lambda: done.append(True)))
    field = sheet.findChild(TextField)
    assert field is not None
    assert not sheet.yes.isEnabled()
    qtbot.keyClicks(field.line, "bata")
    assert not sheet.yes.isEnabled()
    qtbot.keyClicks(field.line, "l")
    sheet.yes.click()
    assert done == [True]


def test_a_reason_is_never_empty(parent: QWidget) -> None:
    given: list[tuple[str, str]] = []
    choices = (("sick", "Sakit"), ("legal", "Proses hukum"))

    def act(code: str, text: str) -> Begun:
        given.append((code, text))
        return Closing.AT_ONCE

    sheet = ask_reason(parent, Question("Mengapa?"), act, choices)
    choice, words = sheet.findChild(ChoiceField), sheet.findChild(NoteField)
    assert choice is not None
    assert words is not None
    assert not sheet.yes.isEnabled()
    choice.set_value("sick")
    words.set_value("demam")
    sheet.yes.click()
    assert given == [("sick", "demam")]


def test_tell_has_one_button(parent: QWidget) -> None:
    sheet = tell(parent, "Selesai", "Flashdisk boleh dicabut.")
    assert sheet.no.isHidden()
    sheet.yes.click()


def test_a_refusal_stays_and_can_be_copied(qtbot: QtBot, qapp: QApplication) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.refuse(UserError("sync.full", "Flashdisk penuh.", "Pakai yang lain."))
    bar._action.click()
    assert qapp.clipboard().text() == "Flashdisk penuh.\nPakai yang lain.\n[sync.full]"
    assert bar.isVisible()
    assert bar.accessibleName() == "Flashdisk penuh. Pakai yang lain."


def test_good_news_waits_until_bad_news_is_read(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell(Message("Gagal", tone="bad"))
    bar.tell(Message("Tersimpan", tone="good"))
    assert bar.message is not None
    assert bar.message.text == "Gagal"
    bar.dismiss()
    assert bar.message.text == "Tersimpan"
    bar.tell(Message("Tersimpan lagi", tone="good"))
    assert bar.message.text == "Tersimpan lagi"
    bar.dismiss()
    assert bar.isHidden()


def test_undo_is_offered_and_done_once(qtbot: QtBot) -> None:
    undone: list[bool] = []
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell(Message("Siti hadir", tone="good", action_text="Urungkan", action=lambda: undone.append(True)))
    bar._action.click()
    assert undone == [True]
    assert bar.isHidden()


def test_the_lock_covers_all_and_gives_the_cursor_back(parent: QWidget, qtbot: QtBot) -> None:
    line = QLineEdit("setengah diketik")
    parent.setLayout(column(line))
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    lock = LockOverlay(parent)
    lock.lock("Rahmat")
    assert lock.geometry() == parent.rect()
    assert lock.field.line.hasFocus()
    for _each in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert lock.isAncestorOf(focused)
    lock.field.line.setFocus()
    with qtbot.waitSignal(lock.asked) as asked:
        qtbot.keyClicks(lock.field.line, "1234")
        qtbot.keyClick(lock.field.line, Qt.Key.Key_Return)
    assert asked.args == ["1234"]
    lock.refuse("PIN salah.")
    assert not lock.isHidden()
    assert lock.field.value() is None
    lock.release()
    assert lock.isHidden()
    assert line.hasFocus()
    assert line.text() == "setengah diketik"


def test_the_lock_grows_with_the_window(parent: QWidget, qtbot: QtBot) -> None:
    lock = LockOverlay(parent)
    lock.lock("Rahmat")
    parent.resize(900, 700)
    qtbot.waitUntil(lambda: lock.size() == parent.size())


def test_qt_speaks_indonesian() -> None:
    words = QtWords()
    assert words.translate("QLineEdit", "&Copy") == "Salin"
    assert words.translate("QLineEdit", "Nothing we know") is None  # so Qt keeps its own word
    set_language("en")
    assert words.translate("QLineEdit", "&Copy") is None


def told(bar: MessageBar) -> str:
    """What the bar says."""
    return bar.message.text if bar.message else ""


def test_good_news_stays_behind_and_warnings_do_not(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.widgets.message.READ_AFTER_MS", 0)
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell(Message("Foto disimpan.", tone="good"))
    bar.leave_behind()
    assert told(bar) == ""
    bar.tell(Message("Foto disimpan.", tone="good"))
    bar.tell(Message("Flashdisk penuh.", tone="warn"))
    bar.tell(Message("Kartu disimpan.", tone="good"))
    bar.leave_behind()
    assert not bar._timer.isActive()
    assert told(bar) == "Flashdisk penuh."
    bar.dismiss()
    assert told(bar) == ""


def test_a_refusal_stays_with_the_screen_it_was_told_on(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.widgets.message.READ_AFTER_MS", 0)
    bar = MessageBar()
    qtbot.addWidget(bar)
    for code in ("nama", "tanggal"):
        bar.refuse(UserError(f"bast.{code}", f"Isi {code} dulu."))
    assert told(bar) == "Isi nama dulu."
    bar.leave_behind()
    assert told(bar) == "Isi tanggal dulu."  # nobody has seen this one yet
    bar.leave_behind()
    assert told(bar) == ""


def test_a_refusal_that_only_just_came_is_read_on_the_next_screen(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.refuse(UserError("bast.nama", "Isi nama dulu."))
    bar.leave_behind()
    assert told(bar) == "Isi nama dulu."
    bar.dismiss()


def test_news_nobody_has_read_yet_comes_along(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell(Message("Foto disimpan.", tone="good"))
    bar.leave_behind()
    assert bar.message is not None
    bar.dismiss()


def test_a_name_turns_no_label_button_title_or_file_around(parent: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    name = "Siti\u202eidayruS"
    shown = label(name)
    shown.setText(f"Foto {name}")
    texts = [shown.text(), button(name).text(), ElidedButton(name).text(), icon_button("x", name).toolTip()]
    elided = ElidedLabel()
    elided.setText(name)
    sheet = tell(parent, name, name)
    choices = ChoiceField("who", "Siapa", [("1", name)])
    qtbot.addWidget(choices)
    file = save_file(parent, "Simpan", tmp_path / f"{name}.pdf", lambda _path: None)
    texts += [elided.text(), sheet.windowTitle(), sheet.accessibleName(), choices.box.itemText(1)]
    texts += [Path(each).name for each in file.selectedFiles()]
    assert [text for text in texts if "\u202e" in text or "SitiidayruS" not in text] == []
    sheet.reject()
    file.reject()
