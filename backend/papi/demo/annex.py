"""The annex of the plan as the office's own table, loaded through the product's import: its words stay with the tasks."""

from papi.access.actor import Actor
from papi.kit.db import Database
from papi.kit.etag import Precondition
from papi.plans.annex.exporting import make_annex_alone
from papi.plans.annex.importing import Upload, import_annex
from papi.plans.annex.known import known_of
from papi.plans.annex.standing import plan_as_it_stands
from papi.plans.models import Plan

FILE_NAME = "Phụ lục kèm theo Kế hoạch PAPI năm 2024.xlsx"


async def load_annex(database: Database, coordinator: Actor, plan: Plan) -> None:
    """Make the table with the annex's ten columns, and load it as Phòng Nội vụ does."""
    async with database.reading() as session:
        known, _fresh = await known_of(session, plan, [])
        content = make_annex_alone(plan, known, await plan_as_it_stands(session, coordinator, plan))
    await import_annex(database, coordinator, plan.id, Upload(content, FILE_NAME, []), Precondition())
