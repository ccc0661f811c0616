"""Stops a command at each of its system calls: `python -m tests.store.stopping` answers one job a line.

A job runs one command line on a copy of a store, in a process of its own that is traced with ptrace, and says for every
system call that writes into the store's folder what a process would leave behind that is killed just before it. Either
it is killed there (one run for each write), or it is stopped there and what lies in the folder is copied (one run for
all): what a process has written stays, whether it dies or not, so both find the same.

Or a job sends a signal at each system call from one of the writes to the end of the process, one run for each, and says
what the process answered and what the store holds then.

Linux on x86_64 and aarch64 only; nothing but the C library is needed. Each run is forked from a process that has the
program loaded already. A job may name a command that is run on what is left, as the next one, and what is looked for
then.
"""

import ctypes
import gc
import hashlib
import json
import os
import platform
import shlex
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from careline.__main__ import main
from careline.domain.errors import CarelineError
from careline.store import database
from careline.store.faults import StoreMissing
from careline.store.safekeeping.guaranteed import broken
from careline.store.safekeeping.lives import contradictions
from tests.shop import Shop
from tests.store.walk import WALK, Step, line_of, prepare, take

# By machine: the number of a system call -> its name, and which argument says where: a descriptor or a path.
CALLS: dict[str, dict[int, tuple[str, str]]] = {
    "x86_64": {
        1: ("write", "fd 0"),
        18: ("pwrite", "fd 0"),
        20: ("writev", "fd 0"),
        74: ("fsync", "fd 0"),
        75: ("fdatasync", "fd 0"),
        77: ("ftruncate", "fd 0"),
        285: ("fallocate", "fd 0"),
        296: ("pwritev", "fd 0"),
        76: ("truncate", "path 0"),
        82: ("rename", "path 0"),
        83: ("mkdir", "path 0"),
        87: ("unlink", "path 0"),
        2: ("create", "path 0 flags 1"),
        257: ("create", "path 1 flags 2"),
        258: ("mkdir", "path 1"),
        263: ("unlink", "path 1"),
        264: ("rename", "path 1"),
        316: ("rename", "path 1"),
    },
    "aarch64": {
        64: ("write", "fd 0"),
        66: ("writev", "fd 0"),
        68: ("pwrite", "fd 0"),
        70: ("pwritev", "fd 0"),
        46: ("ftruncate", "fd 0"),
        47: ("fallocate", "fd 0"),
        82: ("fsync", "fd 0"),
        83: ("fdatasync", "fd 0"),
        34: ("mkdir", "path 1"),
        35: ("unlink", "path 1"),
        38: ("rename", "path 1"),
        45: ("truncate", "path 0"),
        56: ("create", "path 1 flags 2"),
        276: ("rename", "path 1"),
    },
}

PTRACE_TRACEME, PTRACE_SYSCALL, PTRACE_SETOPTIONS, PTRACE_GET_SYSCALL_INFO = 0, 24, 0x4200, 0x420E
TRACE_SYSTEM_CALLS_APART, KILL_WITH_TRACER = 0x1, 0x10_0000
ENTRY = 1
A_SYSTEM_CALL = signal.SIGTRAP | 0x80
NOTHING = "nothing"


class SyscallInfo(ctypes.Structure):
    """The kernel's `struct ptrace_syscall_info`, as it is on entry."""

    _fields_ = [  # ctypes wants a list
        ("op", ctypes.c_uint8),
        ("arch", ctypes.c_uint32),
        ("instruction_pointer", ctypes.c_uint64),
        ("stack_pointer", ctypes.c_uint64),
        ("number", ctypes.c_uint64),
        ("arguments", ctypes.c_uint64 * 6),
    ]


_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


def ptrace(request: int, pid: int = 0, address: int = 0, data: Any = None) -> int:
    """One request to the kernel. Raises OSError."""
    answer: int = _libc.ptrace(request, pid, address, data)
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer


@dataclass(frozen=True, slots=True)
class Left:
    """What a process leaves that dies just before a call: the files with their sizes, and what careline reads in them.

    `holds` is a digest of every row; of a store that was never made, or is still empty, the word `nothing`. `after` is
    the same after the next command, if one was named, and `kept` are the files that hold a text then.
    """

    call: str
    files: list[tuple[str, int]]
    holds: str
    after: str = ""
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Said:
    """What a process answers that gets a signal just before a call, and what the store holds then."""

    call: str
    code: int
    out: str
    err: str
    holds: str


def traced(folder: Path, run: Callable[[], object], at_call: Callable[[str | None], int]) -> int:
    """Run in a child; `at_call` is called before each system call, and what it gives is sent as a signal, if not 0.

    It gets the name of a call that writes into the folder, None for any other. The exit code; -SIGKILL where it was
    killed. Raises OSError where tracing is not possible.
    """
    pid = os.fork()
    if pid == 0:
        be_traced(run)
    _, status = os.waitpid(pid, 0)
    if not os.WIFSTOPPED(status):
        raise PermissionError("processes may not be traced here")
    ptrace(PTRACE_SETOPTIONS, pid, 0, TRACE_SYSTEM_CALLS_APART | KILL_WITH_TRACER)
    info = SyscallInfo()
    passed_on = 0
    while True:
        ptrace(PTRACE_SYSCALL, pid, 0, passed_on)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)
        passed_on = os.WSTOPSIG(status)
        if passed_on != A_SYSTEM_CALL:
            continue
        passed_on = 0
        ptrace(PTRACE_GET_SYSCALL_INFO, pid, ctypes.sizeof(info), ctypes.addressof(info))
        if info.op == ENTRY and (send := at_call(write_into(folder, pid, info))):
            os.kill(pid, send)
            if send == signal.SIGKILL:
                _, status = os.waitpid(pid, 0)
                return os.waitstatus_to_exitcode(status)


def be_traced(run: Callable[[], object]) -> NoReturn:
    """Let the parent trace this process, run, and end it."""
    code = 1
    try:
        ptrace(PTRACE_TRACEME)
        os.kill(os.getpid(), signal.SIGSTOP)
        run()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def write_into(folder: Path, pid: int, info: SyscallInfo) -> str | None:
    """The name of a call that writes into the folder, with the file's; None of any other."""
    name, where = CALLS[platform.machine()].get(info.number, ("", ""))
    match where.split():
        case ["fd", place]:
            path = Path(f"/proc/{pid}/fd/{info.arguments[int(place)]}").readlink()
        case ["path", place]:
            path = path_at(pid, info.arguments[int(place)])
        case ["path", place, "flags", flags] if info.arguments[int(flags)] & os.O_CREAT:
            path = path_at(pid, info.arguments[int(place)])
        case _:
            return None
    return f"{name} {path.name}" if path.is_relative_to(folder) else None


def path_at(pid: int, address: int) -> Path:
    """The path that another process has at an address, read a page at a time: what lies behind may not be readable."""
    found = b""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        while b"\0" not in found:
            found += memory.read(4096 - (address + len(found)) % 4096)
    return Path(os.fsdecode(found.split(b"\0")[0]))


def left(call: str, folder: Path) -> Left:
    """Look at what lies in a store's folder, as the next command would. Raises AssertionError for a damaged store."""
    there = (path for path in folder.rglob("*") if path.is_file())
    files = sorted((path.relative_to(folder).as_posix(), path.stat().st_size) for path in there)
    store = folder / "careline.db"
    recovered = hashlib.sha256(recover(store)).digest()
    return Left(call, files, _held.get(recovered) or _held.setdefault(recovered, held(call, store)))


def followed(found: Left, moment: str, then: str, secret: str, folder: Path) -> Left:
    """What is left, and what comes of the next command on it."""
    Shop(folder.parent, environment={"CARELINE_DB": str(folder / "careline.db")}).at(moment)(then)
    there = sorted(path for path in folder.rglob("*") if path.is_file())
    kept = [path.relative_to(folder).as_posix() for path in there if secret and secret.encode() in path.read_bytes()]
    return replace(found, after=left("the next command", folder).holds, kept=kept)


def recover(store: Path) -> bytes:
    """Let SQLite take back what was begun, as it does when a store is read. The file then; nothing where none is.

    The number of a version is read without the schema, which takes long to understand.
    """
    if not store.exists():
        return b""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version").close()
        return store.read_bytes()


_held: dict[bytes, str] = {}
"""By the digest of a store's file what it holds: most often nothing is left of what was begun."""


def held(call: str, store: Path) -> str:
    """A digest of every row, or `nothing`. Raises AssertionError for a damaged store."""
    try:
        with database.reading(store) as fetch:
            assert fetch("PRAGMA integrity_check") == [("ok",)], f"before {call}: damaged"
            assert fetch("PRAGMA foreign_key_check") == [], f"before {call}: rows are missing"
            assert [*contradictions(fetch)] == [], f"before {call}: the log says otherwise"
            assert [*broken(fetch, 1)] == [], f"before {call}: a guarantee is broken"
            # What only looks at an older store does not note when it was brought up to date; a key is chance.
            tables = fetch(
                "SELECT name FROM sqlite_schema WHERE type = 'table'"
                " AND name NOT IN ('upgrades', 'mark_keys', 'forgotten_addresses') ORDER BY name"
            )
            everything = repr([fetch(f"SELECT * FROM {table}") for (table,) in tables])
            return hashlib.sha256(everything.encode()).hexdigest()
    except CarelineError as error:
        if not isinstance(error, StoreMissing) and "(it is empty)" not in str(error):
            raise
        return NOTHING


def stopped(
    shop: Shop, step: Step, before: Path | None, every: int = 1, then: str = "", secret: str = ""
) -> list[Left]:
    """What would be left before every so-many-th write of a step, and what is left at its end: one run."""
    found: list[Left] = []
    writes = count()

    def look(call: str | None) -> int:
        if call and next(writes) % every == 0:
            copy = shop.folder / "copy"
            shutil.rmtree(copy, ignore_errors=True)
            if shop.store.parent.exists():
                shutil.copytree(shop.store.parent, copy)
            found.append(followed(left(call, copy), step.moment, then, secret, copy) if then else left(call, copy))
        return 0

    lay(shop, before)
    code = traced(shop.store.parent, lambda: take(shop, step), look)
    assert code == 0, f"{step.line}: {code}"
    end = left("end", shop.store.parent)
    return [*found, followed(end, step.moment, then, secret, shop.store.parent) if then else end]


def killed(shop: Shop, step: Step, before: Path | None, every: int = 1) -> list[Left]:
    """What is left after killing a step before every so-many-th write, one run each; at last after none."""
    found: list[Left] = []
    code = -signal.SIGKILL
    while code == -signal.SIGKILL:
        calls: list[str] = []

        def wait_for_the_next(call: str | None, calls: list[str] = calls) -> int:
            if call:
                calls.append(call)
            return signal.SIGKILL if len(calls) > len(found) * every else 0

        lay(shop, before)
        code = traced(shop.store.parent, lambda: take(shop, step), wait_for_the_next)
        found.append(left(calls[-1] if code else "end", shop.store.parent))
    assert code == 0, f"{step.line}: {code}"
    return found


def signalled(shop: Shop, step: Step, before: Path | None, send: int, first: str, every: int) -> Iterator[Said]:
    """What comes of a signal at every so-many-th system call from that write on, one run each; at last of none."""
    for place in count(1, every):
        seen: list[str] = []

        def wait_for_the_next(call: str | None, seen: list[str] = seen, place: int = place) -> int:
            if seen or call == first:
                seen.append(call or "another call")
            return send if len(seen) == place else 0

        lay(shop, before)
        code = traced(shop.store.parent, lambda: whole(shop, step), wait_for_the_next)
        call = "end" if len(seen) < place else seen[place - 1]
        out, err = ((shop.folder / name).read_text(encoding="utf-8") for name in ("out", "err"))
        yield Said(call, code, out, err, left(call, shop.store.parent).holds)
        if call == "end":
            break


def whole(shop: Shop, step: Step) -> NoReturn:
    """Run a step as a process of its own does: with its signals and streams, from `main` to its end."""
    for stream, (name, flags) in enumerate((("in", os.O_RDONLY), ("out", os.O_WRONLY), ("err", os.O_WRONLY))):
        os.dup2(os.open(shop.folder / name, flags | os.O_CREAT | os.O_TRUNC, 0o600), stream)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ |= shop.at(step.moment).variables
    sys.argv = ["careline", *shlex.split(line_of(shop, step))]
    try:
        main()
    except BaseException:
        traceback.print_exc()
    os._exit(1)  # `main` ends the process itself


def lay(shop: Shop, before: Path | None) -> None:
    """Put the store back as it was: its file, or the whole folder."""
    shutil.rmtree(shop.store.parent, ignore_errors=True)
    if before is not None and before.is_dir():
        shutil.copytree(before, shop.store.parent)
    elif before is not None:
        shop.store.parent.mkdir(mode=0o700)
        shop.store.write_bytes(before.read_bytes())


def warm_up(folder: Path) -> None:
    """Load whatever the walk needs, so that a forked process has it."""
    shop = Shop(folder)
    prepare(shop)
    for step in WALK:
        take(shop, step)
    gc.collect()
    gc.freeze()


def impossible(folder: Path) -> str | None:
    """Why no process can be traced here, or None."""
    if platform.machine() not in CALLS:
        return f"the system calls of {platform.machine()} are not known"
    try:
        traced(folder, lambda: None, lambda _: 0)
    except OSError as error:
        return f"tracing is not possible: {error}"
    return None


def answer_jobs() -> None:
    """Say why it cannot be done, or nothing; then answer jobs, a line of JSON each with a line of JSON."""
    # A TemporaryDirectory would go at the end of each child, too.
    warm, folder = (Path(tempfile.mkdtemp()).resolve() for _ in range(2))
    try:
        say(impossible(folder))
        warm_up(warm)
        shop = Shop(folder)
        prepare(shop)
        for line in sys.stdin:
            job = json.loads(line)
            before = Path(job["before"]) if job["before"] else None
            step = Step(job["moment"], job["line"], "")
            try:
                say([asdict(each) for each in found_in(shop, step, before, job)])
            except Exception:
                say(traceback.format_exc())
    finally:
        shutil.rmtree(warm)
        shutil.rmtree(folder)


def found_in(shop: Shop, step: Step, before: Path | None, job: dict[str, Any]) -> Sequence[Left | Said]:
    """What a job asks for."""
    if job["send"]:
        return list(signalled(shop, step, before, job["send"], job["first"], job["every"]))
    if job["kill"]:
        return killed(shop, step, before, job["every"])
    return stopped(shop, step, before, job["every"], job["then"], job["secret"])


def say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    answer_jobs()
