"""The screen Orang: the list on the left, on the right the page, the quick form or the form for details."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.access.days import today
from app.kernel.i18n import _
from app.registration.cards import CARD_TARGET
from app.registration.listing import ALL, FOREIGN, HERE, LONE, OPEN, SIMILAR, Listing, listing
from app.registration.page import PersonPage, page
from app.registration.screens.acting import Acts
from app.registration.screens.codingpane import CodingPane
from app.registration.screens.context import PeopleContext
from app.registration.screens.filling import Filling
from app.registration.screens.interviewing import Interviews
from app.registration.screens.keeping import Keeping
from app.registration.screens.kinship import Kinship
from app.registration.screens.listpane import ListPane
from app.registration.screens.lookingout import Lookout
from app.registration.screens.pageview import PageView
from app.registration.screens.photoview import PhotoFrame, Size
from app.registration.screens.verdicts import Verdicts
from app.registration.unfinished import unfinished
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending
from app.widgets.screen import Draft, Screen
from app.widgets.screen import page as arranged

HEIRS = "ahli_waris"
"""The kind of receiver Serah terima opens a new paper for."""
_NOTHING, _PAGE, _FORM, _CODING = range(4)
LIST_FROM = 940
"""Pixels of a window from which the list stays beside a form."""
TO_COMPLETE, TO_CODE, TO_CHECK, TO_ALONE, TO_COMPARE = "complete", "coding", "foreign", "alone", "similar"
"""Targets beside the ids of people: the unfinished, uncoded places, perhaps foreigners, children alone, repeaters."""


_VIEWS = {TO_CHECK: FOREIGN, TO_ALONE: LONE, TO_COMPARE: SIMILAR}


class PeopleScreen(Screen):
    """Everything runs through `ops`; the page stays on screen while its data is read again."""

    def __init__(self, ops: Operations, context: PeopleContext, zone: str) -> None:
        super().__init__()
        self.operations, self.context = ops, context
        self.list = ListPane()
        extra = tuple((f"extra.{place}", each.text, each.glyph) for place, each in enumerate(context.actions))
        self.view = PageView(context.may, zone, extra, partial(PhotoFrame, ops, context))
        self.forms = Filling(ops, context)
        self.quick, self.details, self.family = self.forms.quick, self.forms.details, self.forms.family
        self.coding = CodingPane(ops, context)
        self._acts, self._kin = Acts(ops, _Host(self)), Kinship(ops, _Host(self))
        self._lookout = context.lookout or Lookout(ops)
        self._verdicts = Verdicts(ops, _Host(self), self._lookout)
        self._interviews = Interviews(self, ops, context, self.said.emit)
        self._keeping = Keeping(self, ops, context, zone, self.said.emit)
        self._target, self._draft = "", Draft()
        self._asked = ""
        self._stack = QStackedWidget()
        for part in (_nobody(), self.view, self.forms, self.coding):
            self._stack.addWidget(part)
        both = row(self.list, self._stack, gap=16)
        both.setStretch(1, 1)
        self._title = label(_("Orang"), "title")
        self.setLayout(arranged(self._title, holder(both)))
        self._connect()

    def pieces(self) -> Sequence[QWidget]:
        """List, page and each form by themselves: together they are too many for one turn."""
        nobody, forms = self._stack.widget(_NOTHING), (self.forms.bar, self.quick, self.details, self.family)
        return (self._title, self.list, *([nobody] if nobody else []), self.view, *forms, self.coding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and page share what room there is."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """A form has a narrow window for itself."""
        self.list.fit(self.width())
        self.list.setVisible(self.width() >= LIST_FROM or self._stack.currentIndex() != _FORM)

    # --- what the frame asks ------------------------------------------------------------------------------------------

    def show_target(self, target: str) -> None:
        """Show the page of a stay or a person, or one of the queues; what was typed does not hide him."""
        queues: dict[str, Callable[[], object]] = {TO_COMPLETE: self._complete, TO_CODE: self._code}
        queues |= {code: partial(self.list.choose, view, "") for code, view in _VIEWS.items()}
        if target in queues:
            queues[target]()
            return
        if target.startswith(CARD_TARGET):
            self.scan(target.removeprefix(CARD_TARGET))
            return
        if self.list.line.text():
            self.list.choose(self.list.view, "")
        self._open(target)

    def scan(self, code: str) -> None:
        """A card or a document was scanned, wherever the cursor was."""
        self._keeping.scanned(code, self.show_target, lambda: self.list.choose(ALL, code))

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the list and the page again."""
        self.list.ask()
        if self._stack.currentIndex() == _CODING:
            self.coding.begin()
        if self._target:
            self._open(self._target, keep_form=True)

    def draft(self) -> Draft:
        """The view, what is typed above it, whose page it is, and what is typed in a form and not kept."""
        mode = {_PAGE: "page", _FORM: self.forms.mode, _CODING: "coding"}.get(self._stack.currentIndex(), "")
        kept: Draft = {"view": self.list.view, "text": self.list.line.text(), "target": self._target, "mode": mode}
        kept |= self.forms.draft()
        return {} if kept["view"] == HERE and not any(kept[name] for name in kept if name != "view") else kept

    def restore(self, draft: Draft) -> None:
        """Put all of it back."""
        self.list.choose(str(draft.get("view", HERE)), str(draft.get("text", "")))
        self._draft = draft
        new = draft.get("new")
        if isinstance(new, dict) and new:
            self.quick.about = str(draft.get("about") or "")
            self.quick.restore(new)
        self.forms.round.take_up(draft.get("later"))
        family = draft.get("family")
        self.family.restore(family if isinstance(family, dict) else {})
        if draft.get("target"):
            self._open(str(draft["target"]))
        naming = str(draft.get("naming", ""))
        forms: dict[str, Callable[[], object]] = {
            "new": partial(self.forms.new, naming),
            "family": self.forms.new_family,
            "coding": self._code,
        }
        forms.get(str(draft.get("mode")), _nothing)()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """New, save, find, the queues."""
        found: dict[str, Callable[[], object]] = {"people.find": self.list.seek}
        if self.context.may("registration.arrive"):
            found |= {"people.new": self.forms.new, "people.family": self.forms.new_family}
        if self.context.may("registration.edit"):
            found |= {"people.complete": self._complete, "people.coding": self._code}
            found["people.kin"] = lambda: self._kin.marked(self.list.current())
        if self.context.may("registration.cards"):
            found["people.stock"] = self._keeping.print_stock
        if self._stack.currentIndex() == _FORM:
            found["people.save"] = self.forms.save
            found |= {"people.later": partial(self.forms.step, 1), "people.earlier": partial(self.forms.step, -1)}
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
        self.list.completing.connect(self._complete)
        self.list.coding.connect(self._code)
        self.list.comparing.connect(self._verdicts.begin)
        self.forms.alike.connect(self._verdicts.compare)
        if self.context.may("registration.edit"):
            self.list.linking.connect(self._kin.dropped)
        self.list.printing.connect(self._interviews.print_foreigners)
        self.forms.wanted.connect(self._wanted)
        self.forms.opened.connect(partial(self._stack.setCurrentIndex, _FORM))
        self._stack.currentChanged.connect(lambda _place: self._share())
        self.forms.shown.connect(self._ask_next)
        for part in (self.forms, self.coding):
            part.left.connect(self._back)
            part.said.connect(self.said)

    def _read_list(self, view: str, text: str) -> None:
        def show(found: Listing) -> None:
            listed = self.list.show_listing(found, self._target)
            if found.rows and not listed and self._follows(text):
                self.list.table.go_to(0)

        alike = self._lookout.alike()
        self.operations.read(lambda r: listing(r, view, text, alike), latest="people.list").then(show)

    def _follows(self, text: str) -> bool:
        """Whether the first line is to be shown: nothing is yet, or somebody is being sought; a form is left alone."""
        place = self._stack.currentIndex()
        return (place == _NOTHING and not self._target) or (bool(text) and place == _PAGE)

    def _open(self, target: str, keep_form: bool = False) -> None:
        self._target = target
        if not keep_form:
            if self._stack.currentIndex() == _FORM:
                self.forms.stop()
                self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._stack.setCurrentIndex(_PAGE if self.view.page else _NOTHING)
        self.read_page(target, latest="people.page").then(self._show)

    def read_page(self, target: str, latest: str = "") -> Pending[PersonPage | None]:
        """Read the page of a stay or a person, without showing it."""
        region, providers = self.context.region_text, self.context.providers

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
        asked, self._asked = self._asked, ""
        if asked and asked == found.stay_id == self.forms.round.current:
            self._edit(next(iter(found.open_fields), "name"))
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
            self.context.actions[int(verb.removeprefix("extra."))].run(shown.stay_id, shown.person_id or "")
        elif shown is not None and not self._keeping.handle(verb, shown, subject):
            _done = self._interviews.handle(verb, shown) or any(
                acts.handle(verb, shown, subject) for acts in (self._kin, self._acts)
            )

    # --- the forms and the queues -------------------------------------------------------------------------------------

    def _edit(self, field: str) -> None:
        if self.view.page is not None:
            self.forms.edit(self.view.page, field)

    def _complete(self) -> None:
        """Complete everybody unfinished, one after the other, from the one in front on."""
        found = self.operations.read(lambda r: [each.head.stay_id for each in unfinished(r)])
        found.then(self._start)

    def _start(self, stays: list[str]) -> None:
        if stays:
            self.list.choose(OPEN, "")
            self.forms.start(stays, self._target)
        else:
            self.said.emit(Message(_("Semua data lengkap."), tone="good"))

    def _ask_next(self, stay: str) -> None:
        """The page of the next one of a round: its form opens as soon as it is read."""
        if self.forms.round.current == stay:
            self._asked = stay
            self._target = stay
            self.read_page(stay, latest="people.page").then(self._show)
        else:
            self._open(stay)

    def _code(self) -> None:
        self._stack.setCurrentIndex(_CODING)
        self.coding.begin()

    def _back(self) -> None:
        """Leave a form; what is typed in the quick form waits for the next time."""
        self._stack.setCurrentIndex(_PAGE if self.view.page else _NOTHING)
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _nothing() -> None:
    """For a draft without a form."""


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

    def photo_frame(self, size: Size) -> PhotoFrame:
        """A frame for a person's photo."""
        return PhotoFrame(self._screen.operations, self._screen.context, size)

    def read_page(self, stay_id: str) -> Pending[PersonPage | None]:
        """Read the page of a stay without showing it."""
        return self._screen.read_page(stay_id)
