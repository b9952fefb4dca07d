"""Requests made up from the API's own description, good and bad, by people of every role: no answer outside what it promises.

The requests are the same in every run. The description is `openapi/papi.json`, the one that clients are written against.
"""

import json
from collections import Counter
from contextlib import suppress
from typing import Any, cast
from uuid import UUID

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from papi.kit import clock
from tests.architecture.sources import ROOT
from tests.support.reporting import NOW, Reporting, make_reporting
from tests.support.world import Someone, World


@schemathesis.serializer("application/offset+octet-stream")
def as_bytes(_context: Any, value: Any) -> bytes:
    """A piece of a file is sent as it is."""
    return value if isinstance(value, bytes) else str(value).encode()


DESCRIPTION = json.loads((ROOT / "openapi" / "papi.json").read_text("utf-8"))
EXAMPLES = {GenerationMode.POSITIVE: 4, GenerationMode.NEGATIVE: 2}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Ends the session with which the others ask; has tests of its own.
LEFT_OUT = {("DELETE", "/api/v1/me/sessions/{session_id}")}


def made_up(operation: Any, mode: GenerationMode) -> list[Case]:
    """Requests for one operation, good or bad by the description, always the same ones."""
    found: list[Case] = []

    @settings(
        max_examples=EXAMPLES[mode],
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(operation.as_strategy(generation_mode=mode))
    def collect(case: Case) -> None:
        found.append(case)

    with suppress(Unsatisfiable):  # where nothing can be wrong, because nothing is asked for
        collect()
    return found


def operations() -> list[Any]:
    schema = schemathesis.openapi.from_dict(DESCRIPTION)
    found: list[Any] = [cast(Any, result).ok() for result in schema.get_all_operations()]
    return [operation for operation in found if (operation.method.upper(), operation.path) not in LEFT_OUT]


async def real_things(reporting: Reporting) -> dict[str, str]:
    """Ids of things that exist, by the name of the parameter, so that not every request ends at 404."""
    period = await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    assignment = (await reporting.coordinator.get("/assignments?limit=1")).json()["items"][0]
    return {
        "period_id": period,
        "report_id": report["id"],
        "line_id": line["id"],
        "evidence_id": line["evidence_ids"][0],
        "assignment_id": assignment["id"],
        "task_id": str(reporting.tasks["inform"]),
        "plan_id": str(reporting.plan_id),
        "unit_id": str(reporting.ward.id),
        "person_id": str(reporting.stranger.id),
        "year": "2023",
    }


def is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


async def test_no_request_that_can_be_made_up_breaks_the_description(world: World) -> None:
    wrong: list[str] = []
    statuses: Counter[int] = Counter()
    with clock.business_at(NOW):
        reporting = await make_reporting(world)
        things = await real_things(reporting)
        people = [reporting.admin, reporting.coordinator, reporting.head, reporting.officer, reporting.leader, reporting.observer]
        for operation in operations():
            for mode in EXAMPLES:
                for number, case in enumerate(made_up(operation, mode)):
                    if number % 3:
                        real = {
                            name: things[name] for name, value in (case.path_parameters or {}).items() if name in things and is_id(value)
                        }
                        case.path_parameters = {**(case.path_parameters or {}), **real}
                    who = people[(number + len(operation.path)) % len(people)]
                    problem, status = await ask(who, case)
                    statuses[status] += 1
                    wrong += [f"{who.role} {operation.method.upper()} {operation.path}: {problem}"] if problem else []

    assert wrong == [], "\n".join(wrong)
    assert statuses.keys() >= {200, 201, 403, 404, 422}, statuses


def parts_in(files: Any) -> list[tuple[str, Any]]:
    return list(files.items()) if isinstance(files, dict) else [(name, given) for name, given in files]


def part_of(given: Any) -> tuple[str | None, bytes]:
    """A part of a form as httpx wants it: a file's name, or none for a plain field, and bytes."""
    name, content = (given[0], given[1]) if isinstance(given, tuple) else ("file", given)
    return name, content if isinstance(content, bytes) else str(content).encode("utf-8", "replace")


async def ask(who: Someone, case: Case) -> tuple[str, int]:
    """What is wrong with the answer, if anything, and its status."""
    options = {name: value for name, value in case.as_transport_kwargs(base_url="http://127.0.0.1:8000").items() if value is not None}
    options["headers"] = {**dict(options.pop("headers", {})), **who.headers}
    options.pop("cookies", None)
    if isinstance(options.get("data"), (str, bytes)):
        options["content"] = options.pop("data")
    if options.get("files"):
        options["files"] = [(name, part_of(given)) for name, given in parts_in(options["files"])]
    answer = await who.client.request(**options)
    await answer.request.aread()  # so that a failure can show what was sent
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as error:
        return f"{answer.status_code} {[str(found)[:600] for found in error.exceptions]}", answer.status_code
    return "", answer.status_code
