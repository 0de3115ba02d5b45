"""Coding the place cells of a list: what is certain gets a code, what is not is said in words."""

import pytest

from app.reference.region_coding import WrittenPlace, resolve
from app.reference.regions import Regions


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load()


@pytest.mark.parametrize(
    ("cells", "code", "least"),
    [
        (("Sulawesi Selatan", "Bulukumba", "Kajang", "Lembanna"), "73.02.06.2004", 100),
        (("SULSEL", "KAB. BULUKUMBA", "KEC. KAJANG", "DS. LEMBANNA"), "73.02.06.2004", 100),
        (("Sulsel", "Kab Bulukumba", "Kajang", "Lembana"), "73.02.06.2004", 90),
        (("NTB", "Bima", "Sape", "Naru"), "52.06.06.2005", 100),
        (("NTB", "Kota Bima", "", ""), "52.72", 100),
        (("NTB", "Lotim", "", ""), "52.03", 100),
        (("Djawa Timoer", "Soerabaja", "", ""), "35.78", 90),
        (("", "Bulukumba", "Kajang", ""), "73.02.06", 100),
        (("Sulsel", "Bulukumbaa", "Kajjang", ""), "73.02.06", 80),
        (("Kepri", "Tanjungpinang", "", ""), "21.72", 100),
    ],
)
def test_a_clear_place_is_coded(regions: Regions, cells: tuple[str, str, str, str], code: str, least: int) -> None:
    coded = resolve(regions, WrittenPlace(*cells))
    assert coded.code == code
    assert coded.confidence >= least
    assert coded.unclear == ()


def test_a_city_and_a_regency_of_one_name_stay_open(regions: Regions) -> None:
    coded = resolve(regions, WrittenPlace("NTB", "Bima"))
    assert coded.code == "52"
    assert coded.confidence <= 60
    assert [region.code for region in coded.candidates] == ["52.06", "52.72"]
    assert coded.unclear == (
        "Bisa beberapa wilayah: Kabupaten Bima, Nusa Tenggara Barat; Kota Bima, Nusa Tenggara Barat.",
    )


def test_a_village_name_that_many_have_gets_no_code(regions: Regions) -> None:
    coded = resolve(regions, WrittenPlace(village="Suka Maju"))
    assert (coded.code, coded.confidence) == ("", 0)
    assert len(coded.candidates) == 20
    assert "lainnya" in coded.unclear[0]


def test_a_city_written_as_province_is_coded_and_said(regions: Regions) -> None:
    coded = resolve(regions, WrittenPlace("Ambon"))
    assert coded.code == "81.71"
    assert coded.confidence < 80
    assert coded.unclear == ("Provinsi “Ambon” tidak ditemukan.",)


def test_a_regency_under_its_province_of_before_the_split(regions: Regions) -> None:
    coded = resolve(regions, WrittenPlace("Kaltim", "Nunukan", "Sebatik"))
    assert coded.code == "65.03.01"
    assert coded.unclear == ("Kabupaten/kota “Nunukan” tidak ditemukan di Kalimantan Timur.",)


def test_an_unknown_village_leaves_the_district(regions: Regions) -> None:
    coded = resolve(regions, WrittenPlace("NTT", "Flores Timur", "Adonara", "Lamahala Xyz"))
    assert coded.code == "53.06.17"
    assert coded.unclear == ("Desa/kelurahan “Lamahala Xyz” tidak ditemukan di Kecamatan Adonara.",)


@pytest.mark.parametrize("cells", [("", "", "", ""), (" - ", "", "", ""), ("zzz", "", "", "")])
def test_no_place_no_code(regions: Regions, cells: tuple[str, str, str, str]) -> None:
    coded = resolve(regions, WrittenPlace(*cells))
    assert (coded.code, coded.confidence) == ("", 0)
