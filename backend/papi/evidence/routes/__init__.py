"""The endpoints of evidence, by topic."""

from papi.evidence.routes import content, documents, uploads

ROUTERS = (uploads.router, documents.router, content.router)
