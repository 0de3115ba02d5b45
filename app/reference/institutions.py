"""Suggestions for setting up a site: entry points, depots, ports and ships seen in public reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.reference.tables import table


@dataclass(frozen=True)
class Shelter:
    """A shelter near an entry point; the capacity is None where no report gives one."""

    name: str
    capacity: int | None = None


@dataclass(frozen=True)
class KnownSite:
    """A known entry or transit point; `kind` is debarkasi or transit, `region` a Kemendagri code."""

    code: str
    name: str
    zone: str
    region: str
    kind: str
    origins: tuple[str, ...]
    ships: tuple[str, ...]
    offices: tuple[str, ...]
    shelters: tuple[Shelter, ...]


def known_sites() -> list[KnownSite]:
    """Every known entry and transit point."""
    return [_site(row) for row in table("institutions")["site"]]


def known_site(code: str) -> KnownSite | None:
    """The known point with a code (NNK, BTM …)."""
    return next((site for site in known_sites() if site.code == code), None)


def depots() -> dict[str, list[str]]:
    """Detention depots by part of Malaysia."""
    return {part: list(names) for part, names in table("institutions")["depots"].items()}


def ships(site: str = "") -> list[str]:
    """Ships seen arriving at a site; at any site for ""."""
    return _unique(ship for known in known_sites() if site in ("", known.code) for ship in known.ships)


def origin_ports(site: str = "") -> list[str]:
    """Ports people come from to a site; to any site for ""."""
    return _unique(port for known in known_sites() if site in ("", known.code) for port in known.origins)


def offices(site: str = "") -> list[str]:
    """Missions that send lists to a site; to any site for ""."""
    return _unique(office for known in known_sites() if site in ("", known.code) for office in known.offices)


def onward_ships(site: str) -> list[str]:
    """Ships seen on the way home from a site."""
    return list(table("institutions")["onward_ships"].get(site, ()))


def onward_ports(site: str) -> list[str]:
    """Ports seen on the way home from a site."""
    return list(table("institutions")["onward_ports"].get(site, ()))


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _site(row: dict[str, Any]) -> KnownSite:
    shelters = tuple(Shelter(shelter["name"], shelter.get("capacity")) for shelter in row["shelters"])
    plain = {name: row[name] for name in ("code", "name", "zone", "region", "kind")}
    return KnownSite(
        **plain, origins=tuple(row["from"]), ships=tuple(row["ships"]), offices=tuple(row["offices"]), shelters=shelters
    )
