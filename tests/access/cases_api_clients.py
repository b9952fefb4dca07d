"""Other systems: what they call themselves is tried in test_machines.py; people are turned away there."""

from tests.access.tables import Attempt, Case, Scene, expect


async def who_a_system_is(scene: Scene) -> Attempt:
    return Attempt("/integration/self")


CASES = [
    Case("GET /integration/self", who_a_system_is, expect(403)),
]
