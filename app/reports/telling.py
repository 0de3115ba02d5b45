"""Handing the health figures of a quarter to the reports: what would leave is shown first, and exactly that is kept."""

from collections.abc import Iterator, Mapping, Sequence

from app.access.days import today
from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health.figures import Quarter, aggregates
from app.health.telling import HandedOver, Leaving, Offer, ToReports
from app.health.trail import refuse_closed
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.registration import joins
from app.reports.health import EXPLAINED, Figures, Telling, figure_name, flat, following, in_order, shown, tellings
from app.reports.periodic import named, periods
from app.reports.records import HealthFigures
from app.reports.rules.periods import QUARTER, Period, parsed
from app.reports.span import Span
from app.store.work import Reading

PERMISSION = "health.figures"


def offer(office: Office, code: str = "") -> Offer:
    """The figures of a quarter as they would leave now; the latest that is over when none is named."""
    require(office.actor, PERMISSION)
    refuse_closed(office)
    with office.read(HEALTH) as health, office.read() as r:
        return _offer(r, health, code)


def hand_over(office: Office, seen: Offer) -> None:
    """Keep the figures somebody has seen. UserError when they are otherwise by now, or nothing new would leave."""
    require(office.actor, PERMISSION)
    refuse_closed(office)
    with office.read(HEALTH) as health, office.write(PERMISSION) as w:
        now = _offer(w, health, seen.code)
        if (now.figures, len(now.earlier)) != (seen.figures, len(seen.earlier)):
            raise UserError(
                "health.changed",
                _("Angkanya berubah sejak Anda melihatnya; belum ada yang diserahkan."),
                _("Lihat sekali lagi, lalu serahkan."),
            )
        if not now.new:
            raise UserError("health.nothing_new", _("Angka ini sudah diserahkan; tidak ada yang baru untuk keluar."))
        w.insert(
            HealthFigures(id=new_id(), quarter=now.code, figures=dict(now.figures), officer=w.actor.name, at=w.now())
        )


def _offer(r: Reading, health: Reading, code: str) -> Offer:
    day = today(r)
    over = [found for one, _name in periods(r, QUARTER) if (found := parsed(QUARTER, one)) and not found.running(day)]
    if not over:
        raise UserError(
            "health.no_quarter",
            _("Belum ada triwulan yang selesai sejak pos ini mencatat; belum ada angka yang dapat keluar."),
            _("Angka kesehatan keluar per triwulan yang sudah lewat."),
        )
    chosen = next((one for one in over if one.code == code), over[0])
    earlier = tellings(r, chosen.code)
    counted = flat(aggregates(health, _quarter(chosen), day, joins.counted(r)))
    leaving = following(earlier, counted)
    return Offer(
        quarters=tuple((one.code, named(r, one)) for one in over),
        code=chosen.code,
        name=named(r, chosen),
        lines=tuple(_lines(Span(chosen, day), leaving, counted, earlier)),
        figures=leaving,
        earlier=tuple(HandedOver(one.at, one.officer) for one in reversed(earlier)),
        note=_(EXPLAINED),
    )


def _quarter(period: Period) -> Quarter:
    return Quarter(int(period.code[:4]), period.number)


def _lines(
    span: Span, leaving: Figures, counted: Mapping[str, int | None], earlier: Sequence[Telling]
) -> Iterator[Leaving]:
    before = earlier[-1].figures if earlier else {}
    for code in in_order(leaving):
        now, was = shown(span, code, leaving), shown(span, code, before)
        held = bool(earlier) and leaving[code] != counted.get(code, 0)
        yield Leaving(figure_name(span, code), str(now), "" if was is None else str(was), held)


REPORTS = ToReports(offer, hand_over)
"""What the screen of health is given."""
