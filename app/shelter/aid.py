"""Aid handed out to one head, a family or a group: rights checked, goods and money off the book, one receipt."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.reference.enumerations import codes, name_of
from app.registration import joins, rules
from app.registration.counts import HeadLine, heads_of, heads_where
from app.registration.live import live
from app.registration.position import position
from app.registration.wording import clean_text, required_reason
from app.shelter import stock
from app.shelter.aid_items import item_named, kept_as
from app.shelter.meals import body_of
from app.shelter.records import AidClaim, AidIssue, AidReceipt, AidReturn
from app.shelter.rules.aid import PER_PERSON, Item, Right, Used, next_right, period
from app.shelter.rules.stock import CASH, GOODS, Place
from app.shelter.rules.whom import THE_DEAD, is_for
from app.shelter.wording import not_here
from app.store.journal import chunks
from app.store.work import Reading, Work

PERMISSION = "shelter.aid"
SERIES = "bantuan"
ONE, GROUP = "satu", "kelompok"
ALREADY, NOT_FOR, GONE, SHORT, WRONG = "already", "not_for", "gone", "short", "wrong"
MOST_GRANTS, MOST_PIECES, MOST_RUPIAH = 2000, 20, 100_000_000


@dataclass(frozen=True)
class Grant:
    """So many of an item for a head; of money the rupiah."""

    stay_id: str
    item: str
    size: str = ""
    quantity: int = 1


@dataclass(frozen=True)
class Terms:
    """What holds for all of it: who pays (`sumber_dana`), from which stores, who receives and who watches.

    Of who receives for the dead also his paper (“KTP 6405…”) or where he lives. `beyond` is why more is given than the
    rule allows, `short` why although the book says there is none.
    """

    fund: str
    goods_store: str = ""
    cash_store: str = ""
    party: str = ""
    relation: str = ""
    paper: str = ""
    address: str = ""
    witness: str = ""
    beyond: str = ""
    short: str = ""


@dataclass(frozen=True)
class Answer:
    """What stands against a grant, if anything (ALREADY, NOT_FOR, GONE, SHORT, WRONG), in words."""

    grant: Grant
    problem: str = ""
    text: str = ""
    head: HeadLine | None = None
    rights: tuple[Right, ...] = field(default=())


@dataclass(frozen=True)
class Issued:
    """What was handed out and the number of its receipt."""

    receipt_id: str
    number: str
    people: int
    pieces: int
    rupiah: int


def check(r: Reading, grants: Sequence[Grant], terms: Terms, zone: str) -> list[Answer]:
    """Whether each of these may be handed out, all of them together; nothing is changed."""
    if len(grants) > MOST_GRANTS:
        raise UserError("aid.many", _("Paling banyak {n} baris sekali bagi.").format(n=MOST_GRANTS))
    same = joins.counted(r)
    grants = [replace(grant, stay_id=same.get(grant.stay_id, grant.stay_id)) for grant in grants]
    heads = {head.stay_id: head for head in heads_of(r, [*{grant.stay_id for grant in grants}])}
    items = {code: item_named(r, code) for code in {grant.item for grant in grants}}
    claims = _claims(r, heads.values(), items.values())
    left = _on_hand(r, grants, items, terms)
    day, found = today(r), []
    for grant in grants:
        item, head = items[grant.item], heads.get(grant.stay_id)
        answer = _refusal(grant, item, head) or _rights(grant, item, head, (claims, day, zone))
        if not answer.problem and item.stocked:
            place = _place(grant, item, terms)
            left[place] -= grant.quantity
            if left[place] < 0:
                text = _("Stok {item} menurut catatan tidak cukup.").format(item=_named(item, grant.size))
                answer = Answer(grant, SHORT, text, head, answer.rights)
        found.append(answer)
    return found


def issue(w: Work, grants: Sequence[Grant], terms: Terms) -> Issued:
    """Hand all of it out under one receipt; UserError when anything stands against any of it, and nothing is kept."""
    require(w.actor, PERMISSION)
    if not grants:
        raise UserError("aid.none", _("Belum ada bantuan yang dipilih; tidak ada yang dicatat."))
    if terms.fund not in codes("sumber_dana"):
        raise UserError("aid.fund", _("Pilih sumber dananya; tidak ada yang dicatat."))
    answers = check(w, grants, terms, w.zone)
    allowed = {"", *([ALREADY] if terms.beyond.strip() else []), *([SHORT] if terms.short.strip() else [])}
    refused = [answer for answer in answers if answer.problem not in allowed]
    if refused:
        raise UserError(f"aid.{refused[0].problem}", _told(refused), _("Tidak ada yang dicatat; perbaiki lalu ulangi."))
    items = {grant.item: item_named(w, grant.item) for grant in grants}
    receipt = w.insert(_receipt(w, [answer.head for answer in answers if answer.head], terms, items))
    pieces = rupiah = 0
    for answer in answers:
        item = items[answer.grant.item]
        for right in answer.rights:
            claim = _claim(w, answer, item, right, terms.beyond)
            rupiah += _hand_out(w, receipt.id, claim, (answer.grant, item), terms)
            pieces += not item.cash
    people = len({answer.grant.stay_id for answer in answers})
    return Issued(receipt.id, receipt.number, people, pieces, rupiah)


def undo(w: Work, receipt_id: str, reason: str) -> None:
    """Nothing on this receipt was handed out after all; what the other desk gave under the same right stays."""
    require(w.actor, PERMISSION)
    said = required_reason(reason)
    receipt = w.need(AidReceipt, receipt_id)
    rows = w.all(select(AidIssue).where(live(w, AidIssue), AidIssue.receipt_id == receipt_id))
    if receipt.void_reason is not None:
        raise UserError("aid.void", _("Tanda terima ini sudah dibatalkan; tidak ada yang diubah."))
    if w.all(select(AidReturn).where(live(w, AidReturn), col(AidReturn.issue_id).in_([row.id for row in rows]))):
        raise UserError(
            "aid.returned",
            _("Sebagian barang pinjaman di tanda terima ini sudah kembali atau hilang; belum dibatalkan."),
            _("Batalkan dulu pengembaliannya."),
        )
    for row in rows:
        w.void(row, said)
        stock.withdraw(w, row.id, said)
        claim = w.get(AidClaim, row.claim_id)
        others = w.all(select(AidIssue).where(live(w, AidIssue), AidIssue.claim_id == row.claim_id))
        if claim is not None and claim.void_reason is None and not others:
            w.void(claim, said)
    w.void(receipt, said)


def _refusal(grant: Grant, item: Item, head: HeadLine | None) -> Answer | None:
    if head is None:
        return Answer(grant, GONE, _("Kedatangan orang ini sudah dibatalkan."))
    body = body_of(head)
    if not body.dead and head.account not in (rules.PRESENT, *rules.TEMPORARY):
        return Answer(grant, GONE, not_here(head.account), head)
    if not is_for(item.whom, body):
        whom = name_of("untuk_siapa", item.whom).lower()
        return Answer(grant, NOT_FOR, _("{item} hanya untuk {whom}.").format(item=item.name, whom=whom), head)
    if item.sizes and grant.size not in item.sizes:
        return Answer(grant, WRONG, _("Pilih ukuran {item}.").format(item=item.name), head)
    most = MOST_RUPIAH if item.cash else MOST_PIECES
    if not 1 <= grant.quantity <= most:
        return Answer(grant, WRONG, _("Jumlah {item} antara 1 dan {most}.").format(item=item.name, most=most), head)
    return None


@dataclass(frozen=True)
class _Made:
    """A claim as the rule needs it: its period, use, and when and where it was made (None: by this very issue)."""

    period: str
    used: Used
    at: datetime | None = None
    desk: str = ""


Known = tuple[dict[tuple[str, str], list[_Made]], date, str]
"""Claims by whom and item, the day in use, the zone."""


def _rights(grant: Grant, item: Item, head: HeadLine | None, known: Known) -> Answer:
    """The rights this grant would use; ALREADY when one of them is beyond the rule."""
    claims, day, zone = known
    mine = claims.setdefault((_subject(item, head), item.code), [])
    spoken = period(item, day)
    rights: list[Right] = []
    for _piece in range(1 if item.cash else grant.quantity):
        rights.append(next_right(item, [made.used for made in mine if made.period == spoken]))
        mine.append(_Made(spoken, Used(rights[-1].place, rights[-1].attempt, True)))
    if not any(right.beyond for right in rights):
        return Answer(grant, head=head, rights=tuple(rights))
    earlier = [(made.at, made.desk) for made in mine if made.period == spoken and made.used.standing and made.at]
    text = _("{item} paling banyak {most} kali.").format(item=item.name, most=item.most)
    if earlier:
        at, desk = max(earlier)
        said = {"item": item.name, "at": f"{local(at, zone):%d-%m %H.%M}", "desk": desk}
        text = _("Sudah menerima {item} pada {at} di Loket {desk}.").format(**said)
    return Answer(grant, ALREADY, text, head, tuple(rights))


def _subject(item: Item, head: HeadLine | None) -> str:
    """Whose right it is: of this arrival, or of the person whatever the arrival."""
    if head is None:
        return ""
    return (head.person_id if item.per == PER_PERSON else None) or head.stay_id


def _claims(r: Reading, heads: Iterable[HeadLine], items: Iterable[Item]) -> dict[tuple[str, str], list[_Made]]:
    """Claims of these heads and of arrivals joined to them, those of a person's earlier stays too where a right is
    given once in a life. One taken back at a desk stands while what another desk gave under it is in his hands."""
    once = {item.code for item in items if item.per == PER_PERSON}
    owners = {head.stay_id: head for head in heads}
    people = {head.person_id for head in owners.values() if head.person_id} if once else set()
    others = heads_where(r, position.c.person.in_(people)) if people else []
    person = {head.stay_id: head.person_id for head in (*others, *owners.values())}
    same = {stay: kept for stay, kept in joins.counted(r).items() if kept in person}
    found: dict[tuple[str, str], list[_Made]] = {}
    for some in chunks([*person, *same]):
        mine = select(AidClaim).where(col(AidClaim.site_id) == r.site_id, col(AidClaim.stay_id).in_(some))
        out = sql_select(col(AidIssue.claim_id)).where(live(r, AidIssue), col(AidIssue.stay_id).in_(some))
        held = {row[0] for row in r.rows(out)}
        for claim in r.all(mine):
            stay = same.get(claim.stay_id, claim.stay_id)
            own = person[stay] if claim.item in once else None
            used = Used(claim.place, claim.attempt, claim.void_reason is None or claim.id in held)
            made = _Made(claim.period, used, claim.at, claim.desk)
            found.setdefault((own or stay, claim.item), []).append(made)
    return found


def _claim(w: Work, answer: Answer, item: Item, right: Right, beyond: str) -> AidClaim:
    spoken = period(item, today(w))
    key = (_subject(item, answer.head), item.code, spoken, str(right.place), str(right.attempt))
    row = AidClaim(
        id=derived_id("aid_claim", *key), stay_id=answer.grant.stay_id, item=item.code, period=spoken,
        place=right.place, attempt=right.attempt, at=w.now(), desk=w.device_letter, officer=w.actor.name,
        beyond=beyond.strip() or None if right.beyond else None,
    )  # fmt: skip
    return w.insert_once(row)[0]


def _hand_out(w: Work, receipt_id: str, claim: AidClaim, what: tuple[Grant, Item], terms: Terms) -> int:
    """One issue and its move in the book; the rupiah it is worth."""
    grant, item = what
    place = _place(grant, item, terms) if item.stocked else None
    number = grant.quantity if item.cash else 1
    value = grant.quantity if item.cash else item.value
    row = AidIssue(
        id=derived_id("aid_issue", claim.id, w.device_id), claim_id=claim.id, receipt_id=receipt_id,
        stay_id=grant.stay_id, item=item.code, size=grant.size, quantity=number, value=value, fund=terms.fund,
        store_id=place.store if place else None, loan=item.loan, at=w.now(), day=today(w), desk=w.device_letter,
        officer=w.actor.name,
    )  # fmt: skip
    w.insert(row)
    if place is not None:
        stock.hand_out(w, place, number, row.id, terms.short.strip() or None)
    return value or 0


def _receipt(w: Work, heads: Sequence[HeadLine], terms: Terms, items: dict[str, Item]) -> AidReceipt:
    people = {head.stay_id: head for head in heads}
    for_heirs = any(item.whom == THE_DEAD for item in items.values())
    party, relation = clean_text(terms.party), clean_text(terms.relation)
    if for_heirs and (party is None or relation is None):
        raise UserError("aid.heir", _("Tulis nama ahli waris yang menerima dan hubungannya; tidak ada yang dicatat."))
    paper, address = clean_text(terms.paper), clean_text(terms.address)
    if for_heirs and paper is None and address is None:
        raise UserError("aid.heir_paper", _("Tulis nomor identitas atau alamat ahli warisnya; tidak ada yang dicatat."))
    single = len(people) == 1 or party is not None
    first = next(iter(people.values()))
    return AidReceipt(
        id=new_id(), number=w.next_number(SERIES), kind=ONE if single else GROUP,
        party=party or (first.display if single else ""), relation=relation, party_paper=paper, party_address=address,
        witness=clean_text(terms.witness),
        fund=terms.fund, officer=w.actor.name, at=w.now(), day=today(w), desk=w.device_letter,
    )  # fmt: skip


def _on_hand(r: Reading, grants: Sequence[Grant], items: dict[str, Item], terms: Terms) -> Counter[Place]:
    places = {_place(grant, items[grant.item], terms) for grant in grants if items[grant.item].stocked}
    return Counter({place: stock.on_hand(r, place) for place in places})


def _place(grant: Grant, item: Item, terms: Terms) -> Place:
    if item.cash:
        return Place(terms.cash_store or stock.first_store(CASH), kept_as(item))
    return Place(terms.goods_store or stock.first_store(GOODS), item.code, grant.size)


def _named(item: Item, size: str) -> str:
    return f"{item.name} {size}".strip()


def _told(refused: Sequence[Answer]) -> str:
    """The first three reasons with names, and how many more there are."""
    lines = [f"{one.head.display}: {one.text}" if one.head else one.text for one in refused[:3]]
    more = _("… dan {n} lagi").format(n=len(refused) - 3) if len(refused) > 3 else ""
    return " ".join(part for part in (*lines, more) if part)
