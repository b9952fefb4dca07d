import { createFileRoute } from '@tanstack/react-router'
import { AttentionPage } from '@/features/attention'

export const Route = createFileRoute('/_app/attention/$listId')({ component: Page })

function Page() {
  const { listId } = Route.useParams()
  return <AttentionPage id={listId} />
}
