"""What an upload's bytes are is decided by a process of its own, which took two fifths of the time of tests that need some proof.

Outside the tests of evidence themselves each worker has the same bytes examined once: the process decides by nothing but the bytes and
its arguments. What it rewrites (a photo that told its place) is examined each time.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from papi.evidence import examining
from papi.evidence.isolated.confinement import Limits
from papi.evidence.isolation import run_isolated

_known: dict[tuple[bytes, str, str], bytes] = {}
_EXAMINING = Path(__file__).parents[1] / "evidence"


async def _once(task: str, path: str, *arguments: str, limits: Limits) -> bytes:
    if task != "inspecting":
        return await run_isolated(task, path, *arguments, limits=limits)
    target, place = arguments
    bytes_and_arguments = (sha256(Path(path).read_bytes()).digest(), task, place)
    if bytes_and_arguments not in _known:
        found = await run_isolated(task, path, target, place, limits=limits)
        if json.loads(found).get("rewritten") is not False:
            return found
        _known[bytes_and_arguments] = found
    return _known[bytes_and_arguments]


@pytest.fixture(autouse=True, scope="module")
def _the_same_bytes_are_examined_once(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:  # of the module, for what its tests share is made before any of them
        if _EXAMINING not in request.path.parents:
            patch.setattr(examining, "run_isolated", _once)
        yield
