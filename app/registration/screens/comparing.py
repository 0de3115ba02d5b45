"""Two people side by side, what differs marked, and the verdict: the same human being, or two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration import joins
from app.registration.page import PersonPage
from app.registration.screens import words
from app.registration.screens.photoview import LARGE, PhotoFrame, Size
from app.registration.screens.sections import destination_facts, identity_facts, when_born
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, holder, panel, row, rule
from app.widgets.operations import Begun

MakeFrame = Callable[[Size], PhotoFrame]
ALIKE, DIFFERS, ONE_SIDED = "alike", "differs", "one"
WIDTH = 760
_MARKS = {ALIKE: ("check", "good"), DIFFERS: ("triangle-alert", "warn"), ONE_SIDED: ("", "")}


@dataclass(frozen=True)
class Compared:
    """One fact of two people; `state` is alike, differs or one (only one of them has it)."""

    name: str
    one: str
    other: str

    @property
    def state(self) -> str:
        """Whether both say the same."""
        if not self.one or not self.other:
            return ONE_SIDED
        return ALIKE if _plain(self.one) == _plain(self.other) else DIFFERS


def compared(one: PersonPage, other: PersonPage) -> list[Compared]:
    """Every fact that at least one of the two has: names first, then who, papers, where to, and the arrivals."""
    both = zip(_facts(one), _facts(other), strict=True)
    found = [Compared(name, value, theirs) for (name, value), (_name, theirs) in both]
    return [each for each in found if each.one or each.other]


def _facts(page: PersonPage) -> list[tuple[str, str]]:
    who = page.identity
    if who is None:
        raise ValueError("only people with a name are compared")
    papers = [f"{name_of('dokumen', paper.kind)} {paper.number or ''}".strip() for paper in page.papers]
    relatives = page.family.members if page.family else ()
    return [
        (_("Nama"), who.get("name") or ""),
        (_("bin/binti"), who.get("father_name") or ""),
        (_("Lahir"), when_born(who)),
        (_("Tempat lahir"), who.get("birth_place") or ""),
        *identity_facts(who),
        (_("Dokumen"), "\n".join(sorted(papers))),
        *destination_facts(page),
        (_("Keluarga"), ", ".join(each.name for each in relatives if each.person_id != page.person_id)),
        (_("Tiba"), ", ".join(words.day(stay.day) for stay in page.stays)),
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


class SideBySide(Sheet):
    """S = the same, B = two people, Escape = later; what differs carries a sign, not only a colour."""

    def __init__(
        self, parent: QWidget, pages: tuple[PersonPage, PersonPage], why: Sequence[str], photos: MakeFrame | None = None
    ) -> None:
        text = _("Sama: {why}.").format(why=" · ".join(why)) if why else ""
        hint = _("Kalau sama, kedua riwayatnya tetap ada dan bisa dipisahkan lagi; jumlah orang tidak berubah.")
        question = Question(_("Orang yang sama?"), f"{text} {hint}".strip(), _("Orang yang sama (S)"))
        self.lines = compared(*pages)
        grid = holder(_grid(pages, self.lines, photos))
        super().__init__(parent, question, panel(column(grid)))
        self.setFixedWidth(WIDTH)
        self.verdict = ""
        self.no.setText(_("Nanti"))
        self.apart = button(_("Bukan orang yang sama (B)"), lambda: self._decide(joins.DIFFERENT))
        self.offer(self.apart)
        self.yes.setDefault(False)
        self.yes.clicked.disconnect()
        self.yes.clicked.connect(lambda: self._decide(joins.SAME))
        for key, verdict in (("S", joins.SAME), ("B", joins.DIFFERENT)):
            QShortcut(QKeySequence(key), self, lambda said=verdict: self._decide(said))

    def _decide(self, verdict: str) -> None:
        self.verdict = verdict
        self.accept()


def compare(
    parent: QWidget,
    pages: tuple[PersonPage, PersonPage],
    why: Sequence[str],
    on_verdict: Callable[[str], Begun],
    photos: MakeFrame | None = None,
) -> SideBySide:
    """Show two people and hand the verdict on, `joins.SAME` or `joins.DIFFERENT`; leaving decides nothing."""
    sheet = SideBySide(parent, pages, why, photos)
    sheet.when_yes(lambda: on_verdict(sheet.verdict))
    sheet.open()
    return sheet


def _grid(pages: tuple[PersonPage, PersonPage], lines: Sequence[Compared], photos: MakeFrame | None) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(4, 4, 12, 4)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    for place, page in enumerate(pages, start=1):
        grid.addWidget(_head(page, photos), 0, place)
        grid.setColumnStretch(place, 1)
    grid.addWidget(rule(), 1, 0, 1, 4)
    for at, line in enumerate(lines, start=2):
        glyph, tone = _MARKS[line.state]
        grid.addWidget(label(line.name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        for place, text in enumerate((line.one, line.other), start=1):
            said = label(text or "–", "strong" if line.state == DIFFERS else "", wrap=True)
            grid.addWidget(said, at, place, Qt.AlignmentFlag.AlignTop)
        if glyph:
            grid.addWidget(_sign(glyph, tone, line), at, 3, Qt.AlignmentFlag.AlignTop)
    return grid


def _sign(glyph: str, tone: str, line: Compared) -> QWidget:
    sign = Glyph(glyph, tone, 16)
    said = _("sama") if line.state == ALIKE else _("berbeda")
    sign.setAccessibleName(f"{line.name}: {said}")
    sign.setToolTip(said)
    return sign


def _head(page: PersonPage, photos: MakeFrame | None) -> QWidget:
    name = page.identity.display if page.identity else ""
    mark = words.account_mark(page.head) if page.head else None
    when = _("tiba {day}").format(day=words.day(page.head.arrived)) if page.head else ""
    detail = " · ".join(part for part in (when, mark.text if mark else "") if part)
    said = column(label(name, "heading", wrap=True), label(detail, "caption", wrap=True), gap=1)
    if photos is None:
        return holder(said)
    shown = photos(LARGE)
    shown.show_photo(page.photo)
    both = row(shown, said, gap=10)
    both.setStretch(1, 1)
    return holder(both)
