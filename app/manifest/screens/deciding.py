"""From a key to a decision: what must be asked first (other ship, class, twin, country), then the act itself."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.kernel.i18n import _
from app.manifest import rules
from app.manifest.board import BoardLine
from app.manifest.recheck import Found
from app.manifest.screens import words
from app.manifest.screens.handling import Handling
from app.manifest.screens.question import Answer, Ask, QuestionBar
from app.manifest.screens.seeking import Found as Proposal
from app.manifest.screens.seeking import Seeker
from app.manifest.screens.ships import Ships
from app.widgets.message import Message

ABSENT = {
    "arrival.cancelled": "tidak_hadir_batal",
    "arrival.sick": "tidak_hadir_sakit",
    "arrival.legal": "tidak_hadir_proses_hukum",
    "arrival.papers": "tidak_hadir_dokumen",
}
ABOUT_A_LINE = (*ABSENT, "arrival.foreigner", "arrival.duplicate", "arrival.body", "arrival.card")


class Deciding(QObject):
    """Asks as little as possible; a decision is shown at once and the list goes on."""

    decided = Signal(str)
    card_shown = Signal(str)
    told = Signal(object)

    def __init__(self, handling: Handling, question: QuestionBar, seeker: Seeker, ships: Ships) -> None:
        super().__init__()
        self._handling, self._question, self._seeker, self._ships = handling, question, seeker, ships
        self.front = ""
        self.card = ""

    def hold_card(self, number: str) -> None:
        """The card somebody holds; the next one who is here gets it. "" lets go of it."""
        self.card = number
        if not number:
            self.card_shown.emit("")
            return
        kind = self._class_of_card()
        text = (
            _("Kartu {number} ({kind}): untuk orang berikutnya")
            if kind
            else _("Kartu {number}: untuk orang berikutnya")
        )
        self.card_shown.emit(text.format(number=number, kind=kind))

    def here(self, line: BoardLine, differs: bool = False) -> None:
        """The person is here; one of another ship's list may have come with the ship in front."""
        front = self.front
        came = partial(self._with_class, line, partial(self._came_with, line, front))
        gone = line.status in rules.PRESENT
        self._in_ship(
            line, lambda: self._with_class(line, partial(self._confirm, line, differs)), None if gone else came
        )

    def move_whoever(self, found: Proposal | None, line: BoardLine | None) -> None:
        """Whoever is in front, on a list or not, came with another ship."""
        if found is not None and found.head is not None:
            self.move(found.head.stay_id, found.head.display, found.batch_id)
        elif line is not None and line.stay_id:
            self.move(line.stay_id, words.full_name(line), line.batch_id)
        else:
            self.told.emit(Message(_("Pilih dulu orang yang sudah dicatat hadir.")))

    def move(self, stay_id: str, name: str, batch_id: str) -> None:
        """Ask which other ship somebody came with, and count him there."""
        others = [view for view in self._ships.open if view.id != batch_id]
        if not others:
            text = _("Tidak ada kapal lain yang terbuka; {name} tetap di kapal ini.").format(name=name)
            self.told.emit(Message(text))
            return
        text = _("{name} sebenarnya turun dari kapal mana? Hitungan kedua kapal ikut berubah.").format(name=name)
        answers = [Answer(str(place), view.name, view.id) for place, view in enumerate(others[:9], 1)]
        self._question.ask(Ask(text, answers, tone="warn"), partial(self._handling.move, stay_id))

    def act(self, action: str, line: BoardLine) -> None:
        """One of ABOUT_A_LINE."""
        if action in ABSENT:
            self._in_ship(line, partial(self._absent, line, ABSENT[action]))
        elif action == "arrival.foreigner":
            self._in_ship(line, lambda: self._with_class(line, partial(self._ask_country, line)))
        elif action == "arrival.duplicate":
            self._in_ship(line, lambda: self._seeker.twins(line.id, partial(self._ask_twin, line)))
        elif action == "arrival.body":
            self._in_ship(line, lambda: self._with_class(line, partial(self._ask_body, line)))
        elif action == "arrival.card":
            self._ask_card(line)

    def _in_ship(self, line: BoardLine, then: Callable[[], object], came: Callable[[], object] | None = None) -> None:
        """A person of another ship than the one in front is asked about first."""
        if line.batch_id == self.front:
            then()
            return
        text = _("{name} ada di daftar {ship}, bukan kapal di depan Anda. Catat di {ship}?")
        said = text.format(name=words.full_name(line), ship=self._ships.name(line.batch_id))
        answers = [Answer("Y", _("ya, di kapal itu"), "yes")]
        if came is not None:
            answers.append(Answer("K", _("bukan, turun dari kapal ini"), "came"))
        ways = {"yes": then, "came": came or then}
        self._question.ask(Ask(said, answers, tone="warn"), lambda chosen: ways[chosen]())

    def _with_class(self, line: BoardLine, then: Callable[[str | None], object]) -> None:
        """Ask the class only where neither the list nor the card tells it."""
        if not line.ask or line.status in rules.PRESENT or self._class_of_card():
            then(None)
            return
        missing = _("umur") if line.sex else _("jenis kelamin") if line.age is not None else _("L/P dan umur")
        text = _("Di daftar tidak ada {missing} {name}. Kelompoknya?").format(
            missing=missing, name=words.full_name(line)
        )
        answers = [Answer(words.CLASS_KEYS[code], f"{code} {_(words.CLASS_WORDS[code])}", code) for code in line.ask]
        self._question.ask(Ask(text, answers), then)

    def _class_of_card(self) -> str:
        """The class the card in hand was given with, if it was handed out."""
        heads = (head for head in self._ships.heads() if self.card and head.card_number == self.card)
        return next((head.head_class or "" for head in heads if not head.person_id), "")

    def _found(self, head_class: str | None, differs: bool = False, body: bool = False) -> Found:
        card, self.card = self.card or None, ""
        self.card_shown.emit("")
        return Found(head_class, card, differs=differs, body=body)

    def _confirm(self, line: BoardLine, differs: bool, head_class: str | None) -> None:
        self._handling.confirm(line, self._found(head_class, differs))
        self.decided.emit(line.id)

    def _came_with(self, line: BoardLine, batch_id: str, head_class: str | None) -> None:
        self._handling.came_with(line, batch_id, self._found(head_class or line.expected_class))
        self.decided.emit(line.id)

    def _absent(self, line: BoardLine, status: str) -> None:
        self._handling.absent(line, status)
        self.decided.emit(line.id)

    def _ask_country(self, line: BoardLine, head_class: str | None) -> None:
        text = _("{name} bukan WNI. Negara mana?").format(name=words.full_name(line))
        answers = (
            Answer("M", _("Malaysia"), "Malaysia"),
            Answer("F", _("Filipina"), "Filipina"),
            Answer("T", _("Timor Leste"), "Timor Leste"),
        )
        ask = Ask(text, answers, enter=Answer("Enter", _("belum tahu"), ""))
        self._question.ask(ask, partial(self._foreign, line, head_class))

    def _foreign(self, line: BoardLine, head_class: str | None, country: str) -> None:
        self._handling.foreigner(line, self._found(head_class), country or None)
        self.decided.emit(line.id)

    def _ask_twin(self, line: BoardLine, twins: Sequence[BoardLine]) -> None:
        twin = twins[0] if twins else None
        text = _("{name} tercatat dua kali. Sama dengan nomor berapa?").format(name=words.full_name(line))
        if twin is not None:
            said = _("no. {number} {name}").format(number=twin.list_no, name=words.full_name(twin))
            ask = Ask(text, typed=_("ketik nomor lain"), enter=Answer("Enter", said, twin.id))
        else:
            ask = Ask(text, typed=_("ketik nomornya"))
        self._question.ask(ask, partial(self._duplicate, line))

    def _duplicate(self, line: BoardLine, of: str) -> None:
        """`of` is the id of the proposed line, or a list number that was typed."""
        if of not in self._ships.lines:
            order = (self._ships.lines[line_id] for line_id in self._ships.order(line.batch_id))
            of = next((other.id for other in order if other.list_no == of), "")
        if of:
            self._handling.duplicate(line, of)
            self.decided.emit(line.id)
        else:
            self._question.ask(
                Ask(_("Nomor itu tidak ada di daftar kapal ini. Ketik nomor lain."), typed=_("nomor")),
                partial(self._duplicate, line),
            )

    def _ask_body(self, line: BoardLine, head_class: str | None) -> None:
        text = _("{name} tiba sebagai jenazah? Ia dicatat di luar hitungan orang hadir.")
        ask = Ask(text.format(name=words.full_name(line)), (Answer("Y", _("ya, jenazah"), "yes"),), tone="warn")
        self._question.ask(ask, lambda _yes: self._body(line, head_class))

    def _body(self, line: BoardLine, head_class: str | None) -> None:
        self._handling.confirm(line, self._found(head_class, body=True))
        self.decided.emit(line.id)

    def _ask_card(self, line: BoardLine) -> None:
        text = _("Nomor kartu {name}? Enter mencatatnya hadir dengan kartu itu.").format(name=words.full_name(line))
        self._question.ask(Ask(text, typed=_("ketik atau pindai")), lambda number: self.here_with_card(line, number))

    def here_with_card(self, line: BoardLine, number: str) -> None:
        """The person is here and holds this card."""
        self.hold_card(number)
        self.here(line)
