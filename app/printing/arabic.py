"""Arabic and Jawi names on paper: joined letters in the order they are seen, for a writer that knows neither."""

import re
import unicodedata
from functools import cache

_RUN = re.compile(r"[\u0600-\u06ff\u0750-\u077f]+(?: +[\u0600-\u06ff\u0750-\u077f]+)*")
_SHAPED = (range(0xFB50, 0xFBB2), range(0xFBD3, 0xFC00), range(0xFE80, 0xFEFD))


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Letter, or lam-alef pair, to its isolated, initial, medial and final shapes, as Unicode lists them."""
    found: dict[str, dict[str, str]] = {}
    for code in (code for part in _SHAPED for code in part):
        tag, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if tag in ("<isolated>", "<initial>", "<medial>", "<final>"):
            base = "".join(chr(int(letter, 16)) for letter in letters)
            found.setdefault(base, {})[tag.strip("<>")] = chr(code)
    return found


def visual(text: str) -> str:
    """The text with every Arabic run shaped and turned round; everything else is left as it is."""
    return _RUN.sub(lambda match: _shape(match[0]), text)


def _shape(run: str) -> str:
    forms = _forms()
    units: list[str] = []
    for letter in run:
        if units and units[-1] + letter in forms:
            units[-1] += letter
        elif not unicodedata.combining(letter):
            units.append(letter)
    shaped = []
    for at, unit in enumerate(units):
        before = at > 0 and "initial" in forms.get(units[at - 1], {}) and "final" in forms.get(unit, {})
        after = at + 1 < len(units) and "initial" in forms.get(unit, {}) and "final" in forms.get(units[at + 1], {})
        shape = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (before, after), "isolated"
        )
        shaped.append(forms.get(unit, {}).get(shape, unit))
    return "".join(reversed(shaped))
