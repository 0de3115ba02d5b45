"""The whole way to the centre and back through the screen: enrol, write, receipt read, nothing outstanding."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.central.centre import init
from app.central.enrolling import enroll
from app.central.ingesting import ingest
from tests.helpers.postgres import postgres
from tests.sync.desks import Site
from tests.sync.screens.desk import open_screen
from tests.sync.screens.people import received
from tests.sync.screens.test_carrying import texts, write

__all__ = ["postgres"]


def test_receipt_is_read_and_nothing_is_outstanding(site: Site, qtbot: QtBot, tmp_path: Path, postgres: str) -> None:
    received(site.first, "Siti Rahma", "Udin")
    bench = open_screen(site.first, qtbot)
    screen = bench.screen
    enrolling = screen.joining.enrolling
    with init(tmp_path / "centre", "Pusat", postgres, site.clock) as centre:
        bench.do(lambda: enrolling.request(site.stick))
        enrolled = enroll(centre, next(site.stick.glob("*daftar-pusat*.json")))
        enrolling.use_kit(enrolled.kit)
        enrolling.kit.code.set_value(enrolled.code)
        bench.do(enrolling.kit.join)
        assert bench.last.text.startswith("Pos ini terdaftar di Pusat.")
        assert enrolling.state.text() == "Terdaftar di Pusat."
        waiting = screen.headline.text()
        assert waiting.startswith("Belum ada tanda terima pusat: ")
        site.clock.advance(days=3)
        bench.do(screen.reload)
        assert screen.headline.text() == f"{waiting}, 3 hari"
        assert "Pusat · Pusat" in texts(screen.standing)
        write(bench, site)
        assert "untuk Pusat" in screen.stick.outcome.detail.text()
        receipt = ingest(centre, sorted(site.stick.glob("NNK-A-*.pulang"))[-1]).bundles[0].receipt
    bench.do(lambda: screen.look_at(Path(receipt)))
    bench.do(screen.arriving.read_all.click)
    assert "Tanda terima dari Pusat sudah dicatat." in texts(screen.arriving.report)
    assert screen.headline.text() == "Semua catatan sudah diterima pusat"
    screen._show_standing()
    assert "semua diterima" in texts(screen.standing)
