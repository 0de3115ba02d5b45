"""Two desks that write the same part of a report: neither text is lost, and one act at either settles it."""

from datetime import date

import pytest

from app.access.days import open_day
from app.access.office import Office
from app.kernel.errors import UserError
from app.reconciliation.rules import Override
from app.reports import drafting, sending
from app.reports.content import Signers
from app.reports.drafting import Written
from app.reports.periodic import Want, period_of
from tests.shelter.counter import read, write
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["site"]

HALF, PART = Want("semester", "2026-S1"), "hambatan"
JULY = date(2026, 7, 2)
SIGNERS, ANSWER = Signers("Siti Rahmawati"), Override("Siti Rahmawati", "menunggu jawaban Konsulat")


def wrote(office: Office, text: str, part: str = PART) -> None:
    write(office, lambda w: drafting.write(w, period_of(w, HALF), part, text))


def part_at(office: Office, part: str = PART) -> Written:
    return read(office, lambda r: drafting.narratives(r, period_of(r, HALF)))[part]


def texts_at(office: Office) -> set[str]:
    """The text shown and those that wait beside it."""
    found = part_at(office)
    return {found.text, *(other.text for other in found.others)}


def exchanged(one: Office, two: Office, site: Site) -> None:
    send(one, two, site.stick)
    send(two, one, site.stick)


@pytest.fixture
def desks(site: Site) -> tuple[Office, Office]:
    """Two desks of a post in July, each with a text of its own in the same part."""
    second = site.second()
    site.clock.advance(days=(JULY - site.clock.now().date()).days)
    write(site.first, lambda w: open_day(w, JULY))
    exchanged(site.first, second, site)
    wrote(site.first, "Kapal lanjutan terlambat.")
    wrote(second, "Matras kurang 40.")
    exchanged(site.first, second, site)
    return site.first, second


def test_neither_text_is_lost_and_each_says_who_wrote_it(desks: tuple[Office, Office]) -> None:
    for office in desks:
        assert texts_at(office) == {"Kapal lanjutan terlambat.", "Matras kurang 40."}
        [other] = part_at(office).others
        assert other.officer
        assert other.desk
        assert other.officer != part_at(office).officer


def test_freezing_waits_until_one_text_is_kept_and_the_other_desk_sees_it(
    desks: tuple[Office, Office], site: Site
) -> None:
    first, second = desks
    with pytest.raises(UserError, match="ditulis di dua loket"):
        write(first, lambda w: sending.send(w, HALF, SIGNERS, ANSWER))
    wrote(second, "Kapal lanjutan terlambat.\nMatras kurang 40.")
    exchanged(second, first, site)
    for office in desks:
        assert part_at(office).others == ()
        assert part_at(office).text == "Kapal lanjutan terlambat.\nMatras kurang 40."
        assert part_at(office).officer == second.actor.name
    made = write(first, lambda w: sending.send(w, HALF, SIGNERS, ANSWER))
    assert made.stands


def test_the_same_text_at_both_is_no_difference(site: Site, desks: tuple[Office, Office]) -> None:
    for office in desks:
        wrote(office, "Tidak ada.", "usulan")
    exchanged(*desks, site)
    assert [part_at(office, "usulan").others for office in desks] == [(), ()]


def test_settling_anew_while_the_other_writes_again_is_told_again(site: Site, desks: tuple[Office, Office]) -> None:
    first, second = desks
    wrote(first, "Keduanya.")
    wrote(second, "Matras kurang 45.")
    exchanged(first, second, site)
    for office in desks:
        assert texts_at(office) == {"Keduanya.", "Matras kurang 45."}
