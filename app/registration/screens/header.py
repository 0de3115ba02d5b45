"""The top of a person's page: the name large, who and where in chips, what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from app.kernel.i18n import _, pgettext
from app.reference.enumerations import name_of
from app.registration import rules
from app.registration.page import PersonPage
from app.registration.screens import words
from app.widgets.buttons import button
from app.widgets.icons import icon
from app.widgets.labels import label, pill
from app.widgets.layouts import FlowLayout, clear, column, holder, row
from app.widgets.narrow import Head
from app.widgets.theme import set_state

BESIDE_FROM, LARGE_FROM = 340, 520
"""Pixels of a page from which the photo stands beside the name, and the name is large."""
Verb = tuple[str, str, str]
"""Code, text and icon of an entry; an empty code is a rule between two groups."""


class Header(QWidget):
    """Name, chips and actions."""

    def __init__(self, on_verb: Callable[[str], object], photo: QWidget | None = None) -> None:
        super().__init__()
        self._on_verb = on_verb
        self.name = label("", "figure-mid", wrap=True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._chips = FlowLayout()
        self.edit = button(_("Ubah isian"), lambda: on_verb("edit"), "primary", "pencil")
        self.menu = QMenu(self)
        self.more = button(pgettext("button", "Tindakan"))
        self.more.setMenu(self.menu)
        for each in (self.edit, self.more):
            each.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = column(Head([self.name], [self.more, self.edit], gap=10), holder(self._chips), gap=8)
        self._both = row(photo, said, gap=14) if photo else row(said)
        if photo:
            self._both.setAlignment(photo, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._both.setStretch(1, 1)
        self.setLayout(self._both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the photo stands above the name."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE_FROM
        set_state(self.name, role="figure-mid" if self.width() >= LARGE_FROM else "title")
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def show_page(self, page: PersonPage, verbs: Sequence[Verb]) -> None:
        """Show whose page it is and what may be done."""
        self.name.setText(page.identity.display if page.identity else page.head.display if page.head else "")
        clear(self._chips)
        for text, tone in _chips(page):
            self._chips.addWidget(pill(text, tone))
        self.edit.setText(_("Ubah isian") if page.identity else _("Beri nama"))
        self.menu.clear()
        for code, text, glyph in verbs:
            if not code:
                self.menu.addSeparator()
                continue
            entry = self.menu.addAction(icon(glyph), text)
            entry.setData(code)
            entry.triggered.connect(lambda _on=False, verb=code: self._on_verb(verb))
        self.more.setVisible(bool(verbs))

    def buttons(self) -> list[QPushButton]:
        """What the cursor may go to."""
        return [self.edit, self.more]


def _chips(page: PersonPage) -> list[tuple[str, str]]:
    head, identity = page.head, page.identity
    found: list[tuple[str, str]] = []
    if head is None:
        found.append((_("tidak dihitung lagi"), "warn"))
    else:
        mark = words.account_mark(head)
        found.append((mark.text, mark.tone))
        found.append((words.class_and_age(head), ""))
        if head.card_number:
            found.append((_("kartu {number}").format(number=head.card_number), ""))
        if head.suspense:
            found.append((_("perpindahan bertentangan"), "bad"))
    if identity is not None:
        if identity.get("category") != "pmib":
            found.append((name_of("kategori_orang", identity.get("category")), ""))
        if identity.get("nationality") != "wni":
            country = identity.get("nationality_country") or ""
            text = f"{name_of('kewarganegaraan', identity.get('nationality'))} {country}".strip()
            found.append((text, "warn"))
    refused = [answer for answer in page.told.answers if not answer.given]
    found += [(_("menolak: {what}").format(what=name_of("persetujuan", each.kind)), "warn") for each in refused]
    return found


def verbs(page: PersonPage, may: Callable[[str], bool]) -> list[Verb]:
    """What may be done with this head now."""
    found: list[Verb] = []
    account = page.head.account if page.head else ""
    if may("registration.move") and account in (rules.PRESENT, *rules.TEMPORARY):
        found.append(("leave", _("Catat keluar …"), "log-out"))
        found.append(("death", _("Catat meninggal …"), "circle-alert"))
    if may("handover.draft") and account in rules.BODIES_HERE:
        found.append(("heirs", _("Serahkan kepada ahli waris …"), "handshake"))
    if may("registration.move") and account in (*rules.RETURNABLE, rules.OUTSIDE):
        found.append(("back", _("Catat kembali ke sini …"), "undo-2"))
    if may("registration.move") and any(stay.last_movement and stay.stay_id == page.stay_id for stay in page.stays):
        found.append(("unmove", _("Batalkan catatan keluar terakhir …"), "undo-2"))
    if may("registration.settle") and page.head and page.head.suspense:
        found.append(("settle", _("Selesaikan perpindahan yang bertentangan …"), "scale"))
    if may("registration.edit") and page.identity:
        found += _of_person(page, account)
    if may("registration.edit") and page.head:
        found.append(("consent", _("Persetujuan dan penolakan …"), "list-checks"))
    if may("registration.merge") and page.head:
        found += [
            ("", "", ""),
            ("same_person", _("Orang yang sama dengan …"), "copy"),
            ("same_arrival", _("Tercatat dua kali: gabungkan kedatangan …"), "users"),
        ]
    if may("registration.withdraw") and page.head:
        found += [("", "", ""), ("withdraw", _("Batalkan kedatangan ini …"), "trash-2")]
    return found


def _of_person(page: PersonPage, account: str) -> list[Verb]:
    found: list[Verb] = [
        ("", "", ""),
        ("document", _("Tambah dokumen …"), "file-text"),
        ("family", _("Hubungkan dengan keluarga …"), "users"),
        *_of_guardian(page),
        ("note", _("Tulis catatan …"), "pencil"),
        ("card", _("Ganti nomor kartu …"), "id-card"),
        ("confide", _("Keterangan tertutup untuk peksos …"), "lock"),
    ]
    grown_woman = page.head is not None and page.head.head_class == "PD"
    if account == rules.PRESENT and grown_woman:
        found.append(("born", _("Bayi lahir di sini …"), "baby"))
    return found


def _of_guardian(page: PersonPage) -> list[Verb]:
    """For a child alone, and for one somebody answers for."""
    if page.guardian is None:
        return [("guardian", _("Catat wali …"), "shield")] if page.alone else []
    return [("guardian", _("Ganti wali …"), "shield"), ("guardian.release", _("Lepas wali …"), "user-x")]
