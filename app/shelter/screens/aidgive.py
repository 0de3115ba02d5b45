"""Before anything is handed out: sizes, who has had it already, what the book says is not there, and the reasons."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.shelter.aid import ALREADY, GONE, NOT_FOR, SHORT, Answer, Grant, Terms
from app.shelter.rules.aid import size_for
from app.shelter.rules.whom import THE_DEAD
from app.shelter.screens.aiditems import Shelf
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField, TextField
from app.widgets.form import Form
from app.widgets.labels import counted, label
from app.widgets.layouts import column, holder, row, scrolled
from app.widgets.operations import Begun

MOST_TOLD = 8


class GiveSheet(Sheet):
    """Calls with what to hand out and on which terms; whoever had it already is left out unless a reason is given."""

    def __init__(
        self, parent: QWidget, answers: Sequence[Answer], shelves: dict[str, Shelf],
        act: Callable[[list[Grant], Terms], Begun], terms: Terms,
    ) -> None:  # fmt: skip
        self._answers = [answer for answer in answers if answer.problem not in (NOT_FOR, GONE)]
        self._shelves, self._act, self._terms = shelves, act, terms
        self._sizes = {place: self._size(answer) for place, answer in enumerate(self._answers) if self._sized(answer)}
        had = [answer for answer in self._answers if answer.problem == ALREADY]
        short = [answer for answer in self._answers if answer.problem == SHORT and not self._sized(answer)]
        self._short_anyway = bool(short)
        self.beyond = TextField("beyond", _("Alasan memberi lagi (kosong = mereka dilewati)"))
        self.beyond.setVisible(bool(had))
        self.short = TextField("short", _("Stok menurut catatan tidak cukup: alasan tetap mengeluarkan"), required=True)
        self.short.setVisible(bool(short))
        heirs = any(shelf.item.whom == THE_DEAD for shelf in shelves.values())
        self.party = Form(
            [
                TextField("party", _("Diterima oleh (kalau diwakili)"), required=heirs),
                TextField("relation", _("Hubungan"), required=heirs).placeholder(_("mis. ibu, ahli waris")),
                *(
                    [
                        TextField("paper", _("Identitas ahli waris")).placeholder(_("mis. KTP dan nomornya")),
                        TextField("address", _("Alamat ahli waris")),
                    ]
                    if heirs
                    else []
                ),
                TextField("witness", _("Saksi")),
            ],
            columns=3,
        )
        self.party.load({"witness": terms.witness})
        gone = [answer for answer in answers if answer.problem == GONE]
        not_for = sum(answer.problem == NOT_FOR for answer in answers)
        rest = _("{n} dilewati karena bukan untuk kelompok mereka.").format(n=counted(not_for)) if not_for else ""
        parts = [
            *self._warned(_("Sudah pernah menerima"), had), *self._warned(_("Stok menurut catatan tidak cukup"), short),
            *self._warned(_("Tidak ada di sini, dilewati"), gone), label(rest, "muted", wrap=True),
        ]  # fmt: skip
        rows = [*self._all_alike(), *(self._row(place) for place in self._sizes)]
        body = scrolled(holder(column(*parts, *rows, 1, gap=8)))
        body.setMinimumHeight(240 if rows else 140 if had or short else 60)
        super().__init__(parent, self._question(), body, self.beyond, self.short, self.party)
        self.setMinimumWidth(680)
        for field in (*self._sizes.values(), self.beyond, self.short, *self.party.fields.values()):
            field.changed.connect(self._look)
        self.when_yes(self._done)
        self._look()
        first = next(iter(self._sizes.values()), None)
        (first or self.yes).setFocus()

    def grants(self) -> list[Grant]:
        """What will be handed out as the sheet stands."""
        again = bool(self.beyond.value())
        found = []
        for place, answer in enumerate(self._answers):
            if answer.problem != ALREADY or again:
                size = self._sizes[place].value() if place in self._sizes else ""
                found.append(replace(answer.grant, size=str(size or "")))
        return found

    def _done(self) -> Begun:
        why = "" if self.short.isHidden() else str(self.short.value() or "")
        said = {name: str(value or "") for name, value in self.party.collect().items()}
        terms = replace(self._terms, beyond=str(self.beyond.value() or ""), short=why, **said)
        return self._act(self.grants(), terms)

    def _look(self) -> None:
        again = bool(self.beyond.value())
        open_sizes = [
            field for place, field in self._sizes.items()
            if (again or self._answers[place].problem != ALREADY) and field.is_unfinished()
        ]  # fmt: skip
        self.short.setVisible(self._short_anyway or self._sizes_run_out())
        missing = self.short.is_unfinished() and not self.short.isHidden()
        ready = not (open_sizes or missing or self.party.unfinished() or self._nobody_known())
        self.yes.setEnabled(bool(self.grants()) and ready)

    def _nobody_known(self) -> bool:
        """Whether an heir is a name alone."""
        asked = [self.party.fields[name] for name in ("paper", "address") if name in self.party.fields]
        return bool(asked) and not any(field.value() for field in asked)

    def _sizes_run_out(self) -> bool:
        """Whether more of a size is chosen than the book says is there."""
        wanted = Counter((grant.item, grant.size) for grant in self.grants() if grant.size)
        return any(number > self._shelves[item].sizes.get(size, 0) for (item, size), number in wanted.items())

    def _question(self) -> Question:
        people = len({answer.grant.stay_id for answer in self._answers})
        names = ", ".join(shelf.item.name for shelf in self._shelves.values())
        title = _("Bagikan kepada {n} orang").format(n=counted(people))
        return Question(title, names, _("Bagikan dan cetak tanda terima"))

    def _sized(self, answer: Answer) -> bool:
        return bool(self._shelves[answer.grant.item].item.sizes)

    def _size(self, answer: Answer) -> ChoiceField:
        shelf = self._shelves[answer.grant.item]
        field = ChoiceField("size", "", _sizes_of(shelf), required=True)
        field.set_value(size_for(shelf.item.sizes, answer.head.age if answer.head else None) or None)
        return field

    def _all_alike(self) -> list[QWidget]:
        """One size for all of an item who have none yet, where several people get it."""
        places: dict[str, list[int]] = {}
        for place in self._sizes:
            places.setdefault(self._answers[place].grant.item, []).append(place)
        found: list[QWidget] = []
        for code, mine in places.items():
            if len(mine) > 1:
                shelf = self._shelves[code]
                text = _("{item}: ukuran yang masih kosong").format(item=shelf.item.name)
                field = ChoiceField("all", text, _sizes_of(shelf))
                field.changed.connect(partial(self._fill, field, mine))
                found.append(field)
        return found

    def _fill(self, chosen: ChoiceField, places: Sequence[int]) -> None:
        for place in places:
            if self._sizes[place].value() is None:
                self._sizes[place].set_value(chosen.value())

    def _row(self, place: int) -> QWidget:
        answer = self._answers[place]
        name = answer.head.display if answer.head else ""
        item = self._shelves[answer.grant.item].item.name
        field = self._sizes[place]
        field.setFixedWidth(160)
        field.box.setAccessibleName(_("Ukuran {item} untuk {name}").format(item=item, name=name))
        line = row(column(label(name, "strong", wrap=True), label(item, "caption"), gap=0), field, gap=12)
        line.setStretch(0, 1)
        return holder(line)

    def _warned(self, title: str, answers: Sequence[Answer]) -> list[QWidget]:
        if not answers:
            return []
        told = [f"{answer.head.display}: {answer.text}" if answer.head else answer.text for answer in answers]
        more = [_("… dan {n} lagi").format(n=counted(len(told) - MOST_TOLD))] if len(told) > MOST_TOLD else []
        return [label(title, "heading", "warn"), label("\n".join([*told[:MOST_TOLD], *more]), "", wrap=True)]


def _sizes_of(shelf: Shelf) -> list[tuple[str, str]]:
    text = _("{size} · ada {n}")
    return [(size, text.format(size=size, n=shelf.sizes.get(size, 0))) for size in shelf.item.sizes]
