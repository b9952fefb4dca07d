"""The endpoints of reporting, by topic."""

from papi.reports.routes import carrying, lines, outlines, periods, reports, review, seals

ROUTERS = (periods.router, reports.router, review.router, seals.router, lines.router, carrying.router, outlines.router)
