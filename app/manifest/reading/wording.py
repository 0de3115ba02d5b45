"""What is said to the user about doubtful cells and rows that are no people; codes inside, words at the edge."""

from app.kernel.i18n import N_, _

_PROBLEMS = {
    "impossible_date": N_("Tanggal lahir tidak mungkin ada di kalender."),
    "future_date": N_("Tanggal lahir di masa depan."),
    "too_old": N_("Tahun lahir terlalu lama berlalu."),
    "unreadable_date": N_("Tanggal lahir tidak terbaca."),
    "month_first": N_("Bulan ditulis sebelum hari; dibaca sebagai {value}."),
    "age_disagrees": N_("Umur {value} tahun tidak cocok dengan tanggal lahir."),
    "unreadable_age": N_("Umur tidak terbaca."),
    "no_birth": N_("Tanggal lahir dan umur tidak ada."),
    "no_sex": N_("Jenis kelamin tidak ada."),
    "unreadable_sex": N_("Jenis kelamin tidak terbaca: “{value}”."),
    "sex_disagrees": N_("“bin/binti” pada nama tidak cocok dengan jenis kelamin."),
    "both_sexes": N_("Kolom L dan P sama-sama ditandai."),
    "no_name": N_("Nama kosong."),
    "digits_in_name": N_("Ada angka di dalam nama."),
    "long_name": N_("Nama lebih dari 120 huruf."),
    "nik_damaged": N_("NIK rusak oleh lembar kerja: angka terakhir hilang. Tanyakan atau lihat dokumennya."),
    "nik_recovered": N_("NIK pada {value} baris ditulis sebagai angka atau dengan tanda baca; dibaca kembali."),
    "nik_invalid": N_("NIK bukan 16 angka."),
    "nik_province": N_("Kode wilayah pada NIK tidak dikenal."),
    "nik_birth": N_("Tanggal lahir di dalam NIK tidak mungkin."),
    "nik_sequence": N_("Nomor urut NIK 0000 tidak mungkin."),
    "nik_sex_differs": N_("NIK menunjukkan jenis kelamin lain."),
    "nik_birth_differs": N_("NIK menunjukkan tanggal lahir lain."),
    "nik_family_card": N_("Nomor ini mungkin nomor KK, bukan NIK."),
    "document_damaged": N_("Nomor dokumen rusak oleh lembar kerja. Lihat dokumennya."),
    "nik_twice": N_("NIK sama dengan baris {value}."),
    "document_twice": N_("Nomor dokumen sama dengan baris {value}."),
    "sealed": N_("Sel ini memuat keterangan kesehatan atau kasus; disimpan tersegel."),
    "month_order": N_("Kolom ini menulis bulan sebelum hari; semua tanggalnya dibaca begitu."),
}
_ASIDE = {
    "blank": N_("baris kosong"),
    "header": N_("judul kolom berulang"),
    "numbering": N_("nomor kolom"),
    "continued": N_("sambungan halaman"),
    "total": N_("jumlah"),
    "signature": N_("tanda tangan atau penutup surat"),
    "heading": N_("judul bagian"),
    "below": N_("di bawah daftar"),
    "nameless": N_("tidak ada nama dan data orang"),
    "alone": N_("hanya satu tulisan, tanpa data orang"),
    "hidden_sheet": N_("lembar tersembunyi"),
    "no_table": N_("lembar tanpa daftar orang"),
    "copy": N_("lembar salinan dari daftar yang sama"),
}


def problem_text(code: str, value: str = "") -> str:
    """The words of a problem."""
    return _(_PROBLEMS[code]).format(value=value)


def aside_text(code: str) -> str:
    """Why a row or sheet was set aside."""
    return _(_ASIDE[code])
