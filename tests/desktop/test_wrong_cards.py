"""Wrong cards, wrong hours, more than there is, before the whole application: one clear sentence, nothing counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlmodel import col, select

from app.access import sites
from app.access.unlock import unlock
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.manifest.records import MusterSeen
from app.manifest.screens.muster import MusterScreen
from app.printing.codes import card_token
from app.registration import cards, heads, idcards
from app.registration.counts import heads_at
from app.shelter import meals_planning, stock
from app.shelter.records import Presence
from app.shelter.rules.stock import Place
from app.shelter.screens.aid import AidScreen
from app.shelter.screens.aidgive import GiveSheet
from app.shelter.screens.gate import GateScreen
from app.shelter.screens.meals import MealsScreen
from app.shelter.stock import Source
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.helpers.office import landed, ship
from tests.helpers.offices import EVENING, KEPALA, create_sample, lower_cost
from tests.shelter.counter import opened, read

__all__ = ["sit_down"]
KITS = Place(stock.first_store("barang"), "paket_mandi")
LOST, GONE, HERE, FOREIGN = "lost", "gone", "here", "foreign"
ENTER = Qt.Key.Key_Return
S = TypeVar("S")
Seated = Callable[[], AtTheDesk]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING)


@pytest.fixture
def tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> dict[str, str]:
    """Cards: one that was lost and ended, one of somebody who left, one in use, one of another post."""
    lower_cost(monkeypatch)
    with create_sample(tmp_path / "home", clock=clock).office as office:
        opened(office)
        stays = landed(office, ship(office, "KM Purnama"), 6)
        with office.write("test") as w:
            made = [one.token for one in idcards.issue(w, stays[:3]).cards]
            stock.receive(w, KITS, 3, Source("nota 1", "apbd"))
        with office.write("test") as w:
            cards.end(w, heads.stay_of(w, stays[0]), "hilang")
            heads.move(w, stays[1], "pulang_mandiri", reason="dijemput")
    clock.advance(minutes=5)
    return {**dict(zip((LOST, GONE, HERE), made, strict=True)), FOREIGN: card_token(b"pos-lain")}


@pytest.fixture
def seated(sit_down: Callable[[Path, FixedClock], AtTheDesk], tmp_path: Path, clock: FixedClock) -> Seated:
    """Seats Siti before the application."""

    def sit() -> AtTheDesk:
        made = sit_down(tmp_path / "home", clock)
        made.until(made.desktop.login.user.isVisible)
        made.desktop.login.user.set_value("siti")
        made.log_in(KEPALA)
        return made

    return sit


@pytest.fixture
def desk(tokens: dict[str, str], seated: Seated) -> AtTheDesk:
    """Siti before the application, the cards lie ready."""
    assert tokens
    return seated()


def go(desk: AtTheDesk, screen: str, kind: type[S]) -> S:
    desk.window.go(screen)
    desk.settled()
    shown = desk.window.host.current
    assert isinstance(shown, kind)
    return shown


def burst(desk: AtTheDesk, code: str) -> None:
    """As a keyboard scanner does: letters and Enter."""
    desk.type(code)
    desk.press(ENTER)


def scan(desk: AtTheDesk, code: str) -> None:
    burst(desk, code)
    desk.settled()
    desk.settled()


def told(desk: AtTheDesk) -> str:
    """What the bar of the window says, and then no longer."""
    shown = desk.window.messages.message
    while desk.window.messages.message is not None:
        desk.window.messages.dismiss()
    return shown.text if shown is not None else ""


def count_begun(desk: AtTheDesk) -> MusterScreen:
    """A parade of everybody here."""
    shown = go(desk, "muster", MusterScreen)
    shown.start.groups.setFocus()
    desk.press(ENTER)
    desk.until(lambda: shown.count.view is not None)
    desk.settled()
    return shown


def written(desk: AtTheDesk) -> tuple[int, int, int, int]:
    """Meals, events at the gate, people seen at parades, kits on the shelf."""

    def look(r: Any) -> tuple[int, int, int, int]:
        found = [r.all(select(model).where(col(model.void_reason).is_(None))) for model in (Presence, MusterSeen)]
        return meals_planning.counted_meals(r), len(found[0]), len(found[1]), stock.on_hand(r, KITS)

    return read(desk.wiring.session.office, look)


def test_cards_that_stand_for_nobody_here_are_told_in_one_sentence_each(
    desk: AtTheDesk, tokens: dict[str, str]
) -> None:
    told(desk)
    meals, gate = go(desk, "meals", MealsScreen), []
    for which, word, text in (
        (LOST, "KARTU LAMA", "Kartu lama A-0007, tidak berlaku sejak 23-01-2026 21.10."),
        (GONE, "TIDAK DI SINI", "Tidak ada di sini lagi: pulang mandiri."),
        (FOREIGN, "TIDAK DIKENAL", f"Kartu {tokens[FOREIGN]} tidak dikenal di laptop ini."),
    ):
        scan(desk, tokens[which])
        assert (meals.counter.panel.word.text(), meals.counter.panel.text.text()) == (word, text)
    at_gate = go(desk, "gate", GateScreen)
    for which in (LOST, GONE, FOREIGN):
        scan(desk, tokens[which])
        assert at_gate.verdict.property("tone") == "bad"
        gate.append(at_gate.verdict.text())
    assert gate == [
        "Ini kartu lama A-0007, tidak berlaku sejak 23-01-2026 21.10; tidak ada yang dicatat.",
        "Siti Nurhaliza 2 bin Soekarto sudah tidak di sini: Pulang mandiri sejak 23-01-2026. Tidak ada yang dicatat.",
        "Kartu ini bukan kartu pos ini; tidak ada yang dicatat.",
    ]
    aid = go(desk, "aid", AidScreen)
    for which, text in ((LOST, gate[0]), (FOREIGN, gate[2]),
                        (GONE, "Siti Nurhaliza 2 bin Soekarto: Tidak ada di sini lagi: pulang mandiri.")):  # fmt: skip
        scan(desk, tokens[which])
        assert told(desk) == text
    assert aid.people.people == []
    assert written(desk) == (0, 0, 0, 3)


def test_at_the_parade_a_wrong_card_marks_nobody_as_seen(desk: AtTheDesk, tokens: dict[str, str]) -> None:
    parade = count_begun(desk)
    told(desk)
    for which, text in (
        (LOST, "Ini kartu lama A-0007, tidak berlaku sejak 23-01-2026 21.10; tidak ada yang dihitung."),
        (FOREIGN, f"Kode {tokens[FOREIGN]} bukan kartu atau nomor orang yang tercatat di sini."),
    ):
        scan(desk, tokens[which])
        assert told(desk) == text
    scan(desk, tokens[GONE])
    assert told(desk) == (
        "Siti Nurhaliza 2 bin Soekarto tercatat sudah tidak di sini (Pulang mandiri); dicatat di luar daftar."
    )
    assert parade.count.view is not None
    assert (len(parade.count.view.seen), len(parade.count.view.missing)) == (0, 5)


def test_the_same_card_fifty_times_is_one_meal_one_event_and_one_seen(desk: AtTheDesk, tokens: dict[str, str]) -> None:
    for screen, kind in (("meals", MealsScreen), ("gate", GateScreen)):
        go(desk, screen, kind)
        for _time in range(50):
            burst(desk, tokens[HERE])
        desk.settled()
    count_begun(desk)
    for _time in range(50):
        burst(desk, tokens[HERE])
    desk.settled()
    desk.settled()
    assert written(desk) == (1, 1, 1, 3)


@pytest.mark.parametrize("screen", ["gate", "aid", "muster"])
def test_a_card_while_the_screen_is_locked_does_nothing(desk: AtTheDesk, tokens: dict[str, str], screen: str) -> None:
    if screen == "muster":
        count_begun(desk)
    else:
        desk.window.go(screen)
        desk.settled()
    desk.window.lock()
    desk.until(lambda: desk.window.lock_overlay.is_locked)
    scan(desk, tokens[HERE])
    assert written(desk) == (0, 0, 0, 3)
    shown = desk.window.host.current
    assert not isinstance(shown, AidScreen) or shown.people.people == []
    desk.window.unlock()


def test_more_than_there_is_waits_for_a_reason(desk: AtTheDesk) -> None:
    aid = go(desk, "aid", AidScreen)
    desk.until(lambda: bool(aid.items.table.rows))
    with desk.wiring.session.office.read() as r:
        aid._add([head.stay_id for head in heads_at(r, "hadir")])
    desk.until(lambda: len(aid.people.people) == 5)
    assert aid.items.table.select("paket_mandi")
    aid.items.table.opened.emit(aid.items.table.current())
    aid.items.terms.load({"fund": "apbd"})
    desk.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: isinstance(QApplication.activeModalWidget(), GiveSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, GiveSheet)
    assert sheet.short.isVisible()
    assert not sheet.yes.isEnabled()
    sheet.accept()
    desk.until(lambda: bool(sheet.refusal.words))
    assert sheet.refusal.words.count("Stok Paket alat mandi menurut catatan tidak cukup.") == 2
    assert written(desk)[3] == 3
    sheet.reject()


def test_a_clock_set_back_a_day_is_told_and_counts_nothing_wrong(
    desk: AtTheDesk, tokens: dict[str, str], clock: FixedClock
) -> None:
    told(desk)
    clock.advance(days=-1)
    gate = go(desk, "gate", GateScreen)
    scan(desk, tokens[HERE])
    assert gate.verdict.text() == "Waktu ini sebelum kedatangannya; tidak ada yang dicatat."
    assert "jam laptop" in gate._detail.text()
    meals = go(desk, "meals", MealsScreen)
    meals.refresh(frozenset())
    desk.settled()
    assert "Jam laptop menunjukkan 22-01-2026" in meals.side.day.text()
    for word in ("BERI", "SUDAH MAKAN"):
        meals.forget()
        scan(desk, tokens[HERE])
        assert meals.counter.panel.word.text() == word
    count_begun(desk)
    scan(desk, tokens[HERE])
    assert written(desk) == (1, 0, 1, 3)
    with desk.wiring.session.office.read() as r:
        (cost,) = meals_planning.costs(r, EVENING.date() - timedelta(days=3), EVENING.date())
    assert (cost.day, cost.meals) == (EVENING.date(), 1)


@pytest.mark.parametrize(("zone", "hours"), [("WIB", 7), ("WITA", 8)])
def test_supper_past_midnight_is_one_supper_in_either_zone(
    tokens: dict[str, str], seated: Seated, clock: FixedClock, tmp_path: Path, zone: str, hours: int
) -> None:
    with unlock(Home(tmp_path / "home"), "siti", KEPALA, clock) as office:
        sites.update_site(office, replace(office.site, zone=zone))
    clock.instant = EVENING.replace(hour=23, minute=30) - timedelta(hours=hours)
    desk = seated()
    meals = go(desk, "meals", MealsScreen)
    meals.side.slot.set_value("malam")
    scan(desk, tokens[HERE])
    assert meals.counter.panel.word.text() == "BERI"
    clock.advance(hours=1)
    meals.forget()
    scan(desk, tokens[HERE])
    assert meals.counter.panel.word.text() == "SUDAH MAKAN"
    assert "pukul 23.30" in meals.counter.panel.text.text()
    clock.advance(hours=7)
    opened(desk.wiring.session.office, EVENING.date() + timedelta(days=1))
    meals.forget()
    scan(desk, tokens[HERE])
    assert meals.counter.panel.word.text() == "BERI"
    with desk.wiring.session.office.read() as r:
        days = [
            (cost.day.day, cost.meals)
            for cost in meals_planning.costs(r, EVENING.date(), EVENING.date() + timedelta(1))
        ]
    assert days == [(23, 1), (24, 1)]
