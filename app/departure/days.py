"""On which day of counting a departure and its tickets fall, and what a delay does to the legs that follow."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from sqlmodel import col, select

from app.access.office import site_of
from app.access.views import SiteView
from app.departure.records import Delay, Leg
from app.departure.rules.times import Stretch, misses
from app.departure.voyages import DepartureView, LegView, live
from app.kernel.clock import operational_date
from app.kernel.i18n import _
from app.store.work import Reading


def day_of(r: Reading, leg: LegView) -> date:
    """The day of counting a leg goes on: when it really left, else at the time that counts now."""
    return _counted_on(site_of(r), leg.left_at or leg.departs)


def days_of_legs(r: Reading) -> dict[str, date]:
    """Every leg → the day of counting it goes on; one that was to go and did not, on the day it was to."""
    late: dict[str, datetime] = {}
    for delay in r.all(select(Delay).where(live(r, Delay)).order_by(col(Delay.step))):
        late[delay.leg_id] = delay.departs
    site = site_of(r)
    legs = r.all(select(Leg).where(Leg.site_id == r.site_id))
    moments = {leg.id: leg.left_at or late.get(leg.id, leg.departs) for leg in legs}
    return {leg_id: _counted_on(site, moment) for leg_id, moment in moments.items()}


def missed(view: DepartureView) -> tuple[str, ...]:
    """What follows a leg too early: the bus arrives after its ship left; said, never forbidden."""
    return () if view.cancelled else tuple(_missed(view.legs))


def _missed(legs: Sequence[LegView]) -> Iterator[str]:
    for before, after in pairwise(legs):
        if after.arrived_at is None and misses(_seen(before), _seen(after)):
            text = _("{before} tiba sesudah {after} berangkat. Tunda juga yang berikutnya, atau atur jalan lain.")
            yield text.format(before=before.title, after=after.title)


def _seen(leg: LegView) -> Stretch:
    """A leg as it went or will go; one that goes late and says no arrival takes as long as was planned."""
    goes = leg.left_at or leg.departs
    if leg.arrived_at is not None or (leg.left_at is None and leg.arrives is not None):
        return Stretch(goes, leg.arrived_at or leg.arrives)
    return Stretch(goes, goes + leg.lasts if leg.lasts else None)


def _counted_on(site: SiteView, moment: datetime) -> date:
    return operational_date(moment, site.zone, site.day_start_minutes)
