"""The endpoints of oversight."""

from papi.oversight.routes.attention import router as attention
from papi.oversight.routes.ladder import router as ladder
from papi.oversight.routes.reminders import router as reminders

ROUTERS = (reminders, ladder, attention)
