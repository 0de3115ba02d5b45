"""A paper says what stood when it was closed, whatever another desk did before it was printed."""

import pytest

from app.access.office import Office
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.reconciliation import explaining
from app.reconciliation.closing import Closed
from app.reconciliation.explaining import Answer
from app.reconciliation.periods import period
from app.reconciliation.records import Closing, Explanation
from app.reconciliation.rules import Finding
from app.reconciliation.stood import since
from tests.reconciliation.test_periods import WEEK, close_week, later, week_over
from tests.reconciliation.test_recording import SIGNERS, printed, text_of
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["site"]
STORM = Answer("tanda_terima", "kapal tertunda di Parepare", "Rahma Wati")


def transit_of(office: Office) -> Finding:
    with office.read() as r:
        return next(one.finding for one in period(r, WEEK).checks if one.finding.code == "period.transit")


def explained(office: Office, answer: Answer = STORM) -> str:
    with office.write("reconciliation.explain") as w:
        return explaining.explain(w, WEEK, transit_of(office), answer)


def withdrawn(office: Office, explanation: str) -> None:
    with office.write("reconciliation.explain") as w:
        explaining.withdraw(w, explanation, "ternyata bus, bukan kapal")


def part(pdf: bytes, head: str, end: str) -> str:
    return text_of(pdf).split(head)[1].split(end)[0]


def findings(pdf: bytes) -> str:
    return part(pdf, "Selisih dan penjelasannya:", "Tanda terima yang belum kembali:")


def adjusted(pdf: bytes) -> str:
    return part(pdf, "Penyesuaian sesudah penutupan:", "Tiba dan sampai di rumah per rombongan")


@pytest.fixture
def closed_while_withdrawn(site: Site) -> tuple[Office, Office, Closed]:
    """The first desk closed a week with an explanation that the second was taking back at the same time."""
    week_over(site.first, site.clock)
    explanation = explained(site.first)
    second = site.second()
    send(site.first, second, site.stick)
    withdrawn(second, explanation)
    closed = close_week(site.first)
    send(second, site.first, site.stick)
    return site.first, second, closed


def test_an_explanation_taken_back_at_another_desk_stays_on_the_paper(
    closed_while_withdrawn: tuple[Office, Office, Closed],
) -> None:
    first, _second, closed = closed_while_withdrawn
    paper = printed(first, closed.id)
    assert "kapal tertunda di Parepare" in findings(paper)
    assert "Penjelasan dicabut sesudah penutupan (ternyata bus, bukan kapal)" in adjusted(paper)


def test_the_other_desk_prints_the_same_sentences(
    closed_while_withdrawn: tuple[Office, Office, Closed], site: Site
) -> None:
    first, second, closed = closed_while_withdrawn
    send(first, second, site.stick)
    assert findings(printed(second, closed.id)) == findings(printed(first, closed.id))


def test_a_numbered_paper_stays_as_it_is_and_an_explanation_of_later_is_told_apart(
    site: Site,
) -> None:
    week_over(site.first, site.clock)
    kept = explained(site.first)
    closed = close_week(site.first)
    explained(site.first, Answer("tanda_terima", "dinas belum membalas surat", "Rahma Wati"))
    paper = printed(site.first, closed.id)
    assert "dinas belum membalas" not in findings(paper)
    assert "Penjelasan yang belum ada di sini saat penutupan" in adjusted(paper)
    with site.first.write("reconciliation.test") as w:
        w.void(w.need(Explanation, kept), "salah tulis")
    assert printed(site.first, closed.id, SIGNERS) == paper


def test_a_receipt_that_came_back_before_printing_was_missing_at_the_closing(site: Site) -> None:
    quay, stays = week_over(site.first, site.clock)
    paper_id = quay.handed_over(stays[3:])
    later(site.first, site.clock, 20)
    closed = close_week(site.first)
    quay.received(paper_id, Signing())
    paper = printed(site.first, closed.id)
    waiting = part(paper, "Tanda terima yang belum kembali:", "Penyesuaian sesudah penutupan:")
    assert waiting.count("1 orang, sejak") == 2
    assert adjusted(paper).count("Sesudah penutupan tidak ditunggu lagi: BAST") == 1


def test_a_closing_of_before_it_was_kept_prints_what_stands(office: Office, clock: FixedClock) -> None:
    week_over(office, clock)
    explained(office)
    closed = close_week(office)
    with office.write("reconciliation.test") as w:
        w.update(w.need(Closing, closed.id), stood=None)
    with office.read() as r:
        assert list(since(r, r.need(Closing, closed.id))) == []
    assert "kapal tertunda" in findings(printed(office, closed.id))
