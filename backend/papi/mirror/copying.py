"""Making a copy and keeping it: events first, then the lists, then whatever later events say has changed."""

from collections.abc import Callable

from papi.kit import clock
from papi.mirror.store import Store
from papi.mirror.talking import NotGiven, OtherHistory, Source

Say = Callable[[str], None]
_WAIT = 25


async def mirror(source: Source, store: Store, address: str, say: Say, *, follow: bool = False) -> None:
    """Bring the copy up to date; with `follow` keep it so until told to stop."""
    if store.state("source") != address:
        say("Sao chép từ đầu / a new copy")
        store.start_over(address)
    while True:
        try:
            await _catch_up(source, store, say)
            if not follow:
                return
            await _take(source, store, wait=_WAIT)
        except OtherHistory:
            say("Máy chủ đã được khôi phục, sao chép lại từ đầu / the server was restored: a new copy")
            store.start_over(address)


async def _catch_up(source: Source, store: Store, say: Say) -> None:
    while await _take(source, store):
        pass
    today = clock.real().astimezone(clock.TIMEZONE).date().isoformat()
    if store.state("listed") is None or store.state("day") != today:
        store.read_lists(today)
    while (stale := store.stale()) is not None:
        await _read_anew(source, store, stale, say)


async def _read_anew(source: Source, store: Store, stale: tuple[str, str, int], say: Say) -> None:
    table, unit = store.holding.named(stale[0]), stale[1]
    latest = store.latest(table)
    asked = {**table.asked, **({"unit": unit} if unit else {}), **({"updated_after": latest} if latest else {})}
    try:
        items = await source.everything(table.path, asked)
    except NotGiven as refused:
        say(f"{table.name}: {refused}")
        items, latest = [], None
    gone = store.replace(table, stale, items, whole=latest is None)
    if not unit or gone:
        say(f"{table.name}: {store.count(table.name)}" + (f", {gone} không còn / gone" if gone else ""))


async def _take(source: Source, store: Store, *, wait: int = 0) -> bool:
    """Take the next page of events; whether there is more. Before the lists were read, events say nothing of what is stale in them."""
    page = await source.events(store.after, store.state("mark"), wait=wait)
    told = page["items"] if store.state("listed") else ()
    stale = {one for event in told for one in store.holding.stale_after(event)}
    store.take(page, sorted(stale))
    return page["next_cursor"] is not None
