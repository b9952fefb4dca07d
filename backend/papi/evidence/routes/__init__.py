"""The endpoints of evidence, by topic."""

from papi.evidence.routes import content, documents, findings, redacted, resumable, uploads

ROUTERS = (uploads.router, resumable.router, documents.router, content.router, redacted.router, findings.router)
