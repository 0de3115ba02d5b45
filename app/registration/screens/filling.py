"""The two forms of the screen Orang: a head in seconds, the details later – alone or one after the other."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.access.days import today
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.registration import coding, editing, families, likely
from app.registration.counts import heads_of
from app.registration.editing import Quick
from app.registration.likely import Likeness
from app.registration.page import PersonPage
from app.registration.people import Registered
from app.registration.screens import words
from app.registration.screens.context import PeopleContext
from app.registration.screens.detailform import DetailForm
from app.registration.screens.familyform import FamilyForm
from app.registration.screens.queue import QueueBar, Round
from app.registration.screens.quickform import QuickForm
from app.registration.screens.sameplace import SamePlace
from app.registration.search import search
from app.registration.validation import Finding
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.screen import Draft

NAMESAKES = 3


class Filling(QWidget):
    """Shows one of the forms; what is typed stays until it is kept or given up."""

    opened = Signal()
    left = Signal()
    said = Signal(object)
    shown = Signal(str)
    """The page of a stay is wanted."""
    wanted = Signal(str, object)
    alike = Signal(str, str)
    """Two people to compare: the one just registered, and who may be the same."""

    def __init__(self, ops: Operations, context: PeopleContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self.quick, self.details, self.family = QuickForm(), DetailForm(context), FamilyForm()
        self.round, self.bar = Round(), QueueBar()
        self.naming = ""
        self._same_place = SamePlace(self, ops, self.said.emit)
        self._stack = QStackedWidget()
        for form in (self.quick, self.details, self.family):
            self._stack.addWidget(form)
        body = column(self.bar, self._stack, gap=10)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._connect()

    def _connect(self) -> None:
        self.quick.wanted.connect(self.wanted)
        self.quick.named.connect(self._namesakes)
        self.quick.submitted.connect(self._register)
        self.details.submitted.connect(self._keep)
        self.bar.later.connect(partial(self.step, 1))
        self.bar.earlier.connect(partial(self.step, -1))
        self.family.submitted.connect(self._register_family)
        for form in (self.quick, self.details, self.family):
            form.left.connect(self._leave)

    @property
    def mode(self) -> str:
        """Which form is in front: new, edit or family."""
        front = self._stack.currentWidget()
        return "new" if front is self.quick else "family" if front is self.family else "edit"

    def new(self, naming: str = "") -> None:
        """The quick form; for a card without a name when `naming` is its stay."""
        self.naming = naming
        self.quick.turn_to(naming, self.round.drafts)
        self._stack.setCurrentWidget(self.quick)
        self.opened.emit()
        ships = self._context.ships

        def look(r: Any) -> tuple[Sequence[tuple[str, str]], date, str]:
            return ships(r), today(r), heads_of(r, [naming])[0].display if naming else ""

        self._ops.read(look).then(lambda found: self.quick.begin(*found))
        self.quick.form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def new_family(self) -> None:
        """The form for a whole family."""
        self.stop()
        self._stack.setCurrentWidget(self.family)
        self.opened.emit()
        self._ops.read(self._context.ships).then(self.family.begin)
        self.family.lines[0].field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, page: PersonPage, field: str) -> None:
        """The details of a person, the cursor on a field; a card without a name gets its name first."""
        if self.round.current != page.stay_id:
            self.round.end()
        self.bar.show_round(self.round, page.open_fields)
        if page.identity is None:
            self.new(page.stay_id)
            return
        self.details.load(page)
        self.details.save.setText(_("Simpan, berikutnya") if self.round.current else _("Simpan"))
        kept = self.round.drafts.pop(page.stay_id, None)
        if kept:
            self.details.restore(kept)
        self._stack.setCurrentWidget(self.details)
        self.opened.emit()
        self.details.focus(field)

    def save(self) -> None:
        """Keep what the form in front says."""
        {"new": self.quick.submit, "edit": self.details.submit, "family": self.family.submit}[self.mode]()

    def draft(self) -> Draft:
        """What is typed in either form and not kept."""
        kept: Draft = {"new": self.quick.draft(), "edit": self.details.draft(), "family": self.family.draft()}
        return {**kept, "naming": self.naming, "about": self.quick.about, "later": dict(self.round.drafts)}

    # --- one after the other ------------------------------------------------------------------------------------------

    def start(self, stays: Sequence[str], first: str = "") -> None:
        """Complete these people, one after the other."""
        self._go(self.round.start(stays, first))

    def step(self, by: int) -> None:
        """Put this one off for the next or the one before; what is typed waits for him."""
        current = self.round.current
        if not current:
            return
        if self.mode == "new" and self.quick.about == current:
            self.quick.turn_to("", self.round.drafts)
        elif self.mode == "edit" and self.details.stay_id == current:
            typed = self.details.draft()
            if typed:
                self.round.drafts[current] = typed
        self._go(self.round.step(by))

    def _go(self, stay: str) -> None:
        if stay:
            self.shown.emit(stay)
            return
        saved, waiting = self.round.saved, self.round.waiting
        self._leave()
        text = ngettext(
            "Sampai di akhir daftar: {n} orang disimpan.", "Sampai di akhir daftar: {n} orang disimpan.", saved
        )
        hint = (
            _("{n} orang ditunda; isiannya menunggu sampai halamannya dibuka lagi.").format(n=waiting)
            if waiting
            else ""
        )
        self.said.emit(Message(text.format(n=saved), hint, "warn" if hint else "good"))

    def stop(self) -> None:
        """No round is under way any more."""
        self.naming = ""
        self.round.end()
        self.bar.hide()

    def _leave(self) -> None:
        self.stop()
        self.left.emit()

    # --- keeping ------------------------------------------------------------------------------------------------------

    def _namesakes(self, name: str) -> None:
        found = self._ops.read(lambda r: search(r, name, NAMESAKES), latest="people.namesakes")
        found.then(self.quick.show_namesakes)

    def _register(self, quick: Quick) -> None:
        card = self.naming

        def act(w: Any) -> str | Registered:
            if card:
                editing.name_card(w, card, quick)
                return card
            return editing.register(w, quick)

        self.quick.save.setEnabled(False)
        written = self._ops.write("registration.register", act)
        written.then(self._registered).otherwise(partial(self._refused, self.quick))
        written.finally_(lambda: self.quick.save.setEnabled(True))

    def _register_family(self, members: Sequence[tuple[Quick, str]]) -> None:
        self.family.save.setEnabled(False)
        written = self._ops.write("registration.family", lambda w: families.register_together(w, members))
        written.then(self._together).otherwise(self._family_refused)
        written.finally_(lambda: self.family.save.setEnabled(True))

    def _family_refused(self, error: UserError) -> None:
        self.family.show_problem(f"{error.text} {error.hint}".strip())
        self.said.emit(Message.of(error))

    def _together(self, made: Sequence[Registered]) -> None:
        self.family.empty()
        hint = " ".join(dict.fromkeys(finding.text for each in made for finding in each.warnings))
        count = len(made)
        text = _("{n} orang sekeluarga terdaftar dan dihitung hadir.").format(n=count)
        self.said.emit(Message(text, hint, "warn" if hint else "good"))
        self.left.emit()
        self.shown.emit(made[0].stay_id)

    def _registered(self, made: str | Registered) -> None:
        stay = made if isinstance(made, str) else made.stay_id
        self.quick.empty()
        self.naming = ""
        self.quick.turn_to("", self.round.drafts)
        warnings = () if isinstance(made, str) else made.warnings
        hint = " ".join(finding.text for finding in warnings)
        self.said.emit(Message(_("Terdaftar dan dihitung hadir."), hint, "warn" if hint else "good"))
        if self.round.current == stay:
            self._saved_one()
        else:
            self.left.emit()
            self.shown.emit(stay)
        self._ops.read(lambda r: likely.of_stay(r, stay)).then(self._tell_alike)

    def _tell_alike(self, found: tuple[str, Likeness] | None) -> None:
        """Say of whoever was just registered that he may have been here before."""
        if found is None:
            return
        person, like = found
        when = words.day(like.head.arrived)
        text = _("Terdaftar. Mirip {name}, tiba {day}.").format(name=like.head.display, day=when)
        act = partial(self.alike.emit, person, like.head.person_id or "")
        self.said.emit(Message(text, " · ".join(like.why), "warn", _("Bandingkan"), act))

    def _keep(self, changes: dict[str, Any]) -> None:
        of, paper = (self.details.person_id, self.details.stay_id), self.details.paper
        if not changes and paper is None:
            self._on()
            return
        written = self._ops.write("registration.edit", lambda w: editing.save_form(w, of, changes, paper))
        written.then(partial(self._kept, of[0], changes)).otherwise(partial(self._refused, self.details))

    def _kept(self, person: str, changes: dict[str, Any], findings: tuple[Finding, ...]) -> None:
        hint = " ".join(finding.text for finding in findings)
        self.said.emit(Message(_("Isian disimpan."), hint, "warn" if hint else "good"))
        region = changes.get("destination_code")
        self._saved_one()
        if region:
            self._ops.read(lambda r: coding.same_text(r, person)).then(partial(self._same_place.offer, str(region)))

    def _saved_one(self) -> None:
        self.round.saved += bool(self.round.current)
        self._on()

    def _on(self) -> None:
        if self.round.current:
            self._go(self.round.step(1))
        else:
            self._leave()

    def _refused(self, form: QuickForm | DetailForm, error: UserError) -> None:
        form.show_problem(error.code, error.text)
        self.said.emit(Message.of(error))
