"""How lines and statuses read on the screen: marks of the list, classes, births, documents."""

from app.kernel.i18n import N_, _
from app.manifest import rules
from app.manifest.board import BoardLine
from app.reference.enumerations import name_of
from app.registration.rules import display_name
from app.widgets.tables import Mark

_MARKS: dict[str, tuple[str, str, str]] = {
    rules.UNCHECKED: (N_("belum"), "", "faint"),
    rules.PRESENT_MATCHED: (N_("hadir"), "circle-check", "good"),
    rules.PRESENT_DIFFERENT: (N_("hadir, data berbeda"), "triangle-alert", "warn"),
    rules.FOREIGNER: (N_("hadir, bukan WNI"), "id-card", "warn"),
    rules.DUPLICATE: (N_("ganda"), "copy", "muted"),
    "tidak_hadir_batal": (N_("batal berangkat"), "user-x", "muted"),
    "tidak_hadir_sakit": (N_("tidak hadir – sakit"), "heart-pulse", "muted"),
    "tidak_hadir_proses_hukum": (N_("proses hukum"), "scale", "muted"),
    "tidak_hadir_dokumen": (N_("dokumen"), "file-text", "muted"),
}
_STATES = {rules.PRESENT_MATCHED: "good", rules.PRESENT_DIFFERENT: "warn", rules.FOREIGNER: "warn"}
CLASS_KEYS = {"LD": "1", "PD": "2", "AL": "3", "AP": "4"}
CLASS_WORDS = {
    "LD": N_("lelaki dewasa"),
    "PD": N_("perempuan dewasa"),
    "AL": N_("anak laki-laki"),
    "AP": N_("anak perempuan"),
}
COLOUR_WORDS = {
    "biru": N_("biru"),
    "jingga": N_("jingga"),
    "hijau": N_("hijau"),
    "ungu": N_("ungu"),
    "merah": N_("merah"),
    "kuning": N_("kuning"),
}


def mark_of(line: BoardLine) -> Mark:
    """The state of a line in the list."""
    text, glyph, tone = _MARKS.get(line.status, (line.status, "", "muted"))
    said = _(text)
    return Mark(f"{said} · {line.card_number}" if line.card_number else said, glyph, tone)


def state_of(line: BoardLine) -> str:
    """The state of a row as the table draws its edge."""
    return _STATES.get(line.status, "absent" if line.done else "")


def status_words(status: str) -> str:
    """A status as a sentence part: “tidak hadir – sakit”."""
    return name_of("status_person_manifes", status).casefold().replace("wni", "WNI")


def full_name(line: BoardLine) -> str:
    """The name as read out, with the father's."""
    return display_name(line.name, line.father, line.sex) or _("(nama kosong)")


def age_words(line: BoardLine) -> str:
    """“32 th”, “5 bln”, or nothing."""
    if line.age_months is not None and not line.age:
        return _("{n} bln").format(n=line.age_months)
    return _("{n} th").format(n=line.age) if line.age is not None else ""


def birth_words(line: BoardLine) -> str:
    """“lahir 12-05-1990”, “lahir 1990”, or nothing."""
    if line.birth_date:
        return _("lahir {day}").format(day=f"{line.birth_date:%d-%m-%Y}")
    return _("lahir {day}").format(day=line.birth_year) if line.birth_year else ""


def sex_words(line: BoardLine) -> str:
    """“laki-laki” or “perempuan”, or nothing."""
    return {"L": _("laki-laki"), "P": _("perempuan")}.get(line.sex or "", "")


def paper_words(line: BoardLine) -> str:
    """“SPLP XD481001, paspor B1234567”."""
    return ", ".join(f"{name_of('dokumen', kind) or kind} {number}" for kind, number in line.documents)


def class_and_age(line: BoardLine) -> str:
    """“LD 49 th”."""
    return f"{class_or_asked(line)}  {age_words(line)}".strip()


def class_or_asked(line: BoardLine) -> str:
    """The class of a line, or “?” where it will be asked."""
    return line.expected_class or "?"
