"""The endpoints of consolidated reports, by topic."""

from papi.consolidation.routes import reports, sections

ROUTERS = (reports.router, sections.router)
