"""Guardians of children alone, and families linked by the page, by a key, or by dragging one line onto another."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.registration import families, guardians
from app.registration.guardians import GuardianEntry
from app.widgets.asking import Asked
from tests.registration.people_made import write
from tests.registration.screens.conftest import Desk

PANTI = {"kind": "lembaga", "name": "Panti Asuhan Ruhama", "phone": "0556 21 000"}


def shown(desk: Desk, who: str) -> None:
    """The page of one of them."""
    desk.screen.show_target(desk.stays[who])
    desk.calm()


def sheet(desk: Desk) -> Asked:
    """The question that is open."""
    return desk.screen.findChildren(Asked)[-1]


def choose(desk: Desk, verb: str) -> None:
    """Take an entry of the menu Tindakan."""
    entry = next(each for each in desk.screen.view.header.menu.actions() if each.data() == verb)
    entry.trigger()


def offered(desk: Desk) -> set[str]:
    """The entries of the menu."""
    return {str(each.data()) for each in desk.screen.view.header.menu.actions() if each.data()}


def family_text(desk: Desk) -> str:
    """Everything the section Keluarga says."""
    section = desk.screen.view.sections["family"]
    return " | ".join(part.text() for part in section.findChildren(QLabel))


def answer(desk: Desk, values: dict[str, str]) -> None:
    """Fill in the question and agree."""
    asked = sheet(desk)
    for name, value in values.items():
        asked.form.field(name).set_value(value)
        asked.form.field(name).changed.emit()
    asked.yes.click()
    desk.calm()
    desk.screen.refresh(frozenset())
    desk.calm()


def test_a_child_alone_gets_a_guardian_and_loses_him_again(desk: Desk) -> None:
    shown(desk, "alone")
    assert "guardian" in offered(desk)
    assert "guardian.release" not in offered(desk)
    choose(desk, "guardian")
    answer(desk, PANTI)
    page = desk.screen.view.page
    assert page is not None
    assert page.guardian == GuardianEntry("lembaga", "Panti Asuhan Ruhama", None, "0556 21 000")
    assert not page.alone
    assert "Wali: Panti Asuhan Ruhama" in family_text(desk)
    assert "0556 21 000" in family_text(desk)
    assert "Wali dicatat: Panti Asuhan Ruhama" in [entry.text for entry in page.timeline]
    assert "guardian.release" in offered(desk)
    choose(desk, "guardian.release")
    answer(desk, {"reason": "panti penuh"})
    page = desk.screen.view.page
    assert page is not None
    assert (page.guardian, page.alone) == (None, True)
    assert [(entry.text, entry.detail) for entry in page.timeline if entry.glyph == "shield"] == [
        ("Wali dilepas: Panti Asuhan Ruhama", "panti penuh"),
        ("Wali dicatat: Panti Asuhan Ruhama", "Lembaga, balai atau sentra"),
    ]


def test_the_open_field_leads_to_a_guardian_too(desk: Desk) -> None:
    shown(desk, "alone")
    pressed = [each for each in desk.screen.view.review.findChildren(QPushButton) if each.text() == "Catat wali"]
    pressed[0].click()
    assert "Wali untuk Mahsun" in sheet(desk).windowTitle()
    answer(desk, {"kind": "petugas", "name": "Ratna"})
    desk.screen.show_target("alone")
    desk.calm()
    assert (desk.screen.list.view, desk.names()) == ("lone", [])


def test_a_grown_man_and_a_child_with_its_father_need_no_guardian(desk: Desk) -> None:
    for who in ("father", "son"):
        shown(desk, who)
        assert "guardian" not in offered(desk)


def test_a_key_links_the_marked_person(desk: Desk) -> None:
    desk.screen.list.table.select(desk.stays["alone"])
    desk.calm()
    desk.screen.handlers()["people.kin"]()
    asked = sheet(desk)
    assert asked.windowTitle() == "Hubungkan Mahsun dengan keluarga"
    answer(desk, {"other": desk.stays["mother"], "relation": "anak"})
    page = desk.screen.view.page
    assert page is not None
    assert page.family is not None
    assert [each.name for each in page.family.members] == ["Siti Halimah", "Mahsun"]
    assert not page.alone


def mouse(desk: Desk, kind: QEvent.Type, at: QPoint) -> None:
    """One event of the mouse over the rows, as the window system sends it."""
    view = desk.screen.list.table.viewport()
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    place = QPointF(at), QPointF(view.mapToGlobal(at))
    QApplication.sendEvent(view, QMouseEvent(kind, *place, button, held, Qt.KeyboardModifier.NoModifier))


def drag(desk: Desk, one: str, other: str) -> None:
    """Drag the line of one onto that of another, over all the lines between."""
    table = desk.screen.list.table
    rows = [line.head.stay_id for line in table.rows]
    first, last = rows.index(desk.stays[one]), rows.index(desk.stays[other])
    at = [QPoint(60, table.rowViewportPosition(row) + table.rowHeight(row) // 2) for row in (first, last)]
    mouse(desk, QEvent.Type.MouseButtonPress, at[0])
    for part in range(1, 9):
        mouse(desk, QEvent.Type.MouseMove, at[0] + (at[1] - at[0]) * part / 8)
    mouse(desk, QEvent.Type.MouseButtonRelease, at[1])
    desk.calm()


def test_one_line_dragged_onto_another_asks_only_for_the_relation(desk: Desk) -> None:
    drag(desk, "alone", "mother")
    assert desk.screen.list.table.current().head.stay_id == desk.stays["alone"]
    asked = sheet(desk)
    assert asked.form.field("other").value() == desk.stays["mother"]
    assert not asked.yes.isEnabled()
    answer(desk, {"relation": "anak"})
    with desk.office.read() as r:
        page = desk.screen.view.page
        assert page is not None
        family = families.family_of(r, page.person_id or "")
        assert family is not None
        assert [each.relation for each in families.view(r, family).members] == ["kepala_rombongan", "anak"]


def test_a_card_without_a_name_is_not_linked(desk: Desk) -> None:
    drag(desk, "card", "mother")
    assert desk.screen.findChildren(Asked) == []
    assert desk.said[-1].text == "Beri nama dulu pada kartunya, baru dihubungkan."


def test_a_click_and_a_short_slip_drag_nothing(desk: Desk) -> None:
    drag(desk, "mother", "mother")
    assert desk.screen.findChildren(Asked) == []
    assert desk.screen.list.table.current().head.stay_id == desk.stays["mother"]


def test_somebody_of_another_family_stays_there(desk: Desk) -> None:
    drag(desk, "son", "mother")
    answer(desk, {"relation": "anak"})
    assert sheet(desk).refusal.words.startswith("Orang ini sudah tercatat di Keluarga Baso Rahman")


def test_an_undocumented_child_is_marked_apart(desk: Desk) -> None:
    shown(desk, "alone")
    desk.screen.forms.edit(desk.screen.view.page, "vulnerable")  # type: ignore[arg-type]
    details = desk.screen.details
    form = next(form for form in details.forms if "vulnerable" in form.fields)
    form.field("vulnerable").set_value(["anak_tidak_terdokumentasi"])
    details.submit()
    desk.calm()
    desk.screen.refresh(frozenset())
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert page.told.vulnerable == ("anak_tidak_terdokumentasi",)
    assert page.alone
    write(desk.office, lambda w: guardians.entrust(w, desk.stays["alone"], GuardianEntry("petugas", "Ratna")))
    desk.screen.refresh(frozenset())
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert (page.alone, page.told.vulnerable) == (False, ("anak_tidak_terdokumentasi",))
