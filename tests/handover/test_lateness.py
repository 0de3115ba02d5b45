"""Who is on the way without a receipt for longer than the post allows, with the telephone to ask."""

from dataclasses import replace

import pytest

from app.access import days
from app.access.office import Office
from app.access.sites import update_site
from app.handover import lateness, receipt
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from tests.handover.samples import PROVINCE, issued
from tests.helpers.office import landed


def after(office: Office, clock: FixedClock, count: int) -> list[lateness.LatePaper]:
    clock.advance(days=count)
    with office.write("access.open_day") as w:
        days.open_day(w, days.latest_date(w))
    with office.read() as r:
        return lateness.late(r)


def test_a_receipt_is_asked_for_after_the_days_the_post_allows(office: Office, clock: FixedClock) -> None:
    update_site(office, replace(office.site, receipt_days=3))
    stays = landed(office, None, 5)
    first = issued(office, stays[:3], receiver=replace(PROVINCE, phone="0411-000000"))
    second = issued(office, stays[3:])
    with office.write("handover.sign") as w:
        receipt.sign(w, first.id)
        receipt.sign(w, second.id, Signing())
    assert after(office, clock, 2) == []
    [one] = after(office, clock, 1)
    assert (one.number, one.days, one.total, one.phone) == (first.number, 3, 3, "0411-000000")
    assert (one.receiver, one.contact) == (PROVINCE.institution, PROVINCE.name)
    with office.write("handover.receive") as w:
        receipt.receive(w, first.id, Signing())
    with office.read() as r:
        assert lateness.late(r) == []


@pytest.mark.parametrize("number", [0, 91])
def test_the_setting_has_its_limits(office: Office, number: int) -> None:
    with pytest.raises(UserError, match=r"access\.site"):
        update_site(office, replace(office.site, receipt_days=number))
    assert office.site.receipt_days == 7
