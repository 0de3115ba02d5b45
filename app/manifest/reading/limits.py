"""What a file may cost us: the bounds set on the process that opens it, and on what it may contain."""

import sys

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


def confine() -> None:
    """Bound memory and processor time of this process, for good; called before any byte of the file is seen."""
    if sys.platform == "win32":
        _confine_windows()
    else:
        _confine_posix()


def _confine_posix() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, PICTURE_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def make_room_for_pictures() -> None:
    """The larger bound, for a page that was asked for; a photo of 48 megapixels needs it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (PICTURE_MEMORY_BYTES, PICTURE_MEMORY_BYTES))


def _confine_windows() -> None:
    """Put this process into a job object with a memory limit; Windows has no rlimits."""
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("min_set", ctypes.c_size_t),
            ("max_set", ctypes.c_size_t),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
        ]

    class Extended(ctypes.Structure):
        _fields_ = [
            ("basic", Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        ]

    process_time, process_memory, extended_information = 0x2, 0x100, 9
    limits = Extended()
    limits.basic.flags = process_time | process_memory
    limits.basic.process_time = CPU_SECONDS * 10_000_000
    limits.process_memory = MEMORY_BYTES
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.AssignProcessToJobObject.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    kernel.SetInformationJobObject.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32]
    job = kernel.CreateJobObjectW(None, None)
    kernel.SetInformationJobObject(job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits))
    if not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
        raise RefusedError("unconfined")
