"""Column names in Indonesian, Malay and English, and the field each one means."""

import re
from functools import lru_cache

_VOCABULARY: tuple[tuple[str, str], ...] = (
    ("list_no", r"(no|nomor|nomer|bil|bilangan|num|number|urut|no urut|nomor urut|no bil|s no|sl no|sr no|nr)"),
    ("nik", r".*\b(nik|n i k|no ktp|nomor ktp|ktp|no kad pengenalan indonesia|national id.*|identity number)\b.*"),
    ("splp", r".*\b(splp|paspor laksana|surat perjalanan laksana.*)\b.*"),
    ("document_kind", (r"(jenis|jns|tipe|type|macam|kind)( of)?( \w+)? ?(dokumen|dok|document|doc|paspor"
                      r"|perjalanan|travel document|pass)?.*")),
    ("document", (r"(jenis (dan|no|nomor|&).*|dokumen|dok|documents?|travel documents?|dokumen perjalanan"
                  r"|document type (and )?(no|number)"
                 r"|jenis( dan)? (no|nomor) (dokumen|dok)|paspor splp|passport splp|dokumen( yang)? dimiliki)")),
    ("passport", r"(no |nomor |number |nombor )?(paspor|passport|pasport|passpor)( no| number| nombor)?|no pas"),
    ("document_number", (r"((no|nomor|nombor|number|num)( of)? )?(dokumen|dok|document|doc|travel document"
                         r"|perjalanan)( no| number| nombor)?"
                        r"|(no|nomor|nombor) dokumen.*|no pengenalan( diri)?|document no")),
    ("class", r"(ld pd al ap|kelompok( hitung)?|dewasa anak|dewasa kanak kanak|kategori umur|ld|kategori)"),
    ("sex", (r"(jenis kelamin|jns kelamin|jen kel|jenkel|j k|jk|kelamin|l p|p l|lk pr|l/p|sex|gender|jantina|m f"
            r"|f m|lelaki perempuan|jenis kel|seks|laki laki perempuan)")),
    ("father", (r"(bin|binti|bin binti|b bt|bin bt|nama (ayah|bapa|bapak|orang tua|ortu)( kandung)?|ayah|bapa"
               r"|bapak|father( s)?( name)?|anak dari|nama ayah bin binti|orang tua)")),
    ("alias", r".*\b(alias|nama lain|nama panggilan|a k a|aka|other names?|gelaran|nickname|nama samaran)\b.*"),
    ("birth", (r"(ttl|t t l|tmp tgl lahir|tempat (dan |/)?(tgl|tanggal|tarikh)( lahir)?|tempat tanggal lahir"
               r"|tmpt tgl lahir"
              r"|(place|date) (and|&) (date|place) of birth|lahir|tempat lahir tanggal lahir"
              r"|tempat tarikh lahir|kelahiran|ttgl lahir)")),
    ("birth_place", (r".*\b(tempat|tmp|tmpt|kota) (lahir|kelahiran)\b.*|(place of birth|birth ?place|pob"
                    r"|lahir di|tempat)")),
    ("birth_date", (r"((tgl|tanggal|tarikh|tgl bln thn|tahun|thn|hari) (lahir|kelahiran).*|date of birth.*|dob"
                   r"|d o b|birth ?date|tgl lhr|tarikh lahir|lahir tgl|lahir tanggal|born)")),
    ("age", r"(umur|usia|age|u)( (th|thn|tahun|years?|yrs|saat ini|sekarang))?"),
    ("case", (r".*\b(kasus|kesalahan|pelanggaran|offen[cs]es?|perkara|pidana|case|tindak pidana|charges?|hukuman"
             r"|vonis|jenayah|akta|seksyen|sebab (tangkapan|deportasi)|alasan deportasi)\b.*")),
    ("health", (r".*\b(kesehatan|health|penyakit|kondisi|keadaan|sakit|medis|medical|diagnos\w*|kesihatan"
               r"|riwayat|disease|hamil|pregnan\w+|disabilitas)\b.*")),
    ("nationality", (r"(kewarganegaraan|warga ?negara|warganegara|wn|nationality|citizenship|kebangsaan"
                    r"|negara( asal)?)")),
    ("province", r"(alamat |asal |daerah )*(prov|propinsi|provinsi|province|negeri)( asal| tujuan)?"),
    ("regency", (r"(alamat |asal |daerah )*(kab|kabupaten|kab kota|kabupaten kota|kota|kota kab|regency|daerah"
                r"|kab kodya|city|regency city)( asal| tujuan)?")),
    ("district", r"(alamat |asal )*(kec|kecamatan|district|sub ?district|mukim)( asal| tujuan)?"),
    ("village", (r"(alamat |asal )*(desa|kel|kelurahan|desa kel|desa kelurahan|kel desa|kelurahan desa|kampung"
                r"|village|dusun desa)( asal| tujuan)?")),
    ("address", (r".*\b(alamat|address|tempat tinggal|domisili|daerah asal|asal daerah|kampung halaman"
                r"|alamat asal|alamat tujuan)\b.*|asal|origin")),
    ("relation", r".*\b(hubungan|hub|shdk|relationship|relation|pertalian|status keluarga|hubungan kel)\b.*"),
    ("depot", r".*\b(depot|dti|pts|depoh|rumah tahanan|detention|imigresen|tahanan|asal depot)\b.*"),
    ("note", (r"(keterangan|ket|catatan|remarks?|notes?|cat|nota|ulasan|lain lain|keterangan lain.*|comments?"
             r"|catatan lain)")),
    ("name", (r"(nama|nama nama|name|names|nm|full name|nama lengkap|nama penuh|nama (pmi|wni|tki|deportan"
              r"|tahanan|pmi b|pmib|orang|penumpang|yang dideportasi)"
             r"|nama sesuai.*|nama tki wni|nama bin binti|nama dan bin binti|nama( lengkap)? alias|nama alias"
             r"|nama lengkap bin binti|name of .*|passenger name|passenger|nama jelas|nama warga.*|nama tahanan.*)")),
)  # fmt: skip
_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _VOCABULARY)
_NAME_FIRST = re.compile(
    r"(nama|name)\b(?!.*\b(ayah|bapa|bapak|ibu|orang tua|kapal|agen|majikan|negeri|father|mother|panggilan|lain"
    r"|samaran|depot|vessel|employer)\b)"
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
    for field, pattern in _PATTERNS:
        if pattern.fullmatch(words) and not (field != "case" and _NEGATED.search(words)):
            return field
    return "name" if _NAME_FIRST.match(words) and not _NEGATED.search(words) and len(words) < 40 else None


def field_under(group: str, label: str) -> str | None:
    """The field of a sub-header beneath a spanning one (“Lahir” over “Tempat”, “Umur” over “L”)."""
    above, below = field_of(group), normalised(label)
    if above == "birth_place" and "tanggal" in normalised(group):
        above = "birth"
    special = _UNDER_GROUP.get("document" if above in ("document_kind", "document_number") else above or "", {})
    if below in special:
        return special[below]
    return field_of(label) or field_of(f"{group} {label}") or above
