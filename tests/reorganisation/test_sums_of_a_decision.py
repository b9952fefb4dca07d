"""What the sums of before and after promise: each open piece of work is found again, and what begins anew is told apart."""

import asyncio
from typing import Any

import pytest

from papi.reorganisation.actions import effect
from tests.support.planning import counts_are_true
from tests.support.reorganising import DAY, decided, decision, merger, moves_of, new_unit, on, part, tried
from tests.support.reporting import Reporting


async def test_duties_met_for_this_period_begin_anew_and_are_counted_apart(reporting: Reporting) -> None:
    await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    body = decision(part("merge", [reporting.ward], [new_unit()]))
    preview = await tried(reporting.admin, body)
    with on(DAY):
        made = await decided(reporting.admin, body)
        moves = await moves_of(reporting.admin, made, "&what=assignment")

    before, after = made["before"], made["after"]
    assert (before["sum"]["open"], before["sum"]["awaiting"], before["continued"]) == (1, 3, 0)
    assert (after["sum"]["open"], after["sum"]["awaiting"], after["continued"]) == (1 + 3, 3, 3)
    assert after["sources"] == before["sources"] == 1
    assert (preview["before"]["continued"], preview["after"]["continued"]) == (0, 3)
    assert sorted(move["how"] for move in moves) == ["carried", "continued", "continued", "continued"]
    assert await counts_are_true(reporting)


async def test_every_open_one_of_after_stands_for_some_of_before_or_begins_anew(reporting: Reporting) -> None:
    """One ward has sent, the other writes: what the second had open is not counted as begun anew for the first."""
    await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    with on(DAY):
        made = await decided(reporting.admin, merger(reporting))
        moves = await moves_of(reporting.admin, made, "&what=assignment")

    before, after = made["before"], made["after"]
    gone_over = {move["thing_id"]: move["into_id"] for move in moves if move["how"] in {"carried", "merged"}}
    assert len(gone_over) == before["sum"]["open"] == before["sources"] == after["sources"] == 4
    assert after["sum"]["open"] == len(set(gone_over.values())) + after["continued"] == 4
    assert after["continued"] == 0


async def test_what_others_do_meanwhile_is_no_loss(reporting: Reporting, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, acts = effect.join_groups, list[asyncio.Task[str]]()

    async def meanwhile(carrying: Any) -> None:
        acts.append(asyncio.create_task(reporting.document(reporting.lead_officer)))
        if not reporting.world.database.is_sqlite:  # which has one writer: there the other waits until all is done
            await acts[0]
        await whole(carrying)

    monkeypatch.setattr(effect, "join_groups", meanwhile)
    with on(DAY):
        heir = {"unit_id": str(reporting.department.id)}
        made = await decided(reporting.admin, decision(part("dissolve", [reporting.ward], [heir])))
        document = await reporting.lead_officer.get(f"/evidence/{await acts[0]}")

    assert (made["state"], document.status_code) == ("effective", 200)
