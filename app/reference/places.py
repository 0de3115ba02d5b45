"""Where people go home to, in the words of lists: from the code, or from what was written when there is no code yet."""

from dataclasses import dataclass
from functools import cache

from app.reference.region_coding import WrittenPlace, resolve
from app.reference.regions import RegionPath, Regions

_SURE = 90
UNKNOWN = "belum diketahui"


@dataclass(frozen=True)
class Place:
    """A destination; `province` and `regency` are codes ("" while unknown), the rest is how papers write it."""

    province: str
    province_name: str
    regency: str
    regency_name: str
    text: str

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """Sorts by province, regency and the rest, the unknown last."""
        return (not self.province, self.province_name, self.regency_name or "~", self.text)


def place(code: str | None, written: str | None) -> Place:
    """The destination of somebody; reads the list of regions, so not for the GUI thread the first time."""
    return _place(code or "", written or "")


@cache
def _place(code: str, written: str) -> Place:
    path = Regions.load().path(code or _coded(written))
    province, regency = path.province, path.regency
    return Place(
        province.code if province else "",
        province.name if province else "",
        regency.code if regency else "",
        _short(regency.name) if regency else "",
        _text(path) or written or UNKNOWN,
    )


def _text(path: RegionPath) -> str:
    """“Kab. Bone – Ajangale – Pompanua”; a province alone by its own name."""
    parts = [_short(path.regency.name)] if path.regency else []
    parts += [region.name for region in (path.district, path.village) if region]
    return " – ".join(parts) or (path.province.name if path.province else "")


def _short(name: str) -> str:
    return name.replace("Kabupaten ", "Kab. ")


def _coded(written: str) -> str:
    """The code of “desa, kecamatan, kabupaten, provinsi” where it is certain, however much of it is there."""
    cells = [part.strip() for part in reversed(written.split(",")) if part.strip()][:4]
    for shifted in ([*cells, "", "", "", ""], ["", *cells, "", "", ""]):
        found = resolve(Regions.load(), WrittenPlace(*shifted[:4])) if cells else None
        if found and found.code and found.confidence >= _SURE:
            return found.code
    return ""
