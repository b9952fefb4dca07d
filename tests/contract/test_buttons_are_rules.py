"""`allowed_actions` is what the server really accepts: every role, on everything, in every state."""

import pytest

from papi.access.permissions import Role
from tests.contract.actions import Maker, disagreements
from tests.contract.of_activities import an_activity
from tests.contract.of_answers import an_answer
from tests.contract.of_attention import attention_list
from tests.contract.of_corrections import correction
from tests.contract.of_inspections import a_finding, an_inspection
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def people(reporting: Reporting) -> dict[str, Someone]:
    return {
        "the officer": reporting.officer,
        "the head": reporting.head,
        "another unit's head": reporting.stranger,
        "the lead's officer": reporting.lead_officer,
        "the coordinator": reporting.coordinator,
        "a coordinator who is in the unit": await reporting.world.person(Role.COORDINATOR, reporting.ward),
        "the leader": reporting.leader,
        "the observer": reporting.observer,
        "the administrator": reporting.admin,
    }


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "accepted"])
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
async def test_of_a_report(reporting: Reporting, state: str, closed: bool) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: maker.report(state, closed=closed), await people(reporting)) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "locked"])
async def test_of_a_line(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: maker.line(state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["drafted", "not_started", "awaiting_confirmation", "completed", "suspended", "cancelled"])
@pytest.mark.parametrize("whose", ["ward", "coordinating"])
async def test_of_an_assignment(reporting: Reporting, state: str, whose: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: maker.assignment(state, getattr(reporting, whose)), await people(reporting)) == []


@pytest.mark.parametrize("state", ["planned", "open", "closed"])
async def test_of_a_period(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: maker.of_period(state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "discarded"])
async def test_of_a_plan(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: maker.plan(state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "withdrawn"])
async def test_of_an_amendment(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: maker.amendment(state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["unsent", "sent", "acknowledged"])
async def test_of_a_distribution(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: maker.distribution(state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted", "rejected"])
async def test_of_a_document(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: maker.document(state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "accepted", "withdrawn"])
async def test_of_a_correction(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: correction(maker, state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["draft", "decided", "confirmed", "settled", "published", "discarded"])
async def test_of_an_attention_list(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: attention_list(maker, state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "locked"])
async def test_of_an_answer(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: an_answer(maker, state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["planned", "held", "cancelled"])
async def test_of_an_activity(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: an_activity(maker, state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["planned", "under_way", "concluded", "cancelled"])
async def test_of_an_inspection(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: an_inspection(maker, state), await people(reporting)) == []


@pytest.mark.parametrize("state", ["open", "remedied", "returned", "verified", "closed"])
async def test_of_a_finding(reporting: Reporting, state: str) -> None:
    maker = Maker(reporting)

    assert await disagreements(lambda: a_finding(maker, state), await people(reporting)) == []
