"""What a file may cost us: the bounds set on the process that opens it, and on what it may contain."""

GRID, PAGE = b"grid\n", b"page %d\n"
"""First line the child is sent: what is wanted of the file that follows."""
READY = b"ready\n"
"""What it says once it is confined and has loaded what it needs."""
MAX_REQUEST = 40
MAX_FILE_BYTES = 32 << 20
MAX_INFLATED_BYTES = 160 << 20
MAX_RATIO = 300
RATIO_FLOOR_BYTES = 8 << 20
MAX_ZIP_PARTS = 2_000
MAX_SHEETS = 40
MAX_ROWS = 30_000
MAX_COLUMNS = 256
MAX_CELLS = 900_000
MAX_CELL_CHARS = 4_000
READ_CHARS = 300
"""A cell is kept whole, but its meaning is looked for no further than this."""
MAX_TEXT_CHARS = 24 << 20
MAX_PDF_PAGES = 1_000
MAX_PICTURE_BYTES = 16 << 20
MAX_PICTURES_BYTES = 24 << 20
"""All pictures of one list: they are sealed as one, and one entry of the journal has to carry them."""
MAX_PIXELS = 110_000_000
MAX_SIDE = 3_200
MAX_PDF_SCALE = 4.0
MAX_PICTURE_PAGES = 60
MEMORY_BYTES, PICTURE_MEMORY_BYTES = 224 << 20, 288 << 20
CPU_SECONDS = 3
WALL_SECONDS = 3.5
"""The rest of five seconds is for finding people in what the child gave back."""


class RefusedError(Exception):
    """A file that is not read; `code` is explained to the user by the process that asked."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
