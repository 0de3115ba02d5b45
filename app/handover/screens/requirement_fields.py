"""What a kind of receiver is asked for beside parties and list: reasons given instead, and the papers of a body."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover.requirements import EVIDENCE, HEIRS, INSTITUTION, REASONS, WITNESS
from app.handover.terms import DraftBast
from app.kernel.i18n import N_, _
from app.reference.enumerations import choices
from app.widgets.fields import TextField
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, panel

_ASKED = {
    WITNESS: N_("Kalau tidak ada saksi pemerintah daerah atau desa: mengapa"),
    INSTITUTION: N_("Mengapa bukan kepada keluarganya"),
    EVIDENCE: N_("Kalau dasar temuan seseorang belum dicatat: mengapa"),
}


class RequirementFields(QWidget):
    """Hidden where a receiver asks for nothing more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reasons = {code: TextField(code, _(text)) for code, text in _ASKED.items()}
        papers = [(one.code, one.name) for one in choices("surat_jenazah")]
        self._papers = {
            code: TextField(code, name).placeholder(_("nomor; kosong = belum ada")) for code, name in papers
        }
        self.form = Form([*self._reasons.values(), *self._papers.values()], columns=2, wide=tuple(_ASKED))
        self.form.changed.connect(self.changed)
        hint = label(_("Surat jenazah yang belum ada disebut di catatan berita acara."), "caption", wrap=True)
        self._hint = hint
        parts = (label(_("Yang diminta untuk penerima ini"), "eyebrow"), self.form, hint)
        self.setLayout(column(panel(column(*parts, gap=10))))
        self.show_kind("")

    def show_kind(self, kind: str) -> None:
        """Show what this kind of receiver is asked for."""
        for code, field in self._reasons.items():
            field.setVisible(kind in REASONS[code])
        for field in self._papers.values():
            field.setVisible(kind == HEIRS)
        self._hint.setVisible(kind == HEIRS)
        self.setVisible(kind == HEIRS or any(kind in kinds for kinds in REASONS.values()))

    def show_draft(self, draft: DraftBast) -> None:
        """Show what a draft says."""
        self.form.load({**dict.fromkeys(self.form.fields), **draft.reasons, **draft.death_papers})

    def reasons(self) -> dict[str, str]:
        """The reasons that were written."""
        return _written(self._reasons)

    def death_papers(self) -> dict[str, str]:
        """The papers that are there, with their numbers."""
        return _written(self._papers)

    def typed(self) -> dict[str, object]:
        """Everything as typed, for keeping through a lock."""
        return dict(self.form.collect())

    def retype(self, typed: Mapping[str, object]) -> None:
        """Put it back."""
        self.form.load({name: str(value) if value else None for name, value in typed.items()})


def _written(fields: Mapping[str, TextField]) -> dict[str, str]:
    found = {code: str(field.value() or "").strip() for code, field in fields.items()}
    return {code: text for code, text in found.items() if text}
