"""A pack is the same whether its files lie on a disk or in S3, open or encrypted, and takes little memory however large it is."""

import tracemalloc
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import pytest

from papi.access.verdicts import Verdict
from papi.evidence.models import EvidenceFile
from papi.evidence.packing.archive import Entry, length_of
from papi.kit.types import new_id
from papi.packs.pouring import Pouring
from tests.support import files
from tests.support.databases import Databases
from tests.support.packing import MADE, examined, unpacked
from tests.support.shelf import Shelf, opened_shelf
from tests.support.swift import S3

LARGE = files.pdf() + b"%" * (6 << 20)
MANY = 300


@pytest.fixture(params=["disk", "s3"])
async def shelf(request: pytest.FixtureRequest, databases: Databases, empty_template: str, tmp_path: Path) -> AsyncIterator[Shelf]:
    """A ward's documents, on disk and in an S3 store."""
    s3: S3 | None = request.getfixturevalue("s3") if request.param == "s3" else None
    store = s3.place() if s3 is not None else f"file://{tmp_path / 'shelf' / 'files'}"
    async with opened_shelf(databases, empty_template, tmp_path / "shelf", store) as made:
        yield made


async def test_files_come_as_they_were_from_disk_and_s3_open_and_encrypted(shelf: Shelf, tmp_path: Path) -> None:
    archive = shelf.archive
    await archive.document(title="Mở", content=LARGE)
    await shelf.encrypting()
    await archive.document(title="Mã hóa", content=LARGE + b"1")
    await archive.document(title="Nhỏ")

    pack = unpacked(await archive.officer.get("/evidence/pack"))

    assert examined(archive, pack.content, tmp_path).verdict is Verdict.GENUINE
    assert set(pack.files.values()) == {LARGE, LARGE + b"1", files.pdf()}


@dataclass
class EndlessStore:
    """Holds files of so many pieces, made while they are read."""

    piece: bytes = b"\x5a" * (1 << 20)
    count: int = MANY

    def pieces(self, key: str, cipher: object = None) -> Iterator[bytes]:
        return (bytes(bytearray(self.piece)) for _ in range(self.count))


@dataclass
class Place:
    storage: EndlessStore


async def test_a_large_pack_passes_through_little_memory() -> None:
    store = EndlessStore()
    digest = sha256()
    for piece in store.pieces(""):
        digest.update(piece)
    rows = [EvidenceFile(id=new_id(), object_id=new_id(), size=MANY << 20, sha256=digest.hexdigest()) for _ in range(2)]
    entries = [Entry(f"{number}.mp4", row.size, MADE) for number, row in enumerate(rows)]
    tracemalloc.start()

    length = 0
    async for piece in Pouring(cast(Any, Place(store)), [], rows).send(entries):
        length += len(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert length == length_of(entries) > 600 << 20
    assert peak < 16 << 20


async def test_many_small_files_pass_through_as_little() -> None:
    store, many = EndlessStore(piece=b"\x5a" * 20_000, count=1), 5_000
    digest = sha256(store.piece).hexdigest()
    rows = [EvidenceFile(id=new_id(), object_id=new_id(), size=len(store.piece), sha256=digest) for _ in range(many)]
    entries = [Entry(f"Phường 1/Việc/{number}.pdf", row.size, MADE) for number, row in enumerate(rows)]
    tracemalloc.start()

    length = 0
    async for piece in Pouring(cast(Any, Place(store)), [], rows).send(entries):
        length += len(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert length == length_of(entries) > many * len(store.piece)
    assert peak < 16 << 20
