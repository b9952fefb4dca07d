"""What people ask about their own data in the demo: one answered, one in hand in the first ward, one to be erased at Phòng Nội vụ."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.kit.etag import Precondition
from papi.subject_requests.actions.registering import Ending, close, register
from papi.subject_requests.models import RequestKind, RequestState, RequestWay, SubjectRequest
from papi.subject_requests.schemas import SubjectRequestCreate

_FIRST = SubjectRequestCreate(
    kind=RequestKind.PROVIDE,
    way=RequestWay.IN_PERSON,
    subject_name="Phan Thị Diễm Thúy",
    identity_number="077 186 004 512",
    received_on=date(2024, 9, 3),
)
_SECOND = SubjectRequestCreate(
    kind=RequestKind.PROVIDE,
    way=RequestWay.POST,
    subject_name="Nguyễn Văn Mẫu",
    identity_number="077 085 000 123",
    phone="0907 555 018",
    received_on=date(2024, 9, 11),
)
_THIRD = SubjectRequestCreate(
    kind=RequestKind.ERASE,
    way=RequestWay.ONLINE,
    subject_name="Trần Thị Mẫu",
    identity_number="077 190 000 456",
    received_on=date(2024, 9, 12),
)


def scenes_of_subject_requests(stage: Stage) -> Iterator[Scene]:
    """In the days before the demo begins."""
    head, clerk = stage.cast.head(FIRST_WARD), stage.cast.coordinator
    yield Scene(at(9, 3, 8, 40), partial(_register, head, _FIRST))
    yield Scene(at(9, 10, 15, 10), partial(_answer, head))
    yield Scene(at(9, 11, 10, 5), partial(_register, head, _SECOND))
    yield Scene(at(9, 12, 9, 30), partial(_register, clerk, _THIRD))


async def _register(actor: Actor, given: SubjectRequestCreate, session: AsyncSession) -> None:
    await register(session, actor, given)


async def _answer(actor: Actor, session: AsyncSession) -> None:
    request = (await session.scalars(select(SubjectRequest.id).where(SubjectRequest.number == 1))).one()
    told = "Đã giao bản sao các tài liệu có liên quan tại bộ phận một cửa; người yêu cầu đã ký nhận."
    await close(session, actor, request, Ending(RequestState.ANSWERED, told), Precondition())
