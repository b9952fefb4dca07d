"""A token for documents alone neither changes what they prove nor tells of it."""

from papi.access.areas import AREAS, serves_things
from papi.evidence.linking import LINKERS
from tests.personal_tokens.test_for_some_areas import NARROW, script_of
from tests.support.authenticators import refusal
from tests.support.files import pdf
from tests.support.reporting import Reporting


async def test_a_token_for_documents_alone_changes_no_report_by_them(reporting: Reporting) -> None:
    await reporting.opened_period()
    officer = reporting.officer
    lines = await reporting.lines_of(officer, (await reporting.report_of(officer))["id"])
    linked, document = await reporting.document(officer), await reporting.document(officer)
    target = f"report_line:{lines[0]['id']}"
    to_line = {"targets": [{"type": "report_line", "id": lines[0]["id"]}]}
    assert (await officer.post(f"/evidence/{linked}/links", to_line)).status_code == 200
    documents, both = await script_of(officer, "evidence", may_write=True), await script_of(officer, "evidence", "reports", may_write=True)

    refused = [
        await documents.post(f"/evidence/{document}/links", to_line),
        await documents.request("DELETE", f"/evidence/{linked}/links", json=to_line),
        await documents.post("/evidence", files={"file": ("anh.pdf", pdf())}, data={"link_to": [target]}),
        await documents.get(f"/evidence?linked_to={target}"),
    ]

    assert [refusal(answer) for answer in refused] == [NARROW] * 4
    assert {answer.json()["scope"] for answer in refused} == {"reports"}
    uses = [(await script.get(f"/evidence/{linked}/uses")).json()["items"] for script in (documents, both)]
    assert [len(items) for items in uses] == [0, 1]
    [line] = [line for line in await reporting.lines_of(officer, lines[0]["report_id"]) if line["id"] == lines[0]["id"]]
    assert line["evidence_ids"] == [linked]
    assert len((await officer.get("/evidence")).json()["items"]) == 2
    assert (await documents.post("/evidence", files={"file": ("anh.pdf", pdf())})).status_code == 201
    assert (await both.post(f"/evidence/{document}/links", to_line)).status_code == 200


async def test_a_file_that_was_ordered_for_all_areas_is_told_to_no_token_for_some(reporting: Reporting) -> None:
    whole, plans, key = await script_of(reporting.officer), await script_of(reporting.officer, "plans"), {"Idempotency-Key": "tep-1"}
    wish = {"path": "/evidence", "query": "q=ke hoach"}

    first, other, again = [await script.post("/exports", wish, headers=key) for script in (whole, plans, whole)]

    assert (first.status_code, refusal(other), again.status_code) == (202, NARROW, 202)
    assert again.json()["id"] == first.json()["id"]


def test_whatever_a_document_may_prove_is_in_an_area(reporting: Reporting) -> None:
    assert reporting.world.app is not None
    assert len(LINKERS) > 3
    assert [kind for kind in LINKERS if not serves_things(kind, AREAS)] == []
