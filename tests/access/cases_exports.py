"""Long lists as files: whoever reads a list may have it prepared, and nobody else sees what was prepared."""

from datetime import timedelta
from uuid import UUID

from papi.access.permissions import Role
from papi.exports.models import ExportOrder
from papi.kit import clock
from papi.kit.types import new_id
from tests.access.tables import Attempt, Case, Scene, expect


async def a_list_that_everybody_reads(_scene: Scene) -> Attempt:
    return Attempt("/exports", {"path": "/units", "query": "kind=ward"})


async def a_list_of_the_administrator(_scene: Scene) -> Attempt:
    return Attempt("/exports", {"path": "/api-clients", "format": "csv"})


async def ones_own_files(_scene: Scene) -> Attempt:
    return Attempt("/exports")


async def a_file_of_a_colleague(scene: Scene) -> Attempt:
    return Attempt(f"/exports/{await _order(scene)}")


async def the_content_of_a_colleagues_file(scene: Scene) -> Attempt:
    return Attempt(f"/exports/{await _order(scene)}/file")


async def _order(scene: Scene) -> UUID:
    colleague = await scene.colleague(Role.OFFICER)
    now = clock.real()
    order = ExportOrder(
        id=new_id(),
        person_id=colleague.id,
        membership_id=colleague.membership_id,
        path="/units",
        query="",
        format="csv",
        language="vi",
        file_name="don-vi.csv",
        size=1,
        rows=1,
        created_at=now,
        finished_at=now,
        expires_at=now + timedelta(days=7),
    )
    await scene.world.add(order)
    return order.id


CASES = [
    Case("POST /exports", a_list_that_everybody_reads, expect(202)),
    Case("POST /exports", a_list_of_the_administrator, expect(403, admin=202)),
    Case("GET /exports", ones_own_files, expect(200)),
    Case("GET /exports/{export_id}", a_file_of_a_colleague, expect(404)),
    Case("GET /exports/{export_id}/file", the_content_of_a_colleagues_file, expect(404)),
]
