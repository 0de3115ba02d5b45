"""The screen Orang by keyboard: find, read, register, complete, let go, take back; drafts survive."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.kernel.i18n import set_language
from app.registration import counts, exits, heads
from app.registration.screens.screen import PeopleScreen
from app.widgets.asking import Asked
from app.widgets.fields import TextField
from tests.registration.gallery import context
from tests.registration.people_made import read
from tests.registration.people_made import write as write_to
from tests.registration.screens.conftest import Desk

ENTER, ESCAPE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(desk: Desk, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the cursor is, as a keyboard does."""
    for key in keys:
        desk.qtbot.keyClick(focused(), key, modifier)


def write(desk: Desk, text: str) -> None:
    """Type where the cursor is."""
    desk.qtbot.keyClicks(focused(), text)


def focused() -> QPushButton:
    """The widget with the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget  # type: ignore[return-value]  # any widget; keyClick takes it


def present(desk: Desk) -> int:
    return read(desk.office, lambda r: counts.present_count(r).total)


def title(desk: Desk) -> str:
    return desk.screen.view.header.name.text()


def choose(desk: Desk, verb: str) -> None:
    """Choose an entry of the actions of the page."""
    entry = next(each for each in desk.screen.view.header.menu.actions() if each.data() == verb)
    entry.trigger()


def sheet(desk: Desk) -> Asked:
    """The question on show."""
    desk.qtbot.waitUntil(lambda: any(each.isVisible() for each in desk.screen.findChildren(Asked)))
    found = [each for each in desk.screen.findChildren(Asked) if each.isVisible()]
    assert len(found) == 1
    desk.qtbot.waitUntil(lambda: found[0].isAncestorOf(focused()))
    return found[0]


# --- finding ----------------------------------------------------------------------------------------------------------


def test_the_list_shows_who_is_here_and_what_is_missing(desk: Desk) -> None:
    assert desk.names() == ["Kartu 171", "Andi Baso", "Baso Rahman", "Mahsun", "Siti Halimah"]
    assert title(desk) == "Kartu 171"


def test_typing_finds_and_shows_the_first_page(desk: Desk) -> None:
    write(desk, "halimah")
    desk.calm()
    assert desk.names() == ["Siti Halimah"]
    assert title(desk) == "Siti Halimah"
    press(desk, ESCAPE)
    desk.calm()
    assert len(desk.names()) == 5


def test_a_name_found_only_elsewhere_is_one_key_away(desk: Desk) -> None:
    write_to(desk.office, lambda w: exits.leave(w, desk.stays["mother"], "pulang_mandiri", "dijemput kakaknya"))
    write(desk, "halimah")
    desk.calm()
    assert desk.names() == []
    assert "1 di Semua" in [each.text() for each in desk.screen.list.findChildren(QPushButton) if each.isVisible()]
    press(desk, ENTER)
    desk.calm()
    assert desk.screen.list.view == "all"
    assert desk.names() == ["Siti Halimah"]
    assert desk.screen.list.line.text() == "halimah"


def test_moving_in_the_list_shows_page_after_page_and_enter_goes_to_it(desk: Desk) -> None:
    press(desk, DOWN, DOWN)
    desk.calm()
    assert title(desk) == "Andi Baso"
    press(desk, ENTER)
    assert QApplication.focusWidget() is desk.screen.view.header.edit


def test_the_line_of_the_page_stays_in_sight_when_the_list_grows(desk: Desk) -> None:
    desk.screen.list.table.setFixedHeight(110)
    desk.screen.list.choose("all", "halimah")
    desk.calm()
    desk.screen.list.choose("here", "")
    desk.calm()
    table = desk.screen.list.table
    assert table.current().head.display == "Siti Halimah"
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_the_views_hold_the_unfinished_the_lone_children_and_everybody(desk: Desk) -> None:
    shown = {}
    for view in ("open", "lone", "all"):
        desk.screen.list.choose(view, "")
        desk.calm()
        shown[view] = desk.names()
    assert "Siti Halimah" in shown["open"]
    assert shown["lone"] == ["Mahsun"]
    assert shown["all"].count("Baso Rahman") == 2


def test_an_empty_view_says_what_to_do(desk: Desk) -> None:
    write(desk, "tidakada")
    desk.calm()
    assert desk.names() == []


def test_another_screen_may_ask_for_somebody(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["gone"])
    desk.calm()
    assert title(desk) == "Baso Rahman"
    desk.screen.show_target("0" * 32)
    desk.calm()
    assert desk.screen.draft() == {}


def test_a_person_asked_for_before_the_list_is_read_is_shown_and_nobody_else(desk: Desk) -> None:
    person = read(desk.office, lambda r: heads.stay_of(r, desk.stays["mother"]).person_id)
    fresh = PeopleScreen(desk.screen.operations, context(desk.office), "WITA")
    desk.qtbot.addWidget(fresh)
    fresh.refresh(frozenset())
    fresh.show_target(str(person))
    desk.calm()
    assert fresh.view.header.name.text() == "Siti Halimah"


def test_what_was_typed_does_not_mark_somebody_else_beside_the_page_asked_for(desk: Desk) -> None:
    write(desk, "baso")
    desk.calm()
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    assert [row.head.stay_id for row in (desk.screen.list.current(),) if row] == [desk.stays["mother"]]
    assert desk.screen.list.line.text() == ""


# --- registering ------------------------------------------------------------------------------------------------------


def test_a_head_in_seconds_by_keyboard(desk: Desk) -> None:
    desk.screen.handlers()["people.new"]()
    desk.calm()
    write(desk, "La Tuo Bahri")
    press(desk, ENTER, Qt.Key.Key_Space)
    press(desk, Qt.Key.Key_Tab)
    write(desk, "35")
    press(desk, ENTER, modifier=CONTROL)
    desk.calm()
    assert title(desk) == "La Tuo Bahri"
    assert present(desk) == 6
    assert desk.said[-1].tone == "good"
    page = desk.screen.view.page
    assert page is not None
    assert page.head is not None
    assert (page.head.head_class, page.head.age) == ("LD", 35)


def test_namesakes_are_shown_before_somebody_is_registered_twice(desk: Desk) -> None:
    desk.screen.handlers()["people.new"]()
    write(desk, "siti hali")
    desk.calm()
    known = [each.text() for each in desk.screen.quick.findChildren(QPushButton) if "Sudah ada" in each.text()]
    assert len(known) == 1
    assert "Siti Halimah" in known[0]


def test_a_card_gets_its_name(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["card"])
    desk.calm()
    desk.screen.view.header.edit.click()
    desk.calm()
    write(desk, "Wa Ode Hasni")
    press(desk, ENTER, modifier=CONTROL)
    desk.calm()
    assert title(desk) == "Wa Ode Hasni"
    assert present(desk) == 5


def test_an_impossible_fact_is_refused_in_words_and_stays_typed(desk: Desk) -> None:
    desk.screen.handlers()["people.new"]()
    write(desk, "X" * 150)
    press(desk, ENTER, modifier=CONTROL)
    desk.calm()
    assert "120" in desk.said[-1].text
    assert desk.screen.quick.form.field("name").value() == "X" * 150
    assert present(desk) == 5


# --- completing -------------------------------------------------------------------------------------------------------


def edit_father(desk: Desk, field: str = "name") -> None:
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    desk.screen.view.wanted.emit("edit", field)


def test_the_village_by_three_letters(desk: Desk) -> None:
    edit_father(desk, "destination")
    write(desk, "Manjalling Ujung")
    press(desk, ENTER)
    desk.screen.handlers()["people.save"]()
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert page.destination.startswith("Desa Manjalling, Kecamatan Ujungloe")
    assert page.open_fields == ()


def test_a_wrong_nik_is_said_beside_its_field(desk: Desk) -> None:
    edit_father(desk, "nik")
    write(desk, "12345")
    press(desk, ENTER, modifier=CONTROL)
    desk.calm()
    field = desk.screen.details.forms[0].field("nik")
    assert isinstance(field, TextField)
    assert field.line.accessibleDescription().startswith("NIK terdiri dari 16 angka")
    assert QApplication.focusWidget() is field.line
    press(desk, ESCAPE)
    assert desk.screen.view.isVisible()


def test_a_form_opened_while_another_page_arrives_keeps_its_own_person(desk: Desk) -> None:
    edit_father(desk, "birth_place")
    write(desk, "Bulukumba")
    desk.screen.view.show_page(desk.screen.view.page)  # type: ignore[arg-type]
    desk.screen.refresh(frozenset({"person"}))
    desk.calm()
    assert desk.screen.details.isVisible()
    desk.screen.handlers()["people.save"]()
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert page.identity is not None
    assert page.identity.get("birth_place") == "Bulukumba"


def test_needs_are_switched_at_once(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    chip = next(each for each in desk.screen.view.findChildren(QPushButton) if each.text() == "Kursi roda")
    chip.setFocus()
    press(desk, Qt.Key.Key_Space)
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert page.needs == ("kursi_roda",)


# --- drafts and roles -------------------------------------------------------------------------------------------------


def test_a_half_typed_head_survives_a_lock(desk: Desk) -> None:
    desk.screen.handlers()["people.new"]()
    desk.calm()
    write(desk, "La Tuo")
    kept = desk.screen.draft()
    desk.screen.quick.empty()
    desk.screen._back()
    desk.screen.restore(kept)
    desk.calm()
    assert desk.screen.quick.isVisible()
    assert desk.screen.quick.form.field("name").value() == "La Tuo"


def test_a_half_corrected_person_survives_a_lock(desk: Desk) -> None:
    edit_father(desk, "birth_place")
    write(desk, "Bulu")
    kept = desk.screen.draft()
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    desk.screen.restore(kept)
    desk.calm()
    assert desk.screen.details.isVisible()
    assert desk.screen.details.changes() == {"birth_place": "Bulu"}


def test_the_view_and_what_is_typed_above_it_survive(desk: Desk) -> None:
    desk.screen.list.choose("all", "baso")
    desk.calm()
    kept = desk.screen.draft()
    desk.screen.list.choose("here", "")
    desk.screen.restore(kept)
    desk.calm()
    assert (desk.screen.list.view, desk.names().count("Baso Rahman")) == ("all", 2)


def test_whoever_may_only_read_is_offered_nothing_else(desk: Desk) -> None:
    page = desk.screen.view
    page._may = lambda permission: permission == "registration.read"
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    assert not page.header.edit.isVisible()
    assert not page.header.more.isVisible()


def test_english_names_the_same_things(desk: Desk) -> None:
    set_language("en")
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    assert title(desk) == "Baso Rahman"


def test_a_narrow_window_cuts_nothing_off(desk: Desk) -> None:
    screen = desk.screen
    screen.setMinimumSize(400, 200)
    screen.resize(800, 420)
    screen.show_target(desk.stays["father"])
    desk.calm()
    header, shown = screen.view.header, screen.view.sections
    page = screen.view.mapTo(screen, screen.view.rect().topLeft()).x()
    desk.qtbot.waitUntil(lambda: shown["papers"].y() > shown["identity"].y())
    assert screen.list.mapTo(screen, screen.list.rect().topRight()).x() < page
    assert header.edit.mapTo(screen.view, header.edit.rect().topRight()).x() <= screen.view.width()
    assert shown["papers"].mapTo(screen.view, shown["papers"].rect().topRight()).x() <= screen.view.width()


def test_the_quick_form_keeps_its_lines_on_a_low_window(desk: Desk) -> None:
    screen = desk.screen
    screen.setMinimumSize(400, 200)  # as the window does: it may be smaller than what stands in it would like
    screen.resize(800, 300)
    screen.handlers()["people.new"]()
    desk.calm()
    name = screen.quick.form.field("name")
    desk.qtbot.waitUntil(name.isVisible)
    assert name.height() >= name.sizeHint().height()
