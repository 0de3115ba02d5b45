"""Two busy days at a post: people come, eat, are given things, fall ill and leave; for tests and pictures."""

from collections.abc import Sequence
from datetime import timedelta

from app.access.days import open_day
from app.access.office import Office
from app.kernel.clock import FixedClock
from app.registration import deposits, exits, heads, rules
from app.registration.counts import heads_of
from app.registration.deposits import Goods
from app.registration.heads import NewHead, Who
from app.shelter import aid, meals, meals_setup, stock
from app.shelter.aid import Grant, Terms
from app.shelter.duty import guards, incidents, shifts
from app.shelter.duty.incidents import IncidentDraft
from app.shelter.meals_setup import Rate
from app.shelter.rules.duty import Span, Window
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from tests.helpers.office import MORNING, landed, ship
from tests.shelter.counter import opened, write
from tests.shelter.crowd import settled

FRIDAY = MORNING.date()
SATURDAY = FRIDAY + timedelta(days=1)
GOODS, CASH = stock.first_store("barang"), stock.first_store("kas")
KITS, MONEY = Place(GOODS, "paket_mandi"), Place(CASH, "uang")


def no_seal(_vault: str, _plain: bytes) -> str | None:
    """Nobody holds another vault here."""
    return None


def two_days(office: Office, clock: FixedClock, count: int = 40) -> list[str]:
    """Friday from the ferry on, and Saturday morning; the stays of the first ship."""
    opened(office, FRIDAY)
    settled(office, count)
    stays = landed(office, ship(office, "MV Labuan Ekspres Lima dari Tawau"), 14, seed=3)
    friday(office, stays)
    clock.advance(hours=22)  # 08.15 on Saturday
    write(office, lambda w: open_day(w, SATURDAY))
    saturday(office, stays)
    return stays


def friday(office: Office, stays: Sequence[str]) -> None:
    """What happens on the day of the ferry."""
    write(office, lambda w: meals_setup.keep_rate(w, Rate(2026, 45_000, "SK Kepala Dinas Sosial 12/2026")))
    write(office, lambda w: stock.receive(w, KITS, 60, Source("BAST Dinsos 12/2026", "apbd")))
    write(office, lambda w: stock.receive(w, MONEY, 25_000_000, Source("SP2D 4/2026", "apbn")))
    write(office, lambda w: stock.keep_least(w, KITS, 58))
    for slot, eaters in (("siang", stays), ("malam", stays[2:])):
        for stay in eaters:
            write(office, lambda w, s=stay, t=slot: meals.serve(w, s, t))  # type: ignore[misc]
    write(office, lambda w: aid.issue(w, [Grant(stay, "paket_mandi") for stay in stays[:6]], Terms("apbd")))
    write(office, lambda w: aid.issue(w, [Grant(stays[0], "bekal", quantity=200_000)], Terms("apbn")))
    write(office, lambda w: heads.move(w, stays[0], rules.HOSPITAL, "demam"))
    write(office, lambda w: exits.leave(w, stays[1], rules.WITHOUT_LEAVE, "tidak terlihat sejak sore"))
    write(
        office, lambda w: deposits.take_in(w, stays[2], [Goods("tas", "tas punggung biru", 2), Goods("telepon", "HP")])
    )
    watched(office, stays)


def watched(office: Office, stays: Sequence[str]) -> None:
    """An incident, a guard until the evening, a line in the log."""
    fight = IncidentDraft("keributan", MORNING, "lantai 2", "Rebutan antrean kamar mandi.", (stays[3], stays[4]))
    write(office, lambda w: incidents.record(w, fight, no_seal))
    post = write(office, lambda w: guards.keep_post(w, Span("", "Gerbang utama", 0, 0)))
    turn = guards.new_watch(
        post, "Serka Muhammad Ikhsan", "Satgas Pamtas", Window(MORNING, MORNING + timedelta(hours=9))
    )
    write(office, lambda w: guards.keep(w, turn))
    write(office, lambda w: shifts.note(w, "Kran kamar 203 bocor, teknisi datang besok."))


def saturday(office: Office, stays: Sequence[str]) -> None:
    """What happens the morning after."""
    write(office, lambda w: exits.come_back(w, stays[0], "sudah sehat"))
    write(office, lambda w: exits.leave(w, stays[5], rules.ON_THEIR_OWN, "dijemput temannya"))
    write(office, lambda w: heads.move(w, stays[6], rules.HOSPITAL, "persalinan"))
    mother = next(stay for stay in stays[7:] if _is_woman(office, stay))
    write(office, lambda w: heads.born(w, mother, Who(name="Bayi Ny. Kamaria", sex="P", age=0)))
    for stay in stays[7:]:
        write(office, lambda w, s=stay: meals.serve(w, s, "pagi"))  # type: ignore[misc]
    held = read_goods(office, stays[2])
    write(office, lambda w: deposits.give_back(w, stays[2], {held[0]: 1}))
    write(
        office, lambda w: heads.arrive(w, NewHead(head_class="LD", body=True), Who(name="Almarhum Djoemadi", sex="L"))
    )


def read_goods(office: Office, stay: str) -> list[str]:
    """The ids of what somebody left in keeping."""
    with office.read() as r:
        return [one.id for one in deposits.goods_of(r, [stay])]


def _is_woman(office: Office, stay: str) -> bool:
    with office.read() as r:
        return heads_of(r, [stay])[0].head_class == "PD"
