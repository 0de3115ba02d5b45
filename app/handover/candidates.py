"""Who may be handed over to a kind of receiver, sorted by where they go home to (R22 Ps. 7(1)b), with what to mind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlmodel import col, select

from app.handover import annex, rules, terms
from app.handover.freezing import candidate
from app.handover.holding import papers_holding
from app.handover.records import Handover
from app.handover.unstated import missing_statements
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.reference.places import UNKNOWN, Place, place
from app.registration.counts import heads_at
from app.registration.roll import Entry, entries
from app.store.work import Reading


@dataclass(frozen=True)
class Choosable:
    """Somebody to choose: `obstacle` says in words why he cannot be, `warnings` what to mind if he is.

    `left` is the account of somebody who went his own way already.
    """

    stay_id: str
    name: str
    head_class: str | None
    age: int | None
    card: str
    destination: str
    family: str
    obstacle: str = ""
    warnings: tuple[str, ...] = ()
    held: bool = False
    """Whether he stands on another paper already."""
    left: str = ""

    @property
    def allowed(self) -> bool:
        """Whether he may be put on the list."""
        return not self.obstacle


@dataclass(frozen=True)
class Group:
    """The people of one regency; empty codes and names where it is not known."""

    province: str
    province_name: str
    regency: str
    regency_name: str
    people: tuple[Choosable, ...]

    @property
    def count(self) -> HeadCount:
        """Those of the group who may be chosen."""
        return HeadCount.of_classes(one.head_class for one in self.people if one.allowed)


def candidates(r: Reading, batch_id: str | None, kind_code: str) -> tuple[Group, ...]:
    """Everybody here (of one ship, or all) by province and regency, and who of them this receiver may get."""
    kind = rules.kind_of(kind_code)
    people = annex.ordered(entries(r, heads_at(r, rules.sources_of(kind), batch_id)))
    stays = [entry.head.stay_id for entry in people]
    held, drafted = papers_holding(r, stays), _drafted(r)
    choosable = [
        replace(
            _choosable(entry, rules.obstacle(kind, candidate(entry, held)), entry.head.stay_id in drafted),
            held=entry.head.stay_id in held,
        )
        for entry in people
    ]
    return _by_regency(people, choosable)


def gone(r: Reading, batch_id: str | None) -> tuple[Group, ...]:
    """Those who went home or stayed on their own without a signed statement: one is made good for them."""
    heads = [head for head in missing_statements(r) if batch_id in (None, head.batch_id)]
    people = annex.ordered(entries(r, heads))
    held = papers_holding(r, [entry.head.stay_id for entry in people])
    return _by_regency(people, [_gone(entry, held.get(entry.head.stay_id, "")) for entry in people])


def _gone(entry: Entry, paper: str) -> Choosable:
    account = entry.head.account
    obstacle = _("sudah ada di {paper}").format(paper=paper) if paper else ""
    told = (name_of("akun_orang", account),)
    return replace(_choosable(entry, obstacle, False), warnings=told, held=bool(paper), left=account)


def _by_regency(people: Sequence[Entry], choosable: Sequence[Choosable]) -> tuple[Group, ...]:
    where = [place(entry.head.destination_code, entry.head.destination_text) for entry in people]
    return tuple(
        _group(found[0][0], [one for _place, one in found])
        for _key, pairs in groupby(zip(where, choosable, strict=True), key=lambda pair: _regency(pair[0]))
        if (found := list(pairs))
    )


def _regency(where: Place) -> tuple[str, str]:
    return where.province, where.regency


def _group(where: Place, people: Sequence[Choosable]) -> Group:
    return Group(where.province, where.province_name, where.regency, where.regency_name, tuple(people))


def _choosable(entry: Entry, obstacle: str, drafted: bool) -> Choosable:
    head = entry.head
    destination = place(head.destination_code, head.destination_text).text
    warnings = (
        (entry.alone, _("anak tanpa pendamping: pastikan wali atau lembaga yang menerima")),
        (head.nationality not in (None, rules.WNI, rules.WNA), _("kewarganegaraan belum jelas")),
        (head.head_class is None, _("jenis kelamin belum diketahui")),
        (destination == UNKNOWN, _("tujuan belum diketahui")),
        (drafted, _("sudah ada di draf lain")),
    )
    return Choosable(
        head.stay_id,
        entry.name,
        head.head_class,
        head.age,
        head.card_number or "",
        destination,
        entry.family or entry.mother_stay_id or "",
        obstacle,
        tuple(text for holds, text in warnings if holds),
    )


def _drafted(r: Reading) -> set[str]:
    drafts = select(Handover).where(Handover.site_id == r.site_id, col(Handover.state) == terms.DRAFT)
    return {stay for row in r.all(drafts) for stay in (row.values or {}).get("stay_ids", ())}
