"""Everything done from a person's page but the screening: sheets, their drafts, printing, taking back."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.access.office import Office
from app.health import certificates, drafts, lives, voiding
from app.health.page import Event, HealthPage
from app.health.screens import acts
from app.health.screens.context import Desk
from app.health.screens.formsheet import Act, FormSheet
from app.health.screens.pageview import ADMIT, BIRTH, CERTIFY, DEATH, ISOLATE, REFER, VISIT
from app.health.screens.printing import PrintView
from app.health.steps import working_day
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.widgets.dialogs import Question, ask_reason
from app.widgets.message import Message
from app.widgets.operations import Pending
from app.widgets.screen import Screen


class Doing(QObject):
    """Handles what the page wants, over the screen it belongs to and goes with."""

    def __init__(self, screen: Screen, desk: Desk) -> None:
        super().__init__(screen)
        self._screen, self._desk = screen, desk

    def handle(self, verb: str, shown: HealthPage, event: object) -> None:
        """Open the sheet of a verb; printing and taking back need an event."""
        if isinstance(event, Event) and verb == "print":
            self.print(event.kind, event.id)
        elif isinstance(event, Event) and verb == "void":
            self._ask_why(event)
        elif verb == DEATH:
            stay_id = shown.head.stay_id
            found = self._desk.read(lambda office: lives.death_of(office, stay_id), "death")
            found.then(lambda known: self._open(shown, acts.death(stay_id, known)))
        else:
            about = event.id if isinstance(event, Event) else ""
            found_day = self._desk.read(working_day, "day")
            found_day.then(lambda today: self._open(shown, self._act(verb, shown, about, today)))

    def keep_typed(self) -> None:
        """Put what is typed in an open sheet into the vault now."""
        for sheet in self._screen.findChildren(FormSheet):
            sheet.keep()

    def print(self, kind: str, row_id: str) -> None:
        """Show a paper as it prints; each opening and each file kept counts as a copy."""
        makers: dict[str, Callable[[Office, str, str], Sheet]] = {
            "referral": certificates.referral_sheet,
            "certificate": certificates.certificate_sheet,
        }
        titles = {"referral": _("Surat rujukan"), "certificate": _("Surat layak dipulangkan")}
        make, paper = makers[kind], self._desk.context.paper()
        keep = partial(_kept_copy, kind, row_id)
        PrintView(self._screen, titles[kind], self._desk, partial(_made, make, row_id, paper), keep).open()

    def take_back(self, kind: str, row_id: str, reason: str) -> Pending[None]:
        """Void an entry and offer to put it back."""
        return self._desk.write(lambda office: voiding.take_back(office, kind, row_id, reason)).then(
            lambda _none: self._screen.said.emit(
                Message(_("Dibatalkan."), "", "good", _("Kembalikan"), partial(self._put_back, kind, row_id))
            )
        )

    def _put_back(self, kind: str, row_id: str) -> None:
        self._desk.write(lambda office: voiding.put_back(office, kind, row_id))

    def _ask_why(self, event: Event) -> None:
        question = Question(
            _("Batalkan: {what}").format(what=event.title),
            _("Catatannya tetap tersimpan bersama alasannya, tetapi tidak dihitung lagi."),
            _("Batalkan catatan"),
            danger=True,
        )
        ask_reason(self._screen, question, lambda _code, why: self.take_back(event.kind, event.id, why))

    def _act(self, verb: str, shown: HealthPage, about: str, today: date) -> Act:
        head, doctor = shown.head, self._desk.context.actor()
        makers: Mapping[str, Callable[[], Act]] = {
            VISIT: lambda: acts.visit(head),
            REFER: lambda: acts.refer(head, shown.latest),
            ISOLATE: lambda: acts.isolate(head, today),
            ADMIT: lambda: acts.admit(head, today),
            CERTIFY: lambda: acts.certify(head, today, doctor),
            BIRTH: lambda: acts.birth(head, today),
            "answer": lambda: acts.answer(about, today),
            "release": lambda: acts.release(about, today),
            "discharge": lambda: acts.discharge(about, today),
        }
        return makers[verb]()

    def _open(self, shown: HealthPage, act: Act) -> None:
        key = f"{shown.head.stay_id}/{act.name}"
        self._desk.read(drafts.kept, "draft").then(lambda kept: self._show(key, act, kept.get(key, {})))

    def _show(self, key: str, act: Act, draft: Mapping[str, object]) -> None:
        sheet = FormSheet(self._screen, act, draft, partial(self._send, act, key))
        sheet.typed.connect(lambda values: self._desk.write(lambda office: drafts.keep(office, key, values)))
        sheet.open()

    def _send(self, act: Act, key: str, do: Callable[[Office], Any]) -> Pending[Any]:
        def keep(office: Office) -> Any:
            kept = do(office)
            drafts.keep(office, key, None)
            return kept

        return self._desk.write(keep).then(partial(self._kept, act.name))

    def _kept(self, name: str, row_id: object) -> None:
        paper = {REFER: "referral", CERTIFY: "certificate"}.get(name)
        if paper is not None and isinstance(row_id, str):
            self.print(paper, row_id)


def _made(make: Callable[[Office, str, str], Sheet], row_id: str, paper: str, office: Office) -> Sheet:
    return make(office, row_id, paper)


def _kept_copy(kind: str, row_id: str, office: Office) -> None:
    certificates.keep_copy(office, kind, row_id)
