"""Which of our threads the system lets have a core first, where they want more cores than there are.

While articles are analysed the child process has one core and the thread of the desk, now and then, another; left
to itself Linux lets whoever runs go on for some 3 ms before the window's thread has its turn. No other system
tells threads of a process apart.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
import threading
from contextlib import suppress

NICENESS = 10
"""How far the other threads stand back behind the window's, on the scale of `nice(2)`. The child stands back
further (`core.worker.NICENESS`): a thread that holds Python's lock must not wait for it."""
SLICE = 100_000
"""Nanoseconds of a core that the window's thread asks for at a time, the least there is; who asks for little is
let in at once (`sched_setattr(2)`, `sched_runtime` of SCHED_OTHER; before Linux 6.12 nothing comes of it)."""

_CALLS = {"x86_64": 314, "aarch64": 274, "riscv64": 274}
"""Number of the system call `sched_setattr`, which neither Python nor an older C library has a function for, by
machine."""
_ATTRIBUTES = struct.Struct("=IIQiIQQQ")
"""`struct sched_attr`: size, policy, flags, nice, priority, runtime, deadline, period."""


def stand_back() -> None:
    """Let the window's thread have a core before the calling one, which, woken by the window's, does not take its
    core from it. Where the system forbids even that, as a sandbox may, all goes on as before."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, NICENESS)
            os.sched_setscheduler(thread, os.SCHED_BATCH, os.sched_param(0))


def come_forward() -> bool:
    """Have the calling thread, the window's, let in as soon as it wakes. Returns whether the system takes the
    wish; where it does not, all goes on as before."""
    number = _CALLS.get(platform.machine())
    if sys.platform != "linux" or number is None:
        return False
    thread = threading.get_native_id()
    try:
        policy, nice = os.sched_getscheduler(thread), os.getpriority(os.PRIO_PROCESS, thread)
    except OSError:
        return False
    wish = _ATTRIBUTES.pack(_ATTRIBUTES.size, policy, 0, nice, 0, SLICE, 0, 0)
    call = ctypes.CDLL(None).syscall
    return bool(call(ctypes.c_long(number), ctypes.c_long(thread), ctypes.create_string_buffer(wish), 0) == 0)
