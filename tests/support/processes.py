"""Programs that tests start beside themselves."""

import socket

# Even a run that is killed leaves no server behind: the kernel tells it that its parent is gone.
END_WITH_PARENT = ("setpriv", "--pdeathsig", "INT")


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
