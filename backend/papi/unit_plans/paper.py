"""What stands in a paper of unit plans, apart from how it is written."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Annex:
    """A table of the paper. A row of a single cell is the heading of those below it."""

    name: str
    title: str
    head: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Paper:
    """What stands in the paper. Number, date and signature stay blank: the office's own system gives them."""

    superior: str
    issuer: str
    kind: str
    subject: str
    grounds: Sequence[str]
    paragraphs: Sequence[str]
    addressees: Sequence[str]
    receivers: Sequence[str]
    authority: Sequence[str]
    reference: str
    annexes: Sequence[Annex]
