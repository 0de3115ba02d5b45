"""A whole family by the keyboard: one line each, kept together, and not lost when one is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.registration.screens.conftest import Desk


def opened(desk: Desk) -> None:
    """The form, as Ctrl+Shift+N opens it."""
    desk.screen.handlers()["people.family"]()
    desk.calm()


def type_keys(desk: Desk, *said: str) -> int:
    """Type each text and Enter into whatever has the cursor; how many keys that took."""
    keys = 0
    for text in said:
        target = QApplication.focusWidget()
        assert target is not None
        if text:
            desk.qtbot.keyClicks(target, text)
        desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        keys += len(text) + 1
    return keys


def keep(desk: Desk) -> None:
    """Ctrl+Enter."""
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.calm()


def present(desk: Desk) -> int:
    """How many the view of those here says."""
    desk.screen.list.choose("here", "")
    desk.calm()
    return len(desk.screen.list.table.rows)


def test_father_and_son_by_the_keyboard_alone(desk: Desk) -> None:
    before = present(desk)
    opened(desk)
    type_keys(desk, "La Ode Ndika", "L", "41", "172")
    type_keys(desk, "Wa Ode Sitti", "P", "38", "Istri", "")
    keep(desk)
    assert present(desk) == before + 2
    page = desk.screen.view.page
    assert page is not None
    assert page.family is not None
    assert [(each.name, each.relation) for each in page.family.members] == [
        ("La Ode Ndika", "kepala_rombongan"),
        ("Wa Ode Sitti", "istri"),
    ]
    assert desk.said[-1].text == "2 orang sekeluarga terdaftar dan dihitung hadir."


def test_one_wrong_line_keeps_nobody_and_loses_nothing(desk: Desk) -> None:
    before = present(desk)
    opened(desk)
    form = desk.screen.family
    form.lines[0].restore({"name": "La Ode Ndika", "sex": "L", "birth": "41"})
    form.lines[1].restore({"name": "Wa Ode Sitti", "sex": "P", "birth": "2199-01-01", "relation": "istri"})
    assert len(form.lines) == 3
    form.submit()
    desk.calm()
    shown = [line.field("name").value() for line in form.lines]
    assert (present(desk), shown) == (before, ["La Ode Ndika", "Wa Ode Sitti", None])
    assert any(not note.isHidden() for note in [form._problem, form.lines[1].field("birth")._note])


def test_a_line_without_a_relation_is_said(desk: Desk) -> None:
    opened(desk)
    form = desk.screen.family
    form.lines[0].restore({"name": "La Ode Ndika"})
    form.lines[1].restore({"name": "Udin"})
    form.submit()
    assert form._problem.text() == "Anggota 2: Pilih hubungannya."


def test_half_a_family_survives_a_lock(desk: Desk) -> None:
    opened(desk)
    form = desk.screen.family
    form.lines[0].restore({"name": "La Ode Ndika"})
    form.lines[1].restore({"name": "Udin", "relation": "anak"})
    form.lines[2].restore({"name": "Nur", "relation": "anak"})
    kept = desk.screen.draft()
    form.empty()
    desk.screen.restore(kept)
    desk.calm()
    assert [line.field("name").value() for line in form.lines] == ["La Ode Ndika", "Udin", "Nur", None]
    assert form.isVisible()
