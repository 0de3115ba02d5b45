"""What Beranda shows, put together from the services: who is here, the ledger, what waits for a person, open ships."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.access.days import Day, DayState, day_state
from app.access.naming import user_names
from app.access.office import Office
from app.access.recovery import recovery_status
from app.desktop.home import HomeView, OpenBatch, Review
from app.desktop.home_steps import destinations, next_steps
from app.handover.clashes import Clash, clashes
from app.kernel.clock import local
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.manifest import board, letters
from app.manifest.letters import BatchView
from app.reconciliation.ledger import BalanceView, Scope, view
from app.reconciliation.screens.words import bars
from app.registration import families, listing
from app.registration.cards import CARD_TARGET
from app.registration.contested import Contest, contests
from app.registration.counts import heads_at
from app.registration.deposits import disputed
from app.registration.rules import PRESENT
from app.shelter import stock_book
from app.shelter.house import capacity, unhoused
from app.store.work import Reading
from app.sync.differences import count_differences
from app.widgets.chart import Bar
from app.widgets.labels import counted, day_words


@dataclass(frozen=True)
class _Ship:
    """An open ship and how far its list is checked."""

    batch: BatchView
    checked: int
    listed: int
    heads: int

    @property
    def unchecked(self) -> int:
        """Lines nobody has decided about."""
        return self.listed - self.checked

    @property
    def finished(self) -> bool:
        """Whether there is a list and all of it is checked."""
        return self.listed > 0 and not self.unchecked


def home_view(office: Office, alike: int = 0) -> HomeView:
    """The day as it stands; a handful of queries, whatever the number of people who ever came.

    `alike` is how many of those here look like somebody of earlier years.
    """
    with office.read() as r:
        day = day_state(r, office.clock.now())
        balance = view(r, Scope(since=day.current.day if day.current else None))
        ships = [_ship(r, batch) for batch in letters.batches(r, only_open=True)]
        here = balance.account(PRESENT)
        heads = heads_at(r, PRESENT)
        alone = len(families.unaccompanied(r, heads))
        waiting = listing.waiting(r)
        cards, goods = contests(r), disputed(r)
        twice = clashes(r)
        opener = user_names(r).get(day.current.opened_by, "") if day.current else ""
        beds, homeless, short = capacity(r), unhoused(r, heads), len(stock_book.short(r))
    reviews = (
        *_pressing(office, day),
        *_clash_reviews(balance, twice),
        *_people_reviews(ships, alone, count_differences(office)),
        *_card_reviews(cards, goods),
        *_shelter_reviews(homeless, short),
        *_registration_reviews({**waiting, listing.SIMILAR: alike}),
    )
    return HomeView(
        day=day_words(day.current.day if day.current else day.clock_day),
        opened=_opened(day.current, opener, office.site.zone),
        present=here.count if here else HeadCount(),
        ledger=_ledger(balance),
        ledger_words=_ledger_words(balance),
        balanced=not balance.balance.blocking,
        reviews=reviews,
        batches=tuple(_open_batch(ship, office.site.zone) for ship in ships),
        capacity=beds or office.site.capacity,
        steps=tuple(next_steps(balance, heads, [(each.batch.id, each.batch.name) for each in ships if each.finished])),
        destinations=destinations(heads),
    )


def _ledger(balance: BalanceView) -> tuple[Bar, ...]:
    shown = bars(balance)
    return tuple(shown) if any(bar.value for bar in shown) else ()


def _ledger_words(balance: BalanceView) -> str:
    if not any(account.count.total for account in balance.accounts):
        return ""
    blocking = balance.balance.blocking
    return blocking[0].text if blocking else _("Seimbang: {equation}.").format(equation=balance.balance.text)


def _opened(day: Day | None, who: str, zone: str) -> str:
    if day is None:
        return _("hari operasional belum dibuka")
    text = _("hari operasional dibuka {time} oleh {who}") if who else _("hari operasional dibuka {time}")
    return text.format(time=f"{local(day.opened_at, zone):%H.%M}", who=who)


def _ship(r: Reading, batch: BatchView) -> _Ship:
    shown = board.board(r, batch.id)
    listed, heads = len(shown.lines), shown.rechecked.total + len(shown.figures.unnamed)
    checked = listed - len(shown.remaining)
    return _Ship(batch, checked, listed, heads)


def _open_batch(ship: _Ship, zone: str) -> OpenBatch:
    batch = ship.batch
    came = _("tiba {time}").format(time=f"{local(batch.arrived_at, zone):%d-%m %H.%M}") if batch.arrived_at else ""
    heads = _("{n} orang tercatat").format(n=counted(ship.heads)) if ship.heads else _("belum ada yang tercatat")
    parts = [batch.port_from or "", came, heads]
    detail = " · ".join(part for part in parts if part)
    return OpenBatch(batch.id, batch.name, detail, ship.checked, ship.listed)


def _pressing(office: Office, day: DayState) -> Iterator[Review]:
    if day.backwards:
        yield Review(1, _("jam laptop mundur: periksa tanggalnya"), "settings", "day", "clock")
    elif day.due:
        yield Review(1, _("hari operasional baru belum dibuka"), "settings", "day", "calendar")
    recovery = recovery_status(office)
    if recovery.step == "overdue":
        yield Review(1, _("lembar pemulihan lewat batas waktunya"), "settings", "recovery", "shield")
    elif recovery.step != "checked":
        yield Review(1, _("lembar pemulihan belum diperiksa"), "settings", "recovery", "shield")


def _clash_reviews(balance: BalanceView, twice: list[Clash]) -> Iterator[Review]:
    """Movements that contradict each other; those two papers tell of are settled where the papers are."""
    if twice:
        yield Review(len(twice), _("orang di dua surat serah terima"), "handover", "list", "handshake")
    others = balance.ledger.suspense - sum(one.suspense for one in twice)
    if others > 0:
        yield Review(others, _("perpindahan bertentangan"), "reconciliation", glyph="scale")


def _people_reviews(ships: list[_Ship], alone: int, differing: int) -> Iterator[Review]:
    if differing:
        yield Review(differing, _("beda data antarloket"), "sync", glyph="copy")
    for ship in ships:
        if ship.unchecked:
            text = _("belum diperiksa – {ship}").format(ship=ship.batch.name)
            yield Review(ship.unchecked, text, "arrival", ship.batch.id, "list-checks")
    if alone:
        yield Review(alone, _("anak belum tercatat pendampingnya"), "people", "alone", "baby")


def _card_reviews(cards: list[Contest], goods: list[str]) -> Iterator[Review]:
    """Cards and goods that two desks gave away: the review opens the first one."""
    if goods:
        yield Review(len(goods), _("titipan dikembalikan berbeda di dua loket"), "people", goods[0], "inbox")
    if cards:
        text = _("kartu belum jelas pemegangnya")
        yield Review(len(cards), text, "people", CARD_TARGET + cards[0].numbers[0], "id-card")


def _shelter_reviews(homeless: int, short: int) -> Iterator[Review]:
    if homeless:
        yield Review(homeless, _("orang belum punya tempat tidur"), "shelter", glyph="bed-double")
    if short:
        yield Review(short, _("barang atau kas di bawah batasnya"), "stock", glyph="package")


def _registration_reviews(waiting: Mapping[str, int]) -> Iterator[Review]:
    """The queues of the second stage of registration."""
    texts = {
        listing.SIMILAR: (_("mirip orang lain: bandingkan"), "similar", "copy"),
        listing.OPEN: (_("orang belum lengkap datanya"), "complete", "list-checks"),
        listing.UNCODED: (_("tujuan belum berkode"), "coding", "map-pin"),
        listing.FOREIGN: (_("diduga bukan WNI: cocokkan dokumennya"), "foreign", "id-card"),
    }
    for code, (text, target, glyph) in texts.items():
        if waiting[code]:
            yield Review(waiting[code], text, "people", target, glyph)
