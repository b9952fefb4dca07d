"""A page that could not be drawn is not tried again at each view."""

from pathlib import Path

import pytest

from papi.evidence import previews
from papi.evidence.isolation import IsolationFailed
from papi.evidence.rendering import Page, render
from papi.kit.errors import Unavailable
from tests.support import files
from tests.support.archive import Archive, upload


class Drawing:
    """Draws as it does anyway, but for what is to go wrong; notes which pages were tried."""

    def __init__(self) -> None:
        self.tried = list[int]()
        self.wrong = dict[int, Exception]()

    async def render(self, media_type: str, path: Path, page: int) -> Page:
        self.tried.append(page)
        if page in self.wrong:
            raise self.wrong[page]
        return await render(media_type, path, page)


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Drawing:
    made = Drawing()
    monkeypatch.setattr(previews, "render", made.render)
    monkeypatch.setattr(previews, "_failed", {})
    return made


async def looked_at(archive: Archive, document: str, page: int = 1) -> tuple[int, str]:
    answer = await archive.officer.get(f"/evidence/{document}/preview?page={page}")
    return answer.status_code, answer.json()["code"] if answer.status_code != 200 else "drawn"


async def test_it_is_tried_once_and_refused_alike_each_time(archive: Archive, drawing: Drawing) -> None:
    document = (await archive.document(content=files.pdf(pages=2)))["id"]
    drawing.wrong[1] = IsolationFailed()

    answers = [await looked_at(archive, document) for _ in range(3)]
    other_page = await looked_at(archive, document, 2)

    assert answers == [(415, "no_preview")] * 3
    assert (other_page, drawing.tried) == ((200, "drawn"), [1, 2])


async def test_a_later_version_is_tried(archive: Archive, drawing: Drawing) -> None:
    document = (await archive.document(content=files.pdf()))["id"]
    drawing.wrong[1] = IsolationFailed()
    before = await looked_at(archive, document)
    drawing.wrong.clear()
    await upload(archive.officer, files.picture(), "ảnh.jpg", to=f"/evidence/{document}/versions")

    after = await looked_at(archive, document)
    old = await archive.officer.get(f"/evidence/{document}/preview?version=1")

    assert (before, after, old.status_code) == ((415, "no_preview"), (200, "drawn"), 415)
    assert drawing.tried == [1, 1]


async def test_it_is_tried_again_when_an_hour_is_over(archive: Archive, drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    document = (await archive.document(content=files.pdf()))["id"]
    drawing.wrong[1] = IsolationFailed()
    await looked_at(archive, document)
    drawing.wrong.clear()
    monkeypatch.setattr(previews, "_FAILED_SECONDS", 0.0)

    assert await looked_at(archive, document) == (200, "drawn")


async def test_who_found_no_place_may_try_at_once(archive: Archive, drawing: Drawing) -> None:
    document = (await archive.document(content=files.pdf()))["id"]
    drawing.wrong[1] = Unavailable()
    busy = await looked_at(archive, document)
    drawing.wrong.clear()

    assert (busy, await looked_at(archive, document)) == ((503, "unavailable"), (200, "drawn"))


async def test_only_so_many_are_remembered_the_latest_of_them(archive: Archive, drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "_MOST_FAILED", 2)
    document = (await archive.document(content=files.pdf(pages=3)))["id"]
    drawing.wrong.update({page: IsolationFailed() for page in (1, 2, 3)})
    for page in (1, 2, 3, 2, 3, 1):
        await looked_at(archive, document, page)

    assert drawing.tried == [1, 2, 3, 1]
