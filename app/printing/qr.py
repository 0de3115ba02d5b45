"""QR codes: the matrix as vector squares on the page, and base45 (RFC 9285) so that bytes fit the alphanumeric mode."""

from hashlib import blake2b

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_QUIET = 4
_UNITS = 1000
_LONG = 200
_VALUES = {char: value for value, char in enumerate(ALPHABET)}


def base45(data: bytes) -> str:
    """The bytes as text of the QR alphanumeric set (RFC 9285)."""
    text = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        rest = int.from_bytes(pair, "big")
        for _place in range(len(pair) + 1):
            rest, digit = divmod(rest, 45)
            text.append(ALPHABET[digit])
    return "".join(text)


def unbase45(text: str) -> bytes:
    """The bytes behind a base45 text; ValueError if it is none."""
    data = bytearray()
    for at in range(0, len(text), 3):
        part = text[at : at + 3]
        value = sum(_value(char) * 45**place for place, char in enumerate(part))
        data += _pack(value, len(part) - 1)
    return bytes(data)


def _value(char: str) -> int:
    if char not in _VALUES:
        raise ValueError("not a base45 character")
    return _VALUES[char]


def _pack(value: int, size: int) -> bytes:
    if size < 1 or value >= 256**size:
        raise ValueError("not a base45 group")
    return value.to_bytes(size, "big")


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of the code at level M, without quiet zone."""
    # A signed text is as good as random, so no mask suits it better than another (60 noisy photos of each of the
    # eight: no difference); trying all eight would take longer than drawing the page.
    mask = 4 if len(text) >= _LONG else None
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def draw(canvas: Canvas, text: str, at: tuple[float, float], size: float) -> None:
    """Draw the code with its lower left corner at (x, y), `size` points wide, the quiet zone not counted."""
    name = f"qr{blake2b(text.encode(), digest_size=8).hexdigest()}"
    if not canvas.hasForm(name):
        _keep(canvas, name, matrix(text))
    canvas.saveState()
    canvas.translate(*at)
    canvas.scale(size / _UNITS, size / _UNITS)
    canvas.doForm(name)
    canvas.restoreState()


def _keep(canvas: Canvas, name: str, modules: tuple[tuple[bool, ...], ...]) -> None:
    """Keep the code in the document, a thousand units wide and white to the quiet zone, for every place it stands."""
    side = len(modules)
    quiet = -(-_QUIET * _UNITS // side)
    canvas.beginForm(name, -quiet, -quiet, _UNITS + quiet, _UNITS + quiet)
    canvas.scale(_UNITS / side, _UNITS / side)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(-_QUIET, -_QUIET, side + 2 * _QUIET, side + 2 * _QUIET, stroke=0, fill=1)
    path = canvas.beginPath()
    for number, row in enumerate(modules):
        for start, length in _dark_runs(row):
            path.rect(start, side - number - 1, length, 1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.endForm()


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    runs, start = [], None
    for column, dark in enumerate((*row, False)):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            runs.append((start, column - start))
            start = None
    return runs


class CodeBox(Flowable):
    """A QR code in the flow of the text, with its quiet zone."""

    def __init__(self, text: str, size_mm: float) -> None:
        super().__init__()
        self.text, self.size = text, size_mm * mm

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The square, whatever room there is."""
        return self.size, self.size

    def draw(self) -> None:
        """Modules only; the text around keeps the quiet zone."""
        draw(self.canv, self.text, (0, 0), self.size)
