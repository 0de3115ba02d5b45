"""Bounds a process sets on itself before it looks at a stranger's bytes: memory and processor time, for good."""

import sys


class UnconfinedError(Exception):
    """The system would not take the bounds; nothing may be read then."""


def confine(memory_bytes: int, cpu_seconds: int, most_bytes: int = 0) -> None:
    """Bound this process; called before any byte of the file is seen. It can write no file afterwards.

    `widen` may raise the memory to `most_bytes` later; on Windows, which has no such step, it is so from the start.
    """
    if sys.platform == "win32":
        _confine_windows(max(memory_bytes, most_bytes), cpu_seconds)
    else:
        _confine_posix(memory_bytes, max(memory_bytes, most_bytes), cpu_seconds)


def widen() -> None:
    """Take the larger memory that `confine` left room for."""
    if sys.platform != "win32":
        import resource

        _memory, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _confine_posix(memory_bytes: int, most_bytes: int, cpu_seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _confine_windows(memory_bytes: int, cpu_seconds: int) -> None:
    """Put this process into a job object with limits; Windows has no rlimits."""
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
    limits.basic.process_time = cpu_seconds * 10_000_000
    limits.process_memory = memory_bytes
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.AssignProcessToJobObject.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    kernel.SetInformationJobObject.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32]
    job = kernel.CreateJobObjectW(None, None)
    kernel.SetInformationJobObject(job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits))
    if not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
        raise UnconfinedError
