"""What tests cost: `pytest --costs` adds up the seconds of processor time that each module took, with all processes that it started.

Seconds of the clock say little on a machine that others use as well. On PostgreSQL the server belongs to the run, not to one of its
workers: ask for its share with `-n 0`.
"""

import os
from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

SHOWN = 40
_TICKS = os.sysconf("SC_CLK_TCK")
_OWN_AND_CHILDREN = slice(11, 15)  # utime, stime, cutime and cstime, counted after the name of the program
_PARENT = 1

Costs = dict[str, dict[str, float]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--costs", action="store_true", help="tell the processor time of each module, by set-up, test and tear-down")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--costs"):
        config.pluginmanager.register(_Costs(), "costs")


class _Costs:
    def __init__(self) -> None:
        self._found: Costs = defaultdict(lambda: defaultdict[str, float](float))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, Any, Any]:
        return (yield from self._measured(item, "setup"))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, Any, Any]:
        return (yield from self._measured(item, "call"))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, Any, Any]:
        return (yield from self._measured(item, "teardown"))

    def _measured(self, item: pytest.Item, phase: str) -> Generator[None, Any, Any]:
        before = _spent()
        try:
            return (yield)
        finally:
            of_module = self._found[item.nodeid.partition("::")[0]]
            of_module[phase] += _spent() - before
            of_module["tests"] += phase == "call"

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        sent: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if sent is not None:
            sent["costs"] = {module: dict(costs) for module, costs in self._found.items()}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for module, costs in node.workeroutput.get("costs", {}).items():
            for phase, seconds in costs.items():
                self._found[module][phase] += seconds

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        by_cost = sorted(self._found.items(), key=lambda entry: -_sum(entry[1]))
        terminalreporter.section("seconds of processor time: set-up, tests, tear-down")
        for module, costs in by_cost[:SHOWN]:
            terminalreporter.write_line(_told(module, costs))
        everything = {name: sum(costs[name] for _module, costs in by_cost) for name in ("tests", "setup", "call", "teardown")}
        terminalreporter.write_line(_told(f"all {len(by_cost)} modules", everything))


def _sum(costs: dict[str, float]) -> float:
    return costs["setup"] + costs["call"] + costs["teardown"]


def _told(name: str, costs: dict[str, float]) -> str:
    phases = " ".join(f"{costs[phase]:7.1f}" for phase in ("setup", "call", "teardown"))
    return f"{_sum(costs):8.1f} = {phases}  {costs['tests']:5.0f} tests  {name}"


def _spent() -> float:
    """The processor time of this process and of everything that it started, running or ended."""
    children: dict[int, list[int]] = defaultdict(list)
    ticks: dict[int, int] = {}
    for number, fields in _processes():
        children[int(fields[_PARENT])].append(number)
        ticks[number] = sum(map(int, fields[_OWN_AND_CHILDREN]))
    total, waiting = 0, [os.getpid()]
    while waiting:
        process = waiting.pop()
        total += ticks.get(process, 0)
        waiting += children[process]
    return total / _TICKS


def _processes() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        yield int(folder.name), fields
