"""Statements are kept for those who ask often, and few of them: the memory of a server does not grow with what is asked."""

import gc
import weakref
from itertools import product

from sqlalchemy import select

from papi.directory.models import Unit
from papi.kit.lists import Pages
from papi.kit.paging import Key, Keyset, Start

KEYS = {"sort": Key(Unit.sort, int), "code": Key(Unit.code, str), "name": Key(Unit.name, str)}
ASKED = list(product((*KEYS, *(f"-{name}" for name in KEYS)), Start, (1, 10, 50, 200)))


def test_asked_again_the_same_statement_serves() -> None:
    pages = Pages(select(Unit.id), Keyset(KEYS, default="sort", id=Unit.id))

    assert pages.statement("sort", Start.NOTHING, 40) is pages.statement("sort", Start.NOTHING, 50)


def test_who_asks_in_every_order_and_length_fills_no_memory() -> None:
    pages = Pages(select(Unit.id), Keyset(KEYS, default="sort", id=Unit.id))
    made = [weakref.ref(pages.statement(*asked)) for asked in ASKED]
    gc.collect()

    kept = [statement for statement in made if statement() is not None]

    assert (len(made), 0 < len(kept) < 10, made[-1]() is pages.statement(*ASKED[-1])) == (72, True, True)
