"""Choosing a village, district, regency or province by any part of its name; the search itself is injected."""

from app.kernel.i18n import _
from app.widgets.candidates import Candidate, Search, SearchField


class RegionPicker(SearchField):
    """A destination: type three letters of the village, choose, and its parents come along as the detail."""

    def __init__(self, name: str, text: str, search: Search, required: bool = False) -> None:
        super().__init__(name, text, search, required, _("Tiga huruf dari nama desa, kecamatan atau kabupaten"))
        self.tune(3, _("Tidak ada wilayah dengan nama ini. Coba sebagian namanya, atau nama kabupatennya."))
        self.chosen.connect(self._name_parents)

    def show_choice(self, choice: Candidate | None) -> None:
        """Show the place with its parents on one line."""
        super().show_choice(choice)
        if choice is not None and choice.detail:
            self.line.setText(f"{choice.text}, {choice.detail}")
            self.line.setCursorPosition(0)

    def _name_parents(self, choice: Candidate) -> None:
        self.line.setAccessibleDescription(f"{choice.text}, {choice.detail}")
