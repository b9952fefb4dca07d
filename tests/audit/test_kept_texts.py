"""What the feed sends is kept beside a fact's place and in no digest: verifying makes it again of the fact, and finds one that lies."""

from typing import Any

import pytest
from sqlalchemy import select, update

from papi.checks import examine
from papi.outbox.models import ChainedFact
from tests.audit.conftest import Audited

Kept = tuple[str | None, str | None]
SENT, OTHER_KIND, PRIVATE, UNTOLD = 1, 2, 3, 4


@pytest.fixture
async def telling(audited: Audited) -> Audited:
    """Four facts in their places: two that are told, of two kinds, one that is private and one of which nobody is told."""
    for given in ({"kind": "report.submitted"}, {"kind": "report.accepted"}, {"kind": "report.submitted", "private": True}, {}):
        await audited.happen(1, **given)
    assert await audited.chain() == 4
    return audited


async def kept(audited: Audited, number: int) -> Kept:
    async with audited.world.database.reading() as session:
        form, told = (await session.execute(select(ChainedFact.form, ChainedFact.told).where(ChainedFact.number == number))).one()
        return form, told


async def keep(audited: Audited, number: int, instead: Kept) -> None:
    form, told = instead
    await audited.behind_its_back(update(ChainedFact).where(ChainedFact.number == number).values(form=form, told=told))


async def broken_by(audited: Audited, number: int, instead: Kept) -> Any:
    """What the auditor is told of while something else is kept at a place: nothing, or how the chain breaks and where."""
    before = await kept(audited, number)
    await keep(audited, number, instead)
    found = (await audited.verdict())["first_break"]
    await keep(audited, number, before)
    return found and (found["kind"], found["number"])


async def test_a_kept_text_that_says_what_no_fact_says_is_found_and_its_place_named(telling: Audited) -> None:
    form, text = await kept(telling, SENT)
    other = await kept(telling, OTHER_KIND)
    assert form is not None
    assert text is not None
    assert None not in other

    assert (await telling.verdict())["ok"] is True
    assert await broken_by(telling, SENT, (form, text.replace("report.submitted", "report.accepted"))) == ("changed", SENT)
    assert await broken_by(telling, SENT, (form, f"{text} ")) == ("changed", SENT)
    assert await broken_by(telling, SENT, (form, None)) == ("changed", SENT)
    assert await broken_by(telling, SENT, other) == ("changed", SENT)
    assert await broken_by(telling, SENT, (other[0], text)) == ("changed", SENT)
    assert await broken_by(telling, PRIVATE, (form, text)) == ("changed", PRIVATE)
    assert await broken_by(telling, UNTOLD, (form, text)) == ("changed", UNTOLD)
    assert (await telling.verdict())["ok"] is True


async def test_what_nobody_is_sent_breaks_nothing(telling: Audited) -> None:
    """An older release's text, or none: the event is written anew by whoever reads it."""
    assert await broken_by(telling, SENT, (None, None)) is None
    assert await broken_by(telling, SENT, ("00000000", "of another release")) is None


async def test_who_checks_the_installation_is_told_of_such_a_text_too(telling: Audited, monkeypatch: pytest.MonkeyPatch) -> None:
    async def is_current(*_given: object) -> bool:
        return True  # a test's tables bear no revision, and none is looked into before that is put right

    monkeypatch.setattr("papi.checks.is_current", is_current)
    form, _text = await kept(telling, SENT)
    await keep(telling, SENT, (form, "{}"))

    findings = {finding.what: finding for finding in await examine(telling.world.app.state.settings)}

    assert not findings["audit"].ok
    assert "breaks at place 1, where a fact was changed, or what is kept of it for searches and the change feed" in findings["audit"].words
