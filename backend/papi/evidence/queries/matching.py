"""Documents by the names that people write down for them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence.models import LOST, Evidence
from papi.evidence.queries.visibility import kept_by
from papi.kit.text import fold
from papi.kit.types import AnyRow

_AT_ONCE = 40


async def own_by_name(session: AsyncSession, actor: Actor, names: Collection[str]) -> Mapping[str, Sequence[AnyRow]]:
    """The actor's unit's documents that bear each name, folded: as title, as the name of the file with its ending or without, or as
    document number. None that was erased or that is no proof."""
    folded = sorted({fold(name) for name in names} - {""})
    found: dict[str, list[AnyRow]] = defaultdict(list)
    for start in range(0, len(folded), _AT_ONCE):
        part = set(folded[start : start + _AT_ONCE])
        alike = or_(*(Evidence.folded.contains(f" {name}", autoescape=True) for name in sorted(part)))
        usable = (kept_by(actor), Evidence.erased_at.is_(None), Evidence.scan_state.not_in(LOST))
        columns = (Evidence.id, Evidence.title, Evidence.file_name, Evidence.document_number)
        for row in await session.execute(select(*columns).where(alike, *usable).order_by(Evidence.uploaded_at.desc(), Evidence.id)):
            for name in part & _names(row):
                found[name].append(row)
    return {name: found[fold(name)] for name in names if fold(name) in found}


def _names(row: AnyRow) -> set[str]:
    said = (row.title, row.file_name, PurePosixPath(row.file_name).stem, row.document_number or "")
    return {fold(name) for name in said} - {""}
