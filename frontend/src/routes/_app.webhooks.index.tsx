import { createFileRoute } from '@tanstack/react-router'
import { WebhooksPage } from '@/features/webhooks'
import { WEBHOOK_VIEWS, type WebhookSearch } from '@/features/webhooks/search'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/webhooks/')({
  validateSearch: (search): WebhookSearch => prune({ ...listSearch(search, ['name', 'created_at', 'delivered_at']), view: oneOf(search, 'view', WEBHOOK_VIEWS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <WebhooksPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
