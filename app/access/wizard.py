"""What the first-run wizard asks and what makes an answer good; its screens only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.access.people import PersonDraft
from app.access.roles import KEPALA, PENERIMA, SATGAS
from app.access.rules import check_passphrase, clean_code, clean_login, clean_name
from app.access.setup import EmergencyDraft, SiteDraft
from app.access.shares import WORDS, read_sheet
from app.access.views import NEEDED, Sheet
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.reference.institutions import KnownSite, known_sites

NEW, RECEIVER, EMERGENCY, JOIN = "new", "receiver", "emergency", "join"
Answers = Mapping[str, object]
"""What the fields of a page hold, by name."""


@dataclass(frozen=True)
class Step:
    """One step as the rail names it."""

    id: str
    title: str


STEPS: dict[str, tuple[Step, ...]] = {
    NEW: (
        Step("welcome", N_("Mulai")),
        Step("site", N_("Pos ini")),
        Step("letterhead", N_("Kop surat")),
        Step("kepala", N_("Kepala pos")),
        Step("sheets", N_("Lembar pemulihan")),
        Step("verify", N_("Periksa lembar")),
        Step("codes", N_("Kesehatan dan peksos")),
    ),
    RECEIVER: (
        Step("welcome", N_("Mulai")),
        Step("site", N_("Kantor ini")),
        Step("letterhead", N_("Kop surat")),
        Step("kepala", N_("Kepala kantor")),
        Step("sheets", N_("Lembar pemulihan")),
        Step("verify", N_("Periksa lembar")),
        Step("codes", N_("Kesehatan dan peksos")),
    ),
    EMERGENCY: (Step("welcome", N_("Mulai")), Step("emergency", N_("Loket darurat"))),
    JOIN: (
        Step("welcome", N_("Mulai")),
        Step("emergency", N_("Loket tambahan")),
        Step("join", N_("Bergabung ke pos")),
    ),
}

KINDS = (
    ("entry", N_("Titik masuk / debarkasi")),
    ("transit", N_("Transit")),
    ("provinsi", N_("Provinsi")),
    ("kabkota", N_("Kabupaten / kota")),
)
RECEIVING_KINDS = ("provinsi", "kabkota", "transit")
"""The kinds of an office that receives people others handed over, the usual one second."""
ZONES = ("WIB", "WITA", "WIT")
_PLACE_WORDS = ("Pelabuhan ", "PLBN ", "Bandara ")


@dataclass(frozen=True)
class Suggestion:
    """A known point as the site page fills itself in from it; everything can be changed."""

    code: str
    place: str
    name: str
    kind: str
    zone: str


def suggestions() -> list[Suggestion]:
    """The points seen in public reports, ports of entry first."""
    return [_suggestion(site) for site in sorted(known_sites(), key=lambda site: site.kind)]


def _suggestion(site: KnownSite) -> Suggestion:
    place = site.name.rpartition(", ")[2]
    for word in _PLACE_WORDS:
        place = place.removeprefix(word)
    transit = site.kind == "transit"
    name = _("Transit {place}") if transit else _("Debarkasi {place}")
    return Suggestion(site.code, place, name.format(place=place), "transit" if transit else "entry", site.zone)


def site_draft(answers: Answers) -> SiteDraft:
    """The post as answered; UserError-free once `site_problems` finds nothing."""
    lines = [line.strip() for line in text_of(answers, "letterhead").splitlines()]
    return SiteDraft(
        code=text_of(answers, "code"),
        name=text_of(answers, "name"),
        kind=text_of(answers, "kind"),
        zone=text_of(answers, "zone"),
        day_start_minutes=minutes_of(text_of(answers, "day_start")) or 0,
        address=text_of(answers, "address"),
        city=text_of(answers, "city"),
        office_name=text_of(answers, "office_name"),
        phone=text_of(answers, "phone"),
        letterhead=tuple(line for line in lines if line),
    )


def person_draft(answers: Answers, way: str = NEW) -> PersonDraft:
    """The first kepala as answered; he counts heads like everybody else, or receives them."""
    return PersonDraft(
        login=text_of(answers, "login"),
        name=text_of(answers, "person"),
        roles=frozenset({KEPALA, PENERIMA if way == RECEIVER else SATGAS}),
        title=text_of(answers, "title"),
        nip=text_of(answers, "nip"),
        rank=text_of(answers, "rank"),
    )


def emergency_draft(answers: Answers) -> EmergencyDraft:
    """The *loket darurat* as answered."""
    zone = text_of(answers, "zone") or ZONES[1]
    return EmergencyDraft(
        text_of(answers, "officer"), str(answers.get("passphrase") or ""), text_of(answers, "site_code"), zone
    )


def site_problems(answers: Answers) -> dict[str, str]:
    """What is still wrong on the site page, by field."""
    found = _refusals(answers, {"code": clean_code, "name": clean_name})
    for name in ("kind", "zone"):
        if not text_of(answers, name):
            found[name] = _("Pilih salah satu.")
    if minutes_of(text_of(answers, "day_start")) is None:
        found["day_start"] = _("Tulis jam seperti 06.00.")
    return found


def person_problems(answers: Answers) -> dict[str, str]:
    """What is still wrong on the page of the kepala, by field."""
    found = _refusals(answers, {"person": clean_name, "login": clean_login})
    nip = text_of(answers, "nip")
    if nip and (not nip.isdecimal() or len(nip) != 18):
        found["nip"] = _("NIP terdiri dari 18 angka; kosongkan bila tidak ada.")
    return found | passphrase_problems(answers, text_of(answers, "login"))


def emergency_problems(answers: Answers, joining: bool) -> dict[str, str]:
    """What is still wrong on the page of the *loket darurat*, by field; joining needs the post's code."""
    checks = {"officer": clean_name}
    if joining or text_of(answers, "site_code"):
        checks["site_code"] = clean_code
    found = _refusals(answers, checks)
    try:
        check_passphrase(str(answers.get("passphrase") or ""))
    except UserError as error:
        found["passphrase"] = f"{error.text} {error.hint}".strip()
    return found


def passphrase_problems(answers: Answers, login: str) -> dict[str, str]:
    """What is still wrong with a passphrase typed twice."""
    passphrase, again = str(answers.get("passphrase") or ""), str(answers.get("again") or "")
    try:
        check_passphrase(passphrase, login)
    except UserError as error:
        return {"passphrase": f"{error.text} {error.hint}".strip()}
    return {} if passphrase == again else {"again": _("Kedua kata sandi belum sama.")}


def text_of(answers: Answers, name: str) -> str:
    """An answer as text without outer spaces."""
    return str(answers.get(name) or "").strip()


def minutes_of(text: str) -> int | None:
    """Minutes after midnight of “06.00”, “6:30” or “6”; None for what is no time."""
    hours, _sign, minutes = text.strip().replace(":", ".").partition(".")
    if not hours.isdecimal() or (minutes and not minutes.isdecimal()):
        return None
    total = int(hours) * 60 + int(minutes or 0)
    return total if int(minutes or 0) < 60 and total < 24 * 60 else None


def time_of(minutes: int) -> str:
    """“06.00”."""
    return f"{minutes // 60:02d}.{minutes % 60:02d}"


@dataclass(frozen=True)
class SheetTyped:
    """One recovery sheet being typed: complete and right (`sheet`), or what to say about it so far."""

    sheet: Sheet | None
    text: str
    wrong: bool = False


def sheet_typed(text: str) -> SheetTyped:
    """What a text typed or scanned from a sheet is so far."""
    words = text.split()
    if words and words[0].upper().startswith("PULANG"):
        words = words[1:]
    if not words:
        return SheetTyped(None, "")
    progress = _("{n} dari {all} kata").format(n=len(words), all=WORDS)
    try:
        sheet = read_sheet(text)
    except UserError as error:
        half_typed = error.code == "access.share_mistyped" and len(words) < WORDS
        last_word = error.code == "access.share_word" and not text[-1:].isspace() and _only_last_unknown(words)
        return SheetTyped(None, progress if half_typed or last_word else error.text, not (half_typed or last_word))
    return SheetTyped(sheet, _("Lembar {n} cocok.").format(n=sheet.number))


def sheets_complete(typed: list[SheetTyped]) -> str:
    """Why the sheets typed are not enough yet; "" when two different ones are right."""
    numbers = {one.sheet.number for one in typed if one.sheet}
    if len(numbers) >= NEEDED:
        return ""
    if len([one for one in typed if one.sheet]) >= NEEDED:
        return _("Itu lembar yang sama dua kali. Masukkan lembar yang lain.")
    return _("Masukkan kata-kata dua lembar, atau tunda paling lama sehari.")


def _only_last_unknown(words: list[str]) -> bool:
    try:
        read_sheet(" ".join(words[:-1]))
    except UserError as error:
        return error.code == "access.share_mistyped"
    return True


def _refusals(answers: Answers, checks: Mapping[str, object]) -> dict[str, str]:
    found = {}
    for name, check in checks.items():
        try:
            check(text_of(answers, name))  # type: ignore[operator]
        except UserError as error:
            found[name] = error.text if text_of(answers, name) else _("Perlu diisi.")
    return found
