"""*Beda data*: the fields on which desks differ at the left, at the right every value with who wrote it, to settle."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.access.office import Office
from app.access.roles import GENERAL
from app.kernel.i18n import _
from app.sync.differences import Branch, DifferenceView, Said, settle
from app.sync.overview import Overview
from app.sync.screens.bench import Bench
from app.sync.screens.words import value_words
from app.widgets.buttons import button
from app.widgets.date_field import DateField
from app.widgets.fields import TextField
from app.widgets.icons import Glyph
from app.widgets.labels import label, pill
from app.widgets.layouts import Beside, clear, column, holder, panel, row, rule
from app.widgets.screen import Draft
from app.widgets.tables import Column, Empty, RowTable

TYPED = frozenset(
    (
        "name", "father_name", "birth_place", "birth_date", "origin_text", "destination_text", "destination_address",
        "kin_name", "kin_phone", "note", "reason", "letter_number", "card_number", "ship", "port_from", "label",
    )
)  # fmt: skip
"""Fields whose value is plain text or a date: only there may somebody type a value nobody has written yet."""
OTHER = -1


class DifferencesPanel(QWidget):
    """One difference after the other, by keyboard alone if wished."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._names: dict[str, str] = {}
        self._zone = bench.desk.zone
        self._drafts: dict[str, dict[str, object]] = {}
        self.branches = holder(column(gap=8))
        columns = (
            Column(_("Tentang"), lambda one: self._names.get(one.row_id, one.row_id[-6:]), look="strong"),
            Column(_("Isian"), lambda one: one.field_label, 170, detail=lambda one: one.table_label),
            Column(_("Pilihan"), lambda one: len(_groups(one)), 66, "number"),
        )
        self.table = RowTable(columns, key=_key)
        self.table.setAccessibleName(_("Beda data"))
        self.table.set_empty(Empty(_("Tidak ada beda data"), _("Semua loket mencatat hal yang sama."), "circle-check"))
        self.detail = Settling(bench)
        self.detail.settle_button.clicked.connect(lambda _checked=False: self.settle())
        self.table.marked.connect(self._show)
        self.table.opened.connect(lambda _one: self.detail.focus())
        beside = Beside(self.table, self.detail, 430)
        whole = column(self.branches, beside, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.installEventFilter(self)

    def show_overview(self, seen: Overview) -> None:
        """Show another state; what was chosen but not settled stays."""
        self._keep()
        self._names = seen.subjects
        self._show_branches(seen.branches)
        place = self.table.currentIndex().row()
        self.table.set_rows(seen.differences)
        if self.table.current() is None:
            self.table.go_to(min(max(place, 0), len(seen.differences) - 1))
        self._show(self.table.current())

    def settle(self) -> None:
        """Let the chosen value hold."""
        one = self.detail.difference
        answer = self.detail.answer()
        if one is None or answer is None:
            return
        value = answer[0]
        self.detail.settle_button.setEnabled(False)
        pending = self._bench.write(partial(_settle, one, value))
        pending.then(lambda _none: self._settled(one, value)).otherwise(self._bench.refuse)
        pending.finally_(self.detail.check)

    def draft(self) -> Draft:
        """What was chosen or typed and not settled; drafts lie in the general vault, so nothing restricted is in it."""
        self._keep()
        return dict(self._general())

    def forget_restricted(self) -> None:
        """Somebody else may sit here: show and keep nothing of a restricted vault until it was read anew."""
        self._keep()
        self._drafts = self._general()
        one = self.detail.difference
        if one is not None and one.vault != GENERAL:
            self.detail.difference = None
        self.table.set_rows([row for row in self.table.rows if row.vault == GENERAL])
        self._show(self.table.current())

    def restore(self, draft: Draft) -> None:
        """Put it back."""
        self._drafts = {key: dict(value) for key, value in draft.items() if isinstance(value, dict)}
        self.detail.difference = None
        self._show(self.table.current())

    def _general(self) -> dict[str, dict[str, object]]:
        return {key: draft for key, draft in self._drafts.items() if key.startswith(f"{GENERAL}/")}

    def _show(self, one: DifferenceView | None) -> None:
        self._keep()
        self.detail.show_difference(one, self._names, self._drafts.get(_key(one), {}) if one is not None else {})

    def _keep(self) -> None:
        one = self.detail.difference
        if one is not None:
            draft = self.detail.draft()
            if draft:
                self._drafts[_key(one)] = draft
            else:
                self._drafts.pop(_key(one), None)

    def _settled(self, one: DifferenceView, value: Any) -> None:
        self.detail.difference = None
        self._drafts.pop(_key(one), None)
        shown = value_words(one.field, value, self._names, self._zone)
        about = self._names.get(one.row_id, "")
        text = _("{what} {about}: {value}.").format(what=one.field_label, about=about, value=shown)
        self._bench.tell(text[:1].upper() + text[1:], _("Yang lain tetap ada di riwayat."))
        self._bench.done.emit()

    def _show_branches(self, branches: tuple[Branch, ...]) -> None:
        layout = self.branches.layout()
        if layout is None:
            return
        clear(layout)
        desks = sorted({branch.desk for branch in branches})
        self.branches.setVisible(bool(desks))
        for desk in desks:
            text = _("Laptop loket {desk} pernah digandakan, atau dipulihkan dari cadangan, lalu keduanya dipakai.")
            hint = _(
                "Semua catatan dari keduanya tetap dihitung. Tanyakan laptop mana yang dipakai, hentikan yang lain."
            )
            words = column(label(text.format(desk=desk), "strong", wrap=True), label(hint, "muted", wrap=True), gap=1)
            line = row(Glyph("copy", "warn"), words, gap=10)
            line.setStretch(1, 1)
            layout.addWidget(panel(line, "warn"))


class Settling(QWidget):
    """One difference with its values to choose from, and one to type where that makes sense."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.difference: DifferenceView | None = None
        self.choices = QButtonGroup(self)
        self._values: list[Any] = []
        self.other = _input(self)
        self._title, self._hint = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._body = column(gap=8)
        self.settle_button = button(_("Tetapkan"), None, "primary", "check")
        self._keys = label(_("↑ ↓ memilih · Enter menetapkan"), "caption")
        self._foot = holder(row(self._keys, 1, self.settle_button))
        self.setLayout(column(panel(column(self._title, self._hint, self._body, self._foot, gap=12)), 1))
        self.choices.buttonToggled.connect(lambda _button, _on: self.check())

    def show_difference(self, one: DifferenceView | None, names: dict[str, str], draft: Draft) -> None:
        """Show another difference, with what was chosen for it before."""
        if one is not None and one == self.difference:
            return
        self.difference = one
        self._rebuild(one, names)
        if one is None:
            return
        chosen = draft.get("choice", None)
        self.other.set_value(str(draft["typed"]) if draft.get("typed") else None)
        if isinstance(chosen, int) and self.choices.button(chosen + 2) is not None:
            self.choices.button(chosen + 2).setChecked(True)
        self.check()

    def answer(self) -> tuple[Any] | None:
        """The value chosen or typed, in a tuple since it may be None; None while nothing is."""
        chosen = self.choices.checkedId() - 2
        if chosen >= 0:
            return (self._values[chosen],)
        if chosen == OTHER and self.other.value() is not None and not self.other.problem():
            typed = str(self.other.value())
            return (date.fromisoformat(typed) if isinstance(self.other, DateField) else typed,)
        return None

    def draft(self) -> dict[str, object]:
        """What is chosen and typed."""
        chosen = self.choices.checkedId() - 2
        draft: dict[str, object] = {"choice": chosen} if chosen >= OTHER else {}
        return draft | ({"typed": self.other.value()} if self.other.value() else {})

    def focus(self) -> None:
        """Put the cursor on the values."""
        buttons = self.choices.buttons()
        chosen = self.choices.checkedButton() or (buttons[0] if buttons else None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
            chosen.setChecked(True)

    def check(self) -> None:
        """Offer to settle when something is chosen and this person may."""
        may = self._bench.desk.may("sync.settle")
        self.settle_button.setEnabled(may and self.answer() is not None)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Enter settles; typing chooses what is typed."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.settle_button.isEnabled():
            self.settle_button.click()
            return True
        return False

    def _rebuild(self, one: DifferenceView | None, names: dict[str, str]) -> None:
        for old in self.choices.buttons():
            self.choices.removeButton(old)
        self.other.setParent(self)
        self.other.hide()
        self.other.deleteLater()
        clear(self._body)
        self.other = _input(self, dated=one is not None and _is_date(one))
        self._foot.setVisible(one is not None)
        self._hint.setVisible(one is not None)
        self._values = []
        if one is None:
            self._title.setText(_("Pilih satu baris di sebelah kiri."))
            return
        about = names.get(one.row_id, "")
        self._title.setText(f"{one.field_label[:1].upper()}{one.field_label[1:]} · {about}")
        self._hint.setText(_hint_of(one))
        for place, (value, said) in enumerate(_groups(one)):
            self._values.append(value)
            self._body.addWidget(self._choice(place, value_words(one.field, value, names, self._bench.desk.zone), said))
        if one.field in TYPED and not one.is_void:
            self._body.addWidget(self._other(len(self._values)))

    def _choice(self, place: int, text: str, said: list[Said]) -> QWidget:
        choice = self._radio(text, place)
        head = row(choice, 1, *([pill(_("tampil sekarang"))] if any(one.shown for one in said) else []))
        who = [f"{one.who} · {_('loket')} {one.desk} · {self._bench.when(one.at)}" for one in said]
        note = label("\n".join(who), "caption", wrap=True)
        note.setContentsMargins(28, 0, 0, 0)
        return holder(column(*([rule()] if place else []), head, note, gap=2))

    def _other(self, place: int) -> QWidget:
        choice = self._radio(_("Nilai lain:"), OTHER)
        self.other.show()
        self.other.line.setAccessibleName(_("Nilai lain"))
        self.other.line.installEventFilter(self)
        self.other.changed.connect(self._typed)
        self.other.setContentsMargins(28, 0, 0, 0)
        return holder(column(*([rule()] if place else []), choice, self.other, gap=4))

    def _radio(self, text: str, place: int) -> QRadioButton:
        choice = QRadioButton(text.replace("&", "&&"))
        choice.setAccessibleName(text)
        choice.installEventFilter(self)
        self.choices.addButton(choice, place + 2)
        return choice

    def _typed(self) -> None:
        other = self.choices.button(OTHER + 2)
        if other is not None and self.other.value():
            other.setChecked(True)
        self.check()


def _input(parent: QWidget, dated: bool = False) -> TextField:
    """Where another value is typed; not shown until it is placed."""
    made = DateField("value", "") if dated else TextField("value", "")
    made.setParent(parent)
    made.hide()
    return made


def _settle(one: DifferenceView, value: Any, office: Office) -> None:
    with office.write("sync.settle", one.vault) as work:
        settle(work, one.table, one.row_id, one.field, value)


def _key(one: DifferenceView) -> str:
    return f"{one.vault}/{one.table}/{one.row_id}/{one.field}"


def _groups(one: DifferenceView) -> list[tuple[Any, list[Said]]]:
    """Equal values together, the one shown now first."""
    groups: list[tuple[Any, list[Said]]] = []
    for said in sorted(one.values, key=lambda value: not value.shown):
        known = next((group for value, group in groups if value == said.value), None)
        if known is None:
            groups.append((said.value, [said]))
        else:
            known.append(said)
    return groups


def _is_date(one: DifferenceView) -> bool:
    return any(isinstance(said.value, date) for said in one.values)


def _hint_of(one: DifferenceView) -> str:
    if one.is_void:
        return _("Satu loket membatalkan {table} ini sementara loket lain mengubahnya.").format(
            table=one.table_label.casefold()
        )
    return _("Tanyakan orangnya atau lihat suratnya, lalu pilih yang benar.")
