"""What should be looked at on a page: fields still open, odd facts, somebody who may be the same person."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from app.kernel.i18n import _
from app.registration.likely import Likeness
from app.registration.page import PersonPage
from app.registration.photos import PhotoView
from app.registration.screens import words
from app.registration.screens.parts import line, pressed_line
from app.registration.screens.photoview import SMALL, PhotoFrame, Size
from app.registration.validation import COMPANION, open_field_name
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import FlowLayout, clear, column, holder, row

On = Callable[[str, object], object]


def open_ways(field: str) -> list[tuple[str, str]]:
    """(verb, text) of each way to fill in an open field: a lone child finds its family, or gets a guardian."""
    if field != COMPANION:
        return [("edit", open_field_name(field))]
    return [("family", open_field_name(field)), ("guardian", _("Catat wali"))]


class Review(QWidget):
    """One framed note above the page; hidden while nothing needs a look."""

    def __init__(self, on: On, photos: Callable[[Size], PhotoFrame] | None = None) -> None:
        super().__init__()
        self._on, self._photo_frame = on, photos
        self._body = column(gap=8, margins=(14, 10, 14, 10))
        frame = QFrame()
        frame.setProperty("kind", "message")
        frame.setProperty("tone", "warn")
        frame.setLayout(self._body)
        self.setLayout(column(frame))

    def show_page(self, page: PersonPage) -> None:
        """Show what this page leaves open."""
        clear(self._body)
        if page.open_fields:
            self._body.addLayout(self._open(page))
        for finding in page.findings:
            self._body.addWidget(line(finding.text, glyph="triangle-alert", tone="warn"))
        for found in page.likely:
            self._body.addWidget(self._likely(found, page.pictures.get(found.head.person_id or "")))
        self.setVisible(self._body.count() > 0)

    def _open(self, page: PersonPage) -> QLayout:
        flow = FlowLayout(gap=2)
        for field in page.open_fields:
            for verb, name in open_ways(field):
                told = _("Isi {field}").format(field=name)
                flow.addWidget(pressed_line(name, partial(self._on, verb, field), name=told))
        said = label(_("Belum diisi:"), "strong")
        said.setContentsMargins(0, 4, 0, 0)
        box = row(said, holder(flow), gap=6)
        box.setAlignment(said, Qt.AlignmentFlag.AlignTop)
        box.setStretch(1, 1)
        return box

    def _likely(self, found: Likeness, photo: str | None) -> QWidget:
        head = found.head
        when = _("tiba {day}").format(day=words.day(head.arrived))
        text = _("Mirip {name}").format(name=head.display)
        said = line(text, " · ".join([when, *found.why]), "copy", "warn")
        same = button(_("Orang yang sama"), partial(self._on, "same.yes", found), "link")
        other = button(_("Bukan"), partial(self._on, "same.no", found), "link")
        look = button(_("Bandingkan"), partial(self._on, "compare", found), "link")
        for each, said_name in ((same, _("Orang yang sama")), (other, _("Bukan")), (look, _("Bandingkan"))):
            each.setAccessibleName(f"{said_name}: {head.display}")
        box = row(column(said, row(look, same, other, 1, gap=4), gap=2), gap=8)
        if photo and self._photo_frame:
            small = self._photo_frame(SMALL)
            small.show_photo(PhotoView(photo))
            box.insertWidget(0, small)
        return holder(box)
