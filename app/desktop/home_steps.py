"""What Beranda proposes to do next, and where those present go home to: read from the balance and those here."""

from collections.abc import Iterator, Sequence

from app.desktop.home_next import NextStep
from app.handover.screens.screen import LIST
from app.kernel.i18n import _, ngettext
from app.reconciliation.checks import FOREIGN, HANDOVER, HEIRS, PEOPLE, Check
from app.reconciliation.ledger import BalanceView
from app.reference.places import place
from app.registration.counts import HeadLine
from app.widgets.chart import Bar

MOST_BARS = 7
TO_PROVINCE, TO_IMMIGRATION = "provinsi", "imigrasi"


def next_steps(balance: BalanceView, here: Sequence[HeadLine], finished: Sequence[tuple[str, str]]) -> list[NextStep]:
    """The steps, the most pressing first; `finished` are (id, name) of open ships whose list is wholly checked."""
    found = {check.finding.code: check for check in balance.checks}
    return [*_of_checks(found), *_ready(here), *_closing(finished)]


def destinations(here: Sequence[HeadLine]) -> tuple[Bar, ...]:
    """Those present (but foreigners) by province, the most first; the rest in one bar."""
    counts: dict[str, int] = {}
    for head in here:
        if head.nationality != FOREIGN:
            name = _province(head) or _("belum diketahui")
            counts[name] = counts.get(name, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown, rest = ordered[:MOST_BARS], ordered[MOST_BARS:]
    bars = [Bar(TO_PROVINCE, name, number) for name, number in shown]
    if rest:
        bars.append(Bar(TO_PROVINCE, _("lainnya"), sum(number for _name, number in rest)))
    return tuple(bars)


def _of_checks(found: dict[str, Check]) -> Iterator[NextStep]:
    if check := found.get("people.foreign"):
        text = _("Serahkan {n} orang bukan WNI ke Imigrasi").format(n=len(check.heads))
        yield NextStep(text, _some(check.heads), HANDOVER, TO_IMMIGRATION, "shield")
    if check := found.get("bodies.waiting"):
        text = _("Serahkan {n} jenazah kepada ahli waris").format(n=len(check.heads))
        yield NextStep(text, _some(check.heads), HANDOVER, HEIRS, "handshake")
    if check := found.get("handover.unsigned"):
        yield NextStep(_("Catat tanda tangan berita acara"), check.finding.text, HANDOVER, check.target, "pencil")
    if check := found.get("balance.unreceived"):
        yield NextStep(_("Catat tanda terima yang kembali"), check.finding.text, HANDOVER, LIST, "inbox")
    if check := found.get("people.destination"):
        text = _("Lengkapi tujuan {n} orang").format(n=len(check.heads))
        yield NextStep(text, _some(check.heads), PEOPLE, check.target, "map-pin")


def _ready(here: Sequence[HeadLine]) -> Iterator[NextStep]:
    known = [name for head in here if head.nationality != FOREIGN and (name := _province(head))]
    if known:
        most = max(sorted(set(known)), key=known.count)
        text = _("Susun serah terima untuk {province}").format(province=most)
        number = known.count(most)
        hint = ngettext("{n} orang hadir menuju ke sana", "{n} orang hadir menuju ke sana", number).format(n=number)
        yield NextStep(text, hint, HANDOVER, TO_PROVINCE, "bus")


def _closing(finished: Sequence[tuple[str, str]]) -> Iterator[NextStep]:
    for batch_id, name in finished:
        hint = _("Daftarnya sudah diperiksa semua; hitungannya dicocokkan sebelum ditutup.")
        yield NextStep(_("Tutup rombongan {name}").format(name=name), hint, "reconciliation", batch_id, "scale")


def _province(head: HeadLine) -> str:
    return place(head.destination_code, head.destination_text).province_name


def _some(heads: Sequence[HeadLine]) -> str:
    named, more = ", ".join(head.display for head in heads[:3]), len(heads) - 3
    return _("{said}, dan {n} orang lagi").format(said=named, n=more) if more > 0 else named
