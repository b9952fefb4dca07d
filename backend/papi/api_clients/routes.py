from papi.access.machines import CurrentMachine
from papi.api_clients.schemas import ClientSelf
from papi.kit.transport import api_router

router = api_router("api-clients")


@router.get("/integration/self")
async def get_client_self(machine: CurrentMachine) -> ClientSelf:
    """Who the calling system is and what its token lets it do: the first call to try with a new secret."""
    units = sorted(machine.units) if machine.units is not None else None
    return ClientSelf(client_id=machine.client_id, name=machine.name, scopes=sorted(machine.scopes), unit_ids=units)
