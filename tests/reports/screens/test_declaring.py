"""Figures of the office typed by keys alone: down with Enter, kept at once, refused in a sentence with nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlmodel import select

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.reports.records import DeclaredFigure
from app.reports.screens.declaring import DeclaringPane
from app.reports.screens.figurerow import FigureRow
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.fitting import cut_off
from tests.reports.period_gallery import declared, doubted, filled, window_of
from tests.reports.screens.test_periodic import CTRL, open_part, screen
from tests.shelter.counter import acting, read
from tests.shelter.screens.warden import Warden

BOOK = "Buku register penanganan, Bidang Rehabilitasi Sosial"


@pytest.fixture
def reader(office: Office, clock: FixedClock, ops: Operations, theme: Theme, qtbot: QtBot) -> Warden:
    """Siti before Laporan masa in July."""
    filled(office, clock, 8)
    made = Warden.at(window_of(office, ops, theme), qtbot, ops)
    made.window.go("period", "semester/2026-S1")
    made.settled()
    return made


def pane(reader: Warden, key: str = "isian/stages/2026-S1") -> DeclaringPane:
    return open_part(reader, key).entering.pane


def read_again(reader: Warden) -> None:
    """What came from elsewhere is on the screen."""
    screen(reader).refresh(frozenset())
    reader.settled()


def row(shown: DeclaringPane, subject: str) -> FigureRow:
    return shown.rows[subject]


def kept(office: Office) -> dict[str, tuple[int | None, str]]:
    """What stands, by row."""
    rows = read(office, lambda r: r.all(select(DeclaredFigure)))
    gone = {former for one in rows for former in one.replaces}
    return {one.subject: (one.number, one.source) for one in rows if one.id not in gone and not one.withdrawn}


def test_a_table_is_filled_without_the_mouse(reader: Warden, office: Office) -> None:
    shown = pane(reader)
    reader.press(Qt.Key.Key_Return)
    assert row(shown, "stages.fasilitasi_akses").number.hasFocus()
    for number in ("52", "40", "0"):
        reader.type(number)
        reader.press(Qt.Key.Key_Return)
    row(shown, "stages.fasilitasi_akses").source.setFocus()
    reader.type(BOOK)
    for _line in range(3):
        reader.press(Qt.Key.Key_Return)
    assert row(shown, "stages.asesmen").source.toPlainText() == BOOK
    reader.press(Qt.Key.Key_S, CTRL)
    reader.settled()
    assert kept(office) == {
        "stages.fasilitasi_akses": (52, BOOK), "stages.pendekatan_awal": (40, BOOK), "stages.asesmen": (0, BOOK),
    }  # fmt: skip
    assert shown.typed() == {}
    figures = open_part(reader, "angka/proses/stages").figures.figures
    assert figures is not None
    assert [line.cells["total"].value for line in figures.rows][:4] == [52, 40, 0, "belum dicatat"]
    said = screen(reader).figures.behind._text.text()
    assert said.startswith(BOOK)
    assert "diisi Siti Aminah, loket A" in said


def test_from_the_last_row_to_the_button(reader: Warden) -> None:
    shown = pane(reader, "isian/welfare/2026-S1")
    reader.press(Qt.Key.Key_Return)
    reader.type("12")
    reader.press(Qt.Key.Key_Return)
    assert shown.save_button.hasFocus()


def test_refused_in_one_sentence_and_nothing_is_lost(reader: Warden, office: Office) -> None:
    shown = pane(reader)
    row(shown, "stages.asesmen").number.setFocus()
    reader.type("31")
    row(shown, "stages.asesmen").source.setFocus()
    reader.type(BOOK)
    row(shown, "stages.implementasi").number.setFocus()
    reader.type("dua belas")
    reader.press(Qt.Key.Key_S, CTRL)
    reader.settled()
    assert (
        row(shown, "stages.implementasi").problem
        == "Implementasi: tulis angka bulat saja, seperti 12 atau 1.250; isian belum disimpan."
    )
    assert row(shown, "stages.implementasi").number.hasFocus()
    assert kept(office) == {}
    assert shown.typed() == {"stages.asesmen": ("31", BOOK), "stages.implementasi": ("dua belas", "")}
    open_part(reader, "angka/jumlah/people")
    assert screen(reader).draft()["isian/stages/2026-S1/stages.asesmen"] == ["31", BOOK]
    assert pane(reader).typed()["stages.implementasi"] == ("dua belas", "")
    row(shown, "stages.implementasi").number.setText("12")
    row(shown, "stages.implementasi").source.setPlainText(BOOK)
    reader.press(Qt.Key.Key_S, CTRL)
    reader.settled()
    assert kept(office)["stages.implementasi"] == (12, BOOK)


def test_a_refusal_of_the_vault_leaves_what_is_typed(reader: Warden, office: Office) -> None:
    declared(office)
    read_again(reader)
    shown = pane(reader, "isian/tppo/2026-T1")
    with office.write("test.gone") as w:
        for one in w.all(select(DeclaredFigure).where(DeclaredFigure.subject == "tppo.indicated")):
            w.update(one, period="2025-T1")
    shown.rows["tppo.indicated"].number.clear()
    shown.rows["tppo.indicated"].source.clear()
    shown.save()
    reader.settled()
    assert "Terindikasi korban TPPO: belum ada isian" in _told(reader)


def _told(reader: Warden) -> str:
    message = reader.window.messages.message
    return message.text if message else ""


def test_a_draft_comes_back_but_never_that_of_victims(reader: Warden) -> None:
    shown = pane(reader, "isian/tppo/2026-T1")
    row(shown, "tppo.indicated").number.setText("17")
    pane(reader)
    row(shown, "stages.monev").number.setText("7")
    draft = screen(reader).draft()
    assert draft["isian/stages/2026-S1/stages.monev"] == ["7", ""]
    assert not any("tppo" in name for name in draft)
    assert pane(reader, "isian/tppo/2026-T1").typed() == {"tppo.indicated": ("17", "")}
    screen(reader).entering._typed.clear()
    open_part(reader, "angka/jumlah/people")
    screen(reader).restore(draft)
    reader.settled()
    assert pane(reader).typed() == {"stages.monev": ("7", "")}


def test_few_victims_turn_into_less_than_five_and_an_emptied_row_is_withdrawn(reader: Warden, office: Office) -> None:
    shown = pane(reader, "isian/tppo/2026-T1")
    row(shown, "tppo.indicated").number.setText("3")
    row(shown, "tppo.indicated").source.setPlainText("Surat UPTD PPA")
    reader.press(Qt.Key.Key_S, CTRL)
    reader.settled()
    assert kept(office) == {"tppo.indicated": (None, "Surat UPTD PPA")}
    assert row(shown, "tppo.indicated").texts == ("<5", "Surat UPTD PPA")
    assert shown.typed() == {}
    row(shown, "tppo.indicated").number.clear()
    row(shown, "tppo.indicated").source.clear()
    assert "ditarik" in row(shown, "tppo.indicated").doubt
    reader.press(Qt.Key.Key_S, CTRL)
    reader.settled()
    assert kept(office) == {}


def test_a_number_larger_than_everybody_is_kept_with_a_doubt(reader: Warden, office: Office) -> None:
    shown = pane(reader)
    row(shown, "stages.asesmen").number.setText("9.000")
    row(shown, "stages.asesmen").source.setPlainText(BOOK)
    assert "Lebih besar daripada" in row(shown, "stages.asesmen").doubt
    reader.press(Qt.Key.Key_S, CTRL)
    reader.settled()
    assert kept(office)["stages.asesmen"] == (9000, BOOK)


def test_what_another_desk_entered_is_chosen_with_a_key(reader: Warden, office: Office) -> None:
    declared(office)
    doubted(office)
    read_again(reader)
    shown = pane(reader)
    assert "Loket mengisi berbeda" in row(shown, "stages.asesmen").doubt
    takes = row(shown, "stages.asesmen").findChildren(QPushButton)
    assert [take.accessibleDescription().partition(" ·")[0] for take in takes] == ["36", "31"]
    takes[1].setFocus()
    reader.press(Qt.Key.Key_Space)
    reader.settled()
    assert kept(office)["stages.asesmen"][0] == 31
    assert row(shown, "stages.asesmen").findChildren(QPushButton) == []
    assert row(shown, "stages.asesmen").texts[0] == "31"


def test_long_sources_are_seen_whole_and_nothing_is_cut(reader: Warden, office: Office) -> None:
    declared(office)
    read_again(reader)
    reader.window.resize(1366, 768)
    shown = pane(reader)
    reader.settled()
    one = row(shown, "stages.fasilitasi_akses")
    assert one.source.document().size().height() <= 4
    assert not one.source.verticalScrollBar().isVisible()
    assert shown._area.horizontalScrollBar().maximum() == 0
    assert one.source.geometry().right() <= one.width()
    reader.window.resize(911, 482)
    reader.settled()
    reader.until(lambda: cut_off(screen(reader)) == [])


def test_what_cannot_be_entered_yet_says_so(reader: Warden) -> None:
    reader.window.go("period", "semester/2026-S2")
    reader.settled()
    shown = pane(reader, "isian/tppo/2026-T3")
    assert shown._hint.text() == "Diisi sesudah triwulan ini lewat."
    assert not row(shown, "tppo.indicated").isEnabled()


@pytest.mark.parametrize(("role", "plain", "victims"), [("satgas", True, False), ("peksos", False, True)])
def test_everybody_is_offered_what_is_his(
    reader: Warden, office: Office, role: str, plain: bool, victims: bool
) -> None:
    acting(office, role)
    read_again(reader)
    keys = [item.key for item in screen(reader).items.rows]
    assert "angka/dampak/tppo" in keys
    assert ("isian/stages/2026-S1" in keys, "isian/tppo/2026-T1" in keys) == (plain, victims)
    assert ("tulisan/usulan/" in keys) == plain
    subject, key = ("tppo.indicated", "isian/tppo/2026-T1") if victims else ("stages.monev", "isian/stages/2026-S1")
    shown = pane(reader, key)
    row(shown, subject).number.setText("17")
    row(shown, subject).source.setPlainText(BOOK)
    shown.save()
    reader.settled()
    assert kept(office) == {subject: (17, BOOK)}
