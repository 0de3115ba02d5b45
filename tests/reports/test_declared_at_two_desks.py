"""Two desks that declare the same row: neither figure is lost, and one act at either says which stands everywhere."""

from datetime import date

import pytest

from app.access.days import open_day
from app.access.office import Office
from app.kernel.errors import UserError
from app.reports import declared, declaring, periodic, sending
from app.reports.declared import Page, PageRow
from app.reports.declaring import Typed
from app.reports.rules.declared import Given
from tests.reports.test_two_desks import ANSWER, HALF, JULY, SIGNERS, exchanged
from tests.shelter.counter import read, write
from tests.sync.conftest import site
from tests.sync.desks import Site

__all__ = ["site"]

ROW, OTHER = "stages.asesmen", "services.rehabilitasi_sosial"


def entered(office: Office, number: str, source: str, subject: str = ROW) -> None:
    day = date(2026, 6, 30)
    write(office, lambda w: declaring.declare(w, [Typed("2026-S1", subject, Given(number, source, day))]))


def page_at(office: Office, code: str = "stages") -> Page:
    found = read(office, lambda r: declared.pages(r, periodic.span_of(r, HALF)))
    return next(page for page in found if page.group.code == code)


def row_at(office: Office, subject: str = ROW) -> PageRow:
    rows = page_at(office, subject.partition(".")[0]).rows
    return next(row for row in rows if row.subject == subject)


def facts_at(office: Office) -> set[tuple[str, str]]:
    return {(one.said, one.source) for one in row_at(office).standing.all}


@pytest.fixture
def desks(site: Site) -> tuple[Office, Office]:
    """Two desks of a post in July, each with a figure of its own in the same row."""
    second = site.second()
    site.clock.advance(days=(JULY - site.clock.now().date()).days)
    write(site.first, lambda w: open_day(w, JULY))
    exchanged(site.first, second, site)
    entered(site.first, "31", "Buku register")
    entered(second, "36", "Rekap provinsi")
    exchanged(site.first, second, site)
    return site.first, second


def test_neither_is_lost_and_each_says_who_entered_it(desks: tuple[Office, Office]) -> None:
    for office in desks:
        assert facts_at(office) == {("31", "Buku register"), ("36", "Rekap provinsi")}
        told = " ".join(row_at(office).told)
        assert all(f"diisi {one.actor.name}, loket {one.device.letter}" in told for one in desks)
        assert page_at(office).undecided
    shown = {row_at(office).standing.all[0].said for office in desks}
    assert len(shown) == 1


def test_it_is_sent_only_after_one_was_chosen_and_that_one_stands_at_both(
    desks: tuple[Office, Office], site: Site
) -> None:
    first, second = desks
    with pytest.raises(UserError, match=r"Asesmen komprehensif.*berbeda di dua loket"):
        write(first, lambda w: sending.send(w, HALF, SIGNERS, ANSWER))
    ours = next(one for one in row_at(second).standing.all if one.said == "31")
    write(second, lambda w: declaring.choose(w, "2026-S1", ROW, ours.id))
    exchanged(second, first, site)
    for office in desks:
        assert facts_at(office) == {("31", "Buku register")}
        entry = row_at(office).standing.shown
        assert entry is not None
        assert (entry.officer, entry.chosen_by) == (first.actor.name, second.actor.name)
        assert [one.said for one in row_at(office).standing.earlier].count("36") == 1
    with pytest.raises(UserError, match="sudah diganti"):
        write(first, lambda w: declaring.choose(w, "2026-S1", ROW, ours.id))
    made = write(first, lambda w: sending.send(w, HALF, SIGNERS, ANSWER))
    assert made.stands


def test_a_third_figure_settles_both(desks: tuple[Office, Office], site: Site) -> None:
    first, second = desks
    entered(second, "34", "Dihitung ulang bersama")
    exchanged(second, first, site)
    assert facts_at(first) == facts_at(second) == {("34", "Dihitung ulang bersama")}


def test_the_same_at_both_is_no_difference_and_both_are_written_over(desks: tuple[Office, Office], site: Site) -> None:
    for office in desks:
        entered(office, "12", "Buku layanan", OTHER)
    exchanged(*desks, site)
    assert [row_at(office, OTHER).standing.others for office in desks] == [(), ()]
    entered(desks[0], "13", "Buku layanan", OTHER)
    exchanged(*desks, site)
    for office in desks:
        assert [one.said for one in row_at(office, OTHER).standing.all] == ["13"]


def test_withdrawn_at_one_desk_while_the_other_corrects_it(desks: tuple[Office, Office], site: Site) -> None:
    first, second = desks
    entered(first, "34", "Dihitung ulang bersama")
    exchanged(first, second, site)
    write(first, lambda w: declaring.withdraw(w, "2026-S1", ROW))
    entered(second, "35", "Diperbaiki")
    exchanged(first, second, site)
    for office in desks:
        assert facts_at(office) == {("", ""), ("35", "Diperbaiki")}


def test_a_number_of_victims_entered_without_knowing_what_was_sent_stays_as_it_was_sent(
    desks: tuple[Office, Office], site: Site
) -> None:
    first, second = desks
    entered(first, "34", "Dihitung ulang bersama")
    victims = Typed("2026-T1", "tppo.indicated", Given("17", "Surat UPTD PPA", date(2026, 6, 30)))
    write(first, lambda w: declaring.declare(w, [victims]))
    exchanged(first, second, site)
    made = write(first, lambda w: sending.send(w, HALF, SIGNERS, ANSWER))
    site.clock.advance(minutes=1)
    later = Typed("2026-T1", "tppo.indicated", Given("19", "Surat UPTD PPA", date(2026, 6, 30)))
    write(second, lambda w: declaring.declare(w, [later]))
    assert row_at(second, "tppo.indicated").standing.all[0].number == 19
    exchanged(first, second, site)
    for office in desks:
        told = read(office, lambda r: periodic.whole(r, HALF, site.clock.now(), on_paper=True)).report.table("tppo")
        assert told.lines[0].cells["2026-T1"].value == 17
        assert "tetap seperti yang dikirim" in told.note
        assert row_at(office, "tppo.indicated").held
        key = told.lines[0].cells["2026-T1"].key
        rows = read(office, lambda r: periodic.behind(r, HALF, key))  # noqa: B023
        assert sum(one.weight for one in rows) == 17
        assert read(office, lambda r: sending.changed(r, made.id, site.clock.now())) == []
