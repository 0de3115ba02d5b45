"""The list of regions: complete, walkable, with old codes and everyday names."""

import tomllib
from datetime import date

import pytest

from app.kernel.paths import resource
from app.reference.region_words import level_word
from app.reference.regions import Regions, current_code, dotted
from app.reference.tables import table


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load()


@pytest.mark.parametrize(("level", "count"), [(1, 38), (2, 514), (3, 7_285), (4, 83_762)])
def test_each_level_is_complete(regions: Regions, level: int, count: int) -> None:
    assert regions.count(level) == count


def test_the_source_says_the_same_counts_and_names_edition_and_licence(regions: Regions) -> None:
    source = tomllib.loads(resource("regions", "source.toml").read_text(encoding="utf-8"))
    assert source["edition"] == "Kepmendagri 300.2.2-2138/2025"
    assert source["edition_date"] == date(2025, 4, 25)
    assert source["code_system"] == "kemendagri"
    assert list(source["counts"].values()) == [regions.count(level) for level in (1, 2, 3, 4)]
    assert resource("regions", "LICENSE.txt").read_text(encoding="utf-8").count("MIT License") == 2
    assert resource("regions", "regions.tsv.zst").stat().st_size < 1_500_000


def test_no_region_is_an_orphan_and_no_code_comes_twice(regions: Regions) -> None:
    codes = [region.code for region in regions.all()]
    known = set(codes)
    assert len(known) == len(codes) == 91_599
    assert all(code.rpartition(".")[0] in known for code in codes if "." in code)


def test_walking_down_from_the_provinces_meets_every_region_once(regions: Regions) -> None:
    def below(code: str) -> int:
        return sum(1 + below(child.code) for child in regions.children(code))

    assert len(regions.children()) == 38
    assert below("65") == sum(region.code.startswith("65.") for region in regions.all())
    assert regions.children("65.03.01.2001") == []
    assert regions.children("99") == []


def test_codes_are_kemendagri_not_bps(regions: Regions) -> None:
    nunukan, tidung = regions.by_code("65.03"), regions.by_code("65.04")
    assert nunukan is not None
    assert nunukan.name == "Kabupaten Nunukan"
    assert tidung is not None
    assert tidung.name == "Kabupaten Tana Tidung"


@pytest.mark.parametrize("code", ["65.03.01.2001", "6503012001", " 65.03.01.2001 "])
def test_a_code_is_found_with_and_without_dots(regions: Regions, code: str) -> None:
    region = regions.by_code(code)
    assert region is not None
    assert (region.code, region.name, region.level) == ("65.03.01.2001", "Tanjungkarang", 4)


@pytest.mark.parametrize("code", ["", "99", "65.99", "65.03.01.9999", "abc", "65030120011", "６５"])
def test_what_is_no_code_gives_nothing(regions: Regions, code: str) -> None:
    assert regions.by_code(code) is None
    assert regions.path(code).province is None


def test_a_path_names_every_level(regions: Regions) -> None:
    path = regions.path("73.02.06.2004")
    assert [region and region.name for region in path] == [
        "Sulawesi Selatan",
        "Kabupaten Bulukumba",
        "Kajang",
        "Lembanna",
    ]
    assert str(path) == "Desa Lembanna, Kecamatan Kajang, Kabupaten Bulukumba, Sulawesi Selatan"
    assert regions.path("73.02").district is None


@pytest.mark.parametrize(
    ("old", "today", "name"),
    [
        ("91.01", "93.01", "Kabupaten Merauke"),
        ("91.09", "94.04", "Kabupaten Mimika"),
        ("91.12", "95.02", "Kabupaten Pegunungan Bintang"),
        ("92.71", "96.71", "Kota Sorong"),
        ("64.05", "65.03", "Kabupaten Nunukan"),
        ("64.73", "65.71", "Kota Tarakan"),
        ("73.20", "76.05", "Kabupaten Majene"),
        ("7319", "76.04", "Kabupaten Polewali Mandar"),
        ("640501", "65.03", "Kabupaten Nunukan"),
        ("91.01.01.1001", "93.01", "Kabupaten Merauke"),
    ],
)
def test_a_code_from_before_a_split_gives_the_regency_of_today(
    regions: Regions, old: str, today: str, name: str
) -> None:
    region = regions.by_code(old)
    assert region is not None
    assert (region.code, region.name) == (today, name)


def test_no_old_code_is_in_use_again_and_each_has_a_region_and_a_law(regions: Regions) -> None:
    now = {region.code for region in regions.all()}
    for split in table("historic-codes")["split"]:
        assert split["law"].startswith("UU ")
        assert split["until"] < date(2025, 4, 25)
        into = {region.code for region in regions.search(f"provinsi {split['into']}", 1)}
        assert {today[:2] for today in split["codes"].values()} == into
        assert set(split["codes"]).isdisjoint(now)
        assert set(split["codes"].values()) <= now
    assert current_code("73.02") is None


def test_every_everyday_name_means_a_region_that_exists(regions: Regions) -> None:
    for name, code in table("region-words")["names"].items():
        assert regions.by_code(code), name
        assert regions.search(name, 1)[0].code == code


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("65", "Provinsi"),
        ("65.03", "Kabupaten"),
        ("71.71", "Kota"),
        ("65.03.01", "Kecamatan"),
        ("65.03.01.2001", "Desa"),
        ("65.03.02.1001", "Kelurahan"),
        ("11.01.01.2001", "Gampong"),
        ("13.01.01.2001", "Nagari"),
        ("13.77.01.2001", "Desa"),
        ("34.01.01", "Kapanewon"),
        ("34.71.01", "Kemantren"),
        ("93.01.01", "Distrik"),
        ("93.01.01.2001", "Kampung"),
        ("91.03.01.3001", "Desa adat"),
        ("73.18.01.2001", "Lembang"),
    ],
)
def test_every_region_is_called_what_it_is_called_there(code: str, word: str) -> None:
    assert level_word(code) == word


def test_dots_are_put_where_they_belong() -> None:
    assert [dotted(code) for code in ("65", "6503", "650301", "6503012001", "65-03")] == [
        "65",
        "65.03",
        "65.03.01",
        "65.03.01.2001",
        "",
    ]
