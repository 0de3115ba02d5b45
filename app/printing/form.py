"""A form as data: reads and checks forms/<name>/v<N>/layout.toml and its sample values."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import form_folder, forms_folder
from app.printing import blocks
from app.printing.values import Value, sample_value

PLACEHOLDER = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?(?:\|([a-z_]+))?\}")
_LISTS: dict[str, type] = {"columns": blocks.Column, "signers": blocks.Signer}


@dataclass(frozen=True)
class Field:
    """A named value a form asks for; the slice that owns the form gives it."""

    name: str
    label: str
    sample: Value = None


@dataclass(frozen=True)
class Section:
    """Blocks that share a page shape. `strip`: the signed code stands at the foot of its first page."""

    blocks: tuple[blocks.Block, ...]
    orientation: str = "portrait"
    strip: bool = False
    margins_mm: tuple[float, float, float, float] = (15, 20, 18, 25)
    bare: bool = False
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """One released version of a printed form."""

    name: str
    version: int
    title: str
    legal_basis: str
    fields: tuple[Field, ...]
    variants: Mapping[str, Mapping[str, str]]
    sections: tuple[Section, ...]

    def all_blocks(self) -> Iterator[blocks.Block]:
        """Every block of every section, in order."""
        for section in self.sections:
            yield from section.blocks

    @property
    def field_names(self) -> frozenset[str]:
        """Names of the declared fields."""
        return frozenset(field.name for field in self.fields)


def names() -> list[str]:
    """The forms that exist."""
    return sorted(path.parent.parent.name for path in forms_folder().glob("*/v1/layout.toml"))


@cache
def load(name: str, version: int = 1) -> Form:
    """The form, or UserError form.unknown / form.invalid."""
    path = form_folder(name, version) / "layout.toml"
    if not path.is_file():
        raise UserError(
            "form.unknown",
            _("Formulir {form} versi {version} tidak ada di laptop ini.").format(form=name, version=version),
            _("Pasang versi Pulang yang lebih baru, lalu coba lagi."),
        )
    return parse(name, path.read_text("utf-8"), _samples(path.with_name("sample.toml")))


def parse(name: str, text: str, samples: Mapping[str, Value]) -> Form:
    """A form from the text of its layout; UserError form.invalid says what is wrong with it."""
    try:
        data = tomllib.loads(text)
        form = Form(
            name,
            int(data["version"]),
            str(data["title"]),
            str(data.get("legal_basis", "")),
            tuple(Field(key, str(label), samples.get(key)) for key, label in data["fields"].items()),
            data.get("variants", {}),
            tuple(_section(section) for section in data["sections"]),
        )
        _check(form)
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(
            "form.invalid",
            _("Bentuk formulir {form} rusak: {why}.").format(form=name, why=error),
            _("Pasang ulang Pulang; data di laptop ini tidak berubah."),
        ) from error
    return form


def _samples(path: Path) -> dict[str, Value]:
    if not path.is_file():
        return {}
    return {key: sample_value(value) for key, value in tomllib.loads(path.read_text("utf-8")).items()}


def _section(data: dict[str, Any]) -> Section:
    given = {key: _frozen(value) for key, value in data.items() if key != "blocks"}
    return Section(tuple(_block(block) for block in data["blocks"]), **given)


def _block(data: dict[str, Any]) -> blocks.Block:
    kind = blocks.KINDS.get(data["kind"])
    if kind is None:
        raise ValueError(f"unknown block “{data['kind']}”")
    given = {key: value for key, value in data.items() if key != "kind"}
    made: blocks.Block = _build(kind, given)
    return made


def _build(kind: type[Any], given: dict[str, Any]) -> Any:
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(set(given) - set(known)):
        raise ValueError(f"{kind.__name__}: unknown key “{unknown[0]}”")
    missing = [n for n, f in known.items() if f.default is MISSING and n not in given]
    if missing:
        raise ValueError(f"{kind.__name__}: missing key “{missing[0]}”")
    return kind(**{key: _part(key, value) for key, value in given.items()})


def _part(key: str, value: Any) -> Any:
    inner = _LISTS.get(key)
    if inner and isinstance(value, list):
        return tuple(_build(inner, item) for item in value)
    return _frozen(value)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def placeholders(block: blocks.Block, variants: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The names of the fields a block draws."""
    for field in fields(block):
        value = getattr(block, field.name)
        if field.name == "field" and value:
            yield value
        elif field.name == "when" and value:
            yield value.lstrip("!")
        elif field.name == "signers":
            yield from (signer.field for signer in value if signer.field)
            yield from (name for signer in value for name in _in_text(signer.heading + signer.place + signer.role))
        elif field.name != "columns":
            yield from _in_text(str(value))
    for texts in variants.values():
        yield from (name for text in texts.values() for name in _in_text(text))


def _in_text(text: str) -> Iterator[str]:
    yield from (match[1] for match in PLACEHOLDER.finditer(text))


def _check(form: Form) -> None:
    known = form.field_names | {"variant"}
    for block in form.all_blocks():
        for name in placeholders(block, form.variants):
            if name not in known:
                raise ValueError(f"undeclared field “{name}”")
        for variant in block.variants:
            if variant not in form.variants:
                raise ValueError(f"unknown variant “{variant}”")
