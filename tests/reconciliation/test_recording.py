"""The signed paper of a closing: numbered and frozen once, the same bytes again, its code checked with no network."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.access.office import Office
from app.handover.verify import ALTERED, CALLED_OFF, GENUINE, Against, verify_file
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.manifest.letters import Letter
from app.reconciliation import closing, explaining, papers, recording
from app.reconciliation.explaining import Answer
from app.reconciliation.ledger import Scope
from app.reconciliation.periods import period
from app.reconciliation.recording import Signers
from app.reconciliation.records import Closing
from app.reconciliation.rules import Override
from tests.reconciliation.quay import Quay
from tests.reconciliation.test_periods import WEEK, close_week, week_over

SIGNERS = Signers("Rahma Wati Daeng Ngugi", "Drs. Amiruddin Rahman, M.Si.", head_nip="197003121995031004")


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def printed(office: Office, closing_id: str, signers: Signers = SIGNERS) -> bytes:
    with office.write("reconciliation.record") as w:
        return recording.record(w, closing_id, signers).pdf()


def test_the_paper_says_who_arrived_who_reached_home_and_why_the_others_did_not(
    office: Office, clock: FixedClock
) -> None:
    week_over(office, clock)
    with office.read() as r:
        (transit,) = (check for check in period(r, WEEK).checks if check.finding.code == "period.transit")
    with office.write("reconciliation.explain") as w:
        said = Answer("tanda_terima", "kapal tertunda di Parepare", "Rahma Wati")
        explaining.explain(w, WEEK, transit.finding, said)
    said_by_paper = text_of(printed(office, close_week(office).id))
    for part in (
        "NNK-A-26-000001",
        "masa 19 Januari 2026 sampai dengan 25 Januari 2026",
        "Dari 4 (empat) orang yang harus dipertanggungjawabkan, 2 (dua) orang telah sampai di rumah.",
        "Yang lain: 1 dalam perjalanan, tanda terima belum kembali, 1 masih di pos.",
        "Tanda terima belum kembali: kapal tertunda di Parepare – Rahma Wati (dicatat Siti Aminah, loket A).",
        "KM Purnama Ekspres, 23-01-2026",
        "Drs. Amiruddin Rahman, M.Si.",
    ):
        assert part in said_by_paper


def test_the_paper_of_one_ship_has_no_table_of_ships(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=2), 2)
    quay.confirm(quay.lines)
    with office.write("reconciliation.close") as w:
        closed = closing.close(w, Scope(quay.batch_id), Override("Siti Aminah", "surat menyusul lewat surel"))
    said = text_of(printed(office, closed.id))
    assert "rombongan KM Purnama Ekspres, tiba 23 Januari 2026" in said
    assert "Tidak ada rombongan" not in said
    assert "per rombongan" not in said
    assert "Demikian Berita Acara ini dibuat" in said


def test_it_is_frozen_once_and_marked_when_the_period_is_opened_again(office: Office, clock: FixedClock) -> None:
    _quay, stays = week_over(office, clock)
    closed = close_week(office)
    with pytest.raises(UserError, match="belum lengkap"):
        printed(office, closed.id, Signers("Rahma Wati", " "))
    first = printed(office, closed.id)
    _quay.leaves(stays[3], "pulang_mandiri")
    assert printed(office, closed.id, Signers("Orang lain", "Orang lain")) == first
    with office.write("reconciliation.close") as w:
        closing.reopen_closing(w, closed.id, "tanda terima baru tiba")
    again = printed(office, closed.id)
    assert again != first
    assert "BATAL" in text_of(again)


def test_its_code_is_known_as_genuine_without_a_network(office: Office, clock: FixedClock, tmp_path: Path) -> None:
    week_over(office, clock)
    paper = tmp_path / "rekonsiliasi.pdf"
    paper.write_bytes(printed(office, close_week(office).id))
    verdict = verify_file(paper, office.home)
    assert verdict.genuine
    assert verdict.sentence.startswith("Asli. Berita acara rekonsiliasi NNK-A-26-000001")
    assert "4 orang tiba" in verdict.sentence


def test_a_closing_that_was_opened_again_calls_its_paper_off(office: Office, clock: FixedClock, tmp_path: Path) -> None:
    """Its number is also that of a BAST: the form tells which of the two is asked about."""
    week_over(office, clock)
    closed = close_week(office)
    paper = tmp_path / "rekonsiliasi.pdf"
    paper.write_bytes(printed(office, closed.id))
    with office.read() as r:
        row = r.need(Closing, closed.id)
        lines = papers.lines_of(row.paper_values or {}, row.states or "")
        assert verify_file(paper, office.home, Against(lines, r, recording.SIGNED_PAPERS)).answer == GENUINE
        altered = verify_file(paper, office.home, Against([*lines[:-1], "x"], r, recording.SIGNED_PAPERS))
    assert (altered.answer, altered.differing) == (ALTERED, (len(lines),))
    with office.write("reconciliation.reopen") as w:
        closing.reopen_closing(w, closed.id, "ada surat yang menyusul")
    with office.read() as r:
        again = verify_file(paper, office.home, Against(known=r, papers=recording.SIGNED_PAPERS))
    assert again.answer == CALLED_OFF
    assert "ada surat yang menyusul" in again.sentence
