"""How much protection holds here: the layers, the tier that they make, and the words for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from viva.core import Text, VivaError


class Tier(Enum):
    """A: all layers. B: no user namespaces, but system calls and files are still filtered.
    C: a process of its own and limits, nothing more."""

    A = "A"
    B = "B"
    C = "C"

    def at_least(self, other: Tier) -> bool:
        return self.value <= other.value


class NoSandbox(VivaError):
    """Too little protection is left on this machine to run code that is not trusted."""

    exit_code = 3


# The order is the one in which they are shown.
LAYERS: Mapping[str, Text] = {
    "users": Text(
        "user namespace: the code has no right over anything outside",
        "用户命名空间：代码对外界没有任何权限",
    ),
    "mounts": Text(
        "mount namespace: it sees the interpreter and a few packages, read-only, and nothing else",
        "挂载命名空间：只能看到只读的解释器和少数软件包，别无其他",
    ),
    "pids": Text(
        "process namespace: it sees no other process, and all it starts dies with it",
        "进程命名空间：看不到别的进程，它启动的一切都随它一起结束",
    ),
    "network": Text(
        "network namespace: there is no network, not even loopback",
        "网络命名空间：没有网络，连本机回环也没有",
    ),
    "ipc": Text(
        "IPC and host-name namespaces: no shared memory or queues, no name of this machine",
        "进程间通信与主机名命名空间：没有共享内存和消息队列，也看不到本机名称",
    ),
    "landlock": Text(
        "Landlock: files outside the view cannot be opened, nothing can be written",
        "Landlock：视图以外的文件打不开，什么也写不了",
    ),
    "seccomp": Text(
        "seccomp: no new processes, no sockets, no tracing; only listed system calls",
        "seccomp：不能新建进程、套接字或跟踪别的进程，只能用清单上的系统调用",
    ),
    "privileges": Text(
        "no capabilities, and no way to gain any",
        "没有任何特权，也无法取得特权",
    ),
    "limits": Text(
        "limits on memory, processor time, files and processes; the clock is kept outside",
        "内存、处理器时间、文件和进程都有上限，计时在外部进行",
    ),
}

FOR_A = frozenset(LAYERS)
FOR_B = frozenset({"seccomp", "limits", "privileges"})

MEANING: Mapping[Tier, Text] = {
    Tier.A: Text(
        "Tier A: all protections hold; code from strangers can be judged here.",
        "A 级：全部防护有效，可以评判陌生人的代码。",
    ),
    Tier.B: Text(
        "Tier B: there are no user namespaces here, but files and system calls are filtered: "
        "the code can read no content but the interpreter's and the packages', yet can see that "
        "files exist.",
        "B 级：这里没有用户命名空间，但文件和系统调用受到过滤："
        "代码只能读到解释器和软件包的内容，不过能察觉其他文件是否存在。",
    ),
    Tier.C: Text(
        "Tier C: only a process of its own and limits; the code can read your files and use the "
        "network. Run only code that you would run yourself.",
        "C 级：只有独立进程和用量上限，代码能读取你的文件并访问网络。"
        "只应运行你自己也愿意直接运行的代码。",
    ),
}


@dataclass(frozen=True)
class Layer:
    """One layer: does it hold, and if not, why not."""

    name: str
    held: bool
    why: str
    meaning: Text


@dataclass(frozen=True)
class TierReport:
    """What holds on this machine."""

    tier: Tier
    layers: tuple[Layer, ...]
    meaning: Text
    platform: str
    notes: tuple[Text, ...] = ()

    def plain(self) -> dict[str, object]:
        """The same as data for JSON."""
        return {
            "tier": self.tier.value,
            "platform": self.platform,
            "meaning": {"en": self.meaning.en, "zh": self.meaning.zh},
            "notes": [{"en": note.en, "zh": note.zh} for note in self.notes],
            "layers": [
                {
                    "name": layer.name,
                    "held": layer.held,
                    "why": layer.why,
                    "meaning": {"en": layer.meaning.en, "zh": layer.meaning.zh},
                }
                for layer in self.layers
            ],
        }


def tier_of(layers: frozenset[str]) -> Tier:
    """The best tier that the layers make. B needs files to be closed off one way or the other."""
    if layers >= FOR_A:
        return Tier.A
    if layers >= FOR_B and layers & {"landlock", "mounts"}:
        return Tier.B
    return Tier.C


UNREACHABLE = Text(
    "This was started as root and runs code as nobody, who may not enter the folder in which "
    "Python lies: modules that are not loaded beforehand cannot be imported. Install Python where "
    "everyone may read it, or start viva as an ordinary user.",
    "本程序由 root 启动，而代码以 nobody 身份运行，nobody 无权进入 Python 所在的文件夹："
    "没有预先载入的模块都无法导入。请把 Python 装到人人可读的位置，或改用普通用户启动 viva。",
)


def report(
    layers: frozenset[str], missing: Mapping[str, str], platform: str, *, reaches_library: bool
) -> TierReport:
    tier = tier_of(layers)
    rows = tuple(
        Layer(name, name in layers, "" if name in layers else missing.get(name, ""), meaning)
        for name, meaning in LAYERS.items()
    )
    return TierReport(
        tier, rows, MEANING[tier], platform, () if reaches_library else (UNREACHABLE,)
    )
