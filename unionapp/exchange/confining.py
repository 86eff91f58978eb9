"""The bounds that the process which reads spreadsheets sets itself: how much memory, and no trace when it dies."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

if sys.platform == "win32":
    from ctypes import wintypes
else:
    import resource

_PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_EXTENDED = 9  # JobObjectExtendedLimitInformation


def be_quiet() -> None:
    """Let the process die silently: no trace on the terminal, no core file, no Windows error window."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(0x8003)
    else:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def confine(memory: int) -> None:
    """Let the process have no more than so many bytes of memory, where the system can."""
    if sys.platform == "win32":
        _confine_by_job(memory)
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    with suppress(ValueError):  # macOS refuses some values; the number of cells still bounds the work
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if sys.platform == "win32":

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, its counters of input and output unread."""

        _fields_ = (
            ("times", ctypes.c_int64 * 2),
            ("flags", wintypes.DWORD),
            ("working_sets", ctypes.c_size_t * 2),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("classes", wintypes.DWORD * 2),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 3),
        )

    def _confine_by_job(memory: int) -> None:
        """Put this process into a job that has no more memory; where that is refused, the cells bound the work."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = _Limits(flags=_PROCESS_MEMORY, process_memory=memory)
        job = kernel.CreateJobObjectW(None, None)
        if job and kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits)):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
