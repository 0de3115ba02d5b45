"""A list comes in through the window: file, pasted text, bare number; preview, correction, keeping; letters."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from app.access.office import Office
from app.kernel.headcount import HeadCount
from app.kernel.paths import resource
from app.manifest.screens.shipdialog import ShipDialog
from tests.helpers.office import ship
from tests.manifest.lists import LIST, board_of
from tests.manifest.screens.hands import Hands


@pytest.fixture
def at_list(office: Office, hands: Hands) -> Hands:
    """A second, empty ship in front, and the import begun."""
    other = ship(office, "KM Mid East")
    hands.screen.show_target(other)
    hands.screen.refresh(frozenset())
    hands.until(lambda: hands.screen.pane.front == other)
    hands.window.trigger("arrival.import")
    return hands


def read(hands: Hands, text: str) -> None:
    hands.screen.incoming.text.setPlainText(text)
    hands.screen.incoming.read_text(text)
    hands.rest()


def test_a_file_is_shown_before_it_is_kept(office: Office, at_list: Hands) -> None:
    at_list.screen.incoming.read_file(Path(str(resource("demo", "surat-1-tawau.xlsx"))))
    at_list.rest()
    preview = at_list.screen.incoming.preview
    assert (len(preview.people.rows), len(preview.aside.rows)) == (112, 10)
    letter = preview.letter()
    assert (letter.letter_number, letter.stated_ld) == ("00031/PK/01/2026/10104", 68)
    assert board_of(office, at_list.screen.pane.front).lines == ()
    preview.form.field("sender").set_value("KRI Tawau")
    preview._keep()
    at_list.until(lambda: at_list.ops.idle and len(at_list.board.lines) == 112)
    kept = board_of(office, at_list.screen.pane.front)
    assert (kept.letters[0].letter.sender, kept.stated) == ("KRI Tawau", HeadCount(68, 28, 5, 11))


def test_columns_that_will_be_sealed_are_marked_and_never_shown(at_list: Hands) -> None:
    read(at_list, LIST)
    mapping = at_list.screen.incoming.preview.mapping
    said = [shown.text() for shown in mapping.findChildren(QLabel)]
    assert [text for text in said if text.startswith("disegel")] == ["disegel · 6 sel"] * 2
    assert not any("HIV" in text or "sabu" in text for text in said)


def test_a_wrong_column_can_be_corrected(office: Office, at_list: Hands) -> None:
    read(at_list, "Nama,L/P,Umur,Panggilan\nKartini,P,28,Tini\nRusli,L,30,\n")
    boxes = at_list.screen.incoming.preview.mapping.findChildren(QComboBox)
    assert [box.currentData() for box in boxes][:3] == ["name", "sex", "age"]
    boxes[3].setCurrentIndex(boxes[3].findData("alias"))
    boxes[3].activated.emit(boxes[3].currentIndex())
    at_list.rest()
    assert at_list.screen.incoming.preview.people.rows[0].alias == ("Tini",)


def test_the_same_list_again_says_where_it_is(office: Office, batch_id: str, at_list: Hands) -> None:
    read(at_list, LIST)
    at_list.screen.incoming.preview._keep()
    at_list.until(lambda: at_list.window.messages.message is not None)
    message = at_list.window.messages.message
    assert message is not None
    assert message.text == "Daftar ini sudah ada pada KM Purnama Ekspres; tidak disimpan dua kali."


def test_a_bare_number_then_the_list_that_takes_its_place(office: Office, at_list: Hands) -> None:
    incoming = at_list.screen.incoming
    incoming.count_form.load({"sender": "KJRI Tawau", "stated_total": 3})
    incoming._keep_form()
    at_list.until(lambda: at_list.ops.idle and len(at_list.board.letters) == 1)
    at_list.window.trigger("arrival.import")
    text = "Dari: KJRI Tawau\n\n" + "No,Nama,L/P,Umur\n1,Kartini,P,28\n2,Rusli,L,30\n3,Siti,P,41\n"
    read(at_list, text)
    preview = incoming.preview
    preview.replaces.set_value(at_list.board.letters[0].id)
    preview._keep()
    at_list.until(lambda: at_list.ops.idle and len(at_list.board.lines) == 3)
    assert [view.count_only for view in board_of(office, at_list.screen.pane.front).letters] == [False]


def test_a_file_that_cannot_be_read_is_refused_in_words(at_list: Hands, tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing of the kind")
    at_list.screen.incoming.read_file(broken)
    at_list.until(lambda: at_list.window.messages.message is not None)
    assert at_list.screen.incoming.isEnabled()
    at_list.rest()


def test_the_berita_acara_of_a_letter_is_kept(office: Office, batch_id: str, hands: Hands) -> None:
    hands.window.trigger("arrival.letters")
    record = hands.screen.letters.record
    record.load({"number": "BA-12/2026", "day": "2026-01-23", "escorts": "Rudi Hartono – Staf KRI\nDewi"})
    hands.screen.letters._keep_record()
    hands.until(lambda: hands.window.messages.message is not None)
    [view] = board_of(office, batch_id).letters
    assert (view.record.number, [one["name"] for one in view.record.escorts]) == (
        "BA-12/2026",
        ["Rudi Hartono", "Dewi"],
    )


def test_a_ship_is_opened_and_comes_to_the_front(hands: Hands) -> None:
    hands.window.trigger("arrival.new")
    dialog = hands.window.findChild(ShipDialog)
    assert dialog is not None
    hands.qtbot.keyClicks(dialog.findChild(QLineEdit), "KM Cahaya")
    dialog.accept()
    hands.until(lambda: hands.ops.idle and hands.screen.ships.name(hands.screen.pane.front) == "KM Cahaya")
