"""Find the code for a place as a list writes it: province, regency, district and village in cells of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import fuzz, process

from app.kernel.i18n import N_, _
from app.reference.region_text import fold, old_spelling
from app.reference.region_words import PROVINCE, REGENCY, fits_hint, prefix_level, understand
from app.reference.regions import Region, Regions

_OLD_SPELLING_COST = 4
_LIKE_COST = 8  # a name that is only alike
_ELSEWHERE_COST = 24  # a name that lies outside the one written above it
_UNCLEAR_COST = 25  # a cell that names nothing
_MOST_CANDIDATES = 20
_LEAST_ALIKE = 82
_MOST_COMPARED = 12_000
_BEAM = 12
_LEVELS = (N_("Provinsi"), N_("Kabupaten/kota"), N_("Kecamatan"), N_("Desa/kelurahan"))


@dataclass(frozen=True)
class WrittenPlace:
    """A place in the words of a list; empty cells are ""."""

    province: str = ""
    regency: str = ""
    district: str = ""
    village: str = ""

    def cells(self) -> tuple[str, str, str, str]:
        """The four cells, largest region first."""
        return self.province, self.regency, self.district, self.village


@dataclass(frozen=True)
class CodedPlace:
    """The best code ("" for none), how sure it is (0 to 100), what was unclear in words, and what else it may be."""

    code: str
    confidence: int
    unclear: tuple[str, ...] = ()
    candidates: tuple[Region, ...] = ()


@dataclass(frozen=True)
class _Way:
    """One reading of the cells so far."""

    code: str = ""
    cost: int = 0
    unclear: tuple[str, ...] = ()


def resolve(regions: Regions, written: WrittenPlace) -> CodedPlace:
    """The smallest region that the cells certainly name; where they name several, the region that holds them all."""
    ways = [_Way()]
    for level, cell in enumerate(written.cells(), start=PROVINCE):
        if fold(cell):
            ways = _cheapest(next_way for way in ways for next_way in _steps(regions, way, level, cell))
    best = [way for way in ways if way.cost == ways[0].cost]
    codes = [way.code for way in best]
    regions_named = tuple(region for code in codes if (region := regions.by_code(code)))
    if len(best) == 1:
        return CodedPlace(codes[0], _confidence(best[0]), best[0].unclear)
    shared = _shared(codes)
    several = _("Bisa beberapa wilayah: {names}.").format(names=_listed(regions, regions_named))
    unclear = (*best[0].unclear, several)
    return CodedPlace(shared, min(60, _confidence(best[0])) if shared else 0, unclear, regions_named[:_MOST_CANDIDATES])


def _confidence(way: _Way) -> int:
    return max(0, 100 - way.cost) if way.code else 0


def _cheapest(ways: Iterator[_Way]) -> list[_Way]:
    """The best way to each code, the best first; all that cost as little as the best stay."""
    best: dict[str, _Way] = {}
    for way in ways:
        if way.code not in best or way.cost < best[way.code].cost:
            best[way.code] = way
    ranked = sorted(best.values(), key=lambda way: (way.cost, way.code))
    return [way for at, way in enumerate(ranked) if at < _BEAM or way.cost == ranked[0].cost]


def _steps(regions: Regions, way: _Way, level: int, cell: str) -> Iterator[_Way]:
    """The readings of one more cell, given the cells before it."""
    inside = [_Way(code, way.cost + cost, way.unclear) for code, cost in _named(regions, level, cell, way.code)]
    yield from inside
    if inside:
        return
    note = _("{level} “{text}” tidak ditemukan{where}.").format(
        level=_(_LEVELS[level - 1]), text=cell.strip(), where=_where(regions, way.code)
    )
    if level <= REGENCY:
        for other in sorted({level, REGENCY}):
            for code, cost in _named(regions, other, cell, ""):
                yield _Way(code, way.cost + cost + _ELSEWHERE_COST, (*way.unclear, note))
    yield _Way(way.code, way.cost + _UNCLEAR_COST, (*way.unclear, note))


def _where(regions: Regions, code: str) -> str:
    region = regions.by_code(code) if code else None
    return _(" di {region}").format(region=region.title) if region else ""


def _named(regions: Regions, level: int, cell: str, under: str) -> list[tuple[str, int]]:
    """Codes of one level below `under` that a cell may name, each with its cost."""
    lines = regions.lines
    wanted = understand(cell)
    hinted = level == REGENCY and any(prefix_level(prefix) == REGENCY for prefix in wanted.prefixes)
    found: dict[str, int] = {}
    bare = " ".join(term.spellings[-1] for term in wanted.terms)
    for line, cost in _alike(regions, fold(cell), bare, lines.below(under, level)):
        code = lines.codes[line]
        if not hinted or fits_hint(wanted, code):
            found.setdefault(code, cost)
    known = (code for term in wanted.terms if len(wanted.terms) == 1 for code in term.codes)
    found |= {code: 0 for code in known if code.count(".") + 1 == level and code.startswith(under)}
    return list(found.items())


def _alike(regions: Regions, whole: str, bare: str, among: range) -> list[tuple[int, int]]:
    """Lines whose name equals the text, with or without its prefixes; else in old spelling; else the most alike."""
    if not among:
        return []
    table = regions.lines
    for text in (whole, bare):
        if exact := list(table.text.equal(text, among)):
            return [(line, 0) for line in exact]
    if old := list(table.old_text.equal(old_spelling(bare), among)):
        return [(line, _OLD_SPELLING_COST) for line in old]
    if len(among) > _MOST_COMPARED:
        return []
    names = {line: table.old_text.name(line) for line in among}
    near = process.extract(old_spelling(bare), names, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=3)
    return [(line, _LIKE_COST + round(100 - score)) for _name, score, line in near]


def _shared(codes: list[str]) -> str:
    """The smallest region that holds all codes."""
    alike = takewhile(lambda parts: len(set(parts)) == 1, zip(*(code.split(".") for code in codes), strict=False))
    return ".".join(parts[0] for parts in alike)


def _listed(regions: Regions, several: tuple[Region, ...]) -> str:
    most = 3
    names = [str(regions.path(region.code)) for region in several[:most]]
    more = [_("dan {n} lainnya").format(n=len(several) - most)] if len(several) > most else []
    return "; ".join(names + more)
