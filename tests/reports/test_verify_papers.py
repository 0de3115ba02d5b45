"""Every signed paper that is no BAST, read from its page: original, altered and which line, unknown signer, voided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app.access.days import open_day
from app.access.office import Office
from app.handover.papers import FORM as BAST
from app.handover.signed import ADDENDUM_FORM, RECONCILED, STATEMENT_FORM
from app.handover.verify import ALTERED, CALLED_OFF, GENUINE, UNKNOWN, Against, verify_file
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.manifest import recheck, results, unlisted
from app.manifest.recheck import Found
from app.printing.preview import pages_as_png
from app.printing.reading import read_codes
from app.reconciliation import closing, papers, recording
from app.reconciliation.records import Closing
from app.reconciliation.rules import Override
from app.registration.heads import Who
from app.reports import sending
from app.reports.content import Signers
from app.reports.periodic import Want
from app.reports.sending import REPORTED, SIGNED_PAPERS
from app.shelter.duty import turnover
from app.shelter.duty.records import Turnover
from app.shelter.duty.turnover import TurnoverDraft
from app.shelter.papers.turnover import lines_of
from tests.helpers.office import landed, ship
from tests.manifest.lists import do, keep_list
from tests.reconciliation.test_periods import close_week, week_over
from tests.reconciliation.test_recording import SIGNERS as CLOSERS
from tests.reports.busy import two_days
from tests.shelter.counter import opened, read, write

ELSEWHERE = {BAST, STATEMENT_FORM, ADDENDUM_FORM}
"""Forms whose pages are read in tests/handover, each kind of receiver and of statement."""


@dataclass(frozen=True)
class Made:
    """A printed paper: its PDF, the lines its signature binds (none for a report: that is bound whole), its end."""

    pdf: bytes
    lines: tuple[str, ...]
    call_off: Callable[[], object]


def shift(office: Office, _clock: FixedClock) -> Made:
    """A shift handed over."""
    opened(office)
    landed(office, ship(office), 5)
    made = write(office, lambda w: turnover.issue(w, TurnoverDraft("pagi", "siang", "Rahmawati", keys=("Gudang",))))
    lines = read(office, lambda r: tuple(lines_of(r.need(Turnover, made.id).values or {})))
    pdf = read(office, lambda r: turnover.paper(r, made.id)).pdf()
    return Made(pdf, lines, lambda: write(office, lambda w: turnover.void(w, made.id, "salah orang")))


def result(office: Office, _clock: FixedClock) -> Made:
    """A list checked to its end; somebody more makes it outdated."""
    batch = ship(office)
    for line in keep_list(office, batch):
        do(office, recheck.confirm, line, Found("LD"))
    pdf = do(office, results.result_sheet, batch).pdf()
    lines = read(office, lambda r: tuple(results.names_of(results.outcome(r, batch))))

    def overtake() -> None:
        do(office, unlisted.add, batch, Who(name="Rusli Hamzah", sex="L"), Found("LD", "A171"))
        do(office, results.result_sheet, batch)

    return Made(pdf, lines, overtake)


def reconciled(office: Office, clock: FixedClock) -> Made:
    """A week closed."""
    week_over(office, clock)
    closed = close_week(office)
    pdf = write(office, lambda w: recording.record(w, closed.id, CLOSERS)).pdf()
    row = read(office, lambda r: r.need(Closing, closed.id))
    lines = tuple(papers.lines_of(row.paper_values or {}, row.states or ""))
    return Made(pdf, lines, lambda: write(office, lambda w: closing.reopen_closing(w, closed.id, "surat menyusul")))


def report(office: Office, clock: FixedClock) -> Made:
    """Half a year sent."""
    two_days(office, clock)
    july = date(2026, 7, 2)
    clock.advance(days=(july - clock.now().date()).days)
    write(office, lambda w: open_day(w, july))
    by = Signers("Siti Rahmawati", "198504122010012003", "Kepala Pos", "Drs. Yusuf")
    over = Override("Siti Rahmawati", "menunggu jawaban Konsulat")
    made = write(office, lambda w: sending.send(w, Want("semester", "2026-S1"), by, over))
    pdf = read(office, lambda r: sending.sheet(r, made.id)).pdf()
    return Made(pdf, (), lambda: write(office, lambda w: sending.void(w, made.id, "salah periode")))


MAKERS = {turnover.STATEMENT: shift, results.STATEMENT: result, RECONCILED: reconciled, REPORTED: report}


def test_no_signed_paper_is_left_out() -> None:
    assert MAKERS.keys() | ELSEWHERE == SIGNED_PAPERS.keys()


def page_with_code(made: Made, folder: Path) -> Path:
    """The pages as a scanner gives them: the code is on one of them."""
    pages = pages_as_png(made.pdf, 150)
    for number, png in enumerate(pages):
        (folder / f"halaman-{number}.png").write_bytes(png)
    first_or_last = (0, len(pages) - 1)
    for number in dict.fromkeys(first_or_last):
        file = folder / f"halaman-{number}.png"
        if read_codes(file):
            return file
    raise AssertionError("no code on the first or last page")


@pytest.mark.parametrize("form", MAKERS)
def test_the_four_answers_from_the_picture(office: Office, clock: FixedClock, tmp_path: Path, form: str) -> None:
    made = MAKERS[form](office, clock)
    page = page_with_code(made, tmp_path)
    with office.read() as r:
        known = Against(made.lines or None, r, SIGNED_PAPERS)
        genuine = verify_file(page, office.home, known)
        other = [*made.lines[:-1], "orang lain"]
        altered = verify_file(page, office.home, Against(other, r, SIGNED_PAPERS))
    assert genuine.answer == GENUINE
    assert genuine.facts is not None
    assert genuine.facts.form == form
    assert altered.answer == ALTERED
    assert altered.differing == ((len(made.lines),) if made.lines else ())
    assert verify_file(page, office.home, Against(papers=SIGNED_PAPERS)).answer == GENUINE
    assert verify_file(page, Home(tmp_path / "kosong")).answer == UNKNOWN
    made.call_off()
    with office.read() as r:
        assert verify_file(page, office.home, Against(None, r, SIGNED_PAPERS)).answer == CALLED_OFF
