"""Where somebody comes from, as lists write it: codes, full names and everyday abbreviations brought to one form."""

import re
from functools import lru_cache

_PROVINCES = {
    "11": "ACEH|NAD|NANGGROE ACEH DARUSSALAM", "12": "SUMATERA UTARA|SUMUT|SUMATRA UTARA",
    "13": "SUMATERA BARAT|SUMBAR|SUMATRA BARAT", "14": "RIAU", "15": "JAMBI",
    "16": "SUMATERA SELATAN|SUMSEL|SUMATRA SELATAN", "17": "BENGKULU", "18": "LAMPUNG",
    "19": "KEPULAUAN BANGKA BELITUNG|BANGKA BELITUNG|BABEL", "21": "KEPULAUAN RIAU|KEPRI",
    "31": "DKI JAKARTA|JAKARTA|DKI|DKJ", "32": "JAWA BARAT|JABAR", "33": "JAWA TENGAH|JATENG",
    "34": "DAERAH ISTIMEWA YOGYAKARTA|DI YOGYAKARTA|YOGYAKARTA|DIY", "35": "JAWA TIMUR|JATIM", "36": "BANTEN",
    "51": "BALI", "52": "NUSA TENGGARA BARAT|NTB", "53": "NUSA TENGGARA TIMUR|NTT", "61": "KALIMANTAN BARAT|KALBAR",
    "62": "KALIMANTAN TENGAH|KALTENG", "63": "KALIMANTAN SELATAN|KALSEL", "64": "KALIMANTAN TIMUR|KALTIM",
    "65": "KALIMANTAN UTARA|KALTARA", "71": "SULAWESI UTARA|SULUT", "72": "SULAWESI TENGAH|SULTENG",
    "73": "SULAWESI SELATAN|SULSEL", "74": "SULAWESI TENGGARA|SULTRA", "75": "GORONTALO",
    "76": "SULAWESI BARAT|SULBAR", "81": "MALUKU", "82": "MALUKU UTARA|MALUT", "91": "PAPUA", "92": "PAPUA BARAT",
    "93": "PAPUA SELATAN", "94": "PAPUA TENGAH", "95": "PAPUA PEGUNUNGAN", "96": "PAPUA BARAT DAYA",
}  # fmt: skip
_CODE_OF = {name: code for code, names in _PROVINCES.items() for name in names.split("|")}
_KIND = re.compile(r"^(?:PROVINSI|PROPINSI|PROV|PROP|KABUPATEN|KAB|KOTAMADYA|KODYA|KOTA ADMINISTRASI|KOTA|KODYA)\b\s*")
_CODE = re.compile(r"^\d{2}(?:\.?\d{2})?")


@lru_cache(maxsize=8192)
def province_key(text: str) -> str:
    """Two-digit Kemendagri code where the text is a code or a known name, else the plain upper-case text."""
    plain = _plain(text)
    return plain[:2] if _CODE.match(plain) else _CODE_OF.get(plain, plain)


@lru_cache(maxsize=8192)
def regency_key(text: str) -> str:
    """Four-digit code, or the plain name without Kab./Kota."""
    plain = _plain(text)
    return plain.replace(" ", "")[:4] if _CODE.match(plain) else plain


def _plain(text: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", text.upper()))
    return _KIND.sub("", words) or words
