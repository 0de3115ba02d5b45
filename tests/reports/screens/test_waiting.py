"""A report of many people is made beside the window: nobody waits for it at the keyboard."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.handover.records import Handover, HandoverHead
from app.kernel.clock import FixedClock
from app.kernel.ids import new_id
from app.manifest.records import Batch
from app.registration.records import Movement, Person, Stay
from app.reports.screens.periodic import PeriodScreen
from app.shelter.records import Placement
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.bench import ledger
from tests.helpers.watchdog import Watchdog
from tests.reports.period_gallery import window_of
from tests.shelter.counter import opened
from tests.shelter.screens.warden import Warden

SHIPS, JANUARY = 12, date(2026, 1, 5)


@pytest.fixture
def reader(office: Office, clock: FixedClock, ops: Operations, theme: Theme, qtbot: QtBot) -> Warden:
    """Two thousand people came by twelve ships; Siti opens the report."""
    opened(office)
    rows: ledger.Rows = {Person: [], Stay: [], Movement: [], Placement: [], Handover: [], HandoverHead: []}
    ships = [{"id": new_id(), "name": f"KM {at}", "day": JANUARY, "state": "closed"} for at in range(SHIPS)]
    for one in ships:
        ledger._ship(rows, str(one["id"]), JANUARY, ledger.SHIP)
    with office.write("test.many") as w:
        w.bulk(Batch, ships)
        for model, items in rows.items():
            w.bulk(model, items)
    return Warden.at(window_of(office, ops, theme), qtbot, ops)


def test_no_turn_of_the_window_takes_longer_than_it_may(reader: Warden) -> None:
    watchdog = Watchdog()
    reader.window.go("period", "semester/2026-S1")
    reader.settled()
    shown = reader.window.host.current
    assert isinstance(shown, PeriodScreen)
    watchdog.start()
    with watchdog.act("again"):
        shown.refresh(frozenset())
    reader.settled()
    for key in ("angka/jumlah/kabkota", "angka/jumlah/provinsi", "angka/dana/spent", "tulisan/hambatan/",
                "isian/stages/2026-S1", "isian/tppo/2026-T1"):  # fmt: skip
        with watchdog.act(key):
            shown.items.select(key)
        reader.settled()
    watchdog.stop()
    assert shown.seen is not None
    assert shown.seen.whole is not None
    assert shown.seen.whole.report.table("people").lines[0].cells["total"].value
    assert not watchdog.late, watchdog.told()
