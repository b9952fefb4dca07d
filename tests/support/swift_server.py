"""An S3 server: OpenStack Swift's proxy with its S3 door, which checks signatures, over servers for accounts, containers and objects.

Not imported by the tests: `tests.support.swift` starts it with Debian's Python, which alone has these modules. Objects are kept in
memory, because files of Swift need extended attributes, which not every temporary folder can hold.
"""

import os
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

eventlet: Any = import_module("eventlet")
eventlet.monkey_patch()
utils: Any = import_module("swift.common.utils")
ring: Any = import_module("swift.common.ring")
swob: Any = import_module("swift.common.swob")
wsgi: Any = import_module("swift.common.wsgi")

SERVER = """[DEFAULT]
swift_dir = {folder}
devices = {folder}
mount_check = false
log_level = CRITICAL

[app:main]
use = egg:swift#{app}
"""
PROXY = """[DEFAULT]
swift_dir = {folder}
log_level = CRITICAL

[pipeline:main]
pipeline = catch_errors gatekeeper cache s3api tempauth bulk slo container-quotas proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true

# wanted by tempauth, missed by nobody
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1

[filter:tempauth]
use = egg:swift#tempauth
user_{user} = {secret} .admin

[filter:s3api]
use = egg:swift#s3api
location = us-east-1

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:gatekeeper]
use = egg:swift#gatekeeper

[filter:bulk]
use = egg:swift#bulk

[filter:slo]
use = egg:swift#slo

[filter:container-quotas]
use = egg:swift#container_quotas
"""
KINDS = {"account": "account", "container": "container", "object": "mem_object"}


def main() -> None:
    """Serve on the given port until told to stop."""
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    (folder / "device").mkdir(parents=True, exist_ok=True)
    (folder / "swift.conf").write_text("[swift-hash]\nswift_hash_path_suffix = papi\n[storage-policy:0]\nname = only\ndefault = yes\n")
    utils.set_swift_dir(str(folder))
    for kind, app in KINDS.items():
        listening = eventlet.listen(("127.0.0.1", 0))
        make_ring(folder / f"{kind}.ring.gz", listening.getsockname()[1])
        conf = SERVER.format(folder=folder, app=app)
        serve(listening, folder / f"{kind}.conf", conf)
    door = eventlet.listen(("127.0.0.1", port))
    conf = PROXY.format(folder=folder, user=os.environ["SWIFT_USER"], secret=os.environ["SWIFT_SECRET"])
    serving, app = serve(door, folder / "proxy.conf", conf)
    account = os.environ["SWIFT_USER"].partition("_")[0]
    make_bucket(app, account, sys.argv[3])
    make_bucket(app, account, sys.argv[4], {"X-Container-Meta-Quota-Bytes": "1"})
    (folder / "ready").touch()
    serving.wait()


def make_ring(path: Path, port: int) -> None:
    """Where the things of one kind lie: one copy, in the one place there is."""
    builder = ring.RingBuilder(1, 1, 0)
    place = {"ip": "127.0.0.1", "port": port, "device": "device", "region": 1, "zone": 1, "weight": 1.0}
    builder.add_dev({**place, "id": 0, "meta": "", "replication_ip": "127.0.0.1", "replication_port": port})
    builder.rebalance()
    builder.get_ring().save(str(path))


def make_bucket(app: Any, account: str, bucket: str, told: dict[str, str] | None = None) -> None:
    allowed = {"swift.authorize": lambda _request: None, "swift.authorize_override": True}
    made = swob.Request.blank(f"/v1/AUTH_{account}/{bucket}", environ=allowed, headers=told, method="PUT").get_response(app)
    assert made.status_int == 201, made.status


def serve(listening: Any, path: Path, conf: str) -> tuple[Any, Any]:
    path.write_text(conf)
    app = wsgi.loadapp(str(path), global_conf={"log_name": path.stem})
    log = utils.NullLogger()
    options = {"protocol": wsgi.SwiftHttpProtocol, "capitalize_response_headers": False}
    return eventlet.spawn(eventlet.wsgi.server, listening, app, log, **options), app


if __name__ == "__main__":
    os.environ["TZ"] = "UTC+0"
    time.tzset()
    main()
