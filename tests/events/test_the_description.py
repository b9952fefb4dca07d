"""The API's description says of every type what its data holds."""

from papi.events.catalogue import CATALOGUE
from papi.events.keys import KEYS
from papi.feed.describing import describe_feed


def test_every_type_and_every_key_is_described() -> None:
    described = describe_feed()
    for kind, keys in CATALOGUE.items():
        assert f"| `{kind}` | {', '.join(f'`{key}`' for key in keys) or '–'} |" in described
    for name, key in KEYS.items():
        assert f"| `{name}` | {key.kind.value} | {key.means} |" in described
