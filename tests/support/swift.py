"""A real S3 server for tests: OpenStack Swift, on loopback, gone at the end of the run. It checks every signature."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.support.processes import END_WITH_PARENT, free_port

PYTHON = Path("/usr/bin/python3")  # Debian's: it alone finds Debian's modules
SERVER = Path(__file__).with_name("swift_server.py")
ADVICE = (
    "The tests need OpenStack Swift as an S3 server, and Debian's Python finds none. Install it with: sudo apt-get install python3-swift"
)
BUCKET = "evidence"
FULL_BUCKET = "full"
"""A bucket whose quota is used up by the first file."""
PATIENCE = 60


@dataclass
class S3:
    """The server, and what a program must know to use its bucket. Its objects last as long as its process."""

    folder: Path
    port: int
    secret: str = field(default_factory=lambda: uuid4().hex)
    process: "subprocess.Popen[Any] | None" = None

    def place(self, bucket: str = BUCKET) -> str:
        """A storage URL that is nobody else's."""
        return f"s3://{bucket}/{uuid4().hex}"

    def environment(self, **changed: str) -> dict[str, str]:
        """The usual variables, of which some may be wrong."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "papi:tester",
            "AWS_SECRET_ACCESS_KEY": self.secret,
            **changed,
        }

    def start(self) -> None:
        shutil.rmtree(self.folder / "device", ignore_errors=True)  # what it knew of objects that were in its memory
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*END_WITH_PARENT, str(PYTHON), "-I", str(SERVER), str(self.folder), str(self.port), BUCKET, FULL_BUCKET],
                env={**os.environ, "SWIFT_USER": "papi_tester", "SWIFT_SECRET": self.secret},
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + PATIENCE
        while not (self.folder / "ready").exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Swift is not ready:\n{(self.folder / 'log').read_text(errors='replace')[-3000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        (self.folder / "ready").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    found = subprocess.run([PYTHON, "-I", "-c", "import swift.proxy.server"], capture_output=True, check=False)
    if found.returncode:
        pytest.exit(ADVICE, returncode=3)
    server = S3(tmp_path_factory.mktemp("swift"), free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def s3(s3_server: S3, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3]:
    """The running server; this process and those that it starts know its address and keys."""
    for name, value in s3_server.environment().items():
        monkeypatch.setenv(name, value)
    yield s3_server
    if s3_server.process is None:
        s3_server.start()
