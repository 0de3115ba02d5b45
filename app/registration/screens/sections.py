"""The sections of a page: who, where to, papers, family, needs, notes, and what happened."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.kernel.i18n import _, ngettext
from app.reference.enumerations import choices, name_of
from app.registration import rules
from app.registration.counts import HeadLine
from app.registration.guardians import GuardianEntry
from app.registration.page import Identity, PaperView, PersonPage, StayView
from app.registration.screens import words
from app.registration.screens.parts import facts, line, nothing, opening_line, pressed_line
from app.registration.suggesting import country
from app.registration.timeline import Entry
from app.registration.told import Answer, Told
from app.widgets.buttons import icon_button
from app.widgets.layouts import FlowLayout, holder, row

On = Callable[[str, object], object]


def identity(page: PersonPage) -> Iterator[QWidget]:
    """Who the person is, as far as it is known."""
    who = page.identity
    if who is None:
        yield nothing(_("Baru ada kartunya. Beri nama kalau orangnya sudah ditemui."))
        return
    born = ", ".join(part for part in (who.get("birth_place") or "", when_born(who)) if part)
    known = [(name, value) for name, value in [(_("Lahir"), born), *identity_facts(who)] if value]
    yield facts(known) if known else nothing(_("Belum ada keterangan selain nama."))


def identity_facts(who: Identity) -> list[tuple[str, str]]:
    """Label and value of every fact about who somebody is, birth apart; "" for what is not known."""
    return [
        (_("Kelamin"), name_of("jenis_kelamin", who.get("sex"))),
        (_("NIK"), _grouped(who.get("nik"))),
        (_("Nomor KK"), _grouped(who.get("family_card"))),
        (_("Nama lain"), ", ".join(who.get("aliases") or ())),
        (_("Warga negara"), _nationality(who)),
        (_("Agama"), name_of("agama", who.get("religion"))),
        (_("Status kawin"), name_of("status_kawin", who.get("marital"))),
        (_("Pendidikan"), name_of("pendidikan", who.get("education"))),
    ]


def when_born(who: Identity) -> str:
    """The day or year of birth, or the age that was given and when; "" when neither is known."""
    when = words.day(who.get("birth_date")) or (str(who.get("birth_year")) if who.get("birth_year") else "")
    if when or who.get("age") is None:
        return when
    return _("umur {n} tahun (disebut {day})").format(n=who.get("age"), day=words.day(who.get("age_on")))


def _nationality(who: Identity) -> str:
    if not who.get("nationality_basis") and who.get("nationality") == "wni":
        return ""
    basis = ", ".join(name_of("dasar_klaim_wni", code) for code in who.get("nationality_basis") or ())
    country = who.get("nationality_country") or ""
    status = f"{name_of('kewarganegaraan', who.get('nationality'))} {country}".strip()
    return f"{status} – {basis}" if basis else status


def _grouped(number: str | None) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4)) if number else ""


def destination(page: PersonPage) -> Iterator[QWidget]:
    """Where the person is going and who may be called."""
    shown = [(name, value) for name, value in destination_facts(page) if value]
    if page.identity is not None:
        yield facts(shown) if shown else nothing(_("Belum diketahui ke mana pulangnya."))


def destination_facts(page: PersonPage) -> list[tuple[str, str]]:
    """Label and value of where somebody is going and of his kin; "" for what is not known."""
    who = page.identity
    if who is None:
        return []
    unknown = who.get("destination_unknown")
    kin = " · ".join(
        part
        for part in (
            who.get("kin_name") or "",
            name_of("status_hubungan", who.get("kin_relation")),
            who.get("kin_phone") or "",
        )
        if part
    )
    told = who.get("destination_text") if who.get("destination_code") else ""
    origin = ", ".join(part for part in (who.get("origin_address") or "", page.origin) if part)
    return [
        (_("Tujuan"), page.destination or (_("belum diketahui: {why}").format(why=unknown) if unknown else "")),
        (_("Disebut"), told or ""),
        (_("Alamat"), who.get("destination_address") or ""),
        (_("Asal"), origin),
        (_("Kontak"), kin),
        (_("Rencana"), name_of("rencana", who.get("plan"))),
    ]


def interview(page: PersonPage) -> Iterator[QWidget]:
    """The way abroad, vulnerability, consent; of what was confided only that it was."""
    said = page.told.journey
    left = " · ".join(
        part
        for part in (str(said.get("left_year", "")), name_of("cara_keluar", said.get("left_way")), said.get("route"))
        if part
    )
    work = " · ".join(said[name] for name in ("occupation", "work_place", "employer", "duration") if said.get(name))
    paid = " · ".join(said[name] for name in ("recruiter", "cost") if said.get(name))
    vulnerable = ", ".join(name_of("rentan", code) for code in page.told.vulnerable)
    known = [
        (_("Berangkat"), left),
        (_("Bekerja"), work),
        (_("Perekrut"), paid),
        (_("Rentan"), vulnerable),
        *((_consent(answer), answer.reason or answer.guardian or "–") for answer in page.told.answers),
    ]
    shown = [(name, value) for name, value in known if value]
    if shown:
        yield facts(shown)
    sealed = [text for text in (_for_social_workers(page.told), _for_health(page.told)) if text]
    for text in sealed:
        yield line(text, glyph="lock")
    if not shown and not sealed:
        yield nothing(_("Belum ditanyakan."))


def _for_social_workers(told: Told) -> str:
    number = told.for_social_workers
    text = ngettext("{n} keterangan tertutup untuk peksos", "{n} keterangan tertutup untuk peksos", number)
    return text.format(n=number) if number else ""


def _for_health(told: Told) -> str:
    number = told.for_health
    text = ngettext(
        "{n} keterangan tertutup untuk petugas kesehatan", "{n} keterangan tertutup untuk petugas kesehatan", number
    )
    return text.format(n=number) if number else ""


def _consent(answer: Answer) -> str:
    text = _("{what}: setuju") if answer.given else _("{what}: menolak")
    return text.format(what=name_of("persetujuan", answer.kind))


def papers(page: PersonPage, on: On, may_edit: bool) -> Iterator[QWidget]:
    """Papers carried, copied or lost."""
    if not page.papers:
        yield nothing(_("Belum ada dokumen yang dicatat."))
    for paper in page.papers:
        yield _paper(paper, on, may_edit)


def _paper(paper: PaperView, on: On, may_edit: bool) -> QWidget:
    kind = name_of("dokumen", paper.kind)
    text = f"{kind}  {paper.number}" if paper.number else kind
    said = line(text, " · ".join(part for part in _paper_facts(paper) if part), "file-text")
    return _with_edit(said, kind, partial(on, "document.edit", paper)) if may_edit else said


def _paper_facts(paper: PaperView) -> Iterator[str]:
    yield name_of("keadaan_dokumen", paper.state)
    if paper.issued or paper.place:
        when = " ".join(part for part in (paper.place or "", words.day(paper.issued)) if part)
        yield _("terbit {when}").format(when=when)
    if paper.expires:
        yield _("berlaku sampai {day}").format(day=words.day(paper.expires))
    yield country(paper.issuer) if paper.issuer else ""
    yield paper.note or ""


def _with_edit(said: QWidget, name: str, on_click: Callable[[], object], glyph: str = "pencil") -> QWidget:
    verb = _("Ubah {name}") if glyph == "pencil" else _("Keluarkan {name}")
    box = row(said, icon_button(glyph, verb.format(name=name), on_click), gap=4)
    box.setStretch(0, 1)
    return holder(box)


def family(page: PersonPage, on: On, may_edit: bool) -> Iterator[QWidget]:
    """The people this person travels with, each a line that opens the page."""
    shown = set()
    for relative in page.family.members if page.family else ():
        shown.add(relative.person_id)
        mine = relative.person_id == page.person_id
        relation = name_of("status_hubungan", relative.relation)
        text = _("{name} (orang ini)").format(name=relative.name) if mine else relative.name
        if relative.head is None or mine:
            said: QWidget = line(text, relation, "user-round")
        else:
            said = _person(relative.head, relation, on)
        remove = partial(on, "family.unlink", relative)
        yield _with_edit(said, relative.name, remove, "x") if may_edit else said
    ties = [(page.mother, _("Ibu")), *((child, _("Anak")) for child in page.children)]
    for head, relation in ties:
        if head is not None and head.person_id not in shown:
            yield _person(head, relation, on)
    if page.guardian is not None:
        yield _guardian(page.guardian, on, may_edit)
    if not page.family and page.mother is None and not page.children and page.guardian is None:
        yield nothing(_("Belum dihubungkan dengan keluarga."))


def _guardian(guardian: GuardianEntry, on: On, may_edit: bool) -> QWidget:
    kind = name_of("wali_anak", guardian.kind)
    detail = " · ".join(part for part in (kind, guardian.relation, guardian.phone, guardian.basis) if part)
    said = line(_("Wali: {name}").format(name=guardian.name), detail, "shield")
    if not may_edit:
        return said
    edit = icon_button("pencil", _("Ganti wali"), partial(on, "guardian", None))
    box = row(said, edit, icon_button("x", _("Lepas wali"), partial(on, "guardian.release", None)), gap=4)
    box.setStretch(0, 1)
    return holder(box)


def _person(head: HeadLine, relation: str, on: On) -> QWidget:
    mark = words.account_mark(head)
    detail = " · ".join(part for part in (relation, words.class_and_age(head), mark.text) if part)
    glyph = "baby" if head.head_class in rules.CHILDREN else "user-round"
    return opening_line(head.display, detail, glyph, partial(on, "person", head.stay_id))


def needs(page: PersonPage, on: On, may_edit: bool) -> Iterator[QWidget]:
    """Neutral needs as switches; those who may not change them see what is set."""
    flow = FlowLayout()
    for each in choices("kebutuhan"):
        if not may_edit and each.code not in page.needs:
            continue
        chip = QPushButton(each.name.replace("&", "&&"))
        chip.setCheckable(True)
        chip.setChecked(each.code in page.needs)
        chip.setEnabled(may_edit)
        chip.setAutoDefault(False)
        chip.setProperty("kind", "chip")
        chip.toggled.connect(partial(_switch, on, each.code))
        flow.addWidget(chip)
    yield holder(flow) if flow.count() else nothing(_("Tidak ada kebutuhan khusus."))


def _switch(on: On, kind: str, wanted: bool) -> None:
    on("need", (kind, wanted))


def notes(page: PersonPage, on: On, may_edit: bool) -> Iterator[QWidget]:
    """What was written down, neutral and short."""
    if not page.notes:
        yield nothing(_("Belum ada catatan."))
    for note in page.notes:
        said = line(note.text, glyph="pencil")
        yield _with_edit(said, _("catatan"), partial(on, "note.void", note), "x") if may_edit else said


def stays(page: PersonPage, on: On) -> Iterator[QWidget]:
    """The arrivals of this person and of those settled to be the same one."""
    for stay in page.stays if len(page.stays) > 1 or page.head is None else ():
        yield _stay(stay, page, on)
    for other in page.joined:
        stay_id = other.head.stay_id if other.head else other.person_id
        text = _("Orang yang sama: {name}").format(name=other.name)
        box = row(
            pressed_line(text, partial(on, "person", stay_id), "copy"),
            1,
            icon_button("x", _("Bukan orang yang sama: {name}").format(name=other.name), partial(on, "part", other)),
        )
        yield holder(box)


def _stay(stay: StayView, page: PersonPage, on: On) -> QWidget:
    where = words.account_mark(stay.head).text if stay.head else _("digabung, tidak dihitung")
    text = _("Tiba {day} · {where}").format(day=words.day(stay.day), where=where)
    if stay.joined_to:
        undo = icon_button("undo-2", _("Pisahkan lagi kedatangan ini"), partial(on, "unjoin", stay))
        return holder(row(line(text, glyph="ship"), 1, undo))
    if stay.stay_id == page.stay_id:
        return line(text, glyph="ship")
    return pressed_line(text, partial(on, "person", stay.stay_id), "ship")


def history(entries: tuple[Entry, ...], zone: str) -> Iterator[QWidget]:
    """Everything that happened, the latest first."""
    for entry in entries:
        said = " · ".join(part for part in (words.moment(entry.at, zone), entry.by) if part)
        text = f"{entry.text} – {entry.detail}" if entry.detail else entry.text
        yield line(text, said, entry.glyph, entry.tone)
