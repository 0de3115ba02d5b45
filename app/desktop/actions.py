"""The one table of everything a user can do: menus, command palette, shortcut sheet and key bindings come from it.

A screen binds its own entries by returning handlers under these ids (`Screen.handlers`); an entry nobody handles is
not offered. Keys marked `told` are handled inside the screen itself (Enter in a list, digits) and only told here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.i18n import N_

EVERYWHERE = ""


@dataclass(frozen=True)
class ActionSpec:
    """One action; `keys` in Qt's portable notation, `screen` "" for everywhere, `roles` empty for everyone."""

    id: str
    text: str
    keys: str = ""
    screen: str = EVERYWHERE
    glyph: str = ""
    roles: frozenset[str] = frozenset()
    told: bool = False


_DESK = frozenset({"satgas", "kepala"})
_HEALTH = frozenset({"kesehatan"})
_COUNT = frozenset({"satgas", "pendamping", "kepala"})
_STORE = frozenset({"logistik", "kepala"})
_CARE = frozenset({"satgas", "pendamping", "logistik", "kepala", "penerima"})

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("palette.open", N_("Cari orang atau tindakan"), "Ctrl+K", glyph="search"),
    ActionSpec("help.open", N_("Petunjuk layar ini"), "F1", glyph="circle-help"),
    ActionSpec("help.keys", N_("Daftar tombol pintas"), "?", glyph="keyboard"),
    ActionSpec("muster.open", N_("Hitung kepala: siapa yang belum terlihat?"), "Ctrl+Shift+H", glyph="users"),
    ActionSpec("screen.next_tab", N_("Bagian berikutnya"), "Alt+PgDown"),
    ActionSpec("screen.last_tab", N_("Bagian sebelumnya"), "Alt+PgUp"),
    ActionSpec("screen.back", N_("Layar sebelumnya"), "Alt+Left", glyph="arrow-left"),
    ActionSpec("screen.forward", N_("Layar berikutnya"), "Alt+Right", glyph="arrow-right"),
    ActionSpec("theme.switch", N_("Ganti tampilan terang atau gelap"), "Ctrl+Shift+D", glyph="moon"),
    ActionSpec("theme.system", N_("Tampilan mengikuti laptop"), glyph="sun"),
    ActionSpec("language.switch", N_("Ganti bahasa (Indonesia / English)"), "Ctrl+Shift+B", glyph="languages"),
    ActionSpec("desk.lock", N_("Kunci layar"), "Ctrl+L", glyph="lock"),
    ActionSpec("desk.switch", N_("Ganti pengguna"), "Ctrl+Shift+L", glyph="user-round"),
    ActionSpec("desk.quit", N_("Tutup aplikasi"), "Ctrl+Q", glyph="log-out"),
    ActionSpec("arrival.import", N_("Impor daftar nama (manifes)"), "Ctrl+O", "arrival", "upload", _COUNT),
    ActionSpec("arrival.new", N_("Kapal atau rombongan baru"), "Ctrl+N", "arrival", "ship", _COUNT),
    ActionSpec("arrival.came", N_("Kapal di depan sudah tiba: catat jamnya"), "", "arrival", "clock", _COUNT),
    ActionSpec("arrival.ship", N_("Perbaiki nama dan data kapal di depan"), "", "arrival", "pencil", _COUNT),
    ActionSpec("arrival.letters", N_("Surat dan berita acara kedatangan"), "Ctrl+E", "arrival", "file-text"),
    ActionSpec("arrival.next_ship", N_("Kapal berikutnya"), "Ctrl+Tab", "arrival", "arrow-right"),
    ActionSpec("arrival.rollcall", N_("Cara absen: urut daftar"), "Ctrl+1", "arrival", "list-checks"),
    ActionSpec("arrival.search", N_("Cara cari: ketik atau pindai"), "Ctrl+2", "arrival", "search"),
    ActionSpec("arrival.present", N_("Hadir, lanjut ke berikutnya"), "Return", "arrival", "check", told=True),
    ActionSpec("arrival.differs", N_("Hadir, data berbeda"), "Shift+Return", "arrival", "triangle-alert", told=True),
    ActionSpec("arrival.jump", N_("Ke nomor di daftar: ketik angka, Enter"), "", "arrival", "list-checks", told=True),
    ActionSpec("arrival.cards", N_("Bagikan kartu di dermaga"), "F9", "arrival", "id-card", _COUNT),
    ActionSpec("arrival.card", N_("Nomor kartu orang ini"), "F4", "arrival", "id-card", _COUNT),
    ActionSpec("arrival.body", N_("Jenazah"), "Ctrl+J", "arrival", "circle-alert", _COUNT),
    ActionSpec("arrival.extra", N_("Tambahan di luar daftar"), "Ctrl+T", "arrival", "user-plus", _COUNT),
    ActionSpec("arrival.cancelled", N_("Batal berangkat"), "Ctrl+B", "arrival", "user-x", _COUNT),
    ActionSpec("arrival.sick", N_("Tidak hadir – sakit"), "Ctrl+S", "arrival", "heart-pulse", _COUNT),
    ActionSpec("arrival.legal", N_("Tidak hadir – proses hukum"), "Ctrl+H", "arrival", "scale", _COUNT),
    ActionSpec("arrival.papers", N_("Tidak hadir – dokumen"), "Ctrl+D", "arrival", "file-text", _COUNT),
    ActionSpec("arrival.foreigner", N_("Bukan WNI"), "Ctrl+W", "arrival", "id-card", _COUNT),
    ActionSpec("arrival.duplicate", N_("Ganda"), "Ctrl+G", "arrival", "copy", _COUNT),
    ActionSpec("arrival.undo", N_("Urungkan pemeriksaan terakhir"), "Ctrl+Z", "arrival", "undo-2", _COUNT),
    ActionSpec("arrival.move", N_("Turun dari kapal lain: pindahkan"), "Ctrl+M", "arrival", "ship", _COUNT),
    ActionSpec("arrival.match", N_("Cocokkan surat, daftar, dermaga, diperiksa"), "Ctrl+I", "arrival", "scale"),
    ActionSpec("arrival.join", N_("Cocokkan daftar susulan"), "Ctrl+Shift+M", "arrival", "users", _COUNT),
    ActionSpec("arrival.result", N_("Cetak hasil untuk ditandatangani"), "Ctrl+Shift+P", "arrival", "printer"),
    ActionSpec("arrival.export", N_("Ekspor hasil untuk Perwakilan RI (XLSX)"), "Ctrl+Shift+E", "arrival", "download"),
    ActionSpec("arrival.remaining", N_("Sisa: siapa yang belum?"), "Ctrl+R", "arrival", "users"),
    ActionSpec("arrival.paper", N_("Cetak daftar periksa"), "Ctrl+P", "arrival", "printer"),
    ActionSpec("arrival.share", N_("Jumlah untuk pesan (tanpa nama)"), "Ctrl+Shift+W", "arrival", "scan-line"),
    ActionSpec("arrival.tally_ld", N_("Hitung dermaga: lelaki dewasa +1"), "F5", "arrival", "plus", _COUNT),
    ActionSpec("arrival.tally_pd", N_("Hitung dermaga: perempuan dewasa +1"), "F6", "arrival", "plus", _COUNT),
    ActionSpec("arrival.tally_al", N_("Hitung dermaga: anak laki-laki +1"), "F7", "arrival", "plus", _COUNT),
    ActionSpec("arrival.tally_ap", N_("Hitung dermaga: anak perempuan +1"), "F8", "arrival", "plus", _COUNT),
    ActionSpec("arrival.untally_ld", N_("Hitung dermaga: lelaki dewasa −1"), "Shift+F5", "arrival", "minus", _COUNT),
    ActionSpec("arrival.untally_pd", N_("Hitung dermaga: perempuan dewasa −1"), "Shift+F6", "arrival", "minus", _COUNT),
    ActionSpec("arrival.untally_al", N_("Hitung dermaga: anak laki-laki −1"), "Shift+F7", "arrival", "minus", _COUNT),
    ActionSpec("arrival.untally_ap", N_("Hitung dermaga: anak perempuan −1"), "Shift+F8", "arrival", "minus", _COUNT),
    ActionSpec("muster.undo", N_("Urungkan yang terakhir terlihat"), "Ctrl+Z", "muster", "undo-2"),
    ActionSpec("muster.print", N_("Cetak siapa yang belum terlihat"), "Ctrl+P", "muster", "printer"),
    ActionSpec("muster.finish", N_("Selesaikan hitungan ini"), "Ctrl+T", "muster", "check"),
    ActionSpec("muster.resume", N_("Lanjutkan hitungan yang selesai"), "", "muster", "refresh-cw"),
    ActionSpec("muster.new", N_("Hitungan lain"), "Ctrl+N", "muster", "list-checks"),
    ActionSpec("people.new", N_("Daftarkan orang yang tidak ada di daftar"), "Ctrl+N", "people", "user-plus", _COUNT),
    ActionSpec("people.family", N_("Daftarkan satu keluarga sekaligus"), "Ctrl+Shift+N", "people", "users", _COUNT),
    ActionSpec("people.save", N_("Simpan isian orang ini"), "Ctrl+S", "people", "save"),
    ActionSpec("people.complete", N_("Lengkapi data satu per satu"), "F2", "people", "list-checks", _COUNT),
    ActionSpec("people.later", N_("Nanti: orang berikutnya"), "Ctrl+PgDown", "people", "chevron-right", _COUNT),
    ActionSpec("people.earlier", N_("Kembali ke orang sebelumnya"), "Ctrl+PgUp", "people", "chevron-left", _COUNT),
    ActionSpec("people.suggested", N_("Isi yang kosong dari NIK atau MRZ"), "Ctrl+I", "people", "scan-line", told=True),
    ActionSpec("people.coding", N_("Beri kode pada tujuan yang disebut"), "Ctrl+D", "people", "map-pin", _COUNT),
    ActionSpec("people.kin", N_("Hubungkan dengan keluarga"), "Ctrl+H", "people", "users", _COUNT),
    ActionSpec("people.stock", N_("Cetak kartu bernomor"), "", "people", "id-card", _COUNT),
    ActionSpec("people.find", N_("Cari dalam daftar orang"), "Ctrl+F", "people", "search"),
    ActionSpec("health.screen", N_("Skrining orang ini"), "F2", "health", "heart-pulse", _HEALTH),
    ActionSpec("health.visit", N_("Catat kunjungan dan pengobatan"), "F3", "health", "plus", _HEALTH),
    ActionSpec("health.refer", N_("Rujuk ke Puskesmas, RS, atau BKK"), "F4", "health", "file-text", _HEALTH),
    ActionSpec("health.isolate", N_("Mulai isolasi"), "", "health", "shield", _HEALTH),
    ActionSpec("health.figures", N_("Serahkan angka ke laporan"), "", "health", "chart-column", _HEALTH),
    ActionSpec("health.find", N_("Kartu atau nama berikutnya"), "Ctrl+F", "health", "search", _HEALTH),
    ActionSpec(
        "health.verdict", N_("Hasil skrining dan simpan: Ctrl dan angka 1–7"), "", "health", "check", _HEALTH, told=True
    ),
    ActionSpec("shelter.allocate", N_("Tempatkan menurut aturan"), "Ctrl+T", "shelter", "bed-double", _CARE),
    ActionSpec("shelter.find", N_("Cari orang di denah"), "Ctrl+F", "shelter", "search"),
    ActionSpec("shelter.rooms", N_("Siapkan kamar"), "Ctrl+N", "shelter", "plus", _CARE),
    ActionSpec("shelter.undo", N_("Urungkan penempatan terakhir"), "Ctrl+Z", "shelter", "undo-2", _CARE),
    ActionSpec("shelter.gate", N_("Gerbang: masuk, keluar, terlihat"), "Ctrl+G", "shelter", "log-out"),
    ActionSpec("shelter.emergency", N_("Daftar darurat: siapa di dalam sekarang"), "Ctrl+P", "shelter", "printer"),
    ActionSpec("gate.in", N_("Arah: masuk"), "F5", "gate", "arrow-right"),
    ActionSpec("gate.out", N_("Arah: keluar"), "F6", "gate", "log-out"),
    ActionSpec("gate.seen", N_("Arah: terlihat"), "F7", "gate", "eye"),
    ActionSpec("gate.undo", N_("Urungkan yang terakhir dicatat"), "Ctrl+Z", "gate", "undo-2", _CARE),
    ActionSpec("gate.back", N_("Yang ditanyakan sudah kembali"), "Ctrl+B", "gate", "check", _CARE),
    ActionSpec("gate.still", N_("Yang ditanyakan masih di luar"), "Ctrl+J", "gate", "clock", _CARE),
    ActionSpec("gate.gone", N_("Yang ditanyakan pergi tanpa izin"), "", "gate", "user-x", _CARE),
    ActionSpec("meals.family", N_("Beri makan sekeluarga"), "F6", "meals", "users", _CARE),
    ActionSpec("meals.slot", N_("Waktu makan berikutnya"), "F8", "meals", "clock", _CARE),
    ActionSpec("meals.late", N_("Catat makan susulan"), "Ctrl+T", "meals", "clock", _CARE),
    ActionSpec("meals.undo", N_("Batalkan makan orang di depan"), "Ctrl+Z", "meals", "undo-2", _CARE),
    ActionSpec("meals.menu", N_("Menu orang di depan"), "Ctrl+M", "meals", "pencil", _CARE),
    ActionSpec("meals.large", N_("Layar penuh untuk loket makan"), "F9", "meals", "eye", _CARE),
    ActionSpec("meals.tally", N_("Hitung porsi dari dapur"), "Ctrl+J", "meals", "list-checks", _CARE),
    ActionSpec("meals.kitchen", N_("Pesanan untuk dapur"), "Ctrl+P", "meals", "copy"),
    ActionSpec("meals.costs", N_("Biaya permakanan"), "Ctrl+I", "meals", "chart-column"),
    ActionSpec("meals.setup", N_("Atur waktu makan dan indeks"), "", "meals", "settings", _STORE),
    ActionSpec("aid.give", N_("Bagikan bantuan yang dipilih"), "Ctrl+T", "aid", "gift", _STORE),
    ActionSpec("aid.family", N_("Tambah keluarganya"), "F6", "aid", "users", _STORE),
    ActionSpec("aid.group", N_("Tambah satu kelompok"), "Ctrl+G", "aid", "users", _STORE),
    ActionSpec("aid.clear", N_("Kosongkan penerima"), "", "aid", "x", _STORE),
    ActionSpec("aid.receipts", N_("Tanda terima yang sudah dibuat"), "Ctrl+E", "aid", "file-text"),
    ActionSpec("aid.items", N_("Atur barang bantuan"), "Ctrl+I", "aid", "settings", _STORE),
    ActionSpec("aid.loans", N_("Barang pinjaman yang belum kembali"), "Ctrl+J", "aid", "refresh-cw"),
    ActionSpec("stock.receive", N_("Terima barang atau uang"), "Ctrl+N", "stock", "plus", _STORE),
    ActionSpec("stock.count", N_("Hitung barang di rak"), "Ctrl+T", "stock", "list-checks", _STORE),
    ActionSpec("stock.count_store", N_("Hitung seluruh gudang atau kas"), "Ctrl+J", "stock", "list-checks", _STORE),
    ActionSpec("stock.adjust", N_("Sesuaikan catatan, dengan alasan"), "", "stock", "pencil", _STORE),
    ActionSpec("stock.use", N_("Pakai untuk rumah, bukan untuk orang"), "Ctrl+U", "stock", "house", _STORE),
    ActionSpec("stock.transfer", N_("Pindahkan ke gudang lain"), "Ctrl+M", "stock", "arrow-right", _STORE),
    ActionSpec("stock.least", N_("Batas paling sedikit"), "", "stock", "triangle-alert", _STORE),
    ActionSpec("stock.undo", N_("Batalkan gerakan yang dipilih"), "Ctrl+Z", "stock", "undo-2", _STORE),
    ActionSpec("stock.store", N_("Gudang dan kas"), "Ctrl+E", "stock", "house", _STORE),
    ActionSpec("departure.new", N_("Keberangkatan baru"), "Ctrl+N", "departure", "ship", _COUNT),
    ActionSpec("departure.people", N_("Keberangkatan: orang"), "Ctrl+1", "departure", "users"),
    ActionSpec("departure.way", N_("Keberangkatan: perjalanan"), "Ctrl+2", "departure", "map-pin"),
    ActionSpec("departure.seats", N_("Keberangkatan: tempat duduk dan tiket"), "Ctrl+3", "departure", "bus"),
    ActionSpec("departure.gangway", N_("Keberangkatan: pemeriksaan naik"), "Ctrl+4", "departure", "scan-line"),
    ActionSpec("departure.papers", N_("Keberangkatan: berkas dan manifes"), "Ctrl+5", "departure", "file-text"),
    ActionSpec(
        "departure.all", N_("Pilih semua yang dapat berangkat"), "Ctrl+Shift+A", "departure", "list-checks", _COUNT
    ),
    ActionSpec("departure.save", N_("Simpan daftar orangnya"), "Ctrl+S", "departure", "save", _COUNT),
    ActionSpec("departure.leg", N_("Tambah perjalanan"), "Ctrl+Shift+N", "departure", "map-pin", _COUNT),
    ActionSpec("departure.unleg", N_("Hapus perjalanan ini"), "Ctrl+Del", "departure", "trash-2", _COUNT),
    ActionSpec("departure.vehicles", N_("Kendaraan perjalanan ini"), "Ctrl+G", "departure", "bus", _COUNT),
    ActionSpec("departure.escort", N_("Tambah pendamping"), "Ctrl+H", "departure", "user-plus", _COUNT),
    ActionSpec("departure.share", N_("Jumlah untuk pesan (tanpa nama)"), "Ctrl+Shift+W", "departure", "scan-line"),
    ActionSpec("departure.arrange", N_("Bagi ke kendaraan dan atur tempat"), "Ctrl+B", "departure", "bus", _COUNT),
    ActionSpec("departure.close", N_("Tutup pemeriksaan naik"), "Ctrl+T", "departure", "check", _COUNT),
    ActionSpec("departure.undo", N_("Urungkan yang terakhir naik"), "Ctrl+Z", "departure", "undo-2", _COUNT),
    ActionSpec("departure.print", N_("Cetak manifes pemberangkatan"), "Ctrl+P", "departure", "printer", _COUNT),
    ActionSpec(
        "departure.export", N_("Manifes XLSX untuk KSOP atau agen"), "Ctrl+Shift+E", "departure", "download", _COUNT
    ),
    ActionSpec("duty.new", N_("Kejadian, jaga, catatan, atau serah terima baru"), "Ctrl+N", "duty", "plus"),
    ActionSpec("duty.edit", N_("Lengkapi kejadian, atau akhiri jaga"), "F2", "duty", "pencil"),
    ActionSpec("duty.close", N_("Selesai, atau terima giliran"), "Ctrl+T", "duty", "check"),
    ActionSpec("duty.print", N_("Cetak ulang serah terima giliran"), "Ctrl+P", "duty", "printer", _CARE),
    ActionSpec("duty.incidents", N_("Kejadian"), "Ctrl+1", "duty", "circle-alert"),
    ActionSpec("duty.guards", N_("Penjaga"), "Ctrl+2", "duty", "shield"),
    ActionSpec("duty.log", N_("Buku giliran"), "Ctrl+3", "duty", "file-text"),
    ActionSpec("duty.turnovers", N_("Serah terima giliran"), "Ctrl+4", "duty", "handshake"),
    ActionSpec("reports.day", N_("Laporan hari lain"), "Ctrl+D", "reports", "calendar", _CARE),
    ActionSpec("reports.print", N_("Cetak laporan ini"), "Ctrl+P", "reports", "printer", _CARE),
    ActionSpec("reports.export", N_("Simpan laporan ini sebagai XLSX"), "Ctrl+E", "reports", "download", _CARE),
    ActionSpec("period.send", N_("Kirim laporan masa"), "Ctrl+T", "period", "upload", _COUNT),
    ActionSpec("period.print", N_("Cetak draf laporan masa"), "Ctrl+P", "period", "printer", _COUNT),
    ActionSpec("period.sheets", N_("Simpan laporan masa sebagai XLSX"), "Ctrl+E", "period", "download", _COUNT),
    ActionSpec("period.names", N_("Nama dan alamat untuk instansi lain"), "Ctrl+Shift+N", "period", "users", _COUNT),
    ActionSpec(
        "period.counts", N_("Angka tanpa nama untuk instansi lain"), "Ctrl+Shift+E", "period", "download", _COUNT
    ),
    ActionSpec("period.out", N_("Ekspor laporan masa"), "", "period", "download", _COUNT),
    ActionSpec("period.save", N_("Simpan tulisan, isian, atau pagu"), "Ctrl+S", "period", "save", _COUNT | {"peksos"}),
    ActionSpec("period.whom", N_("Saring laporan menurut orang"), "Ctrl+G", "period", "search", _COUNT),
    ActionSpec("period.use", N_("Pakai jenis laporan ini di pos ini"), "", "period", "check", _COUNT),
    ActionSpec("handover.new", N_("Serah terima baru"), "Ctrl+N", "handover", "handshake", _DESK),
    ActionSpec("handover.print", N_("Cetak dan bekukan berita acara"), "Ctrl+P", "handover", "printer", _DESK),
    ActionSpec("handover.verify", N_("Periksa keaslian berita acara"), "Ctrl+E", "handover", "scan-line"),
    ActionSpec("reconciliation.close", N_("Tutup rombongan"), "Ctrl+T", "reconciliation", "check", _COUNT),
    ActionSpec(
        "reconciliation.print", N_("Cetak berita acara rekonsiliasi"), "Ctrl+P", "reconciliation", "printer", _COUNT
    ),
    ActionSpec("reconciliation.scan", N_("Lampirkan pindaian berita acara"), "", "reconciliation", "upload", _COUNT),
    ActionSpec("homecoming.scan", N_("Lampirkan pindaian berita acara"), "", "homecoming", "upload", _COUNT),
    ActionSpec("homecoming.close", N_("Tutup masa"), "Ctrl+T", "homecoming", "check", _COUNT),
    ActionSpec("homecoming.print", N_("Cetak berita acara rekonsiliasi"), "Ctrl+P", "homecoming", "printer", _COUNT),
    ActionSpec("sync.write", N_("Tulis ke flashdisk"), "Ctrl+E", "sync", "usb"),
    ActionSpec("sync.read", N_("Baca dari flashdisk"), "Ctrl+O", "sync", "download"),
    ActionSpec("sync.settle", N_("Tetapkan nilai yang dipilih"), "Ctrl+T", "sync", "check"),
    ActionSpec("sync.backup", N_("Buat cadangan sekarang"), "Ctrl+B", "sync", "save", _COUNT),
    ActionSpec("sync.checkup", N_("Periksa laptop ini"), "Ctrl+P", "sync", "list-checks"),
)


def offered(roles: frozenset[str], screens: frozenset[str]) -> list[ActionSpec]:
    """The actions a user with these roles can have on these screens."""
    return [
        spec
        for spec in ACTIONS
        if (not spec.roles or spec.roles & roles) and (spec.screen == EVERYWHERE or spec.screen in screens)
    ]


def conflicts(specs: Sequence[ActionSpec]) -> list[tuple[str, str]]:
    """Pairs of ids that would answer to the same key at the same time."""
    return [
        (one.id, other.id)
        for place, one in enumerate(specs)
        for other in specs[place + 1 :]
        if one.keys
        and one.keys == other.keys
        and (one.screen == other.screen or EVERYWHERE in (one.screen, other.screen))
    ]
