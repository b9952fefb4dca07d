import { createFileRoute } from '@tanstack/react-router'
import { WebhookPage } from '@/features/webhooks'
import { DELIVERY_VIEWS, type DeliverySearch } from '@/features/webhooks/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/webhooks/$webhookId')({
  validateSearch: (search): DeliverySearch => prune({ ...listSearch(search, ['created_at']), view: oneOf(search, 'view', DELIVERY_VIEWS), show: textParam(search, 'show') }),
  component: Page,
})

function Page() {
  const { webhookId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <WebhookPage id={webhookId} search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
