"""The named fields of the form `bast`: frozen as plain JSON at print, and turned back into what the form draws."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, cast

from app.access.views import SiteView
from app.handover.terms import KINDS, DraftBast, Party
from app.kernel.headcount import HeadCount
from app.printing.draw import blank
from app.printing.form import load
from app.printing.values import Paper, Value
from app.reference.labels import legal_basis

FORM = "bast"
VERSION = 1
"""The version new papers are printed with; older ones keep theirs."""

KEPT_ASIDE, ASKED = "parting", "asked"
"""What a frozen paper keeps without printing it: families it parts, and what its kind of receiver was asked for."""
_FAMILY_KINDS = ("keluarga", "ahli_waris")


@dataclass(frozen=True)
class Listed:
    """What is counted from the list: head counts by line of the form, and the vulnerable groups in words."""

    counts: Mapping[str, HeadCount]
    vulnerable: Sequence[str]

    @property
    def whole(self) -> HeadCount:
        """Everybody on the list."""
        return sum(self.counts.values(), HeadCount())


def frozen(draft: DraftBast, site: SiteView, day: date, listed: Listed) -> dict[str, Any]:
    """Everything the form prints but the list of names and what the number brings; only plain JSON values."""
    return {
        "variant": KINDS[draft.kind].form_variant,
        "letterhead": letterhead(site),
        "date": day.isoformat(),
        "time": draft.time,
        "place": draft.place or site.address or site.name,
        "giver": party(draft.giver),
        "receiver": party(draft.receiver),
        "basis": list(dict.fromkeys([*draft.basis, *basis(draft.kind, day)])),
        "total": listed.whole.total,
        "counts": [[label, *_numbers(count)] for label, count in listed.counts.items()],
        "vulnerable": _sentence(listed.vulnerable),
        "documents": list(draft.documents),
        "goods": list(draft.goods),
        "remarks": [*draft.remarks, *_unknown(draft, listed)],
        "copies": draft.sets,
        "witnesses": [party(one) for one in draft.witnesses],
        "acknowledged": party(draft.known_by) if draft.known_by else None,
        "office_number": "",
        "control_number": "",
        "qr": "",
        "short_code": "",
    }


def counted(values: Mapping[str, Any]) -> HeadCount:
    """Everybody a frozen paper states."""
    return sum((HeadCount(*numbers) for _label, *numbers in values.get("counts", ())), HeadCount())


def thawed(values: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> Mapping[str, Value]:
    """Frozen values as the form takes them: dates and head counts made of their plain forms."""
    counts = {label: HeadCount(*numbers) for label, *numbers in values["counts"]}
    printed = {name: value for name, value in values.items() if name not in (KEPT_ASIDE, ASKED)}
    return {**printed, "date": date.fromisoformat(values["date"]), "counts": counts, "people": list(people)}


def blank_paper(number: str, site: SiteView, kind: str, paper: str = "A4") -> bytes:
    """One pre-numbered paper to be filled in by hand."""
    given: dict[str, Value] = {"variant": KINDS[kind].form_variant, "letterhead": letterhead(site)}
    return blank(load(FORM, VERSION), number, given, cast(Paper, paper))


def letterhead(site: SiteView) -> dict[str, Any]:
    """The post's letterhead; its name stands in where none was set up."""
    lines = list(site.letterhead) or [site.office_name or site.name]
    contact = f"Telepon {site.phone}" if site.phone else ""
    return {"lines": lines, "address": site.address, "contact": contact}


def party(given: Party) -> dict[str, str]:
    """A party as the form names it; “u.b.” without the office in between is signed as “a.n.”."""
    record = {name: value for name, value in asdict(given).items() if value}
    if record.get("acting") == "u.b." and "via" not in record:
        record["acting"] = "a.n."
    if record.get("acting") in ("a.n.", "u.b.") and "superior" not in record:
        del record["acting"]
    return record


def basis(kind: str, day: date) -> list[str]:
    """The regulations in force on a day, by name and number."""
    cited = legal_basis("handover_family" if kind in _FAMILY_KINDS else "handover", day)
    certain = [one for one in cited if one.status == "berlaku"] or cited
    return _sentence([one.title.partition(" tentang ")[0] for one in certain])


def _sentence(parts: Sequence[str]) -> list[str]:
    """Lettered parts of one sentence: a semicolon after each, a full stop after the last."""
    return [f"{part}{'.' if at == len(parts) else ';'}" for at, part in enumerate(parts, start=1)]


def _numbers(count: HeadCount) -> list[int]:
    known = list(count.by_class().values())
    return [*known, count.unknown] if count.unknown else known


def _unknown(draft: DraftBast, listed: Listed) -> list[str]:
    number, reason = listed.whole.unknown, draft.unknown_reason.strip()
    return [f"Jenis kelamin atau umur {number} orang belum diketahui: {reason.rstrip('.')}."] if number else []
