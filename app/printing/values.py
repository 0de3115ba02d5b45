"""The values a form is filled with, and the state of the paper they are printed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from app.kernel.headcount import HeadCount

Cell: TypeAlias = str | int | bytes | Sequence[str] | None
Record: TypeAlias = Mapping[str, Cell]
CountLines: TypeAlias = Mapping[str, HeadCount]
Value: TypeAlias = str | int | date | bytes | Sequence[str] | Record | Sequence[Record] | CountLines | None
Paper: TypeAlias = Literal["A4", "F4"]

PAPERS_MM: dict[Paper, tuple[float, float]] = {"A4": (210, 297), "F4": (215, 330)}


@dataclass(frozen=True)
class State:
    """What the paper says about itself.

    `watermark` is DRAF, BATAL or CONTOH; `copy` counts prints from 1; `blank` rules lines where values are missing.
    """

    watermark: Literal["", "DRAF", "BATAL", "CONTOH"] = ""
    copy: int = 1
    blank: bool = False


def sample_value(value: Any) -> Value:
    """A value from sample.toml: tables of four or five numbers are head counts."""
    if isinstance(value, dict) and value and all(_is_count(item) for item in value.values()):
        return {label: HeadCount(*item) for label, item in value.items()}
    return value  # type: ignore[no-any-return]


def _is_count(value: Any) -> bool:
    return isinstance(value, list) and len(value) in (4, 5) and all(isinstance(item, int) for item in value)
