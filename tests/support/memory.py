"""What a run writes stands in memory where the machine lends enough of it: nothing outlives the run, so nothing need reach a disk.

Half of the time of a test on SQLite was the wait for the disk, which every commit of the product asks for. The product is not told:
it commits as ever. Who wants the disk, or another one, names it with `TMPDIR`.
"""

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
