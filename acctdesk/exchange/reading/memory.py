"""How much memory another process uses, where the system does not hold it to a limit itself."""

from __future__ import annotations

import sys


def _windows(pid: int) -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in (
                "peak_working_set", "working_set", "peak_paged", "paged", "peak_nonpaged",
                "nonpaged", "pagefile", "peak_pagefile",
            )),
        ]  # fmt: skip

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo.argtypes = (
        wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD,
    )  # fmt: skip
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    query_limited_information = 0x1000
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return 0
    try:
        counters = Counters(cb=ctypes.sizeof(Counters))
        kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
        return int(counters.pagefile)
    finally:
        kernel.CloseHandle(handle)


def _macos(pid: int) -> int:
    import ctypes
    import ctypes.util

    # proc_pid_rusage, version 2: a UUID of 16 bytes, six counters, then the resident size and
    # the footprint, 64 bits each (sys/resource.h).
    library = ctypes.CDLL(ctypes.util.find_library("proc") or "libproc.dylib")
    usage = (ctypes.c_uint64 * 64)()
    if library.proc_pid_rusage(pid, 2, ctypes.byref(usage)) != 0:
        return 0
    return int(max(usage[8], usage[9]))


def _linux(pid: int) -> int:
    import os

    try:
        with open(f"/proc/{pid}/statm", "rb") as counters:
            return int(counters.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def memory_of(pid: int) -> int:
    """Memory in use by a process of ours.

    Args:
        pid: Its id.

    Returns:
        Bytes; 0 when the process has ended or the system doesn't tell.
    """
    if sys.platform == "win32":
        return _windows(pid)
    if sys.platform == "darwin":
        return _macos(pid)
    return _linux(pid)
