"""What tables, fields and reasons are called on the sync screens; sync knows no more of the business than this."""

from app.kernel.i18n import N_, _

_TABLES = {
    "site": N_("Pos"),
    "device": N_("Loket"),
    "certificate": N_("Surat pengenal"),
    "recovery_state": N_("Lembar pemulihan"),
    "user_account": N_("Petugas"),
    "signatory": N_("Penanda tangan"),
    "operational_day": N_("Hari operasional"),
    "batch": N_("Rombongan"),
    "manifest": N_("Manifes"),
    "manifest_line": N_("Baris manifes"),
    "recheck": N_("Pemeriksaan ulang"),
    "gangway_tally": N_("Hitungan tangga kapal"),
    "person": N_("Orang"),
    "person_document": N_("Dokumen orang"),
    "stay": N_("Kedatangan"),
    "movement": N_("Perpindahan"),
    "card": N_("Kartu"),
    "need": N_("Kebutuhan"),
    "vulnerability": N_("Kerentanan"),
    "journey": N_("Keberangkatan dan pekerjaan"),
    "consent": N_("Persetujuan"),
    "confided": N_("Keterangan tertutup"),
    "family": N_("Keluarga"),
    "family_member": N_("Anggota keluarga"),
    "same_person": N_("Orang yang sama"),
    "same_arrival": N_("Kedatangan yang sama"),
    "person_note": N_("Catatan orang"),
    "room": N_("Kamar"),
    "bed": N_("Tempat tidur"),
    "placement": N_("Penempatan"),
    "presence": N_("Masuk dan keluar"),
    "handover": N_("Serah terima"),
    "handover_line": N_("Baris serah terima"),
}
_FIELDS = {
    "name": N_("nama"),
    "father_name": N_("nama ayah"),
    "aliases": N_("nama lain"),
    "sex": N_("jenis kelamin"),
    "birth_date": N_("tanggal lahir"),
    "birth_year": N_("tahun lahir"),
    "birth_place": N_("tempat lahir"),
    "age": N_("umur"),
    "category": N_("kategori"),
    "nationality": N_("kewarganegaraan"),
    "nik": N_("NIK"),
    "family_card": N_("nomor KK"),
    "religion": N_("agama"),
    "marital": N_("status kawin"),
    "education": N_("pendidikan"),
    "origin_code": N_("kode daerah asal"),
    "origin_text": N_("asal"),
    "origin_address": N_("alamat asal"),
    "issued": N_("tanggal terbit"),
    "expires": N_("berlaku sampai"),
    "issuer": N_("negara penerbit"),
    "left_year": N_("tahun berangkat"),
    "left_way": N_("cara berangkat"),
    "occupation": N_("pekerjaan"),
    "employer": N_("majikan"),
    "given": N_("setuju"),
    "destination_code": N_("kode daerah tujuan"),
    "destination_text": N_("tujuan"),
    "destination_address": N_("alamat tujuan"),
    "kin_name": N_("nama keluarga dihubungi"),
    "kin_phone": N_("telepon keluarga"),
    "note": N_("catatan"),
    "status": N_("hasil pemeriksaan"),
    "reason": N_("alasan"),
    "stay_id": N_("kedatangan"),
    "person_id": N_("orang"),
    "card_number": N_("nomor kartu"),
    "number": N_("nomor"),
    "void_reason": N_("pembatalan"),
    "state": N_("keadaan"),
    "place": N_("tempat"),
    "use": N_("guna kamar"),
    "level": N_("lantai"),
    "building": N_("gedung"),
    "near_staff": N_("dekat petugas"),
    "closed": N_("sebab ditutup"),
    "blocked": N_("sebab tidak dipakai"),
    "breaks": N_("aturan yang dilewati"),
    "letter_number": N_("nomor surat"),
    "letter": N_("huruf loket"),
    "roles": N_("peran"),
    "active": N_("aktif"),
}
_REASONS = {
    "device": N_("loket penulisnya belum dikenal di sini"),
    "gap": N_("catatan sebelum ini belum sampai"),
    "cause": N_("catatan yang diubahnya belum sampai"),
    "schema": N_("ditulis oleh Pulang yang lebih baru"),
    "digest": N_("isinya berubah sejak ditulis"),
    "signature": N_("tanda tangannya bukan milik loket itu"),
    "revoked": N_("ditulis sesudah loket itu dicabut"),
    "site": N_("milik pos lain"),
    "chain": N_("tidak menyambung dengan catatan sebelumnya"),
    "shape": N_("bentuknya tidak dikenal"),
    "clock": N_("bertanggal jauh di masa depan"),
    "erased": N_("sebagian isinya hilang di jalan"),
}


def table_label(table: str) -> str:
    """The table as people call it; an unknown one as it stands."""
    return _(_TABLES[table]) if table in _TABLES else table


def field_label(field: str) -> str:
    """The field as people call it; an unknown one as it stands."""
    return _(_FIELDS[field]) if field in _FIELDS else field


def reason_label(reason: str) -> str:
    """Why an entry waits or was set aside."""
    return _(_REASONS[reason]) if reason in _REASONS else reason
