"""What stands in a paper of unit plans, apart from how it is written."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """What stands in the paper; `rows` are those of its annex."""

    superior: str
    issuer: str
    kind: str
    subject: str
    grounds: Sequence[str]
    opening: str
    receivers: Sequence[str]
    authority: Sequence[str]
    annex: str
    reference: str
    head: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
