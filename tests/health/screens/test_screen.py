"""Screening by the keyboard alone, the next person by scan; drafts stay in the vault; sheets keep what is typed."""

from PySide6.QtCore import Qt

from app.health import drafts, page, screening
from app.health.screening import ScreeningDraft
from app.health.screens.formsheet import FormSheet
from app.health.screens.pageview import ISOLATE
from app.health.screens.screen import FORM, NOBODY, PAGE
from app.registration import exits
from tests.health.screens.conftest import Sickroom

CONTROL = Qt.KeyboardModifier.ControlModifier


def latest(room: Sickroom, who: str) -> screening.Screened | None:
    return page.page(room.post.office, room.post.stays[who]).latest


def test_a_healthy_person_takes_twelve_keys_card_included(room: Sickroom) -> None:
    room.type("B-0901")
    room.press(Qt.Key.Key_Return)
    assert room.screen._side.currentIndex() == FORM
    room.type("36,7")
    room.press(Qt.Key.Key_1, CONTROL)
    found = latest(room, "man")
    assert found is not None
    assert (found.verdict, found.vitals) == ("layak_jalan", {"temperature": 367})
    assert room.keys <= 12
    assert room.said[-1].text == "Baso Rahman: layak jalan"
    assert room.screen._side.currentIndex() == NOBODY
    assert room.screen.queue.list.line.hasFocus()


def test_a_sick_person_takes_less_than_thirty_keys_after_the_card(room: Sickroom) -> None:
    room.screen.scan("B-0902")
    room.calm()
    room.keys = 0
    room.type("38,4")
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Return)
    room.type("isp ")
    room.press(Qt.Key.Key_Return)
    room.type("batuk")
    room.press(Qt.Key.Key_Return)
    room.type("20")
    room.press(Qt.Key.Key_3, CONTROL)
    found = latest(room, "woman")
    assert found is not None
    assert (found.verdict, found.findings, found.weeks, found.complaint) == ("tunda", ("ispa",), 20, "batuk")
    assert room.keys < 30


def test_a_wrong_temperature_is_told_and_everything_typed_stays(room: Sickroom) -> None:
    room.screen.scan("B-0901")
    room.calm()
    room.type("400")
    room.press(Qt.Key.Key_1, CONTROL)
    assert "Suhu 400,0 °C tidak mungkin" in room.screen.form._problem.text()
    assert room.screen.form.form.field("temperature").value() == "400"
    assert latest(room, "man") is None


def test_an_unknown_card_is_told_and_opens_nothing(room: Sickroom) -> None:
    room.screen.scan("ZZZZ9999")
    room.calm()
    assert "tidak dikenal di pos ini" in room.said[-1].text
    assert room.screen._side.currentIndex() == NOBODY


def test_what_is_typed_waits_in_the_health_vault_and_nowhere_else(room: Sickroom) -> None:
    room.screen.scan("B-0901")
    room.calm()
    room.type("38,9")
    room.screen.scan("B-0902")
    room.calm()
    assert drafts.kept(room.post.office)[room.post.stays["man"]] == {"temperature": "38,9"}
    assert room.screen.draft() == {}
    room.screen.scan("B-0901")
    room.calm()
    assert room.screen.form.form.field("temperature").value() == "38,9"
    room.press(Qt.Key.Key_1, CONTROL)
    assert room.post.stays["man"] not in drafts.kept(room.post.office)


def test_a_save_can_be_undone_at_once(room: Sickroom) -> None:
    room.screen.scan("B-0901")
    room.calm()
    room.press(Qt.Key.Key_1, CONTROL)
    action = room.said[-1].action
    assert action is not None
    action()
    room.calm()
    assert latest(room, "man") is None


def test_the_sheet_stays_open_until_what_it_says_was_kept(room: Sickroom) -> None:
    stay = room.post.stays["man"]
    screening.screen(room.post.office, ScreeningDraft(stay, "tunda"))
    room.screen.show_target(stay)
    room.calm()
    assert room.screen._side.currentIndex() == PAGE
    room.screen.view.wanted.emit(ISOLATE, None)
    room.qtbot.waitUntil(lambda: bool(room.screen.findChildren(FormSheet)))
    room.calm()
    [sheet] = room.screen.findChildren(FormSheet)
    sheet.form.load({"began": "2026-01-02", "findings": ["diare"]})
    sheet.accept()
    room.calm()
    assert sheet.isVisible()
    assert "sebelum kedatangannya" in sheet.refusal.words
    sheet.form.load({"began": "2026-01-23", "findings": ["diare"]})
    sheet.accept()
    room.calm()
    assert page.page(room.post.office, stay).open("isolation") is not None


def test_every_tab_shows_its_rows(room: Sickroom) -> None:
    for who, finding in (("man", "diare"), ("woman", "diare")):
        screening.screen(room.post.office, ScreeningDraft(room.post.stays[who], "tunda", findings=(finding,)))
    room.screen.refresh(frozenset())
    room.calm()
    tabs = room.screen._tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        room.calm()
    assert len(room.screen.lists.outbreak.contacts.rows) == len(room.post.stays) - 2
    assert {line.screen for line in room.screen.lists.trail.table.rows} >= {"Antrean skrining", "Wabah"}


def test_the_card_of_somebody_who_left_shows_his_page_and_says_so(room: Sickroom) -> None:
    stay = room.post.stays["man"]
    room.post.sit("siti")
    with room.post.office.write("registration.leave") as w:
        exits.leave(w, stay, "pergi_tanpa_izin", "tidak kembali")
    room.post.sit("rahma")
    room.screen.scan("B-0901")
    room.calm()
    assert "sudah tidak di sini (Pergi tanpa izin)" in room.said[-1].text
    assert room.screen._side.currentIndex() == PAGE
    assert not room.screen.view.acts["screen"].isVisible()
