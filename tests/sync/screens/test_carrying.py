"""Two desks and a flashdisk through the screen: written, looked at, read, told; in the end both have the same."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.clock import FixedClock
from app.sync import looking
from app.sync.outstanding import outstanding
from app.sync.writing import write_bundle
from app.widgets.dialogs import Sheet
from app.widgets.fields import TextField
from app.widgets.operations import Pending, Progress
from tests.helpers.background import refuse_next
from tests.helpers.offices import EVENING
from tests.manifest.lists import keep_list
from tests.sync.desks import Site, send
from tests.sync.screens.desk import Bench, open_screen
from tests.sync.screens.people import content, names, present, received
from tests.sync.test_overlap import confirm, open_ship


def texts(widget: QWidget) -> str:
    """Every text that can be read on a widget, once it is laid out."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def write(bench: Bench, site: Site) -> None:
    bench.do(lambda: bench.screen.stick.use(site.stick))
    bench.do(bench.screen.handlers()["sync.write"])


def read_everything(bench: Bench, site: Site) -> None:
    bench.do(lambda: bench.screen.stick.use(site.stick))
    bench.do(bench.screen.handlers()["sync.read"])
    bench.do(bench.screen.arriving.read_all.click)


def test_written_verified_and_may_be_pulled_out(site: Site, qtbot: QtBot) -> None:
    site.second()
    received(site.first, "Siti Rahma", "Udin")
    bench = open_screen(site.first, qtbot)
    write(bench, site)
    file = sorted(site.stick.glob("NNK-A-*.pulang"))[-1]
    outcome = bench.screen.stick.outcome
    assert outcome.title.text() == "Berhasil – boleh dicabut"
    assert outcome.name.text() == file.name
    assert "KB" in outcome.detail.text()
    assert "Loket darurat" in outcome.detail.text()
    assert bench.screen.standing.log.rows[0].name == file.name
    assert bench.screen.stick.write_button.isEnabled()


def test_standing_names_every_addressee_with_what_waits(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Siti Rahma")
    bench = open_screen(site.first, qtbot)
    waiting = outstanding(site.first).peers[0].entries
    shown = texts(bench.screen.standing)
    assert f"Loket {second.device.letter} (Loket darurat)" in shown
    assert f"{waiting} catatan menunggu" in shown
    assert "belum pernah ditulis" in shown
    assert bench.screen.headline.text() == "Belum terdaftar di pusat"
    write(bench, site)
    assert "terakhir ditulis 23-01-2026 21.10" in texts(bench.screen.standing)


def test_other_desk_sees_from_whom_and_reads_all_that_is_new(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Siti Rahma", "Udin")
    write(open_screen(site.first, qtbot), site)
    there = open_screen(second, qtbot)
    there.do(lambda: there.screen.stick.use(site.stick))
    there.do(there.screen.handlers()["sync.read"])
    found = {one.state: one for one in there.screen.arriving.table.rows}
    assert found[looking.NEW].sender == "NNK A (Loket A)"
    assert found[looking.NEW].created == EVENING
    assert found[looking.NEW].entries > 0
    there.do(there.screen.arriving.read_all.click)
    assert names(second) == names(site.first) == ["Siti Rahma", "Udin"]
    assert present(second) == present(site.first) == 2
    shown = texts(there.screen.arriving.report)
    assert "catatan dimasukkan, 0 tertunda, 0 disisihkan" in shown
    assert "jumlah cocok" in shown
    assert "TIDAK cocok" not in shown
    assert "Orang 2" in shown
    assert there.screen.arriving.read_all.isHidden()


def test_what_was_read_before_says_so_and_changes_nothing(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Siti Rahma")
    send(site.first, second, site.stick)
    before = content(second)
    there = open_screen(second, qtbot)
    file = sorted(site.stick.glob("NNK-A-*.pulang"))[-1]
    there.do(lambda: there.screen.look_at(file))
    assert "Sudah dibaca 23-01-2026 21.10" in texts(there.screen.arriving.report)
    there.do(lambda: there.screen.arriving.table.opened.emit(there.screen.arriving.table.current()))
    told = "Berkas kiriman ini sudah pernah dibaca; tidak ada yang berubah."
    assert told in texts(there.screen.arriving.report)
    assert content(second) == before


def test_people_received_at_two_desks_are_named_and_counted_once(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    batch = open_ship(site.first)
    send(site.first, second, site.stick)
    lines = keep_list(site.first, batch)
    assert keep_list(second, batch) == lines
    confirm(site.first, *lines[:2])
    confirm(second, *lines[1:3])
    write_bundle(second, site.stick)
    bench = open_screen(site.first, qtbot)
    read_everything(bench, site)
    shown = texts(bench.screen.arriving.report)
    assert "1 orang diterima di dua loket dan dihitung sekali" in shown
    assert present(site.first) == 3


def test_new_desk_is_told(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    third = site.second("Tuti")
    write_bundle(third, site.stick)
    there = open_screen(second, qtbot)
    read_everything(there, site)
    assert f"Loket baru dikenal: {third.device.letter}" in texts(there.screen.arriving.report)


def test_dropped_file_is_looked_at(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Siti Rahma")
    path = write_bundle(site.first, site.stick).files[0].path
    there = open_screen(second, qtbot)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    there.do(lambda: there.screen.dropEvent(drop))
    assert [one.path for one in there.screen.arriving.table.rows] == [path]


def test_expired_sender_waits_for_the_kepala(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(second, "Siti Rahma")
    path = write_bundle(second, site.stick).files[0].path
    site.first.clock = FixedClock(EVENING - timedelta(days=3 * 365))
    bench = open_screen(site.first, qtbot)
    bench.do(lambda: bench.screen.look_at(path))
    bench.do(bench.screen.arriving.read_all.click)
    assert "tampak kedaluwarsa menurut jam laptop ini" in texts(bench.screen.arriving.report)
    assert names(site.first) == []
    accept = next(
        one for one in bench.screen.arriving.report.findChildren(QPushButton) if "sebagai kepala" in one.text()
    )
    accept.click()
    question = bench.screen.arriving.findChild(Sheet)
    assert isinstance(question, Sheet)
    bench.do(question.yes.click)
    assert names(site.first) == ["Siti Rahma"]


def test_expired_sender_is_not_for_others_to_decide(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Siti Rahma")
    path = write_bundle(site.first, site.stick).files[0].path
    second.clock = FixedClock(EVENING - timedelta(days=3 * 365))
    there = open_screen(second, qtbot)
    there.do(lambda: there.screen.look_at(path))
    there.do(there.screen.arriving.read_all.click)
    assert "minta kepala pos masuk" in texts(there.screen.arriving.report)
    assert not [one for one in there.screen.findChildren(QPushButton) if "sebagai kepala" in one.text()]


def test_flashdisk_appears_and_goes_by_itself(site: Site, qtbot: QtBot) -> None:
    plugged = [site.stick]
    bench = open_screen(site.first, qtbot, lambda: list(plugged))
    bench.do(bench.screen.stick.look)
    bench.settled()
    assert bench.screen.stick.folder == site.stick
    plugged.clear()
    bench.do(bench.screen.stick.look)
    assert bench.screen.stick.folder is None


def test_named_flashdisk_is_known_afterwards(site: Site, qtbot: QtBot) -> None:
    bench = open_screen(site.first, qtbot, lambda: [site.stick])
    bench.do(bench.screen.stick.look)
    bench.settled()
    bench.screen.stick._name(site.stick)
    (sheet,) = bench.screen.stick.findChildren(Sheet)
    (field,) = sheet.findChildren(TextField)
    field.set_value("Flashdisk 1")
    refuse_next(bench.ops)
    bench.do(sheet.accept)
    assert "penuh" in sheet.refusal.words
    assert (sheet.isVisible(), field.value()) == (True, "Flashdisk 1")
    bench.do(sheet.accept)
    assert [choice.text() for choice in bench.screen.stick._group.buttons()] == ["Flashdisk 1"]


def test_draft_keeps_tab_and_place(site: Site, qtbot: QtBot) -> None:
    bench = open_screen(site.first, qtbot)
    bench.do(lambda: bench.screen.stick.use(site.stick))
    bench.screen.show_target("desks")
    draft = bench.screen.draft()
    other = open_screen(site.first, qtbot)
    other.do(lambda: other.screen.restore(draft))
    assert other.screen.stick.folder == site.stick
    assert other.screen.tabs.currentIndex() == bench.screen.tabs.currentIndex() != 0


def test_kit_on_the_stick_leads_to_where_it_is_opened(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    spare = site.spare("Tuti")
    site.others.append(spare)
    kit = next(site.stick.glob("*.pulang"))
    here, there = open_screen(second, qtbot), open_screen(spare, qtbot)
    here.do(lambda: here.screen.look_at(kit))
    assert [one.state for one in here.screen.arriving.table.rows] == [looking.KIT]
    there.do(lambda: there.screen.look_at(kit))  # it was sealed to the second alone
    assert [one.state for one in there.screen.arriving.table.rows] == [looking.SPOILT]
    there.screen.arriving.kit_found.emit(kit)
    assert there.screen.joining.asking.kit.file.text() == kit.name
    assert there.screen.tabs.currentWidget().isAncestorOf(there.screen.joining)


def test_writing_and_reading_can_be_stopped(site: Site, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    second = site.second()
    received(site.first, "Siti Rahma")
    lying = sorted(site.stick.iterdir())
    bench, there = open_screen(site.first, qtbot), open_screen(second, qtbot)
    for each in (bench, there):
        monkeypatch.setattr(each.ops, "write", partial(stopped, each.ops.write))
        monkeypatch.setattr(each.ops, "carry", partial(stopped, each.ops.carry))
    write(bench, site)
    assert bench.screen.stick.outcome.title.text().startswith("Dihentikan.")
    assert sorted(site.stick.iterdir()) == lying
    write_bundle(site.first, site.stick)
    write_bundle(site.first, site.stick)
    before = content(second)
    read_everything(there, site)
    assert there.last.text == "Dihentikan. Berkas ini belum dimasukkan."
    assert content(second) == before
    assert there.screen.arriving.outcomes == {}


def stopped(run: Callable[..., Pending[Any]], *given: Any) -> Pending[Any]:
    """The user stops it before the first step."""
    if isinstance(given[-1], Progress):
        given[-1].cancel()
    return run(*given)
