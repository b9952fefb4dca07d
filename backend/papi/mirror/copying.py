"""Making a copy and keeping it: events first, then the lists, then whatever later events say has changed."""

from collections.abc import Callable

from papi.mirror.store import Store
from papi.mirror.tables import BY_NAME, stale_after
from papi.mirror.talking import OtherHistory, Source

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
    if store.state("listed") is None:
        store.read_lists()
    while (stale := store.stale()) is not None:
        table, unit, _ = BY_NAME[stale[0]], stale[1], stale[2]
        items = await source.everything(table.path, {**table.asked, **({"unit": unit} if unit else {})})
        gone = store.replace(table, stale, items)
        if not unit or gone:
            say(f"{table.name}: {store.count(table.name)}" + (f", {gone} không còn / gone" if gone else ""))


async def _take(source: Source, store: Store, *, wait: int = 0) -> bool:
    """Take the next page of events; whether there is more. Before the lists were read, events say nothing of what is stale in them."""
    page = await source.events(store.after, store.state("mark"), wait=wait)
    stale = {one for event in page["items"] for one in stale_after(event)} if store.state("listed") else set[tuple[str, str]]()
    store.take(page, sorted(stale))
    return page["next_cursor"] is not None
