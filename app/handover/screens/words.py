"""The words and signs of papers on screen: states as marks, kinds of receivers, outcomes."""

from app.handover import rules, terms
from app.handover.listing import HandoverView
from app.kernel.i18n import N_, NP_, _
from app.reference.enumerations import choices, name_of
from app.widgets.fields import Options
from app.widgets.tables import Mark

_SIGNS = {
    terms.DRAFT: ("pencil", "faint"),
    terms.PRINTED: ("printer", "accent"),
    terms.PRINT_FAILED: ("triangle-alert", "warn"),
    terms.SIGNED: ("bus", "accent"),
    terms.RECEIVED: ("circle-check", "good"),
    terms.RECEIVED_IN_PART: ("triangle-alert", "warn"),
    terms.RECEIVED_WITH_REMARKS: ("circle-check", "good"),
    terms.SIGNATURE_REFUSED: ("circle-alert", "bad"),
    terms.VOID: ("x", "faint"),
}
_PILL_TONES = {"faint": "", "accent": "accent", "warn": "warn", "good": "good", "bad": "bad"}
_OUTCOMES = {
    terms.TAKEN: (N_("diterima"), "circle-check", "good"),
    terms.TURNED_AWAY: (N_("ditolak"), "circle-alert", "bad"),
    terms.NOT_THERE: (N_("tidak hadir"), "user-x", "warn"),
    terms.WITHDRAWN: (N_("surat lain"), "x", "faint"),
}
GROUPS = {
    "all": (N_("Semua"), ()),
    "draft": (N_("Draf"), (terms.DRAFT,)),
    "waiting": (N_("Belum ditandatangani"), (terms.PRINTED, terms.PRINT_FAILED)),
    "way": (N_("Belum diterima"), (terms.SIGNED,)),
    "done": (
        N_("Selesai"),
        (terms.RECEIVED, terms.RECEIVED_IN_PART, terms.RECEIVED_WITH_REMARKS, terms.SIGNATURE_REFUSED),
    ),
    "void": (NP_("state", "Batal"), (terms.VOID,)),
}
"""The filters of the list: a name, and the states it holds (none: every state)."""


def state_mark(state: str) -> Mark:
    """A state in word, icon and tone."""
    glyph, tone = _SIGNS.get(state, ("file-text", ""))
    return Mark(_(terms.STATES.get(state, state)), glyph, tone)


def state_tone(state: str) -> str:
    """The tone of a state's pill."""
    return _PILL_TONES[_SIGNS.get(state, ("", "faint"))[1]]


def outcome_mark(outcome: str | None) -> Mark | None:
    """What the receiver answered for somebody; None while nothing is recorded."""
    if outcome not in _OUTCOMES:
        return None
    text, glyph, tone = _OUTCOMES[outcome]
    return Mark(_(text), glyph, tone)


def void_words(view: HandoverView) -> str:
    """What calling a paper off means, said before it is done; more where its receiver has answered."""
    if view.line.state not in rules.ANSWERED:
        return _("Nomornya tetap terpakai dan tercatat batal; orangnya kembali menjadi tanggungan pos ini.")
    taken = sum(head.outcome in (None, terms.TAKEN) for head in view.heads)
    text = _(
        "{receiver} sudah menerima {n} orang. Jawaban dan suratnya tetap tersimpan dan tercatat batal; {n} orang itu "
        "kembali menjadi tanggungan pos ini. Bila hanya keterangannya yang keliru, buat adendum."
    )
    return text.format(receiver=view.line.receiver, n=taken)


def kind_name(kind: str) -> str:
    """The kind of receiver as people call it."""
    return name_of("penerima", kind)


def kind_options() -> Options:
    """The kinds of receivers, to choose from."""
    return [(one.code, one.name) for one in choices("penerima") if one.code in terms.KINDS]
