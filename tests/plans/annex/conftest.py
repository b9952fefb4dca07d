import pytest

from tests.support.annexes import Annexed, make_annexed
from tests.support.reporting import Reporting


@pytest.fixture
async def annexed(reporting: Reporting) -> Annexed:
    """A draft to load annexes into."""
    return await make_annexed(reporting)
