"""The heads health works with, read from registration: who is here, whose card this is, who is gone."""

from app.access.office import Office
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration import joins, rules
from app.registration.cards import look_up
from app.registration.counts import HeadLine, heads_at, heads_of

IN_CARE = (rules.PRESENT, *rules.TEMPORARY)
"""Accounts of people the post still cares for."""


def present(office: Office) -> list[HeadLine]:
    """Everybody here or elsewhere for a while; bodies are not among them."""
    require(office.actor, "registration.read")
    with office.read() as r:
        return [head for head in heads_at(r, IN_CARE) if not head.body]


def died(office: Office) -> list[HeadLine]:
    """Those who died here and whose papers are still to be got."""
    with office.read() as r:
        return heads_at(r, rules.DIED)


def known(office: Office, stay_id: str) -> HeadLine:
    """A head wherever it is now, the one that counts of arrivals that were joined; UserError when it is not known."""
    with office.read() as r:
        found = heads_of(r, joins.arrivals(r, stay_id)[:1])
    if not found:
        raise UserError(
            "health.unknown",
            _("Orang ini tidak ada di catatan laptop ini; tidak ada yang disimpan."),
            _("Daftarkan dulu di Kedatangan, atau baca berkas kiriman dari loket lain."),
        )
    return found[0]


def arrivals(office: Office, stay_id: str) -> tuple[str, ...]:
    """An arrival and those joined to it, under which something may be written too; the one that counts first."""
    with office.read() as r:
        return joins.arrivals(r, stay_id)


def counting(office: Office) -> dict[str, str]:
    """Every arrival that was joined to another one → the one that counts for it."""
    with office.read() as r:
        return joins.counted(r)


def here(office: Office, stay_id: str) -> HeadLine:
    """A head the post still cares for; UserError for one that left or died."""
    head = known(office, stay_id)
    if head.account not in IN_CARE or head.body:
        raise UserError(
            "health.left",
            _("{name} sudah tidak di sini ({account}); tidak ada yang disimpan.").format(
                name=head.display, account=name_of("akun_orang", head.account)
            ),
            _("Kalau catatan keluarnya keliru, batalkan dulu di layar Orang."),
        )
    return head


def of_card(office: Office, scanned: str) -> HeadLine:
    """Whoever holds the card scanned or typed; UserError for no card of ours, an old one, one given to nobody."""
    with office.read() as r:
        seen = look_up(r, scanned)
        head = heads_of(r, joins.arrivals(r, seen.stay_id)[:1]) if seen is not None and seen.stay_id else []
    if seen is None:
        raise UserError(
            "health.card",
            _("Kartu “{number}” tidak dikenal di pos ini; tidak ada yang disimpan.").format(number=scanned[:24]),
            _("Ketik nomor yang tertulis di kartu, atau cari namanya."),
        )
    if seen.ended is not None:
        raise UserError(
            "health.old_card",
            _("Ini {card}; tidak ada yang disimpan.").format(card=seen.told(office.site.zone)),
            _("Minta kartu yang berlaku, atau cari namanya."),
        )
    if not head:
        raise UserError(
            "health.free_card",
            _("Kartu {number} belum dibagikan kepada siapa pun.").format(number=seen.number),
            _("Bagikan dulu kartunya di Kedatangan."),
        )
    return head[0]
