"""The endpoints of oversight."""

from papi.oversight.routes.reminders import router as reminders

ROUTERS = (reminders,)
