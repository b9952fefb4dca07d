"""What stands on papers: Phòng Nội vụ writes it down for the city and for itself, heads of wards for their own units."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.cast import CITY, COORDINATING
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.directory.models import Unit
from papi.kit.etag import Precondition
from papi.papers.actions import write_letterhead
from papi.papers.schemas import LetterheadWrite

_PLACE = "Vũng Tàu"
_SINCE = date(2024, 1, 1)


def scenes_of_letterheads(stage: Stage) -> Iterator[Scene]:
    cast = stage.cast
    city = LetterheadWrite(
        place=_PLACE,
        authority=["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        signer=cast.leader.full_name,
        addressees=["Ủy ban nhân dân tỉnh Bà Rịa – Vũng Tàu"],
    )
    office = LetterheadWrite(place=_PLACE, symbol="NV", signer=cast.head(COORDINATING).full_name)
    yield Scene(at(6, 25, 10), partial(_write, cast.coordinator, cast.units[CITY], city))
    yield Scene(at(6, 25, 10, 10), partial(_write, cast.coordinator, cast.units[COORDINATING], office))
    for place, ward in enumerate(stage.wards[:4]):
        head = cast.head(ward.code)
        given = LetterheadWrite(place=_PLACE, signer=head.full_name, receivers=["TT. Đảng ủy, HĐND (để báo cáo)"])
        if ward.code == FIRST_WARD:
            given = given.model_copy(update={"authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]})
        yield Scene(at(6, 26, 8, 10 * place), partial(_write, head, ward, given))


async def _write(actor: Actor, unit: Unit, given: LetterheadWrite, session: AsyncSession) -> None:
    await write_letterhead(session, actor, (unit.id, _SINCE), given, Precondition())
