"""Forty people get off the bus at Bone: the office sets itself up, loads, checks by keyboard, hands on, answers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.access.office import Office
from app.access.partners import PartnerView
from app.access.roles import PENERIMA
from app.access.screens.first_run import FirstRun
from app.access.unlock import unlock
from app.desktop.window import Window
from app.handover import listing, terms
from app.handover.answering import incoming_papers
from app.handover.screens import incoming_paper
from app.handover.screens.screen import HandoverScreen
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.manifest.screens.arrival import ArrivalScreen
from app.registration.counts import heads_of_batch
from app.sync import kits, offices
from app.widgets.dialogs import Sheet
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.helpers.background import refuse_next
from tests.helpers.between import BONE, issued, sent
from tests.helpers.choosing import chosen
from tests.helpers.office import MORNING, landed, ship
from tests.helpers.offices import KEPALA, create_sample

__all__ = ["sit_down"]
Figure = Callable[[str, object], None]
SitDown = Callable[[Path, FixedClock], AtTheDesk]
PEOPLE, ABSENT = 40, 2
KEYS_FOR_FORTY = 52
"""One key a head, and what it takes to get there and back."""


def first_run(desk: AtTheDesk) -> Office:
    """From the bare laptop to Beranda as a receiving office, by keyboard alone."""
    desk.until(lambda: desk.desktop.login._ways.count())
    desk.press(Qt.Key.Key_Space)
    desk.until(lambda: isinstance(desk.desktop.main, FirstRun))
    run = desk.desktop.main
    assert isinstance(run, FirstRun)
    for _card in range(3):
        desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Return)
    desk.type("DSBONE")
    desk.press(Qt.Key.Key_Return)
    desk.type(BONE)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert run._step == "letterhead"
    desk.type("PEMERINTAH KABUPATEN BONE")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.type("Andi Tenri Ampa")
    for _field in range(5):
        desk.press(Qt.Key.Key_Return)
    desk.type(KEPALA)
    desk.press(Qt.Key.Key_Return)
    desk.type(KEPALA)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: run._step == "sheets")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Space)
    desk.until(lambda: run._step == "codes")
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: isinstance(desk.desktop.main, Window))
    desk.settled()
    return desk.wiring.session.office


def handover_screen(desk: AtTheDesk, target: str) -> HandoverScreen:
    """Serah terima at one of its pages."""
    desk.window.go("handover", target)
    desk.settled()
    screen = desk.window.host.current
    assert isinstance(screen, HandoverScreen)
    return screen


def asked(screen: HandoverScreen) -> list[Sheet]:
    """The questions that are open."""
    return [sheet for sheet in screen.findChildren(Sheet) if sheet.isVisible()]


def at_the_list(desk: AtTheDesk, screen: HandoverScreen) -> None:
    """The cursor comes back to the papers: a dialog was closed, and here no window manager gives it back."""
    table = screen.incoming.table

    def back() -> bool:
        desk.window.activateWindow()
        return table.current() is not None and table.hasFocus()

    desk.until(back)


def stroke(desk: AtTheDesk, key: Qt.Key) -> None:
    """One key; what the scanner holds back for a moment is given at once."""
    desk.press(key)
    desk.running.scanner._end_burst()


def enter(desk: AtTheDesk, until: Callable[[], object]) -> None:
    """Enter, and what follows from it."""

    def done() -> object:
        desk.window.activateWindow()
        return until()

    stroke(desk, Qt.Key.Key_Return)
    desk.until(done)
    desk.settled()


def answer(desk: AtTheDesk, screen: HandoverScreen, code: str) -> None:
    """Type a code, if one is asked for, and close the question that is open."""
    desk.until(lambda: asked(screen) and asked(screen)[-1].focusWidget())
    at = asked(screen)[-1].focusWidget()
    desk.bot.keyClicks(at, code)
    desk.bot.keyClick(at, Qt.Key.Key_Return)
    desk.until(lambda: not screen.findChildren(Sheet))
    desk.settled()


def acquainted(desk: AtTheDesk, sender: Office, stick: Path) -> PartnerView:
    """The card goes to Nunukan, its kit is opened here; both codes are compared."""
    screen = handover_screen(desk, "offices")
    screen.offices.write_card(stick)
    desk.settled()
    shown = screen.offices.code.text()
    answer(desk, screen, "")
    card = next(stick.glob("DSBONE-*.json"))
    partner = offices.accept_card(sender, kits.read_card(card), shown)
    kit = kits.write_office_kit(sender, partner.id, stick)
    screen.offices.open_kit(kit.path)
    answer(desk, screen, kit.code)
    assert [one.name for one in screen.offices.table.rows] == ["Debarkasi Nunukan"]
    return partner


def checked_off(desk: AtTheDesk, bundle: Path) -> int:
    """Load, go to the bus, call forty names and come back; the keys it took."""
    screen = handover_screen(desk, "incoming")
    screen.incoming.load(bundle)
    desk.settled()
    before = desk.keys
    at_the_list(desk, screen)
    enter(desk, lambda: screen.page is screen.incoming_paper and screen.incoming_paper.check_button.hasFocus())
    enter(desk, lambda: desk.window.host.current_id == "arrival")
    arrival = desk.window.host.current
    assert isinstance(arrival, ArrivalScreen)
    desk.until(lambda: arrival.pane.front)
    desk.settled()
    for place in range(PEOPLE):
        stroke(desk, Qt.Key.Key_S if place >= PEOPLE - ABSENT else Qt.Key.Key_Return)
        desk.settled()
    assert desk.keys - before <= KEYS_FOR_FORTY
    return desk.keys - before


def test_forty_people_at_the_receiving_office(
    sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Figure
) -> None:
    clock, stick = FixedClock(MORNING), tmp_path / "flashdisk"
    stick.mkdir()
    desk = sit_down(tmp_path / "bone", clock)
    office = first_run(desk)
    assert PENERIMA in office.actor.roles
    with create_sample(tmp_path / "nunukan", clock=clock).office as sender:
        partner = acquainted(desk, sender, stick)
        gone = sent(sender, landed(sender, ship(sender), PEOPLE), partner, stick)

    record_property("keys for forty people off the bus", checked_off(desk, gone.path))
    desk.until(lambda: unchecked(office) == 0)
    with office.read() as r:
        view = incoming_papers(r)[0]
        here = [head.stay_id for head in heads_of_batch(r, view.batch_id)]
    assert (view.count(terms.TAKEN), view.count(terms.NOT_THERE), view.waiting) == (PEOPLE - ABSENT, ABSENT, 0)
    onward = issued(office, here[:5], "Pemerintah Desa Pompanua", "desa")
    screen = handover_screen(desk, onward.id)
    desk.until(lambda: screen.paper.preview.pages)
    assert screen.paper.preview.pages >= 2

    monkeypatch.setattr(incoming_paper, "choose_folder", chosen(stick))
    screen = handover_screen(desk, "incoming")
    at_the_list(desk, screen)
    enter(desk, lambda: screen.page is screen.incoming_paper and screen.incoming_paper.reply_button.hasFocus())
    enter(desk, lambda: asked(screen))
    (reply,) = asked(screen)
    refuse_next(screen.incoming_paper.ops)
    reply.accept()
    desk.until(lambda: "penuh" in reply.refusal.words)
    assert reply.isVisible()
    answer(desk, screen, "")
    receipt = next(stick.glob("DSBONE-*-untuk-NNK.pulang"))
    assert screen.incoming_paper.view is not None
    assert screen.incoming_paper.view.revision == 1
    assert onward.number.startswith("DSBONE-A-26-")

    told_at_nunukan(sit_down(tmp_path / "nunukan", clock), receipt, gone.number)
    with unlock(Home(tmp_path / "nunukan"), "siti", KEPALA, clock) as again, again.read() as r:
        paper = listing.handover(r, gone.paper)
        assert paper.line.state == terms.RECEIVED_IN_PART


def unchecked(office: Office) -> int:
    """How many of the paper nobody has checked."""
    with office.read() as r:
        return incoming_papers(r)[0].waiting


def told_at_nunukan(desk: AtTheDesk, receipt: Path, number: str) -> None:
    """The sender reads the receipt at his own window and sees what became of his paper."""
    desk.log_in(KEPALA)
    screen = handover_screen(desk, "incoming")
    screen.incoming.load(receipt)
    desk.settled()
    screen = handover_screen(desk, "list")
    line = screen.papers.table.rows[0]
    assert (line.number, line.state_words) == (number, "diterima sebagian")
    screen.papers.table.go_to(0)
    screen.papers.table.opened.emit(screen.papers.table.current())
    desk.until(lambda: not screen.paper.facts.receipts.isHidden())
    desk.settled()
    assert any("Cetak ulang" in one.text() for one in screen.paper.findChildren(QPushButton))
    desk.desktop.close()
