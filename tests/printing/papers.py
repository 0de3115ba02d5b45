"""What the tests of printing share: values of a BAST, and a PDF read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
from pypdf import PdfReader

from app.kernel.headcount import HeadCount
from app.printing.form import Form, load
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


LONG = "Abdul Rahman bin Haji Abdul Karim Abdullah Sani Daeng Mattola"
NAMES = ("Suparman", LONG, "Bayi Ny. Maria Goreti", "Wa", "Siti Nurhaliza binti Kamaruddin")


def stretched(form: Form, count: int) -> dict[str, Value]:
    """The sample values of a form with so many lines in each of its lists, long and short names among them."""
    values = {field.name: field.sample for field in form.fields}
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) and name != "witnesses":
            values[name] = [_line(value[at % len(value)], at + 1) for at in range(count)]
    return values


def _line(sample: dict[str, Any], number: int) -> dict[str, Any]:
    changes: dict[str, Any] = {"number": number} if isinstance(sample.get("number"), int) else {}
    changes |= {"name": f"{NAMES[number % len(NAMES)]} {number}"} if "name" in sample else {}
    return sample | changes


def places(pdf: bytes) -> list[tuple[int, str, int, int]]:
    """Every piece of text with its page and its place, in points."""
    found: list[tuple[int, str, int, int]] = []
    for number, page in enumerate(reader(pdf).pages):

        def visit(text: str, _cm: object, tm: list[float], *_rest: object, at: int = number) -> None:
            if text.strip():
                found.append((at, text.strip(), round(tm[4]), round(tm[5])))

        page.extract_text(visitor_text=visit)
    return found


@dataclass(frozen=True)
class Placed:
    """A piece of text on a page; its edges in points from the lower left corner."""

    page: int
    text: str
    left: int
    foot: int
    right: int


def placed(pdf: bytes) -> list[Placed]:
    """Every piece of text where it stands on its page; the watermark left out."""
    found: list[Placed] = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        text = page.get_textpage()
        boxes = (text.get_rect(at) for at in range(text.count_rects()))
        for left, foot, right, top in list(boxes):
            said = text.get_text_bounded(left, foot, right, top).strip()
            if said and top - foot < 60:
                found.append(Placed(number, said, round(left), round(foot), round(right)))
    document.close()
    return found


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
