"""The endpoints of inspections and findings."""

from papi.inspections.routes import findings, inspections

ROUTERS = (inspections.router, findings.router)
