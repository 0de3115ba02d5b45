"""Fills the texts of a form: {field}, {record.key}, {field|filter}; dotted where there is nothing to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from re import Match
from typing import Any, cast

from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.printing import blocks, fonts, words
from app.printing.form import PLACEHOLDER, Form
from app.printing.values import Record, State, Value

DOTS = "." * 26
SHORT_DOTS = "." * 12
_SHORT = {"weekday", "day_words", "month", "digits", "words"}


@dataclass(frozen=True)
class Filling:
    """A form with the values of one printing."""

    form: Form
    values: Mapping[str, Value]
    state: State

    def check(self) -> None:
        """Refuse a printing that forgets a declared field; an empty value must be said to be empty."""
        missing = sorted(self.form.field_names - set(self.values))
        if missing and not self.state.blank:
            raise UserError(
                "form.value_missing",
                _("Isi formulir {form} belum lengkap: {names}.").format(form=self.form.name, names=", ".join(missing)),
                _("Tidak ada yang dicetak. Laporkan ke pendamping teknis."),
            )

    def value(self, name: str) -> Value:
        """The value of a field, or None."""
        return self.values.get(name)

    def record(self, name: str) -> Record:
        """A field that holds a record; empty if it has none."""
        value = self.value(name)
        return cast(Record, value) if isinstance(value, Mapping) else {}

    def records(self, name: str) -> Sequence[Record]:
        """A field that holds a list of records; empty if it has none."""
        value = self.value(name)
        return cast(Sequence[Record], value) if isinstance(value, (list, tuple)) else ()

    def texts(self, name: str) -> Sequence[str]:
        """A field that holds texts, one or several."""
        value = self.value(name)
        if isinstance(value, (list, tuple)):
            return [str(item) for item in value]
        return [str(value)] if value not in (None, "") else []

    def counts(self, name: str) -> Mapping[str, HeadCount]:
        """A field that holds head counts by line."""
        return cast(Mapping[str, HeadCount], self.record(name))

    @property
    def variant(self) -> Mapping[str, str]:
        """The texts of the chosen variant."""
        name = self.value("variant")
        return self.form.variants[str(name)] if name else {}

    def wanted(self, block: blocks.Block) -> bool:
        """Whether this block is drawn on this printing."""
        if block.variants and self.value("variant") not in block.variants:
            return False
        if not block.when or self.state.blank:
            return True
        name = block.when.lstrip("!")
        return bool(self.value(name)) != block.when.startswith("!")

    def text(self, template: str) -> str:
        """The template as paragraph markup."""
        return PLACEHOLDER.sub(self._part, template)

    def plain(self, template: str) -> str:
        """The template as plain text, empty values left out."""
        return PLACEHOLDER.sub(lambda match: self._shown(match) or "", template)

    def has(self, template: str) -> bool:
        """Whether at least one placeholder of the template has a value."""
        return any(self._raw(match) not in (None, "") for match in PLACEHOLDER.finditer(template))

    def _part(self, match: Match[str]) -> str:
        if match[1] == "variant" and match[2]:
            return self.text(self.variant.get(match[2], "" if self.variant else DOTS))
        shown = self._shown(match)
        return fonts.markup(shown) if shown else SHORT_DOTS if match[3] in _SHORT else DOTS

    def _shown(self, match: Match[str]) -> str:
        value = self._raw(match)
        if value in (None, ""):
            return ""
        return _filtered(value, match[3])

    def _raw(self, match: Match[str]) -> Any:
        if match[1] == "variant" and match[2]:
            return self.variant.get(match[2], "")
        return self.record(match[1]).get(match[2]) if match[2] else self.value(match[1])


def _filtered(value: Any, name: str | None) -> str:
    if isinstance(value, date):
        return words.DATE_FILTERS[name or "long"](value)
    if isinstance(value, int):
        return words.NUMBER_FILTERS[name](value) if name else str(value)
    if isinstance(value, (list, tuple)):
        value = ", ".join(str(item) for item in value)
    return words.TEXT_FILTERS[name](str(value)) if name else str(value)
