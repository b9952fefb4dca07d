"""Typed client of PAPI Tracker's API: `papi_client.generated` is made from its description, the rest makes it pleasant.

    with Papi("https://papi.example.vn", AccessToken(os.environ["PAPI_TOKEN"])) as papi:
        for unit in papi.each(list_units.sync_detailed):
            print(unit.name)

Ten recipes: docs/client.md.
"""

from papi_client.connections import AsyncPapi, Papi
from papi_client.reaching import Manner
from papi_client.refusals import Refused
from papi_client.signing_in import AccessToken, ClientCredentials, Password

__all__ = ["AccessToken", "AsyncPapi", "ClientCredentials", "Manner", "Papi", "Password", "Refused"]
