"""Work that takes minutes has places of its own: nobody who uploads or reads waits for it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from papi.evidence import isolation
from papi.evidence.isolation import IsolationFailed, run_isolated
from papi.kit.errors import Unavailable


class Processes:
    """Stand for the processes: each task that begins is noted, and goes on until the test lets its kind go."""

    def __init__(self) -> None:
        self.begun = list[str]()
        self._something = asyncio.Event()
        self._gates = dict[str, asyncio.Event]()

    def gate(self, task: str) -> asyncio.Event:
        return self._gates.setdefault(task, asyncio.Event())

    async def run(self, _module: str, _limits: str, task: str, *_arguments: str, **_options: Any) -> tuple[int, bytes]:
        self.begun.append(task)
        self._something.set()
        await self.gate(task).wait()
        return 0, task.encode()

    async def until(self, enough: Callable[[list[str]], bool]) -> None:
        while not enough(self.begun):
            self._something.clear()
            await self._something.wait()


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Processes:
    made = Processes()
    monkeypatch.setattr(isolation, "run_module", made.run)
    return made


@pytest.mark.parametrize("long", ["blacking", "saying", "signing"])
async def test_looks_go_on_while_long_work_is_under_way_and_waits(processes: Processes, long: str) -> None:
    first, second = [asyncio.create_task(run_isolated(long)) for _ in range(2)]
    await processes.until(lambda begun: long in begun)
    for look in ("inspecting", "packs", "drawing"):
        processes.gate(look).set()

    looks = await asyncio.gather(run_isolated("inspecting"), run_isolated("packs"), run_isolated("drawing"))
    meanwhile = list(processes.begun)
    processes.gate(long).set()

    assert sorted(looks) == [b"drawing", b"inspecting", b"packs"]
    assert meanwhile.count(long) == 1
    assert await asyncio.gather(first, second) == [long.encode()] * 2


async def test_long_work_of_one_kind_does_not_wait_for_another_kind(processes: Processes) -> None:
    blacking = asyncio.create_task(run_isolated("blacking"))
    await processes.until(lambda begun: "blacking" in begun)
    processes.gate("saying").set()

    assert await run_isolated("saying") == b"saying"
    processes.gate("blacking").set()
    assert await blacking == b"blacking"


@pytest.mark.parametrize(("task", "places"), [("blacking", 1), ("inspecting", 2)])
async def test_who_finds_no_place_is_told_so_and_a_place_is_free_again_afterwards(
    processes: Processes, monkeypatch: pytest.MonkeyPatch, task: str, places: int
) -> None:
    held = [asyncio.create_task(run_isolated(task)) for _ in range(places)]
    await processes.until(lambda begun: begun.count(task) == places)

    with monkeypatch.context() as patched:
        patched.setattr(isolation, "_WAIT_SECONDS", 0.05)
        with pytest.raises(Unavailable):
            await run_isolated(task)
    processes.gate(task).set()

    assert await asyncio.gather(*held, run_isolated(task)) == [task.encode()] * (places + 1)


async def test_work_that_fails_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_arguments: str, **_options: Any) -> tuple[int, bytes]:
        return 1, b""

    monkeypatch.setattr(isolation, "run_module", fail)

    for _ in range(3):
        with pytest.raises(IsolationFailed):
            await run_isolated("blacking")
