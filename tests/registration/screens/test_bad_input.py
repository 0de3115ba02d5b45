"""What cannot be, typed by an officer: one sentence, nothing lost, nothing half kept, the cursor where it is mended."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.registration import counts
from app.registration.screens.suggested import Suggested
from tests.registration.people_made import read, register
from tests.registration.screens.conftest import Desk
from tests.registration.screens.test_completing import CONTROL, ENTER, Keys, focused, identity, keys, run
from tests.registration.test_suggesting import TD1, td2, td3

__all__ = ["keys"]

LONG = "Muhammad " * 33
TURNED = "Siti\u202eidayruS"
NAMES = [
    ("Budi 123", "Nama berisi angka."),
    ("Siti \U0001f600", "Nama berisi gambar atau lambang."),
    (TURNED, "Nama berisi tanda tak terlihat"),
    ("=cmd()", "Nama diawali tanda =, seperti rumus lembar kerja."),
]


def paste(desk: Desk, text: str) -> None:
    QApplication.clipboard().setText(text)
    desk.qtbot.keyClick(focused(), Qt.Key.Key_V, CONTROL)


def present(desk: Desk) -> int:
    return read(desk.office, lambda r: counts.present_count(r).total)


def newcomer(desk: Desk, keys: Keys, name: str, birth: str = "") -> None:
    run(desk, "people.new")
    paste(desk, name)
    keys.press(ENTER)
    keys.type("L")
    keys.press(Qt.Key.Key_Tab)
    keys.type(birth)
    keys.press(ENTER, CONTROL)


def names_on(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel))


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "said"), NAMES)
def test_an_odd_name_is_kept_as_typed_and_said_to_be_odd(desk: Desk, keys: Keys, name: str, said: str) -> None:
    newcomer(desk, keys, name)
    [message] = desk.said
    assert (message.text, message.tone) == ("Terdaftar dan dihitung hadir.", "warn")
    assert message.hint.startswith(said)
    page = desk.screen.view.page
    assert page is not None
    assert page.identity is not None
    assert page.identity.get("name") == name
    assert present(desk) == 6


def test_no_label_turns_around_by_a_name(desk: Desk) -> None:
    stay = register(desk.office, TURNED).stay_id
    desk.screen.refresh(frozenset({"stay"}))
    desk.screen.show_target(stay)
    desk.calm()
    desk.screen.view.wanted.emit("edit", "nik")
    desk.calm()
    shown = names_on(desk.screen)
    assert "SitiidayruS" in shown
    assert "\u202e" not in shown
    assert desk.screen.details.forms[0].field("name").value() == TURNED


def test_a_name_of_300_letters_is_refused_whole_and_stays_whole(desk: Desk, keys: Keys) -> None:
    newcomer(desk, keys, LONG)
    [message] = desk.said
    assert message.text.startswith("Nama lebih dari 120 huruf")
    assert message.hint.startswith("Belum disimpan, isiannya tetap ada.")
    field = desk.screen.quick.form.field("name")
    assert field.value() == LONG.strip()
    assert focused().accessibleName() == "Nama"
    assert focused().accessibleDescription() == message.text
    assert present(desk) == 5


def test_blanks_alone_are_no_name(desk: Desk, keys: Keys) -> None:
    newcomer(desk, keys, "  \u200b ")
    page = desk.screen.view.page
    assert page is not None
    assert page.identity is not None
    assert page.identity.display == "Tanpa nama 01"


# --- births -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("140", "Umur 140 tahun tidak mungkin. Tulis umur, tahun, atau tanggal lahirnya."),
        ("104", "Umur di atas 99 tahun: tulis tahun lahirnya."),
        ("1880", "Tahun lahir 1880 tidak mungkin. Tulis umur, tahun, atau tanggal lahirnya."),
        ("2030", "Tahun lahir harus antara 1900 dan 2026."),
        ("01012030", "Tanggal lahir sesudah hari ini. Periksa tahunnya."),
        ("31021990", "Tanggal ini tidak ada di kalender."),
        ("11990", "Tulis umurnya, tahunnya saja, atau delapan angka (hhbbtttt)."),
    ],
)
def test_an_impossible_birth_is_named_beside_its_field(desk: Desk, keys: Keys, typed: str, said: str) -> None:
    newcomer(desk, keys, "Umar", typed)
    assert focused().accessibleName() == "Lahir atau umur"
    assert focused().accessibleDescription() == said
    form = desk.screen.quick.form
    assert form.field("name").value() == "Umar"
    assert "".join(filter(str.isdecimal, str(form.field("birth").value()))) in (typed, "20300101")
    assert present(desk) == 5


def test_the_cursor_goes_to_what_was_refused_from_wherever_it_was(desk: Desk, keys: Keys) -> None:
    run(desk, "people.new")
    keys.type("Umar")
    desk.screen.quick.form.field("birth").set_value("2030-01-01")
    desk.screen.quick.form.field("card").setFocus()
    keys.press(ENTER, CONTROL)
    assert focused().accessibleName() == "Lahir atau umur"


def test_an_age_a_list_brought_does_not_stop_another_correction(desk: Desk, keys: Keys) -> None:
    stay = register(desk.office, "Nenek Wati", sex="P", birth_date=None, age=104).stay_id
    desk.screen.show_target(stay)
    desk.calm()
    desk.screen.view.wanted.emit("edit", "birth_place")
    keys.type("Bone")
    keys.press(ENTER, CONTROL)
    assert desk.said[-1].text == "Isian disimpan."
    page = desk.screen.view.page
    assert page is not None
    assert page.identity is not None
    assert (page.identity.get("birth_place"), page.identity.get("age")) == ("Bone", 104)


# --- numbers ----------------------------------------------------------------------------------------------------------


def corrected(desk: Desk, keys: Keys, field: str, text: str) -> None:
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    desk.screen.view.wanted.emit("edit", field)
    keys.press(Qt.Key.Key_A, CONTROL)
    keys.type(text)
    keys.press(ENTER, CONTROL)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7302015205900001", "NIK menyatakan jenis kelamin lain."),
        ("7302011301900001", "NIK menyatakan tanggal lahir lain."),
        ("9902011205900001", "Dua angka pertama NIK bukan kode provinsi."),
        ("7302013113900001", "Tanggal di dalam NIK tidak ada di kalender."),
        ("7302012202110005", "Nomor ini seperti nomor KK."),
    ],
)
def test_a_nik_that_speaks_against_the_person_is_kept_and_asked_about(
    desk: Desk, keys: Keys, typed: str, said: str
) -> None:
    corrected(desk, keys, "nik", typed)
    assert (desk.said[-1].text, desk.said[-1].tone) == ("Isian disimpan.", "warn")
    assert desk.said[-1].hint.startswith(said)
    assert identity(desk, "father")("nik") == typed


@pytest.mark.parametrize(("field", "name"), [("nik", "NIK"), ("family_card", "Nomor KK")])
def test_letters_in_place_of_a_number_wipe_nothing_out(desk: Desk, keys: Keys, field: str, name: str) -> None:
    corrected(desk, keys, field, "7302011205900001")
    corrected(desk, keys, field, "tidak ada")
    assert desk.said[-1].text == f"{name} terdiri dari 16 angka, di sini 0. Periksa sekali lagi" + (
        ", atau kosongkan." if field == "nik" else "."
    )
    assert identity(desk, "father")(field) == "7302011205900001"
    assert desk.screen.details.forms[0].field(field).value() == "tidak ada"
    assert focused() is desk.screen.details.forms[0].field(field).focusProxy()


def test_the_splp_of_somebody_else_is_said_by_his_name(desk: Desk, keys: Keys) -> None:
    run(desk, "people.new")
    keys.type("Lain Orang")
    form = desk.screen.quick.form
    form.field("paper_kind").set_value("splp")
    form.field("paper").setFocus()
    keys.type("xd 481000")
    keys.press(ENTER, CONTROL)
    hint = "SPLP ini juga tercatat atas nama Baso Rahman di rombongan yang sama. Periksa keduanya."
    assert desk.said[0].hint == hint
    assert present(desk) == 6


# --- machine readable zones -------------------------------------------------------------------------------------------


def wrong(zone: str, line: int, place: int) -> str:
    """The zone with another digit at a place."""
    lines = zone.split("\n")
    digit = str((int(lines[line][place]) + 1) % 10)
    lines[line] = lines[line][:place] + digit + lines[line][place + 1 :]
    return "\n".join(lines)


ZONES = [
    (wrong(td3(), 1, 9), "nomor dokumen"),
    (wrong(td3(), 1, 19), "tanggal lahir"),
    (wrong(td3(), 1, 27), "tanggal habis berlaku"),
    (wrong(td2(), 1, 19), "tanggal lahir"),
    (wrong(TD1, 0, 14), "nomor dokumen"),
    (wrong(TD1, 1, 6), "tanggal lahir"),
]


def told(suggested: Suggested) -> list[str]:
    return [each.text() for each in suggested.findChildren(QLabel) if each.text().startswith("Angka pemeriksa")]


@pytest.mark.parametrize("scanned", [False, True], ids=["line by line", "in one burst"])
@pytest.mark.parametrize(("zone", "what"), ZONES)
def test_a_wrong_digit_is_named_and_what_it_guards_stays_open(
    desk: Desk, keys: Keys, zone: str, what: str, scanned: bool
) -> None:
    run(desk, "people.new")
    keys.type(zone.replace("\n", "") if scanned else zone)
    keys.press(Qt.Key.Key_Tab)
    quick = desk.screen.quick
    [said] = told(quick.suggested)
    assert said.startswith(f"Angka pemeriksa {what} tertulis")
    assert quick.form.field("name").value()
    assert (quick.form.field("birth").value() is None) == (what == "tanggal lahir")


def test_what_a_scan_below_the_fields_says_comes_into_sight(desk: Desk, keys: Keys) -> None:
    desk.screen.resize(1170, 480)
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    desk.screen.view.wanted.emit("edit", "name")
    desk.calm()
    details = desk.screen.details
    details.scan.editor.setFocus()
    area = details._area
    area.ensureWidgetVisible(details.scan)
    assert area.verticalScrollBar().value() > 0
    keys.type(wrong(td3(), 1, 19))
    [said] = told(details.suggested)
    assert said.startswith("Angka pemeriksa tanggal lahir")
    desk.qtbot.waitUntil(lambda: not details.suggested.visibleRegion().isEmpty())
    assert focused() is details.scan.editor
