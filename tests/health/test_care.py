"""Visits, isolation, hospital stays, letters with their replies, certificates: kept, ended, refused, taken back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.health import care, certificates, page, referrals, screening, trail, voiding
from app.health.care import AdmissionDraft, IsolationDraft, VisitDraft
from app.health.certificates import CertificateDraft
from app.health.page import HealthPage
from app.health.referrals import ReferralDraft, ReplyDraft
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from app.registration import exits
from app.registration.counts import heads_of
from tests.health.conftest import Post

TODAY = date(2026, 1, 23)


def needs_of(post: Post, who: str) -> set[str]:
    with post.office.read() as r:
        return set(heads_of(r, [post.stays[who]])[0].needs)


def page_of(post: Post, who: str) -> HealthPage:
    return page.page(post.office, post.stays[who])


def test_the_page_tells_everything_the_latest_first(post: Post) -> None:
    stay, office = post.stays["woman"], post.office
    screening.screen(office, ScreeningDraft(stay, "layak_jalan", weeks=20, pregnant=True, findings=("ispa",)))
    post.clock.instant += timedelta(minutes=30)
    care.visit(office, VisitDraft(stay, "pusing", vitals={"systolic": 150, "diastolic": 95}, treatment="istirahat"))
    found = page_of(post, "woman")
    assert [event.kind for event in found.events] == ["visit", "screening"]
    assert found.events[0].lines == ("pusing", "tensi 150/95", "istirahat")
    assert found.events[1].lines[:2] == ("hamil 20 minggu", "ISPA")


def test_isolation_asks_a_room_until_it_ends_and_is_not_noted_twice(post: Post) -> None:
    draft = IsolationDraft(post.stays["man"], TODAY, ("cacar_mpox",), "kamar 401")
    row_id = care.isolate(post.office, draft)
    assert needs_of(post, "man") == {"kamar_sendiri", "tunda_berangkat"}
    with pytest.raises(UserError, match="sudah diisolasi"):
        care.isolate(post.office, draft)
    assert [(one.id, one.days) for one in care.isolated(post.office)] == [(row_id, 1)]
    with pytest.raises(UserError, match="sebelum mulainya"):
        care.release(post.office, row_id, TODAY - timedelta(days=1))
    care.release(post.office, row_id, TODAY, "lesi kering")
    assert needs_of(post, "man") == set()
    assert care.isolated(post.office) == []
    assert care.isolate(post.office, draft) != row_id


def test_a_hospital_stay_needs_a_companion_and_cannot_end_before_it_begins(post: Post) -> None:
    stay = post.stays["man"]
    with pytest.raises(UserError, match="Pekerja sosial pendamping belum diisi"):
        care.admit(post.office, AdmissionDraft(stay, "RSUD Nunukan", "", TODAY))
    with pytest.raises(UserError, match="sebelum kedatangannya"):
        care.admit(post.office, AdmissionDraft(stay, "RSUD Nunukan", "Dewi", TODAY - timedelta(days=3)))
    row_id = care.admit(post.office, AdmissionDraft(stay, "RSUD Nunukan", "Dewi", TODAY))
    with pytest.raises(UserError, match="sebelum kedatangannya") as refusal:
        care.discharge(post.office, row_id, TODAY - timedelta(days=1), "sembuh")
    assert "22-01-2026" in refusal.value.text
    opened = page_of(post, "man").open("inpatient")
    assert opened is not None
    assert "didampingi Dewi" in opened.lines
    care.discharge(post.office, row_id, TODAY, "sembuh")
    assert page_of(post, "man").open("inpatient") is None


def test_a_letter_waits_for_its_reply_and_departure_with_it(post: Post) -> None:
    draft = ReferralDraft(post.stays["man"], "rs", "RSUD Nunukan", "batuk darah", findings=("tbc_terduga",))
    row_id = referrals.refer(post.office, draft)
    assert referrals.refer(post.office, draft) == row_id
    waiting = referrals.referrals(post.office, only_open=True)
    assert [(one.number, one.answer) for one in waiting] == [("NNK-A-26-000001", "")]
    assert needs_of(post, "man") == {"tunda_berangkat"}
    with pytest.raises(UserError, match="sebelum tanggal rujukan"):
        referrals.answer(post.office, row_id, ReplyDraft("bronkitis", "layak_jalan", TODAY - timedelta(days=1)))
    referrals.answer(post.office, row_id, ReplyDraft("bronkitis", "layak_dengan_pendamping", TODAY))
    assert needs_of(post, "man") == {"dampingi"}
    assert referrals.referrals(post.office, only_open=True) == []
    assert [event.kind for event in page_of(post, "man").events] == ["reply", "referral"] or [
        event.kind for event in page_of(post, "man").events
    ] == ["referral", "reply"]


def test_what_was_taken_back_is_not_ended_or_answered(post: Post) -> None:
    stay, office = post.stays["man"], post.office
    isolation = care.isolate(office, IsolationDraft(stay, TODAY))
    bed = care.admit(office, AdmissionDraft(stay, "RSUD", "Dewi", TODAY))
    letter = referrals.refer(office, ReferralDraft(stay, "rs", "RSUD", "batuk"))
    for kind, row_id in (("isolation", isolation), ("inpatient", bed), ("referral", letter)):
        voiding.take_back(office, kind, row_id, "salah orang")
    ends: tuple[Callable[[], object], ...] = (
        lambda: care.release(office, isolation, TODAY),
        lambda: care.discharge(office, bed, TODAY, "sembuh"),
        lambda: referrals.answer(office, letter, ReplyDraft("flu", "layak_jalan", TODAY)),
    )
    for end in ends:
        with pytest.raises(UserError, match="sudah dibatalkan"):
            end()


def test_who_left_is_no_longer_on_the_list_of_isolation(settled: Post) -> None:
    settled.nurse()
    care.isolate(settled.office, IsolationDraft(settled.stays["man"], TODAY))
    settled.sit("siti")
    with settled.office.write("registration.leave") as w:
        exits.leave(w, settled.stays["man"], "pergi_tanpa_izin", "tidak kembali")
    settled.sit("rahma")
    assert care.isolated(settled.office) == []
    (left,) = care.isolated(settled.office, only_open=False)
    assert left.ended is None


def test_both_papers_print_without_the_diagnosis_where_it_does_not_belong(post: Post) -> None:
    stay, office = post.stays["woman"], post.office
    letter = ReferralDraft(stay, "bkk", "BKK Tarakan", "demam", findings=("malaria",), weeks=20)
    sheet = certificates.referral_sheet(office, referrals.refer(office, letter))
    assert sheet.values["findings"] == "Malaria"
    assert sheet.pdf().startswith(b"%PDF")
    until = TODAY + timedelta(days=7)
    draft = CertificateDraft(stay, "layak_dengan_pendamping", "dr. Rahma", until, conditions="duduk dekat pendamping")
    row_id = certificates.certify(office, draft)
    assert certificates.certificate_sheet(office, row_id).state.copy == 1
    again = certificates.certificate_sheet(office, row_id)
    assert again.state.copy == 2
    assert "Malaria" not in str(again.values)
    assert again.pdf().startswith(b"%PDF")


def test_a_copy_kept_as_a_file_counts_and_is_noted_each_time(post: Post) -> None:
    office = post.office
    letter = referrals.refer(office, ReferralDraft(post.stays["woman"], "bkk", "BKK Tarakan", "demam"))
    certificates.referral_sheet(office, letter)
    for _turn in range(2):
        certificates.keep_copy(office, "referral", letter)
    assert certificates.referral_sheet(office, letter).state.copy == 4
    copies = [one for one in trail.noted(office) if one.screen == "Simpan salinan surat"]
    assert [(one.officer, one.who) for one in copies] == [("Rahma Dewi", ("Siti Halimah",))] * 2


@pytest.mark.parametrize(
    ("verdict", "days", "words"),
    [
        ("tunda", 7, "hanya untuk yang layak"),
        ("layak_jalan", 60, "paling lama 30 hari"),
        ("layak_jalan", -1, "sebelum hari ini"),
    ],
)
def test_a_certificate_that_cannot_be_is_refused(post: Post, verdict: str, days: int, words: str) -> None:
    draft = CertificateDraft(post.stays["man"], verdict, "dr. Rahma", TODAY + timedelta(days=days))
    with pytest.raises(UserError, match=words):
        certificates.certify(post.office, draft)


def test_who_is_isolated_gets_no_certificate(post: Post) -> None:
    care.isolate(post.office, IsolationDraft(post.stays["man"], TODAY))
    with pytest.raises(UserError, match="masih diisolasi"):
        certificates.certify(post.office, CertificateDraft(post.stays["man"], "layak_jalan", "dr. R", TODAY))


@pytest.mark.parametrize("kind", ["screening", "isolation"])
def test_what_was_entered_wrongly_is_taken_back_with_its_need_and_put_back(post: Post, kind: str) -> None:
    acts: dict[str, Callable[[], str]] = {
        "screening": lambda: screening.screen(post.office, ScreeningDraft(post.stays["man"], "isolasi")).id,
        "isolation": lambda: care.isolate(post.office, IsolationDraft(post.stays["man"], TODAY)),
    }
    row_id = acts[kind]()
    asked = {"kamar_sendiri", "tunda_berangkat"}
    assert needs_of(post, "man") == asked
    voiding.take_back(post.office, kind, row_id, "salah orang")
    assert needs_of(post, "man") == set()
    assert page_of(post, "man").events == ()
    with pytest.raises(UserError, match="sudah dibatalkan"):
        voiding.take_back(post.office, kind, row_id, "salah orang")
    voiding.put_back(post.office, kind, row_id)
    assert needs_of(post, "man") == asked
    assert [event.id for event in page_of(post, "man").events] == [row_id]
