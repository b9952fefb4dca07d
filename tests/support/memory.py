"""What a run takes of the machine's memory.

What it writes stands there too, where the machine lends enough of it: nothing outlives the run, so nothing need reach a disk.

Half of the time of a test on SQLite was the wait for the disk, which every commit of the product asks for. The product is not told:
it commits as ever. Who wants the disk, or another one, names it with `TMPDIR`.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
ROOM = 6 * 1024**3


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return
    os.environ["TMPDIR"] = str(MEMORY)  # the programs that tests start, too
    tempfile.tempdir = None


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """The program and its tests stay to the end of the run: looking through them again and again for garbage took a fifth of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
