"""Photographed lists, drawn: a page of long names as a phone would bring it."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIDEWAYS = 6
"""EXIF orientation: the phone was held upright, the sensor was not."""
NAMES = (
    "Andi Muhammad Nur Hasanuddin Daeng Mattola",
    "Maria Goreti Fransiska Nona Lelu Kedang",
    "Sulaiman",
    "Siti Nurhaliza Kamaria Djoemadi",
    "Yohanes Berchmans Lamude",
)
FATHERS = ("Haji Abdullah Rasyid", "Petrus Kedang Wuran", "Lamude", "Umar", "")


def person(number: int) -> list[str]:
    """What is typed of the nth person (from 1); as wide as the grid."""
    place = (number - 1) % len(NAMES)
    sex = "P" if place in (1, 3) else "L"
    father = f"{'binti' if sex == 'P' else 'bin'} {FATHERS[place]}" if FATHERS[place] else ""
    born = f"{number % 28 + 1:02}-{number % 12 + 1:02}-{1970 + number % 30}"
    return [str(number), f"{NAMES[place]} {number}".replace(f" {number}", " " + "IVXLC"[number % 5] * (number % 3 + 1)),
            father, sex, born, f"XD{990000 + number}", "Flores Timur" if sex == "P" else "Bone", "", ""]  # fmt: skip


def photograph(path: Path, people: int, orientation: int = 1) -> Path:
    """A page listing so many people, as JPEG (or PNG, PDF by its name)."""
    page = Image.new("RGB", (1700, 160 + 34 * people), (236, 233, 224))
    draw, letters = ImageDraw.Draw(page), ImageFont.load_default(24)
    draw.text((500, 50), "SENARAI NAMA WNI/PMI - DEPOT TAWAU", fill=(20, 20, 60), font=letters)
    for number in range(1, people + 1):
        cells = person(number)
        for left, cell in zip((30, 90, 760, 1130, 1180, 1340, 1500, 1500), cells, strict=False):
            draw.text((left, 110 + 34 * number), cell, fill=(30, 30, 30), font=letters)
    if orientation == SIDEWAYS:
        page = page.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path.write_bytes(_packed(page, path.suffix, exif))
    return path


def _packed(page: Image.Image, suffix: str, exif: Image.Exif) -> bytes:
    packed = BytesIO()
    kind = {".png": "PNG", ".pdf": "PDF"}.get(suffix, "JPEG")
    page.save(packed, kind, **({"exif": exif, "quality": 80} if kind == "JPEG" else {}))
    return packed.getvalue()
