"""What the tests of printing share: values of a BAST, and a PDF read back."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from app.kernel.headcount import HeadCount
from app.printing.form import load
from app.printing.values import Value


def person(number: int, **changes: object) -> dict[str, Any]:
    """One line of the annex."""
    row: dict[str, Any] = {
        "number": number,
        "name": f"Sulaiman bin Abdullah {number}",
        "sex": "L",
        "age": 34,
        "class": "LD",
        "document": f"SPLP XC{number:06}",
        "destination": "Bone – Ajangale – Pompanua",
        "card": f"A-{number:04}",
    }
    return row | changes


def bast(count: int, **changes: Value) -> dict[str, Value]:
    """Values of a BAST of so many people."""
    values: dict[str, Value] = {field.name: field.sample for field in load("bast").fields}
    people = [person(number) for number in range(1, count + 1)]
    values |= {"people": people, "total": count, "counts": {"PMI": HeadCount(count)}}
    return values | changes


def reader(pdf: bytes) -> PdfReader:
    """The PDF opened."""
    return PdfReader(BytesIO(pdf))


def texts(pdf: bytes) -> list[str]:
    """The text of every page, spaces made single."""
    return [" ".join(page.extract_text().split()) for page in reader(pdf).pages]


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Every font the pages name, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in reader(pdf).pages:
        resources: Mapping[str, Any] = page["/Resources"]  # type: ignore[assignment]
        for font in (entry.get_object() for entry in resources.get("/Font", {}).values()):
            descriptor = font.get("/FontDescriptor")
            found[font["/BaseFont"]] = bool(descriptor) and "/FontFile2" in descriptor.get_object()
    return found
