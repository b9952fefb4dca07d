"""The exchange with the province, by topic."""

from papi.integration.routes.log import router as log
from papi.integration.routes.pushing import router as pushing
from papi.integration.routes.reference import router as reference
from papi.integration.routes.reports import router as reports

ROUTERS = (reports, pushing, reference, log)
