"""A room of the product: who enters, where, and how one gets from the page into its panel or dialog."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from string import Formatter

from playwright.async_api import Page, expect

from tests.support.gallery import ReaderOf, settled
from tests.support.people import Script, latest_report

Enter = Callable[[Page], Awaitable[None]]


async def _report(reader: Script) -> str:
    return (await latest_report(reader))["id"]


async def _questions(reader: Script) -> str:
    items = (await reader.get(f"/reports?unit={reader.unit_id}&state=draft"))["items"]
    return next(item["id"] for item in items if not item["lines_total"])


async def _sent(reader: Script) -> str:
    return (await reader.get("/reports?reviewable=true&limit=1"))["items"][0]["id"]


async def _answered(reader: Script) -> str:
    return next(item["id"] for item in (await reader.get("/reports?reviewable=true&limit=200"))["items"] if item["answers_total"])


async def _asking(reader: Script) -> str:
    periods = (await reader.get("/periods?state=open&kind=ad_hoc"))["items"]
    return next(period["id"] for period in periods if not period["cumulative"])


async def _quarter(reader: Script) -> str:
    return (await reader.get("/periods?kind=quarter_3"))["items"][0]["id"]


async def _behind(reader: Script) -> str:
    return (await reader.get("/attention-lists"))["items"][0]["id"]


async def _replaced(reader: Script) -> str:
    return (await reader.get("/evidence?replaced=true&limit=1"))["items"][0]["id"]


async def _quarantined(reader: Script) -> str:
    return (await reader.get("/evidence?scan_state=infected&limit=1"))["items"][0]["id"]


async def _asked(reader: Script) -> str:
    return (await reader.get("/subject-requests?state=open&limit=1"))["items"][0]["id"]


async def _inspected(reader: Script) -> str:
    return (await reader.get("/inspections?state=concluded&limit=1"))["items"][0]["id"]


async def _to_remedy(reader: Script) -> str:
    return (await reader.get("/findings?waiting=true&limit=1"))["items"][0]["id"]


async def _hook(reader: Script) -> str:
    return (await reader.get("/webhooks?state=paused"))["items"][0]["id"]


PLACES: Mapping[str, Callable[[Script], Awaitable[str]]] = {
    "report": _report,  # the latest with lines of the person's own unit
    "questions": _questions,  # the unit's own that asks questions alone, and is being answered
    "sent": _sent,  # one that waits for the reviewer
    "answered": _answered,  # the same, of one with answers
    "asking": _asking,  # the open period of questions
    "quarter": _quarter,
    "behind": _behind,  # the list of units that need attention
    "replaced": _replaced,  # a document with a newer file than the one that was accepted
    "quarantined": _quarantined,  # a document in which the virus scanner found something
    "hook": _hook,  # a webhook that is paused, with deliveries of all kinds
    "asked": _asked,  # the latest request of a data subject that is open
    "inspected": _inspected,  # an inspection that was concluded
    "to_remedy": _to_remedy,  # a finding that the unit is to remedy
}


@dataclass(frozen=True)
class Room:
    """`path` may name what stands in PLACES, in braces."""

    username: str
    path: str
    enter: Enter | None = None
    in_english: bool = True
    only_desk: bool = False

    async def address(self, reader_of: ReaderOf) -> str:
        names = [name for _text, name, _spec, _conversion in Formatter().parse(self.path) if name]
        if not names:
            return self.path
        reader = await reader_of(self.username)
        return self.path.format(**{name: await PLACES[name](reader) for name in names})

    def __str__(self) -> str:
        way = f"-{self.enter.__name__}" if self.enter is not None else ""
        return f"{self.username}-{self.path.strip('/').replace('/', '.')}{way}"


def pressing(name: str) -> Enter:
    """Press the button, and see the dialog that opens under the same name."""

    async def enter(page: Page) -> None:
        await page.get_by_role("button", name=name).first.click()
        await expect(page.get_by_role("dialog").first).to_be_visible()
        await settled(page)

    enter.__name__ = name
    return enter


async def first_page(page: Page) -> None:
    """The whole row, or on a phone the card, leads to a page of its own."""
    before = page.url
    opener = page.locator("tbody tr button, tbody tr a, ul[aria-label] > li button, ul[aria-label] > li a").locator("visible=true")
    await opener.first.click()
    await page.wait_for_url(lambda url: url != before)
    await settled(page)


async def first_row(page: Page) -> None:
    """The whole row, or on a phone the card, opens the panel."""
    opener = page.locator("tbody tr button, tbody tr a, ul[aria-label] > li button, ul[aria-label] > li a").locator("visible=true")
    await opener.first.click()
    await settled(page)
    await expect(page.get_by_role("button", name="Đóng").first).to_be_visible()
