"""The endpoints of accounts, by topic."""

from papi.accounts.routes import auth, demo, me, users, well_known

ROUTERS = (auth.router, me.router, users.router, demo.router)
WELL_KNOWN = well_known.router
