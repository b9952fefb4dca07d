"""The program's processes, forked from one that has read its modules already.

A test starts the program some two hundred times, and reading the modules is nearly all that a short command takes. Each start is still
a process of its own, with its own arguments, environment, output and end. What is wrapped (in a namespace, with a limit), what starts
processes in turn, and what loads the demo stays a program as it is typed.
"""

import ctypes
import multiprocessing
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from papi.cli.commands import app

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(
    ["papi.main", *(f"papi.cli.{name}" for name in ("running", "schema", "people", "data", "keeping", "storage"))],
)
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def _run(arguments: tuple[str, ...], environment: Mapping[str, str], outputs: tuple[str, str]) -> None:
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGINT)
    for descriptor, path in enumerate(outputs, start=1):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, descriptor)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    app(args=list(arguments), prog_name="papi")


class Forked:
    """A running program. What it says goes to the end of the files `out` and `err`."""

    def __init__(self, arguments: tuple[str, ...], environment: Mapping[str, str], out: Path, err: Path) -> None:
        self._process = _FORKING.Process(target=_run, args=(arguments, dict(environment), (str(out), str(err))))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """The exit code, as `subprocess` tells it; None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; `subprocess.TimeoutExpired` if it does not come."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired("papi", timeout or 0)
        return code


def completed(arguments: tuple[str, ...], environment: Mapping[str, str], *, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run to the end and tell what was said."""
    with tempfile.TemporaryDirectory(prefix="papi-said-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        program = Forked(arguments, environment, out, err)
        try:
            code = program.wait(timeout)
        except subprocess.TimeoutExpired:
            program.kill()
            raise
        said = [path.read_text("utf-8") if path.exists() else "" for path in (out, err)]
    return subprocess.CompletedProcess(["papi", *arguments], code, *said)
