"""Joining through the screens of both laptops: request, codes compared, kit, adopted; and what is refused."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.access.devices import list_devices
from tests.sync.desks import Site, send
from tests.sync.screens.desk import open_screen
from tests.sync.screens.people import names, received
from tests.sync.screens.test_carrying import texts


def only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    assert len(found) == 1
    return found[0]


def test_spare_laptop_joins_with_codes_compared_aloud(site: Site, qtbot: QtBot) -> None:
    spare = site.spare()
    site.others.append(spare)
    received(spare, "Sebelum bergabung")
    there, here = open_screen(spare, qtbot), open_screen(site.first, qtbot)
    there.screen.show_target("desks")
    here.screen.show_target("desks")
    asking, admitting = there.screen.joining.asking, here.screen.joining.admitting
    assert asking.isVisible()
    assert not there.screen.joining.admitting.isVisible()
    there.do(lambda: asking.request(site.stick))
    request = only(site.stick, "*permintaan*.json")
    assert request.name in texts(asking)
    here.do(lambda: admitting.open(request))
    assert admitting.code.code.text() == asking.code.code.text() != ""
    admitting.name.set_value("Loket Dermaga")
    here.do(lambda: admitting.admit(site.stick))
    kit = only(site.stick, "*.pulang")
    asking.kit.use(kit)
    asking.kit.code.set_value(admitting.kit_code.code.text().lower().replace("-", " "))
    there.do(asking.kit.join)
    assert there.last.text.startswith("Laptop ini sekarang loket pos.")
    assert not asking.isVisible()
    assert [(desk.name, desk.emergency) for desk in list_devices(spare)] == [("Loket Dermaga", False)]
    send(spare, site.first, site.stick)
    assert names(site.first) == ["Sebelum bergabung"]


def test_wrong_code_changes_nothing_and_stays_typed(site: Site, qtbot: QtBot) -> None:
    spare = site.spare()
    site.others.append(spare)
    there, here = open_screen(spare, qtbot), open_screen(site.first, qtbot)
    there.do(lambda: there.screen.joining.asking.request(site.stick))
    here.do(lambda: here.screen.joining.admitting.open(only(site.stick, "*.json")))
    here.do(lambda: here.screen.joining.admitting.admit(site.stick))
    kit = there.screen.joining.asking.kit
    kit.use(only(site.stick, "*.pulang"))
    kit.code.set_value("AAAA-BBBB-CCCC")
    there.do(kit.join)
    assert there.last.text == "Kode pengenal pengirim paket tidak cocok; tidak ada yang diubah."
    assert spare.device.emergency
    assert kit.code.value() == "AAAA-BBBB-CCCC"
    assert there.screen.draft()["joining"]


def test_different_code_admits_nobody(site: Site, qtbot: QtBot) -> None:
    spare = site.spare()
    site.others.append(spare)
    there, here = open_screen(spare, qtbot), open_screen(site.first, qtbot)
    there.do(lambda: there.screen.joining.asking.request(site.stick))
    admitting = here.screen.joining.admitting
    here.do(lambda: admitting.open(only(site.stick, "*.json")))
    admitting._refuse()
    here.do(lambda: admitting.admit(site.stick))
    assert here.last.text == "Tidak diterima; tidak ada yang diubah."
    assert [desk.letter for desk in list_devices(site.first)] == ["A"]


def test_file_that_is_no_request(site: Site, qtbot: QtBot) -> None:
    here = open_screen(site.first, qtbot)
    wrong = site.stick / "surat.json"
    wrong.write_text("[]")
    here.do(lambda: here.screen.joining.admitting.open(wrong))
    assert here.last.text == "Permintaan pengenal ini rusak atau bukan dari Pulang; tidak ada yang diubah."


def test_site_asks_the_centre(site: Site, qtbot: QtBot) -> None:
    here = open_screen(site.first, qtbot)
    enrolling = here.screen.joining.enrolling
    here.do(lambda: enrolling.request(site.stick))
    assert only(site.stick, "*daftar-pusat*.json").name in enrolling.written.text()
    assert len(enrolling.code.code.text()) == 14


def test_desk_that_is_no_authority_says_where_to_go(site: Site, qtbot: QtBot) -> None:
    there = open_screen(site.second(), qtbot)
    there.screen.show_target("desks")
    assert there.screen.joining.elsewhere.isVisible()
    assert not there.screen.joining.enrolling.isVisible()
