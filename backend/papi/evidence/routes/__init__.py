"""The endpoints of evidence, by topic."""

from papi.evidence.routes import content, documents, resumable, uploads

ROUTERS = (uploads.router, resumable.router, documents.router, content.router)
