"""What the server measures of itself, in the form that Prometheus reads.

Several server processes measure into one folder (`PROMETHEUS_MULTIPROC_DIR`, set by who starts them before they load this module), and
whichever of them is asked answers for all.
"""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Receive, Scope, Send

from papi.kit.db import Database
from papi.kit.watching import watch

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
_OTHER = "other"
_NOTED_EVERY = 5.0
_PAGE = os.sysconf("SC_PAGE_SIZE")

disable_created_metrics()  # they double the text, and nobody asks when a counter began


class Meters:
    """The meters of one application. What is measured rarely (memory, connections) is noted at most every few seconds."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        answered = ("method", "route", "status")
        self._requests = Counter("http_requests", "Requests answered, by class of status", answered, registry=self._registry)
        self._seconds = Histogram(
            "http_request_duration_seconds", "From the request to the whole answer", answered[:2], buckets=_BUCKETS, registry=self._registry
        )
        self._in_flight = self._gauge("http_requests_in_flight", "Requests that are being answered")
        self._used = self._gauge("database_connections_in_use", "Connections that a request or the worker holds", "pool")
        self._allowed = self._gauge("database_connections_allowed", "Connections that may be held at once", "pool")
        self._memory = self._gauge("process_resident_memory_bytes", "Memory of all server processes")
        self._processor = Counter("process_cpu_seconds", "Processor time of all server processes", registry=self._registry)
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._processor_noted = 0.0
        self._noted_at = 0.0
        self._database: Database | None = None

    def _gauge(self, name: str, said: str, *labels: str) -> Gauge:
        return Gauge(name, said, labels, registry=self._registry, multiprocess_mode="livesum")

    def watch(self, database: Database) -> None:
        """Note the connections of this database from now on."""
        self._database = database

    def came(self) -> None:
        """A request has come."""
        self._in_flight.inc()

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """It was answered."""
        self._in_flight.dec()
        counted, timed = self._of(method if method in _METHODS else _OTHER, route, status // 100)
        counted.inc()
        timed.observe(seconds)
        if time.monotonic() - self._noted_at > _NOTED_EVERY:
            self.note_process()

    def _of(self, method: str, route: str, status: int) -> tuple[Counter, Histogram]:
        key = (method, route, status)
        if key not in self._known:
            self._known[key] = self._requests.labels(method, route, f"{status}xx"), self._seconds.labels(method, route)
        return self._known[key]

    def note_process(self) -> None:
        """Note what this process uses now."""
        self._noted_at = time.monotonic()
        used = time.process_time()
        self._processor.inc(used - self._processor_noted)
        self._processor_noted = used
        with suppress(OSError):  # a system without /proc
            self._memory.set(int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE)
        for name, pool in self._database.pools.items() if self._database is not None else ():
            self._used.labels(name).set(pool.checkedout())
            self._allowed.labels(name).set(pool.size())

    def exposition(self, further: Iterable[Metric]) -> bytes:
        """Everything as text, with what does not belong to a process."""
        self.note_process()
        folder = os.environ.get(FOLDER)
        registry = CollectorRegistry() if folder else self._registry
        if folder:
            _forget_dead(Path(folder))
            MultiProcessCollector(registry, folder)
        others = CollectorRegistry()
        others.register(_Given(further))
        return generate_latest(registry) + generate_latest(others)


class _Given(Collector):
    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _forget_dead(folder: Path) -> None:
    """A process that was killed holds no connection and no memory any more; what it has counted stays."""
    for file in folder.glob("gauge_live*.db"):
        try:
            os.kill(int(file.stem.rpartition("_")[2]), 0)
        except (ProcessLookupError, PermissionError):  # by now its number may be that of somebody else's process
            file.unlink(missing_ok=True)


class Metering:
    """Measures every request by the template of its route, never by its path: ids are no labels."""

    def __init__(self, app: ASGIApp, *, meters: Meters) -> None:
        self.app = app
        self.meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.meters.came()

        def count(status: int, seconds: float, _size: int) -> None:
            self.meters.answered(scope["method"], getattr(scope.get("route"), "path", _OTHER), status, seconds)

        await watch(self.app, scope, receive, send, tell=count)
