"""What a letter says about itself, as a form; suggestions read from the file can be corrected before they are kept."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from app.kernel.i18n import _
from app.manifest.letters import IncomingRecord, Letter
from app.reference.enumerations import choices
from app.widgets.date_field import DateField, read_date
from app.widgets.fields import ChoiceField, NoteField, NumberField, TextField, Value
from app.widgets.form import Form

_NUMBERS = ("stated_total", "stated_ld", "stated_pd", "stated_al", "stated_ap")


def letter_form() -> Form:
    """The fields of a letter, the classes it states last."""
    schemes = tuple((choice.code, choice.name) for choice in choices("skema_biaya"))
    limits = (0, 100_000)
    return Form(
        (
            TextField("sender", _("Pengirim")),
            TextField("letter_number", _("Nomor surat")),
            DateField("letter_date", _("Tanggal surat")),
            TextField("depot", _("Depot asal")),
            TextField("foreign_letter_number", _("Nomor surat imigrasi setempat")),
            ChoiceField("scheme", _("Skema biaya"), schemes),
            TextField("port_from", _("Pelabuhan muat")),
            TextField("ship", _("Kapal menurut surat")),
            NumberField("stated_total", _("Jumlah menurut surat"), limits=limits),
            NumberField("stated_ld", _("LD"), limits=limits),
            NumberField("stated_pd", _("PD"), limits=limits),
            NumberField("stated_al", _("AL"), limits=limits),
            NumberField("stated_ap", _("AP"), limits=limits),
            TextField("note", _("Catatan")),
        ),
        wide=("sender", "note"),
    )


def show_letter(form: Form, letter: Letter) -> None:
    """Put a letter into the form."""
    values: dict[str, Value] = {name: _plain(value) for name, value in asdict(letter).items()}
    form.load(values)


def letter_in(form: Form) -> Letter:
    """The letter as the form has it; a total that only repeats the classes is left out."""
    said = form.collect()
    numbers = {name: value if isinstance(value := said[name], int) else None for name in _NUMBERS}
    words = {name: _text(said, name) for name in said if name not in (*_NUMBERS, "letter_date")}
    return Letter(**words, letter_date=_day(said.get("letter_date")), **numbers)  # type: ignore[arg-type]  # by name


def record_form() -> Form:
    """The fields of the berita acara that came with the people."""
    people = _("satu orang per baris: Nama – jabatan")
    return Form(
        (
            TextField("number", _("Nomor berita acara")),
            DateField("day", _("Tanggal")),
            TextField("place", _("Tempat")),
            NoteField("escorts", _("Petugas pengantar"), hint=people, lines=3),
            NoteField("signatories", _("Yang menandatangani"), hint=people, lines=3),
        ),
        wide=("escorts", "signatories"),
    )


def show_record(form: Form, record: IncomingRecord) -> None:
    """Put a berita acara into the form."""
    values: dict[str, Value] = {
        "number": record.number or None,
        "day": _plain(record.day),
        "place": record.place,
        "escorts": _lines(record.escorts),
        "signatories": _lines(record.signatories),
    }
    form.load(values)


def record_in(form: Form) -> IncomingRecord:
    """The berita acara as the form has it."""
    said = form.collect()
    return IncomingRecord(
        _text(said, "number") or "", _day(said.get("day")), _text(said, "place"), _people(said.get("escorts")),
        _people(said.get("signatories")),
    )  # fmt: skip


def _plain(value: object) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int) else None


def _text(said: Mapping[str, Value], name: str) -> str | None:
    value = said.get(name)
    return str(value) if value else None


def _day(value: Value) -> date | None:
    text = str(value or "")
    if len(text) == 10 and text[4:5] == "-":
        return date.fromisoformat(text)
    return read_date(text)


def _lines(people: tuple[dict[str, str], ...]) -> str | None:
    said = [f"{person.get('name', '')} – {person.get('position', '')}".strip(" –") for person in people]
    return "\n".join(said) or None


def _people(value: Value) -> tuple[dict[str, str], ...]:
    found = []
    for line in str(value or "").splitlines():
        name, _dash, position = line.replace(" - ", " – ").partition(" – ")
        if name.strip():
            found.append({"name": name.strip(), "position": position.strip()})
    return tuple(found)
