"""Choice lists: complete, stable codes, names in two languages, and what must stay out of the general vault."""

import re
from collections.abc import Iterator

import pytest

from app.kernel.i18n import set_language
from app.reference.enumerations import choice, choices, codes, enumerations, is_sensitive, name_of

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*|LD|PD|AL|AP|L|P")


@pytest.fixture(autouse=True)
def indonesian_again() -> Iterator[None]:
    yield
    set_language("id")


def test_every_code_is_short_ascii_and_unique_and_every_name_is_there() -> None:
    for enumeration in enumerations():
        found = choices(enumeration)
        assert found, enumeration
        assert len({one.code for one in found}) == len(found), enumeration
        assert len({one.indonesian for one in found}) == len(found), enumeration
        for one in found:
            assert CODE.fullmatch(one.code), (enumeration, one.code)
            assert len(one.code) <= 32
            assert one.indonesian.strip()
            assert one.english.strip()


@pytest.mark.parametrize(
    ("enumeration", "count"),
    [
        ("jenis_kedatangan", 7),
        ("skema_biaya", 7),
        ("kelompok_hitung", 4),
        ("status_person_manifes", 10),
        ("kewarganegaraan", 4),
        ("dasar_klaim_wni", 9),
        ("keadaan_dokumen", 8),
        ("agama", 8),
        ("status_kawin", 4),
        ("pendidikan", 6),
        ("persetujuan", 4),
        ("cara_keluar", 8),
        ("kasus", 15),
        ("hasil_kesehatan", 7),
        ("rencana", 8),
        ("status_penghuni", 9),
        ("moda", 4),
        ("tahap_penanganan", 7),
        ("reintegrasi", 5),
        ("aspek_asesmen", 9),
        ("bentuk_eksploitasi", 13),
        ("bansos", 7),
        ("layanan_r8", 4),
        ("ekonomi", 3),
        ("lembaga_rujukan", 20),
        ("risiko_tppo", 3),
        ("hasil_tppo", 4),
    ],
)
def test_an_enumeration_is_complete(enumeration: str, count: int) -> None:
    assert len(choices(enumeration)) == count


def test_exploitation_has_the_letters_of_the_regulation() -> None:
    assert "".join(one.group for one in choices("bentuk_eksploitasi")) == "abcdefghijklm"


def test_names_follow_the_language() -> None:
    assert name_of("kewarganegaraan", "tanpa_kewarganegaraan") == "Tanpa kewarganegaraan/belum jelas"
    set_language("en")
    assert name_of("kewarganegaraan", "tanpa_kewarganegaraan") == "Stateless or unclear"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert name_of("kasus", "dari_versi_lain") == "dari_versi_lain"
    assert name_of("kasus", None) == ""
    assert choice("kasus", "dari_versi_lain") is None
    with pytest.raises(KeyError):
        choices("tidak_ada_daftar_ini")


def test_manifest_statuses_group_into_present_absent_and_the_rest() -> None:
    assert codes("status_person_manifes", "hadir") == {"hadir_cocok", "hadir_data_berbeda"}
    assert len(codes("status_person_manifes", "tidak_hadir")) == 4


def test_every_kind_of_exit_is_an_account() -> None:
    assert codes("akun_orang", "keluar") == {
        "diberangkatkan",
        "pindah_keluar",
        "diserahkan_keluarga",
        "dirujuk",
        "diserahkan_imigrasi",
        "pulang_mandiri",
        "menetap_lokal",
        "pergi_tanpa_izin",
        "meninggal",
    }


def test_secrets_are_marked_and_neutral_needs_are_not() -> None:
    for enumeration in ("kasus", "penyakit", "hasil_kesehatan", "bentuk_eksploitasi", "risiko_tppo", "hasil_tppo"):
        assert is_sensitive(enumeration), enumeration
    assert {one.code for one in choices("rentan") if one.sensitive} == {
        "gangguan_jiwa",
        "sakit",
        "hiv_tb",
        "korban_kekerasan",
        "terindikasi_tppo",
    }
    assert is_sensitive("rentan", "hiv_tb")
    assert not is_sensitive("rentan", "lansia")
    assert not any(one.sensitive for one in choices("kebutuhan"))
    assert {"kursi_roda", "dekat_petugas_kesehatan", "dampingi", "kamar_sendiri", "menu_khusus", "ibu_bayi"} <= codes(
        "kebutuhan"
    )


def test_items_of_aid_belong_to_a_kind_of_aid() -> None:
    assert {one.group for one in choices("rincian_bansos")} == codes("bansos")
