"""Suggestions for the first day: complete enough to start, and in line with regions and zones."""

from app.kernel.clock import ZONES
from app.reference import institutions
from app.reference.regions import Regions


def test_every_known_site_lies_in_a_regency_and_a_zone() -> None:
    regions = Regions.load()
    sites = institutions.known_sites()
    assert len({site.code for site in sites}) == len(sites)
    for site in sites:
        region = regions.by_code(site.region)
        assert region is not None
        assert region.level == 2
        assert site.zone in ZONES
        assert site.kind in ("debarkasi", "transit")


def test_nunukan() -> None:
    site = institutions.known_site("NNK")
    assert site is not None
    assert (site.name, site.zone, site.region) == ("Pelabuhan Tunon Taka, Nunukan", "WITA", "65.03")
    assert site.shelters == (institutions.Shelter("Rusunawa Nunukan", 400),)
    assert "Purnama Express" in institutions.ships("NNK")
    assert institutions.onward_ships("NNK")[0] == "KM Bukit Siguntang"
    assert institutions.onward_ports("BTM") == []
    assert institutions.known_site("ZZZ") is None


def test_suggestions_come_once_each() -> None:
    for names in (institutions.ships(), institutions.origin_ports(), institutions.offices()):
        assert names
        assert len(set(names)) == len(names)
    assert set(institutions.depots()) == {"Sabah", "Sarawak", "Semenanjung"}
    assert "KJRI Johor Bahru" in institutions.offices("BTM")
