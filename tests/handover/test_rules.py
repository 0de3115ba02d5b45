"""Who may stand on a list, what may follow what, and what the receiver's answers make of a paper."""

from collections.abc import Sequence

import pytest

from app.handover import rules, terms
from app.handover.rules import Candidate, check_list, obstacle
from app.handover.terms import KINDS
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.reference.enumerations import codes

HERE = Candidate("Suparman", "hadir", head_class="LD")


def test_every_kind_and_account_is_of_the_reference_lists() -> None:
    assert set(KINDS) == codes("penerima")
    assert {kind.account for kind in KINDS.values() if kind.account} <= codes("akun_orang")
    assert {rules.PRESENT, rules.BODY, rules.OUTSIDE} <= codes("akun_orang")


@pytest.mark.parametrize(
    ("kind", "head", "why"),
    [
        ("provinsi", HERE, ""),
        ("imigrasi", HERE, "tercatat WNI; tidak diserahkan ke Imigrasi"),
        ("imigrasi", Candidate("A", "hadir", "wna"), ""),
        ("imigrasi", Candidate("A", "hadir", "diragukan"), ""),
        ("provinsi", Candidate("A", "hadir", "diragukan"), ""),
        ("keluarga", Candidate("A", "hadir", "wna"), "warga negara asing; diserahkan ke Imigrasi"),
        ("penampungan", Candidate("A", "hadir", "wna"), "warga negara asing; diserahkan ke Imigrasi"),
        ("provinsi", Candidate("A", "jenazah"), "jenazah; diserahkan kepada ahli waris"),
        ("ahli_waris", Candidate("A", "jenazah"), ""),
        ("ahli_waris", HERE, "tidak tercatat sebagai jenazah di sini"),
        ("provinsi", Candidate("A", "diberangkatkan"), "tidak hadir di sini"),
        ("provinsi", Candidate("A", "hadir", suspense=1), "ada dua catatan perpindahan yang belum diselesaikan"),
        ("provinsi", Candidate("A", "hadir", held_by="BAST NNK-A-26-000007"), "sudah ada di BAST NNK-A-26-000007"),
    ],
)
def test_obstacles_in_words(kind: str, head: Candidate, why: str) -> None:
    assert obstacle(KINDS[kind], head) == why


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(UserError, match=r"bast\.empty"):
        check_list(KINDS["provinsi"], [])


def test_refusal_names_five_and_counts_the_rest() -> None:
    gone = [Candidate(f"Orang {n}", "diberangkatkan") for n in range(7)]
    with pytest.raises(UserError) as refused:
        check_list(KINDS["provinsi"], [HERE, *gone])
    assert refused.value.code == "bast.not_allowed"
    assert refused.value.text.startswith(
        "7 orang tidak dapat diserahkan dengan surat ini: Orang 0: tidak hadir di sini;"
    )
    assert refused.value.text.endswith("Orang 4: tidak hadir di sini, dan 2 orang lagi.")
    assert "Nomor belum terpakai" in refused.value.hint


def test_unknown_sex_needs_a_reason() -> None:
    heads = [HERE, Candidate("Tanpa nama 01", "hadir")]
    with pytest.raises(UserError) as refused:
        check_list(KINDS["provinsi"], heads, "  ")
    assert "1 orang belum diketahui: Tanpa nama 01" in refused.value.text
    check_list(KINDS["provinsi"], heads, "belum diperiksa petugas perempuan")


def test_counts_must_be_the_length_of_the_list() -> None:
    parts = [HeadCount(12, 9), HeadCount(boys=1, girls=2)]
    assert rules.check_counts(parts, 24) == HeadCount(12, 9, 1, 2)
    with pytest.raises(UserError) as refused:
        rules.check_counts(parts, 25)
    assert "LD+PD+AL+AP berjumlah 24, daftar nama 25 orang" in refused.value.text


@pytest.mark.parametrize(
    ("answers", "remarks", "state"),
    [
        (["diterima", "diterima"], "", terms.RECEIVED),
        (["diterima", "diterima"], "SPLP satu orang hilang", terms.RECEIVED_WITH_REMARKS),
        (["diterima", "ditolak"], "", terms.RECEIVED_IN_PART),
        (["diterima", "tidak_hadir"], "turun di Parepare", terms.RECEIVED_IN_PART),
        (["ditolak", "tidak_hadir"], "", terms.SIGNATURE_REFUSED),
    ],
)
def test_state_after_the_answers(answers: Sequence[str], remarks: str, state: str) -> None:
    assert rules.state_after(answers, remarks) == state


def test_what_each_state_allows() -> None:
    done = ["amend", "attach", "correct", "office_number", "reprint", "void"]
    assert {state: sorted(rules.actions(state)) for state in terms.STATES} == {
        "draf": ["change", "discard", "issue"],
        "dicetak": ["correct", "office_number", "print_failed", "reprint", "sign", "void"],
        "gagal_cetak": ["correct", "office_number", "reprint", "sign", "void"],
        "ditandatangani": [*done[:4], "receive", *done[4:]],
        "diterima_penuh": done,
        "diterima_sebagian": done,
        "diterima_dengan_catatan": done,
        "tanda_tangan_ditolak": done[1:],
        "batal": ["office_number", "reissue", "reprint"],
    }


def test_every_refused_action_says_why() -> None:
    for action in rules.actions("dicetak") | rules.actions("draf") | {"receive", "reissue"}:
        for state in terms.STATES:
            if action not in rules.actions(state):
                with pytest.raises(UserError) as refused:
                    rules.check_state(action, state)
                assert refused.value.text.endswith(".")


def test_answers_are_checked() -> None:
    with pytest.raises(UserError, match=r"bast\.outcome"):
        rules.check_outcomes({"a": "hilang"}, ["a"])
    with pytest.raises(UserError, match=r"bast\.not_listed"):
        rules.check_outcomes({"b": "diterima"}, ["a"])
