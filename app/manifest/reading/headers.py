"""Column names in Indonesian, Malay and English, and the field each one means."""

import re
from functools import lru_cache

_PHRASES: dict[str, str] = {
    "list_no": "no|nomor|nomer|bil|bilangan|num|number|urut|no urut|nomor urut|no bil|s no|sl no|sr no|nr|#",
    "document": "dokumen|dok|document|documents|travel document|travel documents|dokumen perjalanan|paspor splp"
    "|splp paspor|passport splp|dokumen dimiliki|dokumen yang dimiliki|paspor splp no|no paspor splp|no splp paspor",
    "document_number": "no dokumen|nomor dokumen|nombor dokumen|document no|document number|no dok|no document"
    "|no dokumen perjalanan|no pengenalan diri|no pengenalan|travel document no|travel document number",
    "class": "ld pd al ap|kelompok|kelompok hitung|dewasa anak|dewasa kanak kanak|kategori umur|kategori",
    "sex": "jns kelamin|jen kel|jenkel|j k|jk|l p|p l|lk pr|lk p|m f|f m|lelaki perempuan|laki laki perempuan"
    "|jenis kel|seks"
    "|p w|pria wanita",
    "father": "bin|binti|bin binti|b bt|bin bt|ayah|bapa|bapak|father|father name|father s name|anak dari"
    "|orang tua|nama ayah"
    "|nama ayah kandung|nama bapa|nama bapak|nama orang tua|nama ortu|nama ayah bin binti|nama bin|nama bin ayah",
    "birth": "ttl|t t l|lahir|kelahiran|birth|place and date of birth|date and place of birth|place date of birth",
    "birth_place": "tempat|place of birth|birth place|birthplace|pob|lahir di",
    "birth_date": "dob|d o b|birth date|birthdate|date of birth|tgl lhr|lahir tgl|lahir tanggal|born|year of birth",
    "age": "umur|usia|age|u|umur th|umur thn|umur tahun|usia th|usia thn|usia tahun|age years|umur saat ini"
    "|usia saat ini",
    "nationality": "kewarganegaraan|warga negara|warganegara|wn|nationality|citizenship|kebangsaan|negara|negara asal",
    "province": "prov|propinsi|provinsi|province|negeri",
    "regency": "kab|kabupaten|kab kota|kabupaten kota|kota|kota kab|kota kabupaten|regency|daerah|kab kodya"
    "|city|regency city",
    "district": "kec|kecamatan|district|sub district|subdistrict|mukim|distrik",
    "village": "desa|kel|kelurahan|desa kel|desa kelurahan|kel desa|kelurahan desa|kampung|village|dusun desa|dusun|kg",
    "address": "asal|origin|daerah asal|asal daerah|kampung halaman",
    "note": "keterangan|ket|catatan|remark|remarks|note|notes|cat|nota|ulasan|lain lain|comments|comment|catatan lain"
    "|keterangan lain|keterangan lain lain",
    "name": "nama|nama nama|name|names|nm|full name|nama lengkap|nama penuh|passenger|passenger name|nama alias"
    "|nama lengkap alias|nama bin binti|nama lengkap bin binti|nama dan bin binti|nama jelas",
}
"""Whole headers, as `normalised` leaves them."""

_KEYWORDS: tuple[tuple[str, str], ...] = (
    ("nik", "nik|n i k|ktp|kad pengenalan indonesia|national id|identity number"),
    ("sex", "jenis kelamin|kelamin|jantina|gender|sex"),
    ("birth", r"(?:tempat|tmp|tmpt).*(?:tgl|tanggal|tarikh)|(?:tgl|tanggal|tarikh).*(?:tempat|tmp|tmpt)"),
    ("birth_place", r"(?:tempat|tmp|tmpt|kota) (?:lahir|kelahiran)"),
    ("birth_date", r"(?:tgl|tanggal|tarikh|tahun|thn|bln thn|tgl bln thn) (?:lahir|kelahiran)|date of birth"),
    ("document", r"(?:jenis|jns|type|kind).*(?:no|nomor|nombor|number)"),
    ("document_kind", r"(?:jenis|jns|tipe|type|kind)(?: of)?(?: \w+)? (?:dokumen|dok|document|doc|paspor|pas)"),
    ("splp", "splp|laksana paspor|paspor laksana"),
    ("passport", "paspor|passport|pasport|passpor"),
    ("alias", "alias|nama lain|nama panggilan|a k a|aka|other names?|gelaran|nickname|nama samaran"),
    ("case", ("kasus|kesalahan|pelanggaran|offen[cs]es?|perkara|pidana|case|charges?|hukuman|vonis|jenayah|seksyen"
     "|(?:sebab|alasan) (?:tangkapan|deportasi|penangkapan|dideportasi)")),
    ("health", (r"kesehatan|health|penyakit|kondisi|keadaan|sakit|medis|medical|diagnos\w*|kesihatan|riwayat"
               r"|disease|hamil"
     r"|pregnan\w+|disabilitas")),
    ("relation", "hubungan|hub|shdk|relationship|relation|pertalian|status keluarga"),
    ("depot", "depot|dti|pts|depoh|rumah tahanan|detention|imigresen|depo tahanan"),
    ("address", "alamat|address|tempat tinggal|domisili"),
)  # fmt: skip
"""Words that settle a longer header; the first that occurs counts."""

_FIELD_OF = {phrase: field for field, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_KEYED = tuple((field, re.compile(rf"\b(?:{words})\b")) for field, words in _KEYWORDS)
_AROUND = re.compile(r"^(?:alamat|asal|daerah)\s+(?=\w)|\s+(?:asal|tujuan)$")
_NAME_FIRST = re.compile(
    r"(nama|name)\b(?!.*\b(ayah|bapa|bapak|ibu|orang tua|kapal|agen|majikan|negeri|father|mother|panggilan|lain"
    r"|samaran|depot|vessel|employer|barang|pejabat|petugas)\b)"
)
_MALE = ("l", "lk", "m", "lelaki", "laki laki", "laki", "male", "pria")
_FEMALE = ("p", "pr", "f", "perempuan", "wanita", "female", "w")
_PLACE = ("tempat", "place", "tmp", "tmpt", "kota", "tempat lahir")
_DAY = ("tanggal", "tgl", "tarikh", "date", "tgl bln thn", "tgl lahir", "tahun")
_NUMBER = ("nomor", "no", "nombor", "number")
_UNDER_GROUP: dict[str, dict[str, str]] = {
    "sex": {**dict.fromkeys(_MALE, "sex_male"), **dict.fromkeys(_FEMALE, "sex_female")},
    "age": {**dict.fromkeys(_MALE, "age_male"), **dict.fromkeys(_FEMALE, "age_female")},
    "birth": {
        **dict.fromkeys(_PLACE, "birth_place"),
        **dict.fromkeys(_DAY, "birth_date"),
        "umur": "age",
        "usia": "age",
    },
    "document": {
        **dict.fromkeys(("jenis", "type", "jns", "jenis dokumen", "kind"), "document_kind"),
        **dict.fromkeys(_NUMBER, "document_number"),
    },
}
_NEGATED = re.compile(
    r"\b(tangkap\w*|masuk|keluar|berlaku|terbit|expired?|habis|kembali|telepon|telp|hp|phone|ibu|mother|kapal"
    r"|majikan|employer|agen|tiba|berangkat|issued?|surat)\b"
)


def normalised(text: str) -> str:
    """Lower case letters and digits with single spaces: what a header is compared by."""
    return " ".join(re.sub(r"[^0-9a-zà-ÿ]+", " ", text.lower()).split())


@lru_cache(maxsize=4096)
def field_of(text: str) -> str | None:
    """The field a header means; None when it means none we keep."""
    words = normalised(text)
    if not words or len(words) > 60 or words.isdigit():
        return None
    if words in _FIELD_OF:
        return _FIELD_OF[words]
    if _NAME_FIRST.match(words) and not _NEGATED.search(words) and len(words) < 40:
        return "name"
    for field, pattern in _KEYED:
        if pattern.search(words) and (field in ("case", "health") or not _NEGATED.search(words)):
            return field
    return _FIELD_OF.get(_AROUND.sub("", words))


def field_under(group: str, label: str) -> str | None:
    """The field of a sub-header beneath a spanning one (“Lahir” over “Tempat”, “Umur” over “L”)."""
    above, below = field_of(group), normalised(label)
    if above == "birth_place" and "tanggal" in normalised(group):
        above = "birth"
    special = _UNDER_GROUP.get("document" if above in ("document_kind", "document_number") else above or "", {})
    if below in special:
        return special[below]
    return field_of(label) or field_of(f"{group} {label}") or above
