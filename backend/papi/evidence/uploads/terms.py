"""What this server can do of the protocol, as it tells everybody."""

VERSION = "1.0.0"
EXTENSIONS = ("creation", "termination", "expiration", "checksum")
ALGORITHMS = ("sha1", "sha256")
PIECES = "application/offset+octet-stream"
