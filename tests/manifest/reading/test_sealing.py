"""Words of health and case in an address are sealed like any remark, on their own row and on those that repeat it."""

from datetime import date

import pytest

from app.manifest.reading.reader import read_text

LIST = """No,Nama,L/P,Umur,Kab/Kota,Alamat
1,Sulaiman,L,30,Bone,"{address}"
2,Aminah,P,31,Bone,{second}
3,Maria,P,32,Bone,Jl. Merdeka 5
"""


@pytest.mark.parametrize("second", ["sda", '"', "Jl. Bahari 2"])
def test_an_address_that_tells_more_is_in_no_open_field(second: str) -> None:
    text = LIST.format(address="Jl. Bahari 1, pasien HIV RSUD", second=second.replace('"', '""""'))
    first, other, third = read_text(text, today=date(2026, 1, 23)).lines
    assert first.sensitive == {"address": "Jl. Bahari 1, pasien HIV RSUD"}
    for line in (first, other):
        assert "HIV" not in repr(line.original)
        assert "HIV" not in (line.address or "")
    assert third.address == "Jl. Merdeka 5"
