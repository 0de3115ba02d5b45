"""Where the leg of somebody is told: his documents, late receipts, the closing's paper, the console, his departure."""

from app.access.office import Office
from app.console.balance import balance_json
from app.departure import boarding, fleet, onway
from app.handover import lateness, receipt
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.reconciliation.documents import chain, travelled
from app.reconciliation.ledger import Scope, view
from app.reconciliation.legs import followed
from app.registration.timeline import Entry, Subject
from app.store.work import Reading
from tests.departure.quay import ask, assigned, bus_leg, come, do, planned, ship_leg
from tests.reconciliation.test_legs import goes, on_board, sent
from tests.reconciliation.test_postings import next_day


def test_the_leg_is_named_wherever_somebody_on_the_way_is_told_of(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}") for number in range(3)]
    way = planned(office)
    bus, ship = way.legs
    assigned(office, way.id, stays)
    seats = do(office, fleet.arrange, bus.id)
    do(office, boarding.board_all, way.id, stays)
    sent(office, stays)
    goes(office, clock, bus, arrives=True)
    do(office, onway.leave_behind, ship.id, stays[:1], "dirawat di puskesmas")
    clock.advance(hours=1)
    goes(office, clock, ship)
    seat = seats[stays[1]]
    told = [(step.text, step.detail) for step in ask(office, chain, stays[1])]
    assert (f"Berangkat: {bus.title}", f"{way.title} · {seat.vehicle}, tempat {seat.seat}") in told
    assert (f"Tiba: {bus.to_place}", f"{bus.title} · {way.title}") in told
    assert told[-1] == (f"Berangkat: {ship.title}", way.title)
    left = [entry.text for entry in ask(office, _legs, stays[0])]
    assert left[-1] == f"Tidak ikut {ship.title}"
    assert f"Berangkat: {ship.title}" not in left
    for _day in range(8):
        next_day(office, clock)
    (late,) = ask(office, lateness.late)
    assert late.where == f"{ship.title} (2) · Tidak ikut {ship.title} (1)"
    shown = ask(office, followed, way.id)
    assert shown.legs == {ship.id: "1 tidak ikut, 2 di jalan"}
    assert shown.told == "Dengan berita acara: 3 dalam perjalanan, 0 diterima, 0 tidak diterima."
    with office.read() as r:
        said = balance_json(r, view(r, Scope()))["on_the_way"]
    assert [(one["state"], one["count"]["total"], one["departure"]) for one in said] == [
        ("tidak_ikut", 1, way.title),
        ("di_jalan", 2, way.title),
    ]
    assert {each["paper"][:9] for one in said for each in one["receivers"]} == {"NNK-A-26-"}


def test_a_departure_says_how_many_came_when_the_last_of_them_did(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}") for number in range(3)]
    way = planned(office)
    on_board(office, way, stays)
    paper = sent(office, stays)
    goes(office, clock, way.legs[0], arrives=True)
    do(office, receipt.receive, paper, Signing(outcomes={stays[0]: "tidak_hadir"}))
    assert ask(office, followed, way.id).told == (
        "Dengan berita acara: 0 dalam perjalanan, 2 diterima, 1 tidak diterima."
    )


def test_who_was_received_travels_no_leg_that_left_later(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}") for number in range(2)]
    way = planned(office)
    bus, ship = way.legs
    on_board(office, way, stays)
    paper = sent(office, stays[:1])
    sent(office, stays[1:])
    goes(office, clock, bus, arrives=True)
    do(office, receipt.receive, paper, Signing())
    clock.advance(hours=1)
    goes(office, clock, ship)
    legs = [[entry.text for entry in ask(office, _legs, stay)] for stay in stays]
    his = [f"Berangkat: {bus.title}", f"Tiba: {bus.to_place}"]
    assert legs == [his, [*his, f"Berangkat: {ship.title}"]]


def _legs(r: Reading, stay: str) -> list[Entry]:
    return list(travelled(r, Subject(None, (stay,))))


def test_an_answer_put_right_later_does_not_hide_the_way_somebody_is_on_since(
    office: Office, clock: FixedClock
) -> None:
    stays, before = [come(office, "Sulaiman")], planned(office, "KM Thalia")
    on_board(office, before, stays)
    paper = sent(office, stays)
    goes(office, clock, before.legs[0])
    refused = dict.fromkeys(stays, "ditolak")
    do(office, receipt.receive, paper, Signing(refused, refusal="bukan warga kami"))
    clock.advance(hours=1)
    after = planned(office, "KM Siguntang", bus_leg(50), ship_leg(60, "KM Siguntang"))
    do(office, boarding.board_head, after.id, stays[0], "ditolak di Parepare, ikut kapal berikutnya")
    sent(office, stays)
    clock.advance(hours=1)
    do(office, receipt.correct, paper, Signing(refused, remarks="tidak dikenal di Bone"))
    for _day in range(8):
        next_day(office, clock)
    (late,) = ask(office, lateness.late)
    assert late.where == f"Menunggu {after.legs[0].title}"
