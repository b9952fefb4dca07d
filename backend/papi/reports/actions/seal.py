"""The seal: an accepted report frozen as canonical JSON with the hashes of its evidence, and signed."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import rfc8785
from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.access.signatures import sign_statement
from papi.directory.queries import signature_of
from papi.evidence.actions import note_accepted
from papi.evidence.models import Evidence
from papi.evidence.queries import require_acceptable
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.models import Task
from papi.reports.actions.answers import list_answers
from papi.reports.answering import said
from papi.reports.facts import SEALED, about_report
from papi.reports.models import Correction, CorrectionState, Report, ReportLine, Seal, SealedDocument
from papi.reports.queries.line_parts import linked_ids
from papi.reports.queries.reports import LoadedReport
from papi.reports.sealed import SEAL_FORMAT

_UNNAMED = "Tài liệu có dữ liệu cá nhân"


@dataclass(frozen=True)
class _Kept:
    """The files that the seal before names, by the number of the line and the document, and what a correction brings to which line: of that
    the reviewer has seen the present files."""

    files: Mapping[tuple[int, UUID], Mapping[str, Any]] = field(default_factory=dict[tuple[int, UUID], Mapping[str, Any]])
    brought: Collection[tuple[UUID, UUID]] = ()

    def of(self, line: ReportLine, document: UUID) -> Mapping[str, Any]:
        return {} if (line.id, document) in self.brought else self.files.get((line.sort + 1, document), {})

    def named(self) -> set[tuple[UUID, int]]:
        return {(document, file["version"]) for (_line, document), file in self.files.items()}


async def seal_report(
    session: AsyncSession, actor: Actor, loaded: LoadedReport, key: SigningKey, brought: Collection[tuple[UUID, UUID]] | None = None
) -> Seal:
    """Freeze the report as it was accepted. Earlier seals stay. A correction names the documents that it `brought`, each with its line:
    nothing else was looked at, and stays the file that the seal before names."""
    latest = await session.scalar(select(Seal).where(Seal.report_id == loaded.report.id).order_by(Seal.number.desc()).limit(1))
    kept = _Kept() if brought is None or latest is None else _Kept(_files_of(latest), brought)
    frozen = await _content(session, loaded, _acceptor(actor, loaded.report, latest), kept)
    files = {(UUID(document["id"]), document["version"]): document["sha256"] for line in frozen["lines"] for document in line["evidence"]}
    await require_acceptable(session, actor, files)
    content = rfc8785.dumps(frozen)
    digest = sha256(content).hexdigest()
    number = latest.number + 1 if latest else 1
    sealed_at = clock.business()
    statement = {
        "format": SEAL_FORMAT,
        "report": str(loaded.report.id),
        "number": number,
        "sha256": digest,
        "sealed_at": sealed_at.isoformat(),
    }
    seal = Seal(
        id=new_id(),
        report_id=loaded.report.id,
        number=number,
        content=content.decode(),
        sha256=digest,
        signature=sign_statement(key, statement),
        key_id=key.kid,
        sealed_at=sealed_at,
        content_version=loaded.report.content_version,
    )
    session.add(seal)
    session.add_all(_sealed_documents(seal, files))
    await note_accepted(session, dict(sorted(files.keys() - kept.named())))
    record(session, actor.author, about_report(SEALED, loaded.report, loaded.label, number=number, sha256=digest))
    return seal


def _sealed_documents(seal: Seal, files: Mapping[tuple[UUID, int], str]) -> list[SealedDocument]:
    """Where a correction brought another file of a document that another line holds, the earlier: the later one is a change since."""
    first = dict(sorted(files, reverse=True))
    return [
        SealedDocument(seal_id=seal.id, evidence_id=document, number=number, sha256=files[document, number])
        for document, number in first.items()
    ]


def _files_of(seal: Seal) -> dict[tuple[int, UUID], Mapping[str, Any]]:
    lines: Sequence[Mapping[str, Any]] = json.loads(seal.content)["lines"]
    return {
        (line["number"], UUID(document["id"])): {name: document[name] for name in ("version", "sha256", "size")}
        for line in lines
        for document in line["evidence"]
    }


def _acceptor(actor: Actor, report: Report, latest: Seal | None) -> str:
    """Who accepted the report. Who accepts a correction of it did not: the acceptance itself was sealed before."""
    before: dict[str, Any] = json.loads(latest.content)["report"] if latest else {}
    accepted_by: str = before["accepted_by"] if before.get("accepted_at") == _moment(report.accepted_at) else actor.signature
    return accepted_by


async def _content(session: AsyncSession, loaded: LoadedReport, accepted_by: str, kept: _Kept) -> dict[str, Any]:
    report, period, unit = loaded.report, loaded.period, loaded.unit
    return {
        "format": SEAL_FORMAT,
        "report": {
            "id": str(report.id),
            "unit": {"code": unit.code, "name": unit.name},
            "period": {
                "code": period.code,
                "title": period.title,
                "data_from": period.data_from.isoformat(),
                "data_to": period.data_to.isoformat(),
            },
            "submission": report.submission,
            "submitted_at": _moment(report.submitted_at),
            "first_submitted_at": _moment(report.first_submitted_at),
            "due_at": _moment(report.due_at),
            "accepted_at": _moment(report.accepted_at),
            "accepted_by": accepted_by,
            "submitted_by": await _sender(session, report),
        },
        "lines": await _lines(session, report.id, kept),
        **await _answers(session, report),
        **await _corrections(session, report.id),
    }


async def _answers(session: AsyncSession, report: Report) -> dict[str, Any]:
    """What was answered; a report of a period without questions says nothing of it."""
    told = [
        {
            "number": question.sort + 1,
            "question": {"text": question.text, "kind": question.kind.value, "measure": question.measure},
            "value": answer.value,
            "said": said(question, answer.value),
        }
        for answer, question in await list_answers(session, report)
    ]
    return {"answers": told} if told else {}


async def _corrections(session: AsyncSession, report_id: UUID) -> dict[str, Any]:
    """The accepted corrections that the lines hold already; a report that was never corrected says nothing of it."""
    accepted = select(Correction).where(Correction.report_id == report_id, Correction.state == CorrectionState.ACCEPTED)
    told = [
        {
            "number": one.number,
            "reason": one.reason,
            "submitted_at": _moment(one.submitted_at),
            "submitted_by": await _sender(session, one),
            "accepted_at": _moment(one.decided_at),
            "accepted_by": one.decided_by,
        }
        for one in (await session.scalars(accepted.order_by(Correction.number))).all()
    ]
    return {"corrections": told} if told else {}


async def _sender(session: AsyncSession, sent: Report | Correction) -> str | None:
    """Who sent it, and on whose behalf."""
    return await signature_of(session, sent.submitted_by, sent.submitted_for, "vi")


def _moment(value: Any) -> str | None:
    return value.isoformat() if value is not None else None


async def _lines(session: AsyncSession, report_id: UUID, kept: _Kept) -> list[dict[str, Any]]:
    rows = await session.execute(
        select(ReportLine, Task)
        .join(Task, Task.id == ReportLine.task_id)
        .where(ReportLine.report_id == report_id)
        .order_by(ReportLine.sort)
    )
    pairs = [(line, task) for line, task in rows.all()]
    linked = await linked_ids(session, [line.id for line, _task in pairs])
    documents = await _documents(session, {document for ids in linked.values() for document in ids})
    return [_line(line, task, [{**documents[one], **kept.of(line, one)} for one in linked[line.id]]) for line, task in pairs]


def _line(line: ReportLine, task: Task, evidence: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "number": line.sort + 1,
        "task": {"key": task.key, "title": task.title, "source_ref": task.source_ref},
        "result": line.result,
        "percent": line.percent,
        "figures": line.figures,
        "difficulties": line.difficulties,
        "proposals": line.proposals,
        "self_done": line.self_done,
        "not_confirmed": line.not_confirmed,
        "evidence": list(evidence),
    }


async def _documents(session: AsyncSession, ids: set[UUID]) -> dict[UUID, dict[str, Any]]:
    if not ids:
        return {}
    # a seal is read by more people than a document with personal data, and keeps its words for good
    title = case((Evidence.contains_personal_data, _UNNAMED), else_=Evidence.title).label("title")
    rows = await session.execute(
        select(Evidence.id, title, Evidence.file_version, Evidence.sha256, Evidence.size).where(Evidence.id.in_(ids))
    )
    return {
        row.id: {"id": str(row.id), "title": row.title, "version": row.file_version, "sha256": row.sha256, "size": row.size} for row in rows
    }
