"""The screen Orang: the list on the left, on the right the page, the quick form or the form for details."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.access.days import today
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration import editing
from app.registration.editing import Quick
from app.registration.listing import HERE, Listing, listing
from app.registration.page import PersonPage, page
from app.registration.people import Registered
from app.registration.screens.acting import Acts
from app.registration.screens.context import PeopleContext
from app.registration.screens.detailform import DetailForm
from app.registration.screens.listpane import ListPane
from app.registration.screens.pageview import PageView
from app.registration.screens.quickform import QuickForm
from app.registration.search import search
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending
from app.widgets.screen import Draft, Screen
from app.widgets.screen import page as arranged

NAMESAKES = 3
HEIRS = "ahli_waris"
"""The kind of receiver Serah terima opens a new paper for."""
_NOTHING, _PAGE, _QUICK, _DETAILS = range(4)
_MODES = {"page": _PAGE, "new": _QUICK, "edit": _DETAILS}


class PeopleScreen(Screen):
    """Everything runs through `ops`; the page stays on screen while its data is read again."""

    def __init__(self, ops: Operations, context: PeopleContext, zone: str) -> None:
        super().__init__()
        self.operations, self._context = ops, context
        self.list = ListPane()
        extra = tuple((f"extra.{place}", each.text, each.glyph) for place, each in enumerate(context.actions))
        self.view = PageView(context.may, zone, extra)
        self.quick = QuickForm()
        self.details = DetailForm(context)
        self._acts = Acts(ops, _Host(self))
        self._target, self._draft = "", Draft()
        self._naming = ""
        self._stack = QStackedWidget()
        for part in (_nobody(), self.view, self.quick, self.details):
            self._stack.addWidget(part)
        both = row(self.list, self._stack, gap=16)
        both.setStretch(1, 1)
        self.setLayout(arranged(_("Orang"), holder(both)))
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and page share what room there is."""
        super().resizeEvent(event)
        self.list.fit(self.width())

    # --- what the frame asks ------------------------------------------------------------------------------------------

    def show_target(self, target: str) -> None:
        """Show the page of a stay or a person; what was typed above the list does not hide him."""
        if self.list.line.text():
            self.list.choose(self.list.view, "")
        self._open(target)

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the list and the page again."""
        self.list.ask()
        if self._target:
            self._open(self._target, keep_form=True)

    def draft(self) -> Draft:
        """The view, what is typed above it, whose page it is, and what is typed in a form and not kept."""
        mode = next(name for name, place in (*_MODES.items(), ("", _NOTHING)) if place == self._stack.currentIndex())
        kept: Draft = {"view": self.list.view, "text": self.list.line.text(), "target": self._target, "mode": mode}
        kept |= {"new": self.quick.draft(), "edit": self.details.draft(), "naming": self._naming}
        return {} if kept["view"] == HERE and not any(kept[name] for name in kept if name != "view") else kept

    def restore(self, draft: Draft) -> None:
        """Put all of it back."""
        self.list.choose(str(draft.get("view", HERE)), str(draft.get("text", "")))
        self._draft, self._naming = draft, str(draft.get("naming", ""))
        new = draft.get("new")
        if isinstance(new, dict) and new:
            self.quick.restore(new)
        if draft.get("target"):
            self._open(str(draft["target"]))
        if draft.get("mode") == "new":
            self._new(self._naming)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """New, save, find."""
        found: dict[str, Callable[[], object]] = {"people.find": self.list.seek}
        if self._context.may("registration.arrive"):
            found["people.new"] = self._new
        if self._stack.currentIndex() in (_QUICK, _DETAILS):
            found["people.save"] = self._save
        return found

    def first_focus(self) -> QWidget:
        """The line to type into."""
        return self.list.line

    # --- the list and the page ----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.list.asked.connect(self._read_list)
        self.list.shown.connect(self._open)
        self.list.opened.connect(self._enter_page)
        self.view.wanted.connect(self._wanted)
        self.quick.wanted.connect(self._wanted)
        self.quick.named.connect(self._namesakes)
        self.quick.submitted.connect(self._register)
        self.quick.left.connect(self._back)
        self.details.submitted.connect(self._keep)
        self.details.left.connect(self._back)

    def _read_list(self, view: str, text: str) -> None:
        def show(found: Listing) -> None:
            listed = self.list.show_listing(found, self._target)
            if found.rows and not listed and self._follows(text):
                self.list.table.go_to(0)

        self.operations.read(lambda r: listing(r, view, text), latest="people.list").then(show)

    def _follows(self, text: str) -> bool:
        """Whether the first line is to be shown: nothing is yet, or somebody is being sought; a form is left alone."""
        return self._stack.currentIndex() == _NOTHING or (bool(text) and self._stack.currentIndex() == _PAGE)

    def _open(self, target: str, keep_form: bool = False) -> None:
        self._target = target
        if not keep_form:
            if self._stack.currentIndex() in (_QUICK, _DETAILS):
                self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._stack.setCurrentIndex(_PAGE if self.view.page else _NOTHING)
        self.read_page(target, latest="people.page").then(self._show)

    def read_page(self, target: str, latest: str = "") -> Pending[PersonPage | None]:
        """Read the page of a stay or a person, without showing it."""
        region, providers = self._context.region_text, self._context.providers

        def look(r: Any) -> PersonPage | None:
            return page(r, target, today(r), providers, region)

        return self.operations.read(look, latest=latest)

    def _show(self, found: PersonPage | None) -> None:
        """Show what was read; a form opened meanwhile stays."""
        if found is None:
            self._target = ""
            if self._stack.currentIndex() == _PAGE:
                self._stack.setCurrentIndex(_NOTHING)
            return
        self._target = found.stay_id
        self.view.show_page(found)
        self.list.mark(found.stay_id)
        if self._stack.currentIndex() == _NOTHING:
            self._stack.setCurrentIndex(_PAGE)
        pending, self._draft = self._draft, Draft()
        if pending.get("mode") == "edit" and found.stay_id == pending.get("target"):
            self._edit("name")
            kept = pending.get("edit")
            self.details.restore(kept if isinstance(kept, dict) else {})

    def _enter_page(self) -> None:
        if self.view.header.edit.isVisible():
            self.view.header.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wanted(self, verb: str, subject: object) -> None:
        shown = self.view.page
        if verb == "person":
            self._open(str(subject))
        elif verb == "edit" and shown is not None:
            self._edit(str(subject or "name"))
        elif verb == "heirs":
            self.go.emit("handover", HEIRS)
        elif verb.startswith("extra.") and shown is not None:
            self._context.actions[int(verb.removeprefix("extra."))].run(shown.stay_id, shown.person_id or "")
        elif shown is not None:
            self._acts.handle(verb, shown, subject)

    # --- the forms ----------------------------------------------------------------------------------------------------

    def _new(self, naming: str = "") -> None:
        self._naming = naming
        self._stack.setCurrentIndex(_QUICK)
        self.operations.read(self._context.ships).then(self.quick.begin)
        self.quick.form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, field: str) -> None:
        shown = self.view.page
        if shown is None:
            return
        if shown.identity is None:
            self._new(shown.stay_id)
            return
        self.details.load(shown)
        self._stack.setCurrentIndex(_DETAILS)
        self.details.focus(field)

    def _back(self) -> None:
        """Leave a form; what is typed in the quick form waits for the next time."""
        self._naming = ""
        self._stack.setCurrentIndex(_PAGE if self.view.page else _NOTHING)
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        form = self.quick if self._stack.currentIndex() == _QUICK else self.details
        form.submit()

    def _namesakes(self, name: str) -> None:
        found = self.operations.read(lambda r: search(r, name, NAMESAKES), latest="people.namesakes")
        found.then(self.quick.show_namesakes)

    def _register(self, quick: Quick) -> None:
        card = self._naming

        def act(w: Any) -> str | Registered:
            if card:
                editing.name_card(w, card, quick)
                return card
            return editing.register(w, quick)

        self.quick.save.setEnabled(False)
        written = self.operations.write("registration.register", act)
        written.then(self._registered).finally_(lambda: self.quick.save.setEnabled(True))

    def _registered(self, made: str | Registered) -> None:
        stay = made if isinstance(made, str) else made.stay_id
        self.quick.empty()
        self._naming = ""
        self._open(stay)
        warnings = () if isinstance(made, str) else made.warnings
        hint = " ".join(finding.text for finding in warnings)
        self.said.emit(Message(_("Terdaftar dan dihitung hadir."), hint, "warn" if hint else "good"))
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, changes: dict[str, Any]) -> None:
        person = self.details.person_id
        if not changes:
            self._back()
            return
        written = self.operations.write("registration.edit", lambda w: editing.save_form(w, person, changes))
        written.then(lambda _findings: self._kept()).otherwise(self._refused)

    def _kept(self) -> None:
        self._back()
        self.said.emit(Message(_("Isian disimpan."), tone="good"))

    def _refused(self, error: UserError) -> None:
        self.details.show_problem(error.code, error.text)
        self.said.emit(Message.of(error))


def _nobody() -> QWidget:
    text = label(_("Pilih orang di daftar, atau ketik namanya."), "muted")
    hint = label(_("Ctrl+N mendaftarkan orang yang tidak ada di daftar."), "caption")
    return holder(column(1, row(1, text, 1), row(1, hint, 1), 2, gap=6))


class _Host:
    """What the acts need of the screen."""

    def __init__(self, screen: PeopleScreen) -> None:
        self._screen = screen

    def parent(self) -> QWidget:
        """The widget sheets belong to."""
        return self._screen

    def tell(self, message: Message) -> None:
        """Show a message."""
        self._screen.said.emit(message)

    def open_page(self, stay_id: str) -> None:
        """Show the page of a stay."""
        self._screen.show_target(stay_id)

    def read_page(self, stay_id: str) -> Pending[PersonPage | None]:
        """Read the page of a stay without showing it."""
        return self._screen.read_page(stay_id)
