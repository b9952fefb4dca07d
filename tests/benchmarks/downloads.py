"""`python -m tests.benchmarks.downloads`: a download from the API beside nginx serving the same file, open and encrypted, as ratios.

nginx is Debian's (`apt-get install nginx-light`, or the program named by PAPI_BENCH_NGINX). Nothing here is a test.
"""

import asyncio
import os
import statistics
import subprocess
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.benchmarks.scenes import API, sign_in
from tests.support.files import pdf
from tests.support.processes import END_WITH_PARENT, free_port
from tests.support.servers import Installation, end_process, served

SIZE = 200 * 1024 * 1024
ROUNDS = 7
OFFICER = "26506.officer"
NGINX = os.environ.get("PAPI_BENCH_NGINX", "/usr/sbin/nginx")
CONFIGURATION = """
daemon off; user root; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1; events {{}}
http {{ access_log off; sendfile on; types {{}} default_type application/pdf;
  client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t; uwsgi_temp_path {folder}/t;
  scgi_temp_path {folder}/t; server {{ listen 127.0.0.1:{port}; root {folder}/files; }} }}
"""


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="papi-bench-") as name:
        folder = Path(name)
        (folder / "secrets").mkdir(mode=0o700)
        limit = {"PAPI_MAX_UPLOAD_BYTES": str(SIZE + 1024)}
        installation = Installation(f"sqlite:///{folder / 'papi.sqlite3'}", folder, folder / "secrets", limit)
        for arguments in (("migrate",), ("demo", "load")):
            installation.papi(*arguments).check_returncode()
        content = pdf(note="một")
        (folder / "large.pdf").write_bytes(content + os.urandom(SIZE - len(content)))
        async with served(installation) as server, _nginx(folder) as nginx, httpx.AsyncClient(base_url=server.url, timeout=600) as client:
            client.headers["Authorization"] = await sign_in(client, OFFICER)
            lying, plain = await _uploaded(client, folder)
            installation.papi("storage", "keys", "create").check_returncode()
            _, encrypted = await _uploaded(client, folder)
            places = {
                "nginx": (f"{nginx}/{lying}", ""),
                "PAPI, as it is": (f"{server.url}{API}/evidence/{plain}/content", client.headers["Authorization"]),
                "PAPI, encrypted": (f"{server.url}{API}/evidence/{encrypted}/content", client.headers["Authorization"]),
            }
            await _print(places)


async def _uploaded(client: httpx.AsyncClient, folder: Path) -> tuple[str, str]:
    """Where the file lies and the document that it became."""
    before = set(folder.glob("files/evidence/*/*"))
    with (folder / "large.pdf").open("rb") as file:
        answer = await client.post(f"{API}/evidence", files={"file": ("lon.pdf", file)})
    answer.raise_for_status()
    [new] = set(folder.glob("files/evidence/*/*")) - before
    return str(new.relative_to(folder / "files")), answer.json()["id"]


async def _print(places: dict[str, tuple[str, str]]) -> None:
    seconds: dict[str, list[float]] = {name: [] for name in places}
    for _ in range(ROUNDS):  # one after the other and again: what else the machine does falls on all of them
        for name, (url, token) in places.items():
            seconds[name].append(await asyncio.to_thread(_fetch, url, token))
    best = statistics.median(seconds["nginx"])
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:<16} {SIZE / median / 1024 / 1024:7.0f} MB/s  {best / median:5.2f} × nginx  ({min(taken):.2f}–{max(taken):.2f} s)")


def _fetch(url: str, token: str) -> float:
    command = ["curl", "--silent", "--fail", "--output", "/dev/null", "--write-out", "%{time_total} %{size_download}"]
    done = subprocess.run([*command, "--header", f"Authorization: {token}", url], capture_output=True, text=True, check=True)
    taken, size = done.stdout.split()
    assert int(size) == SIZE
    return float(taken)


@asynccontextmanager
async def _nginx(folder: Path) -> AsyncGenerator[str]:
    port = free_port()
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, port=port))
    folder.chmod(0o755)
    running = subprocess.Popen([*END_WITH_PARENT, NGINX, "-e", str(folder / "nginx.log"), "-c", str(folder / "nginx.conf")])
    try:
        await asyncio.sleep(1)
        yield f"http://127.0.0.1:{port}"
    finally:
        await asyncio.to_thread(end_process, running)


if __name__ == "__main__":
    asyncio.run(main())
