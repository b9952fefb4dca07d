"""The endpoints of reporting, by topic."""

from papi.reports.routes import carrying, leading, lines, outlines, periods, reports, review, seals

ROUTERS = (periods.router, reports.router, review.router, seals.router, leading.router, lines.router, carrying.router, outlines.router)
