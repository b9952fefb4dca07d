"""A real virus scanner for tests: Debian's clamd on a socket of its own, with a few signatures that are made here and no others."""

import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import END_WITH_PARENT

CLAMD = Path("/usr/sbin/clamd")
ADVICE = f"The tests need ClamAV's clamd and there is no {CLAMD}. Install it with: sudo apt-get install clamav-daemon"
LONGEST_STREAM = 3  # MB
PATIENCE = 60
# the test string of the EICAR institute, in two parts so that no scanner takes this file for it
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
FOUND = "Eicar-Test.UNOFFICIAL"
_NOTHING = "Nothing-Of-Ours:0:*:" + b"a signature file must hold one signature".hex()


@dataclass
class Clamd:
    """The daemon: as long as it runs, and what it knows."""

    folder: Path
    process: "subprocess.Popen[Any] | None" = field(default=None)

    @property
    def address(self) -> str:
        return f"unix://{self.folder / 'socket'}"

    def start(self, *, knows_eicar: bool = True) -> None:
        known = f"Eicar-Test:0:*:{EICAR.hex()}" if knows_eicar else _NOTHING
        (self.folder / "signatures" / "tests.ndb").write_text(f"{known}\n")
        with (self.folder / "log").open("ab") as log:
            command = [*END_WITH_PARENT, str(CLAMD), f"--config-file={self.folder / 'clamd.conf'}"]
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while not (self.folder / "socket").exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"clamd is not ready:\n{(self.folder / 'log').read_text(errors='replace')[-3000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        (self.folder / "socket").unlink(missing_ok=True)

    def restart(self, *, knows_eicar: bool = True) -> None:
        self.stop()
        self.start(knows_eicar=knows_eicar)


@pytest.fixture(scope="module")
def clamd_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    if not CLAMD.is_file():
        pytest.exit(ADVICE, returncode=3)
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "signatures").mkdir()
    settings = {
        "LocalSocket": folder / "socket",
        "DatabaseDirectory": folder / "signatures",
        "TemporaryDirectory": folder,
        "Foreground": "yes",
        "StreamMaxLength": f"{LONGEST_STREAM}M",
        "AlertEncrypted": "yes",
        "MaxThreads": 2,
    }
    (folder / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    server = Clamd(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def clamd(clamd_server: Clamd) -> Iterator[Clamd]:
    """The running scanner, which knows EICAR; whatever a test does to it is undone."""
    yield clamd_server
    clamd_server.restart()
