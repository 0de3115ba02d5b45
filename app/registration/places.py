"""Regions as registration asks for them: a code of any time as it is called today."""

from app.reference.regions import Regions


def today_code(code: str) -> tuple[str, str] | None:
    """A region code as it is today and its path in words; None when there never was one."""
    regions = Regions.load()
    found = regions.by_code(code)
    return (found.code, str(regions.path(found.code))) if found else None
