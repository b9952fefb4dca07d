"""The limits that the kernel keeps for a process that reads what anybody may have made."""

import resource
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Limits:
    """What one task may use: seconds of processor, bytes of memory, bytes of a file that it may write."""

    cpu_seconds: int = 10
    memory: int = 1 << 30
    written: int = 0

    def __str__(self) -> str:
        return ",".join(map(str, astuple(self)))

    @classmethod
    def parse(cls, text: str) -> "Limits":
        return cls(*map(int, text.split(",")))


def confine(limits: Limits) -> None:
    """Give up everything beyond the limits, for good."""
    for kind, limit in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.written),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
