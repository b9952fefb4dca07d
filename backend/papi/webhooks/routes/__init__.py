"""What is asked of webhooks and of what they sent."""

from papi.webhooks.routes.deliveries import router as deliveries
from papi.webhooks.routes.webhooks import router as webhooks

ROUTERS = (webhooks, deliveries)
