"""`python -m tests.benchmarks.papers`: how long a paper about 35 units with 71 lines each takes, and how much memory, each file written
by a process of its own as the server does it. Nothing here is a test."""

import asyncio
import multiprocessing
import resource
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from docx import Document

from papi.papers.paper import Annex, Format, Paper, Table
from papi.papers.writing import write
from tests.support.papers import COLUMNS, rows, sample

TIMES = 5
UNITS, LINES = 35, 71
LIMITS = {Format.DOCX: 4, Format.PDF: 4, Format.XLSX: 2}


def paper_of(units: int) -> Paper:
    """The lines of all units, each under the unit's name."""
    table = Table(columns=COLUMNS, rows=[row for _ in range(units) for row in rows(LINES)], grouped_by="Đơn vị")
    return sample(annexes=[Annex(title="Kết quả từng nhiệm vụ", blocks=[table])])


def written(kind: Format, units: int) -> tuple[float, float, int, int]:
    """Seconds, seconds of the processor, MiB at most and kB of the file."""
    paper = paper_of(units)
    began = time.perf_counter()
    content = asyncio.run(write(paper, kind))
    took, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, len(content) // 1024


def cell_by_cell(units: int) -> float:
    """What the object model takes for the bare cells of the same table, in seconds of the processor."""
    document: Any = Document()
    began = time.process_time()
    table = document.add_table(rows=0, cols=len(COLUMNS))
    for row in (row for _ in range(units) for row in rows(LINES)):
        for cell, value in zip(table.add_row().cells, row, strict=False):
            cell.paragraphs[0].add_run(str(value))
    return time.process_time() - began


def main() -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as apart:
        for kind, limit in LIMITS.items():
            alone = [apart.submit(written, kind, 1).result() for _ in range(TIMES)]
            all_units = [apart.submit(written, kind, UNITS).result() for _ in range(TIMES)]
            took, worked, memory, size = (statistics.median(column) for column in zip(*all_units, strict=True))
            times = worked / statistics.median(one[1] for one in alone)
            told = f"{took:.2f} s (at most {limit} wanted), {worked:.2f} s of the processor, {memory:.0f} MiB, {size:.0f} kB"
            print(f"{kind.value}: {told}; {times:.1f} × the processor's time for one unit", flush=True)
    print(f"the bare cells of the same table by python-docx: {cell_by_cell(UNITS):.2f} s of the processor")


if __name__ == "__main__":
    main()
