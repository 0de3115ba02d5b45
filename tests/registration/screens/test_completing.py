"""The second stage by keyboard: the queue of the unfinished, scanned papers, NIK, coding, consent; keys are counted."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.registration import people
from app.registration.people import Destination
from app.registration.records import Person, Stay
from app.registration.screens.screen import PeopleScreen
from app.registration.screens.sheetview import SheetView
from app.widgets.dialogs import Sheet
from tests.registration.people_made import read, register, write
from tests.registration.screens.conftest import Desk
from tests.registration.screens.test_people import choose, sheet
from tests.registration.test_suggesting import td2, td3

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keys:
    """Presses keys where the cursor is and counts them."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.count = desk, 0

    def type(self, text: str) -> None:
        """Type a text."""
        for place, part in enumerate(text.split("\n")):
            if place:
                self.desk.qtbot.keyClick(focused(), ENTER)
            for letter in part:
                self.desk.qtbot.keyClicks(focused(), letter)
        self.count += len(text)
        self.desk.calm()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key."""
        self.desk.qtbot.keyClick(focused(), key, modifier)
        self.count += 1
        self.desk.calm()


@pytest.fixture
def keys(desk: Desk) -> Keys:
    """A keyboard."""
    return Keys(desk)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def run(desk: Desk, action: str) -> None:
    """What the frame does when an action's key is pressed."""
    handler: Callable[[], object] = desk.screen.handlers()[action]
    handler()
    desk.calm()


def identity(desk: Desk, who: str) -> Callable[[str], object]:
    """The kept facts of somebody."""
    stay = desk.stays[who]
    person = read(desk.office, lambda r: r.need(Stay, stay).person_id) or ""
    return lambda field: read(desk.office, lambda r: getattr(r.need(Person, person), field))


def told(desk: Desk, who: str, text: str) -> None:
    """Where somebody says he is going."""
    stay = desk.stays[who]
    person = read(desk.office, lambda r: r.need(Stay, stay).person_id) or ""
    write(desk.office, lambda w: people.set_destination(w, person, Destination(text=text)))


# --- one after the other ----------------------------------------------------------------------------------------------


def test_the_queue_asks_for_what_is_missing_and_goes_on_by_itself(desk: Desk, keys: Keys) -> None:
    desk.screen.show_target("complete")
    desk.calm()
    first = desk.screen.forms.round.current
    assert first == desk.stays["card"]
    assert desk.screen.forms.mode == "new"
    run(desk, "people.later")
    assert desk.screen.details.stay_id == desk.stays["son"]
    assert desk.screen.forms.bar.missing.text() == "Belum diisi: Desa tujuan"
    assert focused() is desk.screen.details.picker.line
    keys.type("manjall")
    keys.press(ENTER)
    keys.press(ENTER, CONTROL)
    assert keys.count <= 9
    assert identity(desk, "son")("destination_code") == "73.02.09.2009"
    assert desk.screen.details.stay_id == desk.stays["father"]
    assert desk.screen.forms.round.saved == 1


def test_what_is_put_off_keeps_what_was_typed(desk: Desk, keys: Keys) -> None:
    desk.screen.show_target("complete")
    desk.calm()
    run(desk, "people.later")
    desk.screen.details.focus("birth_place")
    keys.type("Tawau")
    run(desk, "people.later")
    assert desk.screen.details.stay_id == desk.stays["father"]
    run(desk, "people.earlier")
    assert desk.screen.details.stay_id == desk.stays["son"]
    assert desk.screen.details.forms[0].field("birth_place").value() == "Tawau"
    assert identity(desk, "son")("birth_place") is None


def test_what_is_typed_of_a_newcomer_does_not_name_a_card(desk: Desk, keys: Keys) -> None:
    run(desk, "people.new")
    keys.type("Siti Rahmah")
    desk.screen.show_target("complete")
    desk.calm()
    quick = desk.screen.quick
    assert desk.screen.forms.naming == desk.stays["card"]
    assert quick.title.text() == "Kartu 171: siapa pemegangnya?"
    assert quick.form.field("name").value() is None
    assert [quick.form.field(name).isVisible() for name in ("name", "card", "ship")] == [True, False, False]
    keys.type("Yohanes")
    run(desk, "people.later")
    run(desk, "people.new")
    assert quick.form.field("name").value() == "Siti Rahmah"
    assert quick.title.text() == "Orang yang tidak ada di daftar"
    kept = json.loads(json.dumps(desk.screen.draft()))
    again = PeopleScreen(desk.screen.operations, desk.screen.context, "WITA")
    desk.qtbot.addWidget(again)
    again.restore(kept)
    desk.calm()
    assert again.quick.form.field("name").value() == "Siti Rahmah"
    again.forms.new(desk.stays["card"])
    assert again.quick.form.field("name").value() == "Yohanes"


def test_what_is_put_off_waits_over_the_end_of_the_queue_and_a_restart(desk: Desk, keys: Keys) -> None:
    desk.screen.show_target("complete")
    desk.calm()
    run(desk, "people.later")
    desk.screen.details.focus("birth_place")
    keys.type("Tawau")
    for _each in range(4):
        run(desk, "people.later")
    assert "menunggu" in desk.said[-1].hint
    kept = json.loads(json.dumps(desk.screen.draft()))
    again = PeopleScreen(desk.screen.operations, desk.screen.context, "WITA")
    desk.qtbot.addWidget(again)
    again.restore(kept)
    again.show_target(desk.stays["son"])
    desk.calm()
    again._edit("name")
    assert again.details.forms[0].field("birth_place").value() == "Tawau"
    assert "later" not in again.draft() or again.draft()["later"] == {}


def test_the_end_of_the_queue_is_told(desk: Desk) -> None:
    desk.screen.show_target("complete")
    desk.calm()
    for _each in range(5):
        run(desk, "people.later")
    assert desk.said[-1].text.startswith("Sampai di akhir daftar")
    assert desk.screen.forms.round.current == ""
    assert desk.screen.view.isVisible()


def test_the_list_says_what_is_missing(desk: Desk) -> None:
    desk.screen.list.choose("open", "")
    desk.calm()
    assert {row.why for row in desk.screen.list.table.rows if row.head.display == "Mahsun"} == {
        "Desa tujuan, Pendamping anak"
    }
    desk.screen.list.complete.click()
    desk.calm()
    assert desk.screen.forms.isVisible()


# --- papers that speak ------------------------------------------------------------------------------------------------


def test_a_scan_into_the_name_fills_the_head(desk: Desk, keys: Keys) -> None:
    run(desk, "people.new")
    keys.type(td3())
    quick = desk.screen.quick
    kept = {name: quick.form.field(name).value() for name in ("name", "sex", "birth", "paper_kind", "paper")}
    assert kept == {
        "name": "Baso Suryadi", "sex": "L", "birth": "1990-05-12", "paper_kind": "paspor", "paper": "C1234567",
    }  # fmt: skip
    keys.press(ENTER, CONTROL)
    page = desk.screen.view.page
    assert page is not None
    assert page.identity is not None
    assert page.identity.display == "Baso Suryadi"
    assert [(paper.number, paper.issuer) for paper in page.papers] == [("C1234567", "IDN")]


def test_a_wrong_digit_is_said_and_nothing_typed_is_overwritten(desk: Desk, keys: Keys) -> None:
    run(desk, "people.new")
    keys.type("Baso")
    desk.screen.quick.scan.editor.setFocus()
    keys.type(td3().replace("900512", "900513"))
    quick = desk.screen.quick
    assert quick.form.field("name").value() == "Baso"
    assert quick.form.field("birth").value() is None
    words = " ".join(each.text() for each in quick.suggested.findChildren(type(desk.screen.forms.bar.missing)))
    assert "Angka pemeriksa tanggal lahir" in words
    assert "Nama menurut MRZ: Baso Suryadi" in words


def test_a_foreign_paper_in_the_details_is_offered_not_forced(desk: Desk, keys: Keys) -> None:
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    desk.screen.view.wanted.emit("edit", "name")
    desk.screen.details.scan.editor.setFocus()
    keys.type(td2())
    form = desk.screen.details.forms[2]
    assert form.field("nationality").value() == "wni"
    assert form.field("nationality_country").value() == "Filipina"
    offers = [
        each for each in desk.screen.details.suggested.findChildren(QPushButton) if "WNA" in each.accessibleName()
    ]
    offers[0].click()
    keys.press(ENTER, CONTROL)
    assert identity(desk, "father")("nationality") == "wna"
    page = desk.screen.view.page
    assert page is not None
    assert "D23145890" in [paper.number for paper in page.papers]


def test_a_nik_offers_birth_sex_and_origin_for_one_key(desk: Desk, keys: Keys) -> None:
    stay = register(desk.office, "Ramlah", sex=None, birth_date=None).stay_id
    desk.screen.show_target(stay)
    desk.calm()
    desk.screen.view.wanted.emit("edit", "nik")
    keys.type("7302015205900001")
    assert desk.screen.details.forms[0].field("birth").value() is None
    keys.press(Qt.Key.Key_I, CONTROL)
    keys.press(ENTER, CONTROL)
    page = desk.screen.view.page
    assert page is not None
    assert page.identity is not None
    assert [page.identity.get(name) for name in ("sex", "origin_code")] == ["P", "73.02.01"]
    assert str(page.identity.get("birth_date")) == "1990-05-12"
    assert "Gantarang" in page.origin


# --- places -----------------------------------------------------------------------------------------------------------


def test_places_are_coded_by_enter_for_all_who_said_them_and_taken_back(desk: Desk, keys: Keys) -> None:
    told(desk, "father", "Manjalling")
    told(desk, "mother", "manjalling")
    told(desk, "alone", "Kab. Lombok Timur")
    run(desk, "people.coding")
    pane = desk.screen.coding
    assert pane.table.rows[0].text.casefold() == "manjalling"
    assert pane.save.text() == "Pakai untuk 2 orang"
    assert pane.picker.value() == "73.02.09.2009"
    keys.press(ENTER)
    assert identity(desk, "father")("destination_code") == "73.02.09.2009"
    assert identity(desk, "mother")("destination_code") == "73.02.09.2009"
    assert [one.text for one in pane.table.rows] == ["Kab. Lombok Timur"]
    keys.press(ENTER)
    assert keys.count == 2
    assert pane.table.rows == []
    undo = next(message for message in desk.said if message.text.startswith("2 orang"))
    assert undo.action is not None
    undo.action()
    desk.calm()
    assert identity(desk, "father")("destination_code") is None


def test_coding_one_offers_the_same_to_the_others(desk: Desk, keys: Keys) -> None:
    told(desk, "father", "Manjalling")
    told(desk, "mother", "Manjalling")
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    desk.screen.view.wanted.emit("edit", "destination")
    keys.type("manjall")
    keys.press(ENTER)
    keys.press(ENTER, CONTROL)
    offered = next(each for each in desk.screen.findChildren(Sheet) if each.isVisible())
    desk.qtbot.waitUntil(lambda: offered.isAncestorOf(focused()))
    keys.press(ENTER)
    assert identity(desk, "mother")("destination_code") == "73.02.09.2009"


# --- consent, refusal, foreigners -------------------------------------------------------------------------------------


def test_two_refusals_have_each_their_reason(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    choose(desk, "consent")
    asked = sheet(desk)
    assert not asked.form.field("reason.foto").isVisible()
    for kind, why in (("data", "takut dilaporkan"), ("foto", "tidak boleh menurut keluarga")):
        asked.form.field(kind).set_value("tidak")
        asked.form.field(f"reason.{kind}").set_value(why)
    assert asked.form.field("reason.foto").isVisible()
    asked.yes.click()
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    said = {each.kind: each.reason for each in page.told.answers}
    assert said == {"data": "takut dilaporkan", "foto": "tidak boleh menurut keluarga"}
    assert [(each.kind, each.given) for each in page.told.answers] == [("data", False), ("foto", False)]
    assert page.open_fields == ()
    choose(desk, "consent")
    again = sheet(desk)
    assert again.values() == {
        "data": "tidak",
        "foto": "tidak",
        "reason.data": said["data"],
        "reason.foto": said["foto"],
    }
    again.reject()


def test_a_refusal_at_the_quay_leaves_card_and_class(desk: Desk) -> None:
    run(desk, "people.new")
    form = desk.screen.quick.form
    for name, value in {"sex": "P", "grown": "D", "card": "0042", "refusal": "tidak mau"}.items():
        form.field(name).set_value(value)
    desk.screen.quick.submit()
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert page.head is not None
    assert (page.head.display, page.head.head_class) == ("Kartu 0042", "PD")


def test_the_doubted_are_listed_and_printed(desk: Desk) -> None:
    person = register(desk.office, "Jose").person_id
    write(desk.office, lambda w: people.set_nationality(w, person, "diragukan", "Filipina", ()))
    desk.screen.show_target("foreign")
    desk.calm()
    assert desk.names() == ["Jose"]
    desk.screen.list.print.click()
    desk.calm()
    shown = desk.screen.findChildren(SheetView)
    assert len(shown) == 1
    shown[0].close()
