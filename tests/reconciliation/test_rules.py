"""Counts, columns and the balance of people: every difference is found and said in plain words."""

import pytest

from app.kernel.headcount import HeadCount
from app.reconciliation.rules import (
    EXITS,
    REASONS,
    BatchFigures,
    Breakdown,
    HandoverFigures,
    Ledger,
    Override,
    balance,
    check_batch,
    explain_batch,
    explain_columns,
    ledger,
    may_close,
)
from app.reference.enumerations import codes
from tests.reconciliation.counting_cases import FOURTEEN, GOOD, CountingCase


def heads(total: int) -> HeadCount:
    return HeadCount(adult_male=total)


# ------------------------------------------------------------------------------------------------- the counting cases
@pytest.mark.parametrize("case", [*FOURTEEN, *GOOD], ids=lambda case: f"{case.number}: {case.day}")
def test_a_counting_case_is_explained_in_words(case: CountingCase) -> None:
    assert tuple(finding.code for finding in check_batch(case.figures)) == case.codes
    said = " ".join(explain_batch(case.figures))
    for words in case.words:
        assert words in said
    assert ("Semua angka cocok." in said) == (not case.codes)


def test_all_fourteen_cases_are_there() -> None:
    assert [case.number for case in FOURTEEN] == list(range(1, 15))


# ------------------------------------------------------------------------------------------------------ three columns
def test_columns_differ_by_class() -> None:
    compared = explain_columns(
        HeadCount(170, 26, 3, 1), HeadCount(164, 24, 3, 1), HeadCount(164, 24, 3, 1), {"batal": 8}
    )
    assert compared.text == (
        "Surat 200, turun kapal 192: kurang 8 (LD −6, PD −2). Turun kapal 192, diperiksa 192: sama. "
        "Dijelaskan: batal berangkat 8."
    )
    assert (compared.difference, compared.unexplained) == (-8, 0)
    assert compared.steps[0].by_class == HeadCount(-6, -2, 0, 0)
    assert [step.difference for step in compared.steps] == [-8, 0]


def test_the_batam_letter_of_case_seven_by_class() -> None:
    compared = explain_columns(HeadCount(221, 67, 8, 6), None, HeadCount(221, 66, 5, 8))
    assert compared.text == "Surat 302, diperiksa 300: kurang 2 (PD −1, AL −3, AP +2). Selisih 2 belum dijelaskan."


def test_an_equal_total_with_other_classes_is_said() -> None:
    compared = explain_columns(HeadCount(91, 39, 17, 19), None, HeadCount(91, 39, 18, 18))
    assert compared.text == "Surat 166, diperiksa 166: jumlah sama, kelompok berbeda (AL +1, AP −1)."
    assert compared.unexplained == 0


@pytest.mark.parametrize("letter", [166, HeadCount(unknown=166)])
def test_a_letter_with_only_a_total_has_no_difference_by_class(letter: HeadCount | int) -> None:
    compared = explain_columns(letter, None, HeadCount(91, 39, 17, 18))
    assert compared.text == "Surat 166, diperiksa 165: kurang 1. Selisih 1 belum dijelaskan."
    assert compared.steps[0].by_class is None


def test_people_on_no_list_and_absent_people_cancel_only_when_named() -> None:
    named = explain_columns(170, None, 170, {"sakit": 2, "tambahan": 2})
    assert named.text == "Surat 170, diperiksa 170: sama. Dijelaskan: sakit atau dirawat 2, tambahan tanpa manifes 2."
    unnamed = explain_columns(170, None, 170, {"sakit": 2})
    assert unnamed.unexplained == 2
    assert unnamed.text.endswith("Selisih 2 belum dijelaskan.")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("batal", "batal berangkat 1"),
        ("sakit", "sakit atau dirawat 1"),
        ("proses_hukum", "masih proses hukum 1"),
        ("dokumen", "kelengkapan dokumen 1"),
        ("ganda", "tercatat dua kali 1"),
        ("bukan_wni", "bukan WNI 1"),
    ],
)
def test_every_reason_takes_one_head_away(reason: str, words: str) -> None:
    compared = explain_columns(10, None, 9, {reason: 1})
    assert compared.unexplained == 0
    assert f"Dijelaskan: {words}." in compared.text


def test_a_miscount_may_go_either_way() -> None:
    assert explain_columns(10, None, 11, {"salah_hitung": 1}).unexplained == 0
    assert explain_columns(10, None, 9, {"salah_hitung": -1}).unexplained == 0


def test_more_reasons_than_difference_is_said() -> None:
    assert explain_columns(200, None, 195, {"batal": 8}).text.endswith(
        "Alasan yang dicatat 3 lebih banyak daripada selisihnya."
    )


def test_without_a_letter_the_gangway_is_the_first_column() -> None:
    compared = explain_columns(None, 94, 93)
    assert compared.text == "Turun kapal 94, diperiksa 93: kurang 1. Selisih 1 belum dijelaskan."
    assert explain_columns(None, None, 93).text == "Diperiksa 93; tidak ada angka lain."


def test_reasons_and_exits_are_the_enumerations() -> None:
    assert set(REASONS) == codes("alasan_selisih")
    assert set(EXITS) == codes("akun_orang", "keluar")


# -------------------------------------------------------------------------------------------------- within one batch
def sentences(figures: BatchFigures) -> dict[str, str]:
    return {finding.code: finding.text for finding in check_batch(figures)}


def test_listed_people_are_present_or_absent_with_a_reason() -> None:
    assert check_batch(BatchFigures(manifest=200, present=192, absent={"batal": 5, "sakit": 3})) == []
    (finding,) = check_batch(BatchFigures(manifest=200, present=192, absent={"batal": 5}))
    assert finding.amount == 3
    assert finding.text == "Manifes 200 orang; hadir 192, tidak hadir dengan alasan 5: 3 belum dijelaskan."


def test_all_who_came_are_listed_or_extra() -> None:
    assert check_batch(BatchFigures(actual=170, present=168, extra=2)) == []
    assert sentences(BatchFigures(actual=170, present=168, extra=1)) == {
        "actual.sum": "Tiba 170 orang, tetapi hadir 168 ditambah tambahan 1: selisih 1 belum dijelaskan."
    }


def test_classes_and_provinces_add_up_to_those_who_came() -> None:
    good = Breakdown("kelompok", HeadCount(91, 39, 17, 19).by_class())
    short = Breakdown("provinsi", {"73": 100, "53": 65})
    assert sentences(BatchFigures(actual=166, breakdowns=(good, short))) == {
        "breakdown.sum": "Rincian menurut provinsi berjumlah 165 dari 166: selisih 1 belum dijelaskan."
    }


def test_a_bast_counts_its_list_and_holds_no_foreigner() -> None:
    papers = (HandoverFigures("NNK-{A}-26-000007", 57, 56), HandoverFigures("NNK-A-26-000008", 3, 3, foreigners=2))
    assert sentences(BatchFigures(handovers=papers)) == {
        "handover.length": "BAST NNK-{A}-26-000007 menyebut 57 orang, daftarnya 56 nama: selisih 1.",
        "handover.foreigner": "BAST NNK-A-26-000008 memuat 2 orang yang bukan WNI; mereka diserahkan ke Imigrasi.",
    }
    to_immigration = HandoverFigures("NNK-A-26-000009", 2, 2, foreigners=2, to_immigration=True)
    assert check_batch(BatchFigures(handovers=(to_immigration,))) == []


def test_departures_are_the_handed_over_less_open_cases() -> None:
    papers = (HandoverFigures("1", 57, 57), HandoverFigures("2", 40, 40), HandoverFigures("3", 2, 2, 2, True))
    assert check_batch(BatchFigures(handovers=papers, outgoing=96, open_cases=1)) == []
    assert sentences(BatchFigures(handovers=papers, outgoing=97, open_cases=1)) == {
        "outgoing.sum": "Manifes pemberangkatan 97 orang; BAST 97 dikurangi 1 yang masih terbuka: selisih 1."
    }


def test_those_at_home_are_those_who_came_less_other_exits() -> None:
    exits = {"dirujuk": 3, "meninggal": 1, "diserahkan_imigrasi": 2, "pulang_mandiri": 4, "menetap_lokal": 10}
    assert check_batch(BatchFigures(actual=170, home=150, exits=exits)) == []
    assert sentences(BatchFigures(actual=170, home=149, exits=exits)) == {
        "home.sum": "Tiba 170 orang; sampai di rumah 149, keluar dengan jalan lain 20: 1 belum jelas."
    }


def test_nothing_known_nothing_found() -> None:
    assert check_batch(BatchFigures()) == []
    assert explain_batch(BatchFigures()) == ["Semua angka cocok."]


# ------------------------------------------------------------------------------------------------ the balance of people
def day(**changes: HeadCount | int | dict[str, HeadCount]) -> Ledger:
    figures: dict[str, HeadCount | int | dict[str, HeadCount]] = {
        "opening": heads(12),
        "arrived": heads(170),
        "present": heads(166),
        "exits": {"dirujuk": heads(3), "diberangkatkan": heads(12), "meninggal": heads(1)},
    }
    return Ledger(**{**figures, **changes})  # type: ignore[arg-type]  # each test passes what the field takes


def test_a_balanced_day() -> None:
    balanced = balance(day())
    assert balanced.difference == 0
    assert balanced.findings == ()
    assert balanced.text == "12 saldo awal + 170 tiba = 166 hadir + 3 dirujuk + 12 diberangkatkan + 1 meninggal"
    assert may_close(balanced).allowed


def test_births_and_transfers_count_as_coming() -> None:
    balanced = balance(day(born=HeadCount(girls=1), transferred_in=heads(2), present=heads(168) + HeadCount(girls=1)))
    assert balanced.difference == 0
    assert "1 lahir + 2 pindahan masuk" in balanced.text


def test_somebody_is_missing() -> None:
    balanced = balance(day(present=heads(165)))
    assert (balanced.difference, balanced.by_class) == (1, heads(1))
    assert "≠" in balanced.text
    assert [finding.text for finding in balanced.findings] == [
        "Masuk 182 orang, hadir dan keluar 181: 1 orang tidak ada catatan keluarnya."
    ]


def test_somebody_counts_twice() -> None:
    (finding,) = balance(day(present=heads(168))).findings
    assert (finding.code, finding.amount) == ("balance.surplus", 2)
    assert finding.text == "Masuk 182 orang, hadir dan keluar 184: 2 orang tercatat lebih daripada yang masuk."


def test_equal_totals_of_other_classes_do_not_close() -> None:
    balanced = balance(day(present=heads(165) + HeadCount(boys=1)))
    assert balanced.difference == 0
    assert [finding.text for finding in balanced.findings] == [
        "Jumlahnya sama, tetapi kelompoknya berbeda (LD +1, AL −1). Periksa jenis kelamin dan umur."
    ]
    assert not may_close(balanced).allowed


def test_an_unknown_sex_blocks_closing_only() -> None:
    balanced = balance(day(arrived=heads(168) + HeadCount(unknown=2), present=heads(164) + HeadCount(unknown=2)))
    assert balanced.difference == 0
    assert [finding.text for finding in balanced.blocking] == ["2 orang belum diketahui jenis kelaminnya."]


def test_conflicting_movements_block_and_missing_receipts_only_warn() -> None:
    balanced = balance(day(suspense=1, unreceived=12))
    assert [(finding.code, finding.blocks) for finding in balanced.findings] == [
        ("balance.suspense", True),
        ("balance.unreceived", False),
    ]
    assert may_close(balance(day(unreceived=12))).allowed


def test_a_named_person_with_a_reason_may_close_in_spite_of_a_difference() -> None:
    balanced = balance(day(present=heads(165)))
    refused = may_close(balanced)
    assert not refused.allowed
    assert refused.text.startswith("Belum boleh ditutup. Masuk 182 orang")
    for override in (Override("", "hilang saat hujan"), Override("Kepala pos", " - ")):
        assert not may_close(balanced, override).allowed
    verdict = may_close(balanced, Override("Kepala pos", "Satu orang dijemput saat listrik padam."))
    assert verdict.allowed
    assert verdict.override
    assert "Kepala pos" in verdict.text
    assert "1 orang tidak ada catatan keluarnya" in verdict.text


def test_findings_of_the_batch_also_stand_in_the_way() -> None:
    found = check_batch(BatchFigures(manifest=200, present=192))
    assert not may_close(balance(day()), also=found).allowed
    assert may_close(balance(day()), Override("Kepala pos", "surat salah ketik"), found).override


def test_an_exit_of_another_version_is_shown_by_its_code() -> None:
    exits = {"dibawa_helikopter": heads(16)}
    assert "16 dibawa_helikopter" in balance(day(exits=exits)).text


def test_one_person_is_not_told_as_several(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {True: "The sex of one person is not known yet.", False: "The sex of {n} people is not known yet."}
    monkeypatch.setattr(ledger, "ngettext", lambda _one, _many, n: said[n == 1])
    assert ledger.unknown_sex(1) == said[True]
    assert ledger.unknown_sex(2) == said[False]
