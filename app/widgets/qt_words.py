"""Qt's own few words (context menus, file dialogs, buttons) in the user's language: Qt ships no Indonesian."""

from PySide6.QtCore import QTranslator

from app.kernel.i18n import N_, _, language

_WORDS = {
    "&Undo": N_("Urungkan"),
    "&Redo": N_("Ulangi"),
    "Cu&t": N_("Potong"),
    "&Copy": N_("Salin"),
    "Copy &Link Location": N_("Salin alamat tautan"),
    "&Paste": N_("Tempel"),
    "Delete": N_("Hapus"),
    "Select All": N_("Pilih semua"),
    "OK": N_("Baik"),
    "&OK": N_("Baik"),
    "Cancel": N_("Batal"),
    "&Cancel": N_("Batal"),
    "&Yes": N_("Ya"),
    "&No": N_("Tidak"),
    "Save": N_("Simpan"),
    "&Save": N_("Simpan"),
    "Open": N_("Buka"),
    "&Open": N_("Buka"),
    "&Choose": N_("Pilih"),
    "Close": N_("Tutup"),
    "Print": N_("Cetak"),
    "&Print": N_("Cetak"),
    "Look in:": N_("Cari di:"),
    "Save in:": N_("Simpan di:"),
    "File &name:": N_("Nama berkas:"),
    "Files of type:": N_("Jenis berkas:"),
    "Directory:": N_("Map:"),
    "Name": N_("Nama"),
    "Size": N_("Ukuran"),
    "Type": N_("Jenis"),
    "Date Modified": N_("Diubah"),
    "Back": N_("Kembali"),
    "Forward": N_("Maju"),
    "Parent Directory": N_("Map di atasnya"),
    "Create New Folder": N_("Buat map baru"),
    "New Folder": N_("Map baru"),
    "List View": N_("Daftar"),
    "Detail View": N_("Rincian"),
    "Computer": N_("Komputer"),
    "All Files (*)": N_("Semua berkas (*)"),
    "%1 already exists.\nDo you want to replace it?": N_("%1 sudah ada.\nGantikan?"),
    "%1\nFile not found.\nPlease verify the correct file name was given.": N_(
        "%1\nBerkas tidak ditemukan. Periksa namanya."
    ),
}


class QtWords(QTranslator):
    """Answers Qt's requests for its own texts; unknown ones stay as they are."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The word for `source`; None leaves it to Qt (an empty text would be shown as it is)."""
        word = _WORDS.get(source)
        return _(word) if word and language() != "en" else None

    def isEmpty(self) -> bool:
        """Never empty, so Qt asks."""
        return False
