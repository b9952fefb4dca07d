"""What a stranger tries to learn and to do about a report that is not theirs: every address, every list, every format."""

from collections.abc import Collection
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from tests.support.people import Script

CSV = "text/csv"
# All 28,860 published scores as a file take seconds for each stranger; those of one year come out of the same list.
ONE_PART = {"/scores": {"year": "2023"}}
# Who may audit knows who did what to which thing, by its id; never a word of it.
KNOWN_BY_ID = frozenset({"/audit"})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Secrets:
    """A report of one unit and what is in it. `words` are texts that stand nowhere else."""

    unit_id: str
    report: str
    line: str
    document: str
    words: list[str] = field(default_factory=list[str])

    def found_in(self, text: str) -> list[str]:
        return [secret for secret in (self.report, self.line, self.document, *self.words) if secret in text]

    def told_in(self, path: str, text: str) -> list[str]:
        """What a list should not have told."""
        return [secret for secret in self.found_in(text) if path not in KNOWN_BY_ID or secret in self.words]

    def addresses(self) -> list[str]:
        """Everything that can be asked about it by its id."""
        report, line, document = f"/reports/{self.report}", f"/report-lines/{self.line}", f"/evidence/{self.document}"
        return [
            *(report, f"{report}/lines", f"{report}/missing", f"{report}/seal", f"{report}/timeline"),
            *(line, f"{line}/timeline"),
            *(document, f"{document}/content", f"{document}/preview", f"{document}/timeline", f"{document}/uses"),
            *(f"/comments?subject=report:{self.report}", f"/comments?subject=report_line:{self.line}"),
            f"/comments?subject=evidence:{self.document}",
        ]

    def acts(self) -> list[tuple[str, str, Any]]:
        """Everything that can be done to it."""
        report, line, document = f"/reports/{self.report}", f"/report-lines/{self.line}", f"/evidence/{self.document}"
        of_line = [{"type": "report_line", "id": self.line}]
        return [
            ("PATCH", line, {"result": "Sửa hộ."}),
            ("PUT", f"{line}/review-mark", {"mark": "ok"}),
            ("POST", f"{line}/return", {"reason": "Sửa lại"}),
            ("POST", f"{report}/carry-forward", {}),
            ("POST", f"{report}/hand-over", None),
            ("POST", f"{report}/submit", None),
            ("POST", f"{report}/accept", {}),
            ("POST", f"{report}/return", {"reason": "Sửa lại"}),
            ("POST", f"{report}/reopen", {"reason": "Sửa lại"}),
            ("PATCH", document, {"title": "Đổi tên"}),
            ("POST", f"{document}/links", {"targets": of_line}),
            ("DELETE", f"{document}/links", {"targets": of_line}),
            ("POST", f"{document}/accept", None),
            ("POST", f"{document}/reject", {"reason": "Mờ"}),
        ]

    def talk(self) -> list[tuple[str, str, Any]]:
        """What everybody may do who sees it: join the conversation, open the file."""
        subjects = (f"report:{self.report}", f"report_line:{self.line}", f"evidence:{self.document}")
        said = [("POST", f"/comments?subject={subject}", {"text": "Cho hỏi thêm"}) for subject in subjects]
        return [*said, ("POST", f"/evidence/{self.document}/ticket", None)]


async def readable(stranger: Script, secrets: Secrets) -> list[str]:
    """The addresses that answer with anything but 404 (not there) or 403 (not for this role)."""
    statuses = {path: (await stranger.client.get(f"/api/v1{path}")).status_code for path in secrets.addresses()}
    return [f"{path}: {status}" for path, status in statuses.items() if status not in {403, 404}]


async def doable(stranger: Script, acts: Collection[tuple[str, str, Any]]) -> list[str]:
    """The acts that are not refused with 404 or 403."""
    found: list[str] = []
    for method, path, body in acts:
        status = (await stranger.client.request(method, f"/api/v1{path}", json=body)).status_code
        if status not in {403, 404}:
            found.append(f"{method} {path}: {status}")
    return found


async def traces(stranger: Script, secrets: Secrets, *, exports: bool = False) -> list[str]:
    """Where in lists, search, history, notifications and dashboards (and in their exports) any of it is to be read."""
    found: list[str] = []
    for path, parameters in await _lists(stranger):
        for query in _questions(secrets, parameters):
            answer = await stranger.client.get(f"/api/v1{path}", params=query)
            found += [f"{path} {query}: {secret}" for secret in secrets.told_in(path, answer.text)]
        if exports and "limit" in parameters:
            found += await _in_exports(stranger, path, secrets, parameters)
    return found


async def listed(reader: Script, secrets: Secrets) -> bool:
    """Whether the report is found among those of its unit."""
    return secrets.report in str(await reader.get("/reports", params={"unit": secrets.unit_id, "limit": "200"}))


async def _in_exports(stranger: Script, path: str, secrets: Secrets, parameters: Collection[str]) -> list[str]:
    found: list[str] = []
    query = {"unit": secrets.unit_id} if "unit" in parameters else ONE_PART.get(path, {})
    for kind in (CSV, XLSX):
        answer = await stranger.client.get(f"/api/v1{path}", params=query, headers={"Accept": kind})
        text = str(sheet_of(answer.content)) if answer.headers["content-type"].startswith(XLSX) else answer.text
        found += [f"{path} as {kind}: {secret}" for secret in secrets.told_in(path, text)]
    return found


def sheet_of(content: bytes) -> list[list[Any]]:
    """The rows of a workbook's first sheet."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


async def _lists(who: Script) -> list[tuple[str, set[str]]]:
    """Every address that can be read without knowing an id, with what it can be asked; a new one joins by itself."""
    paths = (await who.client.get("/openapi.json")).json()["paths"]
    return [
        (path.removeprefix("/api/v1"), {field["name"] for field in item["get"].get("parameters", []) if field["in"] == "query"})
        for path, item in paths.items()
        if path.startswith("/api/v1") and "get" in item and "{" not in path
    ]


def _finding(texts: list[str]) -> list[str]:
    """What to search for: a word that stands in all of the texts finds whatever each of them would."""
    shared = [word for word in texts[0].split() if all(word in text.split() for text in texts)]
    return shared[:1] or texts


def _questions(secrets: Secrets, parameters: Collection[str]) -> list[dict[str, str]]:
    """As it stands, searched for the words, narrowed to the unit, and asked for what belongs to the very thing."""
    asked: list[dict[str, str]] = [{"limit": "200"} if "limit" in parameters else {}]
    if "q" in parameters:
        asked += [{"q": word} for word in _finding(secrets.words)]
    narrowed = {
        "unit": secrets.unit_id,
        "subject": f"report_line:{secrets.line}",
        "linked_to": f"report_line:{secrets.line}",
    }
    return asked + [{name: value} for name, value in narrowed.items() if name in parameters]
