"""What happens in conversations, as facts."""

from papi.outbox.facts import FactKind

ADDED = FactKind("comment.added", "report.read", vi="trao đổi: “{text}”", en="commented: “{text}”", relayed=True)
