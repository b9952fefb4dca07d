"""Which task of the plan a row is about: by its key, by its title and place, by its title alone, by its place if the title is alike."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from papi.kit.text import fold
from papi.plans.annex.proposals import Proposal, TaskWanted
from papi.plans.annex.standing import Standing

_ALIKE = 0.6
_Sign = tuple[str, ...] | None


def match_tasks(proposals: Sequence[Proposal], standing: Sequence[Standing]) -> Mapping[int, Standing]:
    """Row number → task. Each task is matched once; of several rows that are alike the first takes the first."""
    rows = {place: proposal.task for place, proposal in enumerate(proposals) if proposal.task is not None}
    found: dict[int, Standing] = {}
    for of_row, of_task in _SIGNS:
        taken = {id(task) for task in found.values()}
        free = _grouped((task for task in standing if id(task) not in taken), of_task)
        for place, wanted in rows.items():
            sign = of_row(wanted)
            if place not in found and sign is not None and free.get(sign):
                found[place] = free[sign].pop(0)
    _by_place(rows, standing, found)
    return found


def _grouped(tasks: Iterable[Standing], sign_of: Callable[[Standing], _Sign]) -> dict[_Sign, list[Standing]]:
    grouped: dict[_Sign, list[Standing]] = defaultdict(list)
    for task in tasks:
        grouped[sign_of(task)].append(task)
    return grouped


def _by_place(rows: Mapping[int, TaskWanted], standing: Sequence[Standing], found: dict[int, Standing]) -> None:
    """A title that was reworded in its place, where that place is of one task and one row: without numbers all rows stand in one place.

    A row that was put in between moves the others, so the words must be alike too.
    """
    tasks = _grouped(standing, lambda task: (fold(task.task.source_ref),))
    named = Counter(fold(wanted.source_ref) for wanted in rows.values())
    taken = {id(task) for task in found.values()}
    for place, wanted in rows.items():
        near = tasks.get((fold(wanted.source_ref),), [])
        if place in found or wanted.key is not None or len(near) != 1 or named[fold(wanted.source_ref)] != 1 or id(near[0]) in taken:
            continue
        if SequenceMatcher(None, fold(near[0].task.title), fold(wanted.title), autojunk=False).ratio() >= _ALIKE:
            found[place] = near[0]


def _by_key(wanted: TaskWanted) -> _Sign:
    return None if wanted.key is None else (wanted.key,)


def _title_and_place(wanted: TaskWanted) -> _Sign:
    return fold(wanted.title), fold(wanted.source_ref)


def _title(wanted: TaskWanted) -> _Sign:
    return (fold(wanted.title),)


_SIGNS: Sequence[tuple[Callable[[TaskWanted], _Sign], Callable[[Standing], _Sign]]] = (
    (_by_key, lambda task: (task.task.key,)),
    (_title_and_place, lambda task: (fold(task.task.title), fold(task.task.source_ref))),
    (_title, lambda task: (fold(task.task.title),)),
)
