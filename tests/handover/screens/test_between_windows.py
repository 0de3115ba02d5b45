"""Two offices before their screens: sending with photos, the sender's cards, old certificates, receipts that differ."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.access.blobs import blobs_of
from app.access.office import Office
from app.access.partners import PartnerView
from app.desktop import courier
from app.desktop.couriers import FileCourier
from app.handover import answering, listing, receipt, slips, terms
from app.handover.screens import sending_sheet
from app.handover.screens.code_sheet import CodeSheet
from app.handover.screens.context import HandoverContext
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.screens.screen import HandoverScreen
from app.handover.screens.sending_sheet import SendingSheet
from app.handover.service import Issued
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.manifest.screens.arrival import ArrivalScreen
from app.registration import cards, photos
from app.registration.counts import heads_of, heads_of_batch
from app.registration.heads import NewHead, Who
from app.registration.pictures import PORTRAIT, Picture, portrait
from app.registration.screens.screen import PeopleScreen
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.handover.screens.conftest import Settle
from tests.helpers.background import operations_of, refuse_next
from tests.helpers.between import SIGNED_BY, checked, issued, sent
from tests.helpers.choosing import chosen
from tests.helpers.office import landed_one, ship
from tests.helpers.offices import KEPALA

__all__ = ["sit_down"]
SitDown = Callable[[Path, FixedClock], AtTheDesk]


def screen_of(office: Office, ops: Operations, qtbot: QtBot) -> HandoverScreen:
    """Serah terima with somebody who carries its bundles."""
    keep = blobs_of(office).keep
    context = HandoverContext(office.may, lambda: office.actor.name, office.home, "WITA", keep, courier=FileCourier())
    made = HandoverScreen(ops, context)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.refresh(frozenset())
    made.show()
    qtbot.waitUntil(lambda: ops.idle)
    return made


@pytest.fixture
def sender(ops: Operations, office: Office, stays: list[str], qtbot: QtBot) -> HandoverScreen:
    """Nunukan's screen."""
    return screen_of(office, ops, qtbot)


def offered(over: QWidget) -> list[str]:
    return [one.text() for one in over.findChildren(QPushButton) if one.isVisible()]


def press(over: QWidget, text: str) -> None:
    next(one for one in over.findChildren(QPushButton) if one.isVisible() and one.text() == text).click()


def sheet(over: QWidget, kind: type[Sheet] = Sheet) -> Sheet:
    return [one for one in over.findChildren(kind) if one.isVisible()][-1]


def with_photo(office: Office) -> tuple[str, str]:
    """Somebody with a photo: his stay and the digest of his picture."""
    stay = landed_one(office, Who("Suparman", sex="L", age=40), NewHead(ship(office), "LD", "A-0001"))
    digest = blobs_of(office).keep(portrait(Picture(*PORTRAIT, bytes((40, 90, 160)) * (PORTRAIT[0] * PORTRAIT[1]))))
    with office.write("registration.photo") as w:
        photos.keep(w, stay, digest)
    return stay, digest


def test_a_paper_is_sent_by_its_button_and_the_photo_shows_at_the_receiving_office(
    office: Office, bone: Office, partner: PartnerView, stick: Path, sender: HandoverScreen, settle: Settle,
    monkeypatch: pytest.MonkeyPatch, sit_down: SitDown, clock: FixedClock,
) -> None:  # fmt: skip
    monkeypatch.setattr(sending_sheet, "choose_folder", chosen(stick))
    stay, digest = with_photo(office)
    sender.open_paper(issued(office, [stay], partner.name).id)
    settle()
    press(sender.paper, "Kirim ke kantor")
    settle()
    asked = sheet(sender, SendingSheet)
    assert isinstance(asked, SendingSheet)
    assert asked.office.value() == partner.id
    asked.photos.set_value(True)
    refuse_next(sender.paper.ops)
    asked.yes.click()
    settle()
    assert (asked.isVisible(), asked.photos.value(), list(stick.glob("*-untuk-DSBONE.pulang"))) == (True, True, [])
    asked.yes.click()
    settle()
    written = next(stick.glob("*-untuk-DSBONE.pulang"))
    assert sender.paper.facts.receipts.isVisible()
    home = bone.home.folder
    bone.lock()
    desk = sit_down(home, clock)
    desk.log_in(KEPALA)
    desk.window.go("handover", "incoming")
    desk.settled()
    receiving = desk.window.host.current
    assert isinstance(receiving, HandoverScreen)
    receiving.incoming.load(written)
    desk.settled()
    there = desk.wiring.session.office
    assert digest in blobs_of(there).names()
    with there.read() as r:
        view = answering.incoming_papers(r)[0]
    checked(there, view.id)
    with there.read() as r:
        [head] = heads_of_batch(r, view.batch_id)
    desk.window.go("people", head.stay_id)
    desk.settled()
    people = desk.window.host.current
    assert isinstance(people, PeopleScreen)
    desk.until(lambda: people.view.photo.has_picture)
    desk.settled()
    desk.desktop.close()


def test_without_the_tick_no_photo_travels(office: Office, bone: Office, partner: PartnerView, stick: Path) -> None:
    stay, _digest = with_photo(office)
    courier.take(bone, sent(office, [stay], partner, stick).path)
    assert list(blobs_of(bone).names()) == []


def test_the_card_of_the_sender_is_scanned_off_the_bus(
    office: Office, bone: Office, partner: PartnerView, stick: Path, sit_down: SitDown, clock: FixedClock
) -> None:
    with office.write("registration.cards") as w:
        number, token = cards.mint(w, 1)[0]
    batch = ship(office)
    stay = landed_one(office, Who("Suparman", sex="L", age=40), NewHead(batch, "LD", number))
    other = landed_one(office, Who("Kamaria", sex="P", age=30), NewHead(batch, "PD", "A-0777"))
    gone = sent(office, [stay, other], partner, stick)
    batch = courier.take(bone, gone.path).papers[0].batch_id
    home = bone.home.folder
    bone.lock()
    desk = sit_down(home, clock)
    desk.log_in(KEPALA)
    desk.window.go("arrival", batch)
    desk.settled()
    arrival = desk.window.host.current
    assert isinstance(arrival, ArrivalScreen)
    desk.until(lambda: arrival.pane.front)
    desk.settled()
    desk.running.scanner.scanned.emit(token)
    desk.settled()
    with desk.wiring.session.office.read() as r:
        assert [head.display for head in heads_of_batch(r, batch)] == ["Suparman"]


def test_an_old_certificate_is_told_and_the_kepala_may_load_it_after_looking(
    office: Office, bone: Office, partner: PartnerView, stick: Path, qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    stay = landed_one(office, Who("Suparman", sex="L", age=40))
    gone = sent(office, [stay], partner, stick)
    refused: list[UserError] = []
    ops = operations_of(bone)
    ops.refused.connect(refused.append)
    screen = screen_of(bone, ops, qtbot)
    screen.show_target("incoming")
    clock.advance(days=6 * 366)
    screen.incoming.load(gone.path)
    qtbot.waitUntil(lambda: ops.idle)
    asked = sheet(screen)
    assert "kedaluwarsa" in asked.windowTitle()
    assert list(screen.incoming.table.rows) == []
    asked.yes.click()
    qtbot.waitUntil(lambda: ops.idle)
    assert [view.number for view in screen.incoming.table.rows] == [gone.number]
    assert refused == []
    ops.close()


def test_a_receipt_that_differs_is_settled_by_its_buttons(
    office: Office, bone: Office, partner: PartnerView, stick: Path, sender: HandoverScreen, stays: list[str],
    settle: Settle, qtbot: QtBot,
) -> None:  # fmt: skip
    papers = [sent(office, stays[:3], partner, stick), sent(office, stays[3:6], partner, stick)]
    answers = []
    for gone in papers:
        loaded = courier.take(bone, gone.path).papers[0]
        checked(bone, loaded.id, absent=1)
        with office.write("handover.receive") as w:
            receipt.receive(w, gone.paper, terms.Signing())
        answers.append(courier.reply(bone, [loaded.id], SIGNED_BY, stick).path)
    for path in answers:
        courier.take(office, path)
    for gone, choice, state in (
        (papers[0], "Ikuti tanda terima …", terms.RECEIVED_IN_PART),
        (papers[1], "Tetap pada catatan …", terms.RECEIVED),
    ):
        sender.open_paper(gone.paper)
        settle()
        press(sender.paper.facts, choice)
        asked = sheet(sender)
        assert not asked.yes.isEnabled()
        field = asked.focusWidget()
        assert isinstance(field, QPlainTextEdit)
        qtbot.keyClicks(field, "lembar kertas yang benar")
        refuse_next(sender.paper.ops)
        asked.yes.click()
        settle()
        assert "penuh" in asked.refusal.words
        assert field.toPlainText() == "lembar kertas yang benar"
        asked.yes.click()
        settle()
        with office.read() as r:
            assert listing.handover(r, gone.paper).line.state == state
        assert choice not in offered(sender.paper.facts)


@pytest.fixture
def slip(office: Office, stays: list[str]) -> tuple[Issued, str]:
    """A signed paper of four for a village, and the code of its slip for all received."""
    made = issued(office, stays[:4], "Pemerintah Desa Pompanua", "desa")
    with office.write("handover.slip") as w:
        return made, str(slips.slip(w, made.id).values["full"])


def code_sheet(screen: HandoverScreen) -> CodeSheet:
    screen.papers.refresh()
    next(entry for entry in screen.papers.more.actions() if entry.text().startswith("Kode tanda terima")).trigger()
    found = sheet(screen, CodeSheet)
    assert isinstance(found, CodeSheet)
    return found


def typed(asked: CodeSheet, code: str, settle: Settle) -> str:
    """What the dialog says of a code; only a good one can go on."""
    asked.code.set_value(code)
    asked.code.changed.emit()
    settle()
    return asked.said.text()


def test_wrong_codes_say_why_and_cannot_go_on(sender: HandoverScreen, slip: tuple[Issued, str], settle: Settle) -> None:
    paper, full = slip
    body = full.replace("-", "")[: slips.BODY]
    asked = code_sheet(sender)
    last = full[:-1] + ("A" if full[-1] != "A" else "B")
    for code, says in (
        (last, "salah ketik atau salah dengar"),
        (slips.whole(body, 5), f"menyatakan 5 orang, surat {paper.number} hanya 4 orang"),
        (slips.whole("ABCDEFGH", 0), "bukan kode surat yang dicetak di pos ini"),
    ):
        assert says in typed(asked, code, settle)
        assert not asked.yes.isEnabled()
    assert typed(asked, full.lower(), settle) == f"{paper.number} · Pemerintah Desa Pompanua: semua 4 orang diterima."
    assert asked.yes.isEnabled()
    typed(asked, full[:6], settle)
    assert not asked.yes.isEnabled()
    asked.reject()


def test_a_code_for_a_part_asks_who_and_records_it(
    sender: HandoverScreen, office: Office, slip: tuple[Issued, str], settle: Settle, qtbot: QtBot
) -> None:
    paper, full = slip
    asked = code_sheet(sender)
    said = typed(asked, slips.whole(full.replace("-", "")[: slips.BODY], 1), settle)
    assert "1 dari 4 orang tidak diterima" in said
    asked.signed_by.set_value("Kepala Desa Pompanua")
    asked.yes.click()
    settle()
    who = sheet(sender, OutcomeSheet)
    assert isinstance(who, OutcomeSheet)
    gone = who.table.rows[0].stay_id
    qtbot.keyClick(who.table, Qt.Key.Key_H)
    who.yes.click()
    settle()
    assert sender.page is sender.paper
    with office.read() as r:
        assert listing.handover(r, paper.id).line.state == terms.RECEIVED_IN_PART
        assert [head.account for head in heads_of(r, [gone])] == ["hadir"]
