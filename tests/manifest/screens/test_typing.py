"""A photographed list is typed beside its picture: by keys alone, counted, kept through a crash, taken in like any."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from sqlmodel import select

from app.access.office import Office
from app.manifest import typed
from app.manifest.records import Manifest, SealedItem
from app.manifest.screens.incoming import PREVIEW, TYPING, WAYS
from app.manifest.screens.typinggrid import TypingGrid
from app.manifest.screens.typingpane import TypingPane
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.office import ship
from tests.helpers.offices import EVENING
from tests.manifest.lists import board_of
from tests.manifest.screens.hands import Hands
from tests.manifest.screens.photographs import SIDEWAYS, person, photograph
from tests.manifest.screens.test_keeping import taken_over

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at_photo(office: Office, hands: Hands, tmp_path: Path) -> Hands:
    """An empty ship in front, and a photo of five people open beside the grid."""
    other = ship(office, "KM Mid East")
    hands.screen.show_target(other)
    hands.screen.refresh(frozenset())
    hands.until(lambda: hands.screen.pane.front == other)
    hands.window.trigger("arrival.import")
    hands.screen.incoming.read_file(photograph(tmp_path / "surat.jpg", 5, SIDEWAYS))
    hands.until(lambda: hands.ops.idle and typing(hands).picture.shown)
    return hands


def typing(hands: Hands) -> TypingPane:
    return hands.screen.incoming.typing


def grid(hands: Hands) -> TypingGrid:
    return typing(hands).grid


def cell(hands: Hands, text: str) -> None:
    """One cell as an officer types it; empty ones are passed by."""
    hands.type(text)
    hands.enter()


def test_a_photo_comes_upright_and_as_wide_as_the_room(at_photo: Hands) -> None:
    view = typing(at_photo).picture
    shown = view.sceneRect()
    assert (shown.width(), shown.height()) == (1700, 330)
    assert abs(view.scale_now * 1700 - view.viewport().width()) < 6
    assert at_photo.cursor is grid(at_photo)


def test_five_people_by_keys_alone_end_on_the_board(office: Office, at_photo: Hands) -> None:
    pane = typing(at_photo)
    pane.stated["total"].setText("5")
    pane.stated["female"].setText("2")
    for number in range(1, 6):
        _no, name, father, sex, born, paper, origin, _nik, _note = person(number)
        cell(at_photo, name)
        cell(at_photo, father) if father else at_photo.enter()
        at_photo.type(sex)
        cell(at_photo, born)
        cell(at_photo, paper)
        if number == 3:
            at_photo.press(Qt.Key.Key_Up)
            above = grid(at_photo).rows[1][6]
            at_photo.press(Qt.Key.Key_Down)
            at_photo.press(Qt.Key.Key_D, CONTROL)
            assert grid(at_photo).rows[2][6] == above
        else:
            cell(at_photo, origin)
        at_photo.press(Qt.Key.Key_Return, CONTROL)
    assert pane.said.text() == "Diketik 5 dari 5 menurut surat, cocok · L 3 · P 2 dari 2, cocok"
    at_photo.press(Qt.Key.Key_F10)
    incoming = at_photo.screen.incoming
    at_photo.until(lambda: at_photo.ops.idle and incoming._pages.currentIndex() == PREVIEW)
    assert len(incoming.preview.people.rows) == 5
    assert incoming.preview.letter().stated_total == 5
    incoming.preview._keep()
    at_photo.until(lambda: at_photo.ops.idle and len(at_photo.board.lines) == 5)
    kept = board_of(office, at_photo.screen.pane.front)
    assert sorted(line.sex or "" for line in kept.lines) == ["L", "L", "L", "P", "P"]
    with office.read() as r:
        [letter] = [one for one in r.all(select(Manifest)) if one.file_format == "picture"]
        sealed = [one for one in r.all(select(SealedItem)) if one.subject_id == letter.id]
    assert (letter.file_name, [one.kind for one in sealed]) == ("surat.jpg", ["file"])
    assert not pane.begun
    assert list((office.home.folder / "unfinished").iterdir()) == []


def test_the_counter_says_what_is_missing_and_what_is_too_many(at_photo: Hands) -> None:
    pane = typing(at_photo)
    for name, text in (("total", "83"), ("male", "61"), ("female", "1")):
        pane.stated[name].setText(text)
    pane.grid.show_rows([person(number) for number in range(1, 38)])
    assert pane.said.text() == (
        "Diketik 37 dari 83 menurut surat, kurang 46 · L 22 dari 61, kurang 39 · P 15 dari 1, lebih 14"
    )
    assert pane.said.property("tone") == "warn"


def test_the_picture_is_turned_enlarged_and_moved_without_leaving_the_cell(at_photo: Hands) -> None:
    view = typing(at_photo).picture
    at_photo.type("Sulai")
    editor = at_photo.cursor
    assert isinstance(editor, QLineEdit)
    before = view.scale_now
    for _time in range(4):
        at_photo.press(Qt.Key.Key_Plus, CONTROL)
    assert view.scale_now > before * 2
    at_photo.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.horizontalScrollBar().value() > view.horizontalScrollBar().minimum()
    at_photo.press(Qt.Key.Key_R, CONTROL)
    assert (view.angle, view.fits) == (90, True)
    assert at_photo.cursor is editor
    at_photo.type("man")
    assert editor.text() == "Sulaiman"
    at_photo.press(Qt.Key.Key_Escape)
    assert grid(at_photo).rows[0][1] == ""


def test_as_above_also_from_within_a_cell(at_photo: Hands) -> None:
    pane = typing(at_photo)
    pane.grid.show_rows([person(1)], (1, 6))
    pane.grid.setFocus()
    at_photo.type("Bo")
    at_photo.press(Qt.Key.Key_F4)
    assert pane.grid.rows[1][6] == "Bone"
    assert pane.grid.at() == (1, 7)


def test_a_list_on_paper_is_typed_without_a_picture(at_photo: Hands) -> None:
    pane = typing(at_photo)
    pane.clear()
    pane.grid.show_rows([person(1), person(2)])
    opened = pane.opener(EVENING.date())()
    assert (opened.source.name, [line.row for line in opened.reading.lines]) == ("ketikan.txt", [1, 2])
    assert opened.source.content.decode().splitlines()[0].split("\t") == person(1)
    at_photo.rest()


def test_a_row_too_many_is_taken_out(at_photo: Hands) -> None:
    pane = typing(at_photo)
    pane.grid.show_rows([person(1), person(2), person(3)], (1, 1))
    at_photo.press(Qt.Key.Key_Delete, CONTROL)
    assert [row[0] for row in pane.grid.rows] == ["1", "3", "4"]


def test_a_crash_in_the_middle_of_a_name_loses_nothing(
    office: Office, at_photo: Hands, ops: Operations, theme: Theme, tmp_path: Path
) -> None:
    pane = typing(at_photo)
    pane.stated["total"].setText("5")
    at_photo.press(Qt.Key.Key_R, CONTROL)
    cell(at_photo, "Sulaiman")
    at_photo.press(Qt.Key.Key_Return, CONTROL)
    at_photo.type("Mari")
    (tmp_path / "surat.jpg").unlink()
    second = taken_over(at_photo, office, ops, theme)
    pane = typing(second)
    second.until(lambda: second.ops.idle and pane.picture.shown)
    assert second.screen.incoming._pages.currentIndex() == TYPING
    assert [row[1] for row in pane.grid.rows[:2]] == ["Sulaiman", "Mari"]
    assert (pane.grid.at(), pane.stated["total"].text(), pane.picture.angle) == ((1, 1), "5", 90)


def test_what_is_typed_for_one_ship_waits_while_another_is_served(
    office: Office, batch_id: str, at_photo: Hands, ops: Operations, theme: Theme
) -> None:
    cell(at_photo, "Sulaiman")
    first = at_photo.screen.pane.front
    at_photo.screen._turn_to(0)
    at_photo.screen._bring(batch_id)
    at_photo.window.trigger("arrival.import")
    assert not typing(at_photo).begun
    second = taken_over(at_photo, office, ops, theme)
    second.screen._turn_to(0)
    second.screen._bring(first)
    second.window.trigger("arrival.import")
    assert typing(second).grid.rows[0][1] == "Sulaiman"
    second.until(lambda: second.ops.idle and typing(second).picture.shown)


def test_a_second_picture_and_a_scan_are_pages_of_the_same_list(at_photo: Hands, tmp_path: Path) -> None:
    pane = typing(at_photo)
    pane.add(photograph(tmp_path / "lanjutan.png", 8))
    at_photo.until(lambda: at_photo.ops.idle and len(pane.kept) == 2)
    pane.add(photograph(tmp_path / "pindaian.pdf", 3))
    at_photo.until(lambda: at_photo.ops.idle and len(pane.kept) == 3)
    assert pane._where.text() == "Gambar 3 dari 3"
    at_photo.press(Qt.Key.Key_PageUp, CONTROL)
    at_photo.until(lambda: at_photo.ops.idle and pane._where.text() == "Gambar 2 dari 3")
    assert pane.picture.sceneRect().height() == 160 + 34 * 8
    pane.grid.show_rows([person(1)])
    opened = pane.opener(EVENING.date())()
    assert (opened.source.name, opened.reading.format) == ("3 foto.zip", "picture")


def bomb() -> bytes:
    """A small file that says it is a picture of 160 megapixels."""
    packed = BytesIO()
    Image.new("1", (16_000, 10_000)).save(packed, "PNG")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xff\xd8\xff" + b"nothing of the kind" * 9, "Gambar ini rusak atau terpotong, jadi tidak dapat dibuka."),
        (b"PK\x03\x04 nothing of the kind", "Berkas ini bukan foto atau pindaian."),
        (b"\xff\xd8\xff" + bytes(100_000_000), "Gambar ini terlalu besar untuk dibuka dengan aman."),
        (bomb(), "Gambar ini terlalu besar untuk dibuka dengan aman."),
        (bytes(4) + b"ftypheic" + bytes(99), "Foto HEIC dari iPhone tidak dapat dibuka."),
    ],
    ids=["damaged", "no picture", "100 MB", "bomb", "heic"],
)
def test_what_is_no_picture_is_refused_in_one_sentence(
    at_photo: Hands, tmp_path: Path, content: bytes, text: str
) -> None:
    bad = tmp_path / "lain.jpg"
    bad.write_bytes(content)
    typing(at_photo).add(bad)
    at_photo.until(lambda: at_photo.window.messages.message is not None)
    message = at_photo.window.messages.message
    assert message is not None
    assert message.text == f"{text} Tidak ada yang disimpan."
    assert len(typing(at_photo).kept) == 1
    at_photo.rest()


def test_a_list_that_is_discarded_leaves_nothing_behind(office: Office, at_photo: Hands) -> None:
    pane = at_photo.screen.incoming.typing
    at_photo.until(lambda: bool(pane.kept) and at_photo.ops.idle)
    folder = office.home.folder / "unfinished"
    assert len(list(folder.iterdir())) == 1
    pane.drop.click()
    [sheet] = pane.findChildren(Sheet)
    sheet.accept()
    at_photo.until(lambda: not pane.begun and at_photo.ops.idle and not list(folder.iterdir()))
    assert at_photo.screen.incoming._pages.currentIndex() == WAYS


def test_men_and_women_of_the_letter_are_its_total_where_it_states_no_other() -> None:
    assert typed.letter_of(typed.Stated(male=90, female=80)).stated_total == 170
    assert typed.letter_of(typed.Stated(171, 90, 80)).stated_total == 171
    assert typed.letter_of(typed.Stated(male=90)).stated_total is None
