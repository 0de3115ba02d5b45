"""Setting rooms up in one go, and changing one of them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reference.enumerations import choices
from app.shelter.floors import MOST_BEDS, MOST_LEVELS, RoomDraft
from app.shelter.house import RoomView
from app.shelter.rules.naming import names_of
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import CheckField, ChoiceField, NumberField, TextField
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.operations import Begun


class RoomSheet(Sheet):
    """“Lantai 1, kamar 101–110, 6 tempat tidur”: what will be made is told while it is typed."""

    def __init__(self, parent: QWidget, on_draft: Callable[[RoomDraft], Begun], room: RoomView | None = None) -> None:
        self._told = label("", "muted", wrap=True)
        name = _("Nama kamar") if room else _("Kamar, misalnya 101–110 atau 1, 2, Aula")
        uses = [(one.code, one.name) for one in choices("guna_kamar")]
        kinds = [(one.code, one.name) for one in choices("alas_tidur")]
        blocked = TextField("blocked", _("Tempat tidur yang tidak dipakai")).placeholder(_("misalnya 2, 5"))
        why = TextField("why", _("Sebab tidak dipakai")).placeholder(_("misalnya patah"))
        self.form = Form(
            [
                TextField("names", name, required=True),
                NumberField("level", _("Lantai (1 = bawah)"), required=True, limits=(-2, MOST_LEVELS)),
                TextField("building", _("Gedung (kalau lebih dari satu)")),
                ChoiceField("use", _("Guna kamar"), uses, required=True),
                NumberField("beds", _("Tempat tidur setiap kamar"), required=True, limits=(1, MOST_BEDS)),
                ChoiceField("kind", _("Jenis tempat tidur"), kinds, required=True),
                CheckField("near_staff", _("Dekat petugas")),
                *((blocked, why) if room else ()),
            ],
            wide=("names",),
        )
        title = _("Ubah kamar {name}").format(name=room.name) if room else _("Siapkan kamar")
        super().__init__(parent, Question(title, "", _("Simpan")), self.form, self._told)
        self.form.load(_values(room))
        self.form.changed.connect(self._check)
        self.form.submitted.connect(self.yes.click)
        self.when_yes(lambda: on_draft(self.draft))
        self._check()
        self.form.field("names").setFocus()

    @property
    def draft(self) -> RoomDraft:
        """What is typed."""
        said = self.form.collect()
        numbers = {name: value for name in ("level", "beds") if isinstance(value := said[name], int)}
        blocked = tuple(names_of(str(said.get("blocked") or "")))
        return RoomDraft(
            names=str(said["names"] or ""), building=str(said["building"] or ""), use=str(said["use"] or ""),
            kind=str(said["kind"] or ""), near_staff=bool(said["near_staff"]), blocked=blocked,
            blocked_why=str(said.get("why") or ""), **numbers,
        )  # fmt: skip

    def _check(self) -> None:
        draft = self.draft
        names = names_of(draft.names)
        wrong = any(field.problem() for field in self.form.fields.values())
        self.yes.setEnabled(bool(names) and not wrong and not self.form.unfinished())
        text = _("{n} kamar, {beds} tempat tidur.").format(n=len(names), beds=len(names) * draft.beds)
        self._told.setText(text if len(names) > 1 else "")


def _values(room: RoomView | None) -> dict[str, str | int | bool | list[str] | None]:
    if room is None:
        first = RoomDraft("")
        return {"level": 1, "beds": first.beds, "kind": first.kind, "use": None, "near_staff": False}
    blocked = [bed for bed in room.beds if bed.blocked]
    return {
        "names": room.name,
        "level": room.level,
        "building": room.building,
        "use": room.use,
        "beds": len(room.beds),
        "kind": room.beds[0].kind if room.beds else RoomDraft("").kind,
        "near_staff": room.near_staff,
        "blocked": ", ".join(bed.label for bed in blocked),
        "why": blocked[0].blocked if blocked else None,
    }
