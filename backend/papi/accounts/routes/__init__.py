"""The endpoints of accounts, by topic."""

from papi.accounts.routes import auth, demo, identities, me, second_factor, sso, users, well_known

ROUTERS = (auth.router, me.router, second_factor.router, identities.router, users.router, sso.router, demo.router)
WELL_KNOWN = well_known.router
