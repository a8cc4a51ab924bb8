"""Attacks, each with what must come of it and the layers of which any one stops it.

An attack defines `f(x)`; it returns "ESCAPED" if it got what it wanted and otherwise lets the
error that stopped it out, or returns "HELD". `x` is what the broker's side knows: system call
numbers by name, and `secret`, the path of a file that no child may read.

`expected` lists the replies that are right: a class of `viva.sandbox`, or `Raised:` and the
exception. `layers`: each of them alone is enough (see `docs/sandbox.md`); "process" stands for
the child being a process of its own that the broker can end, "encoding" for the encoding.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from viva.sandbox import Limits

HEAD = """
import os, sys, ctypes
libc = ctypes.CDLL(None, use_errno=True)
def sc(number, *args):
    r = libc.syscall(ctypes.c_long(number), *[
        ctypes.c_long(a) if isinstance(a, int) else a for a in args])
    if r < 0:
        e = ctypes.get_errno()
        raise OSError(e, os.strerror(e))
    return r
"""

DENIED = ("Raised:PermissionError",)
NO_FILE = ("Raised:PermissionError", "Raised:FileNotFoundError")
OS_ERRORS = (*NO_FILE, "Raised:OSError", "Raised:BlockingIOError", "Raised:ProcessLookupError")


@dataclass(frozen=True)
class Attack:
    name: str
    source: str
    expected: tuple[str, ...]
    layers: tuple[str, ...]
    limits: Limits = field(default_factory=Limits)
    wall_s: float = 5.0
    flavours: tuple[str, ...] = ("numpy", "torch")


ATTACKS: list[Attack] = []


def attack(
    name: str,
    source: str,
    expected: tuple[str, ...],
    layers: tuple[str, ...],
    *,
    limits: Limits | None = None,
    wall_s: float = 5.0,
    flavours: tuple[str, ...] = ("numpy", "torch"),
) -> None:
    ATTACKS.append(
        Attack(name, HEAD + source, expected, layers, limits or Limits(), wall_s, flavours)
    )


def one(name: str, body: str, expected: tuple[str, ...], layers: tuple[str, ...], **k) -> None:
    """An attack that is a few lines; reaching the end of them is the escape."""
    lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
    attack(name, f"def f(x):\n{lines}    return 'ESCAPED'\n", expected, layers, **k)


# --- new processes -------------------------------------------------------------------------
FORK = ("seccomp", "limits")
one("fork", "if os.fork() == 0: os._exit(0)", OS_ERRORS, FORK)
one("vfork", "sc(x['vfork']) if 'vfork' in x else os.fork()", OS_ERRORS, FORK)
one("clone process", "sc(x['clone'], 17, 0, 0, 0, 0) or os._exit(0)", OS_ERRORS, FORK)
one("clone sharing memory", "sc(x['clone'], 0x100, 0, 0, 0, 0)", OS_ERRORS, FORK)
one("clone3 process", """
import struct
args = ctypes.create_string_buffer(struct.pack('<11Q', 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0))
sc(x['clone3'], args, 88) or os._exit(0)
""", OS_ERRORS, FORK)  # fmt: skip
one("subprocess", "import subprocess; subprocess.run(['/bin/true'])",
    OS_ERRORS, ("seccomp", "limits", "mounts", "landlock"))  # fmt: skip
one("os.system", "if os.system('true') != 0: raise PermissionError",
    DENIED, ("seccomp", "limits", "mounts", "landlock"))  # fmt: skip
one("posix_spawn", "os.posix_spawn('/bin/true', ['true'], {})",
    OS_ERRORS, ("seccomp", "limits", "mounts", "landlock"))  # fmt: skip
one("execve", "os.execv(sys.executable, [sys.executable, '-c', 'print(1)'])",
    OS_ERRORS, ("seccomp", "mounts", "landlock"))  # fmt: skip
one("execveat", """
fd = os.open(os.__file__, os.O_RDONLY)
sc(x['execveat'], fd, b'', 0, 0, 0x1000)
""", OS_ERRORS, ("seccomp", "landlock"))  # fmt: skip
one("multiprocessing", """
import multiprocessing
p = multiprocessing.get_context('fork').Process(target=print); p.start()
""", OS_ERRORS, FORK)  # fmt: skip
one("daemon", """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        import time; time.sleep(600)
    os._exit(0)
""", OS_ERRORS, FORK)  # fmt: skip
one("unshare user", "sc(x['unshare'], 0x10000000)", OS_ERRORS, ("seccomp",))
one("setns", "sc(x['setns'], 0, 0)", OS_ERRORS, ("seccomp", "mounts", "landlock"))

# --- threads -------------------------------------------------------------------------------
one("thread", "import threading; t = threading.Thread(target=print); t.start()",
    ("Raised:RuntimeError",), FORK)  # fmt: skip
attack("thread bomb", """
import threading, time
def f(x):
    n = 0
    try:
        for n in range(5000):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except RuntimeError:
        pass
    return 'HELD' if n < 200 else 'ESCAPED'
""", ("Returned", "Died"), ("limits",), limits=Limits(threads=4))  # fmt: skip

# --- memory --------------------------------------------------------------------------------
MEMORY = ("MemoryExceeded", "Raised:MemoryError", "Raised:OSError", "Died")
SMALL = Limits(memory_mib=300, cpu_s=20)
one("memory by array", "import numpy as np; np.ones(10**9)", MEMORY, ("limits",), limits=SMALL)
one("memory by list", "a = []\nwhile len(a) < 10**9: a += [0] * 10**6",
    MEMORY, ("limits",), limits=SMALL)  # fmt: skip
one("memory by bytes", "a = [bytearray(1 << 20) for _ in range(4000)]",
    MEMORY, ("limits",), limits=SMALL)  # fmt: skip
one("memory by shared map", "import mmap; a = [mmap.mmap(-1, 1 << 24) for _ in range(300)]",
    MEMORY, ("limits",), limits=SMALL)  # fmt: skip
one("memory by integer", "a = 7 ** (10 ** 12)", (*MEMORY, "TimedOut", "CpuExceeded"),
    ("limits", "process"), limits=SMALL, wall_s=0.5)  # fmt: skip
one("memory by string", "a = 'x' * (1 << 34)", MEMORY, ("limits",), limits=SMALL)
one("memfd", "fd = os.memfd_create('m')\nfor _ in range(2000): os.write(fd, bytes(1 << 20))",
    OS_ERRORS, ("seccomp", "limits"))  # fmt: skip
one("memfd secret", "sc(x['memfd_secret'], 0)", OS_ERRORS, ("seccomp",))
one("memory by pipes", """
import fcntl
n = 0
for _ in range(1000):
    r, w = os.pipe(); os.set_blocking(w, False); fcntl.fcntl(w, 1031, 1 << 20)
    n += os.write(w, bytes(1 << 20))
if n < 200 << 20: raise OSError('little')
""", OS_ERRORS, ("seccomp", "limits"))  # fmt: skip
one("memory by small pipes", """
for _ in range(10000):
    r, w = os.pipe(); os.write(w, bytes(1 << 12))
""", OS_ERRORS, ("limits",))  # fmt: skip
one("locked memory", "sc(x['mlockall'], 1)", OS_ERRORS, ("seccomp", "limits"))
one("SysV shared memory", "sc(x['shmget'], 0, 1 << 30, 0o1600)", OS_ERRORS, ("seccomp",))
one("POSIX shared memory",
    "from multiprocessing import shared_memory as s; s.SharedMemory('viva_attack', True, 4096)",
    OS_ERRORS, ("mounts", "landlock"))  # fmt: skip
one("message queue", "sc(x['mq_open'], b'viva', 0o102, 0o600, 0)", OS_ERRORS, ("seccomp",))
one("semaphore", "sc(x['semget'], 0, 1, 0o1600)", OS_ERRORS, ("seccomp",))
one("raise own limits", """
import resource
resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
""", ("Raised:ValueError", "Raised:PermissionError"), ("privileges",))  # fmt: skip
one("limits of another process", """
import resource
resource.prlimit(os.getppid() or 1 << 20, resource.RLIMIT_NOFILE, (10, 10))
""", OS_ERRORS, ("seccomp", "pids"))  # fmt: skip

# --- time ----------------------------------------------------------------------------------
SLOW = {"wall_s": 0.3}
one("endless loop", "while True: pass", ("TimedOut",), ("process", "limits"), **SLOW)
one("sleep", "import time; time.sleep(600)", ("TimedOut",), ("process",), **SLOW)
one("C loop holding the GIL", "sum(range(10 ** 12))", ("TimedOut",), ("process",), **SLOW)
one("regex explosion", "import re; re.match(r'(a+)+$', 'a' * 60 + 'b')",
    ("TimedOut",), ("process",), **SLOW)  # fmt: skip
one("numpy loop", "import numpy as np\nwhile True: np.ones(10**6).sum()",
    ("TimedOut",), ("process",), **SLOW)  # fmt: skip
one("ignored signals", """
import signal
for s in range(1, 65):
    try: signal.signal(s, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass
""", ("TimedOut",), ("process",), **SLOW)  # fmt: skip
one("CPU signal ignored", """
import signal
signal.signal(signal.SIGXCPU, signal.SIG_IGN)
while True: pass
""", ("CpuExceeded",), ("process", "limits"), limits=Limits(cpu_s=1))  # fmt: skip
one("swallowed interrupts", "while True:\n    try:\n        while True: pass\n"
    "    except BaseException: pass", ("TimedOut",), ("process",), **SLOW)  # fmt: skip
one("stop itself", "sc(x['kill'], os.getpid(), 19)", OS_ERRORS, ("seccomp", "pids"), wall_s=0.5)
one("sleep in pause", "import signal; signal.pause()", ("TimedOut",), ("process",), **SLOW)
one("wait for input", "sys.stdin.buffer.raw.read(); os.read(0, 1)\nwhile True: pass",
    ("TimedOut",), ("process",), **SLOW)  # fmt: skip
one("cpu burned by threads", """
import threading
def burn():
    while True: pass
for _ in range(3): threading.Thread(target=burn, daemon=True).start()
while True: pass
""", ("TimedOut", "CpuExceeded"), ("process",), limits=Limits(threads=4), **SLOW)  # fmt: skip
attack("hang in setup", "while True: pass\ndef f(x): pass\n", ("TimedOut",), ("process",), **SLOW)
attack("slow teardown", """
import atexit, time
class D:
    def __del__(self): time.sleep(600)
d = D()
atexit.register(lambda: time.sleep(600))
def f(x): return 'HELD'
""", ("Returned",), ("process",))  # fmt: skip

# --- files ---------------------------------------------------------------------------------
READ = ("mounts", "landlock")
for path in ("/etc/passwd", "/etc/shadow", "/proc/self/environ", "/proc/1/cmdline",
             "/proc/self/maps", "/proc/self/mem", "/sys/class/net", "/dev/mem", "/dev/kmsg",
             "/var/log/dpkg.log", "/root/.bashrc"):  # fmt: skip
    one(f"read {path}", f"open({path!r}, 'rb').read(1)",
        (*NO_FILE, "Raised:IsADirectoryError", "Raised:NotADirectoryError"), READ)  # fmt: skip
one("read the secret file", "open(x['secret']).read()", NO_FILE, READ)
one("read it through a relative path", "open('../' * 20 + x['secret'].lstrip('/')).read()",
    NO_FILE, READ)  # fmt: skip
one("read it through openat of root", """
fd = os.open('/', os.O_PATH)
os.open(x['secret'].lstrip('/'), os.O_RDONLY, dir_fd=fd)
""", NO_FILE, READ)  # fmt: skip
one("read it by io_uring", "sc(x['io_uring_setup'], 4, ctypes.create_string_buffer(256))",
    OS_ERRORS, ("seccomp",))  # fmt: skip
one("read it by handle", """
h = ctypes.create_string_buffer(b'\\x80' + bytes(200)); m = ctypes.create_string_buffer(8)
sc(x['name_to_handle_at'], -100, x['secret'].encode(), h, m, 0)
""", OS_ERRORS, ("seccomp", "mounts"))  # fmt: skip
one("list home", "os.listdir('/root') or os.listdir('/home') or 1 / 0",
    (*NO_FILE, "Raised:ZeroDivisionError"), READ)  # fmt: skip
one("list root", "os.listdir('/')", DENIED, ("landlock",))
one("ssh keys", "open(os.path.expanduser('~root/.ssh/id_rsa')).read()",
    (*NO_FILE, "Raised:KeyError"), READ)  # fmt: skip
one("source tree", "import viva_bank", ("Raised:ModuleNotFoundError",), READ)
one("source of the judge", "open(sys.modules['sandbox_handlers'].__file__).read()", NO_FILE, READ)
one("source of viva", "open(sys.modules['viva.sandbox.child'].__file__).read()", NO_FILE, READ)
one("more of viva", "import viva.cli", ("Raised:ModuleNotFoundError",), READ)
one("more of viva by path", "import importlib; importlib.import_module('viva_bank.reference')",
    ("Raised:ModuleNotFoundError",), READ)  # fmt: skip
one("write beside numpy", "import numpy; open(numpy.__file__ + 'x', 'w')",
    (*OS_ERRORS,), ("mounts", "landlock", "users"))  # fmt: skip
one("overwrite numpy", "import numpy; open(numpy.__file__, 'a')",
    OS_ERRORS, ("mounts", "landlock", "users"))  # fmt: skip
for folder in ("/tmp", "/var/tmp", "/dev/shm", ".", "/box", "/box/scratch"):
    one(f"write {folder}", f"open({folder + '/viva_attack'!r}, 'w').write('x')",
        (*OS_ERRORS,), READ)  # fmt: skip
one("chmod", "import numpy; os.chmod(numpy.__file__, 0o777)", OS_ERRORS,
    ("seccomp", "mounts", "users"))  # fmt: skip
one("utime", "import numpy; os.utime(numpy.__file__)", OS_ERRORS, ("seccomp", "mounts", "users"))
one("chown", "import numpy; os.chown(numpy.__file__, 0, 0)", OS_ERRORS, ("seccomp", "mounts"))
one("setxattr", "import numpy; os.setxattr(numpy.__file__, 'user.viva', b'1')", OS_ERRORS,
    ("seccomp", "mounts"))  # fmt: skip
one("truncate", "import numpy; os.truncate(numpy.__file__, 0)", OS_ERRORS,
    ("seccomp", "mounts", "landlock"))  # fmt: skip
one("symbolic link", "os.symlink('/etc/passwd', '/tmp/viva_attack')", OS_ERRORS,
    ("seccomp", "mounts", "landlock"))  # fmt: skip
one("hard link", "import numpy; os.link(numpy.__file__, '/tmp/viva_attack')",
    (*OS_ERRORS,), ("seccomp", "mounts", "landlock"))  # fmt: skip
one("mkdir", "os.mkdir('/tmp/viva_attack')", OS_ERRORS, ("seccomp", "mounts", "landlock"))
one("mkfifo", "os.mkfifo('/tmp/viva_attack')", OS_ERRORS, ("seccomp", "mounts", "landlock"))
one("mknod", "os.mknod('/tmp/viva_attack', 0o60600, 0x800)", OS_ERRORS, ("seccomp",))
one("remove", "os.remove(x['secret'])", OS_ERRORS, ("seccomp", "mounts", "landlock"))
one("rename", "os.rename(x['secret'], x['secret'] + 'x')", OS_ERRORS,
    ("seccomp", "mounts", "landlock"))  # fmt: skip
one("mount", "sc(x['mount'], b'none', b'/', b'tmpfs', 0, 0)", OS_ERRORS,
    ("seccomp", "privileges"))  # fmt: skip
one("chroot", "os.chroot('/')", OS_ERRORS, ("seccomp", "privileges"))
one("pivot_root", "sc(x['pivot_root'], b'.', b'.')", OS_ERRORS, ("seccomp", "privileges"))
one("unfold a mount", "sc(x['umount2'], b'/', 2)", OS_ERRORS, ("seccomp", "privileges"))
attack("fill the scratch directory", """
def f(x):
    n = 0
    try:
        for i in range(100):
            with open(f'f{i}', 'wb') as file:
                for _ in range(16): n += file.write(bytes(1 << 16))
    except OSError: pass
    return 'HELD' if n <= 9 << 20 else 'ESCAPED'
""", ("Returned",), ("mounts",), limits=Limits(scratch_mib=8))  # fmt: skip
one("leave the scratch directory", "open('../x', 'w')", OS_ERRORS, READ,
    limits=Limits(scratch_mib=8))  # fmt: skip
one("run from the scratch directory", """
with open('a', 'wb') as file: file.write(b'#!/bin/sh')
os.chmod('a', 0o777); os.execv('a', ['a'])
""", OS_ERRORS, ("seccomp", "mounts"), limits=Limits(scratch_mib=8))  # fmt: skip

# --- network -------------------------------------------------------------------------------
for family in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG",
               "AF_CAN", "AF_TIPC"):  # fmt: skip
    one(f"socket {family}", f"import socket; socket.socket(socket.{family}, 2)",
        OS_ERRORS, ("seccomp",))  # fmt: skip
one("any family", """
import socket
for family in range(64):
    for kind in range(1, 11):
        try: socket.socket(family, kind)
        except OSError: continue
        return 'ESCAPED'
raise PermissionError
""", DENIED, ("seccomp",))  # fmt: skip
one("connect to loopback", "import socket; socket.create_connection(('127.0.0.1', x['port']), 1)",
    OS_ERRORS, ("seccomp", "network"))  # fmt: skip
one("resolve a name", "import socket; socket.getaddrinfo('localhost', 80)",
    ("Raised:gaierror", "Raised:PermissionError"), ("seccomp", "mounts"))  # fmt: skip
one("abstract unix socket", """
import socket
s = socket.socket(socket.AF_UNIX); s.connect('\\0' + x['abstract'])
""", OS_ERRORS, ("seccomp", "network", "landlock"))  # fmt: skip
one("datagram socket pair", "import socket; socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    OS_ERRORS, ("seccomp",))  # fmt: skip
one("pass a descriptor", """
import socket
a, b = socket.socketpair()
socket.send_fds(a, [b'x'], [1])
""", OS_ERRORS, ("seccomp",))  # fmt: skip

# --- other processes, and the kernel -------------------------------------------------------
one("kill everything", "os.kill(-1, 9)", OS_ERRORS, ("seccomp", "pids"))
one("kill the parent", "os.kill(os.getppid() or 1 << 20, 9)", OS_ERRORS, ("seccomp", "pids"))
one("kill the broker", "os.kill(x['broker'], 9)", OS_ERRORS, ("seccomp", "pids"))
one("signal by pidfd", "sc(x['pidfd_open'], x['broker'], 0)", OS_ERRORS, ("seccomp", "pids"))
one("take a descriptor", "sc(x['pidfd_getfd'], 3, 0, 0)", OS_ERRORS, ("seccomp",))
one("ptrace", "sc(x['ptrace'], 16, x['broker'], 0, 0)", OS_ERRORS, ("seccomp", "pids"))
one("be traced", "sc(x['ptrace'], 0, 0, 0, 0)", OS_ERRORS, ("seccomp",))
one("read the broker's memory", """
import struct
b = ctypes.create_string_buffer(64)
v = ctypes.create_string_buffer(struct.pack('<QQ', ctypes.addressof(b), 64))
sc(x['process_vm_readv'], x['broker'], v, 1, v, 1, 0)
""", OS_ERRORS, ("seccomp", "pids"))  # fmt: skip
one("read a sibling's memory", "open('/proc/2/mem', 'rb')", NO_FILE, READ)
one("keys", "sc(x['keyctl'], 0, -3, 0)", OS_ERRORS, ("seccomp",))
one("add a key", "sc(x['add_key'], b'user', b'viva', b'x', 1, -3)", OS_ERRORS, ("seccomp",))
one("bpf", "sc(x['bpf'], 0, ctypes.create_string_buffer(128), 128)", OS_ERRORS, ("seccomp",))
one("userfaultfd", "sc(x['userfaultfd'], 1)", OS_ERRORS, ("seccomp",))
one("perf", "sc(x['perf_event_open'], ctypes.create_string_buffer(120), 0, -1, -1, 0)",
    OS_ERRORS, ("seccomp",))  # fmt: skip
one("io_uring", "sc(x['io_uring_setup'], 1, ctypes.create_string_buffer(120))",
    OS_ERRORS, ("seccomp",))  # fmt: skip
one("asynchronous I/O", "sc(x['io_setup'], 1, ctypes.create_string_buffer(8))",
    OS_ERRORS, ("seccomp",))  # fmt: skip
one("kernel module", "sc(x['finit_module'], 0, b'', 0)", OS_ERRORS, ("seccomp", "privileges"))
one("reboot", "sc(x['reboot'], 1, 2, 3, 0)", OS_ERRORS, ("seccomp", "privileges"))
one("set the clock", "import time; time.clock_settime(0, 1e9)", OS_ERRORS,
    ("seccomp", "privileges"))  # fmt: skip
one("become root", "os.setuid(0)", OS_ERRORS, ("seccomp", "privileges"))
one("hostname", "import socket; socket.sethostname('x')", OS_ERRORS, ("seccomp", "privileges"))
one("priority", "os.nice(-20)", OS_ERRORS, ("seccomp", "privileges"))
one("pin to a processor", "os.sched_setaffinity(0, {0})", OS_ERRORS, ("seccomp",))
one("another filter", "sc(x['seccomp'], 1, 0, ctypes.create_string_buffer(16))",
    OS_ERRORS, ("seccomp",))  # fmt: skip
one("dumpable", "if libc.prctl(4, 1, 0, 0, 0): raise PermissionError", DENIED, ("seccomp",))
one("terminal injection", "import fcntl; fcntl.ioctl(0, 0x5412, b'x')", OS_ERRORS, ("seccomp",))
one("32-bit entry", """
import mmap
m = mmap.mmap(-1, 4096, prot=7)
m.write(b'\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3')  # mov eax, 20 (getpid); int 0x80; ret
ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))()
""", ("Died",), ("seccomp",))  # fmt: skip
one("x32 entry", "sc(0x40000000 | 39)", ("Died", "Raised:OSError"), ("seccomp",))
one("negative number", "sc(-1)", ("Died", "Raised:OSError"), ("seccomp",))

# --- dying ---------------------------------------------------------------------------------
one("segfault", "ctypes.string_at(0)", ("Died",), ("process",))
one("abort", "os.abort()", ("Died",), ("process",))
one("leave quietly", "os._exit(0)", ("Died",), ("process",))
one("SystemExit", "raise SystemExit(0)", ("Raised:SystemExit",), ("process",))
one("KeyboardInterrupt", "raise KeyboardInterrupt", ("Raised:KeyboardInterrupt",), ("process",))
one("stack overflow in C", """
it = iter([])
for _ in range(10 ** 6): it = filter(None, it)
next(it)
""", ("Died", "Raised:RecursionError", "MemoryExceeded"), ("process",))  # fmt: skip
one("deep recursion", "sys.setrecursionlimit(10 ** 9)\ndef g(): return [g()]\ng()",
    ("Died", "Raised:RecursionError", "MemoryExceeded", "TimedOut"), ("process",),
    limits=SMALL, wall_s=1.0)  # fmt: skip
one("close everything", "os.closerange(0, 1000)", ("Died",), ("process",))
one("close the output", "os.close(1); os.close(2)\nwhile True: pass", ("TimedOut",),
    ("process",), **SLOW)  # fmt: skip
one("close the control socket, live on", "os.close(3)\nwhile True: pass", ("Died",),
    ("process",))  # fmt: skip
one("replace the control socket", "os.dup2(0, 3)\nwhile True: pass", ("Died",), ("process",))
one("settrace", """
def trace(*a): raise SystemExit
sys.settrace(trace)
(lambda: 0)()
""", ("Raised:SystemExit", "Died"), ("process",))  # fmt: skip
one("raising error message", """
class E(Exception):
    def __str__(self): raise E
raise E
""", ("Raised:E",), ("process",))  # fmt: skip
one("endless error message", "raise ValueError('x' * 10 ** 8)", ("Raised:ValueError",),
    ("process",))  # fmt: skip
one("no exception classes", """
import builtins
for name in ('BaseException', 'Exception', 'OSError', 'MemoryError', 'isinstance', 'type'):
    setattr(builtins, name, None)
raise 1
""", ("Died", "Raised:TypeError"), ("process",))  # fmt: skip

# --- output and results --------------------------------------------------------------------
one("gigabytes of output", "while True: print('x' * 10 ** 6)", ("OutputExceeded",), ("process",))
one("output past the buffers", "while True: os.write(2, b'x' * 10 ** 6)", ("OutputExceeded",),
    ("process",))  # fmt: skip
attack("huge result", "def f(x): return bytes(100 << 20)\n", ("ResultExceeded",), ("encoding",))
one("false length", "os.write(3, b'V' + bytes(8) + b'\\xff' * 8)\nwhile True: pass",
    ("Garbled", "ResultExceeded"), ("encoding",))  # fmt: skip
one("length that never comes", """
import viva.sandbox.child as c, viva.sandbox.wire as w
os.write(3, w.HEAD.pack(b'V', c._nonce, 1000) + b'x')
while True: pass
""", ("TimedOut",), ("encoding", "process"), **SLOW)  # fmt: skip
one("bytes without sense", "os.write(3, os.urandom(4096))\nwhile True: pass", ("Garbled",),
    ("encoding",))  # fmt: skip
one("pickle", """
import pickle, viva.sandbox.child as c, viva.sandbox.wire as w
os.write(3, w.frame(b'V', c._nonce, pickle.dumps(print)))
while True: pass
""", ("Garbled",), ("encoding",))  # fmt: skip
one("a reply before the reply", """
import viva.sandbox.child as c, viva.sandbox.wire as w
from viva.sandbox.encoding import encode
os.write(3, w.frame(b'V', c._nonce, encode(1)) * 2)
while True: pass
""", ("Garbled",), ("encoding",))  # fmt: skip
attack("a reply in the setup", """
import viva.sandbox.wire as w
from viva.sandbox.encoding import encode
os.write(3, w.frame(b'V', 0, encode('ESCAPED')))
def f(x): return 'HELD'
""", ("Garbled",), ("encoding",))  # fmt: skip
one("forged error", """
import viva.sandbox.child as c, viva.sandbox.wire as w
from viva.sandbox.encoding import encode
os.write(3, w.frame(b'E', c._nonce, encode({'a': 1})))
while True: pass
""", ("Garbled",), ("encoding",))  # fmt: skip
one("colliding keys", """
import struct, viva.sandbox.child as c, viva.sandbox.wire as w
from viva.sandbox.encoding import encode
m = 2 ** 61 - 1
body = encode({i * m: 0 for i in range(60)})
body = b'd' + struct.pack('<I', 60000) + body[5:] * 1000
os.write(3, w.frame(b'V', c._nonce, body))
while True: pass
""", ("Garbled",), ("encoding",))  # fmt: skip
one("progress without end", """
import viva.sandbox.child as c
while True: c.progress('x' * 60000)
""", ("ResultExceeded",), ("encoding",), limits=Limits(result_bytes=1 << 22))  # fmt: skip
attack("deep nesting", "def f(x):\n    a = []\n    for _ in range(10**5): a = [a]\n    return a\n",
       ("Raised:CannotReturn",), ("encoding",))  # fmt: skip
attack("a list in itself", "def f(x):\n    a = []\n    a.append(a)\n    return a\n",
       ("Raised:CannotReturn",), ("encoding",))  # fmt: skip
attack("object array", "import numpy as np\ndef f(x): return np.array([print, 1], object)\n",
       ("Raised:CannotReturn",), ("encoding",))  # fmt: skip
attack("structured array", "import numpy as np\ndef f(x): return np.zeros(2, 'i4,f8')\n",
       ("Raised:CannotReturn",), ("encoding",))  # fmt: skip
attack("a function", "def f(x): return f\n", ("Raised:CannotReturn",), ("encoding",))
attack("a lying subclass", """
import numpy as np
class L(np.ndarray):
    def __eq__(self, o): return True
    def __array__(self, *a, **k): return np.zeros(3)
    def __reduce__(self): return (print, ('ESCAPED',))
class I(int):
    def __eq__(self, o): return True
    def __hash__(self): return 0
def f(x): return [np.arange(3.0).view(L), I(7)]
""", ("Returned",), ("encoding",))  # fmt: skip
attack("a lying tensor", """
import torch
class L(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None): return True
def f(x): return torch.arange(3.0).as_subclass(L)
""", ("Returned",), ("encoding",), flavours=("torch",))  # fmt: skip
attack("a sparse tensor", "import torch\ndef f(x): return torch.eye(3).to_sparse()\n",
       ("Raised:CannotReturn",), ("encoding",), flavours=("torch",))  # fmt: skip
attack("a tensor without storage",
       "import torch\ndef f(x): return torch.empty(10**9, device='meta')\n",
       ("Raised:CannotReturn",), ("encoding",), flavours=("torch",))  # fmt: skip
attack("a view of gigabytes", "import numpy as np\n"
       "def f(x): return np.broadcast_to(np.float64(0), (10**5, 10**5))\n",
       ("MemoryExceeded",), ("limits", "encoding"))  # fmt: skip

# --- the judge's memory and the next job ---------------------------------------------------
attack("patched comparison", """
import numpy as np
np.allclose = np.array_equal = np.testing.assert_allclose = lambda *a, **k: True
def f(x): return 'HELD'
""", ("Returned",), ("process",))  # fmt: skip
attack("patched torch comparison", """
import torch
torch.allclose = torch.equal = lambda *a, **k: True
def f(x): return 'HELD'
""", ("Returned",), ("process",), flavours=("torch",))  # fmt: skip
attack("expected values in gc and frames", """
import gc, sys
def f(x):
    found = [o for o in gc.get_objects() if isinstance(o, dict) and 'expected' in o]
    frame = sys._getframe()
    while frame is not None:
        found += [k for k in frame.f_locals if 'expected' in k]
        frame = frame.f_back
    return 'ESCAPED' if found else 'HELD'
""", ("Returned",), ("process",))  # fmt: skip
attack("expected values in memory", """
def f(x):
    # No /proc, no core, and the broker's memory never was in this process: look anyway.
    import gc
    needle = x['needle'].encode().swapcase()
    hits = [o for o in gc.get_objects() if isinstance(o, (bytes, str)) and needle in bytes(
        o, 'utf8') if isinstance(o, str)]
    return 'ESCAPED' if hits else 'HELD'
""", ("Returned",), ("process",))  # fmt: skip
attack("arguments and environment", """
def f(x):
    known = {'PATH', 'LANG', 'LC_CTYPE', 'HOME', 'JOBLIB_MULTIPROCESSING', 'OMP_NUM_THREADS',
             'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'PYTHONHASHSEED',
             'PYTHONDONTWRITEBYTECODE'}
    more = {k for k in os.environ if k not in known and not k.startswith(('KMP_', 'TORCH'))}
    return f'ESCAPED {more} {sys.argv}' if more or ''.join(sys.argv + sys.orig_argv) else 'HELD'
""", ("Returned",), ("process",))  # fmt: skip
attack("descriptors above 2", """
def f(x):
    found = []
    for fd in range(3, 256):
        try: os.fstat(fd)
        except OSError: continue
        found.append(fd)
    return 'HELD' if found == [3] else f'ESCAPED {found}'
""", ("Returned",), ("process",))  # fmt: skip
attack("devices", """
def f(x):
    found = []
    for name in ('zero', 'random', 'urandom', 'tty', 'ptmx', 'fuse', 'kvm', 'net/tun', 'vda',
                 'sda', 'loop-control', 'shm', 'mqueue', 'pts'):
        try: os.open('/dev/' + name, os.O_RDONLY)
        except OSError: continue
        found.append(name)
    return f'ESCAPED {found}' if found else 'HELD'
""", ("Returned",), READ)  # fmt: skip
attack("import hook", """
import builtins, sys
real = builtins.__import__
builtins.__import__ = lambda *a, **k: (_ for _ in ()).throw(ImportError('ESCAPED'))
sys.meta_path.clear(); sys.modules.pop('numpy', None)
def f(x): return 'HELD'
""", ("Returned", "Raised:KeyError", "Raised:ImportError"), ("process",))  # fmt: skip
attack("rewritten child", """
import viva.sandbox.child as c, viva.sandbox.encoding as e
c.encode = e.encode = lambda v: b'T'
c._described = lambda e: (b'V', b'T')
def f(x): return 1 / 0
""", ("Returned", "Raised:ZeroDivisionError"), ("process",))  # fmt: skip
