"""Beside the list: everything the list says of one person, in the order an officer asks, and who decided what."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.kernel.i18n import _
from app.kernel.texts import straight
from app.manifest.board import BoardLine, LineDetail
from app.manifest.screens import words
from app.manifest.screens.ships import Ships
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import column, holder, panel, row, rule, scrolled

CAPTION = 84


class Details(QWidget):
    """One line, large enough to be read aloud."""

    def __init__(self, ships: Ships) -> None:
        super().__init__()
        self._ships = ships
        self._line_id = ""
        self._place, self._state = label("", "caption"), pill("")
        self._name = label("", "title", wrap=True)
        self._alias, self._about = label("", "muted", wrap=True), label("", "", wrap=True)
        self._facts, self._written = Facts(), Facts()
        self._together, self._finding = label("", "strong", wrap=True), label("", "muted", wrap=True)
        self._problems = label("", "caption", "warn", wrap=True)
        self._written_title = label(_("Tertulis di daftar"), "eyebrow")
        self._nothing = label(_("Pilih satu baris untuk melihat isinya."), "muted", wrap=True)
        head = row(self._place, 1, self._state)
        body = column(
            head, self._name, self._alias, self._about, self._together, self._finding, self._problems, self._facts,
            self._written_title, self._rule(), self._written, self._nothing, 1, gap=9,
        )  # fmt: skip
        body.setContentsMargins(16, 14, 12, 14)
        content = holder(body)
        area = scrolled(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame = panel(column(area))
        frame.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]  # set just before
        self.setLayout(column(frame))
        self.show_line(None)

    def _rule(self) -> QWidget:
        self._line = rule()
        return self._line

    def show_line(self, line: BoardLine | None) -> None:
        """What the board knows, at once; `show_detail` follows."""
        self._nothing.setVisible(line is None)
        for part in (self._place, self._state, self._name, self._about):
            part.setVisible(line is not None)
        if line is None or line.id != self._line_id:
            self._clear_detail()
        self._line_id = line.id if line else ""
        if line is None:
            for part in (self._alias, self._together):
                part.hide()
            self._facts.show_facts(())
            return
        mark = words.mark_of(line)
        self._place.setText(self._place_words(line))
        retone(self._state, mark.text, {"good": "good", "warn": "warn"}.get(mark.tone, ""))
        self._name.setText(words.full_name(line))
        self._show_text(self._alias, _("alias {names}").format(names=", ".join(line.aliases)) if line.aliases else "")
        about = (words.class_or_asked(line), words.sex_words(line), words.age_words(line), words.birth_words(line))
        self._about.setText(" · ".join(part for part in about if part))
        self._show_text(self._together, self._together_words(line))
        self._show_facts(line)
        self.setAccessibleName(f"{words.full_name(line)} {self._about.text()} {mark.text}")

    def show_detail(self, detail: LineDetail) -> None:
        """What the list itself says; ignored when another line is shown by now."""
        if detail.line_id != self._line_id:
            return
        self._clear_detail()
        if detail.finding is not None and detail.decision.status != "belum_diperiksa":
            self._show_text(self._finding, _("Diperiksa di {where}").format(where=detail.finding.words))
        self._show_text(self._problems, "\n".join(detail.problems))
        self._written.show_facts(detail.written)
        for part in (self._written_title, self._line):
            part.setVisible(bool(detail.written))

    def _clear_detail(self) -> None:
        self._finding.hide()
        self._problems.hide()
        self._written.show_facts(())
        self._written_title.hide()
        self._line.hide()

    def _place_words(self, line: BoardLine) -> str:
        board = self._ships.boards.get(line.batch_id)
        several = board is not None and len(board.letters) > 1
        number = _("No. {number}").format(number=line.list_no)
        return _("{number} · surat {letter}").format(number=number, letter=line.letter) if several else number

    def _together_words(self, line: BoardLine) -> str:
        if line.mother and line.mother in self._ships.lines:
            mother = self._ships.lines[line.mother]
            return _("Bersama ibu: no. {number} {name}").format(number=mother.list_no, name=words.full_name(mother))
        infants = self._ships.infants_of(line.id)
        named = ", ".join(f"no. {infant.list_no} {words.full_name(infant)}" for infant in infants)
        return _("Bersama bayi: {names}").format(names=named) if named else ""

    def _show_facts(self, line: BoardLine) -> None:
        facts = (
            (_("Dokumen"), words.paper_words(line) or _("tidak ada di daftar")),
            (_("NIK"), line.nik or ""),
            (_("Asal"), line.origin),
            (_("Hubungan"), line.relation or ""),
            (_("Warga negara"), line.nationality or ""),
        )
        self._facts.show_facts([fact for fact in facts if fact[1]])

    @staticmethod
    def _show_text(target: QLabel, text: str) -> None:
        target.setText(text)
        target.setVisible(bool(text))


class Facts(QWidget):
    """Names and values below each other; the labels are used again, for they change with every key."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []
        self.setLayout(self._grid)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these and nothing else."""
        while len(self._rows) < len(facts):
            self._add()
        for place, (caption, value) in enumerate(self._rows):
            shown = place < len(facts)
            if shown:
                name, text = facts[place]
                caption.setText(_fitting(caption, name))
                caption.setToolTip(straight(name))
                value.setText(text)
            caption.setVisible(shown)
            value.setVisible(shown)
        self.setVisible(bool(facts))

    def _add(self) -> None:
        caption, value, place = label("", "caption"), label("", "", wrap=True), len(self._rows)
        caption.setFixedWidth(CAPTION)
        self._grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, place, 1)
        self._rows.append((caption, value))


def _fitting(caption: QLabel, name: str) -> str:
    """The heading of a list as it fits; of two rows of headings (“ALAMAT – DESA”) the lower tells them apart."""
    metrics = caption.fontMetrics()
    if metrics.horizontalAdvance(name) > CAPTION and " – " in name:
        name = "… " + name.rsplit(" – ", 1)[1]
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, CAPTION)
