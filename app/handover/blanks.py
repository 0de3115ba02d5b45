"""Paper first: pre-numbered blank packs printed ahead, and their entry later, marked *dari kertas*."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from sqlmodel import col, select

from app.access.office import site_of
from app.access.rules import require
from app.access.views import SiteView
from app.handover import annex, parting, rules, terms
from app.handover.freezing import check, lines_of, listed
from app.handover.papers import FORM, VERSION, frozen, letterhead
from app.handover.receipt import sign
from app.handover.records import BlankPack, Handover
from app.handover.service import keep_list, log_print
from app.handover.terms import KINDS, PaperBast
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.printing.draw import blank
from app.printing.form import load
from app.printing.preview import joined
from app.printing.values import Paper, Value
from app.reference.words import date_time
from app.store.work import Reading, Work

PACK_FORMS = (FORM, "manifest-checklist", "registration", "meal-list")
MOST_PAPERS = 100
_NUMBER = re.compile(r"([A-Z][A-Z0-9]{1,5}-[A-Z0-9]+-\d{2}-)(\d{6,})")

Keep = Callable[[bytes], str]
"""Puts a scan away, sealed, and gives its digest: app.access.blobs.blobs_of(office).keep."""


@dataclass(frozen=True)
class Pack:
    """Numbered blank papers; `kind` of the receiver chooses the wording of a BAST. Draw it away from the vault."""

    form: str
    version: int
    numbers: tuple[str, ...]
    site: SiteView
    kind: str
    paper: str

    def pdf(self) -> bytes:
        """All papers of the pack, one after the other."""
        values: dict[str, Value] = {"letterhead": letterhead(self.site)}
        if self.form == FORM:
            values["variant"] = KINDS[self.kind].form_variant
        form = load(self.form, self.version)
        return joined([blank(form, number, values, cast(Paper, self.paper)) for number in self.numbers])


def print_blank_pack(w: Work, form: str, count: int, kind: str = "provinsi", paper: str = "A4") -> Pack:
    """Take the next numbers for so many blank papers; they share one series with the papers that are printed full."""
    require(w.actor, "handover.issue")
    rules.kind_of(kind)
    if form not in PACK_FORMS or paper not in ("A4", "F4") or not 1 <= count <= MOST_PAPERS:
        raise UserError("pack.order", _("Pilih formulir, kertas, dan 1 sampai {n} lembar.").format(n=MOST_PAPERS))
    numbers = tuple(w.next_number(form) for _place in range(count))
    prefix, first = _split(numbers[0])
    last = first + count - 1
    w.insert(
        BlankPack(
            id=new_id(), form=form, form_version=VERSION, prefix=prefix, first=first, last=last, printed_at=w.now()
        )
    )
    return Pack(form, VERSION, numbers, site_of(w), kind, paper)


def packs(r: Reading) -> list[tuple[str, str, str, int]]:
    """The packs printed so far, latest first: form, first number, last number, how many of them were entered."""
    rows = r.all(select(BlankPack).where(BlankPack.site_id == r.site_id).order_by(col(BlankPack.id).desc()))
    entered = select(Handover).where(Handover.site_id == r.site_id, col(Handover.paper_number).is_not(None))
    used = {row.paper_number or "" for row in r.all(entered)}
    return [
        (row.form, _joined(row, row.first), _joined(row, row.last), sum(_holds(row, number) for number in used))
        for row in rows
    ]


def back_entry(w: Work, paper: PaperBast, keep: Keep | None = None) -> str:
    """Enter a BAST that was written by hand; its id. The scan, if there is one, is kept by `keep`."""
    require(w.actor, "handover.issue")
    number = _known_number(w, paper.paper_number)
    earlier = _entered(w, number)
    _check_written(w, paper)
    scan = keep(paper.scan) if keep and paper.scan else None
    when = local(paper.declared_at, w.zone)
    draft = replace(paper.draft, day=paper.draft.day or when.date(), time=paper.draft.time or f"{when:%H.%M} {w.zone}")
    people = check(w, draft)
    lines = lines_of(draft, people)
    values = frozen(draft, site_of(w), draft.day or when.date(), listed(people, draft))
    values |= parting.check(w, draft)
    values |= {"control_number": number, "remarks": [*values["remarks"], _from_paper(w, paper, number)]}
    row = w.insert(
        Handover(
            id=derived_id("handover.paper", w.site_id, number, earlier),
            number=number,
            variant=draft.kind,
            state=terms.PRINTED,
            receiver=values["receiver"],
            giver=values["giver"],
            place=draft.place or None,
            day=draft.day,
            printed_at=w.now(),
            to_account=KINDS[draft.kind].account,
            form=FORM,
            form_version=VERSION,
            paper=draft.paper,
            copies=1,
            values=values,
            names_digest=annex.digest_of(lines),
            from_paper=True,
            paper_number=number,
            declared_at=paper.declared_at,
            written_by=paper.writer.strip(),
            scan_digest=scan,
        )
    )
    keep_list(w, row.id, people, lines)
    log_print(w, row, len(lines), _("dicatat dari kertas"))
    sign(w, row.id, paper.signing)
    return row.id


def _check_written(w: Work, paper: PaperBast) -> None:
    if not paper.writer.strip():
        raise UserError("paper.writer", _("Isi nama petugas yang menulis kertasnya."))
    if paper.declared_at > w.now():
        raise UserError("paper.future", _("Waktu di kertas masih di depan; belum dicatat."), _("Periksa tanggalnya."))


def _known_number(r: Reading, text: str) -> str:
    number = "".join(text.split()).upper()
    if not _NUMBER.fullmatch(number):
        raise UserError(
            "paper.number",
            _("“{number}” bukan nomor kertas Pulang; belum ada yang dicatat.").format(number=number),
            _("Salin nomor kendali di kaki kertas, contoh: NNK-A-26-000123."),
        )
    site = site_of(r)
    if not number.startswith(f"{site.code}-"):
        raise UserError(
            "paper.other_site",
            _("Kertas {number} bukan milik pos ini ({code}); belum ada yang dicatat.").format(
                number=number, code=site.code
            ),
            _("Catat di pos yang mencetak kertasnya."),
        )
    rows = r.all(select(BlankPack).where(BlankPack.site_id == r.site_id, BlankPack.form == FORM))
    if not any(_holds(row, number) for row in rows):
        raise UserError(
            "paper.unknown",
            _("Nomor {number} tidak ada di paket kertas kosong BAST yang dikenal di laptop ini.").format(number=number),
            _("Periksa angkanya; jika paketnya dicetak di loket lain, sinkronkan dulu."),
        )
    return number


def _entered(r: Reading, number: str) -> int:
    """How often this paper was entered and voided again; refused while an entry stands."""
    rows = r.all(select(Handover).where(Handover.site_id == r.site_id, Handover.paper_number == number))
    if any(row.state != terms.VOID for row in rows):
        raise UserError(
            "paper.used",
            _("Kertas {number} sudah dicatat; tidak dicatat dua kali.").format(number=number),
            _("Buka suratnya di daftar. Jika isinya salah, batalkan dulu, lalu catat lagi."),
        )
    return len(rows)


def _from_paper(w: Work, paper: PaperBast, number: str) -> str:
    written = date_time(paper.declared_at, w.zone)
    return f"Dicatat dari kertas nomor {number}, ditulis oleh {paper.writer.strip()} pada {written}."


def _split(number: str) -> tuple[str, int]:
    prefix, _dash, count = number.rpartition("-")
    return f"{prefix}-", int(count)


def _joined(row: BlankPack, count: int) -> str:
    return f"{row.prefix}{count:06d}"


def _holds(row: BlankPack, number: str) -> bool:
    prefix, count = _split(number) if _NUMBER.fullmatch(number) else ("", 0)
    return prefix == row.prefix and row.first <= count <= row.last
