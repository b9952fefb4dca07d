"""A library is read page by page from what is kept and what is lent, and counted no further than was asked."""

from typing import Any

from tests.support.archive import Archive
from tests.support.world import Someone


async def everything(who: Someone, query: str = "") -> list[str]:
    """The titles of all pages of one document each."""
    found, cursor = list[str](), ""
    while True:
        page = (await who.get(f"/evidence?limit=1{query}{cursor}")).json()
        found += [item["title"] for item in page["items"]]
        if page["next_cursor"] is None:
            return found
        cursor = f"&cursor={page['next_cursor']}"


async def shared(archive: Archive) -> None:
    """Two documents of the lead department's own, three of the ward's lent to it, for one reason or two; one is lent and marked."""
    for number in range(1, 6):
        who: Someone = archive.lead if number % 2 else archive.officer
        fields: dict[str, Any] = {"contains_personal_data": "true"} if number == 4 else {}
        made = await archive.document(who, title=f"Tài liệu {number}", **fields)
        await archive.release(made["id"], lent_to=[archive.lead.unit])
        await archive.release(made["id"], lent_to=[archive.lead.unit])


async def test_what_is_kept_and_what_is_lent_stand_in_one_order(archive: Archive) -> None:
    await shared(archive)

    assert await everything(archive.lead) == [f"Tài liệu {number}" for number in (5, 3, 2, 1)]
    assert await everything(archive.lead, "&sort=title") == [f"Tài liệu {number}" for number in (1, 2, 3, 5)]
    assert await everything(archive.lead, "&sort=-size") == await everything(archive.lead, "&sort=-size")
    assert await everything(archive.lead, "&q=2") == ["Tài liệu 2"]


async def test_documents_are_counted_as_far_as_was_asked(archive: Archive) -> None:
    await shared(archive)

    def told(page: dict[str, Any]) -> tuple[int | None, bool]:
        return page["total"], page["total_is_least"]

    for who, query, total in (
        (archive.lead, "count_to=3", (3, True)),
        (archive.lead, "count_to=4", (4, False)),
        (archive.lead, "count=true", (4, False)),
        (archive.lead, "count=true&count_to=2", (4, False)),
        (archive.coordinator, "count_to=4", (4, True)),
        (archive.coordinator, "count_to=9", (5, False)),
        (archive.coordinator, "limit=2", (None, False)),
    ):
        assert told((await who.get(f"/evidence?{query}")).json()) == total, query
    assert (await archive.lead.get("/evidence?count_to=0")).status_code == 422
