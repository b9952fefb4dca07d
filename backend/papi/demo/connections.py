"""Who calls the demo without a person at a screen: systems of the province and the city, and scripts of two people."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import ApiClient
from papi.api_clients.actions import create_api_client, deactivate_api_client, rotate_secret
from papi.api_clients.schemas import ApiClientCreate
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.kit.etag import Precondition
from papi.personal_tokens.actions import create_token
from papi.personal_tokens.schemas import PersonalTokenCreate

_PROVINCE = "Phần mềm đánh giá cải cách hành chính của tỉnh"
OF_CITY = "Trục tích hợp dữ liệu của thành phố"
_OLD = "Cổng báo cáo cũ của tỉnh"


def scenes_of_connections(stage: Stage) -> Iterator[Scene]:
    """Before the demo begins. The secrets are shown to nobody: who tries the demo issues a new one."""
    admin = stage.cast.actors["admin"]
    ward = stage.cast.units[FIRST_WARD]
    contact = "Sở Nội vụ tỉnh, Văn phòng cải cách hành chính"
    scopes = ["reports:read", "scores:read", "delivery:receipt"]
    yield Scene(at(7, 2, 8, 5), partial(_connect, admin, ApiClientCreate(name=_OLD, contact=contact, scopes=["reports:read"])))
    yield Scene(at(9, 4, 8, 20), partial(_connect, admin, ApiClientCreate.model_validate(_given(_PROVINCE, contact, scopes))))
    yield Scene(at(9, 5, 14, 0), partial(_end, admin))
    of_city = _given(OF_CITY, "Phòng Văn hóa và Thông tin", ["measures:write", "events:read"])
    yield Scene(at(9, 6, 9, 0), partial(_connect, admin, ApiClientCreate.model_validate(of_city)))
    of_ward = _given("Bảng điện tử một cửa Phường 1", "Bộ phận một cửa Phường 1", ["scores:read"])
    bounded = {**of_ward, "unit_ids": [str(ward.id)], "calls_a_minute": 120}
    yield Scene(at(9, 9, 9, 0), partial(_connect, admin, ApiClientCreate.model_validate(bounded)))
    yield Scene(at(9, 13, 16, 30), partial(_renew, admin))
    coordinator, officer = stage.cast.coordinator, stage.cast.officer(FIRST_WARD)
    for actor, given in (
        (coordinator, PersonalTokenCreate(name="Bảng tính tiến độ hằng tuần", days=365, scopes=["plans", "reports"])),
        (admin, PersonalTokenCreate(name="Sao lưu danh sách người dùng", days=365, scopes=["directory"])),
        (officer, PersonalTokenCreate(name="Nhập số liệu từ sổ một cửa", days=365, may_write=True, scopes=["measures"])),
        (coordinator, PersonalTokenCreate(name="Bản sao cho phân tích", days=180)),
    ):
        yield Scene(at(9, 13, 17, 0), partial(_make, actor, given))


def _given(name: str, contact: str, scopes: list[str]) -> dict[str, object]:
    return {"name": name, "contact": contact, "scopes": scopes, "allowed_addresses": ["203.0.113.0/24"]}


async def _connect(actor: Actor, given: ApiClientCreate, session: AsyncSession) -> None:
    await create_api_client(session, actor, given)


async def _end(actor: Actor, session: AsyncSession) -> None:
    client = (await session.scalars(select(ApiClient).where(ApiClient.name == _OLD))).one()
    await deactivate_api_client(session, actor, client.id, Precondition())


async def _renew(actor: Actor, session: AsyncSession) -> None:
    client = (await session.scalars(select(ApiClient).where(ApiClient.name == _PROVINCE))).one()
    await rotate_secret(session, actor, client.id, 72, Precondition())


async def _make(actor: Actor, given: PersonalTokenCreate, session: AsyncSession) -> None:
    await create_token(session, actor, given)
