"""Questions beside the form: consent and refusal, what is confided to the social workers, the list of the doubted."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reference.enumerations import choices
from app.registration import crosscheck, interview, rules
from app.registration.page import PersonPage
from app.registration.screens.context import PeopleContext
from app.registration.screens.sheetview import SheetView
from app.registration.told import Answer
from app.widgets.asking import Asked, ask
from app.widgets.dialogs import Question
from app.widgets.fields import ChipsField, ChoiceField, Field, NoteField, SegmentField, TextField
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations

Tell = Callable[[Message], object]
_REASON = "reason."
"""Before the kind of a consent, it names the field that says why it is refused."""


class Interviews:
    """The verbs of a page that ask a person something more."""

    def __init__(self, over: QWidget, ops: Operations, context: PeopleContext, tell: Tell) -> None:
        self._over, self._ops, self._context, self._tell = over, ops, context, tell

    def handle(self, verb: str, page: PersonPage) -> bool:
        """Do what was asked for; False for a verb of somebody else."""
        verbs = {"consent": self._consent, "confide": self._confide}
        if verb in verbs:
            verbs[verb](page)
        return verb in verbs

    def print_foreigners(self) -> None:
        """The list of those who may not be Indonesian, as it prints."""
        make = partial(crosscheck.foreigner_list)
        SheetView(self._over, _("Daftar pemeriksaan silang"), self._ops, make).open()

    def _consent(self, page: PersonPage) -> None:
        def act(said: dict[str, Any]) -> Begun:
            answers = answers_of(said)

            def keep(w: Any) -> list[str]:
                found = [interview.answer(w, page.stay_id, each) for each in answers]
                return list(dict.fromkeys(finding.text for findings in found for finding in findings))

            return self._ops.write("registration.consent", keep).then(self._kept)

        ask(consent(self._over, page), act)

    def _kept(self, warnings: list[str]) -> None:
        self._tell(Message(_("Jawabannya dicatat; haknya tidak berkurang."), " ".join(warnings), "good"))

    def _confide(self, page: PersonPage) -> None:
        """Asked only while somebody can open it."""
        sealer = self._context.sealer

        def act(said: dict[str, Any]) -> Begun:
            def keep(w: Any) -> str:
                return interview.confide(w, page.stay_id, said, sealer(w))

            done = Message(_("Dicatat tertutup; hanya peksos yang dapat membacanya."), tone="good")
            return self._ops.write("registration.confide", keep).then(lambda _id: self._tell(done))

        may = self._ops.read(lambda r: interview.may_confide(sealer(r)))
        may.then(lambda _nothing: ask(confiding(self._over), act))


def consent(parent: QWidget, page: PersonPage) -> Asked:
    """What is agreed to and what is refused; a reason for what is refused, a guardian for a child."""
    known = {answer.kind: answer for answer in page.told.answers}
    fields: list[Field] = [
        SegmentField(one.code, one.name, [("ya", _("Setuju")), ("tidak", _("Menolak"))])
        for one in choices("persetujuan")
    ]
    for one in choices("persetujuan"):
        fields.append(TextField(f"{_REASON}{one.code}", _("Alasan menolak: {what}").format(what=one.name.lower())))
    child = page.head is not None and page.head.head_class in rules.CHILDREN
    if child:
        fields.append(TextField("guardian", _("Wali atau lembaga yang menjawab")))
    hint = _("Tanyakan terpisah dari bantuan. Menolak tidak mengurangi makan, tempat tidur, pengobatan dan pemulangan.")
    wide = ("guardian",) if child else ()
    sheet = Asked(parent, Question(_("Persetujuan dan penolakan"), hint, _("Simpan")), fields, wide)
    said = {kind: "ya" if answer.given else "tidak" for kind, answer in known.items()}
    reasons = {f"{_REASON}{kind}": answer.reason for kind, answer in known.items() if answer.reason}
    guardians = [answer.guardian for answer in known.values() if answer.guardian]
    sheet.form.load({**said, **reasons, "guardian": next(iter(guardians), None)})
    asked = [sheet.form.field(one.code) for one in choices("persetujuan")]

    def show_reasons() -> None:
        for field in asked:
            sheet.form.field(f"{_REASON}{field.name}").setVisible(field.value() == "tidak")

    sheet.form.changed.connect(show_reasons)
    show_reasons()
    return sheet


def _reason(said: dict[str, Any], kind: str) -> str | None:
    return said.get(f"{_REASON}{kind}") if said[kind] == "tidak" else None


def answers_of(said: dict[str, Any]) -> list[Answer]:
    """The answers as entered; what was not asked is left out."""
    guardian = said.get("guardian")
    return [
        Answer(one.code, said[one.code] == "ya", _reason(said, one.code), guardian)
        for one in choices("persetujuan")
        if one.code in said
    ]


def confiding(parent: QWidget) -> Asked:
    """Case, detention and wages; whoever types it cannot read it again."""
    hint = _("Disegel untuk peksos: sesudah disimpan tidak dapat dibaca di sini, juga oleh Anda.")
    fields: list[Field] = [
        ChipsField("case", _("Kasus menurut orangnya"), [(one.code, one.name) for one in choices("kasus")]),
        TextField("detention", _("Masa tahanan dan depot")),
        ChoiceField("wages", _("Gaji"), [(one.code, one.name) for one in choices("gaji_diterima")]),
        NoteField("note", _("Keterangan lain")),
    ]
    question = Question(_("Keterangan tertutup untuk peksos"), hint, _("Segel dan simpan"))
    return Asked(parent, question, fields, wide=("case", "note"))
