"""Inputs and forms: what is typed, what is wrong in words, what is missing, and drafts that lose nothing."""

import json
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.candidates import Candidate, Deliver
from app.widgets.date_field import DateField, dashed
from app.widgets.fields import ChipsField, ChoiceField, NumberField, SegmentField, TextField
from app.widgets.form import Form
from app.widgets.region_picker import RegionPicker
from tests.widgets.gallery import person_form


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2", "2"), ("23", "23"), ("230", "23-0"), ("2301202", "23-01-202"), ("23012026", "23-01-2026")],
)
def test_dashes_come_by_themselves(typed: str, shown: str) -> None:
    assert dashed(typed) == shown


def test_a_date_is_eight_keys(qtbot: QtBot) -> None:
    field = DateField("born", "Tanggal lahir")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "12051990")
    assert field.line.text() == "12-05-1990"
    assert field.date() == date(1990, 5, 12)
    assert field.value() == "1990-05-12"


def test_digits_can_be_taken_back(qtbot: QtBot) -> None:
    field = DateField("born", "Tanggal lahir")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "1205")
    for _each in range(3):
        qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field.line, "061991")
    assert field.line.text() == "12-06-1991"


@pytest.mark.parametrize(
    ("typed", "year_alone", "wrong"),
    [("31022020", False, "kalender"), ("1990", True, ""), ("1990", False, "delapan"), ("120", True, "tahunnya")],
)
def test_a_wrong_date_is_told_in_words(qtbot: QtBot, typed: str, year_alone: bool, wrong: str) -> None:
    field = DateField("born", "Tanggal lahir", year_alone=year_alone)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, typed)
    assert (wrong in field.problem()) if wrong else (field.problem() == "")


def test_numbers_step_within_their_limits(qtbot: QtBot) -> None:
    field = NumberField("n", "Anak", limits=(0, 2))
    qtbot.addWidget(field)
    for _each in range(5):
        qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.value() == 2
    field.set_value(9)
    assert "Antara 0 dan 2" in field.problem()
    field.set_value("dua")
    assert field.value() == "dua"
    assert field.problem()


def test_choices_keep_their_code(qtbot: QtBot) -> None:
    choice = ChoiceField("d", "Dokumen", (("splp", "SPLP"), ("none", "Tidak ada")))
    segment = SegmentField("s", "Jenis kelamin", (("L", "Laki-laki"), ("P", "Perempuan")))
    chips = ChipsField("k", "Kebutuhan", (("a", "kursi roda"), ("b", "dampingi")))
    for field in (choice, segment, chips):
        qtbot.addWidget(field)
    assert (choice.value(), segment.value(), chips.value()) == (None, None, [])
    choice.set_value("none")
    segment.set_value("P")
    chips.set_value(["b"])
    assert (choice.value(), segment.value(), chips.value()) == ("none", "P", ["b"])
    choice.set_value("unknown")
    segment.set_value(None)
    assert (choice.value(), segment.value()) == (None, None)


def test_a_problem_is_shown_and_told_to_the_screen_reader(qtbot: QtBot) -> None:
    field = TextField("name", "Nama", required=True)
    qtbot.addWidget(field)
    assert not field.check()
    assert field.line.accessibleDescription() == "Perlu diisi."
    assert field.line.property("state") == "problem"
    field.set_value("Siti")
    assert field.line.property("state") == ""


def two_villages(typed: str, deliver: Deliver) -> None:
    deliver([Candidate("11.01", "Awangpone", "Bone"), Candidate("11.02", "Awang", "Banjar")] if typed != "zzz" else [])


def test_a_village_is_chosen_with_the_keyboard_alone(qtbot: QtBot) -> None:
    field = RegionPicker("village", "Tujuan", two_villages)
    qtbot.addWidget(field)
    field.show()
    field.line.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    qtbot.keyClicks(field.line, "aw")
    assert field.popup.isHidden()
    qtbot.keyClicks(field.line, "a")
    assert field.popup.isVisible()
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == "11.02"
    assert field.line.text() == "Awang, Banjar"
    qtbot.keyClicks(field.line, "x")
    assert field.value() is None
    field.popup.hide()


def test_a_form_loads_collects_and_lists_what_is_missing(qtbot: QtBot) -> None:
    form = person_form()
    qtbot.addWidget(form)
    assert form.unfinished() == ["Tujuan"]
    assert form.collect()["born"] == "1990-05-12"
    assert not form.is_changed()
    assert not form.check()


def test_a_draft_is_json_and_comes_back(qtbot: QtBot) -> None:
    form, again = person_form(), person_form()
    qtbot.addWidget(form)
    qtbot.addWidget(again)
    form.field("born").set_value("12-0")
    form.field("needs").set_value(["dampingi"])
    kept = json.loads(json.dumps(form.draft()))
    assert kept == {"born": "12-0", "needs": ["dampingi"]}
    again.restore(kept)
    assert again.collect() == form.collect()


def test_enter_goes_on_and_ctrl_enter_submits(qtbot: QtBot) -> None:
    form = Form((TextField("a", "A"), TextField("b", "B")))
    qtbot.addWidget(form)
    form.show()
    first, second = (field.line for field in form.fields.values() if isinstance(field, TextField))
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(second, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


class _Windows(QObject):
    """Notes every widget shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(target, QWidget) and target.isWindow():
            self.seen.append(type(target).__name__)
        return False


def test_a_form_in_the_making_opens_no_window(qapp: QApplication, qtbot: QtBot) -> None:
    windows = _Windows()
    qapp.installEventFilter(windows)
    qtbot.addWidget(person_form())
    qapp.removeEventFilter(windows)
    assert windows.seen == []
