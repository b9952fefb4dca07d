"""No test knows what day it is before it runs: a run that begins before midnight ends on another day than it was collected on."""

from collections.abc import Generator
from typing import NoReturn

import pytest

from papi.kit import clock

_real = clock.real


def _too_early() -> NoReturn:
    raise RuntimeError("what is collected runs later, perhaps after midnight: ask for the time when the test runs")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    clock.real = _too_early
    try:
        return (yield)
    finally:
        clock.real = _real
