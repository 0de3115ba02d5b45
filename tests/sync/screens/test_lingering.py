"""Tertunda and disisihkan on the screen: why, what would help, saved to a file, gone once the missing part came."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.sync import parts
from app.sync.reading import read_bundle
from app.sync.replica import replica_of
from app.sync.taking import take_general
from app.sync.writing import write_bundle
from tests.sync.desks import Site, send
from tests.sync.replicas import entries_of
from tests.sync.screens.desk import open_screen
from tests.sync.screens.people import names, received
from tests.sync.screens.test_carrying import texts


def test_held_entries_say_what_is_missing_and_go_by_themselves(
    site: Site, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = site.second()
    send(second, site.first, site.stick)
    received(site.first, *(f"Orang {number}" for number in range(3)))
    for number in range(3, 12):
        received(site.first, f"Orang {number}")
    monkeypatch.setattr(parts, "PART_BYTES", 12_000)
    files = write_bundle(site.first, site.stick, [second.device.id]).files
    there = open_screen(second, qtbot)
    there.screen.show_target("waiting")
    read_bundle(second, files[-1].path)
    there.do(there.screen.reload)
    assert len(there.screen.lingering.table.rows) == files[-1].entries
    shown = texts(there.screen.lingering.detail)
    assert "Catatan sebelum ini belum sampai" in shown
    assert "masuk dengan sendirinya" in shown
    assert there.screen.lingering.export_button.isHidden()
    for file in files[:-1]:
        read_bundle(second, file.path)
    there.do(there.screen.reload)
    assert there.screen.lingering.table.rows == []
    assert names(second) == names(site.first)


def test_set_aside_entries_are_saved_to_a_file(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Siti")
    genuine = next(one for one in entries_of(site.first.vault("general")) if one.action == "registration.arrive")
    change = replace(genuine.changes[0], set={**genuine.changes[0].set, "name": "Diganti"})
    forged = replace(genuine, changes=(change, *genuine.changes[1:]))
    take_general(replica_of(second), second.trust, [forged], {second.site.id})
    there = open_screen(second, qtbot)
    there.screen.show_target("waiting")
    assert there.screen.tabs.tabText(2) == "Tertunda && disisihkan  1"
    assert "Isinya berubah sejak ditulis" in texts(there.screen.lingering.detail)
    target: Path = site.stick / "disisihkan.jsonl"
    there.do(lambda: there.screen.lingering.export_to(target))
    assert len(target.read_bytes().splitlines()) == 1
    assert there.last.text == "1 catatan disimpan ke disisihkan.jsonl."
    there.do(lambda: there.screen.lingering.export_to(target))
    assert there.last.text == "Sudah ada berkas dengan nama itu; berkas lama tidak diubah."
    assert len(target.read_bytes().splitlines()) == 1


def test_everything_can_be_written_again_for_one_desk(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Siti")
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)
    bench = open_screen(site.first, qtbot)
    bench.do(lambda: bench.screen.stick.use(site.stick))
    bench.do(lambda: bench.screen.lingering.resend.emit(second.device.id))
    assert bench.screen.stick.outcome.title.text() == "Berhasil – boleh dicabut"
    written = next(one for one in bench.screen.standing.log.rows if one.direction == "out")
    assert written.summary["entries"] == len(entries_of(site.first.vault("general")))
    assert written.summary["to"] == [second.device.id]
