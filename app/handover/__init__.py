"""Berita Acara Serah Terima: issue, freeze, verify, receipt."""
